package moment

import (
	"math"
	"strings"
	"testing"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/data/series/made"
	"wijkinzicht/server/figure"
	"wijkinzicht/web/chart"
	"wijkinzicht/web/words"
)

func TestWindowsBeforeAndAfter(t *testing.T) {
	for name, c := range map[string]struct {
		series       series.Line
		level, slope float64
		why          string
	}{
		"a straight line":      {made.Line(made.At(2004, 10), made.At(2006, 14), made.At(2010, 22)), 46.0 / 3, 2, ""},
		"flat":                 {made.Line(made.At(2004, 5), made.At(2005, 5), made.At(2006, 5)), 5, 0, ""},
		"two years":            {made.Line(made.At(2004, 10), made.At(2006, 14)), 12, 0, "minder dan drie jaren"},
		"a break":              {made.Line(made.At(2004, 10), made.At(2006, 14), made.Broken(2008, 30)), 18, 0, "breuk"},
		"a break at the start": {made.Line(made.Broken(2004, 10), made.At(2006, 12), made.At(2008, 14)), 12, 1, ""},
		"nothing":              {made.Line(made.None(2004, data.Secret)), 0, 0, "geen cijfer"},
	} {
		w := newWindow(words.NL, c.series)
		if math.Abs(w.level-c.level) > 1e-9 || w.why != c.why || (w.slope == nil) != (c.why != "") || w.slope != nil && math.Abs(*w.slope-c.slope) > 1e-9 {
			t.Errorf("%s: level %v, slope %v, why %q", name, w.level, w.slope, w.why)
		}
	}
}

func TestBeforeAndAfterClaimsNoMoreThanItsFigures(t *testing.T) {
	wijk, other := catalogue.Subject{Slug: "zonnewijk", Kind: catalogue.WijkKind, Name: "Zonnewijk"}, catalogue.Subject{Slug: "maanwijk", Kind: catalogue.WijkKind, Name: "Maanwijk"}
	ring := catalogue.Subject{Slug: "zonnewijk-ring", Kind: catalogue.RingKind, Name: "Ring om Zonnewijk"}
	lines := []figure.ShownLine{{Subject: wijk, Role: chart.Wijk}, {Subject: ring, Role: chart.Ander}, {Subject: other, Role: chart.Ander}}
	all := func(own, around, ten series.Line) map[string]map[string]series.Line {
		return map[string]map[string]series.Line{"zonnewijk": {"zon": own}, "zonnewijk-ring": {"zon": around}, "maanwijk": {"zon": ten}}
	}
	for name, c := range map[string]struct {
		figures map[string]map[string]series.Line
		want    string
	}{
		"a rise beside others": {all(made.Line(made.At(2006, 10), made.At(2010, 20)), made.Line(made.At(2006, 10), made.At(2010, 12)), made.Line(made.At(2006, 1), made.At(2010, 30))),
			"In Zonnewijk was het gemiddeld 10,0% tot en met 2008, en 20,0% daarna: een verschil van +10,0 procentpunt. In de ring om Zonnewijk: +2,0 procentpunt. Van de andere wijken kwam het verschil in één hoger uit en in geen lager of gelijk."},
		"a break between":    {all(made.Line(made.At(2006, 10), made.Broken(2010, 20)), nil, nil), "Van Zonnewijk zijn de jaren voor en na 2008 niet te vergelijken: er ligt een breuk tussen."},
		"one point":          {all(made.Line(made.At(2006, 10)), nil, nil), "Van Zonnewijk zijn de jaren voor en na 2008 niet te vergelijken: geen cijfer erna."},
		"only a larger area": {all(made.Line(made.Around(2006, 10), made.Around(2010, 20)), nil, nil), "Van Zonnewijk zijn de jaren voor en na 2008 niet te vergelijken: geen cijfer."},
		"others cannot be compared": {all(made.Line(made.At(2006, 20), made.At(2010, 10)), nil, made.Line(made.At(2006, 1), made.Broken(2010, 30))),
			"In Zonnewijk was het gemiddeld 20,0% tot en met 2008, en 10,0% daarna: een verschil van −10,0 procentpunt. In de ring om Zonnewijk: niet te vergelijken (geen cijfer)."},
	} {
		v := newView(words.NL, Choice{Wijk: "zonnewijk", Indicator: "zon", Year: 2008, Window: 5}, made.Zon, figure.LinesOf(made.Zon, lines, c.figures))
		if got := v.Sentence(); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", name, got, c.want)
		}
		if strings.Contains(v.Sentence()+v.Caveat(), "effect") {
			t.Errorf("%s: it speaks of an effect", name)
		}
	}
}

// TestTargetOfACountIsAnIndex: where the line is an index, so is the target.
func TestTargetOfACountIsAnIndex(t *testing.T) {
	count := made.Zon
	count.Kind = catalogue.Count
	all := map[string]map[string]series.Line{"zonnewijk": {"zon": made.Line(made.At(2004, 50), made.At(2010, 60))}}
	v := newView(words.NL, Choice{Wijk: "zonnewijk", Indicator: "zon", Year: 2006}, count, figure.LinesOf(count, []figure.ShownLine{{Subject: catalogue.Subject{Slug: "zonnewijk", Kind: catalogue.WijkKind, Name: "Zonnewijk"}, Role: chart.Wijk}}, all))
	v.Aim(75, func(value string) string { return "doel " + value })
	if v.target == nil || v.target.Value != 150 || v.target.Label != "doel 150,0" {
		t.Errorf("target is %+v", v.target)
	}
}
