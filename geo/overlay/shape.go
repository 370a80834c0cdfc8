package overlay

import (
	"cmp"
	"math"
	"slices"
	"sort"

	"github.com/paulmach/orb"
	"github.com/twpayne/go-geos"
)

// shape is an area prepared for measuring how much of it other areas cover.
type shape struct {
	Area
	bound     orb.Bound
	area      float64 // m2
	perimeter float64 // m, holes included
	sides     []side  // sorted by x0
	widest    float64 // m, the widest side
}

// side is one side of the outline from left to right. Upright sides are left out: nothing lies above or below them.
type side struct {
	x0, y0, x1, y1 float64
	sign           float64 // +1 where the area lies under the side, -1 where it lies above
}

func (s side) at(x float64) float64 {
	return s.y0 + (s.y1-s.y0)*((x-s.x0)/(s.x1-s.x0))
}

// newShape checks an area and measures it; errors name its code.
func newShape(area Area) (shape, error) {
	err := withContext(func(context *geos.Context) error {
		_, err := toGEOS(context, area)
		return err
	})
	if err != nil {
		return shape{}, err
	}
	s := shape{Area: area, bound: area.Geometry.Bound(), perimeter: perimeter(area.Geometry)}
	for _, polygon := range area.Geometry {
		for i, ring := range polygon {
			s.addRing(ring, i > 0)
		}
	}
	slices.SortFunc(s.sides, func(a, b side) int { return cmp.Compare(a.x0, b.x0) })
	for _, side := range s.sides {
		s.area += side.sign * (side.x1 - side.x0) * ((side.y0+side.y1)/2 - s.bound.Min[1])
		s.widest = max(s.widest, side.x1-side.x0)
	}
	return s, nil
}

func (s *shape) addRing(ring orb.Ring, hole bool) {
	// A clockwise ring runs left to right along its top. Which way rings run differs between files.
	sign := 1.0
	if (ring.Orientation() == orb.CW) == hole {
		sign = -1
	}
	for i := 1; i < len(ring); i++ {
		p, q := ring[i-1], ring[i]
		switch {
		case p[0] < q[0]:
			s.sides = append(s.sides, side{p[0], p[1], q[0], q[1], sign})
		case p[0] > q[0]:
			s.sides = append(s.sides, side{q[0], q[1], p[0], p[1], -sign})
		}
	}
}

// shared is the area in m2 that a and b have in common, without building its outline. An area is the sum of the
// ground under its upper sides less that under its lower sides; so what two areas share is the sum, over all pairs of
// sides, of the ground that lies under both. It moves smoothly with the coordinates, so nearly equal borders, on which
// overlays of outlines stumble, cost no more than rounding.
func shared(a, b *shape) float64 {
	left, right := max(a.bound.Min[0], b.bound.Min[0]), min(a.bound.Max[0], b.bound.Max[0])
	floor := min(a.bound.Min[1], b.bound.Min[1])
	var sum float64
	for _, p := range a.sides {
		if p.x1 <= left {
			continue
		}
		if p.x0 >= right {
			break
		}
		first := sort.Search(len(b.sides), func(i int) bool { return b.sides[i].x0 > p.x0-b.widest })
		for _, q := range b.sides[first:] {
			if q.x0 >= p.x1 {
				break
			}
			if q.x1 > p.x0 {
				sum += p.sign * q.sign * underBoth(p, q, floor)
			}
		}
	}
	return sum
}

// underBoth is the area between floor and the lower of two sides, where both run: the integral of their minimum, which
// is their mean less half their distance.
func underBoth(p, q side, floor float64) float64 {
	x0, x1 := max(p.x0, q.x0), min(p.x1, q.x1)
	p0, p1, q0, q1 := p.at(x0), p.at(x1), q.at(x0), q.at(x1)
	mean := (p0+p1+q0+q1)/4 - floor
	d0, d1 := p0-q0, p1-q1
	apart := math.Abs(d0+d1) / 2
	if d0*d1 < 0 { // they cross
		apart = (d0*d0 + d1*d1) / (2 * (math.Abs(d0) + math.Abs(d1)))
	}
	return (x1 - x0) * (mean - apart/2)
}

// perimeter is the length in metres of all rings.
func perimeter(m orb.MultiPolygon) float64 {
	var length float64
	for _, polygon := range m {
		for _, ring := range polygon {
			for i := 1; i < len(ring); i++ {
				length += math.Hypot(ring[i][0]-ring[i-1][0], ring[i][1]-ring[i-1][1])
			}
		}
	}
	return length
}
