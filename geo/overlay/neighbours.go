package overlay

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/paulmach/orb"
	"github.com/twpayne/go-geos"
)

// nearLength is over how many tolerances a border must keep close to another area to be a border with it. Two areas
// that meet in a point are close to each other around that point too: over two tolerances where the corners are square.
const nearLength = 4

// leastBorder in metres: what is shorter is a point and rounding.
const leastBorder = 0.01

// Neighbours gives for each area the sorted codes of the areas it borders on: those that share a border of more than a
// point with it, or whose border runs within tolerance metres along its own, where the layer has small gaps. Areas that
// overlap are neighbours too. Errors name the area that cannot be used.
func Neighbours(areas []Area, tolerance float64) (map[string][]string, error) {
	found, err := neighbours(areas, tolerance)
	if err != nil {
		return nil, fmt.Errorf("find neighbours among %d areas: %w", len(areas), err)
	}
	return found, nil
}

func neighbours(areas []Area, tolerance float64) (map[string][]string, error) {
	if !(tolerance >= 0) || !finite(tolerance) {
		return nil, fmt.Errorf("tolerance of %v metres", tolerance)
	}
	if err := distinct(areas); err != nil {
		return nil, err
	}
	// In the order of the codes, so that the answer does not depend on the order in which the areas come.
	areas = slices.Clone(areas)
	slices.SortFunc(areas, func(a, b Area) int { return strings.Compare(a.Code, b.Code) })
	found := make(map[string][]string, len(areas))
	for _, area := range areas {
		found[area.Code] = []string{}
	}
	err := withContext(func(context *geos.Context) error {
		return pairs(context, areas, tolerance, func(a, b string) {
			found[a] = append(found[a], b)
			found[b] = append(found[b], a)
		})
	})
	if err != nil {
		return nil, err
	}
	for _, codes := range found {
		slices.Sort(codes)
	}
	return found, nil
}

// pairs calls add for every two areas that border on each other.
func pairs(context *geos.Context, areas []Area, tolerance float64, add func(a, b string)) error {
	layer := make([]*geos.Geom, len(areas))
	for i, area := range areas {
		var err error
		if layer[i], err = toGEOS(context, area); err != nil {
			return err
		}
	}
	index, known := newBoxes(areas), sharedSides(areas)
	for i, area := range areas {
		prepared := layer[i].Prepare()
		for _, j := range index.meeting(area.Geometry.Bound().Pad(tolerance)) {
			if j <= i {
				continue
			}
			near := known[[2]int{i, j}]
			if !near {
				var err error
				if near, err = borders(prepared, layer[i], layer[j], tolerance); err != nil {
					return fmt.Errorf("areas %s and %s: %w", area.Code, areas[j].Code, err)
				}
			}
			if near {
				add(area.Code, areas[j].Code)
			}
		}
	}
	return nil
}

// borders says whether a and b are within tolerance along a border, and not only around a point.
func borders(prepared *geos.PrepGeom, a, b *geos.Geom, tolerance float64) (near bool, err error) {
	defer recovered(&err)
	if !prepared.DistanceWithin(b, tolerance) {
		return false, nil
	}
	common := a.Intersection(b)
	if common == nil {
		return false, errors.New("GEOS gave no intersection")
	}
	if common.Length() > leastBorder {
		return true, nil
	}
	if tolerance == 0 {
		return false, nil
	}
	around := b.Buffer(tolerance, 8) // segments to a quarter circle, as GEOS has by default
	crossing(16 * around.NumCoordinates())
	along := a.Boundary().Intersection(around)
	if along == nil {
		return false, errors.New("GEOS gave no intersection with the surroundings")
	}
	return along.Length() > nearLength*tolerance, nil
}

// sharedSides gives the pairs of areas, lower index first, that have a whole side with both its points in common: in
// most layers nearly all neighbours, found without GEOS.
func sharedSides(areas []Area) map[[2]int]bool {
	type side struct{ from, to orb.Point }
	owners := make(map[side][]int)
	found := make(map[[2]int]bool)
	for i, area := range areas {
		for _, polygon := range area.Geometry {
			for _, ring := range polygon {
				for k := 1; k < len(ring); k++ {
					s := side{ring[k-1], ring[k]}
					if s.to[0] < s.from[0] || s.to[0] == s.from[0] && s.to[1] < s.from[1] {
						s.from, s.to = s.to, s.from
					}
					for _, other := range owners[s] {
						if other != i {
							found[[2]int{other, i}] = true
						}
					}
					owners[s] = append(owners[s], i)
				}
			}
		}
	}
	return found
}
