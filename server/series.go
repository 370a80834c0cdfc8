package server

import (
	"slices"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/series"
	"wijkinzicht/web"
	"wijkinzicht/web/chart"
	"wijkinzicht/web/words"
)

// group sorts points by subject and indicator.
func group(points []series.Point) map[string]map[string]series.Line {
	out := map[string]map[string]series.Line{}
	for _, p := range points {
		if out[p.Subject] == nil {
			out[p.Subject] = map[string]series.Line{}
		}
		out[p.Subject][p.Indicator] = append(out[p.Subject][p.Indicator], p)
	}
	return out
}

// segmentsOf cuts a line where its points may not be joined: at a break, and where an edition between two points has no
// value. A year that no edition is about is no gap.
func segmentsOf(l series.Line, editions []int) [][]chart.Point {
	var out [][]chart.Point
	previous := 0
	for _, r := range l.Valued() {
		p := chart.Point{Year: r.Year, Value: *r.Value, Low: r.Low, High: r.High, Quality: string(r.Quality), Open: r.Status == data.Provisional}
		missed := slices.ContainsFunc(editions, func(y int) bool { return y > previous && y < r.Year })
		if len(out) == 0 || r.Why != series.Same || missed {
			out = append(out, []chart.Point{p})
		} else {
			out[len(out)-1] = append(out[len(out)-1], p)
		}
		previous = r.Year
	}
	return out
}

// whyNot says why there is no change to speak of.
func whyNot(w *words.Words, c series.Change) string {
	if c.Why == series.NoValue && c.To.Value != nil {
		return w.Value.OneYear
	}
	return w.Value.Whys[string(c.Why)]
}

// change gives the difference over the years of a line that may be compared with its last value, as read.
func change(w *words.Words, l series.Line, ind data.Indicator) (web.Change, *float64) {
	c := l.Latest()
	if c.Why != series.Same {
		return web.Change{Why: whyNot(w, c)}, nil
	}
	d := c.Difference()
	text, unit := w.AmountDifference(d, ind.Decimals, changeUnit(w, ind))
	return web.Change{Text: text, Unit: unit, Since: c.From.Year, Mark: marks[c.Toward(ind.Step)]}, &d
}

// marks show a rise and a fall; what is within the step of an indicator is neither.
var marks = map[int]string{1: "▲", -1: "▼"}

// tallied counts the lines of one indicator that rose, fell and stayed, each over its own comparable years.
func tallied(lines []series.Line, ind data.Indicator) series.Tally {
	var t series.Tally
	for _, l := range lines {
		c := l.Latest()
		t.Add(c.Toward(ind.Step), c.Why != series.Same)
	}
	return t
}

// firstShown is the value that a table shows first: the one that a change is counted from, or else the earliest.
func firstShown(l series.Line) series.Point {
	if c := l.Latest(); c.Why == series.Same {
		return c.From
	}
	p, _ := l.First()
	return p
}

// changeUnit is the unit of a difference: percentages differ by percentage points.
func changeUnit(w *words.Words, ind data.Indicator) string {
	switch {
	case ind.Unit == "%":
		return w.Value.Points
	case ind.Kind == data.Class:
		return w.Value.Classes
	case ind.Kind == data.Score:
		return ""
	}
	return ind.Unit
}

// valueOf gives a trend row as read.
func valueOf(w *words.Words, r series.Point, ind data.Indicator) web.Value {
	if r.Value == nil {
		return web.Value{Reason: w.Reason(string(r.Status)), Year: r.Year}
	}
	text, unit := w.Amount(*r.Value, ind.Decimals, shortUnit(ind))
	return web.Value{Text: text, Unit: unit, Year: r.Year, Note: proviso(w, r), Quality: web.Quality(r.Quality)}
}

// proviso is the word for a value that the publisher may still change; empty for others.
func proviso(w *words.Words, r series.Point) string {
	if r.Status != data.Provisional {
		return ""
	}
	return w.Reason(string(r.Status))
}

// shortUnit leaves out units that the indicator's name says already.
func shortUnit(ind data.Indicator) string {
	if ind.Kind == data.Score || ind.Kind == data.Class || strings.EqualFold(ind.Unit, ind.Naam) {
		return ""
	}
	return ind.Unit
}

// amount writes a value as read, without the unit that may follow it.
func amount(w *words.Words, ind data.Indicator, v float64) string {
	text, _ := w.Amount(v, ind.Decimals, shortUnit(ind))
	return text
}

// amountUnit is the unit that follows what amount writes; money and percentages need none.
func amountUnit(ind data.Indicator) string {
	_, unit := nl.Amount(0, ind.Decimals, shortUnit(ind))
	return unit
}

// lineBreak is a break as a line has it.
type lineBreak struct {
	data.Break      // of the year, of those that the values are about, from which it holds
	cuts       bool // it keeps two values of the line apart
}

// breaksOf lists the breaks of a subject's line, in the years that its values are about: those of the whole indicator, and those of
// one level or place where they cut the line. A change of outline is called that.
func breaksOf(db *data.DB, ind data.Indicator, subject data.Subject, l series.Line) []lineBreak {
	var out []lineBreak
	for _, b := range db.Breaks {
		if b.Subject != "" && b.Subject != subject.Slug || b.Indicator != "*" && b.Indicator != ind.ID {
			continue
		}
		at, cut := l.CutBy(series.Cut{Indicator: b.Indicator, Year: b.Year})
		switch {
		case cut:
			b.Year = at
		case b.Indicator == "*" || b.Level != "":
			continue
		default:
			b.Year = ind.YearOf(b.Year)
		}
		if b.Indicator == "*" {
			b.Kind = string(series.MovedBorder)
		}
		out = append(out, lineBreak{b, cut})
	}
	slices.SortStableFunc(out, func(a, b lineBreak) int { return a.Year - b.Year })
	return out
}

// wideBreaks lists the breaks of a whole indicator, in the years that its figures are about.
func wideBreaks(db *data.DB, ind data.Indicator) []lineBreak {
	return slices.DeleteFunc(breaksOf(db, ind, data.Subject{}, nil), func(b lineBreak) bool { return b.Subject != "" })
}

// summary reads a series in words, for those who do not see the picture.
func summary(w *words.Words, name string, l series.Line, ind data.Indicator) string {
	last, ok := l.Last()
	if !ok {
		return w.Trend.NoFigures(name)
	}
	if last.Of != "" {
		name = w.Trend.OfArea(name, areaName(last.Of))
	}
	certainty := w.Value.Qualities[string(last.Quality)]
	if p := proviso(w, last); p != "" {
		certainty += ", " + p
	}
	value, unit := w.Amount(*last.Value, ind.Decimals, ind.Unit)
	text := w.Trend.Latest(name, last.Year, value, unit, certainty)
	c := l.Latest()
	if c.Why != series.Same {
		return text + w.Trend.NotEarlier(whyNot(w, c))
	}
	from, _ := w.Amount(*c.From.Value, ind.Decimals, ind.Unit)
	difference, unit := w.AmountDifference(c.Difference(), ind.Decimals, changeUnit(w, ind))
	return text + w.Trend.Compared(c.From.Year, from, strings.TrimSpace(difference+" "+unit))
}
