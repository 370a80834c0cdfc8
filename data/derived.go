package data

import (
	"context"
	"fmt"
	"math"

	"wijkinzicht/data/catalogue"
)

// writeDerived computes the shares and rates that no publication gives, from its counts; see query/derived.sql.
func (b *Builder) writeDerived(ctx context.Context) error {
	there, err := b.Observed(ctx)
	if err != nil {
		return err
	}
	for _, ind := range b.cat.Indicators {
		if ind.Numerator == "" || !there[ind.Numerator] {
			continue
		}
		low, high := math.Inf(-1), math.Inf(1)
		if ind.Min != nil {
			low = *ind.Min
		}
		if ind.Max != nil {
			high = *ind.Max
		}
		var counted, levels []string
		var least []float64
		var from, to []int16
		for _, m := range b.cat.Minimums {
			if m.Indicator == ind.ID {
				counted, least, levels = append(counted, m.Counted), append(least, m.Least), append(levels, levelCode[m.Level])
				from, to = append(from, int16(m.From)), append(to, int16(m.To))
			}
		}
		if counted == nil {
			counted, least, levels, from, to = []string{}, []float64{}, []string{}, []int16{}, []int16{}
		}
		if _, err := b.conn.ExecContext(ctx, statement("query/derived.sql"), ind.ID, ind.Numerator, ind.Denominator, ind.Per, b.cat.GivenIn(ind),
			counted, least, levels, low, high, from, to, mostMargin(ind), ind.Margin.Part); err != nil {
			return fmt.Errorf("compute %s from its counts: %w", ind.ID, err)
		}
	}
	return b.noteImplausible(ctx)
}

// mostMargin is the largest margin with which a value is not rough; without a bound none is.
func mostMargin(ind catalogue.Indicator) float64 {
	if ind.Margin.Source == "" {
		return math.Inf(1)
	}
	return ind.Margin.Most
}

// levelCode is how the codes of a level begin.
var levelCode = map[string]string{"gemeente": "GM", "wijk": "WK", "buurt": "BU", "": ""}

// noteImplausible names the indicators of which counts give what cannot be.
func (b *Builder) noteImplausible(ctx context.Context) error {
	rows, err := b.conn.QueryContext(ctx, `select indicator::varchar, count(*), any_value(area_code)::varchar, any_value(year) from derived
		where status = 'onwaarschijnlijk' group by indicator order by indicator`)
	if err != nil {
		return fmt.Errorf("implausible values: %w", err)
	}
	defer rows.Close()
	var findings []Finding
	for rows.Next() {
		var id, code string
		var n, year int
		if err := rows.Scan(&id, &n, &code, &year); err != nil {
			return fmt.Errorf("implausible values: %w", err)
		}
		ind, _ := b.cat.Indicator(id)
		findings = append(findings, Finding{Kind: "bereik", Text: fmt.Sprintf(
			"%s: van %d gebieden geven de aantallen een uitkomst die niet kan (bijvoorbeeld %s in %d); die is niet gebruikt.", ind.Naam, n, code, year)})
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("implausible values: %w", err)
	}
	return b.AddFindings(ctx, findings...)
}
