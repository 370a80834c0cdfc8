package geo

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/paulmach/orb"
)

func TestFit(t *testing.T) {
	for name, c := range map[string]struct {
		bound               orb.Bound
		width, height, free float64
		p                   orb.Point
		x, y                float64
	}{
		"south-west is bottom left":     {orb.Bound{Min: orb.Point{1000, 2000}, Max: orb.Point{2000, 3000}}, 120, 120, 10, orb.Point{1000, 2000}, 10, 110},
		"north-east is top right":       {orb.Bound{Min: orb.Point{1000, 2000}, Max: orb.Point{2000, 3000}}, 120, 120, 10, orb.Point{2000, 3000}, 110, 10},
		"wide drawing, tall area":       {orb.Bound{Min: orb.Point{0, 0}, Max: orb.Point{500, 1000}}, 300, 100, 0, orb.Point{0, 0}, 125, 100},
		"tall drawing, wide area":       {orb.Bound{Min: orb.Point{0, 0}, Max: orb.Point{1000, 500}}, 100, 300, 0, orb.Point{1000, 500}, 100, 125},
		"a line has a scale":            {orb.Bound{Min: orb.Point{0, 7}, Max: orb.Point{1000, 7}}, 100, 50, 0, orb.Point{1000, 7}, 100, 25},
		"one point is in the middle":    {orb.Bound{Min: orb.Point{5, 7}, Max: orb.Point{5, 7}}, 100, 50, 0, orb.Point{6, 7}, 51, 25},
		"no room left, a metre a pixel": {orb.Bound{Min: orb.Point{0, 0}, Max: orb.Point{10, 10}}, 20, 20, 10, orb.Point{10, 10}, 15, 5},
	} {
		x, y := Fit(c.bound, c.width, c.height, c.free).Point(c.p)
		if math.Abs(x-c.x) > 1e-9 || math.Abs(y-c.y) > 1e-9 {
			t.Errorf("%s: %v is at (%v, %v), want (%v, %v)", name, c.p, x, y, c.x, c.y)
		}
	}
}

// onPaper is the view in which (0, 0) to (100, 100) fills 100 pixels.
var onPaper = Fit(orb.Bound{Max: orb.Point{100, 100}}, 100, 100, 0)

func TestPath(t *testing.T) {
	for name, c := range map[string]struct {
		area orb.MultiPolygon
		want string
	}{
		"square":                            {one(square(10, 10, 20)), "m10 90 20 0 0-20-20 0z"},
		"tenths, short":                     {one(orb.Ring{{0.5, 99.5}, {0.55, 99.5}, {2, 98.8}, {12.25, 98}, {0.5, 99.5}}), "m.5 .5 .1 0 1.4 .7 10.3 .8z"},
		"points on one pixel":               {one(orb.Ring{{10, 10}, {10.01, 10}, {10.02, 10.01}, {30, 10}, {30, 30}, {10, 10}, {10, 10}}), "m10 90 20 0 0-20z"},
		"a hole starts from its outer ring": {one(square(10, 10, 20), reversed(square(12, 12, 4))), "m10 90 20 0 0-20-20 0zm2-2 0-4 4 0 0 4z"},
		"hole that is too small":            {one(square(10, 10, 20), square(12, 12, 0.01)), "m10 90 20 0 0-20-20 0z"},
		"part that is too small":            {orb.MultiPolygon{{square(50, 50, 0.01), square(0, 0, 50)}, {square(10, 10, 20)}}, "m10 90 20 0 0-20-20 0z"},
		"a line is no ring":                 {one(orb.Ring{{0, 0}, {50, 50}, {0, 0}, {50, 50}, {0, 0}}), ""},
		"nothing":                           {nil, ""},
		"not closed is closed":              {one(orb.Ring{{10, 10}, {30, 10}, {30, 30}}), "m10 90 20 0 0-20z"},
	} {
		if got := onPaper.Path(c.area); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// pixels reads a path back, as a browser would: the vertices of each ring.
func pixels(t *testing.T, d string) (rings []orb.Ring) {
	t.Helper()
	var x, y float64
	var start orb.Point
	for len(d) > 0 {
		switch d[0] {
		case 'm':
			rings = append(rings, nil)
			d = d[1:]
			x, y = start[0], start[1]
		case 'z':
			d = d[1:]
		default:
			var dx, dy float64
			dx, d = number(t, d)
			dy, d = number(t, d)
			x, y = x+dx, y+dy
			last := len(rings) - 1
			if len(rings[last]) == 0 {
				start = orb.Point{x, y}
			}
			rings[last] = append(rings[last], orb.Point{x, y})
		}
	}
	return rings
}

// number takes one number off the front of path data: a sign, digits and at most one point.
func number(t *testing.T, d string) (float64, string) {
	t.Helper()
	if d[0] == ' ' {
		d = d[1:]
	}
	end, points := 0, 0
	for end < len(d) && (d[end] >= '0' && d[end] <= '9' || d[end] == '.' && points == 0 || d[end] == '-' && end == 0) {
		if d[end] == '.' {
			points++
		}
		end++
	}
	n, err := strconv.ParseFloat(d[:end], 64)
	if err != nil {
		t.Fatalf("no number at %q: %v", d, err)
	}
	return n, d[end:]
}

func TestPathReadsBackAsItsPixels(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var area orb.MultiPolygon
		var want []orb.Point
		for range 3 {
			var ring orb.Ring
			for range 5 {
				p := orb.Point{200*r.Float64() - 50, 200*r.Float64() - 50}
				ring = append(ring, p)
				x, y := onPaper.Point(p)
				want = append(want, orb.Point{x, y})
			}
			area = append(area, orb.Polygon{append(ring, ring[0])})
		}
		rings := pixels(t, onPaper.Path(area))
		if len(rings) != 3 {
			t.Fatalf("%d rings in %q, want 3", len(rings), onPaper.Path(area))
		}
		for i, ring := range rings {
			for j, p := range ring {
				if q := want[5*i+j]; math.Abs(p[0]-q[0]) > 0.0501 || math.Abs(p[1]-q[1]) > 0.0501 {
					t.Fatalf("vertex %d of ring %d is drawn at %v, want %v", j, i, p, q)
				}
			}
		}
	}
}

func BenchmarkPath(b *testing.B) {
	var ring orb.Ring
	for i := range 500 {
		sin, cos := math.Sincos(float64(i) * 2 * math.Pi / 500)
		ring = append(ring, orb.Point{50 + 40*cos, 50 + 40*sin})
	}
	area := one(append(ring, ring[0]))
	for b.Loop() {
		onPaper.Path(area)
	}
}
