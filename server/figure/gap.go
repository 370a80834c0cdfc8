package figure

import (
	"math"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/web/words"
)

// Gap is the distance of a place to its gemeente, then and now: the latest two years in which both lines may be compared.
type Gap struct {
	From, To         series.Point // of the place
	cityFrom, cityTo float64
	Then, Now        float64 // place less gemeente; of money, in percent of the gemeente
	step             float64 // the smallest change of the distance that counts
	Indicator        catalogue.Indicator
}

// GapOf gives the distance between two lines; false where no two years may be compared.
func GapOf(ind catalogue.Indicator, mine, around series.Line) (Gap, bool) {
	between := mine.Minus(around, NoOther)
	for c := between.Latest(); c.To.Value != nil; c = between.Latest() {
		if c.Why == series.Same {
			return gapBetween(ind, mine, c), true
		}
		between = between.Period(0, c.To.Year-1)
	}
	return Gap{}, false
}

// WiderGapOf is GapOf for a place of which only a larger area is published: that area's distance.
func WiderGapOf(ind catalogue.Indicator, mine, around series.Line) (Gap, bool) {
	c := LargerChange(mine.Minus(around, NoOther))
	if c.Why != series.Same {
		return Gap{}, false
	}
	return gapBetween(ind, mine, c), true
}

func gapBetween(ind catalogue.Indicator, mine series.Line, c series.Change) Gap {
	g := Gap{Then: *c.From.Value, Now: *c.To.Value, Indicator: ind}
	g.From, _ = mine.At(c.From.Year)
	g.To, _ = mine.At(c.To.Year)
	g.cityFrom, g.cityTo = *g.From.Value-g.Then, *g.To.Value-g.Now
	g.measure()
	return g
}

// leastRelative is the smallest change of a distance in percent that counts: both values are rounded, and a price index moves both.
const leastRelative = 2

// measure chooses how the distance is told. Euros of two years are no distance to follow: what a euro buys, and what a house costs,
// changed for place and gemeente alike. Two differences are made of four figures, so that twice the step of one must have passed.
func (g *Gap) measure() {
	g.step = 2 * g.Indicator.Step
	if g.Relative() && g.cityFrom > 0 && g.cityTo > 0 {
		g.Then, g.Now = 100*g.Then/g.cityFrom, 100*g.Now/g.cityTo
		g.step = max(leastRelative, 100*g.step/g.cityFrom)
	}
}

// Relative tells whether the distance is in percent of the gemeente.
func (g Gap) Relative() bool { return words.Money(g.Indicator.Unit) }

// Margin is the smallest change of the distance that counts, as it is told.
func (g Gap) Margin() float64 { return g.step }

// Text gives a distance as read.
func (g Gap) Text(v float64) string {
	if g.Relative() {
		return words.NL.Difference(v, 0) + "%"
	}
	return DifferenceWithUnit(v, g.Indicator)
}

// Favour says which way is favourable: 1 where a higher value is better, -1 where it is worse, 0 where it is neither.
func Favour(ind catalogue.Indicator) int {
	return map[string]int{"better": 1, "worse": -1}[ind.Direction]
}

// behind tells whether the place is worse off than its gemeente.
func (g Gap) behind() bool { return float64(Favour(g.Indicator))*g.Now < 0 }

// Toward says whether the distance to the gemeente grew (1), shrank (-1) or stayed (0).
func (g Gap) Toward() int { return series.Toward(math.Abs(g.Now)-math.Abs(g.Then), g.step) }

// Gained says whether the place did better than its gemeente (1), worse (-1) or the same (0); 0 too where neither way is favourable.
func (g Gap) Gained() int {
	return Favour(g.Indicator) * series.Toward(g.Now-g.Then, g.step)
}

// Move says how the distance went.
func (g Gap) Move() words.GapMove {
	switch crossed := g.Then*g.Now < 0; {
	case g.Toward() == 0 && !crossed:
		return words.KeptDistance
	case Favour(g.Indicator) == 0:
		return map[int]words.GapMove{1: words.WentFurther, 0: words.StayedNear, -1: words.CameNearer}[g.Toward()]
	case g.Gained() == 0:
		return words.KeptDistance
	case crossed && g.Gained() > 0:
		return words.WentPast
	case crossed:
		return words.FellBelow
	case g.Gained() > 0 && g.behind():
		return words.CaughtUp
	case g.Gained() > 0:
		return words.PulledAhead
	case g.behind():
		return words.FellBehind
	}
	return words.LostLead
}

// How says in words how the distance went, such as "liep in op de stad".
func (g Gap) How(w *words.Words, city string) string { return w.Profile.Moved(g.Move(), city) }

// Sentence tells the distance then and now.
func (g Gap) Sentence(name, city string) string {
	return words.Page.Place.Gap(name, city, g.Move(), words.Dated{Value: g.Text(g.Then), Year: g.From.Year}, words.Dated{Value: g.Text(g.Now), Year: g.To.Year})
}

// LargerChange is the change of the larger area whose value the line ends with.
func LargerChange(line series.Line) series.Change {
	to, _ := line.Last()
	for _, p := range line {
		if p.Value != nil && p.Stretch == to.Stretch && p.Year < to.Year {
			return series.Change{From: p, To: to}
		}
	}
	return series.Change{To: to, Why: series.NoValue}
}

// Start gives the distance of then in the unit of the indicator; of money, at what the gemeente's value is now.
func (g Gap) Start(cityNow float64) float64 {
	if g.Relative() {
		return g.Then / 100 * cityNow
	}
	return g.Then
}
