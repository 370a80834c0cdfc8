package ingest

import (
	"fmt"
	"testing"

	"wijkinzicht/data"
)

// placed gives a ladder whose borders say what part of which areas of 2016 lies in Zonnewijk as it is now.
func placed(t *testing.T, figures []data.Observation, shares []share, except ...string) *ladder {
	t.Helper()
	cat := dorrestad(t)
	l := ladderOf(cat, figures, allUsed(cat, except...))
	l.places = &geometry{reference: 2020, shares: map[partKey][]share{{"zonnewijk", 2016}: shares}, rings: map[partKey][]string{},
		partial: map[string]bool{}}
	return l
}

func points(l *ladder, slug, indicator string) []string {
	ind, _ := l.cat.Indicator(indicator)
	var out []string
	for _, s := range l.cat.Subjects() {
		if s.Slug != slug {
			continue
		}
		for _, r := range l.series(s, ind) {
			text := fmt.Sprintf("%d - %s", r.Year, r.Status)
			if r.Value != nil {
				text = fmt.Sprintf("%d %g %s", r.Year, *r.Value, r.Quality)
			}
			if r.Low != nil {
				text += fmt.Sprintf(" %g..%g", *r.Low, *r.High)
			}
			out = append(out, text)
		}
	}
	return out
}

// An area of 2016 that lies wholly in the wijk, one of which three quarters does, and one that only touches it.
func TestConverted(t *testing.T) {
	const cut, far = "WK990107", "WK990108"
	shares := []share{{whole, 1, 1, 0.7}, {cut, 0.75, 0.75, 0.3}, {far, 0.01, 0.01, 0}}
	count := func(code string, n int) data.Observation { return seen("inwoners", code, 2016, n) }
	cases := []struct {
		name, indicator string
		figures         []data.Observation
		shares          []share
		want            string
	}{
		{"counts go by their part, low and high by putting the cut area out and in", "inwoners",
			[]data.Observation{count(whole, 1000), count(cut, 400), count(far, 9000)}, shares, "[2016 1300 C 1000..1400]"},
		{"a mean weighs each area by the part of its people", "koop",
			[]data.Observation{count(whole, 1000), count(cut, 400), seen("woningen", whole, 2016, 500), seen("woningen", cut, 2016, 200),
				seen("koop", whole, 2016, 40), seen("koop", cut, 2016, 60)}, []share{{whole, 1, 1, 0.7}, {cut, 0.5, 0.5, 0.3}},
			"[2016 43.333333333333336 C 40..45.714285714285715]"},
		{"the area alone, wholly in the wijk and nothing else in it: published for the wijk itself", "inwoners",
			[]data.Observation{count(whole, 1000)}, []share{{whole, 1, 1, 1}}, "[2016 1000 A]"},
		{"without borders the catalogue stands", "inwoners", []data.Observation{count(whole, 1000)}, nil, "[2016 1000 A]"},
		{"a wijk that is half of one large area is not converted", "inwoners", []data.Observation{count(cut, 400)}, []share{{cut, 0.5, 0.5, 1}}, "[]"},
		{"a part without a figure leaves no converted value, and the count of what was the wijk says nothing about it now", "inwoners",
			[]data.Observation{count(whole, 1000)}, shares, "[]"},
		{"ground is not converted by where people live", "oppervlakte_land",
			[]data.Observation{seen("oppervlakte_land", whole, 2016, 100), seen("oppervlakte_land", cut, 2016, 80)}, []share{{whole, 1, 1, 0.7}, {cut, 1, 0.4, 0.3}}, "[]"},
		{"ground is converted where its parts are those of the people", "oppervlakte_land",
			[]data.Observation{seen("oppervlakte_land", whole, 2016, 100), seen("oppervlakte_land", cut, 2016, 80)}, []share{{whole, 1, 1, 0.7}, {cut, 0.5, 0.5, 0.3}},
			"[2016 140 C 100..180]"},
		{"a share of what was the wijk stands as another area's", "koop", []data.Observation{seen("koop", whole, 2016, 40)}, shares, "[2016 40 D]"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			l := placed(t, c.figures, c.shares)
			if got := fmt.Sprint(points(l, "zonnewijk", c.indicator)); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
			seriesOf(t, l, "zonnewijk", c.indicator) // holds the inputs against the value
		})
	}
}

// The ring adds up the buurten around a wijk, and only in a division whose borders are known.
func TestRing(t *testing.T) {
	l := placed(t, []data.Observation{seen("inwoners", "BU99010201", 2016, 300), seen("inwoners", "BU99010202", 2016, 200),
		seen("inwoners", "BU99010201", 2020, 310)}, nil)
	l.places.rings[partKey{"zonnewijk", 2016}] = []string{"BU99010201", "BU99010202"}
	if got := fmt.Sprint(points(l, "zonnewijk-ring", "inwoners")); got != "[2016 500 B]" {
		t.Errorf("%s", got)
	}
}

// What the borders say is another place is named, and areas of another level are not held against it.
func TestDiffers(t *testing.T) {
	g := geometry{shares: map[partKey][]share{
		{"a", 2016}: {{whole, 1, 1, 1}}, {"b", 2016}: {{whole, 0.9, 0.9, 1}}, {"c", 2016}: {{whole, 1, 1, 0.6}, {"WK990107", 1, 1, 0.4}},
	}}
	for slug, want := range map[string]bool{"a": false, "b": true, "c": true, "d": false} {
		if got := g.differs(slug, 2016, whole); got != want {
			t.Errorf("%s: %v", slug, got)
		}
		if g.differs(slug, 2016, north) {
			t.Errorf("%s: a buurt was held against wijken", slug)
		}
	}
}
