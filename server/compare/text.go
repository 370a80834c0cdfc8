package compare

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/place"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// Who names what is compared, at most three by name.
func (p *Panel) Who() string {
	var names []string
	for _, l := range p.lines {
		if !slices.Contains(names, l.subject.Name) {
			names = append(names, l.subject.Name)
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
	var shown []Line
	for _, l := range p.lines {
		if l.series.Count() == 0 {
			continue
		}
		shown = append(shown, l)
		c := l.series.Latest()
		t.Add(c.Toward(l.indicator.Step), c.Why != series.Same)
	}
	if len(shown) == 0 {
		return ""
	}
	if text := p.gapSentence(shown); text != "" {
		return text
	}
	text := p.Words.Compare.Changes(len(shown), t.Up, t.Down, t.Same, t.None)
	switch {
	case len(shown) == 1:
		text = figure.Summary(p.Words, shown[0].name, shown[0].series, shown[0].indicator)
	case t.None == len(shown):
		text = p.Words.Compare.NoneCompared
	}
	return text + extremes(p.Words, shown)
}

// gapSentence tells how one place moved against its own gemeente, where the two stand in one picture as they are.
func (p *Panel) gapSentence(shown []Line) string {
	var mine, around []Line
	for _, l := range shown {
		switch {
		case l.subject.IsWijk() || l.subject.Kind == place.AreaKind:
			mine = append(mine, l)
		case l.subject.Kind == catalogue.GemeenteKind:
			around = append(around, l)
		}
	}
	if p.choice.As != AsIs || p.Words != words.NL || len(mine) != 1 || len(around) != 1 || mine[0].subject.Gemeente != around[0].subject.Gemeente ||
		mine[0].indicator.ID != around[0].indicator.ID || mine[0].indicator.Kind == catalogue.Count {
		return ""
	}
	g, ok := figure.GapOf(mine[0].indicator, mine[0].series, around[0].series)
	if !ok {
		return ""
	}
	return g.Sentence(mine[0].name, around[0].name)
}

// extremes says which line stands highest and which lowest in the last year that all have, where they have the same unit.
func extremes(w *words.Words, lines []Line) string {
	var all []series.Line
	for _, l := range lines {
		all = append(all, l.series)
	}
	years := series.Years(all, len(all))
	if len(lines) < 2 || len(years) == 0 {
		return ""
	}
	year := years[len(years)-1]
	value := func(l Line) float64 { r, _ := l.series.At(year); return *r.Value }
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
	read := func(l Line) string { // money as read: 216 is € 216.000
		if words.Money(l.indicator.Unit) && w == words.NL {
			return figure.WithUnit(value(l), l.indicator)
		}
		return w.Number(value(l), l.indicator.Decimals)
	}
	return w.Compare.Extremes(year, top.name, read(top), bottom.name, read(bottom))
}

// rows gives a line of the summary table for each line of the picture.
func (p *Panel) rows() []web.PanelRow {
	var out []web.PanelRow
	for _, l := range p.lines {
		row := web.PanelRow{Name: l.name}
		if l.subject.IsWijk() {
			row.URL = "/wijk/" + l.subject.Slug + "#" + l.indicator.ID
		}
		if l.subject.Kind == place.AreaKind {
			row.Place = l.subject.Note
			if a, ok := areaOf(l.subject.Slug); ok {
				row.URL = place.AreaPath(a.Code) + "#" + l.indicator.ID
			}
		}
		last, ok := l.series.Last()
		if !ok {
			continue // a note says why
		}
		first := figure.FirstShown(l.series)
		row.First, row.Last = figure.ValueOf(p.Words, first, l.indicator), figure.ValueOf(p.Words, last, l.indicator)
		row.Change, _ = figure.Change(p.Words, l.series, l.indicator)
		out = append(out, row)
	}
	return out
}

// Grid holds all numbers of the panel, a row per year.
func (p *Panel) Grid() web.Grid {
	t := web.Grid{Caption: fmt.Sprintf("%s, %s", p.Title, p.unit)}
	cells := map[int]map[int]web.GridCell{} // by year and line
	for i, l := range p.lines {
		t.Columns = append(t.Columns, l.name)
		for _, r := range l.series {
			if cells[r.Year] == nil {
				cells[r.Year] = map[int]web.GridCell{}
			}
			cells[r.Year][i] = gridCell(p.Words, r, l.indicator)
		}
	}
	for _, y := range slices.Sorted(maps.Keys(cells)) {
		row := web.GridRow{Year: y}
		for i := range p.lines {
			cell, ok := cells[y][i]
			if !ok {
				cell.Remark = p.Words.Value.NotLoaded
			}
			row.Cells = append(row.Cells, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func gridCell(w *words.Words, r series.Point, ind catalogue.Indicator) web.GridCell {
	if r.Value == nil {
		return web.GridCell{Remark: w.Reason(string(r.Status))}
	}
	cell := web.GridCell{Text: w.Number(*r.Value, ind.Decimals), Quality: web.Quality(r.Quality)}
	if r.Why != series.Same {
		cell.Remark = w.Value.Break + " (" + w.Value.Breaks[string(r.Why)] + ")"
	}
	return cell
}

// Sources names the publications behind the panel.
func (p *Panel) Sources(ctx context.Context, db *data.DB) ([]web.Link, error) {
	found, err := db.SourceIDs(ctx, p.choice.Subjects, p.choice.Indicators)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, id := range p.choice.Indicators {
		ids = append(ids, found[id]...)
		if len(p.choice.areas) > 0 {
			ind, _ := db.Indicator(id)
			more, err := db.AreaSourceIDs(ctx, ind, p.choice.areas)
			if err != nil {
				return nil, err
			}
			ids = append(ids, more...)
		}
	}
	slices.Sort(ids)
	return figure.LinksOf(db, slices.Compact(ids)), nil
}

// csv writes the panel's figures as shown, a row per line and year.
func (p *Panel) csv(db *data.DB) ([]byte, error) {
	var body bytes.Buffer
	w := csv.NewWriter(&body)
	w.Write([]string{"subject", "naam", "indicator", "eenheid", "jaar", "waarde", "status", "kwaliteit", "laag", "hoog", "breuk_ervoor", "breuk_waarom", "revisie"})
	number := func(v *float64) string {
		if v == nil {
			return ""
		}
		return strconv.FormatFloat(*v, 'f', -1, 64)
	}
	for _, l := range p.lines {
		for _, r := range l.series {
			w.Write([]string{l.subject.Slug, figure.CellText(l.subject.Name), l.indicator.ID, l.indicator.Unit, strconv.Itoa(r.Year), number(r.Value), string(r.Status),
				string(r.Quality), number(r.Low), number(r.High), map[bool]string{true: "ja", false: "nee"}[r.Why != series.Same], string(r.Why), db.Revision})
		}
	}
	w.Flush()
	return body.Bytes(), w.Error()
}
