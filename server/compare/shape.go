package compare

import (
	"fmt"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/figure"
)

func (p *Panel) toIndex() {
	for _, l := range p.lines {
		if !figure.Indexable(l.indicator) {
			p.Why = p.Words.Compare.NoIndex(l.indicator.Naam)
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
		p.Why = p.Words.Compare.NoBase
		return
	}
	hundred := 100.0
	p.base, p.unit, p.decimals = &hundred, p.Words.Compare.Index(base), 1
	p.Title += fmt.Sprintf(" (%d = 100)", base)
	for i := range p.lines {
		l := &p.lines[i]
		own, ok := l.series.Index(base, figure.OtherStretch)
		if !ok {
			p.Notes = append(p.Notes, p.Words.Compare.NotInBase(l.name, base))
		} else if n := l.series.Count() - own.Count(); n > 0 {
			p.Notes = append(p.Notes, p.Words.Compare.LeftOut(l.name, n, base))
		}
		if start, ok := l.series.At(base); ok && *start.Value > 0 {
			l.indicator.Step *= 100 / *start.Value
		}
		l.series = own
		l.indicator.Unit, l.indicator.Kind, l.indicator.Decimals = p.unit, catalogue.Score, 1
	}
}

func (p *Panel) toDifference(db *data.DB, all map[string]map[string]series.Line) {
	if why := figure.Undifferable(p.Words, p.lines[0].indicator); why != "" {
		p.Why = why
		return
	}
	unit := figure.ChangeUnit(p.Words, p.lines[0].indicator)
	if unit == "" {
		unit = p.unit
	}
	against := p.Words.Compare.Country
	if p.choice.Against == AgainstGemeente {
		against = p.Words.Compare.Municipality
	}
	p.Title, p.unit = p.Words.Compare.Against(p.Title, against), unit
	zero := 0.0
	p.base = &zero
	for i := range p.lines {
		l := &p.lines[i]
		other := catalogue.NationSlug
		if p.choice.Against == AgainstGemeente && l.subject.Kind != catalogue.LandKind {
			other = strings.ToLower(l.subject.Gemeente)
		}
		if other == l.subject.Slug {
			p.Notes = append(p.Notes, p.Words.Compare.Measure(l.name))
			l.series = nil
		} else {
			l.series = l.series.Minus(all[other][l.indicator.ID], figure.NoOther)
		}
		l.indicator.Unit = unit
		l.indicator.Step *= 2 // two values that may each be off
	}
}

func (p *Panel) toEnds() {
	years := series.Years(p.each(), (len(p.lines)+1)/2) // those that at least half of the lines have
	from, to := p.choice.From, p.choice.To
	if from == 0 && len(years) > 0 {
		from = years[0]
	}
	if to == 0 && len(years) > 0 {
		to = years[len(years)-1]
	}
	if from == 0 || to == 0 || from == to {
		p.Why = p.Words.Compare.NoTwoYears
		return
	}
	p.Title = p.Words.Compare.Ends(p.Title, from, to)
	for i := range p.lines {
		l := &p.lines[i]
		l.series = l.series.Ends(from, to)
		l.indicator.Editions = nil // what lies between is not part of this picture
	}
}
