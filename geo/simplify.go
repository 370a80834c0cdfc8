package geo

import (
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// snap is the grid in metres on which vertices of neighbours count as the same.
const snap = 0.01

// Simplify gives the areas with fewer vertices, none of the left out ones farther than tolerance metres from its border
// (Douglas-Peucker). A border of two areas is simplified once, so that neighbours keep sharing it without gap or overlap;
// it counts as shared where both rings have the same vertices, to a centimetre. Rings keep their direction and never collapse,
// and borders never come to cross or to
// pass over an island: where they would, they keep more vertices. With tolerance 0 every vertex stays. The input is not changed.
func Simplify(areas []orb.MultiPolygon, tolerance float64) []orb.MultiPolygon {
	if !(tolerance > 0) {
		tolerance = 0
	}
	// A larger tolerance than the country does no more, and infinity could not be halved.
	c := newCoverage(areas, math.Min(tolerance, 1e6))
	if tolerance > 0 {
		crossedBefore := c.crossings()
		for _, a := range c.arcs {
			a.kept = thin(a.points, a.tolerance)
		}
		for c.relax(crossedBefore) {
		}
	}
	return c.assemble(areas)
}

// A coverage is areas taken apart into arcs, the stretches of border between the nodes where borders meet.
type coverage struct {
	points []orb.Point // by vertex number, as first met
	nodes  []bool      // by vertex number
	arcs   []*arc
	byEnd  map[[2]int]int // first two vertices of an arc -> its index; between nodes there is one way to go on
	rings  []ring         // of all areas, in order
}

type arc struct {
	points    []orb.Point
	kept      []orb.Point
	tolerance float64 // metres
}

// A ring is the arcs that it follows. One without area to lose (fewer than three vertices) has none and stays what it was.
type ring struct {
	pieces []piece
	area   float64 // m2, positive when counter-clockwise
}

type piece struct {
	arc      int
	reversed bool
}

func newCoverage(areas []orb.MultiPolygon, tolerance float64) *coverage {
	c := &coverage{byEnd: map[[2]int]int{}}
	paths := c.number(areas)
	c.findNodes(paths)
	for _, path := range paths {
		c.rings = append(c.rings, c.cutRing(path, tolerance))
	}
	for i := range c.rings {
		c.rings[i].area = planar.Area(c.ring(c.rings[i]))
	}
	return c
}

// number gives the vertex numbers of every ring, not closed and without repeats; nil for rings with fewer than three.
func (c *coverage) number(areas []orb.MultiPolygon) (paths [][]int) {
	numbers := map[[2]int64]int{}
	for _, area := range areas {
		for _, polygon := range area {
			for _, r := range polygon {
				var path []int
				for _, p := range r {
					key := [2]int64{int64(math.Round(p[0] / snap)), int64(math.Round(p[1] / snap))}
					n, met := numbers[key]
					if !met {
						n = len(c.points)
						numbers[key] = n
						c.points = append(c.points, p)
					}
					if len(path) == 0 || path[len(path)-1] != n {
						path = append(path, n)
					}
				}
				if len(path) > 1 && path[0] == path[len(path)-1] {
					path = path[:len(path)-1]
				}
				if len(path) < 3 {
					path = nil
				}
				paths = append(paths, path)
			}
		}
	}
	return paths
}

// findNodes marks the vertices that do not have the same two neighbours in every ring: there borders meet or part.
func (c *coverage) findNodes(paths [][]int) {
	c.nodes = make([]bool, len(c.points))
	neighbours := make(map[int][2]int, len(c.points))
	for _, path := range paths {
		for i, n := range path {
			before, after := path[(i+len(path)-1)%len(path)], path[(i+1)%len(path)]
			pair := [2]int{min(before, after), max(before, after)}
			if other, met := neighbours[n]; met && other != pair {
				c.nodes[n] = true
			}
			neighbours[n] = pair
		}
	}
}

// cutRing cuts a ring at its nodes. A ring without any (an island, an enclave) is one arc that starts at its westernmost
// point, which is the same in the hole around an enclave.
func (c *coverage) cutRing(path []int, tolerance float64) (r ring) {
	if path == nil {
		return r
	}
	start := 0
	for i, n := range path {
		if c.nodes[n] {
			start = i
			break
		}
		p, west := c.points[n], c.points[path[start]]
		if p[0] < west[0] || p[0] == west[0] && p[1] < west[1] {
			start = i
		}
	}
	var around []int
	around = append(around, path[start:]...)
	around = append(around, path[:start+1]...)
	from := 0
	for i := 1; i < len(around); i++ {
		if c.nodes[around[i]] || i == len(around)-1 {
			r.pieces = append(r.pieces, c.piece(around[from:i+1], tolerance))
			from = i
		}
	}
	return r
}

// piece finds or adds the arc along path, in whichever direction it was met first.
func (c *coverage) piece(path []int, tolerance float64) piece {
	last := len(path) - 1
	if i, met := c.byEnd[[2]int{path[0], path[1]}]; met {
		return piece{arc: i}
	}
	if i, met := c.byEnd[[2]int{path[last], path[last-1]}]; met {
		return piece{arc: i, reversed: true}
	}
	a := &arc{tolerance: tolerance}
	for _, n := range path {
		a.points = append(a.points, c.points[n])
	}
	a.kept = a.points
	c.arcs = append(c.arcs, a)
	c.byEnd[[2]int{path[0], path[1]}] = len(c.arcs) - 1
	return piece{arc: len(c.arcs) - 1}
}

// relax halves the tolerance of arcs that collapse a ring or get in the way of an arc that they did not cross before, and tells whether there were any.
func (c *coverage) relax(crossedBefore map[[2]int]bool) (relaxed bool) {
	bad := map[int]bool{}
	for _, r := range c.rings {
		if r.area != 0 && planar.Area(c.ring(r))*r.area <= 0 {
			for _, p := range r.pieces {
				bad[p.arc] = true
			}
		}
	}
	conflicts := c.crossings()
	c.addJumps(conflicts)
	for pair := range conflicts {
		if !crossedBefore[pair] {
			bad[pair[0]], bad[pair[1]] = true, true
		}
	}
	for i := range bad {
		a := c.arcs[i]
		if a.tolerance == 0 {
			continue
		}
		a.tolerance /= 2
		if a.tolerance < snap {
			a.tolerance = 0
		}
		a.kept = thin(a.points, a.tolerance)
		relaxed = true
	}
	return relaxed
}

// ring gives the closed ring of what is kept of its arcs.
func (c *coverage) ring(r ring) orb.Ring {
	var out orb.Ring
	for _, p := range r.pieces {
		kept := c.arcs[p.arc].kept
		for i := range kept[1:] { // the next piece has the last point
			if p.reversed {
				i = len(kept) - 1 - i
			}
			out = append(out, kept[i])
		}
	}
	if len(out) > 0 {
		out = append(out, out[0])
	}
	return out
}

// assemble puts the rings back where they were in areas.
func (c *coverage) assemble(areas []orb.MultiPolygon) []orb.MultiPolygon {
	out := make([]orb.MultiPolygon, len(areas))
	next := 0
	for i, area := range areas {
		out[i] = area.Clone()
		for _, polygon := range out[i] {
			for j := range polygon {
				if r := c.rings[next]; r.pieces != nil {
					polygon[j] = c.ring(r)
				}
				next++
			}
		}
	}
	return out
}

// thin leaves out points that are within tolerance of the line between points that are kept; the ends are always kept.
func thin(points []orb.Point, tolerance float64) []orb.Point {
	if tolerance == 0 {
		return points
	}
	keep := make([]bool, len(points))
	keep[0], keep[len(points)-1] = true, true
	mark(points, keep, tolerance*tolerance)
	var out []orb.Point
	for i, p := range points {
		if keep[i] {
			out = append(out, p)
		}
	}
	return out
}

// mark marks the point farthest from the line between the ends, when it is farther than the tolerance, and so on at both sides.
func mark(points []orb.Point, keep []bool, toleranceSquared float64) {
	last := len(points) - 1
	farthest, distance := 0, toleranceSquared
	for i := 1; i < last; i++ {
		if d := planar.DistanceFromSegmentSquared(points[0], points[last], points[i]); d > distance {
			farthest, distance = i, d
		}
	}
	if farthest > 0 {
		keep[farthest] = true
		mark(points[:farthest+1], keep[:farthest+1], toleranceSquared)
		mark(points[farthest:], keep[farthest:], toleranceSquared)
	}
}
