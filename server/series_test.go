package server

import (
	"slices"
	"strings"
	"testing"

	"wijkinzicht/data"
	"wijkinzicht/data/series"
	"wijkinzicht/web/chart"
)

// at makes a point of quality A.
func at(year int, value float64) series.Point {
	return series.Point{Subject: "zonnewijk", Indicator: "zon", Year: year, Edition: year, Division: year, Value: &value, Status: data.OK, Quality: data.Direct}
}

// broken makes a point that may not be joined with the one before.
func broken(year int, value float64) series.Point {
	r := at(year, value)
	r.Why = series.Definition
	return r
}

// line numbers the stretches of points that are given with what breaks them.
func line(points ...series.Point) series.Line {
	regime, numbers := 1, map[[2]any]int{}
	var previous *series.Point
	for i := range points {
		p := &points[i]
		if p.Value == nil {
			continue
		}
		larger := previous != nil && (previous.Quality == data.Enclosing) != (p.Quality == data.Enclosing)
		switch {
		case previous != nil && p.Why != series.Same:
			regime++
		case larger:
			p.Why = series.LargerArea
		}
		key := [2]any{regime, p.Quality == data.Enclosing}
		if numbers[key] == 0 {
			numbers[key] = len(numbers) + 1
		}
		p.Stretch, previous = numbers[key], p
	}
	return points
}

// around makes a point that stands for a larger area.
func around(year int, value float64) series.Point {
	r := at(year, value)
	r.Quality = data.Enclosing
	return r
}

// none makes a year in which the publisher gave no value.
func none(year int, status data.Status) series.Point {
	return series.Point{Subject: "zonnewijk", Indicator: "zon", Year: year, Status: status}
}

// zon is a fictional share with an edition every second year.
var zon = data.Indicator{ID: "zon", Naam: "Daken met zon", Unit: "%", Kind: data.Share, Decimals: 1, Step: 0.1, Editions: []int{2004, 2006, 2008, 2010, 2012}, Shown: true}

func TestSegmentsAreNotJoinedOverAMissingEdition(t *testing.T) {
	for name, c := range map[string]struct {
		series series.Line
		want   [][]int
	}{
		"none at all":                         {nil, nil},
		"only gaps":                           {line(none(2004, data.Secret), none(2006, data.Secret)), nil},
		"one point":                           {line(at(2004, 1)), [][]int{{2004}}},
		"every edition":                       {line(at(2004, 1), at(2006, 2), at(2008, 3)), [][]int{{2004, 2006, 2008}}},
		"an edition that was not loaded":      {line(at(2004, 1), at(2008, 3)), [][]int{{2004}, {2008}}},
		"an edition without a value":          {line(at(2004, 1), none(2006, data.Secret), at(2008, 3)), [][]int{{2004}, {2008}}},
		"a value outside the editions":        {line(at(2004, 1), at(2005, 2), at(2006, 3)), [][]int{{2004, 2005, 2006}}},
		"a break":                             {line(at(2004, 1), broken(2006, 2), at(2008, 3)), [][]int{{2004}, {2006, 2008}}},
		"a break behind a gap":                {line(at(2004, 1), none(2006, data.Unknown), broken(2008, 2)), [][]int{{2004}, {2008}}},
		"years before the first are no gap":   {line(at(2008, 1), at(2010, 2)), [][]int{{2008, 2010}}},
		"several missing editions in one gap": {line(at(2004, 1), at(2012, 2)), [][]int{{2004}, {2012}}},
	} {
		var got [][]int
		for _, segment := range segmentsOf(c.series, zon.Editions) {
			var years []int
			for _, p := range segment {
				years = append(years, p.Year)
			}
			got = append(got, years)
		}
		if !slices.EqualFunc(got, c.want, slices.Equal) {
			t.Errorf("%s: segments %v, want %v", name, got, c.want)
		}
	}
}

func TestSegmentsCarryQualityAndBounds(t *testing.T) {
	low, high := 1.5, 2.5
	p := at(2004, 2)
	p.Quality, p.Low, p.High = data.Converted, &low, &high
	got := segmentsOf(line(p), zon.Editions)[0][0]
	want := chart.Point{Year: 2004, Value: 2, Low: &low, High: &high, Quality: "C"}
	if got != want {
		t.Errorf("point %+v, want %+v", got, want)
	}
}

// shapes are series as they come, with what is to be said of each.
var shapes = []struct {
	name        string
	series      series.Line
	first, last int     // of the comparable stretch; 0: there is none
	change      float64 // over that stretch
	why         string
	summary     string
}{
	{"rise", line(at(2004, 10), at(2006, 12), at(2008, 15.5)), 2004, 2008, 5.5, "",
		"Zonnewijk in 2008: 15,5% (rechtstreeks). Vergelijkbaar sinds 2004, toen 10,0%: een verschil van +5,5 procentpunt."},
	{"fall", line(at(2004, 10), at(2006, 7.5)), 2004, 2006, -2.5, "",
		"Zonnewijk in 2006: 7,5% (rechtstreeks). Vergelijkbaar sinds 2004, toen 10,0%: een verschil van −2,5 procentpunt."},
	{"flat", line(at(2004, 10), at(2006, 10)), 2004, 2006, 0, "",
		"Zonnewijk in 2006: 10,0% (rechtstreeks). Vergelijkbaar sinds 2004, toen 10,0%: een verschil van 0,0 procentpunt."},
	{"over a gap", line(at(2004, 10), none(2006, data.Secret), at(2008, 11)), 2004, 2008, 1, "",
		"Zonnewijk in 2008: 11,0% (rechtstreeks). Vergelijkbaar sinds 2004, toen 10,0%: een verschil van +1,0 procentpunt."},
	{"ends in a gap", line(at(2004, 10), at(2006, 11), none(2008, data.NotYet)), 2004, 2006, 1, "",
		"Zonnewijk in 2006: 11,0% (rechtstreeks). Vergelijkbaar sinds 2004, toen 10,0%: een verschil van +1,0 procentpunt."},
	{"broken early", line(at(2004, 90), broken(2006, 10), at(2008, 11)), 2006, 2008, 1, "",
		"Zonnewijk in 2008: 11,0% (rechtstreeks). Vergelijkbaar sinds 2006, toen 10,0%: een verschil van +1,0 procentpunt."},
	{"broken at the end", line(at(2004, 90), broken(2006, 10)), 0, 2006, 0, "de definitie veranderde",
		"Zonnewijk in 2006: 10,0% (rechtstreeks). Een vergelijking met eerder kan niet: de definitie veranderde."},
	{"provisional at the end", line(at(2004, 10), provisional(2006, 12)), 2004, 2006, 2, "",
		"Zonnewijk in 2006: 12,0% (rechtstreeks, voorlopig). Vergelijkbaar sinds 2004, toen 10,0%: een verschil van +2,0 procentpunt."},
	{"one point", line(at(2006, 10)), 0, 2006, 0, "er is één jaar",
		"Zonnewijk in 2006: 10,0% (rechtstreeks). Een vergelijking met eerder kan niet: er is één jaar."},
	{"a larger area", line(around(2004, 10), around(2006, 12)), 0, 2006, 0, "alleen een groter gebied is gepubliceerd",
		"Zonnewijk in 2006: 12,0% (omliggend). Een vergelijking met eerder kan niet: alleen een groter gebied is gepubliceerd."},
	{"only gaps", line(none(2004, data.Secret)), 0, 0, 0, "er is geen cijfer", "Voor Zonnewijk zijn er geen cijfers."},
	{"none", nil, 0, 0, 0, "er is geen cijfer", "Voor Zonnewijk zijn er geen cijfers."},
}

func TestComparableStretch(t *testing.T) {
	for _, c := range shapes {
		latest := c.series.Latest()
		if first, last, why := latest.From, latest.To, whyNot(nl, latest); first.Year != c.first || last.Year != c.last || why != c.why {
			t.Errorf("%s: from %d to %d, why not %q; want %d, %d, %q", c.name, first.Year, last.Year, why, c.first, c.last, c.why)
		}
		shown, d := change(nl, c.series, zon)
		switch {
		case (d == nil) != (c.why != ""):
			t.Errorf("%s: change %v with why %q", c.name, d, c.why)
		case d != nil && (*d != c.change || shown.Since != c.first || shown.Unit != "procentpunt"):
			t.Errorf("%s: change %v %s since %d, want %v procentpunt since %d", c.name, *d, shown.Unit, shown.Since, c.change, c.first)
		}
	}
}

func TestSummaryIsTheSeriesInWords(t *testing.T) {
	for _, c := range shapes {
		if got := summary(nl, "Zonnewijk", c.series, zon); got != c.summary {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.summary)
		}
	}
}

func TestValueSaysWhetherItIsProvisional(t *testing.T) {
	if got := valueOf(nl, provisional(2006, 12), zon); got.Note != "voorlopig" || got.Text != "12,0%" {
		t.Errorf("a provisional value is %+v", got)
	}
	if got := valueOf(nl, at(2006, 12), zon); got.Note != "" {
		t.Errorf("a final value is %+v", got)
	}
}

func TestGapsSayTheirReason(t *testing.T) {
	for name, c := range map[string]struct {
		series series.Line
		want   string
	}{
		"none":                         {nil, ""},
		"no gap":                       {line(at(2004, 1), at(2006, 2)), ""},
		"not loaded":                   {line(at(2004, 1), at(2008, 2)), "2006: niet geladen"},
		"a run of one reason":          {line(at(2004, 1), at(2010, 2)), "2006–2008: niet geladen"},
		"two reasons":                  {line(at(2004, 1), none(2006, data.Secret), at(2010, 2)), "2006: geheim; 2008: niet geladen"},
		"a value outside the editions": {line(at(2004, 1), at(2007, 2), at(2010, 2)), "2006: niet geladen; 2008: niet geladen"},
		"at the end":                   {line(at(2004, 1), none(2006, data.NotYet)), "2006: nog niet gepubliceerd"},
		"at the start":                 {line(none(2004, data.NotApplicable), at(2006, 1)), "2004: niet van toepassing"},
	} {
		var got []string
		for _, g := range gapsOf(c.series, zon) {
			got = append(got, g.Years+": "+g.Reason)
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s: %v, want %s", name, got, c.want)
		}
	}
}

// TestOpenYears: provisional values are named by their years and drawn open, whoever's line they are in.
func TestOpenYears(t *testing.T) {
	lines := []shownLine{{data.Subject{Slug: "zonnewijk"}, chart.Wijk}, {data.Subject{Slug: "dorrestad"}, chart.Gemeente}, {data.Subject{Slug: "rest"}, chart.Rest}}
	all := map[string]map[string]series.Line{"zonnewijk": {zon.ID: line(at(2006, 1), provisional(2010, 2))}, "dorrestad": {zon.ID: line(provisional(2008, 1), provisional(2010, 1))},
		"rest": {zon.ID: line(provisional(2012, 1))}}
	if got := openYears(drawnSeries(zon, lines, all)...); got != "2008, 2010" {
		t.Errorf("open are %q; the rest of the gemeente is not drawn", got)
	}
	if got := openYears(line(at(2006, 1))); got != "" {
		t.Errorf("open are %q", got)
	}
	var open []bool
	for _, p := range segmentsOf(all["zonnewijk"][zon.ID], nil)[0] {
		open = append(open, p.Open)
	}
	if !slices.Equal(open, []bool{false, true}) {
		t.Errorf("points are open: %v", open)
	}
}

func TestUnitsOfADifference(t *testing.T) {
	for name, c := range map[string]struct {
		ind  data.Indicator
		want string
	}{
		"share": {data.Indicator{Unit: "%", Kind: data.Share}, "procentpunt"},
		"class": {data.Indicator{Unit: "klasse 1-9", Kind: data.Class}, "klassen"},
		"score": {data.Indicator{Unit: "afwijking", Kind: data.Score}, ""},
		"mean":  {data.Indicator{Unit: "euro", Kind: data.Mean}, "euro"},
	} {
		if got := changeUnit(nl, c.ind); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestBreaksOfASeries(t *testing.T) {
	db := &data.DB{Breaks: []data.Break{
		{Indicator: "zon", Year: 2006, Kind: "definitie"},
		{Indicator: "maan", Year: 2006, Kind: "definitie"},
		{Indicator: "*", Subject: "zonnewijk", Year: 2008, Kind: "indeling"},
		{Indicator: "*", Subject: "maanwijk", Year: 2008, Kind: "indeling"},
	}}
	for name, c := range map[string]struct {
		series series.Line
		want   []int
	}{
		"the indicator's own":             {line(at(2004, 1), broken(2006, 2)), []int{2006}},
		"an outline that cuts the series": {line(at(2006, 1), broken(2010, 2)), []int{2006, 2008}},
		"an outline with one division":    {line(at(2006, 1), at(2010, 2)), []int{2006}},
		"an outline between divisions":    {line(at(2006, 1), broken(2010, 2), at(2012, 3)), []int{2006, 2008}},
	} {
		var got []int
		for _, b := range breaksOf(db, zon, data.Subject{Slug: "zonnewijk"}, c.series) {
			got = append(got, b.Year)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestABreakIsDrawnWhereItKeepsPointsApart(t *testing.T) {
	line := func(years ...int) chart.Line {
		var l chart.Line
		for _, y := range years {
			l.Segments = append(l.Segments, []chart.Point{{Year: y}})
		}
		return l
	}
	for name, c := range map[string]struct {
		lines []chart.Line
		want  bool
	}{
		"points on both sides":     {[]chart.Line{line(2006, 2010)}, true},
		"the first year after it":  {[]chart.Line{line(2006, 2008)}, true},
		"all points after it":      {[]chart.Line{line(2008, 2010)}, false},
		"all points before it":     {[]chart.Line{line(2004, 2006)}, false},
		"two lines, one side each": {[]chart.Line{line(2004), line(2010)}, false},
		"only the compared line":   {[]chart.Line{line(2010), line(2004, 2010)}, true},
		"no points":                {[]chart.Line{line()}, false},
	} {
		if got := cuts(2008, c.lines); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
