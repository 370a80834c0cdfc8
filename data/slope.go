package data

import (
	"cmp"
	"context"
	"database/sql/driver"
	"fmt"
	"slices"

	"wijkinzicht/data/catalogue"
)

// Slope is the direction of the latest stretch of one series that no break cuts; see table slope.
type Slope struct {
	Indicator string
	Level     string // gemeente, wijk or buurt; empty for a subject
	Place     string // area code, or slug of a subject
	AreaYear  int    // division of the latest value; 0 for a subject
	From, To  int
	Points    int
	First     float64 // the first value of the stretch
	Value     float64 // the latest
	Quality   Quality // the least direct one in a subject's stretch
	Slope     *float64
	Low, High *float64
	S         int     // means nothing without Slope
	P         float64 // likewise
	Why       string  // what keeps the stretch too short; empty with a Slope
}

// AreaSeries is what an area has of one indicator, by year.
type AreaSeries struct {
	Code   string
	Points []AreaPoint
}

// AreaPoint is a value with the division that its area stands in.
type AreaPoint struct {
	Year, AreaYear, Edition int
	Value                   float64
}

// AreaSeries gives the series of every area for an indicator, by code; of a year that stands on two divisions, the later one's value.
// Those of several indicators may be asked for at the same time.
func (b *Builder) AreaSeries(ctx context.Context, ind catalogue.Indicator) ([]AreaSeries, error) {
	codes, err := b.areaCodes(ctx)
	if err != nil {
		return nil, err
	}
	query := statement("query/area_series.sql")
	if ind.EstimatedAnew() {
		query = statement("query/area_series_edition.sql")
	}
	rows, err := b.db.QueryContext(ctx, query, ind.ID)
	if err != nil {
		return nil, fmt.Errorf("series of %s: %w", ind.ID, err)
	}
	defer rows.Close()
	points := make([][]AreaPoint, len(codes))
	var at, edition, value any // as the driver gives them: there are millions, and Scan into numbers takes three times as long
	for rows.Next() {
		if err := rows.Scan(&at, &edition, &value); err != nil {
			return nil, fmt.Errorf("series of %s: %w", ind.ID, err)
		}
		key := int(at.(int64))
		i := key / 1_0000_0000
		points[i] = append(points[i], AreaPoint{key / 10000 % 10000, key % 10000, int(edition.(int16)), value.(float64)})
	}
	var out []AreaSeries
	for i, p := range points {
		if len(p) > 0 && slices.Contains([]string{"GM", "WK", "BU"}, codes[i][:2]) {
			out = append(out, AreaSeries{codes[i], latestDivisions(p)})
		}
	}
	return out, rows.Err()
}

// areaCodes lists the codes in the order of their type, which is that of the alphabet.
func (b *Builder) areaCodes(ctx context.Context) ([]string, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.codes != nil {
		return b.codes, nil
	}
	var codes []any
	if err := b.conn.QueryRowContext(ctx, "select enum_range(null::area_code)").Scan(scanList(&codes)); err != nil {
		return nil, fmt.Errorf("list the area codes: %w", err)
	}
	for _, c := range codes {
		b.codes = append(b.codes, c.(string))
	}
	return b.codes, nil
}

// latestDivisions sorts points by year and keeps, of a year that stands on two divisions, the later one.
func latestDivisions(points []AreaPoint) []AreaPoint {
	slices.SortFunc(points, func(a, b AreaPoint) int { return cmp.Or(a.Year-b.Year, b.AreaYear-a.AreaYear) })
	return slices.CompactFunc(points, func(a, b AreaPoint) bool { return a.Year == b.Year })
}

// listScanner takes a list of DuckDB as it comes.
type listScanner struct{ to *[]any }

func scanList(to *[]any) listScanner { return listScanner{to} }

// Scan takes the driver's value.
func (s listScanner) Scan(v any) error {
	values, ok := v.([]any)
	if !ok {
		return fmt.Errorf("a %T instead of a list", v)
	}
	*s.to = values
	return nil
}

// AddSlopes writes directions, which must come in the table's order.
func (b *Builder) AddSlopes(ctx context.Context, slopes []Slope) error {
	return b.appendRows(ctx, "", "slope", func(add func(...driver.Value) error) error {
		for _, r := range slopes {
			var division, s, p driver.Value
			if r.AreaYear != 0 {
				division = int16(r.AreaYear)
			}
			if r.Slope != nil {
				s, p = int16(r.S), r.P
			}
			if err := add(r.Indicator, nullable(r.Level), r.Place, division, int16(r.From), int16(r.To), int16(r.Points), r.First, r.Value, nullable(string(r.Quality)),
				nullableNumber(r.Slope), nullableNumber(r.Low), nullableNumber(r.High), s, p, nullable(r.Why)); err != nil {
				return fmt.Errorf("%s of %s: %w", r.Indicator, r.Place, err)
			}
		}
		return nil
	})
}

// WriteProfiles fills profile from the observations and trends, which must be there.
func (b *Builder) WriteProfiles(ctx context.Context) error {
	if _, err := b.conn.ExecContext(ctx, `create temp table profile_value
		(area_year smallint, code varchar, year smallint, indicator indicator_id, value double)`); err != nil {
		return fmt.Errorf("profiles: %w", err)
	}
	for _, l := range b.cat.Likeness {
		ind, _ := b.cat.Indicator(l.Indicator)
		if _, err := b.conn.ExecContext(ctx, statement("query/profile_value.sql"), ind.ID); err != nil {
			return fmt.Errorf("profiles, %s: %w", ind.ID, err)
		}
	}
	for _, text := range []string{statement("query/profile.sql"), "drop table profile_value"} {
		if _, err := b.conn.ExecContext(ctx, text); err != nil {
			return fmt.Errorf("profiles: %w", err)
		}
	}
	return nil
}
