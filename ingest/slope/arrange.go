package slope

import (
	"math"
	"slices"
)

// few values are sorted at once.
const few = 16

// arrange puts those values in place that sorting would put at the given ranks, from 1 and ascending, and at the ranks below and
// above a rank between two; the rest it leaves before or behind them (Hoare 1961, Find). A median takes a third of a sort's time,
// and a national set has a million.
func arrange(values, ranks []float64) { find(values, 0, ranks) }

// find does the part of the values that begins behind the first before ones.
func find(part []float64, before int, ranks []float64) {
	for len(ranks) > 0 && math.Floor(ranks[0])+1 <= float64(before) { // wholly before this part
		ranks = ranks[1:]
	}
	for len(ranks) > 0 && math.Floor(ranks[len(ranks)-1]) > float64(before+len(part)) {
		ranks = ranks[:len(ranks)-1]
	}
	if len(ranks) == 0 {
		return
	}
	if len(part) <= few {
		slices.Sort(part)
		return
	}
	less, more := split(part)
	find(part[:less], before, ranks)
	find(part[more:], before+more, ranks)
}

// split puts the values below a middling one first and those above it last.
func split(part []float64) (less, more int) {
	a, b, c := part[0], part[len(part)/2], part[len(part)-1]
	pivot := max(min(a, b), min(max(a, b), c))
	more = len(part)
	for i := 0; i < more; {
		switch v := part[i]; {
		case v < pivot:
			part[i], part[less] = part[less], v
			less++
			i++
		case v > pivot:
			more--
			part[i], part[more] = part[more], v
		default:
			i++
		}
	}
	return less, more
}
