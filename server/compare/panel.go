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

// Panel is one picture of a comparison: lines that stand on one scale, as an index, as a difference or as the figures themselves.
type Panel struct {
	figure.Picture
	choice     Choice // with the indicators of this panel alone
	definition string
	years      []int // those that any line has before a period is chosen
	facts      []figure.Occurrence
	eleven     bool   // all of the eleven stand in it, and what is not one of them is not counted
	gap        string // how the only line of differences moved, in a sentence; empty: more lines, or it cannot be said
}

// Panels makes a panel for each indicator; several indicators of one subject share one when they are an index, or have
// the same unit.
func Panels(ctx context.Context, s *site.Site, rev *answer.Revision, w *words.Words, k Choice) ([]Panel, error) {
	db, err := figure.Spoken(rev.DB, w)
	if err != nil {
		return nil, err
	}
	slugs := slices.Clone(k.Subjects)
	for _, sub := range db.Subjects { // what differences are counted from
		if k.As == asMinus && (sub.Kind == catalogue.GemeenteKind || sub.Kind == catalogue.LandKind) && !slices.Contains(slugs, sub.Slug) {
			slugs = append(slugs, sub.Slug)
		}
	}
	rows, err := db.Trends(ctx, slices.Concat(slugs, figure.ReferenceSlugs(db)), k.Indicators)
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
		p := newPanel(db, w, one, places, all)
		p.Files, p.Query = "/vergelijk", one.Query()+"&revisie="+url.QueryEscape(s.Desk.Edition(rev.DB))+figure.LanguageQuery(w)
		p.Sources = func(ctx context.Context) ([]web.Link, error) { return one.sources(ctx, rev.DB) }
		out = append(out, p)
	}
	if !k.events {
		return out, nil
	}
	first, last := 0, 0 // one list of events for all pictures
	for _, p := range out {
		if first == 0 || p.Chart.First < first {
			first = p.Chart.First
		}
		last = max(last, p.Chart.Last)
	}
	facts, err := figure.OccurrencesOf(ctx, db, w, k.Subjects, first, last)
	for i := range out {
		out[i].facts, out[i].Chart.Events = facts, figure.ChartEvents(facts)
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
	p := Panel{Picture: figure.Picture{Words: w, Title: first.Naam, Compared: true}, choice: k, definition: first.Definitie}
	p.eleven = !slices.ContainsFunc(figure.WijkSlugs(db), func(slug string) bool { return !slices.Contains(k.Subjects, slug) })
	p.Chart = chart.Figure{ID: "v-" + k.Indicators[0], Unit: first.Unit, Decimals: first.Decimals}
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
			line := figure.Line{ShownLine: figure.ShownLine{Subject: subject, Role: roleOf(subject, db, k)}, Name: subject.Name, Indicator: ind, Series: all[subject.Slug][id]}
			if i == 0 && len(subjects) == 0 { // of areas alone, the first that was named is what the picture is about
				line.Role = chart.Wijk
			}
			if len(k.Indicators) > 1 {
				line.Name, line.Role = ind.Naam, chart.Ander
			}
			if !k.Enclosing {
				line.Series = line.Series.Own(figure.OnlyEnclosing)
			}
			p.Lines = append(p.Lines, line)
		}
		p.Chart.Decimals = max(p.Chart.Decimals, ind.Decimals)
	}
	p.years = series.Years(p.each(), 1)
	for i := range p.Lines {
		p.Lines[i].Series = p.Lines[i].Series.Period(k.From, k.To)
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
	for i, l := range p.Lines {
		p.Lines[i].Aside = l.Series.Count() == 0
	}
	p.Plot()
	p.findBreaks(db)
	p.leaveOut(all)
	p.sayBorders()
	p.standBeside(db, all)
	p.Chart.Title, p.Chart.Summary = p.Title+": "+p.who(), p.sentence()
	return p
}

func (p *Panel) each() []series.Line {
	var out []series.Line
	for _, l := range p.Lines {
		out = append(out, l.Series)
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
	roles := map[catalogue.SubjectKind]chart.Role{catalogue.WijkKind: chart.Wijk, catalogue.ReferenceKind: chart.Wijk, catalogue.OwnKind: chart.Wijk, catalogue.GemeenteKind: chart.Gemeente, catalogue.RestKind: chart.Rest, catalogue.LandKind: chart.Land}
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
	for _, l := range p.Lines {
		if l.Series.Count() == 0 && !(p.choice.As == asMinus && l.Series == nil) {
			why := figure.WhyNone(p.Words, l.Series)
			if all[l.Subject.Slug][l.Indicator.ID].Count() > 0 && !p.choice.Enclosing && l.Series.Count() == 0 && slices.ContainsFunc(l.Series, func(r series.Point) bool { return r.Status == figure.OnlyEnclosing }) {
				why = p.Words.Compare.LargerArea
			}
			if l.Subject.Kind == place.AreaKind {
				if without[why] == nil {
					reasons = append(reasons, why)
				}
				without[why] = append(without[why], l.Name)
				continue
			}
			p.Notes = append(p.Notes, p.Words.Compare.Without(l.Name, why))
		}
	}
	for _, why := range reasons {
		p.Notes = append(p.Notes, p.Words.Compare.WithoutMany(why, p.Words.Enumerate(without[why])))
	}
	if p.choice.As != asEnds {
		p.Notes = append(p.Notes, p.Caveats()...)
	}
}

// findBreaks draws the changes of definition that all lines share, and names those of single areas.
func (p *Panel) findBreaks(db *data.DB) {
	if p.Why != "" {
		return
	}
	for _, l := range p.Lines {
		for _, b := range figure.BreaksOf(db, l.Indicator, l.Subject, l.Series) {
			shared := b.Subject == "" && b.Level == ""
			if shared && p.choice.As != asEnds && figure.Cuts(b.Year, p.Chart.Lines) && !slices.ContainsFunc(p.Chart.Breaks, func(o chart.Break) bool { return o.Year == b.Year }) {
				p.Chart.Breaks = append(p.Chart.Breaks, chart.Break{Year: b.Year, Label: p.Words.Value.Breaks[b.Kind]})
			}
			if !b.Cuts {
				continue
			}
			who := ""
			if !shared {
				who = l.Name
			}
			if note := p.Words.Compare.Break(b.Year, p.Words.Compare.Kinds[b.Kind], who, b.Note); !slices.Contains(p.Notes, note) {
				p.Notes = append(p.Notes, note)
			}
		}
	}
}
