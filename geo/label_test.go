package geo

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
)

func TestLabelPoint(t *testing.T) {
	ell := orb.Ring{{0, 0}, {100, 0}, {100, 20}, {40, 20}, {40, 100}, {0, 100}, {0, 0}}
	horseshoe := orb.Ring{{0, 0}, {100, 0}, {100, 100}, {80, 100}, {80, 20}, {20, 20}, {20, 100}, {0, 100}, {0, 0}}
	for name, c := range map[string]struct {
		area orb.MultiPolygon
		far  float64 // the distance from the border that can be reached
		size float64 // the longest side of the bound
	}{
		"square":                         {one(square(0, 0, 100)), 50, 100},
		"L, widest in its corner":        {one(ell), 20, 100},
		"horseshoe, empty in the middle": {one(horseshoe), 11.7, 100},
		"ring around a hole":             {one(square(0, 0, 100), reversed(square(30, 30, 40))), 17.57, 100},
		"hole that winds likewise":       {one(square(0, 0, 100), square(30, 30, 40)), 17.57, 100},
		"a smaller part first":           {orb.MultiPolygon{{square(500, 500, 10)}, {square(0, 0, 100)}}, 50, 100},
		"largest without its hole":       {orb.MultiPolygon{{square(500, 500, 100), square(501, 501, 98)}, {square(0, 0, 40)}}, 20, 40},
		"level sliver":                   {one(orb.Ring{{0, 0}, {10000, 0}, {10000, 0.02}, {0, 0.02}, {0, 0}}), 0.01, 0},
		"steep sliver":                   {one(orb.Ring{{0, 0}, {5000, 10000}, {4999.99, 10000}, {0, 0}}), 0.001, 0},
	} {
		p := LabelPoint(c.area)
		best := math.Inf(-1)
		for _, polygon := range c.area {
			best = math.Max(best, insideness(polygon, p))
		}
		if !(best > 0) || best < c.far-c.size/100 {
			t.Errorf("%s: %v is %v from the border, want %v", name, p, best, c.far)
		}
	}
}

func TestLabelPointIsInTheLargestPart(t *testing.T) {
	p := LabelPoint(orb.MultiPolygon{{square(500, 500, 100), square(501, 501, 98)}, {square(0, 0, 40)}})
	check(t, p[0] < 40 && p[1] < 40, "%v is in the thin frame, not in the larger square", p)
}

func TestLabelPointWithoutArea(t *testing.T) {
	check(t, LabelPoint(nil) == orb.Point{}, "got %v for nothing", LabelPoint(nil))
	flat := LabelPoint(one(orb.Ring{{1, 2}, {5, 2}, {1, 2}, {1, 2}}))
	check(t, flat == orb.Point{1, 2}, "got %v for a line", flat)
}

// star is a ring around the middle with corners at random distances, so it does not cross itself.
func star(r *rand.Rand, corners int, middle orb.Point, size float64) orb.Ring {
	var ring orb.Ring
	for i := range corners {
		sin, cos := math.Sincos(float64(i) * 2 * math.Pi / float64(corners))
		far := size * (0.05 + 0.95*r.Float64())
		ring = append(ring, orb.Point{middle[0] + far*cos, middle[1] + far*sin})
	}
	return append(ring, ring[0])
}

func TestLabelPointIsAlwaysInside(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for i := range 300 {
		polygon := orb.Polygon{star(r, 5+i%40, orb.Point{150000, 450000}, 1000), star(r, 7, orb.Point{150000, 450000}, 40)}
		p := LabelPoint(orb.MultiPolygon{polygon})
		if d := insideness(polygon, p); !(d > 0) {
			t.Fatalf("star %d: %v is not inside: %v", i, p, d)
		}
		for range 100 { // no random point is much better
			q := orb.Point{149000 + 2000*r.Float64(), 449000 + 2000*r.Float64()}
			if insideness(polygon, q) > insideness(polygon, p)+20 {
				t.Fatalf("star %d: %v is %v inside, but %v is %v", i, p, insideness(polygon, p), q, insideness(polygon, q))
			}
		}
	}
}

func FuzzLabelPoint(f *testing.F) {
	f.Add(0.0, 0.0, 10.0, 0.0, 10.0, 10.0, 0.0, 10.0)
	f.Add(0.0, 0.0, 10000.0, 0.0, 10000.0, 0.01, 0.0, 0.01)
	f.Add(5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0)
	f.Add(0.0, 0.0, 1.0, 5.0, 0.0, 1.0, -1.0, 5.0)
	f.Fuzz(func(t *testing.T, a, b, c, d, e, g, h, i float64) {
		ring := orb.Ring{{a, b}, {c, d}, {e, g}, {h, i}, {a, b}}
		for _, p := range ring {
			if !(math.Abs(p[0]) < 1e6 && math.Abs(p[1]) < 1e6) {
				return
			}
		}
		p := LabelPoint(one(ring))
		if insideness(orb.Polygon{ring}, p) <= 0 && p != ring[0] {
			t.Fatalf("%v is outside %v", p, ring)
		}
	})
}

func BenchmarkLabelPoint(b *testing.B) {
	area := one(star(rand.New(rand.NewPCG(5, 6)), 500, orb.Point{150000, 450000}, 1000))
	for b.Loop() {
		LabelPoint(area)
	}
}
