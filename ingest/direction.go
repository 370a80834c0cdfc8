package ingest

import (
	"context"
	"runtime"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/ingest/slope"
)

// What keeps the stretch of a series shorter than a direction asks, beside the reasons about the place (series.Reason).
const (
	fewFigures = "te weinig cijfers"
	broken     = "breuk" // of definition, unit, instrument, population or moment
)

// writeDirections tells the direction of every series: of the subjects from their trends, of every area from its own figures.
func writeDirections(ctx context.Context, cat *catalogue.Catalogue, b *data.Builder, trends []data.TrendRow, rule *series.Rule) error {
	subjects := map[string][]data.Slope{}
	for i := 0; i < len(trends); {
		j := i + 1
		for j < len(trends) && trends[j].Subject == trends[i].Subject && trends[j].Indicator == trends[i].Indicator {
			j++
		}
		if r, ok := subjectDirection(trends[i:j]); ok {
			subjects[r.Indicator] = append(subjects[r.Indicator], r)
		}
		i = j
	}
	there, err := b.Observed(ctx)
	if err != nil {
		return err
	}
	var shown []catalogue.Indicator
	for _, ind := range cat.Indicators {
		if ind.Shown && (there[ind.ID] || there[ind.Numerator]) {
			shown = append(shown, ind)
		}
	}
	return data.InOrder(runtime.GOMAXPROCS(0), len(shown), func(i int, turn func() bool) error {
		rows, err := areaDirections(ctx, b, shown[i], rule)
		if err != nil || !turn() {
			return err
		}
		return b.AddSlopes(ctx, append(rows, subjects[shown[i].ID]...))
	})
}

// areaDirections tells the directions of every area for one indicator, by level and code.
func areaDirections(ctx context.Context, b *data.Builder, ind catalogue.Indicator, rule *series.Rule) ([]data.Slope, error) {
	found, err := b.AreaSeries(ctx, ind)
	if err != nil {
		return nil, err
	}
	out := make([]data.Slope, 0, len(found))
	for _, level := range []string{"GM", "WK", "BU"} { // the order of the enumeration; series come by code
		for _, s := range found {
			if s.Code[:2] == level {
				out = append(out, areaDirection(ind.ID, s, rule))
			}
		}
	}
	return out, nil
}

// areaDirection walks back from the latest value as far as the rule lets values be compared.
func areaDirection(indicator string, s data.AreaSeries, rule *series.Rule) data.Slope {
	who, last := data.WhoIs(s.Code), s.Points[len(s.Points)-1]
	from, why := 0, series.Same
	for i := len(s.Points) - 1; i > 0 && why == series.Same; i-- {
		if why = rule.Between(indicator, who, pointOf(&s.Points[i-1]), pointOf(&s.Points[i])); why != series.Same {
			from = i
		}
	}
	points := make([]slope.Point, 0, len(s.Points)-from)
	for _, p := range s.Points[from:] {
		points = append(points, slope.Point{At: float64(p.Year), Value: p.Value})
	}
	r := data.Slope{Indicator: indicator, Level: data.LevelOf(s.Code), Place: s.Code, AreaYear: last.AreaYear}
	return directed(r, points, why)
}

func pointOf(p *data.AreaPoint) series.Point {
	return series.Point{Year: p.Year, Edition: p.Edition, Division: p.AreaYear, Value: &p.Value, Quality: data.Direct}
}

// subjectDirection takes the points of a trend that may be compared with its last value. ok is false when it has no value.
func subjectDirection(rows []data.TrendRow) (data.Slope, bool) {
	r := data.Slope{Indicator: rows[0].Indicator, Place: rows[0].Subject}
	line := make(series.Line, len(rows))
	for i, t := range rows {
		line[i] = t.Point
	}
	last, ok := line.Last()
	if !ok {
		return r, false
	}
	var points []slope.Point
	why := series.Same
	for _, p := range line.Valued() {
		if p.Stretch != last.Stretch {
			why = p.Why
			continue
		}
		if p.Why != series.Same {
			why = p.Why
		}
		points = append(points, slope.Point{At: float64(p.Year), Value: *p.Value})
		r.Quality = max(r.Quality, p.Quality)
	}
	return directed(r, points, why), true
}

// directed fills in what the points say; why is what cut the series before them, if anything did.
func directed(r data.Slope, points []slope.Point, why series.Reason) data.Slope {
	last := points[len(points)-1]
	r.From, r.To, r.Points, r.First, r.Value = int(points[0].At), int(last.At), len(points), points[0].Value, last.Value
	t, ok := slope.Of(points)
	switch {
	case r.Quality == data.Enclosing: // another area's line
		r.Why = string(series.LargerArea)
	case ok:
		r.Slope, r.Low, r.High, r.S, r.P = &t.Slope, t.Low, t.High, t.S, t.P
	case why.OfBorders():
		r.Why = string(why)
	case why != series.Same:
		r.Why = broken
	default:
		r.Why = fewFigures
	}
	return r
}
