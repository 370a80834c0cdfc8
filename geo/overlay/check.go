package overlay

import (
	"errors"
	"fmt"
	"math"

	"github.com/paulmach/orb"
)

// The Netherlands with its waters, in RD New metres, with room to spare. No x is a y of the country and no y an x.
var (
	country = orb.Bound{Min: orb.Point{-10_000, 290_000}, Max: orb.Point{300_000, 640_000}}
	swapped = orb.Bound{Min: orb.Point{290_000, -10_000}, Max: orb.Point{640_000, 300_000}}
)

// check refuses what is no outline in RD metres: nothing at all, open or too short rings, coordinates elsewhere.
func check(m orb.MultiPolygon) error {
	if len(m) == 0 {
		return errors.New("empty outline")
	}
	if err := measured(m); err != nil {
		return err // first: a point that is no number is not equal to itself, and no ring would be closed
	}
	for i, polygon := range m {
		if len(polygon) == 0 {
			return fmt.Errorf("part %d has no ring", i+1)
		}
		for j, ring := range polygon {
			if len(ring) < 4 {
				return fmt.Errorf("part %d, ring %d: %d points, a closed ring has at least 4", i+1, j+1, len(ring))
			}
			if ring[0] != ring[len(ring)-1] {
				return fmt.Errorf("part %d, ring %d is not closed", i+1, j+1)
			}
		}
	}
	return located(m)
}

// measured refuses coordinates that are no numbers.
func measured(m orb.MultiPolygon) error {
	for _, polygon := range m {
		for _, ring := range polygon {
			for _, point := range ring {
				if !finite(point[0]) || !finite(point[1]) {
					return fmt.Errorf("coordinate %v is not finite", point)
				}
			}
		}
	}
	return nil
}

// located refuses coordinates that are not RD metres within the country, and says what they look like instead.
func located(m orb.MultiPolygon) error {
	bound := m.Bound()
	switch {
	case holds(country, bound):
		return nil
	case holds(swapped, bound):
		return fmt.Errorf("axes are swapped: %v to %v is y, x", bound.Min, bound.Max)
	case holds(orb.Bound{Min: orb.Point{-180, -180}, Max: orb.Point{180, 180}}, bound):
		return fmt.Errorf("coordinates are degrees, not RD metres: %v to %v", bound.Min, bound.Max)
	}
	return fmt.Errorf("outside the Netherlands in RD metres: %v to %v", bound.Min, bound.Max)
}

func holds(outer, inner orb.Bound) bool {
	return outer.Contains(inner.Min) && outer.Contains(inner.Max)
}

func finite(x float64) bool {
	return !math.IsNaN(x) && !math.IsInf(x, 0)
}

// distinct refuses a code that a layer has twice: answers are keyed by code.
func distinct(areas []Area) error {
	seen := make(map[string]bool, len(areas))
	for _, area := range areas {
		if seen[area.Code] {
			return fmt.Errorf("area %s is in the layer twice", area.Code)
		}
		seen[area.Code] = true
	}
	return nil
}
