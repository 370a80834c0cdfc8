package overlay

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"
)

// overlap is the ground that an area of one division shares with an area of another.
type overlap struct {
	From, To           string
	Area               float64 // m2
	ShareFrom, ShareTo float64 // parts (0 to 1) of from's and of to's own area
}

// overlapsOf gives what overlay finds as a list, sorted by From and To.
func overlapsOf(ctx context.Context, from, to []Area, workers int) ([]overlap, error) {
	layers, err := overlay(ctx, from, to, workers)
	if err != nil {
		return nil, err
	}
	var overlaps []overlap
	for i, f := range layers.from {
		for _, p := range layers.pieces[i] {
			t := layers.to[p.to]
			overlaps = append(overlaps, overlap{f.Code, t.Code, p.area, p.area / f.area, p.area / t.area})
		}
	}
	slices.SortFunc(overlaps, func(a, b overlap) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	return overlaps, nil
}

// origin lies in the middle of the country: fictional areas need coordinates that RD has.
var origin = orb.Point{150_000, 450_000}

// ring makes a closed ring of x, y pairs in metres from origin.
func ring(xy ...float64) orb.Ring {
	var r orb.Ring
	for i := 0; i < len(xy); i += 2 {
		r = append(r, orb.Point{origin[0] + xy[i], origin[1] + xy[i+1]})
	}
	return append(r, r[0])
}

func rectangle(x0, y0, x1, y1 float64) orb.Ring { return ring(x0, y0, x1, y0, x1, y1, x0, y1) }

// area makes an area of one part: an outer ring and its holes.
func area(code string, rings ...orb.Ring) Area {
	return Area{Code: code, Geometry: orb.MultiPolygon{orb.Polygon(rings)}}
}

func box4(code string, x0, y0, x1, y1 float64) Area { return area(code, rectangle(x0, y0, x1, y1)) }

// voronoi cuts a square of width metres into the cells of n random points. Neighbours' corners are computed apart, so
// they differ by rounding, as in files that were projected and back.
func voronoi(random *rand.Rand, prefix string, n int, width float64) []Area {
	points := make([]orb.Point, n)
	for i := range points {
		points[i] = orb.Point{origin[0] + random.Float64()*width, origin[1] + random.Float64()*width}
	}
	areas := make([]Area, n)
	for i, own := range points {
		cell := []orb.Point(rectangle(0, 0, width, width)[:4])
		for j, other := range points {
			if i != j {
				cell = nearer(cell, own, other)
			}
		}
		areas[i] = area(fmt.Sprintf("%s%04d", prefix, i), append(orb.Ring(cell), cell[0]))
	}
	return areas
}

// nearer cuts from a convex cell what lies nearer to other than to own.
func nearer(cell []orb.Point, own, other orb.Point) []orb.Point {
	middle := orb.Point{(own[0] + other[0]) / 2, (own[1] + other[1]) / 2}
	beyond := func(p orb.Point) float64 {
		return (p[0]-middle[0])*(other[0]-own[0]) + (p[1]-middle[1])*(other[1]-own[1])
	}
	var kept []orb.Point
	for i, p := range cell {
		q := cell[(i+1)%len(cell)]
		dp, dq := beyond(p), beyond(q)
		if dp <= 0 {
			kept = append(kept, p)
		}
		if dp*dq < 0 {
			t := dp / (dp - dq)
			kept = append(kept, orb.Point{p[0] + t*(q[0]-p[0]), p[1] + t*(q[1]-p[1])})
		}
	}
	return kept
}

// patchwork is a coverage of columns x rows areas of about 500 metres with exactly shared, crooked borders of 15 sides
// each: about 60 points an area. Change redraws corners and borders: the borders of a changed corner move with it.
type patchwork struct {
	columns, rows int
	corners       map[[2]int]orb.Point
	borders       map[[4]int][]orb.Point // inner points, from the first corner to the second
}

const (
	patchSize   = 500.0
	borderSides = 15
)

func newPatchwork(random *rand.Rand, columns, rows int) *patchwork {
	p := &patchwork{columns, rows, map[[2]int]orb.Point{}, map[[4]int][]orb.Point{}}
	for x := range columns + 1 {
		for y := range rows + 1 {
			p.placeCorner(random, x, y)
		}
	}
	for x := range columns + 1 {
		for y := range rows + 1 {
			p.drawBorder(random, x, y, x+1, y)
			p.drawBorder(random, x, y, x, y+1)
		}
	}
	return p
}

func (p *patchwork) edge(x, y int) bool { return x == 0 || y == 0 || x == p.columns || y == p.rows }

func (p *patchwork) placeCorner(random *rand.Rand, x, y int) {
	dx, dy := (random.Float64()-0.5)*patchSize/3, (random.Float64()-0.5)*patchSize/3
	if p.edge(x, y) {
		dx, dy = 0, 0 // the outline of the country stays, so that counts are conserved
	}
	p.corners[[2]int{x, y}] = orb.Point{20_000 + float64(x)*patchSize + dx, 320_000 + float64(y)*patchSize + dy}
}

// drawBorder draws the border from a corner to the one right of it or above it.
func (p *patchwork) drawBorder(random *rand.Rand, x, y, endX, endY int) {
	a, start := p.corners[[2]int{x, y}]
	b, end := p.corners[[2]int{endX, endY}]
	if !start || !end {
		return
	}
	coast := x == endX && (x == 0 || x == p.columns) || y == endY && (y == 0 || y == p.rows)
	var inner []orb.Point
	for k := 1; k < borderSides; k++ {
		t := float64(k) / borderSides
		swing := (random.Float64() - 0.5) * 20 * math.Sin(math.Pi*t)
		if coast {
			swing = 0
		}
		dx, dy := b[0]-a[0], b[1]-a[1]
		length := math.Hypot(dx, dy)
		inner = append(inner, orb.Point{a[0] + t*dx - swing*dy/length, a[1] + t*dy + swing*dx/length})
	}
	p.borders[[4]int{x, y, endX, endY}] = inner
}

// change redraws one corner and the four borders that meet there, which changes four areas.
func (p *patchwork) change(random *rand.Rand, x, y int) {
	p.placeCorner(random, x, y)
	p.drawBorder(random, x, y, x+1, y)
	p.drawBorder(random, x, y, x, y+1)
	p.drawBorder(random, x-1, y, x, y)
	p.drawBorder(random, x, y-1, x, y)
}

func (p *patchwork) areas(prefix string) []Area {
	var areas []Area
	for y := range p.rows {
		for x := range p.columns {
			var r orb.Ring
			add := func(from, to [2]int) {
				if inner, ahead := p.borders[[4]int{from[0], from[1], to[0], to[1]}]; ahead {
					r = append(append(r, p.corners[from]), inner...)
					return
				}
				inner := p.borders[[4]int{to[0], to[1], from[0], from[1]}]
				r = append(r, p.corners[from])
				for k := len(inner) - 1; k >= 0; k-- {
					r = append(r, inner[k])
				}
			}
			add([2]int{x, y}, [2]int{x + 1, y})
			add([2]int{x + 1, y}, [2]int{x + 1, y + 1})
			add([2]int{x + 1, y + 1}, [2]int{x, y + 1})
			add([2]int{x, y + 1}, [2]int{x, y})
			areas = append(areas, area(fmt.Sprintf("%s%06d", prefix, y*p.columns+x), append(r, r[0])))
		}
	}
	return areas
}

// twoPatchworks gives two divisions of columns x rows areas of the same ground, of which about a fifth of the areas
// moved: all their corners. scattered spreads them evenly over the country, which changes most others at a corner too;
// otherwise they lie together, as when gemeenten redraw their buurten.
func twoPatchworks(columns, rows int, scattered bool) (from, to []Area) {
	random := rand.New(rand.NewPCG(2004, 2026))
	p := newPatchwork(random, columns, rows)
	from = p.areas("BU99")
	for y := range rows {
		for x := range columns {
			moved := random.IntN(5) == 0
			if !scattered {
				moved = x/8%5 == y/8%5 // blocks of 8 x 8 areas, one in five
			}
			if !moved {
				continue
			}
			for _, corner := range [][2]int{{x, y}, {x + 1, y}, {x, y + 1}, {x + 1, y + 1}} {
				if !p.edge(corner[0], corner[1]) {
					p.change(random, corner[0], corner[1])
				}
			}
		}
	}
	return from, p.areas("BU98")
}

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if !(math.Abs(got-want) <= within) {
		t.Errorf("%s: got %v, want %v (within %v)", what, got, want, within)
	}
}

// ground is the area in m2.
func ground(m orb.MultiPolygon) float64 {
	s, err := newShape(Area{Code: "ground", Geometry: m})
	if err != nil {
		return math.NaN()
	}
	return s.area
}

func totalGround(areas []Area) (sum float64) {
	for _, area := range areas {
		sum += ground(area.Geometry)
	}
	return sum
}
