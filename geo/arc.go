package geo

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
)

// An Arc is a stretch of border in RD New, in whole metres, between two points where borders meet or part. Neighbours share it.
type Arc []orb.Point

// Rings says along which arcs the outline of an area runs: per polygon and ring (the outer one first) the numbers of arcs in
// their order, from 1; a negative number is an arc walked backwards.
type Rings [][][]int

// Share takes areas apart into the arcs of their borders, each once, and says along which of them every area runs. A border is
// shared where it has the same vertices in both areas. It is an error when a vertex is not in whole metres, or a ring has no area.
func Share(areas []orb.MultiPolygon) ([]Arc, []Rings, error) {
	for i, area := range areas {
		for _, polygon := range area {
			for _, ring := range polygon {
				for _, p := range ring {
					if p[0] != math.Trunc(p[0]) || p[1] != math.Trunc(p[1]) {
						return nil, nil, fmt.Errorf("area %d: %v is not in whole metres", i, p)
					}
				}
			}
		}
	}
	c := newCoverage(areas, 0)
	arcs := make([]Arc, len(c.arcs))
	for i, a := range c.arcs {
		arcs[i] = a.points
	}
	out := make([]Rings, len(areas))
	next := 0
	for i, area := range areas {
		for _, polygon := range area {
			var rings [][]int
			for range polygon {
				r := c.rings[next]
				next++
				if r.area == 0 {
					return nil, nil, fmt.Errorf("area %d has a ring without area", i)
				}
				var along []int
				for _, p := range r.pieces {
					if p.reversed {
						along = append(along, -p.arc-1)
					} else {
						along = append(along, p.arc+1)
					}
				}
				rings = append(rings, along)
			}
			out[i] = append(out[i], rings)
		}
	}
	return arcs, out, nil
}

// Outline joins arcs to the outline that runs along them. It is an error when an arc does not begin where the one before it
// ends, or a ring does not close.
func (r Rings) Outline(arcs []Arc) (orb.MultiPolygon, error) {
	var out orb.MultiPolygon
	for _, polygon := range r {
		var rings orb.Polygon
		for _, along := range polygon {
			ring, err := joined(along, arcs)
			if err != nil {
				return nil, err
			}
			rings = append(rings, ring)
		}
		out = append(out, rings)
	}
	return out, nil
}

func joined(along []int, arcs []Arc) (orb.Ring, error) {
	var ring orb.Ring
	for _, n := range along {
		at := max(n, -n) - 1
		if at < 0 || at >= len(arcs) {
			return nil, fmt.Errorf("there is no arc %d", n)
		}
		points := arcs[at]
		for i := range points {
			p := points[i]
			if n < 0 {
				p = points[len(points)-1-i]
			}
			switch {
			case i > 0 || len(ring) == 0:
				ring = append(ring, p)
			case ring[len(ring)-1] != p:
				return nil, fmt.Errorf("arc %d begins in %v and not where the one before it ends", n, p)
			}
		}
	}
	if len(ring) < 4 || ring[0] != ring[len(ring)-1] {
		return nil, fmt.Errorf("arcs %v make no closed ring", along)
	}
	return ring, nil
}

// String writes an arc as its first point in metres and the steps to the next ones: "80123 454321 12 -30 5 8".
func (a Arc) String() string {
	var text []byte
	var x, y int64
	for i, p := range a {
		if i > 0 {
			text = append(text, ' ')
		}
		px, py := int64(p[0]), int64(p[1])
		text = strconv.AppendInt(text, px-x, 10)
		text = strconv.AppendInt(append(text, ' '), py-y, 10)
		x, y = px, py
	}
	return string(text)
}

// farStep is more metres than the Netherlands is wide: a larger number in a table of arcs is a slip.
const farStep = 1_000_000

// ParseArc reads what Arc.String writes. The points lie in the Netherlands.
func ParseArc(text string) (Arc, error) {
	fields := strings.Fields(text)
	if len(fields) < 4 || len(fields)%2 != 0 {
		return nil, fmt.Errorf("an arc of %d numbers; it has two to a point, and two points or more", len(fields))
	}
	arc := make(Arc, len(fields)/2)
	var at orb.Point
	for i := range arc {
		for axis := range at {
			step, err := strconv.Atoi(fields[2*i+axis])
			if err != nil || step > farStep || step < -farStep {
				return nil, fmt.Errorf("%q is not a step in metres", fields[2*i+axis])
			}
			at[axis] += float64(step)
		}
		if err := validPoint(at); err != nil {
			return nil, fmt.Errorf("point %d of an arc: %w", i, err)
		}
		arc[i] = at
	}
	return arc, nil
}

// String writes rings as "12 -13 14;5|7": arcs by a space, rings of one polygon by ";" and polygons by "|".
func (r Rings) String() string {
	polygons := make([]string, len(r))
	for i, polygon := range r {
		rings := make([]string, len(polygon))
		for j, along := range polygon {
			numbers := make([]string, len(along))
			for k, n := range along {
				numbers[k] = strconv.Itoa(n)
			}
			rings[j] = strings.Join(numbers, " ")
		}
		polygons[i] = strings.Join(rings, ";")
	}
	return strings.Join(polygons, "|")
}

// ParseRings reads what Rings.String writes.
func ParseRings(text string) (Rings, error) {
	var out Rings
	for polygon := range strings.SplitSeq(text, "|") {
		var rings [][]int
		for ring := range strings.SplitSeq(polygon, ";") {
			var along []int
			for field := range strings.FieldsSeq(ring) {
				n, err := strconv.Atoi(field)
				if err != nil || n == 0 {
					return nil, fmt.Errorf("%q is not the number of an arc", field)
				}
				along = append(along, n)
			}
			if len(along) == 0 {
				return nil, errors.New("a ring without arcs")
			}
			rings = append(rings, along)
		}
		out = append(out, rings)
	}
	return out, nil
}
