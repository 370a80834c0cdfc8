package geo

import (
	"container/heap"
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// LabelPoint gives a point well inside the largest part of an outline in metres: as far from its borders and holes as can be,
// to 1% of the part's size. It is never outside, but for an outline without area it is its first point, and (0, 0) without points.
func LabelPoint(m orb.MultiPolygon) orb.Point {
	var largest orb.Polygon
	area := math.Inf(-1)
	for _, polygon := range m {
		if a := planar.Area(polygon); a > area {
			largest, area = polygon, a
		}
	}
	if len(largest) == 0 || len(largest[0]) == 0 {
		return orb.Point{}
	}
	return farthestInside(largest)
}

// A block is a square that the search may split in four.
type block struct {
	middle   orb.Point
	half     float64 // half its side
	distance float64 // from middle to the border, negative outside
}

// reach is the distance from the border that no point in the block exceeds.
func (b block) reach() float64 { return b.distance + b.half*math.Sqrt2 }

// blocks is a heap with the block of the farthest reach on top.
type blocks []block

func (b blocks) Len() int           { return len(b) }
func (b blocks) Less(i, j int) bool { return b[i].reach() > b[j].reach() }
func (b blocks) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }
func (b *blocks) Push(x any)        { *b = append(*b, x.(block)) }
func (b *blocks) Pop() any {
	last := (*b)[len(*b)-1]
	*b = (*b)[:len(*b)-1]
	return last
}

func farthestInside(polygon orb.Polygon) orb.Point {
	bound := polygon[0].Bound()
	side := math.Max(bound.Max[0]-bound.Min[0], bound.Max[1]-bound.Min[1])
	best := seed(polygon)
	distance := insideness(polygon, best)
	if !(distance > 0) {
		return polygon[0][0] // no area to be inside of
	}
	middle := bound.Center()
	queue := &blocks{{middle, side / 2, insideness(polygon, middle)}}
	for queue.Len() > 0 {
		top := heap.Pop(queue).(block)
		if top.distance > distance {
			best, distance = top.middle, top.distance
		}
		if top.reach() <= distance+side/100 {
			break // and so are all the blocks under it
		}
		half := top.half / 2
		for _, step := range []orb.Point{{-half, -half}, {half, -half}, {-half, half}, {half, half}} {
			p := orb.Point{top.middle[0] + step[0], top.middle[1] + step[1]}
			heap.Push(queue, block{p, half, insideness(polygon, p)})
		}
	}
	return best
}

// insideness is the distance in metres from a point to the nearest border, negative when the point is not inside.
func insideness(polygon orb.Polygon, p orb.Point) float64 {
	nearest := math.Inf(1)
	inside := false
	for _, ring := range polygon {
		for i := 1; i < len(ring); i++ {
			a, b := ring[i-1], ring[i]
			nearest = math.Min(nearest, planar.DistanceFromSegmentSquared(a, b, p))
			if (a[1] > p[1]) != (b[1] > p[1]) && p[0] < crossing(a, b, p[1]) {
				inside = !inside
			}
		}
	}
	if !inside {
		return -math.Sqrt(nearest)
	}
	return math.Sqrt(nearest)
}

// crossing is the x at which the line through a and b passes height y.
func crossing(a, b orb.Point, y float64) float64 {
	return a[0] + (y-a[1])/(b[1]-a[1])*(b[0]-a[0])
}

// seed gives a point inside even the thinnest sliver: on a line through the highest strip without vertices, the middle of its widest stretch.
func seed(polygon orb.Polygon) orb.Point {
	var ys, xs []float64
	for _, ring := range polygon {
		for _, p := range ring {
			ys = append(ys, p[1])
		}
	}
	slices.Sort(ys)
	var y, strip float64
	for i := 1; i < len(ys); i++ {
		if gap := ys[i] - ys[i-1]; gap > strip {
			y, strip = ys[i-1]+gap/2, gap
		}
	}
	for _, ring := range polygon {
		for i := 1; i < len(ring); i++ {
			if a, b := ring[i-1], ring[i]; (a[1] > y) != (b[1] > y) {
				xs = append(xs, crossing(a, b, y))
			}
		}
	}
	slices.Sort(xs)
	best, width := polygon[0][0], 0.0
	for i := 1; i < len(xs); i += 2 {
		if gap := xs[i] - xs[i-1]; gap > width {
			best, width = orb.Point{xs[i-1] + gap/2, y}, gap
		}
	}
	return best
}
