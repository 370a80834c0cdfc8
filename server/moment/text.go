package moment

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/figure"
	"wijkinzicht/web"
	"wijkinzicht/web/chart"
)

// Title names what is seen.
func (v *View) Title() string {
	return v.words.Before.Title(v.Indicator.Naam, v.all[0].Subject.Name, v.Year)
}

// Span writes the years of a side.
func (v *View) Span(before bool) string {
	switch {
	case before && v.Window == 0:
		return v.words.Before.Until(v.Year)
	case before:
		return figure.YearRange(v.Year-v.Window+1, v.Year)
	case v.Window == 0:
		return v.words.Before.From(v.Year + 1)
	}
	return figure.YearRange(v.Year+1, v.Year+v.Window)
}

// Sentence says what the table says of the wijk, and beside whom.
func (v *View) Sentence() string {
	say, own := v.words.Before, v.all[0]
	if own.change == nil {
		return say.NotCompared(own.Subject.Name, v.Year, own.why)
	}
	text := say.Compared(own.Subject.Name, v.amount(own.before.level), v.Year, v.amount(own.after.level), v.difference(*own.change))
	more, less, none := 0, 0, 0
	for _, l := range v.all[1:] {
		if l.Subject.Kind == catalogue.RingKind || l.Subject.Kind == catalogue.RestKind {
			said := ""
			if l.change != nil {
				said = v.difference(*l.change)
			}
			text += say.Around(l.Subject.Name, said, l.why)
		}
		switch {
		case l.Subject.Kind != catalogue.WijkKind:
		case l.change == nil:
			none++
		case *l.change > *own.change:
			more++
		default:
			less++
		}
	}
	if more+less > 0 {
		text += say.Others(more, less, none)
	}
	return text
}

// Caveat is said whatever the figures say.
func (v *View) Caveat() string { return v.words.Before.Caveat(v.Year) }

func (v *View) amount(level float64) string { return figure.Amount(v.words, v.Indicator, level) }

func (v *View) difference(change float64) string {
	text, unit := v.words.AmountDifference(change, v.Indicator.Decimals, figure.ChangeUnit(v.words, v.Indicator))
	return strings.TrimSpace(text + " " + unit)
}

// Rows gives the table: the wijk, its surroundings, then the other ten from most to least change.
func (v *View) Rows() []web.BeforeRow {
	ordered := slices.Clone(v.all)
	slices.SortStableFunc(ordered, func(a, b besideLine) int {
		if a.Subject.Kind != catalogue.WijkKind || b.Subject.Kind != catalogue.WijkKind || a.Role == chart.Wijk || b.Role == chart.Wijk {
			return 0
		}
		return cmp.Compare(b.sortedBy(), a.sortedBy())
	})
	var out []web.BeforeRow
	for _, l := range ordered {
		own := l.Role == chart.Wijk
		row := web.BeforeRow{Name: l.Subject.Name, Before: v.side(l.before), After: v.side(l.after), Own: own, Group: v.words.Before.Groups[string(l.Subject.Kind)]}
		if own {
			row.Group = v.words.Before.Own
		} else if l.Subject.Kind == catalogue.WijkKind {
			row.URL = "/wijk/" + l.Subject.Slug + "#" + v.Choice.Indicator
		}
		row.Change = web.Change{Why: l.why}
		if l.change != nil {
			text, unit := v.words.AmountDifference(*l.change, v.Indicator.Decimals, figure.ChangeUnit(v.words, v.Indicator))
			row.Change = web.Change{Text: text, Unit: unit, Mark: figure.Marks[series.Toward(*l.change, v.Indicator.Step)]}
		}
		out = append(out, row)
	}
	return out
}

// sortedBy puts a line without a change last.
func (l besideLine) sortedBy() float64 {
	if l.change == nil {
		return math.Inf(-1)
	}
	return *l.change
}

func (v *View) side(w window) web.BeforeSide {
	side := web.BeforeSide{Years: strconv.Itoa(len(w.values)), Why: w.why}
	if len(w.values) > 0 {
		side.Level = v.words.Number(w.level, v.Indicator.Decimals)
		worst := data.Direct
		for _, r := range w.values {
			worst = max(worst, r.Quality)
		}
		side.Quality = web.Quality(worst)
	}
	if w.slope != nil {
		side.Slope = v.words.Difference(*w.slope, v.Indicator.Decimals+1)
	}
	return side
}
