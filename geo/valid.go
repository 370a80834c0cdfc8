package geo

import (
	"errors"
	"fmt"
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// netherlands is where RD New coordinates of Dutch areas lie, with a wide margin. No x can be a y, so swapped axes show.
var netherlands = orb.Bound{Min: orb.Point{-10000, 290000}, Max: orb.Point{300000, 640000}}

// degrees is the same country in longitude and latitude.
var degrees = orb.Bound{Min: orb.Point{2, 50}, Max: orb.Point{8, 55}}

// InDutchDegrees tells whether a bound of longitudes and latitudes lies in or near the Netherlands; with the two in each other's place none does.
func InDutchDegrees(b orb.Bound) bool {
	return b.Min[0] > 3 && b.Max[0] < 7.5 && b.Min[1] > 50.5 && b.Max[1] < 54
}

// Reversed gives a bound with longitude and latitude, or x and y, in each other's place.
func Reversed(b orb.Bound) orb.Bound {
	return orb.Bound{Min: orb.Point{b.Min[1], b.Min[0]}, Max: orb.Point{b.Max[1], b.Max[0]}}
}

// AreaKm2 is the area in km2 of an outline in RD metres, its holes taken off.
func AreaKm2(m orb.MultiPolygon) float64 {
	return planar.Area(m) / 1e6
}

// Valid tells what is wrong with an outline that should be closed rings in RD metres within the Netherlands; nil when nothing is.
// It names the polygon, ring and point, counted from 0. It does not look for rings that cross themselves.
func Valid(m orb.MultiPolygon) error {
	if len(m) == 0 {
		return errors.New("the outline has no polygons")
	}
	for i, polygon := range m {
		if len(polygon) == 0 {
			return fmt.Errorf("polygon %d has no rings", i)
		}
		for j, ring := range polygon {
			if err := validRing(ring); err != nil {
				return fmt.Errorf("polygon %d, ring %d: %w", i, j, err)
			}
		}
	}
	return nil
}

func validRing(ring orb.Ring) error {
	if len(ring) < 4 {
		return fmt.Errorf("only %d points, a ring has at least 4", len(ring))
	}
	for i, p := range ring {
		if err := validPoint(p); err != nil {
			return fmt.Errorf("point %d: %w", i, err)
		}
	}
	if first, last := ring[0], ring[len(ring)-1]; first != last {
		return fmt.Errorf("not closed: starts at %v and ends at %v", first, last)
	}
	return nil
}

func validPoint(p orb.Point) error {
	swapped := orb.Point{p[1], p[0]}
	switch {
	case !isFinite(p):
		return fmt.Errorf("%v is not finite", p)
	case netherlands.Contains(p):
		return nil
	case netherlands.Contains(swapped):
		return fmt.Errorf("%v has x and y swapped", p)
	case degrees.Contains(p), degrees.Contains(swapped):
		return fmt.Errorf("%v is in degrees, not in RD metres", p)
	}
	return fmt.Errorf("%v lies outside the Netherlands in RD metres", p)
}

func isFinite(p orb.Point) bool {
	return !math.IsNaN(p[0]) && !math.IsInf(p[0], 0) && !math.IsNaN(p[1]) && !math.IsInf(p[1], 0)
}
