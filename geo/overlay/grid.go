package overlay

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// grid finds points near a segment.
type grid struct {
	cells map[[2]int][]orb.Point
	known map[orb.Point]bool
}

const gridCell = 100 // metres

func (g *grid) add(p orb.Point) {
	if g.known[p] {
		return
	}
	if g.cells == nil {
		g.cells, g.known = map[[2]int][]orb.Point{}, map[orb.Point]bool{}
	}
	g.known[p] = true
	k := [2]int{int(p[0] / gridCell), int(p[1] / gridCell)}
	g.cells[k] = append(g.cells[k], p)
}

// along gives the ring with every point put in that lies within near metres beside one of its segments.
func (g *grid) along(ring orb.Ring, near float64) orb.Ring {
	out := make(orb.Ring, 0, len(ring))
	for i := range len(ring) - 1 {
		a, b := ring[i], ring[i+1]
		out = append(out, a)
		type on struct {
			at float64
			p  orb.Point
		}
		var found []on
		length := math.Hypot(b[0]-a[0], b[1]-a[1])
		if length == 0 || near == 0 {
			continue
		}
		for x := int(math.Min(a[0], b[0])-near) / gridCell; x <= int(math.Max(a[0], b[0])+near)/gridCell; x++ {
			for y := int(math.Min(a[1], b[1])-near) / gridCell; y <= int(math.Max(a[1], b[1])+near)/gridCell; y++ {
				for _, p := range g.cells[[2]int{x, y}] {
					at := ((p[0]-a[0])*(b[0]-a[0]) + (p[1]-a[1])*(b[1]-a[1])) / length
					beside := math.Abs((p[0]-a[0])*(b[1]-a[1])-(p[1]-a[1])*(b[0]-a[0])) / length
					if beside <= near && at > beside && at < length-beside { // at a corner it would make a spike
						found = append(found, on{at, p})
					}
				}
			}
		}
		slices.SortFunc(found, func(p, q on) int {
			return cmp.Or(cmp.Compare(p.at, q.at), cmp.Compare(p.p[0], q.p[0]), cmp.Compare(p.p[1], q.p[1]))
		})
		for _, f := range found {
			out = append(out, f.p)
		}
	}
	return append(out, ring[len(ring)-1])
}
