package overlay

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

// written shows moves in short: from>to area/people method.
func written(moves []Move) string {
	var all []string
	for _, m := range moves {
		people := "-"
		if m.SharePeople != nil {
			people = fmt.Sprintf("%.4g", *m.SharePeople)
		}
		all = append(all, fmt.Sprintf("%s>%s %.4g/%s %s", m.From, m.To, m.ShareArea, people, m.Method))
	}
	return strings.Join(all, "; ")
}

func place(x, y, people float64) Place {
	return Place{orb.Point{origin[0] + x, origin[1] + y}, people}
}

func TestCrosswalk(t *testing.T) {
	square := box4("a", 0, 0, 200, 200)
	quarters := []Area{box4("q1", 0, 0, 100, 100), box4("q2", 100, 0, 200, 100), box4("q3", 0, 100, 100, 200), box4("q4", 100, 100, 200, 200)}
	left, right := box4("l", 0, 0, 1000, 1000), box4("r", 1000, 0, 2000, 1000)
	// shifted moves the border between left and right by metres to the right.
	shifted := func(metres float64) []Area {
		return []Area{box4("l", 0, 0, 1000+metres, 1000), box4("r", 1000+metres, 0, 2000, 1000)}
	}
	around := area("a", rectangle(0, 0, 100, 100), rectangle(40, 40, 60, 60))
	usual := Tolerance{Share: 0.002, Metres: 5}
	cases := []struct {
		name     string
		from, to []Area
		tol      Tolerance
		people   []Place
		want     string
	}{
		{"unchanged", []Area{left, right}, []Area{left, right}, usual, nil, "l>l 1/- gelijk; r>r 1/- gelijk"},
		{"another code", []Area{left}, []Area{box4("m", 0, 0, 1000, 1000)}, usual, nil, "l>m 1/- gelijk"},
		{"same code, another place", []Area{left}, []Area{box4("l", 5000, 0, 6000, 1000)}, usual, nil, "l>buiten 1/- oppervlakte"},
		{"unchanged areas that overlap each other", []Area{left, box4("o", 900, 0, 2000, 1000)},
			[]Area{left, box4("o", 900, 0, 2000, 1000)}, usual, nil, "l>l 1/- gelijk; o>o 1/- gelijk"},
		{"a split", []Area{square}, quarters, usual, nil,
			"a>q1 0.25/- oppervlakte; a>q2 0.25/- oppervlakte; a>q3 0.25/- oppervlakte; a>q4 0.25/- oppervlakte"},
		{"a merge", quarters, []Area{square}, usual, nil,
			"q1>a 1/- oppervlakte; q2>a 1/- oppervlakte; q3>a 1/- oppervlakte; q4>a 1/- oppervlakte"},
		{"an enclave joins", []Area{around, box4("b", 40, 40, 60, 60)}, []Area{box4("a", 0, 0, 100, 100)}, usual, nil,
			"a>a 1/- oppervlakte; b>a 1/- oppervlakte"},
		{"an enclave leaves", []Area{box4("a", 0, 0, 100, 100)}, []Area{around, box4("b", 40, 40, 60, 60)}, usual, nil,
			"a>a 0.96/- oppervlakte; a>b 0.04/- oppervlakte"},
		// A strip of w by 1000 metres: mean width 2*w*1000/(2*w+2000), a little under w.
		{"a border shifted under the metres", []Area{left, right}, shifted(4), usual, nil, "l>l 1/- oppervlakte; r>r 1/- oppervlakte"},
		{"a border shifted over the metres", []Area{left, right}, shifted(6), usual, nil,
			"l>l 1/- oppervlakte; r>l 0.006/- oppervlakte; r>r 0.994/- oppervlakte"},
		{"a border shifted over the metres, under the share", []Area{left, right}, shifted(6), Tolerance{0.01, 5}, nil,
			"l>l 1/- oppervlakte; r>r 1/- oppervlakte"},
		{"no tolerance", []Area{left, right}, shifted(0.5), Tolerance{}, nil,
			"l>l 1/- oppervlakte; r>l 0.0005/- oppervlakte; r>r 0.9995/- oppervlakte"},
		{"the share is of the smaller area", []Area{box4("a", 0, 0, 1000, 1000)},
			[]Area{box4("a", 0, 0, 990, 1000), box4("b", 990, 0, 1000, 100), box4("c", 990, 100, 1000, 1000)}, Tolerance{0.01, 2}, nil,
			"a>a 0.99/- oppervlakte; a>b 0.001/- oppervlakte; a>c 0.009/- oppervlakte"},
		{"a part outside", []Area{left}, []Area{box4("l", 0, 0, 750, 1000)}, usual, nil,
			"l>buiten 0.25/- oppervlakte; l>l 0.75/- oppervlakte"},
		{"a sliver outside", []Area{left}, []Area{box4("l", 0, 0, 997, 1000)}, usual, nil, "l>l 1/- oppervlakte"},
		{"a narrow area has no other parts than slivers", []Area{box4("a", 0, 0, 4, 1000)},
			[]Area{box4("b", 0, 0, 1000, 600), box4("c", 0, 600, 1000, 1000)}, usual, nil,
			"a>b 0.6/- oppervlakte; a>c 0.4/- oppervlakte"},
		{"people tell otherwise than area", []Area{square}, quarters, usual,
			[]Place{place(50, 50, 300), place(150, 150, 100), place(500, 500, 1000)},
			"a>q1 0.25/0.75 inwoners; a>q2 0.25/0 inwoners; a>q3 0.25/0 inwoners; a>q4 0.25/0.25 inwoners"},
		{"people of one area only", []Area{left, right}, []Area{left, right}, usual, []Place{place(50, 50, 300)},
			"l>l 1/1 gelijk; r>r 1/- gelijk"},
		{"places without people do not tell", []Area{left}, shifted(500)[:1], usual, []Place{place(50, 50, 0)}, "l>l 1/- oppervlakte"},
		{"people outside", []Area{left}, []Area{box4("l", 0, 0, 750, 1000)}, usual, []Place{place(50, 50, 30), place(800, 50, 10)},
			"l>buiten 0.25/0.25 inwoners; l>l 0.75/0.75 inwoners"},
		{"people in a sliver do not tell", []Area{left, right}, shifted(4), usual,
			[]Place{place(1002, 50, 30), place(1500, 50, 10), place(500, 500, 20)}, "l>l 1/1 inwoners; r>r 1/1 inwoners"},
		{"people on a border count once", []Area{left, right}, []Area{left, right}, usual, []Place{place(1000, 500, 10)},
			"l>l 1/1 gelijk; r>r 1/- gelijk"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := Crosswalk(t.Context(), c.from, c.to, c.tol, c.people, 2)
			if err != nil {
				t.Fatal(err)
			}
			if written(got) != c.want {
				t.Errorf("got  %s\nwant %s", written(got), c.want)
			}
		})
	}
}

func TestCrosswalkRefuses(t *testing.T) {
	layer := []Area{box4("a", 0, 0, 100, 100)}
	for _, tol := range []Tolerance{{-1, 0}, {1, 0}, {0, -1}, {math.NaN(), 0}, {0, math.NaN()}, {0, math.Inf(1)}} {
		if _, err := Crosswalk(t.Context(), layer, layer, tol, nil, 1); err == nil {
			t.Errorf("a tolerance of %v is taken", tol)
		}
	}
	for _, bad := range []Place{place(1, 1, -1), place(1, 1, math.NaN()), place(math.NaN(), 1, 1)} {
		_, err := Crosswalk(t.Context(), layer, layer, Tolerance{}, []Place{place(1, 1, 1), bad}, 1)
		if err == nil || !strings.Contains(err.Error(), "place 1") {
			t.Errorf("%v gives %v", bad, err)
		}
	}
}

// Whatever the layers, tolerance and people: shares sum to one, counts are conserved, and the workers do not matter.
func TestCrosswalkConserves(t *testing.T) {
	for seed := range uint64(5) {
		for _, tol := range []Tolerance{{}, {0.001, 1}, {0.02, 10}, {0.1, 50}} {
			random := rand.New(rand.NewPCG(seed, 13))
			from, to := voronoi(random, "a", 50, 5_000), voronoi(random, "b", 60, 5_000)
			var people []Place
			for range 400 {
				people = append(people, place(random.Float64()*5_000, random.Float64()*5_000, float64(random.IntN(3_000))))
			}
			moves, err := Crosswalk(t.Context(), from, to, tol, people, 1)
			if err != nil {
				t.Fatal(err)
			}
			counts, total := map[string]float64{}, 0.0
			for _, area := range from {
				counts[area.Code] = float64(random.IntN(20_000))
				total += counts[area.Code]
			}
			shares, residents := map[string]float64{}, map[string]float64{}
			moved := 0.0
			for _, m := range moves {
				if m.To == Outside || m.ShareArea <= 0 || m.ShareArea > 1 {
					t.Errorf("%+v in layers that cover the same ground", m)
				}
				shares[m.From] += m.ShareArea
				moved += counts[m.From] * m.ShareArea
				if m.SharePeople != nil {
					residents[m.From] += *m.SharePeople
				}
			}
			near(t, "count", moved/total, 1, 1e-9)
			if len(shares) != len(from) {
				t.Errorf("%d areas move, of %d", len(shares), len(from))
			}
			for code, sum := range shares {
				near(t, "shares of "+code, sum, 1, 1e-15)
			}
			for code, sum := range residents {
				near(t, "shares of people of "+code, sum, 1, 1e-12)
			}
			again, err := Crosswalk(t.Context(), from, to, tol, people, 2)
			if err != nil || !reflect.DeepEqual(moves, again) {
				t.Errorf("two workers do not find what one does (%v)", err)
			}
		}
	}
}

// Every overlap of which overlay tells that is missing among the moves is a sliver by its own outline, and no other is.
func TestCrosswalkLeavesOutSliversOnly(t *testing.T) {
	from, to := twoPatchworks(15, 15, true)
	tol := Tolerance{Share: 0.01, Metres: 5}
	overlaps, err := overlapsOf(t.Context(), from, to, 2)
	if err != nil {
		t.Fatal(err)
	}
	moves, err := Crosswalk(t.Context(), from, to, tol, nil, 2)
	if err != nil {
		t.Fatal(err)
	}
	moved := map[[2]string]bool{}
	for _, m := range moves {
		moved[[2]string{m.From, m.To}] = true
	}
	old, current := map[string]Area{}, map[string]Area{}
	for i := range from {
		old[from[i].Code], current[to[i].Code] = from[i], to[i]
	}
	slivers := 0
	for _, o := range overlaps {
		outline, err := Intersection(old[o.From], current[o.To])
		if err != nil {
			t.Fatal(err)
		}
		isMove := max(o.ShareFrom, o.ShareTo) > tol.Share && 2*o.Area/perimeter(outline) > tol.Metres
		if isMove != moved[[2]string{o.From, o.To}] {
			t.Errorf("%+v, %.1f m wide: moved is %v", o, 2*o.Area/perimeter(outline), !isMove)
		}
		if !isMove {
			slivers++
		}
	}
	if slivers == 0 || slivers == len(overlaps) {
		t.Errorf("%d slivers among %d overlaps prove nothing", slivers, len(overlaps))
	}
}
