package figure

import (
	"context"
	"slices"

	"wijkinzicht/data/series"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// table writes the figures of a picture as a file of an ending.
func (p Picture) table(ctx context.Context, s *site.Site, ending, revision string) (string, []byte, error) {
	if ending != "xlsx" {
		return p.forPrograms(revision).File(ending, nil)
	}
	var sources []web.Link
	if p.Sources != nil {
		var err error
		if sources, err = p.Sources(ctx); err != nil {
			return "", nil, err
		}
	}
	about := [][2]string{{"Onderwerp", p.Title}, {"In woorden", p.Chart.Summary}, {"", ""}}
	told := map[string]bool{}
	for _, l := range p.Lines {
		if !told[l.Indicator.ID] {
			about, told[l.Indicator.ID] = append(about, [2]string{l.Indicator.Naam, l.Indicator.Definitie}), true
		}
	}
	about = append(about, [2]string{"", ""})
	for _, q := range []string{"A", "B", "C", "D"} {
		about = append(about, [2]string{"Kwaliteit " + words.NL.Value.Qualities[q], words.NL.Value.Means[q]})
	}
	about = append(about, [2]string{"", ""}, [2]string{"Vergelijken", "Het CBS zegt dat cijfers van buurten meestal niet over jaren te vergelijken zijn. Waar dat wel kan staat ja; waar het niet kan, waarom niet."})
	return p.forOffice().File(ending, About(s, revision, about, p.Notes, sources))
}

// About is what a workbook says about its figures: what is theirs alone, then what is to be known of all, their sources and licence,
// and the day that they are of.
func About(s *site.Site, revision string, own [][2]string, notes []string, sources []web.Link) [][2]string {
	out := append([][2]string{{"Wijk in zicht", s.Address}}, own...)
	out = append(out, [2]string{"Geen waarde", "Een lege cel is geen nul: de opmerking zegt waarom er geen cijfer is. Het CBS zet een punt waar een cijfer onbekend, onvoldoende betrouwbaar of geheim is, en zegt niet welk van de drie."})
	for _, note := range notes {
		out = append(out, [2]string{"Let op", note})
	}
	for _, source := range sources {
		out = append(out, [2]string{"Bron", source.Text + " " + source.URL})
	}
	return append(out, [2]string{"Licentie", "per bron: " + s.Address + "/verantwoording"}, [2]string{"Stand van de gegevens", "revisie " + revision})
}

// forPrograms has a row per line and year, with the codes that programs know things by.
func (p Picture) forPrograms(revision string) Table {
	t := Table{Columns: []string{"subject", "naam", "indicator", "eenheid", "jaar", "waarde", "status", "kwaliteit", "dekking", "laag", "hoog", "breuk_ervoor", "breuk_waarom", "marge", "onscherp", "cijfer_van", "revisie"}}
	for _, l := range p.Lines {
		n := l.Indicator.Decimals + Guard
		for _, r := range l.Series {
			t.Rows = append(t.Rows, []Cell{Text(r.Subject), Text(l.Subject.Name), Text(l.Indicator.ID), Text(l.Indicator.Unit), Whole(r.Year), Number(r.Value, n), Text(string(r.Status)), Text(string(r.Quality)),
				Number(r.Coverage, coverageDecimals), Number(r.Low, n), Number(r.High, n), YesNo(r.Why != series.Same), Text(string(r.Why)), Number(r.Margin, n), YesNo(r.Rough), Text(AreaName(r.Of)), Text(revision)})
		}
	}
	if coverage := slices.Index(t.Columns, "dekking"); p.Compared {
		t.Columns = slices.Delete(t.Columns, coverage, coverage+1)
		for i, row := range t.Rows {
			t.Rows[i] = slices.Delete(row, coverage, coverage+1)
		}
	}
	return t
}

// coverageDecimals are those of a share of an area.
const coverageDecimals = 3

// forOffice has a row per line and year, in words.
func (p Picture) forOffice() Table {
	t := Table{Columns: []string{"gebied", "cijfer", "eenheid", "jaar", "waarde", "kwaliteit", "marge van", "marge tot", "te vergelijken met het jaar ervoor", "opmerking"}}
	for _, l := range p.Lines {
		n := l.Indicator.Decimals
		for i, r := range l.Series {
			t.Rows = append(t.Rows, []Cell{Text(l.Subject.Name), Text(l.Indicator.Naam), Text(l.Indicator.Unit), Whole(r.Year), Number(r.Value, n),
				Text(words.NL.Value.Qualities[string(r.Quality)]), Number(r.Low, n), Number(r.High, n), Text(comparedWith(i, r)), Text(remark(r))})
		}
	}
	return t
}

// comparedWith says whether a value may be held against that of the year before it in the file.
func comparedWith(i int, r series.Point) string {
	switch {
	case i == 0 || r.Value == nil:
		return ""
	case r.Why == series.Same:
		return "ja"
	}
	return "nee: " + words.NL.Value.Whys[string(r.Why)]
}

// remark says why there is no value, or what is to be known of it.
func remark(r series.Point) string {
	if r.Value == nil {
		return missing(words.NL, r)
	}
	if r.Of != "" {
		return "cijfer van " + AreaName(r.Of)
	}
	return proviso(words.NL, r)
}
