package page

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/figure"
	"wijkinzicht/web"
	"wijkinzicht/web/chart"
	"wijkinzicht/web/words"
)

// beforeView is a wijk before and after a year, beside its surroundings and the other ten. The year itself counts as
// before: most figures say how things stood on its first day.
type beforeView struct {
	moment
	indicator catalogue.Indicator // as shown: counts are an index
	unit      string
	all       []beforeLine  // the wijk first, then ring, gemeente, rest and country, then the other ten
	base      int           // year of which the index is 100; 0: no index
	target    *chart.Target // nil: none
}

type beforeLine struct {
	figure.Line               // the whole of it, as shown
	counts        series.Line // the same before it became an index
	before, after window
	change        *float64 // nil: not comparable, why says so
	why           string
}

// window sums up the values of some years.
type window struct {
	values []series.Point
	level  float64  // their mean
	slope  *float64 // per year; nil: fewer than three values, or a break among them
	why    string   // why there is no slope
}

// leastForSlope is the number of values below which a line through them says nothing.
const leastForSlope = 3

func newBeforeView(m moment, ind catalogue.Indicator, lines []figure.Line) *beforeView {
	v := &beforeView{moment: m, indicator: ind, unit: ind.Unit}
	base := 0
	if ind.Kind == catalogue.Count { // numbers of a wijk and a city are compared as an index
		for _, r := range lines[0].Series.Own(figure.OnlyEnclosing) {
			if r.Value != nil && (base == 0 || r.Year <= m.year) {
				base = r.Year
			}
		}
		v.base, v.unit = base, words.Page.Before.Index(base)
		v.indicator.Unit, v.indicator.Kind, v.indicator.Decimals = v.unit, catalogue.Score, 1
	}
	for _, l := range lines {
		line := beforeLine{Line: l, counts: l.Series.Own(figure.OnlyEnclosing)}
		line.Series, line.Indicator = line.counts, v.indicator
		if ind.Kind == catalogue.Count {
			line.Series, _ = line.counts.Index(base, figure.OtherStretch)
		}
		from, to := 0, 0
		if m.window > 0 {
			from, to = m.year-m.window+1, m.year+m.window
		}
		line.before, line.after = newWindow(line.Series.Period(from, m.year)), newWindow(line.Series.Period(m.year+1, to))
		line.compare()
		v.all = append(v.all, line)
	}
	return v
}

func newWindow(s series.Line) window {
	w := window{}
	for _, r := range s {
		if r.Value != nil {
			w.values = append(w.values, r)
			w.level += *r.Value
		}
	}
	n := len(w.values)
	if n == 0 {
		w.why = words.Page.Before.NoFigure
		return w
	}
	w.level /= float64(n)
	switch {
	case n < leastForSlope:
		w.why = words.Page.Before.FewYears
	case !s.Joined(w.values[0].Year, w.values[n-1].Year):
		w.why = words.Page.Before.Break
	default:
		slope := leastSquares(w.values)
		w.slope = &slope
	}
	return w
}

// leastSquares gives the slope per year of the straight line through the values that fits best.
func leastSquares(rows []series.Point) float64 {
	n := float64(len(rows))
	year, value := 0.0, 0.0
	for _, r := range rows {
		year, value = year+float64(r.Year)/n, value+*r.Value/n
	}
	over, under := 0.0, 0.0
	for _, r := range rows {
		d := float64(r.Year) - year
		over, under = over+d*(*r.Value-value), under+d*d
	}
	return over / under
}

// compare takes the difference of the two levels, where no break lies among their years.
func (l *beforeLine) compare() {
	switch {
	case len(l.before.values) == 0 && len(l.after.values) == 0:
		l.why = words.Page.Before.NoFigure
	case len(l.before.values) == 0:
		l.why = words.Page.Before.NoBefore
	case len(l.after.values) == 0:
		l.why = words.Page.Before.NoAfter
	case !l.Series.Joined(l.before.values[0].Year, l.after.values[len(l.after.values)-1].Year):
		l.why = words.Page.Before.BreakBetween
	default:
		d := l.after.level - l.before.level
		l.change = &d
	}
}

func (v *beforeView) title() string {
	return words.Page.Before.Title(v.indicator.Naam, v.all[0].Subject.Name, v.year)
}

// span writes the years of a side.
func (v *beforeView) span(before bool) string {
	switch {
	case before && v.window == 0:
		return words.Page.Before.Until(v.year)
	case before:
		return figure.YearRange(v.year-v.window+1, v.year)
	case v.window == 0:
		return words.Page.Before.From(v.year + 1)
	}
	return figure.YearRange(v.year+1, v.year+v.window)
}

// rows gives the table: the wijk, its surroundings, then the other ten from most to least change.
func (v *beforeView) rows() []web.BeforeRow {
	ordered := slices.Clone(v.all)
	slices.SortStableFunc(ordered, func(a, b beforeLine) int {
		if a.Subject.Kind != catalogue.WijkKind || b.Subject.Kind != catalogue.WijkKind || a.Role == chart.Wijk || b.Role == chart.Wijk {
			return 0
		}
		return cmp.Compare(b.sortedBy(), a.sortedBy())
	})
	var out []web.BeforeRow
	for _, l := range ordered {
		row := web.BeforeRow{Name: l.Subject.Name, Before: v.side(l.before), After: v.side(l.after), Own: l.Role == chart.Wijk}
		row.Group = map[catalogue.SubjectKind]string{catalogue.WijkKind: "een van de andere wijken", catalogue.RingKind: "buurten eromheen", catalogue.RestKind: "de stad zonder de wijken van Wijk in zicht", catalogue.GemeenteKind: "de stad", catalogue.LandKind: "het land"}[l.Subject.Kind]
		if l.Role == chart.Wijk {
			row.Group = "de wijk"
		} else if l.Subject.Kind == catalogue.WijkKind {
			row.URL = "/wijk/" + l.Subject.Slug + "#" + v.moment.indicator
		}
		row.Change = web.Change{Why: l.why}
		if l.change != nil {
			text, unit := words.NL.AmountDifference(*l.change, v.indicator.Decimals, figure.ChangeUnit(words.NL, v.indicator))
			row.Change = web.Change{Text: text, Unit: unit, Mark: figure.Marks[series.Toward(*l.change, v.indicator.Step)]}
		}
		out = append(out, row)
	}
	return out
}

// sortedBy puts a line without a change last.
func (l beforeLine) sortedBy() float64 {
	if l.change == nil {
		return math.Inf(-1)
	}
	return *l.change
}

func (v *beforeView) side(w window) web.BeforeSide {
	side := web.BeforeSide{Years: strconv.Itoa(len(w.values)), Why: w.why}
	if len(w.values) > 0 {
		side.Level = web.Getal(w.level, v.indicator.Decimals)
		worst := data.Direct
		for _, r := range w.values {
			worst = max(worst, r.Quality)
		}
		side.Quality = web.Quality(worst)
	}
	if w.slope != nil {
		side.Slope = web.Verandering(*w.slope, v.indicator.Decimals+1)
	}
	return side
}

// sentence says what the table says of the wijk, and beside whom.
func (v *beforeView) sentence() string {
	say, own := words.Page.Before, v.all[0]
	if own.change == nil {
		return say.NotCompared(own.Subject.Name, v.year, own.why)
	}
	unit := map[string]string{"%": "%"}[v.unit]
	text := say.Compared(own.Subject.Name,
		web.Getal(own.before.level, v.indicator.Decimals)+unit, v.year, web.Getal(own.after.level, v.indicator.Decimals)+unit, web.Verandering(*own.change, v.indicator.Decimals))
	more, less, none := 0, 0, 0
	for _, l := range v.all[1:] {
		if l.Subject.Kind == catalogue.RingKind || l.Subject.Kind == catalogue.RestKind {
			said := ""
			if l.change != nil {
				said = web.Verandering(*l.change, v.indicator.Decimals)
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

// caveat is on the page whatever the figures say.
func (v *beforeView) caveat() string {
	return words.Page.Before.Caveat(v.year)
}

// picture draws the wijk beside what stands around it; its gemeente and the other ten are in the table alone.
func (v *beforeView) picture(db *data.DB) figure.Picture {
	p := figure.Picture{Words: words.NL, Title: v.title()}
	p.Chart = chart.Figure{ID: "n-" + v.moment.indicator, Title: p.Title, Summary: v.sentence(), Unit: v.unit, Decimals: v.indicator.Decimals, Target: v.target}
	for _, l := range v.all {
		l.Aside = l.Series.Count() == 0 || l.Role == chart.Gemeente || l.Subject.Kind == catalogue.WijkKind && l.Role != chart.Wijk
		p.Lines = append(p.Lines, l.Line)
	}
	p.Plot()
	p.MarkBreaks(db)
	p.Chart.Breaks = append(p.Chart.Breaks, chart.Break{Year: v.year + 1, Label: words.Page.Before.After(v.year), Moment: true})
	return p
}
