package overlay

import (
	"slices"

	"github.com/paulmach/orb"
)

// gridSize in metres of the squares by which bounding boxes are found.
const gridSize = 1_000

// boxes finds which bounding boxes meet a given one, by the squares of a grid that they touch. GEOS' own STRtree is
// marked broken in go-geos, and a list by one coordinate is slow beside an area as wide as a sea.
type boxes struct {
	bounds []orb.Bound
	within map[[2]int][]int // per square the indices of the areas whose box touches it
}

// newBoxes needs areas that were checked: their boxes lie within the country.
func newBoxes(areas []Area) boxes {
	all := boxes{within: make(map[[2]int][]int)}
	for i, area := range areas {
		bound := area.Geometry.Bound()
		all.bounds = append(all.bounds, bound)
		for square := range squares(bound) {
			all.within[square] = append(all.within[square], i)
		}
	}
	return all
}

// meeting gives the indices of the areas whose box meets bound, in the order of the areas.
func (b boxes) meeting(bound orb.Bound) []int {
	var found []int
	for square := range squares(bound) {
		for _, i := range b.within[square] {
			if b.bounds[i].Intersects(bound) {
				found = append(found, i)
			}
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// squares yields the squares of the grid that bound touches, as far as the country reaches.
func squares(bound orb.Bound) func(yield func([2]int) bool) {
	number := func(metres float64, axis int) int {
		return int((min(max(metres, country.Min[axis]), country.Max[axis]) - country.Min[axis]) / gridSize)
	}
	return func(yield func([2]int) bool) {
		for x := number(bound.Min[0], 0); x <= number(bound.Max[0], 0); x++ {
			for y := number(bound.Min[1], 1); y <= number(bound.Max[1], 1); y++ {
				if !yield([2]int{x, y}) {
					return
				}
			}
		}
	}
}
