package series

import (
	"math"
	"slices"
)

// Change is the difference between two values of a line.
type Change struct {
	From, To Point
	Why      Reason // what keeps the two from being compared, or NoValue; Same where nothing does
}

// Difference is what the later value has more than the earlier; it means something where Why is Same.
func (c Change) Difference() float64 {
	if c.From.Value == nil || c.To.Value == nil {
		return math.NaN()
	}
	return *c.To.Value - *c.From.Value
}

// Toward says whether a change counts as a rise (1) or a fall (-1). Below step, the smallest difference that counts for the
// indicator, it is neither; nor where the margins of two converted values overlap,
// or one of the values is rough.
func (c Change) Toward(step float64) int {
	if c.Why != Same || c.Doubtful() || c.From.Rough || c.To.Rough {
		return 0
	}
	return Toward(c.Difference(), step)
}

// Toward says whether a difference is at least step: 1 a rise, -1 a fall, 0 neither.
func Toward(difference, step float64) int {
	switch enough := step * (1 - 1e-9); { // differences of decimals are not exact
	case difference >= enough && difference > 0:
		return 1
	case -difference >= enough && difference < 0:
		return -1
	}
	return 0
}

// band gives the bounds of a value, or the value itself.
func (p Point) band() (low, high float64) {
	if p.Low == nil || p.High == nil {
		return *p.Value, *p.Value
	}
	return *p.Low, *p.High
}

// Doubtful tells whether the margins of conversion are wider than the change.
func (c Change) Doubtful() bool {
	if c.Why != Same || c.From.Low == nil && c.To.Low == nil {
		return false
	}
	low, high := c.From.band()
	low2, high2 := c.To.band()
	return low <= high2 && low2 <= high
}

// Latest gives the change from the earliest value that may be compared with the latest, up to that. A value of a larger area
// is no change of the line's own place.
func (l Line) Latest() Change {
	to, ok := l.Last()
	if !ok {
		return Change{Why: NoValue}
	}
	if to.Quality == Enclosing {
		return Change{To: to, Why: LargerArea}
	}
	why := Same
	for _, p := range l {
		switch {
		case p.Value == nil || p.Year == to.Year:
		case p.Stretch == to.Stretch:
			return Change{From: p, To: to}
		default:
			why = first(why, l.between(p, to))
		}
	}
	if why == Same { // it is the only value
		why = NoValue
	}
	return Change{To: to, Why: why}
}

// Over gives the change between two years.
func (l Line) Over(from, to int) Change {
	a, ok := l.At(from)
	b, also := l.At(to)
	c := Change{From: a, To: b}
	switch {
	case !ok || !also:
		c.Why = NoValue
	case a.Quality == Enclosing || b.Quality == Enclosing:
		c.Why = LargerArea
	default:
		c.Why = l.between(a, b)
	}
	return c
}

// Tally counts changes by their direction.
type Tally struct{ Up, Down, Same, None int }

// Add counts one change; none says that there is no change to speak of.
func (t *Tally) Add(toward int, none bool) {
	switch {
	case none:
		t.None++
	case toward > 0:
		t.Up++
	case toward < 0:
		t.Down++
	default:
		t.Same++
	}
}

// FalseDiscovery gives the largest p that still counts when of all that count at most a part, rate, may be expected to be chance:
// the step-up procedure of Benjamini and Hochberg (1995) over all tests. It gives -1 where none counts. ps is put in order.
func FalseDiscovery(ps []float64, rate float64) float64 {
	slices.Sort(ps)
	for k := len(ps); k > 0; k-- {
		if ps[k-1] <= rate*float64(k)/float64(len(ps)) {
			return ps[k-1]
		}
	}
	return -1
}
