package geo

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/quadtree"
)

// tooClose is the distance in metres under which two points are one: label points are given to the metre.
const tooClose = 0.001

// A site is a point that gets a cell, with its index in the input; it implements orb.Pointer.
type site struct {
	point orb.Point
	index int
}

func (s *site) Point() orb.Point { return s.point }

// Hull gives the smallest convex ring around the points with at least margin metres (and at corners up to 8% more) to spare,
// counter-clockwise and closed; nil when that has no area, as with a margin of 0 around a single point.
func Hull(points []orb.Point, margin float64) orb.Ring {
	if margin > 0 {
		points = octagons(points, margin)
	}
	sorted := slices.Clone(points)
	slices.SortFunc(sorted, func(a, b orb.Point) int {
		return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
	})
	under := chain(sorted)
	slices.Reverse(sorted)
	over := chain(sorted)
	if len(under)+len(over) < 5 {
		return nil
	}
	// Both chains have both ends, so the ring comes out closed.
	return append(under, over[1:]...)
}

// octagons gives eight points around each point, whose sides stay margin away from it.
func octagons(points []orb.Point, margin float64) []orb.Point {
	out := make([]orb.Point, 0, 8*len(points))
	radius := margin / math.Cos(math.Pi/8)
	for _, p := range points {
		for i := range 8 {
			sin, cos := math.Sincos((float64(i) + 0.5) * math.Pi / 4)
			out = append(out, orb.Point{p[0] + radius*cos, p[1] + radius*sin})
		}
	}
	return out
}

// chain gives one side of the convex hull of sorted points, from the first to the last, with left turns only.
func chain(sorted []orb.Point) orb.Ring {
	var out orb.Ring
	for _, p := range sorted {
		for len(out) > 1 && turn(out[len(out)-2], out[len(out)-1], p) <= 0 {
			out = out[:len(out)-1]
		}
		out = append(out, p)
	}
	return out
}

// turn is positive when c lies left of the line from a to b, and 0 when it lies on it; twice the area of the triangle.
func turn(a, b, c orb.Point) float64 {
	return (b[0]-a[0])*(c[1]-a[1]) - (b[1]-a[1])*(c[0]-a[0])
}

// Cells gives for each point the part of a convex hull (see [Hull]) that is nearer to it than to any other point: convex,
// disjoint polygons that cover the hull. They are schematic: no real border runs there. It is an error, naming the indices,
// when two points are less than a millimetre apart or a point is not finite or not inside the hull.
func Cells(points []orb.Point, hull orb.Ring) ([]orb.Polygon, error) {
	if err := checkHull(points, hull); err != nil {
		return nil, fmt.Errorf("schematic cells: %w", err)
	}
	tree := quadtree.New(hull.Bound())
	for i, p := range points {
		if err := tree.Add(&site{p, i}); err != nil {
			return nil, fmt.Errorf("schematic cells: point %d: %w", i, err)
		}
	}
	out := make([]orb.Polygon, len(points))
	for i, p := range points {
		ring, err := cut(&site{p, i}, hull, tree, len(points))
		if err != nil {
			return nil, fmt.Errorf("schematic cells: %w", err)
		}
		out[i] = orb.Polygon{ring}
	}
	return out, nil
}

func checkHull(points []orb.Point, hull orb.Ring) error {
	if len(hull) < 4 || hull[0] != hull[len(hull)-1] {
		return errors.New("the hull is not a closed ring")
	}
	if hull.Orientation() != orb.CCW {
		return errors.New("the hull does not run counter-clockwise")
	}
	for i := 1; i < len(hull); i++ {
		a, b := hull[i-1], hull[i]
		next := hull[i%(len(hull)-1)+1]
		if turn(a, b, next) < 0 {
			return fmt.Errorf("the hull is not convex at its point %d", i)
		}
		for j, p := range points {
			if !(turn(a, b, p) > 0) {
				return fmt.Errorf("point %d, %v, is not inside the hull", j, p)
			}
		}
	}
	return nil
}

// cut cuts the hull by the bisectors between s and the other points, nearest first, until the rest is too far away to matter.
func cut(s *site, hull orb.Ring, tree *quadtree.Quadtree, total int) (orb.Ring, error) {
	// Coordinates relative to the point keep the precision that RD's hundreds of kilometres would take.
	ring := make(orb.Ring, len(hull)-1)
	for i, p := range hull[:len(hull)-1] {
		ring[i] = orb.Point{p[0] - s.point[0], p[1] - s.point[1]}
	}
	// Most cells are done within the first sixteen; asking again for twice as many cuts again by those, which changes nothing.
	for k := 16; ; k *= 2 {
		for _, near := range tree.KNearest(nil, s.point, k) {
			other := near.(*site)
			if other.index == s.index {
				continue
			}
			d := orb.Point{other.point[0] - s.point[0], other.point[1] - s.point[1]}
			distance := math.Hypot(d[0], d[1])
			if distance < tooClose {
				return nil, fmt.Errorf("points %d and %d coincide at %v", min(s.index, other.index), max(s.index, other.index), s.point)
			}
			if distance > 2*radius(ring) {
				return closed(ring, s.point), nil
			}
			ring = nearSide(ring, d)
		}
		if k >= total {
			return closed(ring, s.point), nil
		}
	}
}

// radius is the distance from the origin to the farthest vertex.
func radius(ring orb.Ring) float64 {
	var r float64
	for _, p := range ring {
		r = math.Max(r, math.Hypot(p[0], p[1]))
	}
	return r
}

// nearSide gives the part of a convex ring (not closed) that is nearer to the origin than to d. A corner within a tenth of a
// micrometre of the bisector lies on it: cutting off rounding errors would put new corners halfway along straight sides.
func nearSide(ring orb.Ring, d orb.Point) orb.Ring {
	length := math.Hypot(d[0], d[1])
	beyond := func(p orb.Point) float64 {
		metres := (p[0]*d[0]+p[1]*d[1])/length - length/2
		if math.Abs(metres) < 1e-7 {
			return 0
		}
		return metres
	}
	out := make(orb.Ring, 0, len(ring)+1)
	for i, p := range ring {
		next := ring[(i+1)%len(ring)]
		here, there := beyond(p), beyond(next)
		if here <= 0 {
			out = append(out, p)
		}
		if here < 0 && there > 0 || here > 0 && there < 0 {
			part := here / (here - there)
			out = append(out, orb.Point{p[0] + part*(next[0]-p[0]), p[1] + part*(next[1]-p[1])})
		}
	}
	return out
}

// closed moves a ring back to its place and repeats its first point at the end.
func closed(ring orb.Ring, origin orb.Point) orb.Ring {
	out := make(orb.Ring, 0, len(ring)+1)
	for _, p := range ring {
		p = orb.Point{p[0] + origin[0], p[1] + origin[1]}
		if len(out) == 0 || out[len(out)-1] != p {
			out = append(out, p)
		}
	}
	if out[0] != out[len(out)-1] || len(out) == 1 {
		out = append(out, out[0])
	}
	return out
}
