package compare

import (
	"context"
	"net/url"
	"slices"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/place"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
	"wijkinzicht/web/chart"
	"wijkinzicht/web/words"
)

// Panel is one picture of a comparison: lines that stand on one scale.
type Panel struct {
	Words      *words.Words
	choice     Choice // with the indicators of this panel alone
	id         string
	Title      string
	unit       string
	definition string
	decimals   int
	lines      []Line
	years      []int // those that any line has before a period is chosen
	breaks     []chart.Break
	facts      []figure.Occurrence
	base       *float64
	Notes      []string
	Why        string // why there is no picture
}

// Line is one line of a panel, as it is drawn: an index, a difference or the figures themselves.
type Line struct {
	name      string
	subject   catalogue.Subject
	indicator catalogue.Indicator // as shown: an index has no unit of its own
	role      chart.Role
	series    series.Line
}

// Panels makes a panel for each indicator; several indicators of one subject share one when they are an index, or have
// the same unit.
func Panels(ctx context.Context, db *data.DB, w *words.Words, k Choice) ([]Panel, error) {
	slugs := slices.Clone(k.Subjects)
	for _, s := range db.Subjects { // what differences are counted from
		if k.As == asMinus && (s.Kind == catalogue.GemeenteKind || s.Kind == catalogue.LandKind) && !slices.Contains(slugs, s.Slug) {
			slugs = append(slugs, s.Slug)
		}
	}
	rows, err := db.Trends(ctx, slugs, k.Indicators)
	if err != nil {
		return nil, err
	}
	all := figure.Group(rows)
	places, err := areaSubjects(ctx, db, k.areas)
	if err != nil {
		return nil, err
	}
	if err := addAreas(ctx, db, k, all); err != nil {
		return nil, err
	}
	var out []Panel
	for _, group := range k.shared(db) {
		one := k
		one.Indicators = group
		out = append(out, newPanel(db, w, one, places, all))
	}
	if !k.events {
		return out, nil
	}
	first, last := 0, 0 // one list of events for all pictures
	for _, p := range out {
		from, to := figure.Span(p.chartLines())
		if first == 0 || from < first {
			first = from
		}
		last = max(last, to)
	}
	facts, err := figure.OccurrencesOf(ctx, db, w, k.Subjects, first, last)
	for i := range out {
		out[i].facts = facts
	}
	if note := w.Compare.OwnEvents; note != "" && slices.ContainsFunc(facts, func(o figure.Occurrence) bool { return o.Event.Own }) {
		out[0].Notes = append(out[0].Notes, note)
	}
	return out, err
}

// shared groups the indicators that can stand in one picture.
func (k Choice) shared(db *data.DB) [][]string {
	if len(k.Subjects)+len(k.areas) == 1 && len(k.Indicators) > 1 {
		first, _ := db.Indicator(k.Indicators[0])
		apart := func(id string) bool {
			ind, _ := db.Indicator(id)
			if k.As == asIndex {
				return !figure.Indexable(ind)
			}
			return ind.Unit != first.Unit
		}
		if !slices.ContainsFunc(k.Indicators, apart) {
			return [][]string{k.Indicators}
		}
	}
	var out [][]string
	for _, id := range k.Indicators {
		out = append(out, []string{id})
	}
	return out
}

// newPanel makes a panel of subjects, and of areas in the shape of subjects.
func newPanel(db *data.DB, w *words.Words, k Choice, areas []catalogue.Subject, all map[string]map[string]series.Line) Panel {
	first, _ := db.Indicator(k.Indicators[0])
	p := Panel{Words: w, choice: k, id: k.Indicators[0], Title: first.Naam, unit: first.Unit, definition: first.Definitie, decimals: first.Decimals}
	if len(k.Indicators) > 1 {
		p.Title, p.definition = w.Compare.MoreFigures, ""
	}
	var subjects []catalogue.Subject
	for _, slug := range k.Subjects {
		subject, _ := db.Subject(slug)
		subjects = append(subjects, subject)
	}
	for _, id := range k.Indicators {
		ind, _ := db.Indicator(id)
		for i, subject := range slices.Concat(subjects, areas) {
			line := Line{name: subject.Name, subject: subject, indicator: ind, role: roleOf(subject, db, k), series: all[subject.Slug][id]}
			if i == 0 && len(subjects) == 0 { // of areas alone, the first that was named is what the picture is about
				line.role = chart.Wijk
			}
			if len(k.Indicators) > 1 {
				line.name, line.role = ind.Naam, chart.Ander
			}
			if !k.Enclosing {
				line.series = line.series.Own(figure.OnlyEnclosing)
			}
			p.lines = append(p.lines, line)
		}
		p.decimals = max(p.decimals, ind.Decimals)
	}
	p.years = series.Years(p.each(), 1)
	for i := range p.lines {
		p.lines[i].series = p.lines[i].series.Period(k.From, k.To)
	}
	switch k.As {
	case asIndex:
		p.toIndex()
	case asMinus:
		p.toDifference(db, all)
	case asEnds:
		p.toEnds()
	}
	if p.Why == "" && len(series.Years(p.each(), 1)) == 0 {
		p.Why = w.Compare.None
	}
	p.findBreaks(db)
	p.leaveOut(all)
	p.sayBorders(db)
	return p
}

func (p *Panel) each() []series.Line {
	var out []series.Line
	for _, l := range p.lines {
		out = append(out, l.series)
	}
	return out
}

// roleOf gives a subject the look that it has elsewhere, as far as it is the only one of its kind.
func roleOf(subject catalogue.Subject, db *data.DB, k Choice) chart.Role {
	if subject.Kind == place.AreaKind && len(k.areas) > mostNamed {
		return chart.Gelijke
	}
	alike := 0
	for _, slug := range k.Subjects {
		if s, _ := db.Subject(slug); s.Kind == subject.Kind || s.IsWijk() && subject.IsWijk() {
			alike++
		}
	}
	roles := map[catalogue.SubjectKind]chart.Role{catalogue.WijkKind: chart.Wijk, catalogue.OwnKind: chart.Wijk, catalogue.GemeenteKind: chart.Gemeente, catalogue.RestKind: chart.Rest, catalogue.LandKind: chart.Land}
	if role, ok := roles[subject.Kind]; ok && alike == 1 {
		return role
	}
	return chart.Ander
}

// leaveOut names the lines that have nothing to draw.
func (p *Panel) leaveOut(all map[string]map[string]series.Line) {
	if p.Why != "" || p.choice.As == asIndex {
		return
	}
	without, reasons := map[string][]string{}, []string(nil) // CBS areas come by the ten: a note for all with one reason
	for _, l := range p.lines {
		if l.series.Count() == 0 && !(p.choice.As == asMinus && l.series == nil) {
			why := figure.WhyNone(p.Words, l.series)
			if all[l.subject.Slug][l.indicator.ID].Count() > 0 && !p.choice.Enclosing && l.series.Count() == 0 && slices.ContainsFunc(l.series, func(r series.Point) bool { return r.Status == figure.OnlyEnclosing }) {
				why = p.Words.Compare.LargerArea
			}
			if l.subject.Kind == place.AreaKind {
				if without[why] == nil {
					reasons = append(reasons, why)
				}
				without[why] = append(without[why], l.name)
				continue
			}
			p.Notes = append(p.Notes, p.Words.Compare.Without(l.name, why))
		}
	}
	for _, why := range reasons {
		p.Notes = append(p.Notes, p.Words.Compare.WithoutMany(why, p.Words.Enumerate(without[why])))
	}
	var shown []series.Line
	for _, l := range p.lines {
		shown = append(shown, l.series)
	}
	if years := figure.OpenYears(shown...); years != "" && p.choice.As != asEnds {
		p.Notes = append(p.Notes, p.Words.Value.Open(years))
	}
}

// findBreaks draws the changes of definition that all lines share, and names those of single areas.
func (p *Panel) findBreaks(db *data.DB) {
	if p.Why != "" {
		return
	}
	for _, l := range p.lines {
		for _, b := range figure.BreaksOf(db, l.indicator, l.subject, l.series) {
			shared := b.Subject == "" && b.Level == ""
			if shared && p.choice.As != asEnds && figure.Cuts(b.Year, p.chartLines()) && !slices.ContainsFunc(p.breaks, func(o chart.Break) bool { return o.Year == b.Year }) {
				p.breaks = append(p.breaks, chart.Break{Year: b.Year, Label: p.Words.Value.Breaks[b.Kind]})
			}
			if !b.Cuts {
				continue
			}
			who := ""
			if !shared {
				who = l.name
			}
			if note := p.Words.Compare.Break(b.Year, p.Words.Compare.Kinds[b.Kind], who, b.Note); !slices.Contains(p.Notes, note) {
				p.Notes = append(p.Notes, note)
			}
		}
	}
}

func (p *Panel) chartLines() []chart.Line {
	var out []chart.Line
	for _, l := range p.lines {
		if segments := figure.SegmentsOf(l.series, l.indicator.Years()); len(segments) > 0 {
			out = append(out, chart.Line{Name: l.name, Role: l.role, Segments: segments})
		}
	}
	return out
}

// Figure is the chart of a panel.
func (p *Panel) Figure(size chart.Size) chart.Figure {
	f := chart.Figure{ID: "v-" + p.id, Title: p.Title + ": " + p.Who(), Summary: p.sentence(), Unit: p.unit, Decimals: p.decimals,
		Lines: p.chartLines(), Breaks: p.breaks, Events: figure.ChartEvents(p.facts), Base: p.base, Size: size, Words: p.Words}
	f.First, f.Last = figure.Span(f.Lines)
	if ind := p.lines[0].indicator; ind.Kind == catalogue.Class {
		f.Min, f.Max = ind.Min, ind.Max
	}
	return f
}

// DrawPanel draws a panel in every width, with the address of what can be read along its lines.
func DrawPanel(ctx context.Context, s *site.Site, rev *answer.Revision, p Panel, into *web.Chart) error {
	q := p.choice.Query() + "&revisie=" + url.QueryEscape(s.Desk.Edition(rev.DB)) + figure.LanguageQuery(p.Words)
	into.Shows = p.Title
	into.Reading, into.NarrowReading, into.TightReading = "/vergelijk.json"+q, "/vergelijk.smal.json"+q, "/vergelijk.krap.json"+q
	return figure.Draw(ctx, s.Charts, p.Figure(chart.Large), into)
}
