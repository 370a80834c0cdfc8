package ingest

import (
	"context"
	"runtime"

	"wijkinzicht/data"
	"wijkinzicht/ingest/slope"
)

// What keeps the stretch of a series shorter than a direction asks, beside data.MovedPlace and data.UnknownBorder.
const (
	fewFigures = "te weinig cijfers"
	broken     = "breuk"
)

// writeDirections tells the direction of every series: of the subjects from their trends, of every area from its own figures.
func writeDirections(ctx context.Context, cat *data.Catalogue, b *data.Builder, trends []data.TrendRow, parts []data.SubjectPart) error {
	kept, err := b.KeptPlaces(ctx)
	if err != nil {
		return err
	}
	known := data.NewPlaces(kept, cat.Breaks, parts)
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
	var shown []data.Indicator
	for _, ind := range cat.Indicators {
		if ind.Shown && (there[ind.ID] || there[ind.Numerator]) {
			shown = append(shown, ind)
		}
	}
	return data.InOrder(runtime.GOMAXPROCS(0), len(shown), func(i int, turn func() bool) error {
		rows, err := areaDirections(ctx, cat, b, shown[i], known)
		if err != nil || !turn() {
			return err
		}
		return b.AddSlopes(ctx, append(rows, subjects[shown[i].ID]...))
	})
}

// areaDirections tells the directions of every area for one indicator, by level and code.
func areaDirections(ctx context.Context, cat *data.Catalogue, b *data.Builder, ind data.Indicator, known *data.Places) ([]data.Slope, error) {
	series, err := b.AreaSeries(ctx, ind)
	if err != nil {
		return nil, err
	}
	var breaks []int
	for _, br := range cat.Breaks {
		if br.Indicator == ind.ID && br.Subject == "" {
			breaks = append(breaks, br.Year)
		}
	}
	out := make([]data.Slope, 0, len(series))
	for _, level := range []string{"GM", "WK", "BU"} { // the order of the enumeration; series come by code
		for _, s := range series {
			if s.Code[:2] == level {
				out = append(out, areaDirection(ind.ID, s, breaks, known))
			}
		}
	}
	return out, nil
}

var levelOf = map[string]string{"GM": "gemeente", "WK": "wijk", "BU": "buurt"}

// areaDirection walks back from the latest value until a break, another place, or a division of which it is not known
// whether the code was this place.
func areaDirection(indicator string, s data.AreaSeries, breaks []int, known *data.Places) data.Slope {
	last := s.Points[len(s.Points)-1]
	from, why := 0, ""
	for i := len(s.Points) - 1; i > 0 && why == ""; i-- {
		a, b := s.Points[i-1], s.Points[i]
		if why = known.Between(s.Code, a.AreaYear, b.AreaYear); data.Crosses(breaks, a.Year, b.Year) {
			why = broken
		}
		if why != "" {
			from = i
		}
	}
	points := make([]slope.Point, 0, len(s.Points)-from)
	for _, p := range s.Points[from:] {
		points = append(points, slope.Point{At: float64(p.Year), Value: p.Value})
	}
	r := data.Slope{Indicator: indicator, Level: levelOf[s.Code[:2]], Place: s.Code, AreaYear: last.AreaYear}
	return directed(r, points, why)
}

// subjectDirection takes the points of a trend after its last break. ok is false when it has no value.
func subjectDirection(rows []data.TrendRow) (data.Slope, bool) {
	r := data.Slope{Indicator: rows[0].Indicator, Place: rows[0].Subject}
	var points []slope.Point
	why := ""
	for _, t := range rows {
		if t.Value == nil {
			continue
		}
		if t.BreakBefore {
			points, why, r.Quality = points[:0], broken, data.NoQuality
		}
		points = append(points, slope.Point{At: float64(t.Year), Value: *t.Value})
		r.Quality = max(r.Quality, t.Quality)
	}
	if len(points) == 0 {
		return r, false
	}
	return directed(r, points, why), true
}

// directed fills in what the points say; why is what cut the series before them, if anything did.
func directed(r data.Slope, points []slope.Point, why string) data.Slope {
	last := points[len(points)-1]
	r.From, r.To, r.Points, r.Value = int(points[0].At), int(last.At), len(points), last.Value
	t, ok := slope.Of(points)
	switch {
	case ok:
		r.Slope, r.Low, r.High, r.S, r.P = &t.Slope, t.Low, t.High, t.S, t.P
	case why != "":
		r.Why = why
	default:
		r.Why = fewFigures
	}
	return r
}
