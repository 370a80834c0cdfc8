package server

import (
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"wijkinzicht/geo"
)

const (
	// bodyReach is how far, in sides of a square of its size, a part's bound counts from its middle: even one six times as long
	// as it is wide reaches that far, a dike to the other shore does not.
	bodyReach = 2
	// apart is how many metres between parts leave them no neighbours, and leastApart what share of all ground a group of
	// neighbours has at least to be in the picture.
	apart, leastApart = 500, 0.02
)

// frame gives the bound of what a map shows: all ground but dikes and islets far off, which would make the city small.
func frame(shapes []orb.MultiPolygon) orb.Bound {
	var bounds []orb.Bound
	var sizes []float64
	total := 0.0
	for _, shape := range shapes {
		for _, part := range shape {
			size := planar.Area(part)
			bounds, sizes, total = append(bounds, body(part, size)), append(sizes, size), total+size
		}
	}
	group := make([]int, len(bounds))
	for i := range group {
		group[i] = i
	}
	for i, b := range bounds {
		for j := range i {
			if from, to := group[j], group[i]; from != to && b.Pad(apart).Intersects(bounds[j]) {
				for k, g := range group {
					if g == from {
						group[k] = to
					}
				}
			}
		}
	}
	ground := make([]float64, len(bounds))
	for i, g := range group {
		ground[g] += sizes[i]
	}
	out := orb.Bound{Min: orb.Point{math.Inf(1), math.Inf(1)}, Max: orb.Point{math.Inf(-1), math.Inf(-1)}}
	for i, b := range bounds {
		if ground[group[i]] >= leastApart*total {
			out = out.Union(b)
		}
	}
	return out
}

// body gives the bound of a part as far as it is near its middle.
func body(part orb.Polygon, size float64) orb.Bound {
	middle, reach := geo.LabelPoint(orb.MultiPolygon{part}), bodyReach*math.Sqrt(size)
	bound := part.Bound()
	return orb.Bound{
		Min: orb.Point{math.Max(bound.Min[0], middle[0]-reach), math.Max(bound.Min[1], middle[1]-reach)},
		Max: orb.Point{math.Min(bound.Max[0], middle[0]+reach), math.Min(bound.Max[1], middle[1]+reach)}}
}
