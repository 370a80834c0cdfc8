package ingest

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
)

// onlyZonnewijk leaves Sterrenbuurt out: a wijk that cannot be named cannot be taken away from its gemeente.
func onlyZonnewijk(t testing.TB) *catalogue.Catalogue {
	cat := dorrestad(t)
	cat.Wijken = cat.Wijken[:1]
	return cat
}

func TestRestTrends(t *testing.T) {
	for _, c := range []ladderCase{
		{"a count less the wijk", "gm9901-rest", "inwoners", []data.Observation{seen("inwoners", city, 2020, 30000), seen("inwoners", whole, 2020, 1200)},
			[]string{"2020 28800 ok B 1"}},
		{"a count less the buurten, where the wijk itself is not published", "gm9901-rest", "inwoners", []data.Observation{seen("inwoners", city, 2020, 30000),
			seen("inwoners", north, 2020, 700), seen("inwoners", south, 2020, 495)}, []string{"2020 28805 ok B 1"}},
		{"no rest without the wijk", "gm9901-rest", "inwoners", []data.Observation{seen("inwoners", city, 2020, 30000)}, []string{"2020 - onvolledig"}},
		{"no rest of an unknown gemeente", "gm9901-rest", "inwoners", []data.Observation{seen("inwoners", city, 2020, data.Secret), seen("inwoners", whole, 2020, 1200)},
			[]string{"2020 - geheim"}},
		{"a share from counts", "gm9901-rest", "aandeel_0_14", []data.Observation{seen("inwoners", city, 2020, 31200), seen("inwoners", whole, 2020, 1200),
			seen("inwoners_0_14", city, 2020, 6300), seen("inwoners_0_14", whole, 2020, 300)}, []string{"2020 20 ok B 1"}},
		{"a mean, the wijk's share of it taken out", "gm9901-rest", "woz", []data.Observation{seen("woz", city, 2020, 300), seen("woz", whole, 2020, 150),
			seen("woningen", city, 2020, 10000), seen("woningen", whole, 2020, 1000)}, []string{"2020 316.666667 ok B 1"}},
		{"a mean of which the wijk's part is unknown", "gm9901-rest", "woz", []data.Observation{seen("woz", city, 2020, 300), seen("woz", whole, 2020, data.Secret),
			seen("woningen", city, 2020, 10000), seen("woningen", whole, 2020, 10)}, []string{"2020 - geheim"}},
		{"never a class", "gm9901-rest", "lbm2_klasse", []data.Observation{seen("lbm2_klasse", city, 2016, 7), seen("lbm2_klasse", whole, 2016, 4)}, nil},
		{"the gemeente itself", "gm9901", "woz", []data.Observation{seen("woz", city, 2020, 300), seen("woz", whole, 2020, 150)}, []string{"2020 300 ok A 1"}},
		{"a gemeente is never made of its wijken", "gm9901", "inwoners", []data.Observation{seen("inwoners", whole, 2020, 1200), seen("inwoners", moon, 2020, 2000)}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			cat := onlyZonnewijk(t)
			got := seriesOf(t, ladderOf(cat, c.figures, allUsed(cat)), c.subject, c.indicator)
			if fmt.Sprint(got) != fmt.Sprint(c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
	t.Run("a wijk to compare with is no part that is taken away, where one of the eleven is", func(t *testing.T) {
		cat := dorrestad(t)
		cat.Wijken[1].Kind = catalogue.ReferenceKind
		figures := []data.Observation{seen("inwoners", city, 2020, 30000), seen("inwoners", whole, 2020, 1200), seen("inwoners", moon, 2020, 2000)}
		if got := seriesOf(t, ladderOf(cat, figures, allUsed(cat)), "gm9901-rest", "inwoners"); fmt.Sprint(got) != "[2020 28800 ok B 1]" {
			t.Errorf("beside one of the eleven: got %q", got)
		}
		cat.Wijken[0].Kind = catalogue.ReferenceKind
		cat.Wijken = cat.Wijken[:1]
		if got := seriesOf(t, ladderOf(cat, figures, allUsed(cat)), "gm9901-rest", "inwoners"); fmt.Sprint(got) != "[2020 28800 ok B 1]" {
			t.Errorf("where it is alone: got %q", got)
		}
	})
	t.Run("a wijk without an area cannot be taken away", func(t *testing.T) {
		cat := dorrestad(t)
		figures := []data.Observation{seen("inwoners", city, 2020, 30000), seen("inwoners", whole, 2020, 1200)}
		if got := seriesOf(t, ladderOf(cat, figures, allUsed(cat)), "gm9901-rest", "inwoners"); len(got) != 0 {
			t.Errorf("got %q", got)
		}
	})
}

// TestStandIn: an area that is shown in the wijk's place lends it its counts too, and is taken away as a whole.
func TestStandIn(t *testing.T) {
	cat := dorrestad(t)
	for i := range cat.Parts {
		if cat.Parts[i].Relation == catalogue.Surrounding {
			cat.Parts[i].Relation = catalogue.StandIn
		}
	}
	figures := []data.Observation{seen("inwoners", city, 2020, 30000), seen("inwoners", whole, 2020, 1200), seen("inwoners", moon, 2020, 2000)}
	l := ladderOf(cat, figures, allUsed(cat))
	for subject, want := range map[string]string{"sterrenbuurt": "[2020 2000 ok D 1]", "gm9901-rest": "[2020 26800 ok B 1]"} {
		if got := fmt.Sprint(seriesOf(t, l, subject, "inwoners")); got != want {
			t.Errorf("%s is %s, want %s", subject, got, want)
		}
	}
}

// TestPartsThatAreNotUsed: an area that bears another place's name, or is not there, leaves the wijk incomplete.
func TestPartsThatAreNotUsed(t *testing.T) {
	cat := dorrestad(t)
	figures := []data.Observation{seen("inwoners", north, 2020, 700), seen("inwoners", south, 2020, 495), seen("koop", moon, 2020, 60)}
	l := ladderOf(cat, figures, allUsed(cat, south, moon))
	if got := seriesOf(t, l, "zonnewijk", "inwoners"); len(got) != 0 {
		t.Errorf("without one buurt the wijk is %q", got)
	}
	if got := seriesOf(t, l, "sterrenbuurt", "koop"); len(got) != 0 {
		t.Errorf("by another place's name the wijk is %q", got)
	}
}

func TestFindParts(t *testing.T) {
	cat := dorrestad(t)
	at := func(code string, year int) catalogue.AreaKey { return catalogue.AreaKey{Year: year, Code: code} }
	parts, findings := findParts(cat, map[catalogue.AreaKey]data.NamedArea{at(whole, 2020): {Name: "zonnewijk"}, at(north, 2020): {Name: "Zonnewijk-Noord"},
		at(south, 2020): {Name: "Havenkwartier"}, at(moon, 2020): {}, at(moon, 2021): {Name: "Wijk 12 Wolkenwijk"}})
	used := map[string]bool{}
	for _, p := range parts {
		if p.Used {
			used[fmt.Sprintf("%s %d", p.Code, p.Year)] = true
		}
	}
	if fmt.Sprint(used) != fmt.Sprint(map[string]bool{whole + " 2020": true, north + " 2020": true, moon + " 2020": true}) {
		t.Errorf("used are %v", used)
	}
	if len(findings) != 2 {
		t.Errorf("findings are %+v, want one for each other name and none for what is not there", findings)
	}
}

func TestSameName(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"Zonnewijk", "Wijk 01 Zonnewijk", true}, {"Gebied 7 Zonnewijk", "zonnewijk", true}, {"Zonnewijk-Noord", "Zonnewijk Noord", true},
		{"Zonnewijk  Noord", "Zonnewijk, Noord", true}, {"Zon/Maan", "Zon Maan", true}, {"Zonnewijk", "Zonnewijk Noord", false},
		{"Wijk 01 Zonnewijk", "Wijk 02 Zonnewijk", true}, {"Zonnewijk", "Maanwijk", false}, {"Zonnewijk", "", false},
	} {
		if data.SameName(c.a, c.b) != c.same || data.SameName(c.b, c.a) != c.same {
			t.Errorf("%q and %q: want the same is %v", c.a, c.b, c.same)
		}
	}
}

func TestBreaks(t *testing.T) {
	three := func(indicator, code string) []data.Observation {
		return []data.Observation{seen(indicator, code, 2018, 1), seen(indicator, code, 2020, 2), seen(indicator, code, 2021, 3)}
	}
	onOne := []data.Observation{on(2024, seen("lbm2_score", whole, 2018, 0.1)), on(2024, seen("lbm2_score", whole, 2022, 0.2)), seen("lbm2_score", whole, 2025, 0.3)}
	withGap := []data.Observation{seen("koop", whole, 2018, 1), seen("koop", whole, 2020, data.NotInEdition), seen("koop", whole, 2021, 3)}
	enclosed := []data.Observation{seen("koop", north, 2018, 1), seen("koop", moon, 2020, 2), seen("koop", moon, 2021, 3)}
	for _, c := range []struct {
		name, subject, indicator string
		figures                  []data.Observation
		br                       catalogue.Break
		want                     string
	}{
		{"none", "zonnewijk", "koop", three("koop", whole), catalogue.Break{}, "[2018 1 ok A 1 2020 2 ok A 1 2021 3 ok A 1]"},
		{"in its year", "zonnewijk", "koop", three("koop", whole), catalogue.Break{Indicator: "koop", Year: 2020}, "[2018 1 ok A 1 | 2020 2 ok A 1 2021 3 ok A 1]"},
		{"between two years", "zonnewijk", "koop", three("koop", whole), catalogue.Break{Indicator: "koop", Year: 2019}, "[2018 1 ok A 1 | 2020 2 ok A 1 2021 3 ok A 1]"},
		{"before the first point", "zonnewijk", "koop", three("koop", whole), catalogue.Break{Indicator: "koop", Year: 2018}, "[2018 1 ok A 1 2020 2 ok A 1 2021 3 ok A 1]"},
		{"of another indicator", "zonnewijk", "koop", three("koop", whole), catalogue.Break{Indicator: "huur", Year: 2020}, "[2018 1 ok A 1 2020 2 ok A 1 2021 3 ok A 1]"},
		{"of this subject", "zonnewijk", "koop", three("koop", whole), catalogue.Break{Indicator: "koop", Subject: "zonnewijk", Year: 2021}, "[2018 1 ok A 1 2020 2 ok A 1 | 2021 3 ok A 1]"},
		{"of another subject", "gm9901", "koop", three("koop", city), catalogue.Break{Indicator: "koop", Subject: "zonnewijk", Year: 2021}, "[2018 1 ok A 1 2020 2 ok A 1 2021 3 ok A 1]"},
		{"of every indicator, by a change of outline", "zonnewijk", "koop", three("koop", whole), catalogue.Break{Indicator: "*", Subject: "zonnewijk", Year: 2020}, "[2018 1 ok A 1 | 2020 2 ok A 1 2021 3 ok A 1]"},
		{"a gap does not hide it", "zonnewijk", "koop", withGap, catalogue.Break{Indicator: "koop", Year: 2020}, "[2018 1 ok A 1 2020 - niet in deze uitgave | 2021 3 ok A 1]"},
		{"a change of outline does not part years on one division", "zonnewijk", "lbm2_score", onOne, catalogue.Break{Indicator: "*", Subject: "zonnewijk", Year: 2020}, "[2018 0.1 ok A 1 2022 0.2 ok A 1 2025 0.3 ok A 1]"},
		{"a change of outline parts two divisions", "zonnewijk", "lbm2_score", onOne, catalogue.Break{Indicator: "*", Subject: "zonnewijk", Year: 2025}, "[2018 0.1 ok A 1 2022 0.2 ok A 1 | 2025 0.3 ok A 1]"},
		{"from the area itself to the one around it", "sterrenbuurt", "koop", enclosed, catalogue.Break{}, "[2018 1 ok A 1 | 2020 2 ok D 1 2021 3 ok D 1]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			cat := dorrestad(t)
			cat.Parts = append(cat.Parts, catalogue.Part{Slug: "sterrenbuurt", Year: 2018, Code: north, Relation: catalogue.Equal})
			if c.br.Year != 0 {
				c.br.Kind = "definitie"
				cat.Breaks = []catalogue.Break{c.br}
			}
			if got := fmt.Sprint(seriesOf(t, ladderOf(cat, c.figures, allUsed(cat)), c.subject, c.indicator)); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestBreakOfARest(t *testing.T) {
	for subject, want := range map[string]string{"zonnewijk": "| 2020", "gm9901": "| 2020", "": "| 2020", "elders": "2020"} {
		cat := onlyZonnewijk(t)
		cat.Breaks = []catalogue.Break{{Indicator: "*", Subject: subject, Year: 2020}}
		figures := []data.Observation{seen("inwoners", city, 2018, 30), seen("inwoners", whole, 2018, 10), seen("inwoners", city, 2020, 40), seen("inwoners", whole, 2020, 15)}
		got := seriesOf(t, ladderOf(cat, figures, allUsed(cat)), "gm9901-rest", "inwoners")
		if fmt.Sprint(got) != fmt.Sprint([]string{"2018 20 ok B 1", want + " 25 ok B 1"}) {
			t.Errorf("a break of %q gives %q", subject, got)
		}
	}
}

// TestLineageOnRandomFigures: whatever is published and whatever is missing, every value is the sum of weight times
// observation, its coverage lies between nothing and all, and no wijk gets two values in a year.
func TestLineageOnRandomFigures(t *testing.T) {
	cat := onlyZonnewijk(t)
	values := 0
	for seed := range uint64(200) {
		random := rand.New(rand.NewPCG(seed, 1))
		var figures []data.Observation
		for _, ind := range cat.Indicators {
			for _, code := range []string{city, whole, north, south, moon} {
				for _, areaYear := range []int{2018, 2020, 2024} {
					if random.IntN(3) == 0 {
						continue
					}
					what := []any{random.Float64() * 100, random.IntN(500), data.Unknown, data.Secret}[random.IntN(4)]
					figures = append(figures, on(areaYear, seen(ind.ID, code, areaYear-2*random.IntN(2), what)))
				}
			}
		}
		l := ladderOf(cat, figures, allUsed(cat))
		type point struct {
			subject, indicator string
			year               int
		}
		twice := map[point]bool{}
		for _, r := range l.trends() {
			checkLineage(t, l, r)
			k := point{r.Subject, r.Indicator, r.Year}
			if twice[k] {
				t.Errorf("%v stands twice", k)
			}
			twice[k] = true
			if r.Value != nil {
				values++
			}
		}
		if t.Failed() {
			t.Fatalf("with seed %d", seed)
		}
	}
	if values < 10000 {
		t.Errorf("only %d values were made: the figures prove little", values)
	}
}
