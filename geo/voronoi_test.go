package geo

import (
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// mustCells checks what holds for all schematic cells: convex, disjoint, together the hull, each around its own point.
func mustCells(t *testing.T, points []orb.Point, hull orb.Ring) []orb.Polygon {
	t.Helper()
	cells, err := Cells(points, hull)
	if err != nil {
		t.Fatal(err)
	}
	if len(cells) != len(points) {
		t.Fatalf("%d cells for %d points", len(cells), len(points))
	}
	var sum float64
	for i, c := range cells {
		ring := c[0]
		if len(c) != 1 || len(ring) < 4 || ring[0] != ring[len(ring)-1] {
			t.Fatalf("cell %d is no single closed ring: %v", i, c)
		}
		if insideness(c, points[i]) <= 0 {
			t.Fatalf("cell %d does not hold its point %v: %v", i, points[i], ring)
		}
		for j := 1; j < len(ring); j++ {
			next := ring[j%(len(ring)-1)+1]
			// A corner may bend inwards by no more than RD's rounding: 1e-9 m over the lengths of its sides.
			slack := 1e-9 * (planar.Distance(ring[j-1], ring[j]) + planar.Distance(ring[j], next) + 1)
			if turn(ring[j-1], ring[j], next) < -slack {
				t.Fatalf("cell %d is not convex at %v: %v", i, ring[j], turn(ring[j-1], ring[j], next))
			}
			for k, q := range points { // with convexity: every point of the cell is nearest to its own point, so cells are disjoint
				if own := planar.Distance(ring[j], points[i]); planar.Distance(ring[j], q) < own-1e-6 {
					t.Fatalf("corner %v of cell %d is nearer to point %d", ring[j], i, k)
				}
			}
		}
		sum += planar.Area(c)
	}
	if want := planar.Area(orb.Polygon{hull}); !near(sum, want, 1e-6) {
		t.Fatalf("the cells are %v m2, the hull is %v", sum, want)
	}
	return cells
}

func TestCells(t *testing.T) {
	var grid, row []orb.Point
	for i := range 36 {
		grid = append(grid, orb.Point{150000 + 100*float64(i%6), 450000 + 100*float64(i/6)})
		row = append(row, orb.Point{150000 + 10*float64(i), 450000 + 20*float64(i)})
	}
	for name, points := range map[string][]orb.Point{
		"one":                         grid[:1],
		"two":                         grid[:2],
		"a row":                       row,
		"a grid, four cells a corner": grid,
		"scattered":                   scatter(1, 200),
		"close together":              {{150000, 450000}, {150000.01, 450000}, {150100, 450000}},
	} {
		t.Run(name, func(t *testing.T) { mustCells(t, points, Hull(points, 250)) })
	}
}

func TestCellsOfTwoPointsMeetHalfway(t *testing.T) {
	cells, err := Cells([]orb.Point{{25, 50}, {75, 50}}, square(0, 0, 100))
	if err != nil {
		t.Fatal(err)
	}
	want := []orb.Polygon{{{{0, 0}, {50, 0}, {50, 100}, {0, 100}, {0, 0}}}, {{{50, 0}, {100, 0}, {100, 100}, {50, 100}, {50, 0}}}}
	for i := range want {
		check(t, cells[i].Equal(want[i]), "cell %d is %v, want %v", i, cells[i], want[i])
	}
}

func TestCellsRefuse(t *testing.T) {
	a, b, c := orb.Point{20, 20}, orb.Point{50, 50}, orb.Point{80, 20}
	dent := orb.Ring{{0, 0}, {50, 10}, {100, 0}, {100, 100}, {0, 100}, {0, 0}}
	for name, test := range map[string]struct {
		points []orb.Point
		hull   orb.Ring
		want   string
	}{
		"coinciding points": {[]orb.Point{a, b, c, {50, 50}}, square(0, 0, 100), "points 1 and 3 coincide at [50 50]"},
		"a hair apart":      {[]orb.Point{a, b, {50, 50.0001}}, square(0, 0, 100), "points 1 and 2 coincide"},
		"outside":           {[]orb.Point{a, {200, 20}}, square(0, 0, 100), "point 1, [200 20], is not inside the hull"},
		"on the border":     {[]orb.Point{a, {0, 20}}, square(0, 0, 100), "point 1, [0 20], is not inside"},
		"not a number":      {[]orb.Point{{math.NaN(), 20}}, square(0, 0, 100), "point 0"},
		"infinite":          {[]orb.Point{{math.Inf(1), 20}}, square(0, 0, 100), "point 0"},
		"hollow hull":       {[]orb.Point{b}, dent, "not convex at its point 1"},
		"clockwise hull":    {[]orb.Point{b}, reversed(square(0, 0, 100)), "counter-clockwise"},
		"hull that is open": {[]orb.Point{b}, square(0, 0, 100)[:4], "not a closed ring"},
		"no hull":           {[]orb.Point{b}, nil, "not a closed ring"},
	} {
		if _, err := Cells(test.points, test.hull); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %q in it", name, err, test.want)
		}
	}
}

func TestHull(t *testing.T) {
	got := Hull([]orb.Point{{5, 5}, {0, 0}, {10, 0}, {5, 0}, {10, 10}, {0, 10}, {0, 10}}, 0)
	check(t, got.Equal(square(0, 0, 10)), "hull of a square is %v", got)
	for name, points := range map[string][]orb.Point{"nothing": nil, "a point": {{1, 2}}, "a line": {{1, 2}, {2, 4}, {3, 6}}} {
		check(t, Hull(points, 0) == nil, "hull of %s is %v, want none", name, Hull(points, 0))
	}
	for name, points := range map[string][]orb.Point{"a point": {{1, 2}}, "a line": {{1, 2}, {2, 4}, {3, 6}}, "many": scatter(7, 50)} {
		hull := Hull(points, 100)
		check(t, checkHull(points, hull) == nil, "%s: %v", name, checkHull(points, hull))
		nearest := math.Inf(1)
		for _, p := range points {
			nearest = math.Min(nearest, insideness(orb.Polygon{hull}, p))
		}
		check(t, near(nearest, 100, 1e-9), "%s: the hull comes to %v m, want 100", name, nearest)
	}
	points := scatter(8, 20)
	before := orb.MultiPoint(points).Clone()
	Hull(points, 0)
	check(t, orb.MultiPoint(points).Equal(before), "Hull sorted its input")
}

func FuzzCells(f *testing.F) {
	f.Add([]byte{1, 2, 3, 4, 5, 6, 7, 8}, uint16(100))
	f.Add([]byte{0, 0, 0, 10, 10, 0, 10, 10, 5, 5}, uint16(1))
	f.Add([]byte{0, 0, 255, 255, 0, 0}, uint16(7))
	f.Fuzz(func(t *testing.T, coordinates []byte, margin uint16) {
		var points []orb.Point
		met := map[orb.Point]bool{}
		twice := false
		for i := 0; i+1 < len(coordinates) && i < 120; i += 2 {
			// Steps of 10 m by 7.3: rows, circles and other ties come easily.
			p := orb.Point{150000 + 10*float64(coordinates[i]), 450000 + 7.3*float64(coordinates[i+1])}
			twice = twice || met[p]
			met[p] = true
			points = append(points, p)
		}
		hull := Hull(points, 1+float64(margin))
		if len(points) == 0 {
			return
		}
		if !twice {
			mustCells(t, points, hull)
		} else if _, err := Cells(points, hull); err == nil || !strings.Contains(err.Error(), "coincide") {
			t.Fatalf("error %v for coinciding points", err)
		}
	})
}

func BenchmarkCells1000(b *testing.B) {
	var points []orb.Point
	for _, p := range scatter(9, 1000) {
		points = append(points, orb.Point{p[0] * 10, p[1]})
	}
	hull := Hull(points, 500)
	for b.Loop() {
		if _, err := Cells(points, hull); err != nil {
			b.Fatal(err)
		}
	}
}
