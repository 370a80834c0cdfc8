package server

import (
	"math"
	"slices"

	"wijkinzicht/data"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// sequentialClasses is how many classes a map of levels has: more are hard to tell apart in a legend.
const sequentialClasses = 5

// mostClasses is what the palette holds.
const mostClasses = 7

// classify puts areas in classes of about equally many (quantiles), or in the publisher's own classes where the indicator is one.
func classify(w *words.Words, areas []mapArea, ind data.Indicator) web.Legend {
	legend := web.Legend{Title: ind.Naam + unitBehind(ind)}
	values := shownValues(areas)
	if len(values) > 0 {
		upper := quantiles(values, sequentialClasses, ind.Decimals)
		if ind.Kind == data.Class {
			upper = distinct(values)
			for len(upper) > mostClasses { // nine published classes: the outer ones share a colour, and the legend says so
				upper = upper[1:]
				if len(upper) > mostClasses {
					upper = slices.Delete(upper, len(upper)-2, len(upper)-1)
				}
			}
		}
		legend.Classes = legendOf(w, values, upper, ind)
		for i := range areas {
			if v := areas[i].shown; v != nil {
				areas[i].class = 1 + classOf(rounded(*v, ind.Decimals), upper)
			}
		}
		count(w, &legend, areas)
	}
	withNone(w, &legend, areas)
	return legend
}

func shownValues(areas []mapArea) []float64 {
	var out []float64
	for _, a := range areas {
		if a.shown != nil {
			out = append(out, *a.shown)
		}
	}
	slices.Sort(out)
	return out
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

// classOf gives the first class whose upper bound holds the value.
func classOf(v float64, upper []float64) int {
	for i, b := range upper {
		if v <= b {
			return i
		}
	}
	return len(upper) - 1
}

// legendOf words the classes: "10 – 20", each beginning a rounding step above the one before.
func legendOf(w *words.Words, values, upper []float64, ind data.Indicator) []web.LegendClass {
	var out []web.LegendClass
	from := rounded(values[0], ind.Decimals)
	step := math.Pow10(-ind.Decimals)
	for i, to := range upper {
		label := w.Number(from, ind.Decimals)
		if to > from {
			label += " – " + w.Number(to, ind.Decimals)
		}
		out = append(out, web.LegendClass{Class: i + 1, Label: label})
		from = rounded(to+step, ind.Decimals)
	}
	return out
}

// middle is the neutral class of a map of changes.
const middle = 4

// classifyChange puts differences in seven classes around zero, the bounds on both sides alike.
func classifyChange(w *words.Words, areas []mapArea, ind data.Indicator) web.Legend {
	legend := web.Legend{Title: w.Map.ChangeIn(orUnit(changeUnit(w, ind), ind)), Diverging: true}
	var sizes []float64
	for _, v := range shownValues(areas) {
		sizes = append(sizes, math.Abs(v))
	}
	slices.Sort(sizes)
	if len(sizes) > 0 {
		step := math.Max(math.Pow10(-ind.Decimals), ind.Step) // below ind.Step it is the same
		at := func(part float64) float64 { return rounded(sizes[int(part*float64(len(sizes)-1))], ind.Decimals) }
		first := math.Max(step, at(0.15))
		bounds := []float64{first, math.Max(first+step, at(0.5)), math.Max(first+2*step, at(0.8))}
		for i := range areas {
			if v := areas[i].shown; v != nil {
				areas[i].class = changeClass(rounded(*v, ind.Decimals), bounds)
			}
		}
		legend.Classes = changeLegend(w, bounds, ind.Decimals)
		count(w, &legend, areas)
	}
	withNone(w, &legend, areas)
	return legend
}

func orUnit(unit string, ind data.Indicator) string {
	if unit == "" {
		return ind.Naam
	}
	return unit
}

func changeClass(v float64, bounds []float64) int {
	step := 0
	for _, b := range bounds {
		if math.Abs(v) >= b {
			step++
		}
	}
	if v < 0 {
		return middle - step
	}
	return middle + step
}

func changeLegend(w *words.Words, bounds []float64, decimals int) []web.LegendClass {
	t := func(v float64) string { return w.Number(v, decimals) }
	return []web.LegendClass{
		{Class: 1, Label: w.Map.Fall(t(bounds[2]), "")},
		{Class: 2, Label: w.Map.Fall(t(bounds[1]), t(bounds[2]))},
		{Class: 3, Label: w.Map.Fall(t(bounds[0]), t(bounds[1]))},
		{Class: 4, Label: w.Map.Same(t(bounds[0]))},
		{Class: 5, Label: w.Map.Rise(t(bounds[0]), t(bounds[1]))},
		{Class: 6, Label: w.Map.Rise(t(bounds[1]), t(bounds[2]))},
		{Class: 7, Label: w.Map.Rise(t(bounds[2]), "")},
	}
}

func count(w *words.Words, legend *web.Legend, areas []mapArea) {
	for i := range legend.Classes {
		n := 0
		for _, a := range areas {
			if a.class == legend.Classes[i].Class {
				n++
			}
		}
		legend.Classes[i].Count = w.Number(float64(n), 0)
	}
}

func withNone(w *words.Words, legend *web.Legend, areas []mapArea) {
	n := 0
	for _, a := range areas {
		if a.class == 0 {
			n++
		}
	}
	if n > 0 {
		legend.None = web.LegendClass{Label: w.Value.NoData, Count: w.Number(float64(n), 0)}
	}
}
