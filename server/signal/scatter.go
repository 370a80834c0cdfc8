package signal

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"wijkinzicht/server/figure"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// The drawing of level against change, in its own units.
const (
	scatterWidth, scatterHeight = 900, 560
	scatterLeft, scatterRight   = 90, 880
	scatterTop, scatterBottom   = 36, 490
	// scatterTail is the part of the dots on either side of an axis that may fall outside: one odd place must not press the
	// others together.
	scatterTail = 0.005
)

// dot is a place in the drawing, on whole units: places that would cover each other are one.
type dot struct{ x, y int }

// scatter draws level against change per year, for every place that has a direction.
func (v signalView) scatter() web.Scatter {
	var levels, slopes []float64
	for _, a := range v.areas {
		if a.why == "" {
			levels, slopes = append(levels, a.Value), append(slopes, *a.Slope.Slope)
		}
	}
	if len(levels) == 0 {
		return web.Scatter{}
	}
	xs, ys := axisOf(levels, false), axisOf(slopes, true)
	for _, w := range v.wijken {
		if w.why == "" {
			xs, ys = xs.with(w.Value), ys.with(*w.Slope.Slope)
		}
	}
	xs, ys = xs.rounded(), ys.rounded()
	at := func(s signal) (dot, bool) {
		x, y := xs.place(s.Value, scatterLeft, scatterRight), ys.place(*s.Slope.Slope, scatterBottom, scatterTop)
		inside := s.Value >= xs.low && s.Value <= xs.high && *s.Slope.Slope >= ys.low && *s.Slope.Slope <= ys.high
		return dot{x, y}, inside
	}
	out := web.Scatter{Width: scatterWidth, Height: scatterHeight, Left: scatterLeft, Right: scatterRight, Top: scatterTop, Bottom: scatterBottom,
		Zero: ys.place(0, scatterBottom, scatterTop), XTicks: xs.ticks(scatterLeft, scatterRight, web.Getal), YTicks: ys.ticks(scatterBottom, scatterTop, web.Verandering),
		XTitle: v.ind.Naam + figure.UnitBehind(v.ind), YTitle: words.Page.Signal.PerYear}
	if v.typed && v.bound > xs.low && v.bound < xs.high {
		out.Bound, out.Corners = xs.place(v.bound, scatterLeft, scatterRight), v.corners(ys)
	}
	groups, outside := map[string][]dot{}, 0
	for _, a := range v.areas {
		if a.why != "" {
			continue
		}
		d, inside := at(a)
		if !inside {
			outside++
		}
		groups[dotClass(a)] = append(groups[dotClass(a)], d)
	}
	out.Dots = dotsOf(groups)
	for i, w := range v.wijken {
		if w.why == "" {
			d, _ := at(w)
			out.Marks = append(out.Marks, web.Mark{X: d.x, Y: d.y, Number: i + 1, Name: w.Name})
		}
	}
	if outside > 0 {
		out.Outside = words.Page.Signal.Outside(outside)
	}
	out.Alt = words.Page.Signal.Drawing(v.choice.level, v.sentence())
	return out
}

// corners names the quarters by the side that is better, those that are in the drawing.
func (v signalView) corners(ys axis) []web.Corner {
	say := words.Page.Signal
	top, bottom, left, right := say.Better, say.Worse, say.Low, say.Fair
	if v.ind.Direction == "worse" {
		top, bottom, left, right = bottom, top, right, left
	}
	var out []web.Corner
	for _, c := range []struct {
		there bool
		y     int
		word  string
	}{{ys.high > 0, scatterTop + 18, top}, {ys.low < 0, scatterBottom - 8, bottom}} {
		if c.there {
			out = append(out, web.Corner{X: scatterLeft + 6, Y: c.y, Anchor: "start", Text: say.Corner(left, c.word)},
				web.Corner{X: scatterRight - 6, Y: c.y, Anchor: "end", Text: say.Corner(right, c.word)})
		}
	}
	return out
}

// dotClass is the class of a place's dot: its kind, or whether it has a direction.
func dotClass(s signal) string {
	switch {
	case s.kind != nil:
		return "t-" + s.kind.ID
	case s.toward != 0:
		return "t-richting"
	}
	return "t-geen"
}

// dotsOf makes one path of each class; steps between neighbours compress better than places.
func dotsOf(groups map[string][]dot) []web.Dots {
	var out []web.Dots
	for class, dots := range groups {
		slices.SortFunc(dots, func(a, b dot) int { return cmp.Or(a.x-b.x, a.y-b.y) })
		dots = slices.Compact(dots)
		var path strings.Builder
		from := dot{}
		for _, d := range dots {
			path.WriteString("m" + strconv.Itoa(d.x-from.x) + " " + strconv.Itoa(d.y-from.y) + "h0")
			from = d
		}
		out = append(out, web.Dots{Class: class, Path: path.String()})
	}
	order := []string{"t-geen", "t-richting", "t-succes", "t-herstel", "t-terugval", "t-vroegsignalering"} // what asks attention on top
	slices.SortFunc(out, func(a, b web.Dots) int { return slices.Index(order, a.Class) - slices.Index(order, b.Class) })
	return out
}

// axis runs from low to high in steps.
type axis struct{ low, high, step float64 }

// axisOf holds all values but the tails; with zero it holds that too.
func axisOf(values []float64, zero bool) axis {
	sorted := slices.Sorted(slices.Values(values))
	cut := int(scatterTail * float64(len(sorted)))
	a := axis{low: sorted[cut], high: sorted[len(sorted)-1-cut]}
	if zero {
		a = a.with(0)
	}
	return a
}

func (a axis) with(v float64) axis { return axis{low: min(a.low, v), high: max(a.high, v)} }

// rounded puts both ends on a step of 1, 2 or 5 times a power of ten, four to ten of them.
func (a axis) rounded() axis {
	span := a.high - a.low
	if span == 0 {
		span = max(1, math.Abs(a.low))
	}
	size := math.Pow10(int(math.Floor(math.Log10(span / 4))))
	a.step = size
	for _, times := range []float64{2, 5} {
		if span/(size*times) >= 4 {
			a.step = size * times
		}
	}
	a.low, a.high = a.step*math.Floor(a.low/a.step), a.step*math.Ceil(a.high/a.step)
	if a.low == a.high {
		a.high += a.step
	}
	return a
}

// place gives where a value is between two ends of the drawing; what lies outside is put on the edge.
func (a axis) place(v float64, from, to int) int {
	part := (min(max(v, a.low), a.high) - a.low) / (a.high - a.low)
	return from + int(math.Round(part*float64(to-from)))
}

func (a axis) ticks(from, to int, text func(float64, int) string) []web.Tick {
	decimals := max(0, -int(math.Floor(math.Log10(a.step)+1e-9)))
	var out []web.Tick
	for i := 0; i <= int(math.Round((a.high-a.low)/a.step)); i++ {
		v := a.low + float64(i)*a.step
		out = append(out, web.Tick{At: a.place(v, from, to), Text: text(v, decimals)})
	}
	return out
}
