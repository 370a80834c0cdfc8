package figure

import (
	"slices"
	"strconv"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/web"
	"wijkinzicht/web/chart"
	"wijkinzicht/web/words"
)

// Group sorts points by subject and indicator.
func Group(points []series.Point) map[string]map[string]series.Line {
	out := map[string]map[string]series.Line{}
	for _, p := range points {
		if out[p.Subject] == nil {
			out[p.Subject] = map[string]series.Line{}
		}
		out[p.Subject][p.Indicator] = append(out[p.Subject][p.Indicator], p)
	}
	return out
}

// SegmentsOf cuts a line where its points may not be joined: at a break, and where an edition between two points has no
// value. A year that no edition is about is no gap.
func SegmentsOf(l series.Line, editions []int) [][]chart.Point {
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

// WhyNot says why there is no change to speak of.
func WhyNot(w *words.Words, c series.Change) string {
	if c.Why == series.NoValue && c.To.Value != nil {
		return w.Value.OneYear
	}
	return w.Value.Whys[string(c.Why)]
}

// WhyNone says why a line has no value at all, with the years that have a reason.
func WhyNone(w *words.Words, s series.Line) string {
	if len(s) == 0 {
		return w.Value.NotLoaded
	}
	var years []string
	for _, r := range s {
		years = append(years, strconv.Itoa(r.Year))
	}
	return missing(w, s[len(s)-1]) + " (" + strings.Join(years, ", ") + ")"
}

// Change gives the difference over the years of a line that may be compared with its last value, as read.
func Change(w *words.Words, l series.Line, ind catalogue.Indicator) (web.Change, *float64) {
	c := l.Latest()
	if c.Why != series.Same {
		return web.Change{Why: WhyNot(w, c)}, nil
	}
	d := c.Difference()
	text, unit := w.AmountDifference(d, ind.Decimals, ChangeUnit(w, ind))
	return web.Change{Text: text, Unit: unit, Since: c.From.Year, Mark: Marks[c.Toward(ind.Step)]}, &d
}

// Marks show a rise and a fall; what is within the step of an indicator is neither.
var Marks = map[int]string{1: "▲", -1: "▼"}

// Tallied counts the lines of one indicator that rose, fell and stayed, each over its own comparable years.
func Tallied(lines []series.Line, ind catalogue.Indicator) series.Tally {
	var t series.Tally
	for _, l := range lines {
		c := l.Latest()
		t.Add(c.Toward(ind.Step), c.Why != series.Same)
	}
	return t
}

// FirstShown is the value that a table shows first: the one that a change is counted from, or else the earliest.
func FirstShown(l series.Line) series.Point {
	if c := l.Latest(); c.Why == series.Same {
		return c.From
	}
	p, _ := l.First()
	return p
}

// ChangeUnit is the unit of a difference: percentages differ by percentage points.
func ChangeUnit(w *words.Words, ind catalogue.Indicator) string {
	switch {
	case ind.Unit == "%":
		return w.Value.Points
	case ind.Kind == catalogue.Class:
		return w.Value.Classes
	case ind.Kind == catalogue.Score:
		return ""
	}
	return ind.Unit
}

// ValueOf gives a point of a line as read.
func ValueOf(w *words.Words, r series.Point, ind catalogue.Indicator) web.Value {
	if r.Value == nil {
		return web.Value{Reason: missing(w, r), Year: r.Year}
	}
	text, unit := w.Amount(*r.Value, ind.Decimals, ShortUnit(ind))
	return web.Value{Text: text, Unit: unit, Year: r.Year, Note: proviso(w, r), Quality: web.Quality(r.Quality)}
}

// missing says why a point has no value.
func missing(w *words.Words, r series.Point) string { return w.Missing(string(r.Status), r.Changed) }

// proviso says of a value that the publisher may still change it, and that it is rough; empty for others.
func proviso(w *words.Words, r series.Point) string {
	var out []string
	if r.Status == data.Provisional {
		out = append(out, w.Reason(string(r.Status)))
	}
	if r.Rough && r.Margin != nil {
		out = append(out, RoughText(w, *r.Margin))
	}
	return strings.Join(out, "; ")
}

// RoughText says how far rounding may have put a value from what was counted.
func RoughText(w *words.Words, margin float64) string {
	decimals := 0
	if margin < 2 {
		decimals = 1
	}
	return w.Value.Rough(w.Number(margin, decimals))
}

// ShortUnit leaves out units that the indicator's name says already.
func ShortUnit(ind catalogue.Indicator) string {
	if ind.Kind == catalogue.Score || ind.Kind == catalogue.Class || strings.EqualFold(ind.Unit, ind.Naam) {
		return ""
	}
	return ind.Unit
}

// Amount writes a value as read, without the unit that may follow it.
func Amount(w *words.Words, ind catalogue.Indicator, v float64) string {
	text, _ := w.Amount(v, ind.Decimals, ShortUnit(ind))
	return text
}

// AmountUnit is the unit that follows what Amount writes; money and percentages need none.
func AmountUnit(ind catalogue.Indicator) string {
	_, unit := words.NL.Amount(0, ind.Decimals, ShortUnit(ind))
	return unit
}

// LineBreak is a break as a line has it.
type LineBreak struct {
	catalogue.Break      // of the year, of those that the values are about, from which it holds
	Cuts            bool // it keeps two values of the line apart
}

// BreaksOf lists the breaks of a subject's line, in the years that its values are about: those of the whole indicator, and those of
// one level or place where they cut the line. A change of outline is called that.
func BreaksOf(db *data.DB, ind catalogue.Indicator, subject catalogue.Subject, l series.Line) []LineBreak {
	var out []LineBreak
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
		out = append(out, LineBreak{b, cut})
	}
	slices.SortStableFunc(out, func(a, b LineBreak) int { return a.Year - b.Year })
	return out
}

// WideBreaks lists the breaks of a whole indicator, in the years that its figures are about.
func WideBreaks(db *data.DB, ind catalogue.Indicator) []LineBreak {
	return slices.DeleteFunc(BreaksOf(db, ind, catalogue.Subject{}, nil), func(b LineBreak) bool { return b.Subject != "" })
}

// Summary reads a series in words, for those who do not see the picture.
func Summary(w *words.Words, name string, l series.Line, ind catalogue.Indicator) string {
	last, ok := l.Last()
	if !ok {
		return w.Trend.NoFigures(name)
	}
	if last.Of != "" {
		name = w.Trend.OfArea(name, AreaName(last.Of))
	}
	certainty := w.Value.Qualities[string(last.Quality)]
	if p := proviso(w, last); p != "" {
		certainty += ", " + p
	}
	value, unit := w.Amount(*last.Value, ind.Decimals, ind.Unit)
	text := w.Trend.Latest(name, last.Year, value, unit, certainty)
	c := l.Latest()
	if c.Why != series.Same {
		return text + w.Trend.NotEarlier(WhyNot(w, c))
	}
	from, _ := w.Amount(*c.From.Value, ind.Decimals, ind.Unit)
	difference, unit := w.AmountDifference(c.Difference(), ind.Decimals, ChangeUnit(w, ind))
	text += w.Trend.Compared(c.From.Year, from, strings.TrimSpace(difference+" "+unit))
	if c.Doubtful() {
		text += w.Trend.Doubtful
	}
	return text
}
