package atlas

import (
	"math"
	"slices"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/server/figure"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// sequentialClasses is how many classes a map of levels has: more are hard to tell apart in a legend.
const sequentialClasses = 5

// mostClasses is what the palette holds, and middle the neutral one of a diverging map.
const (
	mostClasses = 7
	middle      = 4
)

// Scale puts values in classes. Without a visitor's wish it is made of the values of all years, so that another year has the
// same classes and a shift shows.
type Scale struct {
	cuts      []float64 // a value at or above cuts[i] is in class i+2; of a diverging scale the sizes at which a class begins
	exact     bool      // the legend names the first and last value of a class, not the bounds
	diverging bool
	low, high float64 // of the values it was made of, for the histogram
}

// levelScale makes the scale of levels: the publisher's own classes, quantiles rounded to numbers that are easy to read, or classes on
// both sides of zero where a score has values on both.
func levelScale(ind catalogue.Indicator, values []float64, c Choice) Scale {
	slices.Sort(values)
	s := Scale{low: part(values, 0), high: part(values, 1)}
	switch {
	case len(values) == 0:
	case ind.Kind == catalogue.Class:
		s.exact, s.cuts = true, distinct(values)[1:]
		for len(s.cuts) >= mostClasses { // nine published classes: the outer ones share a colour, and the legend says so
			s.cuts = s.cuts[1:]
			if len(s.cuts) >= mostClasses {
				s.cuts = s.cuts[:len(s.cuts)-1]
			}
		}
	case len(c.bounds) > 0:
		s.cuts = c.bounds
	case c.quantiles:
		s.exact = true
		upper := quantiles(values, sequentialClasses, ind.Decimals)
		for _, b := range upper[:len(upper)-1] {
			s.cuts = append(s.cuts, rounded(b+math.Pow10(-ind.Decimals), ind.Decimals))
		}
	case ind.Kind == catalogue.Score && s.low < 0 && s.high > 0:
		return divergingScale(values, ind.Step, c)
	default:
		unit := niceUnit(part(values, .95)-part(values, .05), ind.Decimals)
		for i := 1; i < sequentialClasses; i++ {
			cut := unit * math.Round(part(values, float64(i)/sequentialClasses)/unit)
			if cut > s.low && (len(s.cuts) == 0 || cut > s.cuts[len(s.cuts)-1]) {
				s.cuts = append(s.cuts, cut)
			}
		}
	}
	return s
}

// divergingScale makes a scale with a neutral middle and up to three classes on either side, alike; least is a size below which a
// difference does not count, so that no class begins there.
func divergingScale(values []float64, least float64, c Choice) Scale {
	slices.Sort(values)
	s := Scale{diverging: true, low: part(values, .01), high: part(values, .99)}
	var sizes []float64
	for _, v := range values {
		if math.Abs(v) >= least {
			sizes = append(sizes, math.Abs(v))
		}
	}
	slices.Sort(sizes)
	for _, b := range c.bounds {
		if b > 0 && len(s.cuts) < middle-2 {
			s.cuts = append(s.cuts, b)
		}
	}
	if len(sizes) == 0 || len(s.cuts) > 0 {
		return s
	}
	unit := niceUnit(part(sizes, .9), 9)
	for _, p := range []float64{.4, .8} {
		cut := math.Max(unit*math.Round(part(sizes, p)/unit), unit)
		if cut > least && (len(s.cuts) == 0 || cut > s.cuts[0]) {
			s.cuts = append(s.cuts, cut)
		}
	}
	return s
}

// niceUnit is a step of one, two or five times a power of ten of which about twenty go into a range.
func niceUnit(span float64, decimals int) float64 {
	least := math.Pow10(-decimals)
	if span <= 0 {
		return least
	}
	ten := math.Pow(10, math.Floor(math.Log10(span/20)))
	for _, m := range []float64{1, 2, 5, 10} {
		if m*ten >= span/20*0.999 {
			return math.Max(m*ten, least)
		}
	}
	return math.Max(10*ten, least)
}

// part gives the value below which a part of the sorted values lies.
func part(sorted []float64, p float64) float64 {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[int(math.Round(p*float64(len(sorted)-1)))]
}

func rounded(v float64, decimals int) float64 {
	p := math.Pow10(decimals)
	return math.Round(v*p) / p
}

// quantiles gives the upper bounds of n classes that hold about equally many of the sorted values, rounded as the
// values are shown; equal bounds are joined.
func quantiles(values []float64, n, decimals int) []float64 {
	var upper []float64
	for i := 1; i <= n; i++ {
		b := rounded(values[(len(values)*i+n-1)/n-1], decimals)
		if len(upper) == 0 || b > upper[len(upper)-1] {
			upper = append(upper, b)
		}
	}
	return upper
}

func distinct(sorted []float64) []float64 { return slices.Compact(slices.Clone(sorted)) }

// classOf gives the class of a value; toward says on a diverging scale on which side of the middle it counts.
func (s Scale) classOf(v float64, toward int) int {
	if !s.diverging {
		class := 1
		for _, cut := range s.cuts {
			if v >= cut-1e-9 {
				class++
			}
		}
		return class
	}
	if toward == 0 {
		return middle
	}
	class := middle + toward
	for _, cut := range s.cuts {
		if math.Abs(v) >= cut-1e-9 {
			class += toward
		}
	}
	return class
}

// levelClasses words the classes of levels.
func (s Scale) levelClasses(w *words.Words, ind catalogue.Indicator) []web.LegendClass {
	var out []web.LegendClass
	text := func(v float64) string { return figure.Amount(w, ind, v) }
	for i := range len(s.cuts) + 1 {
		var label string
		switch {
		case s.exact:
			label = s.exactLabel(text, i, math.Pow10(-ind.Decimals))
		case len(s.cuts) == 0:
			label = text(s.low)
			if s.high > s.low {
				label += " – " + text(s.high)
			}
		case i == 0:
			label = w.Map.LessThan(text(s.cuts[0]))
		case i == len(s.cuts):
			label = w.Map.AndMore(text(s.cuts[i-1]))
		default:
			label = text(s.cuts[i-1]) + " – " + text(s.cuts[i])
		}
		out = append(out, web.LegendClass{Class: i + 1, Label: label})
	}
	return out
}

// exactLabel names the first and the last value of a class: "10 – 20", each beginning a rounding step above the one before.
func (s Scale) exactLabel(text func(float64) string, i int, step float64) string {
	from, to := s.low, s.high
	if i > 0 {
		from = s.cuts[i-1]
	}
	if i < len(s.cuts) {
		to = s.cuts[i] - step
	}
	if text(from) == text(to) {
		return text(from)
	}
	return text(from) + " – " + text(to)
}

// sides word the classes of a diverging scale from the lowest to the highest.
type sides struct {
	fall, rise func(from, to string) string
	text       func(v float64) string
	near       string
}

func (s Scale) sideClasses(t sides) []web.LegendClass {
	var bounds []string // of the sizes; "" is open
	bounds = append(bounds, "")
	for _, cut := range s.cuts {
		bounds = append(bounds, t.text(cut))
	}
	bounds = append(bounds, "")
	var out []web.LegendClass
	n := len(bounds) - 1
	for i := n; i > 0; i-- {
		out = append(out, web.LegendClass{Class: middle - i, Label: t.fall(bounds[i-1], bounds[i])})
	}
	out = append(out, web.LegendClass{Class: middle, Label: t.near})
	for i := range n {
		out = append(out, web.LegendClass{Class: middle + 1 + i, Label: t.rise(bounds[i], bounds[i+1])})
	}
	return out
}

// count fills in how many areas each class holds, and those that have none.
func count(w *words.Words, legend *web.Legend, areas []Area) {
	n := map[int]int{}
	for _, a := range areas {
		n[a.class]++
	}
	for i := range legend.Classes {
		legend.Classes[i].Count = w.Number(float64(n[legend.Classes[i].Class]), 0)
	}
	if n[web.RoughClass] > 0 {
		legend.Rough = web.LegendClass{Class: web.RoughClass, Label: w.Map.Rough, Count: w.Number(float64(n[web.RoughClass]), 0)}
	}
	if n[0] > 0 {
		legend.None = web.LegendClass{Label: w.Value.NoData, Count: w.Number(float64(n[0]), 0)}
	}
}
