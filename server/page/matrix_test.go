package page

import (
	"fmt"
	"strings"
	"testing"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/data/series/made"
	"wijkinzicht/web"
)

func TestMatrixSentenceCountsEveryWijkOnce(t *testing.T) {
	long := made.Line(made.At(2004, 1), made.At(2006, 1), made.None(2007, data.Secret), made.At(2008, 1), made.At(2010, 1), made.At(2012, 1))
	for name, c := range map[string]struct {
		wijken []series.Line
		want   string
	}{
		"a series over a gap": {[]series.Line{long, long, long}, "Voor elk van de wijken is er een reeks van ten minste vijf vergelijkbare jaren."},
		"one of each": {[]series.Line{long, made.Line(made.At(2004, 1), made.At(2006, 1)), made.Line(made.At(2004, 1), made.Broken(2006, 1)), made.Line(made.Around(2004, 1), made.Around(2006, 1)), made.Line(made.None(2004, data.Secret))},
			"Voor één van de 5 wijken is er een reeks van ten minste vijf vergelijkbare jaren; voor één een kortere reeks; " +
				"voor één alleen jaren die niet met elkaar te vergelijken zijn, of één jaar; voor één alleen cijfers van een ander gebied (D); voor één nog geen cijfer."},
		"no long series": {[]series.Line{made.Line(made.At(2004, 1), made.At(2006, 1))}, "Voor geen van de wijken is er een reeks van ten minste vijf vergelijkbare jaren; voor één een kortere reeks."},
		"five years, cut in two": {[]series.Line{made.Line(made.At(2004, 1), made.At(2006, 1), made.At(2008, 1), made.Broken(2010, 1), made.At(2012, 1))},
			"Voor geen van de wijken is er een reeks van ten minste vijf vergelijkbare jaren; voor één een kortere reeks."},
		"nothing": {[]series.Line{nil, made.Line(made.None(2004, data.NotInEdition))}, "Voor geen van de wijken is er al een cijfer."},
	} {
		if got := matrixSentence(c.wijken); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
	}
}

// dorrestad has one wijk, its gemeente and the country; daken met zon was defined anew in 2008, and the wijk redrawn in 2011.
var dorrestad = &data.DB{
	Indicators: []catalogue.Indicator{made.Zon},
	Subjects: []catalogue.Subject{{Slug: "gm9901", Kind: catalogue.GemeenteKind, Name: "Dorrestad", Gemeente: "GM9901"}, {Slug: "zonnewijk", Kind: catalogue.WijkKind, Name: "Zonnewijk", Gemeente: "GM9901"},
		{Slug: "zonnewijk-ring", Kind: catalogue.RingKind, Name: "Ring om Zonnewijk", Gemeente: "GM9901"}, {Slug: "nl", Kind: catalogue.LandKind, Name: "Nederland"}},
	Breaks: []catalogue.Break{{Indicator: "zon", Year: 2008, Kind: "definitie", Note: "Anders geteld.", Source: "bedacht"},
		{Indicator: "*", Subject: "zonnewijk", Year: 2011, Kind: "indeling", Note: "De grens is verlegd.", Source: "bedacht"},
		{Indicator: "inwoners", Year: 2006, Kind: "definitie", Note: "Een ander cijfer.", Source: "bedacht"}},
}

// letters writes a matrix as text: a line per row, a letter or sign per year, a bar for a break.
func letters(m web.Matrix) string {
	var out strings.Builder
	for _, y := range m.Years {
		fmt.Fprintf(&out, "%d", y.Year)
		if y.Last > 0 {
			fmt.Fprintf(&out, "-%d", y.Last)
		}
		out.WriteString(" ")
	}
	for _, g := range m.Groups {
		for _, r := range g.Rows {
			out.WriteString("\n" + r.Name + " ")
			for i, c := range r.Cells {
				if c.Break || m.Years[i].Break {
					out.WriteString("|")
				}
				if c.Value.Text == "" {
					out.WriteString(c.Sign())
				}
				out.WriteString(string(c.Value.Quality))
			}
		}
	}
	return out.String()
}

func TestMatrixShowsWhatThereIs(t *testing.T) {
	secret := made.None(2006, data.Secret)
	for name, c := range map[string]struct {
		wijk, gemeente series.Line
		want           string
	}{
		"nothing loaded": {nil, nil, "2004-2006 2008-2012 \nZonnewijk ·|·\nDorrestad ·|·\nNederland ·|·"},
		"a break of all, one of the wijk, a secret, a year outside the editions": {
			made.Line(made.At(2004, 1), secret, made.Broken(2008, 1), made.Broken(2012, 1)), made.Line(made.At(2009, 1)),
			"2004 2006 2008 2009 2010 2012 \nZonnewijk Ag|A–·|A\nDorrestad ··|·A··\nNederland ··|·–··",
		},
		"from a larger area to its own": {made.Line(made.Around(2008, 1), made.Broken(2010, 1)), nil, "2004-2006 2008 2010 2012 \nZonnewijk ·|D|A·\nDorrestad ·|···\nNederland ·|···"},
	} {
		all := map[string]map[string]series.Line{"zonnewijk": {"zon": c.wijk}, "gm9901": {"zon": c.gemeente}}
		if got := letters(matrixOf(dorrestad, made.Zon, all)); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
	}
}

func TestMatrixLinksWhereThereIsAFigure(t *testing.T) {
	all := map[string]map[string]series.Line{"zonnewijk": {"zon": made.Line(made.At(2004, 1))}}
	rows := matrixOf(dorrestad, made.Zon, all).Groups
	if got := rows[0].Rows[0].URL; got != "/wijk/zonnewijk#zon" {
		t.Errorf("a wijk with figures leads to %q", got)
	}
	if got := rows[1].Rows[0].URL; got != "" {
		t.Errorf("a gemeente leads to %q", got)
	}
	if got := matrixOf(dorrestad, made.Zon, nil).Groups[0].Rows[0].URL; got != "/wijk/zonnewijk" {
		t.Errorf("a wijk without figures leads to %q", got)
	}
}

func TestBreaksOfTheMatrixAreThoseThatTouchIt(t *testing.T) {
	for name, c := range map[string]struct {
		wijk series.Line
		want string
	}{
		"nothing loaded":         {nil, "2008 andere definitie"},
		"the outline cuts it":    {made.Line(made.At(2010, 1), made.Broken(2012, 1)), "2008 andere definitie, 2011 andere grens Zonnewijk"},
		"the outline harms not":  {made.Line(made.At(2010, 1), made.At(2012, 1)), "2008 andere definitie"},
		"only after the outline": {made.Line(made.At(2012, 1)), "2008 andere definitie"},
	} {
		var got []string
		for _, b := range matrixBreaks(dorrestad, made.Zon, map[string]map[string]series.Line{"zonnewijk": {"zon": c.wijk}}) {
			got = append(got, strings.TrimSpace(fmt.Sprint(b.Year, " ", b.Kind, " ", b.Subject)))
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s: %v, want %s", name, got, c.want)
		}
	}
}

func TestEditionsWithoutFiguresAreNamedAsRuns(t *testing.T) {
	ind := catalogue.Indicator{Editions: []int{1995, 1997, 2003, 2004, 2005, 2006}}
	for want, used := range map[string][]int{"1995, 1997, 2003–2006": nil, "1995, 2003, 2005–2006": {1997, 2004}, "": ind.Years()} {
		var publications []data.Publication
		for _, y := range used {
			publications = append(publications, data.Publication{Year: y})
		}
		if got := notLoaded(ind, publications); got != want {
			t.Errorf("with %v: %q, want %q", used, got, want)
		}
	}
}

// TestEveryIndicatorIsPutInWords: no word of the catalogue lacks its Dutch.
func TestEveryIndicatorIsPutInWords(t *testing.T) {
	cat, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	db := &data.DB{Indicators: cat.Indicators}
	for _, ind := range cat.Indicators {
		for _, term := range terms(db, ind) {
			if term.Text == "" || strings.Contains(term.Text, "‘’") {
				t.Errorf("%s: %s is %q", ind.ID, term.Name, term.Text)
			}
		}
	}
}
