package ingest

import (
	"context"
	"runtime"
	"strings"
	"sync"

	"wijkinzicht/data"
	"wijkinzicht/ingest/slope"
)

// What keeps the stretch of a series shorter than a direction asks.
const (
	fewFigures    = "te weinig cijfers"
	broken        = "breuk"
	movedPlace    = "andere grens"
	unknownBorder = "grens onbekend"
)

// writeDirections tells the direction of every series: of the subjects from their trends, of every area from its own figures.
func writeDirections(ctx context.Context, cat *data.Catalogue, b *data.Builder, trends []data.TrendRow, parts []data.SubjectPart) error {
	kept, err := b.KeptPlaces(ctx)
	if err != nil {
		return err
	}
	known := newPlaces(kept, cat.Breaks, parts)
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
func areaDirections(indicator string, series []data.AreaSeries, breaks []int, known *places) []data.Slope {
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
func areaDirection(indicator string, s data.AreaSeries, breaks []int, known *places) data.Slope {
	last := s.Points[len(s.Points)-1]
	from, why := 0, ""
	for i := len(s.Points) - 1; i > 0 && why == ""; i-- {
		a, b := s.Points[i-1], s.Points[i]
		if why = known.between(s.Code, a.AreaYear, b.AreaYear); crosses(breaks, a.Year, b.Year) {
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

func crosses(breaks []int, from, to int) bool {
	for _, year := range breaks {
		if from < year && year <= to {
			return true
		}
	}
	return false
}

// places is what is known of codes over divisions.
type places struct {
	pairs map[string]map[[2]int]bool // by code and pair of divisions: the same place or not
	moved map[string][]int           // by code: divisions that the catalogue says are another place than before
	hubs  map[int]bool               // divisions that older ones were compared with by borders
}

func newPlaces(kept []data.KeptPlace, breaks []data.Break, parts []data.SubjectPart) *places {
	out := &places{pairs: map[string]map[[2]int]bool{}, moved: map[string][]int{}, hubs: map[int]bool{}}
	for _, k := range kept {
		if out.pairs[k.Code] == nil {
			out.pairs[k.Code] = map[[2]int]bool{}
		}
		pair := [2]int{k.From, k.To}
		same, twice := out.pairs[k.Code][pair]
		out.pairs[k.Code][pair] = k.Same && (same || !twice) // flag and borders must agree
		out.hubs[k.To] = out.hubs[k.To] || k.To-k.From > 1
	}
	for _, br := range breaks {
		if br.Indicator != "*" || br.Subject == "" {
			continue
		}
		seen := map[string]bool{strings.ToUpper(br.Subject): true} // a gemeente is its own area
		for _, p := range parts {
			if p.Subject == br.Subject && p.Used && p.Relation != data.Surrounding {
				seen[p.Code] = true
			}
		}
		for code := range seen {
			out.moved[code] = append(out.moved[code], br.Year)
		}
	}
	return out
}

// between tells what keeps a code in two divisions from being one place: "" when it is known to be.
func (p *places) between(code string, a, b int) string {
	if a > b {
		a, b = b, a
	}
	if a == b {
		return ""
	}
	if crosses(p.moved[code], a, b) {
		return movedPlace
	}
	pairs := p.pairs[code]
	if why := alongYears(pairs, a, b); why != unknownBorder {
		return why
	}
	for hub := range p.hubs { // both compared with a third division: the reference is the only one there is
		first, ok := pairs[[2]int{a, hub}]
		second, also := pairs[[2]int{b, hub}]
		if b == hub {
			second, also = true, true
		}
		switch {
		case ok && also && first && second:
			return ""
		case ok && !first && b == hub:
			return movedPlace
		}
	}
	return unknownBorder
}

// alongYears follows CBS's flags from year to year.
func alongYears(pairs map[[2]int]bool, a, b int) string {
	why := ""
	for y := a; y < b; y++ {
		same, flagged := pairs[[2]int{y, y + 1}]
		switch {
		case flagged && !same:
			return movedPlace
		case !flagged:
			why = unknownBorder
		}
	}
	return why
}
