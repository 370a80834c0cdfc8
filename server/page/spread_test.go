package page

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/data/series/made"
	"wijkinzicht/server/figure"
)

func TestStepsDoNotCrossABreak(t *testing.T) {
	s := made.Line(made.At(2004, 10), made.None(2006, data.Secret), made.At(2008, 18), made.Broken(2010, 90), made.At(2011, 89.5), made.Around(2012, 5), made.At(2014, 89.5)).Own(figure.OnlyEnclosing)
	var got []string
	for _, st := range s.Steps() {
		got = append(got, strconv.Itoa(st.From)+"-"+strconv.Itoa(st.To)+": "+strconv.FormatFloat(st.PerYear, 'f', -1, 64))
	}
	if strings.Join(got, "; ") != "2004-2008: 2; 2010-2011: -0.5; 2011-2014: 0" {
		t.Errorf("steps are %q", got)
	}
	if (made.Line(made.At(2004, 1))).Steps() != nil || (made.Line()).Steps() != nil {
		t.Error("one point or none has a step")
	}
}

func TestHistogramHoldsEveryStep(t *testing.T) {
	db := &data.DB{Subjects: []catalogue.Subject{{Slug: "zonnewijk", Name: "Zonnewijk"}}}
	for name, values := range map[string][]float64{
		"both ways": {-3.2, -0.4, -0.1, 0, 0.2, 0.2, 0.5, 1.9}, "only rises": {0.3, 0.4, 5}, "only falls": {-9, -1, -0.5}, "nothing moves": {0, 0, 0}, "one": {4},
	} {
		var steps []series.YearlyStep
		for i, v := range values {
			steps = append(steps, series.YearlyStep{Subject: "zonnewijk", From: 2000 + i, To: 2001 + i, PerYear: v})
		}
		h := histogram(db, made.Zon, steps)
		total, falls := 0, 0
		for _, b := range h.Bars {
			n, _ := strconv.Atoi(b.Count)
			total += n
			if b.BelowNought {
				falls += n
				if b.X+b.W > h.Zero+1e-9 {
					t.Errorf("%s: a fall stands right of nought", name)
				}
			}
			if b.Y < barTop-1e-9 || b.X < barLeft || b.X+b.W > barRight || math.Abs(b.Y+b.H-barBottom) > 1e-9 {
				t.Errorf("%s: a bar sticks out: %+v", name, b)
			}
		}
		want := 0
		for _, v := range values {
			if v < 0 {
				want++
			}
		}
		if total != len(values) || falls != want {
			t.Errorf("%s: %d steps and %d falls drawn, want %d and %d", name, total, falls, len(values), want)
		}
	}
}

func TestSlowSentence(t *testing.T) {
	db := &data.DB{Subjects: []catalogue.Subject{{Slug: "zonnewijk", Name: "Zonnewijk"}}}
	for want, steps := range map[string][]series.YearlyStep{
		"Daken met zon: van de 3 veranderingen tussen twee opeenvolgende cijfers van de elf wijken was de helft niet groter dan 1,00 procentpunt per jaar. De sterkste daling was −2,50 per jaar, in Zonnewijk van 2006 tot 2008.": {
			{Subject: "zonnewijk", From: 2004, To: 2006, PerYear: 1}, {Subject: "zonnewijk", From: 2006, To: 2008, PerYear: -2.5}, {Subject: "zonnewijk", From: 2008, To: 2010, PerYear: 0.5}},
		"Daken met zon: van de 2 veranderingen tussen twee opeenvolgende cijfers van de elf wijken was de helft niet groter dan 2,00 procentpunt per jaar. Er was geen enkele daling.": {
			{Subject: "zonnewijk", From: 2004, To: 2006, PerYear: 1}, {Subject: "zonnewijk", From: 2006, To: 2008, PerYear: 3}},
	} {
		if got := slowSentence(db, made.Zon, steps); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

// TestTooFewStepsAreNoDistribution: and no class of them is drawn.
func TestTooFewStepsAreNoDistribution(t *testing.T) {
	db := &data.DB{Views: catalogue.Views{catalogue.PaceView: {{Indicator: "lbm"}, {Indicator: "lbm2_score"}}},
		Subjects: []catalogue.Subject{{Slug: "zonnewijk", Kind: catalogue.WijkKind, Name: "Zonnewijk"}}, Indicators: []catalogue.Indicator{{ID: "lbm"}, {ID: "lbm2_score"}, {ID: "gezondheid_goed"}}}
	h := slowest(db, map[string]map[string]series.Line{"zonnewijk": {"lbm": made.Line(made.At(2004, 1), made.At(2006, 2))}})
	if h.Bars != nil || !strings.Contains(h.None, "nog maar één verandering tussen") {
		t.Errorf("%+v", h)
	}
}

// TestRingSentenceDrawsNoConclusion names both changes, or that one cannot be compared.
func TestRingSentenceDrawsNoConclusion(t *testing.T) {
	rise := made.Line(made.At(2004, 10), made.At(2010, 12))
	if got := ringSentence("Zonnewijk", made.Zon, rise, made.Line(made.At(2006, 10), made.At(2010, 9))); got != "Daken met zon: in Zonnewijk +2,0 sinds 2004, in de buurten eromheen −1,0 sinds 2006." {
		t.Error(got)
	}
	for _, other := range []series.Line{nil, made.Line(made.At(2010, 1)), made.Line(made.At(2004, 1), made.Broken(2010, 5))} {
		if got := ringSentence("Zonnewijk", made.Zon, rise, other); !strings.HasSuffix(got, "Een van beide is in de tijd niet te vergelijken.") {
			t.Error(got)
		}
	}
}
