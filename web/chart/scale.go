package chart

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"wijkinzicht/web/words"
)

// scale is the value axis: from min to max in whole steps.
type scale struct {
	min, max, step float64
	decimals       int // what the labels need, at most what is published
}

// leastSpan is the part of the largest value that the axis covers at least, so that noise is not blown up to a trend.
const leastSpan = 0.1

// valueScale chooses round ticks around the values, about `ticks` steps. Zero is included when it lies no further
// from the values than they are apart. A fixed side is only rounded outwards; values beyond it are an error.
func valueScale(f Figure, ticks int) (scale, error) {
	low, high := extent(f)
	if f.Min != nil && !drawable(*f.Min) || f.Max != nil && !drawable(*f.Max) {
		return scale{}, fmt.Errorf("fixed scale cannot be drawn")
	}
	if f.Min != nil && low < *f.Min || f.Max != nil && high > *f.Max {
		return scale{}, fmt.Errorf("values %v to %v fall outside the fixed scale", low, high)
	}
	if f.empty() && f.Min == nil && f.Max == nil {
		return scale{min: 0, max: 1, step: 1}, nil
	}
	low, high = widen(f, low, high)
	if f.Min != nil {
		low = *f.Min
	}
	if f.Max != nil {
		high = *f.Max
	}
	if high <= low {
		return scale{}, fmt.Errorf("fixed scale %v to %v is empty", low, high)
	}
	s := niceScale(low, high, ticks, f.Decimals)
	if s.max <= s.min {
		return scale{}, fmt.Errorf("fixed scale %v to %v is less than what is published", low, high)
	}
	return s, nil
}

// extent gives the smallest and largest of all values, bounds and the target; bounds beyond a fixed side are drawn up to that side.
func extent(f Figure) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	f.points(func(_ Line, p Point) {
		low, high = min(low, p.Value), max(high, p.Value)
		if p.Low != nil && f.Min == nil {
			low = min(low, *p.Low)
		}
		if p.High != nil && f.Max == nil {
			high = max(high, *p.High)
		}
	})
	if f.Target != nil && !f.empty() {
		low, high = min(low, f.Target.Value), max(high, f.Target.Value)
	}
	return low, high
}

// widen includes a near zero and gives values that hardly differ room to look alike.
func widen(f Figure, low, high float64) (float64, float64) {
	span := high - low
	switch {
	case f.empty():
		return 0, 1
	case low >= 0 && low <= span:
		low = 0
	case high <= 0 && -high <= span:
		high = 0
	}
	least := max(leastSpan*max(math.Abs(low), math.Abs(high)), 4*math.Pow10(-f.Decimals))
	if lack := least - (high - low); lack > 0 {
		positive, negative := low >= 0, high <= 0 && low < 0
		low, high = low-lack/2, high+lack/2
		if positive && low < 0 {
			low, high = 0, high-low
		}
		if negative && high > 0 {
			low, high = low-high, 0
		}
	}
	return low, high
}

// niceScale rounds low and high outwards to whole steps of 1, 2 or 5 times a power of ten, never finer than the
// published decimals: the steps that waste least room, then those whose number is nearest to ticks.
func niceScale(low, high float64, ticks, decimals int) scale {
	var best scale
	score := math.Inf(1)
	finest := math.Pow10(-decimals)
	rough := int(math.Floor(math.Log10(max(high-low, finest) / float64(ticks))))
	for power := rough - 1; power <= rough+2; power++ {
		for _, factor := range []float64{1, 2, 5} {
			step := tidy(max(factor*math.Pow10(power), finest))
			s := scale{min: tidy(math.Floor(low/step+1e-9) * step), max: tidy(math.Ceil(high/step-1e-9) * step), step: step}
			steps := (s.max - s.min) / step
			if steps > float64(ticks)*1.5+1e-9 {
				continue
			}
			waste := (s.max-s.min)/(high-low) + 0.05*math.Abs(steps-float64(ticks))
			if waste < score {
				best, score = s, waste
			}
		}
	}
	if best.step < 1 {
		best.decimals = int(math.Ceil(-math.Log10(best.step) - 1e-9))
	}
	return best
}

// tidy removes the binary noise of a multiple of a decimal step.
func tidy(v float64) float64 {
	v, _ = strconv.ParseFloat(strconv.FormatFloat(v, 'g', 12, 64), 64)
	return v + 0 // a negative zero becomes zero
}

// labels are the texts of the value axis, as finish.ts will write them; they are needed here for their width.
func (s scale) labels(w *words.Words) []string {
	var texts []string
	for i := 0; i <= int(math.Round((s.max-s.min)/s.step)); i++ {
		texts = append(texts, number(tidy(s.min+float64(i)*s.step), s.decimals, w))
	}
	return texts
}

// number is the twin of the function of that name in finish.ts.
func number(v float64, decimals int, w *words.Words) string {
	whole, fraction, _ := strings.Cut(strconv.FormatFloat(math.Abs(v), 'f', decimals, 64), ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + w.Thousands + whole[i:]
	}
	text := whole
	if fraction != "" {
		text += w.Decimal + fraction
	}
	if v < 0 && strings.ContainsAny(text, "123456789") {
		text = "−" + text
	}
	return text
}

// yearLabels picks the years that are written: the first and the last, and round ones between them, room pixels apart.
func yearLabels(first, last int, plotWidth, room float64) []int {
	if first == last {
		return []int{first}
	}
	perYear := plotWidth / float64(last-first+1)
	if float64(last-first)*perYear < room {
		return []int{last}
	}
	step := 100
	for _, candidate := range []int{1, 2, 5, 10, 20, 50} {
		if float64(candidate)*perYear >= room {
			step = candidate
			break
		}
	}
	years := []int{first}
	for year := first + 1; year < last; year++ {
		if year%step == 0 && float64(year-first)*perYear >= room && float64(last-year)*perYear >= room {
			years = append(years, year)
		}
	}
	return append(years, last)
}
