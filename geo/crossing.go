package geo

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// A segment is one straight step of an arc, from west to east.
type segment struct {
	west, east orb.Point
	arc        int
}

// crossings gives the pairs of arcs (the lower index first; a pair of one with itself too) that meet elsewhere than in an end of both segments.
func (c *coverage) crossings() map[[2]int]bool {
	var segments []segment
	for i, a := range c.arcs {
		for j := 1; j < len(a.kept); j++ {
			s := segment{a.kept[j-1], a.kept[j], i}
			if s.west[0] > s.east[0] {
				s.west, s.east = s.east, s.west
			}
			segments = append(segments, s)
		}
	}
	slices.SortFunc(segments, func(a, b segment) int { return cmp.Compare(a.west[0], b.west[0]) })
	pairs := map[[2]int]bool{}
	for i, s := range segments {
		low, high := math.Min(s.west[1], s.east[1]), math.Max(s.west[1], s.east[1])
		for _, t := range segments[i+1:] {
			if t.west[0] > s.east[0] {
				break
			}
			apart := t.west[1] < low && t.east[1] < low || t.west[1] > high && t.east[1] > high
			if !apart && s.crosses(t) {
				pairs[[2]int{min(s.arc, t.arc), max(s.arc, t.arc)}] = true
			}
		}
	}
	return pairs
}

// crosses tells whether two segments, whose bounds overlap, meet elsewhere than in one end of both.
func (s segment) crosses(t segment) bool {
	switch {
	case s.west == t.west:
		return sameWay(s.west, s.east, t.east)
	case s.west == t.east:
		return sameWay(s.west, s.east, t.west)
	case s.east == t.west:
		return sameWay(s.east, s.west, t.east)
	case s.east == t.east:
		return sameWay(s.east, s.west, t.west)
	}
	return !sameSide(s, t.west, t.east) && !sameSide(t, s.west, s.east)
}

// sameWay tells whether a and b lie in exactly the same direction from p.
func sameWay(p, a, b orb.Point) bool {
	return turn(p, a, b) == 0 && (a[0]-p[0])*(b[0]-p[0])+(a[1]-p[1])*(b[1]-p[1]) > 0
}

// sameSide tells whether a and b lie clear of the line through s, on one side.
func sameSide(s segment, a, b orb.Point) bool {
	c, d := turn(s.west, s.east, a), turn(s.west, s.east, b)
	return c > 0 && d > 0 || c < 0 && d < 0
}

// addJumps adds the pairs of arcs of which one has passed over a vertex of the other: it lies between what the arc was and what is kept of it.
func (c *coverage) addJumps(pairs map[[2]int]bool) {
	type vertex struct {
		orb.Point
		arc int
	}
	var vertices []vertex
	for i, a := range c.arcs {
		for _, p := range a.kept {
			vertices = append(vertices, vertex{p, i})
		}
	}
	slices.SortFunc(vertices, func(a, b vertex) int { return cmp.Compare(a.Point[0], b.Point[0]) })
	for i, a := range c.arcs {
		if len(a.kept) == len(a.points) {
			continue
		}
		loop := a.loop()
		bound := loop.Bound()
		first, _ := slices.BinarySearchFunc(vertices, bound.Min[0], func(v vertex, x float64) int { return cmp.Compare(v.Point[0], x) })
		for _, v := range vertices[first:] {
			if v.Point[0] > bound.Max[0] {
				break
			}
			ofThis := v.arc == i || v.Point == a.points[0] || v.Point == a.points[len(a.points)-1]
			if !ofThis && bound.Contains(v.Point) && planar.RingContains(loop, v.Point) {
				pairs[[2]int{min(i, v.arc), max(i, v.arc)}] = true
			}
		}
	}
}

// loop goes along what the arc was and back along what is kept of it.
func (a *arc) loop() orb.Ring {
	loop := make(orb.Ring, 0, len(a.points)+len(a.kept))
	loop = append(loop, a.points...)
	for i := len(a.kept) - 1; i >= 0; i-- {
		loop = append(loop, a.kept[i])
	}
	return loop
}
