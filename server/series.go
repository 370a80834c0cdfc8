package server

import (
	"math"
	"slices"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/web"
	"wijkinzicht/web/chart"
	"wijkinzicht/web/words"
)

// series is one subject's trend rows for one indicator, by year.
type series []data.TrendRow

// group sorts trend rows by subject and indicator.
func group(rows []data.TrendRow) map[string]map[string]series {
	out := map[string]map[string]series{}
	for _, r := range rows {
		if out[r.Subject] == nil {
			out[r.Subject] = map[string]series{}
		}
		out[r.Subject][r.Indicator] = append(out[r.Subject][r.Indicator], r)
	}
	return out
}

func (s series) last() (data.TrendRow, bool) {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i].Value != nil {
			return s[i], true
		}
	}
	return data.TrendRow{}, false
}

func (s series) first() (data.TrendRow, bool) {
	for _, r := range s {
		if r.Value != nil {
			return r, true
		}
	}
	return data.TrendRow{}, false
}

// values counts the years with a value.
func (s series) values() int {
	n := 0
	for _, r := range s {
		if r.Value != nil {
			n++
		}
	}
	return n
}

// segments cuts a series where its points may not be joined: at a break, and where an edition between two points has
// no value. A year in which nothing was published is no gap.
func (s series) segments(editions []int) [][]chart.Point {
	var out [][]chart.Point
	previous := 0
	for _, r := range s {
		if r.Value == nil {
			continue
		}
		p := chart.Point{Year: r.Year, Value: *r.Value, Low: r.Low, High: r.High, Quality: string(r.Quality), Open: r.Status == data.Provisional}
		missed := slices.ContainsFunc(editions, func(y int) bool { return y > previous && y < r.Year })
		if len(out) == 0 || r.BreakBefore || missed {
			out = append(out, []chart.Point{p})
		} else {
			out[len(out)-1] = append(out[len(out)-1], p)
		}
		previous = r.Year
	}
	return out
}

// comparable gives the longest stretch up to the last value that no break cuts; missing years in it do no harm. why says
// why there is no stretch of two.
func (s series) comparable() (first, last data.TrendRow, why words.Why) {
	var run []data.TrendRow
	broken := false
	for i := len(s) - 1; i >= 0; i-- {
		if s[i].Value == nil {
			continue
		}
		run = append(run, s[i])
		if s[i].BreakBefore {
			broken = true
			break
		}
	}
	switch {
	case len(run) == 0:
		return first, last, words.NoFigure
	case run[0].Quality == data.Enclosing:
		return first, run[0], words.LargerArea
	case len(run) == 1 && broken:
		return first, run[0], words.Broken
	case len(run) == 1:
		return first, run[0], words.OneYear
	}
	return run[len(run)-1], run[0], words.Comparable
}

// change gives the difference over the comparable stretch, as read.
func change(w *words.Words, s series, ind data.Indicator) (web.Change, *float64) {
	first, last, why := s.comparable()
	if why != words.Comparable {
		return web.Change{Why: w.Value.Whys[why]}, nil
	}
	d := *last.Value - *first.Value
	return web.Change{Text: w.Difference(d, ind.Decimals), Unit: changeUnit(w, ind), Since: first.Year, Mark: markOf(d, ind.Decimals)}, &d
}

// markOf shows a rise or a fall as it is read: what rounds to nothing is neither.
func markOf(d float64, decimals int) string {
	switch shown := math.Round(d * math.Pow10(decimals)); {
	case shown > 0:
		return "▲"
	case shown < 0:
		return "▼"
	}
	return ""
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
func valueOf(w *words.Words, r data.TrendRow, ind data.Indicator) web.Value {
	if r.Value == nil {
		return web.Value{Reason: w.Reason(string(r.Status)), Year: r.Year}
	}
	return web.Value{Text: w.Number(*r.Value, ind.Decimals), Unit: shortUnit(ind), Year: r.Year, Note: proviso(w, r), Quality: web.Quality(r.Quality)}
}

// proviso is the word for a value that the publisher may still change; empty for others.
func proviso(w *words.Words, r data.TrendRow) string {
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

// breaksOf lists the breaks that cut a subject's series. A change of outline cuts it only where the points beside it stand
// on different divisions, which the trend says.
func breaksOf(db *data.DB, indicator string, subject data.Subject, s series) []data.Break {
	var out []data.Break
	for _, b := range db.Breaks {
		if b.Subject != "" && b.Subject != subject.Slug {
			continue
		}
		if b.Indicator == indicator || b.Indicator == "*" && s.brokenAt(b.Year) {
			out = append(out, b)
		}
	}
	return out
}

// brokenAt tells whether a break of this year lies just before a point that may not be joined with the one before.
func (s series) brokenAt(year int) bool {
	previous := 0
	for _, r := range s {
		if r.Value == nil {
			continue
		}
		if r.BreakBefore && previous < year && year <= r.Year {
			return true
		}
		previous = r.Year
	}
	return false
}

// summary reads a series in words, for those who do not see the picture.
func summary(w *words.Words, name string, s series, ind data.Indicator) string {
	last, ok := s.last()
	if !ok {
		return w.Trend.NoFigures(name)
	}
	first, to, why := s.comparable()
	if last.Of != "" {
		name = w.Trend.OfArea(name, areaName(last.Of))
	}
	certainty := w.Value.Qualities[string(last.Quality)]
	if p := proviso(w, last); p != "" {
		certainty += ", " + p
	}
	text := w.Trend.Latest(name, last.Year, w.Number(*last.Value, ind.Decimals), ind.Unit, certainty)
	if why != words.Comparable {
		return text + w.Trend.NotEarlier(w.Value.Whys[why])
	}
	return text + w.Trend.Compared(first.Year, w.Number(*first.Value, ind.Decimals), w.Difference(*to.Value-*first.Value, ind.Decimals))
}
