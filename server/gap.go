package server

import (
	"fmt"

	"wijkinzicht/data"
	"wijkinzicht/data/series"
	"wijkinzicht/server/figure"
	"wijkinzicht/web/words"
)

// gap is the distance of a place to its gemeente, then and now: the latest two years in which both lines may be compared.
type gap struct {
	from, to         series.Point // of the place
	cityFrom, cityTo float64
	then, now        float64 // place less gemeente; of money, in percent of the gemeente
	step             float64 // the smallest change of the distance that counts
	indicator        data.Indicator
}

// gapOf gives the distance between two lines; false where no two years may be compared.
func gapOf(ind data.Indicator, mine, around series.Line) (gap, bool) {
	between := mine.Minus(around, figure.NoOther)
	for c := between.Latest(); c.To.Value != nil; c = between.Latest() {
		if c.Why == series.Same {
			return gapBetween(ind, mine, c), true
		}
		between = between.Period(0, c.To.Year-1)
	}
	return gap{}, false
}

// widerGapOf is gapOf for a place of which only a larger area is published: that area's distance.
func widerGapOf(ind data.Indicator, mine, around series.Line) (gap, bool) {
	c := largerChange(mine.Minus(around, figure.NoOther))
	if c.Why != series.Same {
		return gap{}, false
	}
	return gapBetween(ind, mine, c), true
}

func gapBetween(ind data.Indicator, mine series.Line, c series.Change) gap {
	g := gap{then: *c.From.Value, now: *c.To.Value, indicator: ind}
	g.from, _ = mine.At(c.From.Year)
	g.to, _ = mine.At(c.To.Year)
	g.cityFrom, g.cityTo = *g.from.Value-g.then, *g.to.Value-g.now
	g.measure()
	return g
}

// leastRelative is the smallest change of a distance in percent that counts: both values are rounded, and a price index moves both.
const leastRelative = 2

// measure chooses how the distance is told. Euros of two years are no distance to follow: what a euro buys, and what a house costs,
// changed for place and gemeente alike. Two differences are made of four figures, so that twice the step of one must have passed.
func (g *gap) measure() {
	g.step = 2 * g.indicator.Step
	if g.relative() && g.cityFrom > 0 && g.cityTo > 0 {
		g.then, g.now = 100*g.then/g.cityFrom, 100*g.now/g.cityTo
		g.step = max(leastRelative, 100*g.step/g.cityFrom)
	}
}

func (g gap) relative() bool { return words.Money(g.indicator.Unit) }

// text gives a distance as read.
func (g gap) text(v float64) string {
	if g.relative() {
		return words.NL.Difference(v, 0) + "%"
	}
	return differenceWithUnit(v, g.indicator)
}

// favour says which way is favourable: 1 where a higher value is better, -1 where it is worse, 0 where it is neither.
func favour(ind data.Indicator) int {
	return map[string]int{"better": 1, "worse": -1}[ind.Direction]
}

// behind tells whether the place is worse off than its gemeente.
func (g gap) behind() bool { return float64(favour(g.indicator))*g.now < 0 }

// toward says whether the distance to the gemeente grew (1), shrank (-1) or stayed (0).
func (g gap) toward() int { return series.Toward(abs(g.now)-abs(g.then), g.step) }

// gained says whether the place did better than its gemeente (1), worse (-1) or the same (0); 0 too where neither way is favourable.
func (g gap) gained() int {
	return favour(g.indicator) * series.Toward(g.now-g.then, g.step)
}

// how says in words how the distance went, such as "liep in op de stad".
func (g gap) how(city string) string {
	switch crossed := g.then*g.now < 0; {
	case g.toward() == 0 && !crossed:
		return "bleef even ver van " + city
	case favour(g.indicator) == 0:
		return map[int]string{1: "week meer af van ", 0: "bleef dicht bij ", -1: "kwam dichter bij "}[g.toward()] + city
	case g.gained() == 0:
		return "bleef even ver van " + city
	case crossed && g.gained() > 0:
		return "ging " + city + " voorbij"
	case crossed:
		return "zakte onder " + city
	case g.gained() > 0 && g.behind():
		return "liep in op " + city
	case g.gained() > 0:
		return "liep verder uit op " + city
	case g.behind():
		return "raakte verder achter op " + city
	}
	return "verloor voorsprong op " + city
}

// sentence tells the distance then and now.
func (g gap) sentence(name, city string) string {
	return fmt.Sprintf("%s %s: het verschil was %s in %d en is %s in %d.", name, g.how(city), g.text(g.then), g.from.Year, g.text(g.now), g.to.Year)
}

func abs(v float64) float64 { return max(v, -v) }
