package overlay

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

func TestRepair(t *testing.T) {
	open := rectangle(0, 0, 100, 100)[:4]
	doubled := ring(0, 0, 0, 0, 100, 0, 100, 0, 100, 100, 100, 100, 0, 100, 0, 100)
	cases := []struct {
		name  string
		given orb.Geometry
		area  float64 // m2
		parts int
	}{
		{"valid", orb.Polygon{rectangle(0, 0, 100, 100)}, 10_000, 1},
		{"counterclockwise hole", orb.Polygon{rectangle(0, 0, 100, 100), rectangle(40, 40, 60, 60)}, 9_600, 1},
		{"two parts stay two", orb.MultiPolygon{{rectangle(0, 0, 10, 10)}, {rectangle(50, 50, 60, 60)}}, 200, 2},
		{"unclosed ring", orb.Polygon{open}, 10_000, 1},
		{"bare ring", open, 10_000, 1},
		{"repeated points", orb.Polygon{doubled}, 10_000, 1},
		{"bow-tie keeps both lobes", orb.Polygon{ring(0, 0, 100, 100, 100, 0, 0, 100)}, 5_000, 2},
		{"spike goes", orb.Polygon{ring(0, 0, 100, 0, 100, 50, 200, 50, 100, 50, 100, 100, 0, 100)}, 10_000, 1},
		{"parts that overlap", orb.MultiPolygon{{rectangle(0, 0, 100, 100)}, {rectangle(50, 0, 150, 100)}}, 15_000, 1},
		{"hole that sticks out", orb.Polygon{rectangle(0, 0, 100, 100), rectangle(50, 40, 150, 60)}, 9_000, 1},
		{"hole without area", orb.Polygon{rectangle(0, 0, 100, 100), ring(50, 50, 60, 60)}, 10_000, 1},
		{"part without area", orb.MultiPolygon{{rectangle(0, 0, 100, 100)}, {ring(200, 200, 210, 210)}}, 10_000, 1},
		{"collection", orb.Collection{orb.Point{1, 2}, orb.Polygon{rectangle(0, 0, 100, 100)}}, 10_000, 1},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			before := orb.Clone(c.given)
			got, err := Repair("BU99010101", c.given)
			if err != nil {
				t.Fatal(err)
			}
			near(t, "area", ground(got), c.area, 1e-6)
			if len(got) != c.parts {
				t.Errorf("%d parts, want %d", len(got), c.parts)
			}
			if !orb.Equal(before, c.given) {
				t.Error("the given geometry was changed")
			}
			again, err := Repair("BU99010101", got)
			if err != nil || !orb.Equal(again, got) {
				t.Errorf("repairing twice gives another outline (%v)", err)
			}
		})
	}
}

func TestRepairRefuses(t *testing.T) {
	cases := []struct {
		name  string
		given orb.Geometry
		says  string
	}{
		{"nil", nil, "empty"},
		{"no parts", orb.MultiPolygon{}, "empty"},
		{"no rings", orb.Polygon{}, "empty"},
		{"a line", orb.LineString{{150_000, 450_000}, {150_100, 450_000}}, "empty"},
		{"two points", orb.Polygon{ring(0, 0, 10, 10)}, "empty"},
		{"on one line", orb.Polygon{ring(0, 0, 10, 10, 20, 20, 5, 5)}, "area"},
		{"NaN", orb.Polygon{ring(0, 0, math.NaN(), 0, 10, 10)}, "not finite"},
		{"infinite", orb.Polygon{ring(0, 0, math.Inf(1), 0, 10, 10)}, "not finite"},
		{"degrees", orb.Polygon{{{4.3, 52}, {4.4, 52}, {4.4, 52.1}, {4.3, 52}}}, "degrees"},
		{"swapped axes", orb.Polygon{{{450_000, 150_000}, {450_100, 150_000}, {450_100, 150_100}, {450_000, 150_000}}}, "swapped"},
		{"elsewhere", orb.Polygon{{{1e6, 2e6}, {1e6 + 100, 2e6}, {1e6 + 100, 2e6 + 100}, {1e6, 2e6}}}, "outside the Netherlands"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := Repair("BU99010101", c.given)
			if err == nil {
				t.Fatalf("no error, but %v", got)
			}
			if !strings.Contains(err.Error(), "BU99010101") || !strings.Contains(err.Error(), c.says) {
				t.Errorf("error %q does not name the code and %q", err, c.says)
			}
		})
	}
}

// FuzzRepair draws rings at random, which cross themselves often: what comes out is valid, or an error says why not.
func FuzzRepair(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(seed, uint8(3+seed), uint8(seed%3))
	}
	f.Fuzz(func(t *testing.T, seed uint64, points, rings uint8) {
		random := rand.New(rand.NewPCG(seed, 1))
		var polygon orb.Polygon
		for range rings%4 + 1 {
			var r orb.Ring
			for range points % 40 {
				// A coarse grid makes points repeat and sides lie on each other.
				r = append(r, orb.Point{origin[0] + float64(random.IntN(12)), origin[1] + float64(random.IntN(12))})
			}
			polygon = append(polygon, r)
		}
		got, err := Repair("BU99010101", polygon)
		if err != nil {
			if !strings.Contains(err.Error(), "BU99010101") {
				t.Fatalf("error without the code: %v", err)
			}
			return
		}
		if _, err := newShape(Area{Code: "BU99010101", Geometry: got}); err != nil {
			t.Fatalf("repaired, but %v", err)
		}
		if !(ground(got) > 0) {
			t.Fatalf("repaired to %v m2", ground(got))
		}
	})
}
