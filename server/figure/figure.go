package figure

import (
	"context"
	"html/template"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/web"
	"wijkinzicht/web/chart"
	"wijkinzicht/web/color"
	"wijkinzicht/web/words"
)

// ShownLine is a subject in a picture.
type ShownLine struct {
	Subject catalogue.Subject
	Role    chart.Role
}

// LinesOf gives a wijk and what it is compared with: the ring of buurten around it, its gemeente, the rest of that, and the
// country.
func LinesOf(db *data.DB, wijk catalogue.Subject) []ShownLine {
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

// LeastSpan is the least number of years on an axis: two points a year apart are no steep line.
const LeastSpan = 10

// Drawn gives the lines that a picture has. Counts are shown for the wijk alone: a gemeente's number of inhabitants beside
// a wijk's says nothing and flattens the line. The rest of the gemeente is in the table only: it runs so close to the
// gemeente that the two hide each other.
func Drawn(ind catalogue.Indicator, lines []ShownLine, all map[string]map[string]series.Line) []ShownLine {
	var out []ShownLine
	for _, l := range lines {
		other := ind.Kind == catalogue.Count || l.Role == chart.Rest || all[l.Subject.Slug][ind.ID].Count() == 0
		if l.Role == chart.Wijk || !other {
			out = append(out, l)
		}
	}
	return out
}

// DrawnSeries gives the series of those lines.
func DrawnSeries(ind catalogue.Indicator, lines []ShownLine, all map[string]map[string]series.Line) []series.Line {
	var out []series.Line
	for _, l := range Drawn(ind, lines, all) {
		out = append(out, all[l.Subject.Slug][ind.ID])
	}
	return out
}

// Of draws an indicator for a wijk and its comparisons.
func Of(w *words.Words, db *data.DB, ind catalogue.Indicator, lines []ShownLine, all map[string]map[string]series.Line, size chart.Size) chart.Figure {
	wijk := lines[0].Subject
	main := all[wijk.Slug][ind.ID]
	f := chart.Figure{ID: "g-" + ind.ID, Title: ind.Naam + " in " + wijk.Name, Summary: Summary(w, wijk.Name, main, ind), Words: w,
		Unit: ind.Unit, Decimals: ind.Decimals, Size: size}
	for _, l := range Drawn(ind, lines, all) {
		s := all[l.Subject.Slug][ind.ID]
		f.Lines = append(f.Lines, chart.Line{Name: lineName(l.Subject, s), Role: l.Role, Segments: SegmentsOf(s, ind.Years())})
	}
	if ind.Kind == catalogue.Class {
		f.Min, f.Max = ind.Min, ind.Max
	}
	f.First, f.Last = Span(f.Lines)
	for _, b := range BreaksOf(db, ind, wijk, main) {
		if Cuts(b.Year, f.Lines) {
			f.Breaks = append(f.Breaks, chart.Break{Year: b.Year, Label: w.Value.Breaks[b.Kind]})
		}
	}
	for _, r := range main {
		if r.Value == nil && r.Year >= f.First && r.Year <= f.Last {
			f.Gaps = append(f.Gaps, chart.Gap{Year: r.Year, Reason: w.Reason(string(r.Status))})
		}
	}
	return f
}

// lineName is the name at the end of a line: that of the area itself where its last value is another area's (D).
func lineName(subject catalogue.Subject, s series.Line) string {
	if last, ok := s.Last(); ok && last.Of != "" && AreaName(last.Of) != subject.Name {
		return AreaName(last.Of) + " (D)"
	}
	return subject.Name
}

// Cuts tells whether a line has points on both sides of a break: only then is there something that it keeps apart.
func Cuts(year int, lines []chart.Line) bool {
	for _, l := range lines {
		before, after := false, false
		for _, segment := range l.Segments {
			for _, p := range segment {
				before, after = before || p.Year < year, after || p.Year >= year
			}
		}
		if before && after {
			return true
		}
	}
	return false
}

// Span gives the years that the lines need, at least LeastSpan of them.
func Span(lines []chart.Line) (first, last int) {
	for _, l := range lines {
		for _, segment := range l.Segments {
			for _, p := range segment {
				if first == 0 || p.Year < first {
					first = p.Year
				}
				last = max(last, p.Year)
			}
		}
	}
	if first == 0 {
		return 2000, 2025
	}
	return min(first, last-LeastSpan), last
}

// Draw draws a figure into a page: one picture for each width that the page may have, of which its style shows one.
func Draw(ctx context.Context, charts *chart.Renderer, f chart.Figure, into *web.Chart) error {
	id := f.ID
	f.Palette = color.Page
	for _, p := range []struct {
		size   chart.Size
		suffix string // every id on a page is used once
		svg    *template.HTML
	}{{chart.Large, "", &into.SVG}, {chart.Narrow, "-smal", &into.Narrow}, {chart.Tight, "-krap", &into.Tight}} {
		f.Size, f.ID = p.size, id+p.suffix
		svg, err := charts.SVG(ctx, f)
		if err != nil {
			return err
		}
		*p.svg = template.HTML(svg)
	}
	into.Legend = f.Legend()
	return nil
}
