package atlas

import (
	"math"
	"slices"

	"wijkinzicht/web"
)

// The histogram in the legend: its size in units of its drawing, and how many bars it has at most.
const (
	histogramWidth, histogramHeight = 240, 56
	histogramBars                   = 30
)

// histogram draws how the areas are spread over the range of all years, each bar in the colours of its classes, and says where the
// gemeente stands. What lies outside the range of a change, which leaves out the outermost, is in the outer bars.
func (v *View) histogram() ([]web.LegendBar, web.LegendCity) {
	low, high := v.scale.low, v.scale.high
	if v.circles || !(high > low) {
		return nil, web.LegendCity{}
	}
	bars := histogramBars
	if steps := (high - low) * math.Pow10(v.Ind.Decimals); !v.measure.percent() && steps < histogramBars {
		bars = int(math.Round(steps)) + 1
		half := (high - low) / float64(2*(bars-1))
		low, high = low-half, high+half
	}
	at := func(x float64) int { return max(0, min(bars-1, int(float64(bars)*(x-low)/(high-low)))) }
	held := make([][]int, bars) // the classes of the areas in each bar
	most := 0
	for _, a := range v.Areas {
		if a.clear() {
			i := at(*a.shown)
			held[i] = append(held[i], a.class)
			most = max(most, len(held[i]))
		}
	}
	var out []web.LegendBar
	width := float64(histogramWidth) / float64(bars)
	for i, classes := range held {
		slices.Sort(classes)
		y := float64(histogramHeight)
		for j := 0; j < len(classes); {
			k := j
			for k < len(classes) && classes[k] == classes[j] {
				k++
			}
			height := tenth(float64(k-j) / float64(most) * histogramHeight)
			y = tenth(y - height)
			out = append(out, web.LegendBar{X: tenth(float64(i) * width), Y: y, Width: tenth(width - .8), Height: height, Class: classes[j]})
			j = k
		}
	}
	city := web.LegendCity{Text: v.cityText(v.Words), Low: v.measure.text(v.scale.low), High: v.measure.text(v.scale.high)}
	if x, ok := v.cityShown(); ok {
		city.X = tenth(histogramWidth * math.Max(0, math.Min(1, (x-low)/(high-low))))
	}
	return out, city
}
