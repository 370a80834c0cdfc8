package geo

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

// gridCells are the cells around scattered points, on whole metres.
func gridCells(t *testing.T, seed uint64, n int) []orb.MultiPolygon {
	t.Helper()
	cells, err := Cells(scatter(seed, n), orb.Ring(square(150000, 450000, 1000)))
	if err != nil {
		t.Fatal(err)
	}
	var out []orb.MultiPolygon
	for _, cell := range cells {
		whole := Project(orb.MultiPolygon{cell}, func(p orb.Point) orb.Point {
			return orb.Point{float64(int(p[0] + 0.5)), float64(int(p[1] + 0.5))}
		})
		whole[0][0] = slices.Compact(whole[0][0])
		out = append(out, whole)
	}
	return out
}

// canonicalRing is a ring that starts at its lowest point.
func canonicalRing(r orb.Ring) orb.Ring {
	low := 0
	for i, p := range r {
		if p[0] < r[low][0] || p[0] == r[low][0] && p[1] < r[low][1] {
			low = i
		}
	}
	return startingAt(r, low)
}

// What is shared, written, read and joined again is what it was, whatever ring starts where.
func TestShareRoundTrip(t *testing.T) {
	for seed := range uint64(20) {
		areas := gridCells(t, seed, 30)
		areas = append(areas, one(square(152000, 452000, 300), reversed(square(152100, 452100, 50))), one(square(152100, 452100, 50))) // an enclave fills a hole
		arcs, rings, err := Share(areas)
		if err != nil {
			t.Fatal(err)
		}
		var read []Arc
		taken := 0
		for _, a := range arcs {
			again, err := ParseArc(a.String())
			if err != nil || !slices.Equal(again, a) {
				t.Fatalf("%q: %v, %v", a, again, err)
			}
			read, taken = append(read, again), taken+len(again)-1
		}
		sides := map[[2]orb.Point]bool{}
		for i, area := range areas {
			again, err := ParseRings(rings[i].String())
			if err != nil {
				t.Fatal(err)
			}
			outline, err := again.Outline(read)
			if err != nil {
				t.Fatal(err)
			}
			for j, polygon := range area {
				for k, r := range polygon {
					for n := 1; n < len(r); n++ {
						if !sides[[2]orb.Point{r[n], r[n-1]}] {
							sides[[2]orb.Point{r[n-1], r[n]}] = true
						}
					}
					if got, want := canonicalRing(outline[j][k]), canonicalRing(r); fmt.Sprint(got) != fmt.Sprint(want) {
						t.Fatalf("seed %d, area %d: %v, want %v", seed, i, got, want)
					}
				}
			}
		}
		check(t, taken == len(sides), "%d steps in arcs for %d sides: borders are not shared", taken, len(sides))
	}
}

func TestShareRefuses(t *testing.T) {
	if _, _, err := Share([]orb.MultiPolygon{one(square(150000.5, 450000, 100))}); err == nil || !strings.Contains(err.Error(), "whole metres") {
		t.Errorf("half metres: %v", err)
	}
	if _, _, err := Share([]orb.MultiPolygon{one(orb.Ring{{150000, 450000}, {150100, 450000}, {150000, 450000}})}); err == nil {
		t.Error("a ring of two points was shared")
	}
}

func TestArcText(t *testing.T) {
	a := Arc{{80123, 454321}, {80135, 454291}, {80135, 454300}}
	check(t, a.String() == "80123 454321 12 -30 0 9", "%q", a.String())
	for text, want := range map[string]string{
		"":                         "an arc of 0 numbers",
		"80123 454321":             "an arc of 2 numbers",
		"80123 454321 12":          "an arc of 3 numbers",
		"80123 454321 1.5 2":       `"1.5" is not a step`,
		"80123 454321 9999999 2":   `"9999999" is not a step`,
		"454321 80123 1 2":         "swapped",
		"80123 454321 -900000 0":   "outside the Netherlands",
		"80123 454321 900000000 1": "is not a step",
	} {
		if _, err := ParseArc(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
	for _, text := range []string{"", "1;", "|1", "0", "1 x", "1  |", "--1"} {
		if r, err := ParseRings(text); err == nil {
			t.Errorf("%q was read as %v", text, r)
		}
	}
	arcs := []Arc{{{0, 0}, {10, 0}}, {{10, 0}, {10, 10}, {0, 0}}, {{10, 0}, {20, 0}}}
	for text, want := range map[string]string{"1 4": "there is no arc 4", "1 -9": "there is no arc -9", "1 -2": "begins in", "1 3": "no closed ring", "1": "no closed ring"} {
		r, err := ParseRings(text)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.Outline(arcs); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

// Whatever a table holds is read or refused, and what is read is written the same.
func FuzzArc(f *testing.F) {
	f.Add("80123 454321 12 -30 5 8 -17 22", "1")
	f.Add("80123 454321 12 -30", "1 -1;1|-1")
	f.Add("+1 - 0x3", "|;;")
	f.Fuzz(func(t *testing.T, arc, rings string) {
		a, err := ParseArc(arc)
		if err != nil {
			return
		}
		again, err := ParseArc(a.String())
		if err != nil || !slices.Equal(a, again) {
			t.Fatalf("%q: %v", a, err)
		}
		r, err := ParseRings(rings)
		if err != nil {
			return
		}
		if same, err := ParseRings(r.String()); err != nil || same.String() != r.String() {
			t.Fatalf("%q: %v", r, err)
		}
		outline, err := r.Outline([]Arc{a})
		if err == nil && Valid(outline) != nil {
			t.Fatalf("%q along %q: %v", r, a, Valid(outline))
		}
	})
}

func FuzzShare(f *testing.F) {
	f.Add(uint64(1), uint8(12))
	f.Fuzz(func(t *testing.T, seed uint64, n uint8) {
		areas := gridCells(t, seed, 3+int(n)%40)
		arcs, rings, err := Share(areas)
		if err != nil {
			t.Skip() // a cell that rounding took
		}
		for i := range areas {
			outline, err := rings[i].Outline(arcs)
			if err != nil || !near(AreaKm2(outline), AreaKm2(areas[i]), 1e-12) {
				t.Fatalf("area %d: %v, %v", i, outline, err)
			}
		}
	})
}
