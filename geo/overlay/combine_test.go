package overlay

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

func TestUnion(t *testing.T) {
	cases := []struct {
		name  string
		parts []Area
		area  float64
		count int
	}{
		{"one", []Area{box4("a", 0, 0, 100, 100)}, 10_000, 1},
		{"side by side", []Area{box4("a", 0, 0, 100, 100), box4("b", 100, 0, 200, 100)}, 20_000, 1},
		{"overlapping", []Area{box4("a", 0, 0, 100, 100), box4("b", 50, 0, 150, 100)}, 15_000, 1},
		{"apart", []Area{box4("a", 0, 0, 100, 100), box4("b", 300, 0, 400, 100)}, 20_000, 2},
		{"enclave fills its hole", []Area{
			area("a", rectangle(0, 0, 100, 100), rectangle(40, 40, 60, 60)), box4("b", 40, 40, 60, 60)}, 10_000, 1},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := Union(c.parts)
			if err != nil {
				t.Fatal(err)
			}
			near(t, "area", ground(got), c.area, 1e-6)
			if len(got) != c.count {
				t.Errorf("%d parts, want %d", len(got), c.count)
			}
		})
	}
	if got, err := Union(nil); err == nil {
		t.Errorf("a union of nothing is %v", got)
	}
}

func TestIntersection(t *testing.T) {
	holed := area("holed", rectangle(0, 0, 100, 100), rectangle(40, 40, 60, 60))
	cases := []struct {
		name string
		a, b Area
		area float64
	}{
		{"half", box4("a", 0, 0, 100, 100), box4("b", 50, 0, 150, 100), 5_000},
		{"apart", box4("a", 0, 0, 100, 100), box4("b", 300, 0, 400, 100), 0},
		{"touching along a side", box4("a", 0, 0, 100, 100), box4("b", 100, 0, 200, 100), 0},
		{"touching along a side and overlapping", box4("a", 0, 0, 100, 100),
			area("b", ring(100, 0, 200, 0, 200, 100, 90, 100, 90, 90, 100, 90)), 100},
		{"within a hole", holed, box4("b", 45, 45, 55, 55), 0},
		{"across a hole", holed, box4("b", 30, 40, 70, 60), 400},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			for _, pair := range [][2]Area{{c.a, c.b}, {c.b, c.a}} {
				got, err := Intersection(pair[0], pair[1])
				if err != nil {
					t.Fatal(err)
				}
				if c.area == 0 {
					if len(got) != 0 {
						t.Fatalf("got %v, want nothing", got)
					}
					continue
				}
				near(t, "area", ground(got), c.area, 1e-6)
			}
		})
	}
}

// invalid are areas that no operation may take; each refuses them by code.
func invalid() []Area {
	return []Area{
		{Code: "WK990101", Geometry: nil},
		{Code: "WK990102", Geometry: orb.MultiPolygon{{}}},
		{Code: "WK990103", Geometry: orb.MultiPolygon{{rectangle(0, 0, 10, 10)[:4]}}},
		{Code: "WK990104", Geometry: orb.MultiPolygon{{ring(0, 0, 10, 10)}}},
		area("WK990105", ring(0, 0, 100, 100, 100, 0, 0, 100)),
		area("WK990106", ring(0, 0, math.NaN(), 0, 10, 10)),
		area("WK990107", orb.Ring{{4.3, 52}, {4.4, 52}, {4.4, 52.1}, {4.3, 52}}),
		area("WK990108", orb.Ring{{450_000, 150_000}, {450_100, 150_000}, {450_100, 150_100}, {450_000, 150_000}}),
	}
}

func TestInvalidAreasAreNamed(t *testing.T) {
	good := box4("WK990199", 0, 0, 100, 100)
	for _, bad := range invalid() {
		both := []Area{good, bad}
		for name, call := range map[string]func() error{
			"Union":         func() error { _, err := Union(both); return err },
			"Intersection":  func() error { _, err := Intersection(good, bad); return err },
			"Locator":       func() error { _, err := NewLocator(both); return err },
			"Neighbours":    func() error { _, err := Neighbours(both, 1); return err },
			"Overlay from":  func() error { _, err := overlapsOf(t.Context(), both, both[:1], 2); return err },
			"Overlay to":    func() error { _, err := overlapsOf(t.Context(), both[:1], both, 2); return err },
			"Overlay equal": func() error { _, err := overlapsOf(t.Context(), both, both, 2); return err },
			"Crosswalk":     func() error { _, err := Crosswalk(t.Context(), both[:1], both, Tolerance{}, nil, 2); return err },
		} {
			if err := call(); err == nil || !strings.Contains(err.Error(), bad.Code) {
				t.Errorf("%s of %v: error %v does not name %s", name, bad.Geometry, err, bad.Code)
			}
		}
	}
}

// What GEOS panics on must come out as an error, and must give the context back: there are only poolSize.
func TestContextsComeBack(t *testing.T) {
	for i := range 3 * poolSize {
		if _, err := Intersection(box4("a", 0, 0, 1, 1), invalid()[i%8]); err == nil {
			t.Fatal("no error")
		}
		if err := withContext(nil); err == nil || !strings.Contains(err.Error(), "GEOS") {
			t.Fatalf("a panic became %v", err)
		}
	}
	if len(contexts) != poolSize {
		t.Errorf("%d contexts in the pool, want %d", len(contexts), poolSize)
	}
}

func TestLocator(t *testing.T) {
	locator, err := NewLocator([]Area{
		box4("b", 0, 0, 100, 100),
		area("a", rectangle(100, 0, 200, 100), rectangle(140, 40, 160, 60)),
		box4("c", 140, 40, 160, 60),
	})
	if err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		name string
		x, y float64
		want string
	}{
		{"inside", 50, 50, "[b]"},
		{"on a border of two", 100, 50, "[a b]"},
		{"on the outer border", 0, 50, "[b]"},
		{"in the enclave", 150, 50, "[c]"},
		{"on the border of the enclave", 140, 50, "[a c]"},
		{"outside", -1, 50, "[]"},
		{"nowhere", math.NaN(), 50, "[]"},
	}
	for _, c := range cases {
		if got := fmt.Sprint(locator.At(orb.Point{origin[0] + c.x, origin[1] + c.y})); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}
