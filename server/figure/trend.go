package figure

import (
	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/web/chart"
	"wijkinzicht/web/words"
)

// Beside gives a wijk and what it is compared with: the ring of buurten around it, its gemeente, the rest of that, and the
// country.
func Beside(db *data.DB, wijk catalogue.Subject) []ShownLine {
	lines := []ShownLine{{wijk, chart.Wijk}}
	for _, role := range []struct {
		kind catalogue.SubjectKind
		role chart.Role
	}{{catalogue.RingKind, chart.Ander}, {catalogue.GemeenteKind, chart.Gemeente}, {catalogue.RestKind, chart.Rest}, {catalogue.LandKind, chart.Land}} {
		for _, s := range db.Subjects {
			if s.Kind == role.kind && (s.Kind == catalogue.LandKind || s.Kind == catalogue.RingKind && s.Slug == wijk.Slug+"-ring" || s.Kind != catalogue.RingKind && s.Gemeente == wijk.Gemeente) {
				lines = append(lines, ShownLine{s, role.role})
			}
		}
	}
	return lines
}

// Trend is the picture of an indicator of a place, which comes first, and of what it is compared with. Counts are drawn for the place
// alone: a gemeente's number of inhabitants beside a wijk's says nothing and flattens the line. The rest of the gemeente is in the table
// only: it runs so close to the gemeente that the two hide each other.
func Trend(w *words.Words, db *data.DB, ind catalogue.Indicator, lines []Line) Picture {
	main := lines[0]
	p := Picture{Words: w, Title: ind.Naam + " in " + main.Name, Lines: lines}
	p.Chart = chart.Figure{ID: "g-" + ind.ID, Title: p.Title, Summary: Summary(w, main.Name, main.Series, ind), Unit: ind.Unit, Decimals: ind.Decimals}
	for i, l := range lines {
		lines[i].Aside = l.Role != chart.Wijk && (ind.Kind == catalogue.Count || l.Role == chart.Rest || l.Series.Count() == 0)
	}
	p.Plot()
	for i, l := range p.drawn() {
		p.Chart.Lines[i].Name = lineName(l.Subject, l.Series)
	}
	p.MarkBreaks(db)
	for _, r := range main.Series {
		if r.Value == nil && r.Year >= p.Chart.First && r.Year <= p.Chart.Last {
			p.Chart.Gaps = append(p.Chart.Gaps, chart.Gap{Year: r.Year, Reason: w.Reason(string(r.Status))})
		}
	}
	return p
}

// lineName is the name at the end of a line: that of the area itself where its last value is another area's (D).
func lineName(subject catalogue.Subject, s series.Line) string {
	if last, ok := s.Last(); ok && last.Of != "" && AreaName(last.Of) != subject.Name {
		return AreaName(last.Of) + " (D)"
	}
	return subject.Name
}
