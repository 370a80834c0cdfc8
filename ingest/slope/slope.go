// Package slope tells how fast a short series rises or falls, and whether it does, by ranks alone: one outlier hardly counts.
package slope

import (
	"math"
	"slices"
)

// Point is a value at a moment, in years.
type Point struct {
	At, Value float64
}

// Least is the fewest points that a direction is told from: of three, even a perfect order is chance once in three.
const Least = 4

// Confidence is that of the interval of a slope; four points in perfect order can bear no more (1 - 2/24).
const Confidence = 0.90

// normalQuantile is the standard normal distribution's, for Confidence two-sided.
const normalQuantile = 1.6448536269514722

// exactUpTo is the number of points up to which chances are counted instead of approximated (Kendall, Rank Correlation Methods).
const exactUpTo = 10

// Trend is what the pairs of points say.
type Trend struct {
	Slope     float64  // median of the slopes of all pairs, in the unit per year (Theil 1950, Sen 1968)
	Low, High *float64 // interval of Confidence around it; nil when so few points, or so many ties, cannot bear one
	S         int      // Kendall's S: pairs that rise less pairs that fall
	P         float64  // chance of an S this far from zero when there is no direction (Mann-Kendall, two-sided)
}

// Of tells the direction of points, in any order, at different moments; ok is false for fewer than Least.
func Of(points []Point) (t Trend, ok bool) {
	if len(points) < Least {
		return Trend{}, false
	}
	slopes := make([]float64, 0, len(points)*(len(points)-1)/2)
	for i, a := range points {
		for _, b := range points[:i] {
			rise := (a.Value - b.Value) / (a.At - b.At)
			slopes = append(slopes, rise)
			switch {
			case rise > 0:
				t.S++
			case rise < 0:
				t.S--
			}
		}
	}
	null := nullOf(points)
	t.P = null.chance(t.S)
	pairs := float64(len(slopes))
	ranks := []float64{(pairs + 1) / 2}
	c, bearable := null.reach()
	if bearable {
		ranks = []float64{(pairs - c) / 2, (pairs + 1) / 2, (pairs+c)/2 + 1}
	}
	arrange(slopes, ranks)
	t.Slope = *ranked(slopes, (pairs+1)/2)
	if bearable {
		t.Low, t.High = ranked(slopes, ranks[0]), ranked(slopes, ranks[2])
	}
	return t, true
}

// ranked gives the slope of a rank from 1, between two of them as far along as the rank is (Gilbert 1987, 16.5); nil
// when there is no such rank.
func ranked(slopes []float64, rank float64) *float64 {
	if rank < 1 || rank > float64(len(slopes)) {
		return nil
	}
	below := int(math.Floor(rank))
	v := slopes[below-1]
	if part := rank - float64(below); part > 0 {
		v += part * (slopes[below] - v)
	}
	return &v
}

// null is how S is spread when every order of the values is as likely: counted for few points, by its variance for more.
type null struct {
	tail     []float64 // chance of an S of at least its greatest less twice the index; nil: approximated
	greatest int       // S when all pairs with different values rise
	deviance float64   // standard deviation of S
}

func nullOf(points []Point) null {
	values := make([]float64, len(points))
	for i, p := range points {
		values[i] = p.Value
	}
	slices.Sort(values)
	n := len(points)
	out := null{greatest: n * (n - 1) / 2}
	variance := float64(n*(n-1)*(2*n+5)) / 18
	var ties []int // sizes of the groups of equal values
	for i := 0; i < n; {
		j := i + 1
		for j < n && values[j] == values[i] {
			j++
		}
		t := j - i
		ties = append(ties, t)
		out.greatest -= t * (t - 1) / 2
		variance -= float64(t*(t-1)*(2*t+5)) / 18 // Gilbert 1987, formula 16.4
		i = j
	}
	out.deviance = math.Sqrt(max(0, variance))
	if n <= exactUpTo {
		out.tail = tailOf(ties)
	}
	return out
}

// chance gives the two-sided chance of S.
func (d null) chance(s int) float64 {
	s = max(s, -s)
	switch {
	case s == 0:
		return 1
	case d.tail != nil:
		return min(1, 2*d.tail[(d.greatest-s)/2])
	}
	return math.Erfc(float64(s-1) / d.deviance / math.Sqrt2) // S moves by two: one less is halfway to the next
}

// reach gives how many ranks the interval of the slope spans around the middle (Hollander & Wolfe 1973, 9.3: counted;
// Gilbert 1987, 16.5: approximated); bearable is false when even the greatest S is no rarer than the confidence asks.
func (d null) reach() (c float64, bearable bool) {
	if d.tail == nil {
		return normalQuantile * d.deviance, true
	}
	c, bearable = 0, false
	for i, chance := range d.tail {
		s := d.greatest - 2*i
		if chance > (1-Confidence)/2 || s <= 0 {
			break
		}
		c, bearable = float64(s-2), true
	}
	return c, bearable
}
