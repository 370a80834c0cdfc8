package figure

import (
	"context"
	"fmt"
	"html/template"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
	"wijkinzicht/web/chart"
	"wijkinzicht/web/color"
	"wijkinzicht/web/words"
)

// Picture is what a view shows, made once: its charts, its table, its files and what is read along its lines follow from it.
type Picture struct {
	Words    *words.Words // nil: Dutch
	Title    string       // with the unit it is the caption of the table
	Chart    chart.Figure // of no size yet
	Lines    []Line
	Compared bool     // lines beside each other, as published or derived: each cell of the table has its own quality, and no file a coverage
	Notes    []string // what is left out, and why
	Why      string   // why there is nothing to draw; "": there is
	Files    string   // address of its files up to the ending, "" when it has none; Query comes behind that
	Query    string
	Sources  func(context.Context) ([]web.Link, error) // the publications behind it
}

// ShownLine is a subject in a picture.
type ShownLine struct {
	Subject catalogue.Subject
	Role    chart.Role
}

// Line is a line of a picture with all that can be read along it.
type Line struct {
	ShownLine
	Name      string
	Indicator catalogue.Indicator // as shown: an index has no unit of its own
	Series    series.Line
	Aside     bool // in the table and the files alone: it is not drawn
}

// LinesOf gives subjects their lines of an indicator.
func LinesOf(ind catalogue.Indicator, shown []ShownLine, all map[string]map[string]series.Line) []Line {
	var out []Line
	for _, l := range shown {
		out = append(out, Line{ShownLine: l, Name: l.Subject.Name, Indicator: ind, Series: all[l.Subject.Slug][ind.ID]})
	}
	return out
}

// Plot puts the lines into the chart, with the years and the scale that they need.
func (p *Picture) Plot() {
	p.Chart.Words = p.Words
	for _, l := range p.drawn() {
		p.Chart.Lines = append(p.Chart.Lines, chart.Line{Name: l.Name, Role: l.Role, Segments: SegmentsOf(l.Series, l.Indicator.Years())})
	}
	p.Chart.First, p.Chart.Last = Span(p.Chart.Lines)
	if ind := p.Lines[0].Indicator; ind.Kind == catalogue.Class {
		p.Chart.Min, p.Chart.Max = ind.Min, ind.Max
	}
}

// MarkBreaks marks the breaks of the first line where they keep points apart.
func (p *Picture) MarkBreaks(db *data.DB) {
	main := p.Lines[0]
	for _, b := range BreaksOf(db, main.Indicator, main.Subject, main.Series) {
		if Cuts(b.Year, p.Chart.Lines) {
			p.Chart.Breaks = append(p.Chart.Breaks, chart.Break{Year: b.Year, Label: p.Words.Value.Breaks[b.Kind]})
		}
	}
}

// drawn gives the lines of the chart, in its order.
func (p Picture) drawn() []Line {
	return slices.DeleteFunc(slices.Clone(p.Lines), func(l Line) bool { return l.Aside })
}

// At gives the chart at a size.
func (p Picture) At(size chart.Size) chart.Figure {
	p.Chart.Size = size
	return p.Chart
}

// Draw draws a picture into a page, once for each width that the page may have, of which its style shows one; with the
// address of what can be read along its lines.
func (p Picture) Draw(ctx context.Context, charts *chart.Renderer, into *web.Chart) error {
	p.Chart.Palette = color.Page
	for _, one := range []struct {
		size   chart.Size
		suffix string // every id on a page is used once
		svg    *template.HTML
	}{{chart.Large, "", &into.SVG}, {chart.Narrow, "-smal", &into.Narrow}, {chart.Tight, "-krap", &into.Tight}} {
		f := p.At(one.size)
		f.ID += one.suffix
		svg, err := charts.SVG(ctx, f)
		if err != nil {
			return err
		}
		*one.svg = template.HTML(svg)
	}
	into.Legend = p.At(chart.Tight).Legend()
	if p.Files != "" {
		into.Shows, into.Reading, into.NarrowReading, into.TightReading = p.Title, p.file("json"), p.file("smal.json"), p.file("krap.json")
	}
	return nil
}

// Linked gives a page the addresses of a picture, so that a browser fetches it when it comes into view.
func (p Picture) Linked() web.Chart {
	return web.Chart{Image: p.file("svg"), NarrowImage: p.file("smal.svg"), Alt: p.Chart.Summary, Shows: p.Title, Reading: p.file("json"), NarrowReading: p.file("smal.json")}
}

// file is the address of a file of the picture.
func (p Picture) file(ending string) string { return p.Files + "." + ending + p.Query }

// FileName is under which somebody keeps its files, without the ending: what, where and when.
func (p Picture) FileName() string {
	var parts []string
	for _, l := range p.Lines {
		if l.Aside || !p.Compared && len(parts) > 0 {
			continue
		}
		parts = append(parts, l.Subject.Name)
		if code := l.Subject.Slug; place.MatchString(code) {
			parts = append(parts, code)
		}
	}
	parts = append(parts, p.Lines[0].Indicator.ID)
	if p.Chart.First != 0 {
		parts = append(parts, strconv.Itoa(p.Chart.First))
	}
	if p.Chart.Last > p.Chart.First {
		parts = append(parts, strconv.Itoa(p.Chart.Last))
	}
	return web.FileName(parts...)
}

// place is what the codes of CBS look like: names of buurten are not unique.
var place = regexp.MustCompile(`^(?:GM|WK|BU)\d+$`)

// Endings are those of the files that a picture has.
var Endings = []string{"svg", "smal.svg", "plaatje.svg", "png", "groot.png", "csv", "xlsx", "json", "smal.json", "krap.json"}

// sizes are those of the files that have one, by their ending.
var sizes = map[string]chart.Size{"svg": chart.Large, "smal.svg": chart.Narrow, "json": chart.Large, "smal.json": chart.Narrow, "krap.json": chart.Tight}

// File makes one of a picture's files by the ending of its address. One that cannot be drawn is not found, but for its figures.
func (p Picture) File(ctx context.Context, s *site.Site, ending string, db *data.DB) (contentType string, body []byte, err error) {
	if p.Why != "" && !Tabular(ending) {
		return "", nil, fmt.Errorf("picture of %s: %s: %w", p.Title, p.Why, answer.ErrNotFound)
	}
	if Tabular(ending) {
		return p.table(ctx, s, ending, db.Revision)
	}
	switch ending {
	case "svg", "smal.svg":
		body, err = s.Charts.SVG(ctx, p.At(sizes[ending]))
		return answer.SVG, body, err
	case "json", "smal.json", "krap.json":
		body, err = p.reading(sizes[ending])
		return "application/json", body, err
	case "plaatje.svg":
		return p.card(ctx, s, db, site.Vector)
	case "png":
		return p.card(ctx, s, db, site.CardWidth)
	case "groot.png":
		return p.card(ctx, s, db, site.SlideWidth)
	}
	return "", nil, fmt.Errorf("picture with the ending %q: %w", ending, answer.ErrNotFound)
}

// away is the title of a picture that leaves the site: of a wijk or buurt, whose name others may have too, it says in which gemeente.
func (p Picture) away(db *data.DB) string {
	main := p.Lines[0].Subject
	city := db.GemeenteName(main.Gemeente)
	if p.Compared || city == "" || strings.Contains(p.Chart.Title, city) {
		return p.Chart.Title
	}
	return strings.Replace(p.Chart.Title, main.Name, main.Name+" ("+city+")", 1)
}

// card makes the picture on its own, in light colours, with all that it has to say away from the site.
func (p Picture) card(ctx context.Context, s *site.Site, db *data.DB, width int) (string, []byte, error) {
	sources, err := p.Sources(ctx)
	if err != nil {
		return "", nil, err
	}
	f := p.At(chart.Large)
	f.Palette = color.Light
	svg, err := s.Charts.SVG(ctx, f)
	if err != nil {
		return "", nil, err
	}
	across, down := chart.Large.Pixels()
	return s.Card(web.Card{Words: f.Words, Title: p.away(db), Summary: f.Summary, Chart: template.HTML(svg), Size: [2]float64{float64(across), float64(down)},
		Notes: p.Caveats(), Source: site.SourceText(sources), Licence: LicencesOf(db, sources), AsOf: f.Words.Date(db.MadeAt)}, width)
}
