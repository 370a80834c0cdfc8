package page

import (
	"fmt"
	"math"
	"slices"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/figure"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// slowest gives the distribution of yearly changes of the eleven, on the first figure with enough of them, or else the most.
func slowest(db *data.DB, all map[string]map[string]series.Line) web.Histogram {
	var best []series.YearlyStep
	var ind catalogue.Indicator
	for _, id := range db.Views.All(catalogue.PaceView) {
		candidate, _ := db.Indicator(id)
		var found []series.YearlyStep
		for _, s := range figure.OfWijken(db, all, id) {
			found = append(found, s.Own(figure.OnlyEnclosing).Steps()...)
		}
		if len(found) > len(best) {
			best, ind = found, candidate
		}
		if len(best) >= leastChanges {
			break
		}
	}
	if len(best) < leastChanges {
		return web.Histogram{Title: words.Page.Lesson.HowFast,
			None: words.Page.Lesson.FewSteps(len(best))}
	}
	return histogram(db, ind, best)
}

// Measures of the drawing in watwerkt.html, 640 by 240.
const (
	barLeft, barRight  = 20.0, 620.0
	barTop, barBottom  = 24.0, 200.0
	bars               = 12
	leastLabelDistance = 46.0
)

// histogram sorts the steps in equal classes with nought at an edge; a step on an edge is in the class above it.
func histogram(db *data.DB, ind catalogue.Indicator, steps []series.YearlyStep) web.Histogram {
	low, high := steps[0].PerYear, steps[0].PerYear
	for _, s := range steps {
		low, high = min(low, s.PerYear), max(high, s.PerYear)
	}
	width := niceStep((max(high, 0) - min(low, 0)) / bars)
	first, last := math.Floor(min(low, 0)/width), math.Floor(max(high, 0)/width)
	counts := make([]int, int(last-first)+1)
	for _, s := range steps {
		counts[int(math.Floor(s.PerYear/width)-first)]++
	}
	decimals := max(0, int(math.Ceil(-math.Log10(width)-1e-9)))
	most := slices.Max(counts)
	each := (barRight - barLeft) / float64(len(counts))
	h := web.Histogram{Title: words.Page.Lesson.Steps(ind.Naam), Unit: perYearUnit(ind), Zero: barLeft - first*each, Sentence: slowSentence(db, ind, steps)}
	room := math.Inf(1)
	for i, n := range counts {
		from := (first + float64(i)) * width
		tall := (barBottom - barTop) * float64(n) / float64(most)
		b := web.HistogramBar{Range: words.Page.Lesson.Range(web.Getal(from, decimals), web.Getal(from+width, decimals)), Count: fmt.Sprint(n), BelowNought: from < -width/2,
			X: barLeft + float64(i)*each + 1, W: each - 2, Y: barBottom - tall, H: tall}
		b.LabelX, b.LabelY = b.X+b.W/2, b.Y-5
		if room += each; room >= leastLabelDistance {
			b.Tick, room = web.Getal(from, decimals), 0
		}
		h.Bars = append(h.Bars, b)
	}
	return h
}

// niceStep rounds up to 1, 2 or 5 times a power of ten.
func niceStep(v float64) float64 {
	if v <= 0 {
		return 1
	}
	power := math.Pow(10, math.Floor(math.Log10(v)))
	for _, factor := range []float64{1, 2, 5} {
		if factor*power >= v-1e-12 {
			return factor * power
		}
	}
	return 10 * power
}

func perYearUnit(ind catalogue.Indicator) string {
	return words.Page.Lesson.PerYear(figure.ChangeUnit(words.NL, ind))
}

// slowSentence says how large the middle change was and which was the deepest fall.
func slowSentence(db *data.DB, ind catalogue.Indicator, steps []series.YearlyStep) string {
	sizes := make([]float64, len(steps))
	deepest := steps[0]
	for i, s := range steps {
		sizes[i] = math.Abs(s.PerYear)
		if s.PerYear < deepest.PerYear {
			deepest = s
		}
	}
	slices.Sort(sizes)
	middle := (sizes[(len(sizes)-1)/2] + sizes[len(sizes)/2]) / 2
	text := words.Page.Lesson.Pace(ind.Naam, len(steps), web.Getal(middle, ind.Decimals+1), perYearUnit(ind))
	if deepest.PerYear >= 0 {
		return text + words.Page.Lesson.NoFall
	}
	sub, _ := db.Subject(deepest.Subject)
	return text + words.Page.Lesson.DeepestFall(web.Verandering(deepest.PerYear, ind.Decimals+1), sub.Name, deepest.From, deepest.To)
}
