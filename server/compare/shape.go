package compare

import (
	"fmt"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/figure"
	"wijkinzicht/web/words"
)

func (p *Panel) toIndex() {
	for _, l := range p.Lines {
		if !figure.Indexable(l.Indicator) {
			p.Why = p.Words.Compare.NoIndex(l.Indicator.Naam)
			return
		}
	}
	base, with := p.choice.base, 0
	for _, l := range p.Lines {
		if l.Series.Count() > 0 { // a line without any figure does not keep the others from having a year
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
	p.Chart.Base, p.Chart.Unit, p.Chart.Decimals = &hundred, p.Words.Compare.Index(base), 1
	p.Title += fmt.Sprintf(" (%d = 100)", base)
	for i := range p.Lines {
		l := &p.Lines[i]
		own, ok := l.Series.Index(base, figure.OtherStretch)
		if !ok {
			p.Notes = append(p.Notes, p.Words.Compare.NotInBase(l.Name, base))
		} else if n := l.Series.Count() - own.Count(); n > 0 {
			p.Notes = append(p.Notes, p.Words.Compare.LeftOut(l.Name, n, base))
		}
		if start, ok := l.Series.At(base); ok && *start.Value > 0 {
			l.Indicator.Step *= 100 / *start.Value
		}
		l.Series = own
		l.Indicator.Unit, l.Indicator.Kind, l.Indicator.Decimals = p.Chart.Unit, catalogue.Score, 1
	}
}

func (p *Panel) toDifference(db *data.DB, all map[string]map[string]series.Line) {
	if why := figure.Undifferable(p.Words, p.Lines[0].Indicator); why != "" {
		p.Why = why
		return
	}
	unit := figure.ChangeUnit(p.Words, p.Lines[0].Indicator)
	if unit == "" {
		unit = p.Chart.Unit
	}
	against := p.Words.Compare.Country
	if p.choice.Against == AgainstGemeente {
		against = p.Words.Compare.Municipality
	}
	p.Title, p.Chart.Unit = p.Words.Compare.Against(p.Title, against), unit
	zero := 0.0
	p.Chart.Base = &zero
	for i := range p.Lines {
		l := &p.Lines[i]
		other := catalogue.NationSlug
		if p.choice.Against == AgainstGemeente && l.Subject.Kind != catalogue.LandKind {
			other = strings.ToLower(l.Subject.Gemeente)
		}
		if other == l.Subject.Slug {
			p.Notes = append(p.Notes, p.Words.Compare.Measure(l.Name))
			l.Series = nil
		} else {
			between := l.Series.Minus(all[other][l.Indicator.ID], figure.NoOther)
			if len(p.Lines) == 1 && p.Words == words.NL {
				p.gap = sayGap(*l, around(db, other), all[other][l.Indicator.ID], between)
			}
			l.Series = between
		}
		l.Indicator.Unit = unit
		l.Indicator.Step *= 2 // two values that may each be off
	}
}

// around names the place that another is held against.
func around(db *data.DB, slug string) string {
	s, _ := db.Subject(slug)
	return s.Name
}

// sayGap tells how the only line moved against what it is held against; of money in percent, with the euros that the picture has.
func sayGap(l figure.Line, other string, around, between series.Line) string {
	g, ok := figure.GapOf(l.Indicator, l.Series, around)
	if !ok {
		return ""
	}
	text := g.Sentence(l.Name, other)
	if !g.Relative() {
		return text
	}
	from, _ := between.At(g.From.Year)
	to, _ := between.At(g.To.Year)
	return text + " " + words.InEuros(figure.Dated(from, l.Indicator), figure.Dated(to, l.Indicator))
}

func (p *Panel) toEnds() {
	years := series.Years(p.each(), (len(p.Lines)+1)/2) // those that at least half of the lines have
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
	for i := range p.Lines {
		l := &p.Lines[i]
		l.Series = l.Series.Ends(from, to)
		l.Indicator.Editions = nil // what lies between is not part of this picture
	}
}
