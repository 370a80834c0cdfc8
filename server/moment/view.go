package moment

import (
	"context"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/figure"
	"wijkinzicht/web/chart"
	"wijkinzicht/web/words"
)

// View is a wijk before and after a year, beside its surroundings and the other ten. The year itself counts as
// before: most figures say how things stood on its first day.
type View struct {
	Choice
	Indicator catalogue.Indicator // as shown: counts are an index
	words     *words.Words
	all       []besideLine  // the wijk first, then ring, gemeente, rest and country, then the other ten
	base      int           // year of which the index is 100; 0: no index
	target    *chart.Target // nil: none
}

type besideLine struct {
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

func newView(w *words.Words, m Choice, ind catalogue.Indicator, lines []figure.Line) *View {
	v := &View{Choice: m, Indicator: ind, words: w}
	base := 0
	if ind.Kind == catalogue.Count { // numbers of a wijk and a city are compared as an index
		for _, r := range lines[0].Series.Own(figure.OnlyEnclosing) {
			if r.Value != nil && (base == 0 || r.Year <= m.Year) {
				base = r.Year
			}
		}
		v.base = base
		v.Indicator.Unit, v.Indicator.Kind, v.Indicator.Decimals = w.Compare.Index(base), catalogue.Score, 1
	}
	for _, l := range lines {
		line := besideLine{Line: l, counts: l.Series.Own(figure.OnlyEnclosing)}
		line.Series, line.Indicator = line.counts, v.Indicator
		if ind.Kind == catalogue.Count {
			line.Series, _ = line.counts.Index(base, figure.OtherStretch)
		}
		from, to := 0, 0
		if m.Window > 0 {
			from, to = m.Year-m.Window+1, m.Year+m.Window
		}
		line.before, line.after = newWindow(w, line.Series.Period(from, m.Year)), newWindow(w, line.Series.Period(m.Year+1, to))
		line.compare(w)
		v.all = append(v.all, line)
	}
	return v
}

func newWindow(say *words.Words, s series.Line) window {
	w := window{}
	for _, r := range s {
		if r.Value != nil {
			w.values = append(w.values, r)
			w.level += *r.Value
		}
	}
	n := len(w.values)
	if n == 0 {
		w.why = say.Before.NoFigure
		return w
	}
	w.level /= float64(n)
	switch {
	case n < leastForSlope:
		w.why = say.Before.FewYears
	case !s.Joined(w.values[0].Year, w.values[n-1].Year):
		w.why = say.Before.Break
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
func (l *besideLine) compare(w *words.Words) {
	switch {
	case len(l.before.values) == 0 && len(l.after.values) == 0:
		l.why = w.Before.NoFigure
	case len(l.before.values) == 0:
		l.why = w.Before.NoBefore
	case len(l.after.values) == 0:
		l.why = w.Before.NoAfter
	case !l.Series.Joined(l.before.values[0].Year, l.after.values[len(l.after.values)-1].Year):
		l.why = w.Before.BreakBetween
	default:
		d := l.after.level - l.before.level
		l.change = &d
	}
}

// ViewOf fetches what a choice shows: the wijk, what stands around it, and the other ten. An open year is filled in.
func ViewOf(ctx context.Context, db *data.DB, w *words.Words, m Choice) (*View, error) {
	db, err := figure.Spoken(db, w)
	if err != nil {
		return nil, err
	}
	wijk, _ := db.Subject(m.Wijk)
	ind, _ := db.Indicator(m.Indicator)
	lines := figure.Beside(db, wijk)
	for _, sub := range db.Subjects {
		if sub.Kind == catalogue.WijkKind && sub.Slug != wijk.Slug {
			lines = append(lines, figure.ShownLine{Subject: sub, Role: chart.Ander})
		}
	}
	var slugs []string
	for _, l := range lines {
		slugs = append(slugs, l.Subject.Slug)
	}
	rows, err := db.Trends(ctx, slugs, []string{ind.ID})
	if err != nil {
		return nil, err
	}
	all := figure.Group(rows)
	if m.Year == 0 {
		m.Year = middleYear(all[wijk.Slug][ind.ID])
	}
	return newView(w, m, ind, figure.LinesOf(ind, lines, all)), nil
}

// middleYear gives a year with values of the wijk on both sides, as far as there is one.
func middleYear(s series.Line) int {
	years := series.Years([]series.Line{s.Own(figure.OnlyEnclosing)}, 1)
	if len(years) == 0 {
		return 2010
	}
	return years[(len(years)-1)/2]
}

// Own gives the line of the wijk itself.
func (v *View) Own() figure.Line { return v.all[0].Line }

// Aim draws a target of the wijk, in the unit of the figure; that of a count is an index, as its line is.
func (v *View) Aim(value float64, label func(value string) string) {
	if v.base != 0 {
		start, ok := v.all[0].counts.At(v.base)
		if !ok || *start.Value <= 0 {
			return
		}
		value = 100 * value / *start.Value
	}
	v.target = &chart.Target{Value: value, Label: label(v.words.Number(value, v.Indicator.Decimals))}
}
