package page

import (
	"slices"
	"strings"
	"testing"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/data/series/made"
	"wijkinzicht/server/figure"
)

// convertedFrom makes a point that was converted from other borders, within bounds.
func convertedFrom(year int, value, low, high float64) series.Point {
	r := made.At(year, value)
	r.Quality, r.Low, r.High = data.Converted, &low, &high
	return r
}

func TestChangeInWordsClaimsNoMoreThanItsFigures(t *testing.T) {
	for name, c := range map[string]struct {
		mine, city series.Line
		want       string
	}{
		"a rise":              {made.Line(made.At(2004, 10), made.At(2006, 12), made.At(2010, 20)), nil, "Daken met zon: in Zonnewijk van 10,0% in 2004 naar 20,0% in 2010, een verschil van +10,0 procentpunt."},
		"a fall":              {made.Line(made.At(2004, 20), made.At(2006, 12), made.At(2010, 10)), nil, "Daken met zon: in Zonnewijk van 20,0% in 2004 naar 10,0% in 2010, een verschil van −10,0 procentpunt."},
		"flat":                {made.Line(made.At(2004, 10), made.At(2006, 30), made.At(2010, 10.04)), nil, "Daken met zon: in Zonnewijk gelijk, 10,0% in 2004 en in 2010."},
		"two points":          {made.Line(made.At(2004, 10), made.At(2010, 20)), nil, "Daken met zon: in Zonnewijk van 10,0% in 2004 naar 20,0% in 2010, een verschil van +10,0 procentpunt. Het zijn maar twee metingen."},
		"broken":              {made.Line(made.At(2004, 10), made.At(2006, 11), made.Broken(2010, 90)), nil, ""},
		"a break before":      {made.Line(made.At(2004, 90), made.Broken(2006, 10), made.At(2008, 11), made.At(2010, 12)), nil, "Daken met zon: in Zonnewijk van 10,0% in 2006 naar 12,0% in 2010, een verschil van +2,0 procentpunt."},
		"one point":           {made.Line(made.At(2010, 10)), nil, ""},
		"none":                {made.Line(made.None(2010, data.Secret)), nil, ""},
		"only a larger area":  {made.Line(made.Around(2004, 10), made.Around(2010, 20)), nil, ""},
		"it began as a D":     {made.Line(made.Around(2004, 90), made.At(2008, 10), made.At(2009, 11), made.At(2010, 12)), nil, "Daken met zon: in Zonnewijk van 10,0% in 2008 naar 12,0% in 2010, een verschil van +2,0 procentpunt."},
		"within its margin":   {made.Line(convertedFrom(2004, 10, 6, 14), made.At(2006, 11), made.At(2010, 12)), nil, "Daken met zon: in Zonnewijk vrijwel gelijk, 10,0% in 2004 en 12,0% in 2010. Het is omgerekend uit andere grenzen, en de marge daarvan is groter dan het verschil."},
		"beyond its margin":   {made.Line(convertedFrom(2004, 10, 9, 11), made.At(2006, 11), made.At(2010, 20)), nil, "Daken met zon: in Zonnewijk van 10,0% in 2004 naar 20,0% in 2010, een verschil van +10,0 procentpunt. Een deel is omgerekend uit andere grenzen (C)."},
		"provisional":         {made.Line(made.At(2004, 10), made.At(2006, 11), made.Provisional(2010, 20)), nil, "Daken met zon: in Zonnewijk van 10,0% in 2004 naar 20,0% in 2010, een verschil van +10,0 procentpunt. Een van beide cijfers is voorlopig."},
		"with the city":       {made.Line(made.At(2004, 10), made.At(2006, 11), made.At(2010, 20)), made.Line(made.At(2004, 30), made.At(2010, 31)), "Daken met zon: in Zonnewijk van 10,0% in 2004 naar 20,0% in 2010, een verschil van +10,0 procentpunt. In heel Dorrestad ging het in die tijd van 30,0% naar 31,0%."},
		"a city that broke":   {made.Line(made.At(2004, 10), made.At(2006, 11), made.At(2010, 20)), made.Line(made.At(2004, 30), made.Broken(2010, 31)), "Daken met zon: in Zonnewijk van 10,0% in 2004 naar 20,0% in 2010, een verschil van +10,0 procentpunt."},
		"a city half unknown": {made.Line(made.At(2004, 10), made.At(2006, 11), made.At(2010, 20)), made.Line(made.At(2010, 31)), "Daken met zon: in Zonnewijk van 10,0% in 2004 naar 20,0% in 2010, een verschil van +10,0 procentpunt."},
	} {
		if got := changeWords("Zonnewijk", "Dorrestad", made.Zon, c.mine, c.city); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", name, got, c.want)
		}
	}
	money := made.Zon
	money.Unit, money.Kind = "x € 1.000", catalogue.Mean
	if got := changeWords("Zonnewijk", "Dorrestad", money, made.Line(made.At(2004, 10), made.At(2006, 11), made.At(2010, 20)), nil); !strings.Contains(got, "niet gecorrigeerd voor prijsstijgingen") {
		t.Error(got)
	}
}

// sunAndMoon is a brief of a wijk with three figures of its own.
func sunAndMoon(mine, city map[string]series.Line) brief {
	ind := func(id string, kind catalogue.Kind) catalogue.Indicator {
		i := made.Zon
		i.ID, i.Naam, i.Kind = id, strings.ToUpper(id), kind
		return i
	}
	return brief{wijk: catalogue.Subject{Name: "Zonnewijk"}, city: "Dorrestad", mine: mine, around: city,
		indicators: []catalogue.Indicator{ind("zon", catalogue.Share), ind("maan", catalogue.Share), ind("ster", catalogue.Share), ind("koppen", catalogue.Count), ind("klas", catalogue.Class)},
		spread:     map[string]float64{"zon": 10, "maan": 1, "ster": 1, "koppen": 1, "klas": 1}, breaks: map[string][]figure.LineBreak{}}
}

func TestChartsOfABriefAreChosenByRule(t *testing.T) {
	ids := func(b brief) (out []string) {
		for _, p := range b.picks() {
			out = append(out, p.ind.ID)
		}
		return out
	}
	// The change of maan is smaller in points and larger in the spread of the eleven; a class never counts.
	b := sunAndMoon(map[string]series.Line{"zon": made.Line(made.At(2004, 10), made.At(2010, 15)), "maan": made.Line(made.At(2004, 10), made.At(2010, 12)), "ster": made.Line(made.At(2004, 5), made.Broken(2010, 9)), "klas": made.Line(made.At(2004, 1), made.At(2010, 9))},
		map[string]series.Line{"zon": made.Line(made.At(2010, 80)), "maan": made.Line(made.At(2010, 12)), "ster": made.Line(made.At(2010, 9.5))})
	b.breaks["ster"] = []figure.LineBreak{{Break: catalogue.Break{Indicator: "ster", Year: 2008, Kind: "definitie"}}}
	if got := ids(b); !slices.Equal(got, []string{"maan", "zon", "ster"}) {
		t.Errorf("chosen are %q", got)
	}
	if s := b.sentences(); len(s) != 3 || s[1] != "ZON: in 2010 15,0% in Zonnewijk en 80,0% in heel Dorrestad." || s[2] != "STER: vergelijk in Zonnewijk de jaren vóór 2008 niet met die erna (andere definitie)." {
		t.Errorf("sentences are %q", s)
	}
	// Counts are not held against the city's, and a larger area's figure is not the wijk's.
	b = sunAndMoon(map[string]series.Line{"koppen": made.Line(made.At(2010, 5)), "zon": made.Line(made.Around(2004, 1), made.Around(2010, 9))}, map[string]series.Line{"koppen": made.Line(made.At(2010, 900)), "zon": made.Line(made.At(2010, 80))})
	if got := b.picks(); got != nil {
		t.Errorf("chosen are %+v", got)
	}
	if s := b.sentences(); len(s) != 1 || !strings.Contains(s[0], "geen eigen cijfer") {
		t.Errorf("sentences are %q", s)
	}
	// A break before the first or after the last figure cuts nothing.
	b = sunAndMoon(map[string]series.Line{"zon": made.Line(made.At(2010, 5))}, nil)
	b.breaks["zon"] = []figure.LineBreak{{Break: catalogue.Break{Year: 2010}}, {Break: catalogue.Break{Year: 2012}}}
	if got := b.picks(); got != nil {
		t.Errorf("chosen are %+v", got)
	}
	// Without a break the next change takes its place.
	b = sunAndMoon(map[string]series.Line{"zon": made.Line(made.At(2004, 10), made.At(2010, 15)), "maan": made.Line(made.At(2004, 10), made.At(2010, 12))}, nil)
	if got := ids(b); !slices.Equal(got, []string{"maan", "zon"}) {
		t.Errorf("chosen are %q", got)
	}
}

func TestGapSaysThatItWasConverted(t *testing.T) {
	if got := gapWords("Zonnewijk", "Dorrestad", made.Zon, convertedFrom(2010, 15, 14, 16), made.At(2010, 80)); !strings.HasSuffix(got, "omgerekend uit andere grenzen (C).") {
		t.Error(got)
	}
}

// TestTwelveFigures: what there is goes first, and what is missing is named.
func TestTwelveFigures(t *testing.T) {
	cat, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	views, err := catalogue.ReadViews()
	if err != nil {
		t.Fatal(err)
	}
	b := brief{keys: views.All(catalogue.BriefView), indicators: cat.Indicators, mine: map[string]series.Line{"lbm_onv": made.Line(made.At(2010, 1)), "woz": made.Line(made.None(2010, data.Secret))}}
	facts := b.facts()
	if len(facts) != briefFacts || facts[0].ID != "lbm_onv" || facts[1].ID != "inwoners" {
		t.Errorf("%d figures, from %s", len(facts), facts[0].ID)
	}
	if c := b.caveats(); !strings.Contains(c[len(c)-1], "Elf van de twaalf kerncijfers ontbreken") {
		t.Errorf("%q", c)
	}
}
