package server

import (
	"fmt"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/series"
	"wijkinzicht/server/figure"
)

func (p *panel) toIndex() {
	for _, l := range p.lines {
		if !figure.Indexable(l.indicator) {
			p.why = p.words.Compare.NoIndex(l.indicator.Naam)
			return
		}
	}
	base, with := p.choice.base, 0
	for _, l := range p.lines {
		if l.series.Count() > 0 { // a line without any figure does not keep the others from having a year
			with++
		}
	}
	if shared := series.Years(p.each(), max(with, 1)); base == 0 && len(shared) > 0 {
		base = shared[0]
	} else if base == 0 {
		p.why = p.words.Compare.NoBase
		return
	}
	hundred := 100.0
	p.base, p.unit, p.decimals = &hundred, p.words.Compare.Index(base), 1
	p.title += fmt.Sprintf(" (%d = 100)", base)
	for i := range p.lines {
		l := &p.lines[i]
		own, ok := l.series.Index(base, figure.OtherStretch)
		if !ok {
			p.notes = append(p.notes, p.words.Compare.NotInBase(l.name, base))
		} else if n := l.series.Count() - own.Count(); n > 0 {
			p.notes = append(p.notes, p.words.Compare.LeftOut(l.name, n, base))
		}
		if start, ok := l.series.At(base); ok && *start.Value > 0 {
			l.indicator.Step *= 100 / *start.Value
		}
		l.series = own
		l.indicator.Unit, l.indicator.Kind, l.indicator.Decimals = p.unit, data.Score, 1
	}
}

func (p *panel) toDifference(db *data.DB, all map[string]map[string]series.Line) {
	if why := figure.Undifferable(p.words, p.lines[0].indicator); why != "" {
		p.why = why
		return
	}
	unit := figure.ChangeUnit(p.words, p.lines[0].indicator)
	if unit == "" {
		unit = p.unit
	}
	against := p.words.Compare.Country
	if p.choice.against == againstGemeente {
		against = p.words.Compare.Municipality
	}
	p.title, p.unit = p.words.Compare.Against(p.title, against), unit
	zero := 0.0
	p.base = &zero
	for i := range p.lines {
		l := &p.lines[i]
		other := data.NationSlug
		if p.choice.against == againstGemeente && l.subject.Kind != "land" {
			other = strings.ToLower(l.subject.Gemeente)
		}
		if other == l.subject.Slug {
			p.notes = append(p.notes, p.words.Compare.Measure(l.name))
			l.series = nil
		} else {
			l.series = l.series.Minus(all[other][l.indicator.ID], figure.NoOther)
		}
		l.indicator.Unit = unit
		l.indicator.Step *= 2 // two values that may each be off
	}
}

func (p *panel) toEnds() {
	years := series.Years(p.each(), (len(p.lines)+1)/2) // those that at least half of the lines have
	from, to := p.choice.from, p.choice.to
	if from == 0 && len(years) > 0 {
		from = years[0]
	}
	if to == 0 && len(years) > 0 {
		to = years[len(years)-1]
	}
	if from == 0 || to == 0 || from == to {
		p.why = p.words.Compare.NoTwoYears
		return
	}
	p.title = p.words.Compare.Ends(p.title, from, to)
	for i := range p.lines {
		l := &p.lines[i]
		l.series = l.series.Ends(from, to)
		l.indicator.Editions = nil // what lies between is not part of this picture
	}
}
