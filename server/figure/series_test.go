package figure

import (
	"slices"
	"strings"
	"testing"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/data/series/made"
	"wijkinzicht/web/chart"
	"wijkinzicht/web/words"
)

func TestSegmentsAreNotJoinedOverAMissingEdition(t *testing.T) {
	for name, c := range map[string]struct {
		series series.Line
		want   [][]int
	}{
		"none at all":                         {nil, nil},
		"only gaps":                           {made.Line(made.None(2004, data.Secret), made.None(2006, data.Secret)), nil},
		"one point":                           {made.Line(made.At(2004, 1)), [][]int{{2004}}},
		"every edition":                       {made.Line(made.At(2004, 1), made.At(2006, 2), made.At(2008, 3)), [][]int{{2004, 2006, 2008}}},
		"an edition that was not loaded":      {made.Line(made.At(2004, 1), made.At(2008, 3)), [][]int{{2004}, {2008}}},
		"an edition without a value":          {made.Line(made.At(2004, 1), made.None(2006, data.Secret), made.At(2008, 3)), [][]int{{2004}, {2008}}},
		"a value outside the editions":        {made.Line(made.At(2004, 1), made.At(2005, 2), made.At(2006, 3)), [][]int{{2004, 2005, 2006}}},
		"a break":                             {made.Line(made.At(2004, 1), made.Broken(2006, 2), made.At(2008, 3)), [][]int{{2004}, {2006, 2008}}},
		"a break behind a gap":                {made.Line(made.At(2004, 1), made.None(2006, data.Unknown), made.Broken(2008, 2)), [][]int{{2004}, {2008}}},
		"years before the first are no gap":   {made.Line(made.At(2008, 1), made.At(2010, 2)), [][]int{{2008, 2010}}},
		"several missing editions in one gap": {made.Line(made.At(2004, 1), made.At(2012, 2)), [][]int{{2004}, {2012}}},
	} {
		var got [][]int
		for _, segment := range SegmentsOf(c.series, made.Zon.Editions) {
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
	p := made.At(2004, 2)
	p.Quality, p.Low, p.High = data.Converted, &low, &high
	got := SegmentsOf(made.Line(p), made.Zon.Editions)[0][0]
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
	{"rise", made.Line(made.At(2004, 10), made.At(2006, 12), made.At(2008, 15.5)), 2004, 2008, 5.5, "",
		"Zonnewijk in 2008: 15,5% (rechtstreeks). Vergelijkbaar sinds 2004, toen 10,0%: een verschil van +5,5 procentpunt."},
	{"fall", made.Line(made.At(2004, 10), made.At(2006, 7.5)), 2004, 2006, -2.5, "",
		"Zonnewijk in 2006: 7,5% (rechtstreeks). Vergelijkbaar sinds 2004, toen 10,0%: een verschil van −2,5 procentpunt."},
	{"flat", made.Line(made.At(2004, 10), made.At(2006, 10)), 2004, 2006, 0, "",
		"Zonnewijk in 2006: 10,0% (rechtstreeks). Vergelijkbaar sinds 2004, toen 10,0%: een verschil van 0,0 procentpunt."},
	{"over a gap", made.Line(made.At(2004, 10), made.None(2006, data.Secret), made.At(2008, 11)), 2004, 2008, 1, "",
		"Zonnewijk in 2008: 11,0% (rechtstreeks). Vergelijkbaar sinds 2004, toen 10,0%: een verschil van +1,0 procentpunt."},
	{"ends in a gap", made.Line(made.At(2004, 10), made.At(2006, 11), made.None(2008, data.NotInEdition)), 2004, 2006, 1, "",
		"Zonnewijk in 2006: 11,0% (rechtstreeks). Vergelijkbaar sinds 2004, toen 10,0%: een verschil van +1,0 procentpunt."},
	{"broken early", made.Line(made.At(2004, 90), made.Broken(2006, 10), made.At(2008, 11)), 2006, 2008, 1, "",
		"Zonnewijk in 2008: 11,0% (rechtstreeks). Vergelijkbaar sinds 2006, toen 10,0%: een verschil van +1,0 procentpunt."},
	{"broken at the end", made.Line(made.At(2004, 90), made.Broken(2006, 10)), 0, 2006, 0, "de definitie veranderde",
		"Zonnewijk in 2006: 10,0% (rechtstreeks). Een vergelijking met eerder kan niet: de definitie veranderde."},
	{"provisional at the end", made.Line(made.At(2004, 10), made.Provisional(2006, 12)), 2004, 2006, 2, "",
		"Zonnewijk in 2006: 12,0% (rechtstreeks, voorlopig). Vergelijkbaar sinds 2004, toen 10,0%: een verschil van +2,0 procentpunt."},
	{"one point", made.Line(made.At(2006, 10)), 0, 2006, 0, "er is één jaar",
		"Zonnewijk in 2006: 10,0% (rechtstreeks). Een vergelijking met eerder kan niet: er is één jaar."},
	{"a larger area", made.Line(made.Around(2004, 10), made.Around(2006, 12)), 0, 2006, 0, "alleen een groter gebied is gepubliceerd",
		"Zonnewijk in 2006: 12,0% (omliggend). Een vergelijking met eerder kan niet: alleen een groter gebied is gepubliceerd."},
	{"only gaps", made.Line(made.None(2004, data.Secret)), 0, 0, 0, "er is geen cijfer", "Voor Zonnewijk zijn er geen cijfers."},
	{"none", nil, 0, 0, 0, "er is geen cijfer", "Voor Zonnewijk zijn er geen cijfers."},
}

func TestComparableStretch(t *testing.T) {
	for _, c := range shapes {
		latest := c.series.Latest()
		if first, last, why := latest.From, latest.To, WhyNot(words.NL, latest); first.Year != c.first || last.Year != c.last || why != c.why {
			t.Errorf("%s: from %d to %d, why not %q; want %d, %d, %q", c.name, first.Year, last.Year, why, c.first, c.last, c.why)
		}
		shown, d := Change(words.NL, c.series, made.Zon)
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
		if got := Summary(words.NL, "Zonnewijk", c.series, made.Zon); got != c.summary {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.summary)
		}
	}
}

func TestValueSaysWhetherItIsProvisional(t *testing.T) {
	if got := ValueOf(words.NL, made.Provisional(2006, 12), made.Zon); got.Note != "voorlopig" || got.Text != "12,0%" {
		t.Errorf("a provisional value is %+v", got)
	}
	if got := ValueOf(words.NL, made.At(2006, 12), made.Zon); got.Note != "" {
		t.Errorf("a final value is %+v", got)
	}
}

func TestGapsSayTheirReason(t *testing.T) {
	for name, c := range map[string]struct {
		series series.Line
		want   string
	}{
		"none":                         {nil, ""},
		"no gap":                       {made.Line(made.At(2004, 1), made.At(2006, 2)), ""},
		"not loaded":                   {made.Line(made.At(2004, 1), made.At(2008, 2)), "2006: niet geladen"},
		"a run of one reason":          {made.Line(made.At(2004, 1), made.At(2010, 2)), "2006–2008: niet geladen"},
		"two reasons":                  {made.Line(made.At(2004, 1), made.None(2006, data.Secret), made.At(2010, 2)), "2006: geheim; 2008: niet geladen"},
		"a value outside the editions": {made.Line(made.At(2004, 1), made.At(2007, 2), made.At(2010, 2)), "2006: niet geladen; 2008: niet geladen"},
		"at the end":                   {made.Line(made.At(2004, 1), made.None(2006, data.NotInEdition)), "2006: niet in deze uitgave"},
		"of an edition of a day":       {made.Line(made.At(2004, 1), made.NotIn(2006, "2021-03-26")), "2006: niet in deze uitgave (van 26 maart 2021)"},
		"at the start":                 {made.Line(made.None(2004, data.NotApplicable), made.At(2006, 1)), "2004: niet van toepassing"},
	} {
		var got []string
		for _, g := range GapsOf(c.series, made.Zon) {
			got = append(got, g.Years+": "+g.Reason)
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s: %v, want %s", name, got, c.want)
		}
	}
}

// TestOpenYears: provisional values are named by their years and drawn open, whoever's line they are in.
func TestOpenYears(t *testing.T) {
	lines := []ShownLine{{Subject: catalogue.Subject{Slug: "zonnewijk"}, Role: chart.Wijk}, {Subject: catalogue.Subject{Slug: "dorrestad"}, Role: chart.Gemeente}, {Subject: catalogue.Subject{Slug: "rest"}, Role: chart.Rest}}
	all := map[string]map[string]series.Line{"zonnewijk": {made.Zon.ID: made.Line(made.At(2006, 1), made.Provisional(2010, 2))}, "dorrestad": {made.Zon.ID: made.Line(made.Provisional(2008, 1), made.Provisional(2010, 1))},
		"rest": {made.Zon.ID: made.Line(made.Provisional(2012, 1))}}
	if got := Trend(words.NL, &data.DB{}, made.Zon, LinesOf(made.Zon, lines, all)).OpenYears(); got != "2008, 2010" {
		t.Errorf("open are %q; the rest of the gemeente is not drawn", got)
	}
	if got := (Picture{Lines: []Line{{Series: made.Line(made.At(2006, 1))}}}).OpenYears(); got != "" {
		t.Errorf("open are %q", got)
	}
	var open []bool
	for _, p := range SegmentsOf(all["zonnewijk"][made.Zon.ID], nil)[0] {
		open = append(open, p.Open)
	}
	if !slices.Equal(open, []bool{false, true}) {
		t.Errorf("points are open: %v", open)
	}
}

func TestUnitsOfADifference(t *testing.T) {
	for name, c := range map[string]struct {
		ind  catalogue.Indicator
		want string
	}{
		"share": {catalogue.Indicator{Unit: "%", Kind: catalogue.Share}, "procentpunt"},
		"class": {catalogue.Indicator{Unit: "klasse 1-9", Kind: catalogue.Class}, "klassen"},
		"score": {catalogue.Indicator{Unit: "afwijking", Kind: catalogue.Score}, ""},
		"mean":  {catalogue.Indicator{Unit: "euro", Kind: catalogue.Mean}, "euro"},
	} {
		if got := ChangeUnit(words.NL, c.ind); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestBreaksOfASeries(t *testing.T) {
	db := &data.DB{Breaks: []catalogue.Break{
		{Indicator: "zon", Year: 2006, Kind: "definitie"},
		{Indicator: "maan", Year: 2006, Kind: "definitie"},
		{Indicator: "*", Subject: "zonnewijk", Year: 2008, Kind: "indeling"},
		{Indicator: "*", Subject: "maanwijk", Year: 2008, Kind: "indeling"},
	}}
	for name, c := range map[string]struct {
		series series.Line
		want   []int
	}{
		"the indicator's own":             {made.Line(made.At(2004, 1), made.Broken(2006, 2)), []int{2006}},
		"an outline that cuts the series": {made.Line(made.At(2006, 1), made.Broken(2010, 2)), []int{2006, 2008}},
		"an outline with one division":    {made.Line(made.At(2006, 1), made.At(2010, 2)), []int{2006}},
		"an outline between divisions":    {made.Line(made.At(2006, 1), made.Broken(2010, 2), made.At(2012, 3)), []int{2006, 2008}},
	} {
		var got []int
		for _, b := range BreaksOf(db, made.Zon, catalogue.Subject{Slug: "zonnewijk"}, c.series) {
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
		if got := Cuts(2008, c.lines); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
