package geo

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// steps is every step of every ring, as often as it is taken that way; a shared border is taken once in each direction.
func steps(areas []orb.MultiPolygon) map[[2]orb.Point]int {
	out := map[[2]orb.Point]int{}
	for _, area := range areas {
		for _, polygon := range area {
			for _, r := range polygon {
				for i := 1; i < len(r); i++ {
					out[[2]orb.Point{r[i-1], r[i]}]++
				}
			}
		}
	}
	return out
}

// mustCover checks areas against their outline, simplified along with them as one more area: the same area, and each
// step of a border taken back by the neighbour, or shared with the outline.
func mustCover(t *testing.T, areas []orb.MultiPolygon, outline orb.MultiPolygon) {
	t.Helper()
	var sum float64
	for i, area := range areas {
		sum += AreaKm2(area)
		for _, polygon := range area {
			for j, r := range polygon {
				if len(r) < 4 || r[0] != r[len(r)-1] || r.Orientation() == 0 {
					t.Errorf("ring %d of area %d collapsed: %v", j, i, r)
				}
			}
		}
	}
	if want := AreaKm2(outline); !near(sum, want, 1e-12) {
		t.Errorf("the areas are %v km2 together, their outline is %v", sum, want)
	}
	all, outer := steps(areas), steps([]orb.MultiPolygon{outline})
	for s, n := range all {
		if back := all[[2]orb.Point{s[1], s[0]}]; n != 1 || back != 1 && outer[s] != 1 {
			t.Errorf("step %v is taken %d times and back %d times, by the outline %d times", s, n, back, outer[s])
		}
	}
}

// mustNotOverlap checks at random points that each one in the outline is in exactly one area, and the others in none.
func mustNotOverlap(t *testing.T, areas []orb.MultiPolygon, outline orb.MultiPolygon) {
	t.Helper()
	bound := outline.Bound()
	r := rand.New(rand.NewPCG(11, 12))
	for range 1000 {
		p := orb.Point{
			bound.Min[0] + r.Float64()*(bound.Max[0]-bound.Min[0]),
			bound.Min[1] + r.Float64()*(bound.Max[1]-bound.Min[1]),
		}
		in, want := 0, 0
		for _, area := range areas {
			if planar.MultiPolygonContains(area, p) {
				in++
			}
		}
		if planar.MultiPolygonContains(outline, p) {
			want = 1
		}
		if in != want {
			t.Fatalf("%v is in %d areas, want %d", p, in, want)
		}
	}
}

func vertices(areas ...orb.MultiPolygon) (n int) {
	for _, area := range areas {
		for _, polygon := range area {
			for _, r := range polygon {
				n += len(r) - 1
			}
		}
	}
	return n
}

// zigzag is two rectangles side by side with a toothed border between them, whose rings start at different vertices.
func zigzag() (areas []orb.MultiPolygon, outline orb.MultiPolygon) {
	var border orb.Ring
	for i := range 21 {
		border = append(border, orb.Point{100 + 3*float64(i%2), 5 * float64(i)})
	}
	west := append(orb.Ring{{0, 100}, {0, 0}}, border...)
	west = append(west, west[0])
	var east orb.Ring
	for i := range border {
		east = append(east, border[len(border)-1-i])
	}
	east = append(east, orb.Point{200, 0}, orb.Point{200, 100}, east[0])
	outer := orb.Ring{{0, 0}, {100, 0}, {200, 0}, {200, 100}, {100, 100}, {0, 100}, {0, 0}}
	return []orb.MultiPolygon{one(startingAt(west, 9)), one(startingAt(east, 4))}, one(outer)
}

func TestSimplifyKeepsASharedBorderShared(t *testing.T) {
	areas, outline := zigzag()
	before := []orb.MultiPolygon{areas[0].Clone(), areas[1].Clone()}
	for tolerance, want := range map[float64]int{0: 46, 1: 46, 4: 8, math.Inf(1): 8} {
		all := Simplify([]orb.MultiPolygon{areas[0], areas[1], outline}, tolerance)
		mustCover(t, all[:2], all[2])
		mustNotOverlap(t, all[:2], all[2])
		check(t, vertices(all[:2]...) <= want, "tolerance %v: %d vertices left, want at most %d", tolerance, vertices(all[:2]...), want)
		check(t, tolerance > 2 || vertices(all[:2]...) == want, "tolerance %v: %d vertices left of %d", tolerance, vertices(all[:2]...), want)
	}
	for i := range areas {
		check(t, areas[i].Equal(before[i]), "area %d was changed to %v", i, areas[i])
	}
}

func TestSimplifyWithToleranceNil(t *testing.T) {
	areas, _ := zigzag()
	for _, tolerance := range []float64{0, -1, math.NaN()} {
		got := Simplify(areas, tolerance)
		for i := range areas {
			check(t, sameRing(got[i][0][0], areas[i][0][0]), "tolerance %v made %v of %v", tolerance, got[i], areas[i])
		}
		again := Simplify(got, tolerance)
		for i := range got {
			check(t, again[i].Equal(got[i]), "the second time made %v of %v", again[i], got[i])
		}
	}
}

// sameRing tells whether two rings go along the same points the same way, wherever they start.
func sameRing(a, b orb.Ring) bool {
	for i := range b {
		if a.Equal(startingAt(b, i)) {
			return true
		}
	}
	return false
}

func ngon(x, y, radius float64, corners int) orb.Ring {
	var r orb.Ring
	for i := range corners {
		sin, cos := math.Sincos(float64(i) * 2 * math.Pi / float64(corners))
		r = append(r, orb.Point{x + radius*cos, y + radius*sin})
	}
	return append(r, r[0])
}

func TestSimplifyKeepsEnclavesHolesAndIslands(t *testing.T) {
	enclave := ngon(500, 500, 50, 60)
	around := orb.MultiPolygon{
		{square(0, 0, 1000), startingAt(reversed(enclave), 17)},
		{ngon(1100, 500, 5, 30)}, // an island
	}
	for _, tolerance := range []float64{0, 1, 10, 49, 200, 1e9} {
		got := Simplify([]orb.MultiPolygon{around, one(enclave)}, tolerance)
		hole, island, inner := got[0][0][1], got[0][1][0], got[1][0][0]
		check(t, sameRing(reversed(hole), inner), "tolerance %v: the hole %v is not the enclave %v", tolerance, hole, inner)
		check(t, hole.Orientation() == orb.CW && inner.Orientation() == orb.CCW && island.Orientation() == orb.CCW,
			"tolerance %v: a direction changed", tolerance)
		check(t, tolerance < 1 || len(inner) < 61, "tolerance %v: the enclave kept all vertices", tolerance)
		for _, p := range append(island.Clone(), inner...) {
			check(t, isVertex(p, around), "tolerance %v: %v is a new vertex", tolerance, p)
		}
		mustCover(t, []orb.MultiPolygon{{got[0][0]}, got[1]}, one(square(0, 0, 1000)))
	}
}

func isVertex(p orb.Point, area orb.MultiPolygon) bool {
	for _, polygon := range area {
		for _, r := range polygon {
			for _, q := range r {
				if p == q {
					return true
				}
			}
		}
	}
	return false
}

func TestSimplifyKeepsThePointWhereThreeMeet(t *testing.T) {
	south := orb.Ring{{0, 0}, {100, 0}, {100, 50}, {52, 49}, {50, 50}, {30, 51}, {0, 50}, {0, 0}}
	west := orb.Ring{{0, 50}, {30, 51}, {50, 50}, {49, 70}, {50, 100}, {0, 100}, {0, 50}}
	east := orb.Ring{{50, 100}, {49, 70}, {50, 50}, {52, 49}, {100, 50}, {100, 100}, {50, 100}}
	outline := one(orb.Ring{{0, 0}, {100, 0}, {100, 50}, {100, 100}, {50, 100}, {0, 100}, {0, 50}, {0, 0}})
	got := Simplify([]orb.MultiPolygon{one(startingAt(south, 3)), one(startingAt(west, 2)), one(startingAt(east, 5)), outline}, 10)
	mustCover(t, got[:3], got[3])
	for i := range 3 {
		check(t, isVertex(orb.Point{50, 50}, got[i]), "area %d lost the meeting point: %v", i, got[i])
		check(t, !isVertex(orb.Point{49, 70}, got[i]), "area %d kept a bend of 1 m", i)
	}
}

func TestSimplifySnapsToACentimetre(t *testing.T) {
	west := orb.Ring{{0, 0}, {100, 0}, {101, 30}, {99, 60}, {100, 100}, {0, 100}, {0, 0}}
	east := orb.Ring{{100.004, 0}, {200, 0}, {200, 100}, {100, 100.003}, {99.001, 60}, {100.998, 30.004}, {100.004, 0}}
	got := Simplify([]orb.MultiPolygon{one(west), one(east)}, 1.5)
	all := steps(got)
	for _, s := range [][2]orb.Point{{{100, 0}, {100, 100}}, {{100, 100}, {100, 0}}} {
		check(t, all[s] == 1, "step %v is not there in %v", s, got)
	}
}

func TestSimplifyLeavesWhatIsNoRing(t *testing.T) {
	tiny := one(square(5, 5, 0.001))
	got := Simplify([]orb.MultiPolygon{tiny, nil, {}}, 10)
	check(t, len(got) == 3 && got[0].Equal(tiny), "got %v", got)
	got[0][0][0][0][0] = 99
	check(t, tiny[0][0][0][0] == 5, "the copy shares memory with the input")
}

func FuzzSimplify(f *testing.F) {
	f.Add([]byte{0, 0, 9, 0, 9, 9, 0, 9}, []byte{9, 0, 20, 0, 20, 9, 9, 9}, 2.0)
	f.Add([]byte{0, 0, 9, 9, 9, 0, 0, 9}, []byte{1, 1, 1, 1}, 1e300)
	f.Add([]byte{0, 0, 9, 0, 0, 0, 9, 0}, []byte{}, 0.1)
	f.Fuzz(func(t *testing.T, a, b []byte, tolerance float64) {
		var areas []orb.MultiPolygon
		for _, coordinates := range [][]byte{a, b} {
			var r orb.Ring
			for i := 0; i+1 < len(coordinates) && i < 100; i += 2 {
				r = append(r, orb.Point{float64(coordinates[i] % 32), float64(coordinates[i+1] % 32)})
			}
			if len(r) > 0 {
				r = append(r, r[0])
			}
			areas = append(areas, one(r))
		}
		got := Simplify(areas, tolerance)
		for i := range areas {
			before, after := areas[i][0][0], got[i][0][0]
			if area := planar.Area(before); area != 0 && planar.Area(after)*area <= 0 {
				t.Fatalf("%v collapsed to %v", before, after)
			}
			for _, p := range after {
				if !isVertex(p, areas[i]) {
					t.Fatalf("%v is a new vertex of %v", p, before)
				}
			}
		}
	})
}
