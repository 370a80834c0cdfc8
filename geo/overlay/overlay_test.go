package overlay

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

func TestOverlay(t *testing.T) {
	whole := box4("whole", 0, 0, 200, 200)
	quarters := []Area{box4("nw", 0, 100, 100, 200), box4("ne", 100, 100, 200, 200), box4("sw", 0, 0, 100, 100), box4("se", 100, 0, 200, 100)}
	holed := area("holed", rectangle(0, 0, 100, 100), rectangle(40, 40, 60, 60))
	islands := Area{Code: "islands", Geometry: orb.MultiPolygon{{rectangle(0, 0, 10, 10)}, {rectangle(50, 50, 60, 60)}}}
	cases := []struct {
		name     string
		from, to []Area
		want     []overlap
	}{
		{"a square cut in four", []Area{whole}, quarters, []overlap{
			{"whole", "ne", 10_000, 0.25, 1}, {"whole", "nw", 10_000, 0.25, 1}, {"whole", "se", 10_000, 0.25, 1}, {"whole", "sw", 10_000, 0.25, 1}}},
		{"a hole keeps what is in it out", []Area{holed}, []Area{box4("b", 30, 30, 70, 70)}, []overlap{
			{"holed", "b", 1_200, 1_200.0 / 9_600, 0.75}}},
		{"an enclave and what surrounds it share nothing", []Area{holed}, []Area{box4("b", 40, 40, 60, 60)}, nil},
		{"parts of one area", []Area{islands}, []Area{box4("b", 5, 0, 55, 100)}, []overlap{
			{"islands", "b", 100, 0.5, 100.0 / 5_000}}},
		{"touching", []Area{box4("a", 0, 0, 100, 100)}, []Area{box4("b", 100, 0, 200, 100), box4("c", 100, 100, 200, 200)}, nil},
		{"sides that cross", []Area{area("a", ring(0, 0, 100, 0, 0, 100))}, []Area{area("b", ring(0, 0, 100, 0, 100, 100))}, []overlap{
			{"a", "b", 2_500, 0.5, 0.5}}},
		{"same outline from another point, the other way, under another code",
			[]Area{area("a", ring(0, 0, 100, 0, 100, 100, 0, 100))}, []Area{area("b", ring(100, 100, 100, 0, 0, 0, 0, 100))}, []overlap{
				{"a", "b", 10_000, 1, 1}}},
		{"same code, another place", []Area{box4("a", 0, 0, 100, 100)}, []Area{box4("a", 500, 0, 600, 100)}, nil},
		{"nothing", nil, nil, nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := overlapsOf(t.Context(), c.from, c.to, 1)
			if err != nil {
				t.Fatal(err)
			}
			if len(got) != len(c.want) {
				t.Fatalf("got %v, want %v", got, c.want)
			}
			for i, want := range c.want {
				if got[i].From != want.From || got[i].To != want.To {
					t.Errorf("got %v, want %v", got[i], want)
				}
				near(t, "area", got[i].Area, want.Area, 1e-6)
				near(t, "share of from", got[i].ShareFrom, want.ShareFrom, 1e-12)
				near(t, "share of to", got[i].ShareTo, want.ShareTo, 1e-12)
			}
		})
	}
}

func TestOverlayRefusesACodeTwice(t *testing.T) {
	twice := []Area{box4("BU99010101", 0, 0, 1, 1), box4("BU99010101", 5, 5, 6, 6)}
	_, err := overlapsOf(t.Context(), nil, twice, 1)
	if err == nil || !strings.Contains(err.Error(), "BU99010101") {
		t.Errorf("error %v", err)
	}
}

// The sum over sides must be what GEOS finds by building the outline.
func TestSharedIsTheAreaOfTheIntersection(t *testing.T) {
	for seed := range uint64(4) {
		random := rand.New(rand.NewPCG(seed, 7))
		from, to := voronoi(random, "a", 40, 3_000), voronoi(random, "b", 40, 3_000)
		overlaps, err := overlapsOf(t.Context(), from, to, 2)
		if err != nil {
			t.Fatal(err)
		}
		found := map[[2]string]float64{}
		for _, o := range overlaps {
			found[[2]string{o.From, o.To}] = o.Area
		}
		for _, f := range from {
			for _, g := range to {
				outline, err := Intersection(f, g)
				if err != nil {
					t.Fatal(err)
				}
				want := 0.0
				if len(outline) > 0 {
					want = ground(outline)
				}
				near(t, f.Code+" and "+g.Code, found[[2]string{f.Code, g.Code}], want, 1e-3)
			}
		}
	}
}

func TestOverlayOfCoverages(t *testing.T) {
	for seed := range uint64(6) {
		random := rand.New(rand.NewPCG(seed, 11))
		from, to := voronoi(random, "a", 60, 5_000), voronoi(random, "b", 75, 5_000)
		one, err := overlapsOf(t.Context(), from, to, 1)
		if err != nil {
			t.Fatal(err)
		}
		shares, shareTo := map[string]float64{}, map[string]float64{}
		total := 0.0
		for _, o := range one {
			shares[o.From] += o.ShareFrom
			shareTo[o.To] += o.ShareTo
			total += o.Area
		}
		near(t, "ground", total, 25e6, 0.1)
		for code, sum := range shares {
			near(t, "shares of "+code, sum, 1, 1e-6)
		}
		for code, sum := range shareTo {
			near(t, "shares of "+code, sum, 1, 1e-6)
		}
		two, err := overlapsOf(t.Context(), from, to, 2)
		if err != nil || !reflect.DeepEqual(one, two) {
			t.Errorf("two workers do not find what one does (%v)", err)
		}
		back, err := overlapsOf(t.Context(), to, from, 2)
		if err != nil || len(back) != len(one) {
			t.Fatalf("%d overlaps there, %d back (%v)", len(one), len(back), err)
		}
		slices.SortFunc(back, func(a, b overlap) int { return strings.Compare(a.To+a.From, b.To+b.From) })
		for i, o := range back {
			if o.From != one[i].To || o.To != one[i].From {
				t.Fatalf("%v there, %v back", one[i], o)
			}
			near(t, fmt.Sprint(o), o.Area, one[i].Area, 1e-6)
		}
	}
}

// Half of the areas of a patchwork did not change: they are found as exactly equal, and share nothing with others.
func TestOverlayOfEqualOutlines(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 5))
	p := newPatchwork(random, 8, 8)
	from := p.areas("BU")
	p.change(random, 4, 4)
	to := p.areas("BU")
	overlaps, err := overlapsOf(t.Context(), from, to, 2)
	if err != nil {
		t.Fatal(err)
	}
	equal := 0
	for _, o := range overlaps {
		if o.From == o.To && o.ShareFrom == 1 && o.ShareTo == 1 {
			equal++
		}
	}
	if equal != 60 {
		t.Errorf("%d areas of 64 are equal, want 60", equal)
	}
	if len(overlaps) <= 64 || len(overlaps) > 60+16 {
		t.Errorf("%d overlaps", len(overlaps))
	}
}

func TestOverlayStops(t *testing.T) {
	from, to := twoPatchworks(20, 20, true)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := overlapsOf(ctx, from, to, 2); !errors.Is(err, context.Canceled) {
		t.Errorf("overlapsOf gives %v", err)
	}
	if _, err := Crosswalk(ctx, from, to, Tolerance{}, nil, 2); !errors.Is(err, context.Canceled) {
		t.Errorf("Crosswalk gives %v", err)
	}
	done := 0
	ctx, cancel = context.WithCancel(t.Context())
	err := each(ctx, 1_000, 1, func(i int) error {
		if done++; i == 10 {
			cancel()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) || done != 11 {
		t.Errorf("stopped after %d with %v", done, err)
	}
}

// Whichever worker meets a bad area first, the error is about the first one.
func TestTheFirstErrorIsGiven(t *testing.T) {
	for range 50 {
		err := each(t.Context(), 1_000, 4, func(i int) error {
			if i >= 100 {
				return fmt.Errorf("bad %d", i)
			}
			return nil
		})
		if err == nil || err.Error() != "bad 100" {
			t.Fatalf("got %v", err)
		}
	}
}
