package server

import (
	"math"
	"strings"
	"testing"

	"wijkinzicht/data"
	"wijkinzicht/data/series"
	"wijkinzicht/web/chart"
)

func TestWindowsBeforeAndAfter(t *testing.T) {
	for name, c := range map[string]struct {
		series       series.Line
		level, slope float64
		why          string
	}{
		"a straight line":      {line(at(2004, 10), at(2006, 14), at(2010, 22)), 46.0 / 3, 2, ""},
		"flat":                 {line(at(2004, 5), at(2005, 5), at(2006, 5)), 5, 0, ""},
		"two years":            {line(at(2004, 10), at(2006, 14)), 12, 0, "minder dan drie jaren"},
		"a break":              {line(at(2004, 10), at(2006, 14), broken(2008, 30)), 18, 0, "breuk"},
		"a break at the start": {line(broken(2004, 10), at(2006, 12), at(2008, 14)), 12, 1, ""},
		"nothing":              {line(none(2004, data.Secret)), 0, 0, "geen cijfer"},
	} {
		w := newWindow(c.series)
		if math.Abs(w.level-c.level) > 1e-9 || w.why != c.why || (w.slope == nil) != (c.why != "") || w.slope != nil && math.Abs(*w.slope-c.slope) > 1e-9 {
			t.Errorf("%s: level %v, slope %v, why %q", name, w.level, w.slope, w.why)
		}
	}
}

func TestBeforeAndAfterClaimsNoMoreThanItsFigures(t *testing.T) {
	wijk, other := data.Subject{Slug: "zonnewijk", Kind: "wijk", Name: "Zonnewijk"}, data.Subject{Slug: "maanwijk", Kind: "wijk", Name: "Maanwijk"}
	ring := data.Subject{Slug: "zonnewijk-ring", Kind: "ring", Name: "Ring om Zonnewijk"}
	lines := []shownLine{{wijk, chart.Wijk}, {ring, chart.Ander}, {other, chart.Ander}}
	all := func(own, around, ten series.Line) map[string]map[string]series.Line {
		return map[string]map[string]series.Line{"zonnewijk": {"zon": own}, "zonnewijk-ring": {"zon": around}, "maanwijk": {"zon": ten}}
	}
	for name, c := range map[string]struct {
		figures map[string]map[string]series.Line
		want    string
	}{
		"a rise beside others": {all(line(at(2006, 10), at(2010, 20)), line(at(2006, 10), at(2010, 12)), line(at(2006, 1), at(2010, 30))),
			"In Zonnewijk was het gemiddeld 10,0% tot en met 2008, en 20,0% daarna: een verschil van +10,0. In de ring om Zonnewijk: +2,0. Van de andere wijken kwam het verschil in 1 hoger uit en in 0 lager of gelijk."},
		"a break between":    {all(line(at(2006, 10), broken(2010, 20)), nil, nil), "Van Zonnewijk is voor en na 2008 niet te vergelijken: er ligt een breuk tussen."},
		"one point":          {all(line(at(2006, 10)), nil, nil), "Van Zonnewijk is voor en na 2008 niet te vergelijken: geen cijfer erna."},
		"only a larger area": {all(line(around(2006, 10), around(2010, 20)), nil, nil), "Van Zonnewijk is voor en na 2008 niet te vergelijken: geen cijfer."},
		"others cannot be compared": {all(line(at(2006, 20), at(2010, 10)), nil, line(at(2006, 1), broken(2010, 30))),
			"In Zonnewijk was het gemiddeld 20,0% tot en met 2008, en 10,0% daarna: een verschil van −10,0. In de ring om Zonnewijk: niet te vergelijken (geen cijfer)."},
	} {
		v := newBeforeView(moment{wijk: "zonnewijk", indicator: "zon", year: 2008, window: 5}, zon, lines, c.figures)
		if got := v.sentence(); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", name, got, c.want)
		}
		if strings.Contains(v.sentence()+v.caveat(), "effect") {
			t.Errorf("%s: it speaks of an effect", name)
		}
	}
}
