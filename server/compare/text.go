package compare

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/place"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// who names what is compared, at most three by name.
func (p *Panel) who() string {
	var names []string
	for _, l := range p.Lines {
		if !slices.Contains(names, l.Subject.Name) {
			names = append(names, l.Subject.Name)
		}
	}
	if len(names) > 3 {
		return p.Words.Compare.Others(names[0], len(names)-1)
	}
	return p.Words.Enumerate(names)
}

// sentence reads the picture: who rose and fell, and who stands highest and lowest in the last year that all have.
func (p *Panel) sentence() string {
	if p.Why != "" {
		return ""
	}
	var t series.Tally
	var shown []figure.Line
	for _, l := range p.Lines {
		if l.Series.Count() == 0 {
			continue
		}
		if p.eleven && l.Subject.Kind == catalogue.ReferenceKind {
			continue // it stands beside them, and is not counted
		}
		shown = append(shown, l)
		c := l.Series.Latest()
		t.Add(c.Toward(l.Indicator.Step), c.Why != series.Same)
	}
	if len(shown) == 0 {
		return ""
	}
	if text := cmp.Or(p.gap, p.gapSentence(shown)); text != "" {
		return text
	}
	text := p.Words.Compare.Changes(len(shown), t.Up, t.Down, t.Same, t.None)
	switch {
	case len(shown) == 1:
		text = figure.Summary(p.Words, shown[0].Name, shown[0].Series, shown[0].Indicator)
	case t.None == len(shown):
		text = p.Words.Compare.NoneCompared
	}
	return text + extremes(p.Words, shown)
}

// standBeside says of the wijken to compare the eleven with how they stand, where the eleven are compared as they are.
func (p *Panel) standBeside(db *data.DB, all map[string]map[string]series.Line) {
	if !p.eleven || p.choice.As != AsIs || p.Why != "" {
		return
	}
	for _, slug := range figure.ReferenceSlugs(db) {
		sub, _ := db.Subject(slug)
		ind := p.Lines[0].Indicator
		last, ok := all[slug][ind.ID].Period(p.choice.From, p.choice.To).Last()
		if ok && !slices.Contains(p.choice.Subjects, slug) {
			text, behind := p.Words.Amount(*last.Value, ind.Decimals, figure.ShortUnit(ind))
			p.Notes = append(p.Notes, p.Words.Compare.Beside(sub.Name, strings.TrimSpace(text+" "+behind), last.Year))
		}
	}
}

// gapSentence tells how one place moved against its own gemeente, where the two stand in one picture as they are.
func (p *Panel) gapSentence(shown []figure.Line) string {
	var mine, around []figure.Line
	for _, l := range shown {
		switch {
		case l.Subject.IsWijk() || l.Subject.Kind == place.AreaKind:
			mine = append(mine, l)
		case l.Subject.Kind == catalogue.GemeenteKind:
			around = append(around, l)
		}
	}
	if p.choice.As != AsIs || p.Words != words.NL || len(mine) != 1 || len(around) != 1 || mine[0].Subject.Gemeente != around[0].Subject.Gemeente ||
		mine[0].Indicator.ID != around[0].Indicator.ID || mine[0].Indicator.Kind == catalogue.Count {
		return ""
	}
	g, ok := figure.GapOf(mine[0].Indicator, mine[0].Series, around[0].Series)
	if !ok {
		return ""
	}
	return g.Sentence(mine[0].Name, around[0].Name)
}

// extremes says which line stands highest and which lowest in the last year that all have, where they have the same unit.
func extremes(w *words.Words, lines []figure.Line) string {
	var all []series.Line
	for _, l := range lines {
		all = append(all, l.Series)
	}
	years := series.Years(all, len(all))
	if len(lines) < 2 || len(years) == 0 {
		return ""
	}
	year := years[len(years)-1]
	value := func(l figure.Line) float64 { r, _ := l.Series.At(year); return *r.Value }
	top, bottom := lines[0], lines[0]
	for _, l := range lines {
		if value(l) > value(top) {
			top = l
		}
		if value(l) < value(bottom) {
			bottom = l
		}
	}
	if value(top) == value(bottom) {
		return ""
	}
	read := func(l figure.Line) string { // money as read: 216 is € 216.000
		if words.Money(l.Indicator.Unit) && w == words.NL {
			return figure.WithUnit(value(l), l.Indicator)
		}
		return w.Number(value(l), l.Indicator.Decimals)
	}
	return w.Compare.Extremes(year, top.Name, read(top), bottom.Name, read(bottom))
}

// rows gives a line of the summary table for each line of the picture.
func (p *Panel) rows() []web.PanelRow {
	var out []web.PanelRow
	for _, l := range p.Lines {
		row := web.PanelRow{Name: l.Name}
		if l.Subject.IsWijk() {
			row.URL = "/wijk/" + l.Subject.Slug + "#" + l.Indicator.ID
		}
		if l.Subject.Kind == place.AreaKind {
			row.Place = l.Subject.Note
			if a, ok := areaOf(l.Subject.Slug); ok {
				row.URL = place.AreaPath(a.Code) + "#" + l.Indicator.ID
			}
		}
		last, ok := l.Series.Last()
		if !ok {
			continue // a note says why
		}
		first := figure.FirstShown(l.Series)
		row.First, row.Last = figure.ValueOf(p.Words, first, l.Indicator), figure.ValueOf(p.Words, last, l.Indicator)
		row.Change, _ = figure.Change(p.Words, l.Series, l.Indicator)
		out = append(out, row)
	}
	return out
}

// sources names the publications behind what is compared.
func (k Choice) sources(ctx context.Context, db *data.DB) ([]web.Link, error) {
	found, err := db.SourceIDs(ctx, k.Subjects, k.Indicators)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, id := range k.Indicators {
		ids = append(ids, found[id]...)
		if len(k.areas) > 0 {
			ind, _ := db.Indicator(id)
			more, err := db.AreaSourceIDs(ctx, ind, k.areas)
			if err != nil {
				return nil, err
			}
			ids = append(ids, more...)
		}
	}
	slices.Sort(ids)
	return figure.LinksOf(db, slices.Compact(ids)), nil
}
