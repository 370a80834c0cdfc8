package ingest

import (
	"context"
	"runtime"
	"sync"

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
	for _, ind := range cat.Indicators {
		if !ind.Shown || !there[ind.ID] && !there[ind.Numerator] {
			continue
		}
		series, err := b.AreaSeries(ctx, ind)
		if err != nil {
			return err
		}
		var breaks []int
		for _, br := range cat.Breaks {
			if br.Indicator == ind.ID && br.Subject == "" {
				breaks = append(breaks, br.Year)
			}
		}
		rows := areaDirections(ind.ID, series, breaks, known)
		for _, level := range []string{"gemeente", "wijk", "buurt"} { // the order of the enumeration; series come by code
			var of []data.Slope
			for _, r := range rows {
				if r.Level == level {
					of = append(of, r)
				}
			}
			if err := b.AddSlopes(ctx, of); err != nil {
				return err
			}
		}
		if err := b.AddSlopes(ctx, subjects[ind.ID]); err != nil {
			return err
		}
	}
	return nil
}

// areaDirections does the areas of one indicator on all processors, in their order.
func areaDirections(indicator string, series []data.AreaSeries, breaks []int, known *data.Places) []data.Slope {
	out := make([]data.Slope, len(series))
	workers := runtime.GOMAXPROCS(0)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := w; i < len(series); i += workers {
				out[i] = areaDirection(indicator, series[i], breaks, known)
			}
		})
	}
	wg.Wait()
	return out
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
