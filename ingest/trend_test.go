package ingest

import (
	"fmt"
	"math"
	"testing"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
)

// The fictional areas of the ladder's tests.
const (
	city  = "GM9901"
	whole = "WK990101"   // Zonnewijk
	north = "BU99010101" // its buurten
	south = "BU99010102"
	moon  = "WK990102" // Maanwijk, around Sterrenbuurt
)

// seen gives a figure of a year on that year's division; a text in the place of a number is the reason for a gap.
func seen(indicator, code string, year int, what any) data.Observation {
	o := data.Observation{Indicator: indicator, AreaYear: year, Code: code, Year: year, Edition: year, Status: data.OK}
	switch v := what.(type) {
	case int:
		f := float64(v)
		o.Value = &f
	case float64:
		o.Value = &v
	case data.Status:
		o.Status = v
	}
	return o
}

// on puts a figure on another year's division, as the Leefbaarometer and the police do.
func on(areaYear int, o data.Observation) data.Observation {
	o.AreaYear = areaYear
	return o
}

func provisional(o data.Observation) data.Observation {
	o.Status = data.Provisional
	return o
}

// allUsed takes the catalogue's areas as found in the data, but for those named.
func allUsed(cat *catalogue.Catalogue, except ...string) []data.SubjectPart {
	var parts []data.SubjectPart
	for _, p := range cat.Parts {
		used := true
		for _, code := range except {
			used = used && code != p.Code
		}
		parts = append(parts, data.SubjectPart{Subject: p.Slug, Year: p.Year, Code: p.Code, Relation: p.Relation, Share: 1, Used: used})
	}
	return parts
}

// ladderOf climbs from these figures and areas alone.
func ladderOf(cat *catalogue.Catalogue, figures []data.Observation, parts []data.SubjectPart) *ladder {
	l := newLadder(cat, append(figures, computed(cat, figures)...), parts)
	var steps []series.Step
	for _, o := range figures { // every code is the place that it always was
		steps = append(steps, series.Step{Code: o.Code, Year: o.AreaYear, Place: 1})
	}
	l.kept = series.NewPlaces(steps)
	return l
}

// computed gives what table derived would hold of these figures (data/query/derived.sql), found another way.
func computed(cat *catalogue.Catalogue, figures []data.Observation) []data.Observation {
	at := map[obsKey]data.Observation{}
	type place struct {
		indicator, level string
		areaYear, year   int
	}
	given := map[place]bool{}
	for _, o := range figures {
		at[obsKey{o.Indicator, o.AreaYear, o.Code, o.Year}] = o
		given[place{o.Indicator, o.Code[:min(6, len(o.Code))], o.AreaYear, o.Year}] = true
	}
	var out []data.Observation
	for _, ind := range cat.Indicators {
		for _, o := range figures {
			if ind.Numerator == "" || o.Indicator != ind.Numerator || cat.Gives(ind, o.Edition) || given[place{ind.ID, o.Code[:min(6, len(o.Code))], o.AreaYear, o.Year}] {
				continue
			}
			made := o
			made.Indicator, made.Made = ind.ID, true
			below, known := 0.0, true
			for _, id := range ind.Denominator {
				d, ok := at[obsKey{id, o.AreaYear, o.Code, o.Year}]
				if !ok || d.Value == nil {
					known = false
					if made.Status = data.Incomplete; ok {
						made.Status = d.Status
					}
					continue
				}
				below += *d.Value
			}
			switch {
			case o.Value == nil:
				made.Status = o.Status
			case !known:
				made.Value = nil
			case below <= 0:
				made.Value, made.Status = nil, data.NotApplicable
			default:
				v := ind.Per * *o.Value / below
				made.Value = &v
				for _, m := range ind.Minimums {
					if n, ok := at[obsKey{m.Counted, o.AreaYear, o.Code, o.Year}]; ok && o.Edition >= m.From && o.Edition <= m.To && (n.Value == nil || *n.Value < m.Least) {
						made.Value, made.Status = nil, data.TooFew
					}
				}
				if made.Value != nil && plausible(ind, v) != nil {
					made.Value, made.Status = nil, data.Implausible
				}
			}
			out = append(out, made)
		}
	}
	return out
}

// seriesOf gives one subject's points for one indicator as lines "year value status quality coverage", | for a break.
func seriesOf(t *testing.T, l *ladder, subject, indicator string) []string {
	t.Helper()
	ind, ok := l.cat.Indicator(indicator)
	if !ok {
		t.Fatalf("no indicator %s", indicator)
	}
	var out []string
	for _, s := range l.cat.Subjects() {
		if s.Slug != subject {
			continue
		}
		for _, r := range l.series(s, ind) {
			line := fmt.Sprintf("%d - %s", r.Year, r.Status)
			if r.Value != nil {
				line = fmt.Sprintf("%d %g %s %s %.3g", r.Year, math.Round(*r.Value*1e6)/1e6, r.Status, r.Quality, *r.Coverage)
			}
			if r.Why != series.Same {
				line = "| " + line
			}
			out = append(out, line)
			checkLineage(t, l, r)
		}
	}
	return out
}

// checkLineage holds a value against the sum of weight times observation over its inputs.
func checkLineage(t *testing.T, l *ladder, r data.TrendRow) {
	t.Helper()
	if r.Value == nil {
		if len(r.Inputs) != 0 || r.Quality != data.NoQuality || r.Coverage != nil {
			t.Errorf("a gap of %s in %d carries %v %v %v", r.Indicator, r.Year, r.Inputs, r.Quality, r.Coverage)
		}
		return
	}
	sum := 0.0
	for _, in := range r.Inputs {
		o, ok := l.obs[obsKey{in.Indicator, in.AreaYear, in.Code, in.Year}]
		switch {
		case !ok || o.Value == nil:
			t.Errorf("%s in %d rests on a figure that is not there: %+v", r.Indicator, r.Year, in)
		case in.Role == "waarde":
			sum += *in.Weight * *o.Value
		case in.Weight != nil:
			t.Errorf("a weight of %s in %d has a weight itself", r.Indicator, r.Year)
		}
	}
	if math.Abs(sum-*r.Value) > 1e-9*math.Max(1, math.Abs(*r.Value)) {
		t.Errorf("%s of %s in %d is %v, its inputs give %v", r.Indicator, r.Subject, r.Year, *r.Value, sum)
	}
	if *r.Coverage <= 0 || *r.Coverage > 1 {
		t.Errorf("%s of %s in %d covers %v", r.Indicator, r.Subject, r.Year, *r.Coverage)
	}
}

type ladderCase struct {
	name, subject, indicator string
	figures                  []data.Observation
	want                     []string
}

var wijkCases = []ladderCase{
	{"A: published for the wijk itself", "zonnewijk", "koop", []data.Observation{seen("koop", whole, 2020, 25), seen("koop", north, 2020, 20)},
		[]string{"2020 25 ok A 1"}},
	{"A goes before B, though the buurten add up to another number", "zonnewijk", "inwoners",
		[]data.Observation{seen("inwoners", whole, 2020, 1200), seen("inwoners", north, 2020, 700), seen("inwoners", south, 2020, 495)},
		[]string{"2020 1200 ok A 1"}},
	{"B: counts add up", "zonnewijk", "inwoners", []data.Observation{seen("inwoners", north, 2020, 700), seen("inwoners", south, 2020, 495)},
		[]string{"2020 1195 ok B 1"}},
	{"B: no sum with a part missing", "zonnewijk", "inwoners", []data.Observation{seen("inwoners", north, 2020, 700)}, []string{"2020 - onvolledig"}},
	{"B: no sum with a part unknown, and the reason is its own", "zonnewijk", "inwoners",
		[]data.Observation{seen("inwoners", north, 2020, 700), seen("inwoners", south, 2020, data.Secret)}, []string{"2020 - geheim"}},
	{"B after a gap for the wijk itself", "zonnewijk", "inwoners",
		[]data.Observation{seen("inwoners", whole, 2020, data.Unknown), seen("inwoners", north, 2020, 700), seen("inwoners", south, 2020, 495)},
		[]string{"2020 1195 ok B 1"}},
	{"a gap gives the reason of the nearest rung", "zonnewijk", "koop",
		[]data.Observation{seen("koop", whole, 2020, data.NotInEdition), seen("koop", north, 2020, data.Unknown), seen("koop", south, 2020, 10)},
		[]string{"2020 - niet in deze uitgave"}},
	{"a share is computed from counts, not from rounded percentages", "zonnewijk", "aandeel_0_14", []data.Observation{
		seen("inwoners_0_14", north, 2020, 200), seen("inwoners_0_14", south, 2020, 100), seen("inwoners", north, 2020, 700), seen("inwoners", south, 2020, 500),
		seen("aandeel_0_14", north, 2020, 90), seen("aandeel_0_14", south, 2020, 90)}, []string{"2020 25 ok B 1"}},
	{"a share of the wijk itself is computed where only counts are published", "zonnewijk", "aandeel_0_14",
		[]data.Observation{seen("inwoners_0_14", whole, 2020, 300), seen("inwoners", whole, 2020, 1200)}, []string{"2020 25 ok A 1"}},
	{"a published share of the wijk itself is taken as it is", "zonnewijk", "aandeel_0_14",
		[]data.Observation{seen("aandeel_0_14", whole, 2020, 26), seen("inwoners_0_14", whole, 2020, 300), seen("inwoners", whole, 2020, 1200)}, []string{"2020 26 ok A 1"}},
	{"a share over several counts", "zonnewijk", "opleiding_laag", []data.Observation{seen("opleiding_laag_aantal", whole, 2020, 30),
		seen("opleiding_midden_aantal", whole, 2020, 50), seen("opleiding_hoog_aantal", whole, 2020, 20)}, []string{"2020 30 ok A 1"}},
	{"a rate per thousand", "zonnewijk", "bijstand", []data.Observation{seen("bijstand_aantal", whole, 2020, 60), seen("inwoners", whole, 2020, 1200)},
		[]string{"2020 50 ok A 1"}},
	{"nobody lives there: no share", "zonnewijk", "aandeel_0_14", []data.Observation{seen("inwoners_0_14", whole, 2020, 0), seen("inwoners", whole, 2020, 0)},
		[]string{"2020 - niet van toepassing"}},
	{"a share whose count is unknown", "zonnewijk", "aandeel_0_14", []data.Observation{seen("inwoners_0_14", whole, 2020, data.Secret), seen("inwoners", whole, 2020, 90)},
		[]string{"2020 - geheim"}},
	{"a share of buurten of which one count is secret", "zonnewijk", "aandeel_0_14", []data.Observation{seen("inwoners_0_14", north, 2020, 200),
		seen("inwoners_0_14", south, 2020, data.Secret), seen("inwoners", north, 2020, 700), seen("inwoners", south, 2020, 500)}, []string{"2020 - geheim"}},
	{"published shares of buurten, weighed, where one count is secret", "zonnewijk", "aandeel_0_14", []data.Observation{seen("inwoners_0_14", south, 2020, data.Secret),
		seen("aandeel_0_14", north, 2020, 30), seen("aandeel_0_14", south, 2020, 20), seen("inwoners", north, 2020, 700), seen("inwoners", south, 2020, 300)},
		[]string{"2020 27 ok B 1"}},
	{"a share whose denominator is of another year only", "zonnewijk", "bijstand", []data.Observation{on(2024, seen("bijstand_aantal", whole, 2021, 60)), seen("inwoners", whole, 2024, 1200)},
		[]string{"2021 - onvolledig"}},
	{"a mean is weighed: never a bare average", "zonnewijk", "woz", []data.Observation{seen("woz", north, 2020, 100), seen("woz", south, 2020, 200),
		seen("woningen", north, 2020, 300), seen("woningen", south, 2020, 100)}, []string{"2020 125 ok B 1"}},
	{"no weight, no mean", "zonnewijk", "woz", []data.Observation{seen("woz", north, 2020, 100), seen("woz", south, 2020, 200), seen("woningen", north, 2020, 300)},
		[]string{"2020 - onvolledig"}},
	{"an indicator that is never averaged", "zonnewijk", "vermogen", []data.Observation{seen("vermogen", north, 2020, 10), seen("vermogen", south, 2020, 20),
		seen("huishoudens", north, 2020, 1), seen("huishoudens", south, 2020, 1)}, []string{"2020 - niet van toepassing"}},
	{"a class is never averaged", "zonnewijk", "lbm_klasse", []data.Observation{seen("lbm_klasse", north, 2024, 4), seen("lbm_klasse", south, 2024, 4),
		seen("huishoudens", north, 2024, 1), seen("huishoudens", south, 2024, 1), seen("inwoners", north, 2024, 1), seen("inwoners", south, 2024, 1)},
		[]string{"2024 - niet van toepassing"}},
	{"coverage over nine tenths", "zonnewijk", "woz", []data.Observation{seen("woz", north, 2020, 100), seen("woz", south, 2020, data.Secret),
		seen("woningen", north, 2020, 95), seen("woningen", south, 2020, 5)}, []string{"2020 100 ok B 0.95"}},
	{"coverage of nine tenths exactly", "zonnewijk", "woz", []data.Observation{seen("woz", north, 2020, 100), seen("woz", south, 2020, data.Secret),
		seen("woningen", north, 2020, 90), seen("woningen", south, 2020, 10)}, []string{"2020 100 ok B 0.9"}},
	{"coverage under nine tenths", "zonnewijk", "woz", []data.Observation{seen("woz", north, 2020, 100), seen("woz", south, 2020, data.Secret),
		seen("woningen", north, 2020, 89), seen("woningen", south, 2020, 11)}, []string{"2020 - geheim"}},
	{"coverage told by the weight of the wijk itself", "zonnewijk", "woz", []data.Observation{seen("woz", north, 2020, 100),
		seen("woningen", north, 2020, 95), seen("woningen", whole, 2020, 100)}, []string{"2020 100 ok B 0.95"}},
	{"coverage that nothing tells", "zonnewijk", "woz", []data.Observation{seen("woz", north, 2020, 100), seen("woningen", north, 2020, 95)},
		[]string{"2020 - onvolledig"}},
	{"a weight of the division's own year serves for the years that stand on it", "zonnewijk", "woz", []data.Observation{
		on(2024, seen("woz", north, 2021, 100)), on(2024, seen("woz", south, 2021, 200)), seen("woningen", north, 2024, 300), seen("woningen", south, 2024, 100)},
		[]string{"2021 125 ok B 1"}},
	{"one provisional figure makes a provisional sum", "zonnewijk", "inwoners",
		[]data.Observation{provisional(seen("inwoners", north, 2020, 700)), seen("inwoners", south, 2020, 495)}, []string{"2020 1195 voorlopig B 1"}},
	{"one provisional weight does not, its figure does", "zonnewijk", "woz", []data.Observation{seen("woz", north, 2020, 100), provisional(seen("woz", south, 2020, 200)),
		seen("woningen", north, 2020, 300), seen("woningen", south, 2020, 100)}, []string{"2020 125 voorlopig B 1"}},
	{"D: the larger area around it", "sterrenbuurt", "koop", []data.Observation{seen("koop", moon, 2020, 60)}, []string{"2020 60 ok D 1"}},
	{"D: a class too", "sterrenbuurt", "lbm2_klasse", []data.Observation{seen("lbm2_klasse", moon, 2016, 8)}, []string{"2016 8 ok D 1"}},
	{"D: never a count of the larger area", "sterrenbuurt", "inwoners", []data.Observation{seen("inwoners", moon, 2020, 2000)}, nil},
	{"D: a share from counts of the larger area", "sterrenbuurt", "aandeel_0_14",
		[]data.Observation{seen("inwoners_0_14", moon, 2020, 400), seen("inwoners", moon, 2020, 2000)}, []string{"2020 20 ok D 1"}},
	{"D: with the reason of its gap", "sterrenbuurt", "koop", []data.Observation{seen("koop", moon, 2020, data.NotApplicable)}, []string{"2020 - niet van toepassing"}},
	{"nothing published is no point", "zonnewijk", "koop", []data.Observation{seen("koop", moon, 2020, 60)}, nil},
	{"of two divisions with the same year the better quality stays", "zonnewijk", "woz", []data.Observation{on(2020, seen("woz", whole, 2020, 150)),
		on(2024, seen("woz", north, 2020, 100)), on(2024, seen("woz", south, 2020, 100)), seen("woningen", north, 2024, 1), seen("woningen", south, 2024, 1)},
		[]string{"2020 150 ok A 1"}},
	{"of two divisions as good the later stays", "zonnewijk", "lbm", []data.Observation{on(2020, seen("lbm", whole, 2018, 0.1)), on(2024, seen("lbm", whole, 2018, 0.2))},
		[]string{"2018 0.2 ok A 1"}},
	{"of two divisions a value goes before a gap", "zonnewijk", "lbm", []data.Observation{on(2020, seen("lbm", whole, 2018, 0.1)), on(2024, seen("lbm", whole, 2018, data.Unknown))},
		[]string{"2018 0.1 ok A 1"}},
}

func TestWijkTrends(t *testing.T) { runLadder(t, wijkCases) }

func runLadder(t *testing.T, cases []ladderCase) {
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			cat := dorrestad(t)
			got := seriesOf(t, ladderOf(cat, c.figures, allUsed(cat)), c.subject, c.indicator)
			if fmt.Sprint(got) != fmt.Sprint(c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
