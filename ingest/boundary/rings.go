package boundary

import (
	"errors"
	"fmt"
	"math"

	"github.com/paulmach/orb"
)

// tidy checks the structure of an outline and gives it with outer rings counter-clockwise and holes clockwise. Rings that
// enclose nothing because rounding left them fewer than three different points are left out, a polygon with its outer
// ring; what is left may be empty. Copies of quantised files have them too (closed rings of three points).
// It changes the rings that it is given.
func tidy(shape orb.MultiPolygon) (kept orb.MultiPolygon, dropped bool, err error) {
	for _, polygon := range shape {
		if len(polygon) == 0 {
			return nil, false, errors.New("polygon without rings")
		}
		var rings orb.Polygon
		for i, ring := range polygon {
			if err := checkRing(ring); err != nil {
				return nil, false, err
			}
			if collapsed(ring) {
				dropped = true
				if i == 0 {
					break
				}
				continue
			}
			want := orb.CCW
			if i > 0 {
				want = orb.CW
			}
			if ring.Orientation() == -want {
				ring.Reverse()
			}
			rings = append(rings, ring)
		}
		if len(rings) > 0 {
			kept = append(kept, rings)
		}
	}
	return kept, dropped, nil
}

func checkRing(ring orb.Ring) error {
	for i, p := range ring {
		if !finite(p) {
			return fmt.Errorf("point %d of a ring is not finite: (%v, %v)", i+1, p[0], p[1])
		}
	}
	if len(ring) == 0 {
		return errors.New("ring without points")
	}
	if ring[0] != ring[len(ring)-1] {
		return fmt.Errorf("ring is not closed: it begins in (%v, %v) and ends in (%v, %v)", ring[0][0], ring[0][1], ring[len(ring)-1][0], ring[len(ring)-1][1])
	}
	return nil
}

func finite(p orb.Point) bool { return !math.IsNaN(p[0]-p[0]) && !math.IsNaN(p[1]-p[1]) }

// collapsed says that a ring has fewer than three different points.
func collapsed(ring orb.Ring) bool {
	other := -1
	for i, p := range ring {
		switch {
		case p == ring[0]:
		case other < 0:
			other = i
		case p != ring[other]:
			return false
		}
	}
	return true
}

// side tells on which side of a ring a point lies: 1 within, -1 outside, 0 on it.
func side(ring orb.Ring, p orb.Point) int {
	inside := false
	for i := 1; i < len(ring); i++ {
		a, b := ring[i-1], ring[i]
		cross := (b[0]-a[0])*(p[1]-a[1]) - (b[1]-a[1])*(p[0]-a[0])
		if cross == 0 && between(a[0], p[0], b[0]) && between(a[1], p[1], b[1]) {
			return 0
		}
		if (a[1] > p[1]) != (b[1] > p[1]) && (cross > 0) == (b[1] > a[1]) {
			inside = !inside
		}
	}
	if inside {
		return 1
	}
	return -1
}

func between(a, x, b float64) bool { return min(a, b) <= x && x <= max(a, b) }

// within says that ring lies in outer, judging by its first vertex that is not on outer's border.
func within(ring, outer orb.Ring) bool {
	for _, p := range ring[:min(len(ring), 100)] { // a long shared border would take very long
		if s := side(outer, p); s != 0 {
			return s > 0
		}
	}
	return true
}

// overlaps says that two outlines are the same, or that one has a vertex inside the other. It is a check against records
// that are double, not a full test.
func overlaps(a, b orb.MultiPolygon) bool {
	return orb.Equal(a, b) || anyInside(a, b) || anyInside(b, a)
}

func anyInside(vertices, in orb.MultiPolygon) bool {
	for _, polygon := range vertices {
		for _, other := range in {
			if !polygon.Bound().Intersects(other.Bound()) {
				continue
			}
			for _, p := range polygon[0] {
				if inPolygon(other, p) {
					return true
				}
			}
		}
	}
	return false
}

func inPolygon(polygon orb.Polygon, p orb.Point) bool {
	if side(polygon[0], p) <= 0 {
		return false
	}
	for _, hole := range polygon[1:] {
		if side(hole, p) >= 0 {
			return false
		}
	}
	return true
}
