package series

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

func value(v float64) *float64 { return &v }

// point is a value of the line's own place, on the division of its year.
func point(year int, v float64) Point {
	return Point{Indicator: "woz", Year: year, Edition: year, Division: year, Value: &v, Quality: "A"}
}

func around(year, place int) Point {
	p := point(year, 1)
	p.Quality, p.Place = Enclosing, place
	return p
}

func on(division int, p Point) Point { p.Division = division; return p }

func about(year int, p Point) Point { p.Year = year; return p }

func TestBetween(t *testing.T) {
	places := NewPlaces([]Step{{"BU1", 2018, 1, Same, ""}, {"BU1", 2020, 1, Same, ByFlag}, {"BU1", 2024, 2, MovedBorder, ByFlag}})
	wijk, area := Who{Subject: "zonnewijk", Levels: []string{"wijk", "buurt"}}, Who{Code: "BU1", Levels: []string{"buurt"}}
	rest := Who{Subject: "gm9901-rest", Shares: []string{"zonnewijk", "gm9901"}, Levels: []string{"gemeente", "wijk", "buurt"}}
	city := Who{Subject: "gm9901", Levels: []string{"gemeente"}}
	cut := func(indicator, subject, level string, year int, why Reason) []Cut {
		return []Cut{{indicator, subject, level, year, why}}
	}
	for _, c := range []struct {
		name string
		cuts []Cut
		who  Who
		a, b Point
		want Reason
	}{
		{"nothing in the way", nil, wijk, point(2018, 1), point(2020, 2), Same},
		{"no value", nil, wijk, point(2018, 1), Point{Year: 2020}, NoValue},
		{"a definition in its year", cut("woz", "", "", 2020, Definition), wijk, point(2018, 1), point(2020, 2), Definition},
		{"a definition, asked the other way round", cut("woz", "", "", 2020, Definition), wijk, point(2020, 1), point(2018, 2), Definition},
		{"a definition in the first year", cut("woz", "", "", 2018, Definition), wijk, point(2018, 1), point(2020, 2), Same},
		{"of another indicator", cut("koop", "", "", 2020, Definition), wijk, point(2018, 1), point(2020, 2), Same},
		{"of another subject", cut("woz", "maanwijk", "", 2020, Definition), wijk, point(2018, 1), point(2020, 2), Same},
		{"of this subject", cut("woz", "zonnewijk", "", 2020, Unit), wijk, point(2018, 1), point(2020, 2), Unit},
		{"between the editions, not the years", cut("woz", "", "", 2013, Moment), wijk, about(2011, point(2012, 1)), point(2013, 2), Moment},
		{"between the years, not the editions", cut("woz", "", "", 2012, Moment), wijk, about(2011, point(2012, 1)), about(2013, point(2013, 2)), Same},
		{"of another level", cut("woz", "", "gemeente", 2020, Assignment), wijk, point(2018, 1), point(2020, 2), Same},
		{"of this level", cut("woz", "", "buurt", 2020, Assignment), wijk, point(2018, 1), point(2020, 2), Assignment},
		{"a gemeente's own level", cut("woz", "", "gemeente", 2020, Assignment), city, point(2018, 1), point(2020, 2), Assignment},
		{"a rest has both levels", cut("woz", "", "gemeente", 2020, Assignment), rest, point(2018, 1), point(2020, 2), Assignment},
		{"the first of two reasons", append(cut("woz", "", "", 2019, Moment), cut("woz", "", "", 2020, Definition)...), wijk, point(2018, 1), point(2020, 2), Definition},
		{"an outline that changed", cut("*", "zonnewijk", "", 2020, Assignment), wijk, point(2018, 1), point(2020, 2), MovedBorder},
		{"an outline, years on one division", cut("*", "zonnewijk", "", 2020, Assignment), wijk, on(2024, point(2018, 1)), on(2024, point(2020, 2)), Same},
		{"the outline of a wijk that a rest leaves out", cut("*", "zonnewijk", "", 2020, Assignment), rest, point(2018, 1), point(2020, 2), MovedBorder},
		{"the outline of a wijk does not move its city", cut("*", "zonnewijk", "", 2020, Assignment), city, point(2018, 1), point(2020, 2), Same},
		{"an outline of everybody", cut("*", "", "", 2020, Assignment), city, point(2018, 1), point(2020, 2), MovedBorder},
		{"from a larger area to the place itself", nil, wijk, around(2018, 1), point(2020, 2), LargerArea},
		{"one larger area", nil, wijk, around(2018, 1), around(2020, 1), Same},
		{"two larger areas", nil, wijk, around(2018, 1), around(2020, 2), LargerArea},
		{"a definition goes before a larger area", cut("woz", "", "", 2020, Definition), wijk, around(2018, 1), point(2020, 2), Definition},
		{"a ring of other buurten", nil, Who{Subject: "zonnewijk-ring"}, Point{Place: 1, Value: value(1)}, Point{Place: 2, Value: value(1)}, MovedBorder},
		{"an area that stayed", nil, area, point(2018, 1), point(2020, 2), Same},
		{"an area that moved", nil, area, point(2018, 1), point(2024, 2), MovedBorder},
		{"an area of a division that is not known", nil, area, point(2016, 1), point(2018, 2), UnknownBorder},
	} {
		if got := NewRule(c.cuts, places).Between("woz", c.who, c.a, c.b); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if got := NewRule(c.cuts, places).Between("woz", c.who, c.b, c.a); got != c.want {
			t.Errorf("%s, turned round: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestEveryReasonHasItsPlace: the reasons are ordered, each once.
func TestEveryReasonHasItsPlace(t *testing.T) {
	seen := map[Reason]bool{}
	for _, r := range Reasons() {
		if seen[r] || r == Same {
			t.Errorf("%q stands twice, or is none", r)
		}
		seen[r] = true
		if first(r, Same) != r || first(Same, r) != r || first(r, NoValue) != r {
			t.Errorf("%q does not go before nothing", r)
		}
	}
	if len(seen) != 11 {
		t.Errorf("%d reasons", len(seen))
	}
}

// TestStretchesAreTheRule: on random lines and random breaks, two values are in one stretch exactly when the rule lets them be
// compared, what cuts a line is why its next value is cut off, and no way of leaving points out changes who may be compared.
func TestStretchesAreTheRule(t *testing.T) {
	for seed := range uint64(500) {
		random := rand.New(rand.NewPCG(seed, 7))
		var cuts []Cut
		for range random.IntN(4) {
			cuts = append(cuts, Cut{[]string{"woz", "*"}[random.IntN(2)], []string{"", "zonnewijk", "maanwijk"}[random.IntN(3)],
				[]string{"", "wijk", "gemeente"}[random.IntN(3)], 2010 + random.IntN(12), Reasons()[random.IntN(6)]})
		}
		rule, who := NewRule(cuts, nil), Who{Subject: "zonnewijk", Levels: []string{"wijk"}}
		var line Line
		for year := 2008; year < 2022; year++ {
			p := point(year, random.Float64())
			p.Division = []int{year, 2024}[random.IntN(2)]
			p.Edition += random.IntN(2)
			switch random.IntN(5) {
			case 0:
				p.Value, p.Quality = nil, ""
			case 1:
				p.Quality, p.Place = Enclosing, 1+random.IntN(2)
			}
			line = append(line, p)
		}
		points := make([]*Point, len(line))
		for i := range line {
			points[i] = &line[i]
		}
		rule.Mark("woz", who, points)
		for i, a := range line {
			for _, b := range line[i+1:] {
				if a.Value == nil || b.Value == nil {
					continue
				}
				if (a.Stretch == b.Stretch) != (rule.Between("woz", who, a, b) == Same) {
					t.Fatalf("seed %d: %d and %d are in stretches %d and %d, the rule says %q", seed, a.Year, b.Year, a.Stretch, b.Stretch, rule.Between("woz", who, a, b))
				}
				if (line.between(a, b) == Same) != (a.Stretch == b.Stretch) {
					t.Fatalf("seed %d: between %d and %d the line says %q", seed, a.Year, b.Year, line.between(a, b))
				}
			}
		}
		for name, part := range map[string]Line{"own": line.Own("x"), "period": line.Period(2011, 2018), "ends": line.Ends(2009, 2020)} {
			var previous *Point
			for i := range part {
				p := &part[i]
				if p.Value == nil {
					continue
				}
				if previous != nil && (p.Why == Same) != (p.Stretch == previous.Stretch) {
					t.Fatalf("seed %d, %s: %d is %q after %d", seed, name, p.Year, p.Why, previous.Year)
				}
				previous = p
			}
		}
	}
}

func marked(cuts []Cut, points ...Point) Line {
	refs := make([]*Point, len(points))
	for i := range points {
		refs[i] = &points[i]
	}
	NewRule(cuts, nil).Mark("woz", Who{Subject: "zonnewijk"}, refs)
	return points
}

func TestLatestChange(t *testing.T) {
	broken := []Cut{{Indicator: "woz", Year: 2020, Why: Population}}
	low, high := point(2010, 10), point(2012, 12)
	low.Low, low.High, high.Low, high.High = value(8), value(12.5), value(11), value(13)
	for _, c := range []struct {
		name       string
		line       Line
		from, to   int
		why        Reason
		difference float64
		toward     int // with a step of 2
	}{
		{"a rise", marked(nil, point(2010, 10), point(2012, 9), point(2014, 13)), 2010, 2014, Same, 3, 1},
		{"just the step", marked(nil, point(2010, 10), point(2014, 12)), 2010, 2014, Same, 2, 1},
		{"a fall of decimals that are not exact", marked(nil, point(2010, 2.3), point(2014, 0.3)), 2010, 2014, Same, -2, -1},
		{"below the step", marked(nil, point(2010, 10), point(2014, 11.9)), 2010, 2014, Same, 1.9, 0},
		{"after a break", marked(broken, point(2010, 10), point(2020, 90), point(2022, 80)), 2020, 2022, Same, -10, -1},
		{"only a break", marked(broken, point(2010, 10), point(2020, 90)), 0, 2020, Population, 0, 0},
		{"one value", marked(nil, point(2010, 10)), 0, 2010, NoValue, 0, 0},
		{"a larger area", marked(nil, around(2010, 1), around(2012, 1)), 0, 2012, LargerArea, 0, 0},
		{"a larger area between two values of its own", marked(nil, point(2010, 10), around(2012, 1), point(2014, 20)), 2010, 2014, Same, 10, 1},
		{"margins that overlap", marked(nil, low, high), 2010, 2012, Same, 2, 0},
		{"nothing", nil, 0, 0, NoValue, 0, 0},
	} {
		got := c.line.Latest()
		if got.From.Year != c.from || got.To.Year != c.to || got.Why != c.why || c.why == Same && fmt.Sprintf("%.6f", got.Difference()) != fmt.Sprintf("%.6f", c.difference) || got.Toward(2) != c.toward {
			t.Errorf("%s: %d to %d, %q, %v, toward %d", c.name, got.From.Year, got.To.Year, got.Why, got.Difference(), got.Toward(2))
		}
		if c.why == Same && c.line.Over(c.from, c.to) != got {
			t.Errorf("%s: asked for the two years it is %+v", c.name, c.line.Over(c.from, c.to))
		}
	}
}

// TestAReasonOutlivesWhatIsLeftOut: a break that lies behind a larger area's value is still the reason.
func TestAReasonOutlivesWhatIsLeftOut(t *testing.T) {
	line := marked([]Cut{{Indicator: "woz", Year: 2012, Why: Definition}}, point(2010, 1), around(2012, 1), point(2014, 2)).Own("x")
	if line[2].Why != Definition || line.Over(2010, 2014).Why != Definition {
		t.Errorf("%q and %q", line[2].Why, line.Over(2010, 2014).Why)
	}
}

func TestTally(t *testing.T) {
	var tally Tally
	for _, c := range []struct {
		toward int
		none   bool
	}{{1, false}, {1, false}, {-1, false}, {0, false}, {0, true}, {1, true}} {
		tally.Add(c.toward, c.none)
	}
	if tally != (Tally{2, 1, 1, 2}) {
		t.Errorf("%+v", tally)
	}
}

func TestStepsOf(t *testing.T) {
	area := func(year int, name, flag string, land, total float64) Area {
		return Area{"BU990101", year, name, flag, land, total}
	}
	neighbour := func(year int, land float64) Area { return Area{"BU990102", year, "west", "", land, 0} }
	for _, c := range []struct {
		name  string
		areas []Area
		known []Evidence
		moved []int
		want  string // of BU990101: year, place and why it is another than before
	}{
		{"the flag says unchanged", []Area{area(2019, "oost", "", 0, 0), area(2020, "oost", "1", 0, 0)}, nil, nil, "2019:1 2020:1(indelingswijziging)"},
		{"a flag, renamed", []Area{area(2019, "oost", "", 0, 0), area(2020, "ost", "1", 0, 0)}, nil, nil, "2019:1 2020:1(indelingswijziging)"},
		{"the flag says moved", []Area{area(2019, "oost", "", 50, 50), area(2020, "oost", "3", 50, 50)}, nil, nil, "2019:1 2020:2 andere grens(indelingswijziging)"},
		{"moved since a division that is not there", []Area{area(2016, "oost", "", 50, 50), area(2020, "oost", "3", 50, 50)}, nil, nil, "2016:1 2020:2 andere grens(indelingswijziging)"},
		{"the flag says nothing of earlier years", []Area{area(2016, "oost", "", 0, 0), area(2020, "oost", "1", 0, 0)}, nil, nil, "2016:1 2020:2 grens onbekend"},
		{"a code that came from elsewhere", []Area{area(2019, "oost", "", 0, 0), area(2020, "oost", "2", 0, 0)}, nil, nil, "2019:1 2020:2 andere grens(indelingswijziging)"},
		{"the catalogue says moved", []Area{area(2016, "oost", "", 50, 50), area(2020, "oost", "1", 50, 50)}, nil, []int{2018}, "2016:1 2020:2 andere grens(catalogus)"},
		{"the catalogue says the same", []Area{area(2016, "oost", "", 0, 0), area(2020, "", "", 0, 0)}, []Evidence{{"BU990101", 2016, 2020, true, ByCatalogue}}, nil, "2016:1 2020:1(catalogus)"},
		{"borders say the same", []Area{area(2016, "oost", "", 0, 0), area(2020, "ost", "", 0, 0)}, []Evidence{{"BU990101", 2016, 2020, true, ByBorders}}, nil, "2016:1 2020:1(grenzen)"},
		{"borders say moved", []Area{area(2016, "oost", "", 50, 50), area(2020, "oost", "", 50, 50)}, []Evidence{{"BU990101", 2016, 2020, false, ByBorders}}, nil, "2016:1 2020:2 andere grens(grenzen)"},
		{"the flag goes before borders", []Area{area(2019, "oost", "", 0, 0), area(2020, "oost", "1", 0, 0)}, []Evidence{{"BU990101", 2019, 2020, false, ByBorders}}, nil, "2019:1 2020:1(indelingswijziging)"},
		{"borders of two ends tell of what lies between", []Area{area(2016, "oost", "", 0, 0), area(2018, "oost", "", 0, 0), area(2020, "oost", "", 0, 0)},
			[]Evidence{{"BU990101", 2016, 2020, true, ByBorders}}, nil, "2016:1 2018:1(grenzen ervoor en erna) 2020:1(grenzen ervoor en erna)"},
		{"but not of a move between", []Area{area(2016, "oost", "", 0, 0), area(2018, "oost", "3", 0, 0), area(2020, "oost", "", 0, 0)},
			[]Evidence{{"BU990101", 2016, 2020, true, ByBorders}}, nil, "2016:1 2018:2 andere grens(indelingswijziging) 2020:3 grens onbekend"},
		{"moved between two ends", []Area{area(2016, "oost", "", 0, 0), area(2018, "oost", "1", 0, 0), area(2020, "oost", "", 0, 0)},
			[]Evidence{{"BU990101", 2016, 2020, false, ByBorders}}, nil, "2016:1 2018:2 andere grens(grenzen) 2020:3 andere grens(grenzen)"},
		{"the same name and ground", []Area{area(2016, "oost", "", 40, 50), area(2020, "oost", "", 40, 51)}, nil, nil, "2016:1 2020:1(naam en oppervlakte)"},
		{"land became water", []Area{area(2016, "oost", "", 40, 50), area(2020, "oost", "", 20, 50)}, nil, nil, "2016:1 2020:1(naam en oppervlakte)"},
		{"the same ground, no name", []Area{area(2016, "", "", 40, 50), area(2020, "oost", "", 40, 50)}, nil, nil, "2016:1 2020:2 grens onbekend"},
		{"more ground", []Area{area(2016, "oost", "", 21, 22), area(2020, "oost", "", 86, 88)}, nil, nil, "2016:1 2020:2 andere grens(naam en oppervlakte)"},
		{"two hectares more", []Area{area(2016, "oost", "", 10, 10), area(2020, "oost", "", 12, 12)}, nil, nil, "2016:1 2020:1(naam en oppervlakte)"},
		{"a large area measured anew", []Area{area(2016, "oost", "", 400, 400), area(2020, "oost", "", 410, 410)}, nil, nil, "2016:1 2020:1(naam en oppervlakte)"},
		{"land that the neighbour lost", []Area{area(2016, "oost", "", 21, 0), area(2020, "oost", "", 86, 0), neighbour(2016, 290), neighbour(2020, 225)}, nil, nil, "2016:1 2020:2 andere grens(naam en oppervlakte)"},
		{"land that nobody lost", []Area{area(2016, "oost", "", 21, 0), area(2020, "oost", "", 86, 0), neighbour(2016, 290), neighbour(2020, 291)}, nil, nil, "2016:1 2020:2 grens onbekend"},
		{"land of a neighbour that is gone", []Area{area(2016, "oost", "", 21, 0), area(2020, "oost", "", 86, 0), neighbour(2016, 65)}, nil, nil, "2016:1 2020:2 andere grens(naam en oppervlakte)"},
		{"another name", []Area{area(2016, "oost", "", 40, 50), area(2020, "west", "", 40, 50)}, nil, nil, "2016:1 2020:2 andere naam"},
		{"nothing known", []Area{area(2016, "oost", "", 0, 0), area(2020, "oost", "", 0, 0)}, nil, nil, "2016:1 2020:2 grens onbekend"},
	} {
		var got []string
		for _, s := range StepsOf(c.areas, c.known, map[string][]int{"BU990101": c.moved}) {
			if s.Code != "BU990101" {
				continue
			}
			text := fmt.Sprintf("%d:%d", s.Year, s.Place)
			if s.Why != Same {
				text += " " + string(s.Why)
			}
			if s.Source != "" {
				text += "(" + s.Source + ")"
			}
			got = append(got, text)
		}
		if text := strings.Join(got, " "); text != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, text, c.want)
		}
	}
}

// TestPlacesOfRandomWorlds: in small worlds whose areas are split, moved, renamed and given new codes, with the truth known by
// construction, the rule never calls two places one, and calls one place the same wherever the flags say so all along.
func TestPlacesOfRandomWorlds(t *testing.T) {
	for seed := range uint64(300) {
		random := rand.New(rand.NewPCG(seed, 11))
		type place struct {
			id   int // what ground it is
			name string
			land float64
		}
		now := map[string]place{}
		next := 0
		fresh := func(land float64) place { next++; return place{next, fmt.Sprint("buurt ", next), land} }
		for i := range 4 {
			now[fmt.Sprintf("BU99010%d", i)] = fresh(50 + 10*random.Float64())
		}
		truth := map[string]map[int]int{}
		var areas []Area
		for year := 2010; year < 2018; year++ {
			flags := map[string]string{}
			if year > 2010 {
				for code := range now {
					flags[code] = "1"
				}
				code, other := fmt.Sprintf("BU99010%d", random.IntN(4)), fmt.Sprintf("BU99010%d", random.IntN(4))
				a, b := now[code], now[other]
				switch random.IntN(5) {
				case 0: // a border moves: a third goes to the other
					if code != other {
						part := a.land / 3
						now[code], now[other] = place{fresh(0).id, a.name, a.land - part}, place{fresh(0).id, b.name, b.land + part}
						flags[code], flags[other] = "3", "3"
					}
				case 1: // codes change hands
					if code != other {
						now[code], now[other] = b, a
						flags[code], flags[other] = "2", "2"
					}
				case 2: // renamed, the same ground
					now[code] = place{a.id, a.name + " nieuw", a.land}
				case 3: // redrawn from scratch
					now[code] = fresh(20 + 80*random.Float64())
					flags[code] = "3"
				}
			}
			hidden := random.IntN(3) == 0 // a division of which no flags came in
			for code, p := range now {
				flag := flags[code]
				if hidden {
					flag = ""
				}
				areas = append(areas, Area{code, year, p.name, flag, float64(int(p.land + 0.5)), 0})
				if truth[code] == nil {
					truth[code] = map[int]int{}
				}
				truth[code][year] = p.id
			}
		}
		places := NewPlaces(StepsOf(areas, nil, nil))
		for code, years := range truth {
			for a := 2010; a < 2018; a++ {
				for b := a + 1; b < 2018; b++ {
					same := places.Between(code, a, b) == Same
					moved := years[a] != years[b]
					if same && moved && !silently(areas, code, a, b) {
						t.Fatalf("seed %d: %s of %d and %d are two places and called one", seed, code, a, b)
					}
					if !same && allFlagged(areas, code, a, b) {
						t.Fatalf("seed %d: %s of %d and %d is flagged unchanged and called %q", seed, code, a, b, places.Between(code, a, b))
					}
					if places.Between(code, b, a) != places.Between(code, a, b) {
						t.Fatalf("seed %d: %s is another thing the other way round", seed, code)
					}
				}
			}
		}
	}
}

// silently tells whether a move between two divisions left no trace in names, flags or ground: then nobody could see it.
func silently(areas []Area, code string, from, to int) bool {
	var before *Area
	for year := from; year <= to; year++ {
		for i := range areas {
			a := &areas[i]
			if a.Code != code || a.Year != year {
				continue
			}
			if before != nil && (a.Flag != "" && a.Flag != "1" || a.Flag == "" && (a.Name != before.Name || grew(a.Land, before.Land))) {
				return false
			}
			before = a
		}
	}
	return true
}

func allFlagged(areas []Area, code string, from, to int) bool {
	n := 0
	for _, a := range areas {
		if a.Code == code && a.Year > from && a.Year <= to && a.Flag == "1" {
			n++
		}
	}
	return n == to-from
}
