package atlas

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
	// apart is how many metres between parts leave them no neighbours, and leastApart what share of all that is counted a group of
	// neighbours has at least to be in the picture.
	apart, leastApart = 500, 0.03
	// builtUp is how many people live on a square kilometre of what is more than fields, docks or water.
	builtUp = 300
	// wijkAround is how much of its size is shown around a wijk.
	wijkAround = 0.6
)

// ground is an area in the choice of what a map shows, with what it counts for.
type ground struct {
	shape  orb.MultiPolygon
	weight float64
}

// lived gives the areas where people live, weighted by how many; all areas by their surface where that is not known.
func lived(shapes []orb.MultiPolygon, people []*float64) []ground {
	var all, out []ground
	known := 0
	for i, shape := range shapes {
		size := planar.Area(shape)
		all = append(all, ground{shape, size})
		if people[i] == nil {
			continue
		}
		known++
		if *people[i]/(size/1e6) >= builtUp {
			out = append(out, ground{shape, *people[i]})
		}
	}
	if len(out) == 0 || 2*known < len(shapes) {
		return all
	}
	return out
}

// frame gives the bound of what a map shows: all that belongs together, but for dikes, islets and villages far off, which would make
// the city small.
func frame(areas []ground) orb.Bound {
	var bounds []orb.Bound
	var sizes []float64
	total := 0.0
	for _, a := range areas {
		whole := planar.Area(a.shape)
		for _, part := range a.shape {
			size := planar.Area(part)
			weight := a.weight * size / whole
			bounds, sizes, total = append(bounds, body(part, size)), append(sizes, weight), total+weight
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
	held := make([]float64, len(bounds))
	for i, g := range group {
		held[g] += sizes[i]
	}
	out := orb.Bound{Min: orb.Point{math.Inf(1), math.Inf(1)}, Max: orb.Point{math.Inf(-1), math.Inf(-1)}}
	for i, b := range bounds {
		if held[group[i]] >= leastApart*total {
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

// wijkWindow gives a bound with some of its surroundings.
func wijkWindow(b orb.Bound) orb.Bound {
	return b.Pad(wijkAround * math.Max(b.Max[0]-b.Min[0], b.Max[1]-b.Min[1]))
}
