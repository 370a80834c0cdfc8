package overlay

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestNeighbours(t *testing.T) {
	cases := []struct {
		name      string
		areas     []Area
		tolerance float64
		want      string
	}{
		{"four squares: not across the corner",
			[]Area{box4("a", 0, 0, 100, 100), box4("b", 100, 0, 200, 100), box4("c", 0, 100, 100, 200), box4("d", 100, 100, 200, 200)},
			0, "map[a:[b c] b:[a d] c:[a d] d:[b c]]"},
		{"four squares: nor across the corner with a tolerance",
			[]Area{box4("a", 0, 0, 100, 100), box4("b", 100, 0, 200, 100), box4("c", 0, 100, 100, 200), box4("d", 100, 100, 200, 200)},
			5, "map[a:[b c] b:[a d] c:[a d] d:[b c]]"},
		{"part of a side, no corner in common",
			[]Area{box4("a", 0, 0, 100, 100), box4("b", 100, 30, 200, 60)}, 0, "map[a:[b] b:[a]]"},
		{"a gap without tolerance", []Area{box4("a", 0, 0, 100, 100), box4("b", 102, 0, 200, 100)}, 0, "map[a:[] b:[]]"},
		{"a gap under the tolerance", []Area{box4("a", 0, 0, 100, 100), box4("b", 102, 0, 200, 100)}, 3, "map[a:[b] b:[a]]"},
		{"a gap over the tolerance", []Area{box4("a", 0, 0, 100, 100), box4("b", 102, 0, 200, 100)}, 1, "map[a:[] b:[]]"},
		{"overlapping", []Area{box4("a", 0, 0, 100, 100), box4("b", 90, 90, 200, 200)}, 0, "map[a:[b] b:[a]]"},
		{"enclave", []Area{area("a", rectangle(0, 0, 100, 100), rectangle(40, 40, 60, 60)), box4("b", 40, 40, 60, 60)},
			0, "map[a:[b] b:[a]]"},
		{"none", nil, 0, "map[]"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			for range 2 {
				got, err := Neighbours(c.areas, c.tolerance)
				if err != nil {
					t.Fatal(err)
				}
				if fmt.Sprint(got) != c.want {
					t.Errorf("got %v, want %s", got, c.want)
				}
				slices.Reverse(c.areas)
			}
		})
	}
	for _, tolerance := range []float64{-1, math.NaN(), math.Inf(1)} {
		if _, err := Neighbours(nil, tolerance); err == nil {
			t.Errorf("a tolerance of %v is taken", tolerance)
		}
	}
	if _, err := Neighbours([]Area{box4("a", 0, 0, 1, 1), box4("a", 5, 5, 6, 6)}, 0); err == nil {
		t.Error("a code that is there twice is taken")
	}
}

// In a patchwork the neighbours are known: left, right, under, above.
func TestNeighboursOfPatchwork(t *testing.T) {
	p := newPatchwork(rand.New(rand.NewPCG(1, 1)), 6, 5)
	areas := p.areas("BU")
	for _, tolerance := range []float64{0, 1} {
		got, err := Neighbours(areas, tolerance)
		if err != nil {
			t.Fatal(err)
		}
		for i, area := range areas {
			x, y := i%6, i/6
			var want []string
			for _, step := range [][2]int{{0, -1}, {-1, 0}, {1, 0}, {0, 1}} {
				if u, v := x+step[0], y+step[1]; u >= 0 && u < 6 && v >= 0 && v < 5 {
					want = append(want, areas[v*6+u].Code)
				}
			}
			if !slices.Equal(got[area.Code], want) {
				t.Errorf("tolerance %v, %s: got %v, want %v", tolerance, area.Code, got[area.Code], want)
			}
		}
	}
}

// Cells computed apart share their borders but for rounding: a tolerance of a millimetre finds the same neighbours
// whichever area is asked.
func TestNeighboursAreSymmetric(t *testing.T) {
	areas := voronoi(rand.New(rand.NewPCG(3, 3)), "BU", 80, 4_000)
	found, err := Neighbours(areas, 0.001)
	if err != nil {
		t.Fatal(err)
	}
	pairs := 0
	for code, others := range found {
		if !slices.IsSorted(others) || slices.Contains(others, code) {
			t.Errorf("%s: %v", code, others)
		}
		for _, other := range others {
			pairs++
			if !slices.Contains(found[other], code) {
				t.Errorf("%s has %s, not the other way round", code, other)
			}
		}
	}
	// A planar map of n areas has at most 3n-6 pairs, and a square of Voronoi cells not much fewer than 3n.
	if n := len(areas); pairs/2 > 3*n-6 || pairs/2 < 2*n {
		t.Errorf("%d pairs of neighbours among %d areas", pairs/2, n)
	}
}
