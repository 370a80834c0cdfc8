package atlas

import (
	"context"
	"fmt"
	"slices"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// measureOf prepares what a map shows of its areas.
func (v *View) measureOf(ctx context.Context, rev *answer.Revision, codes []string) error {
	city, err := answer.Permanent(rev, "gemeente "+v.Gemeente.Slug+" "+v.Ind.ID, func() (series.Line, error) {
		points, err := rev.DB.Trends(ctx, []string{v.Gemeente.Slug}, []string{v.Ind.ID})
		return points, err
	})
	if err != nil {
		return err
	}
	v.measure = Measure{ind: v.Ind, since: v.before.Year != 0, against: v.Choice.against, city: city, name: v.Gemeente.Name, words: v.Words}
	if v.measure.since {
		v.measure.rule, _, err = rev.DB.Rule(ctx, codes)
	}
	return err
}

// peopleOf counts who lives in the areas of the map's division, in its own year.
func (v *View) peopleOf(ctx context.Context, rev *answer.Revision) (map[string]*float64, error) {
	division := data.MapYear{Year: v.year.AreaYear, AreaYear: v.year.AreaYear}
	key := fmt.Sprint("inwoners ", v.Gemeente.Gemeente, " ", v.Choice.Level, " ", division.Year)
	return answer.Permanent(rev, key, func() (map[string]*float64, error) {
		all, err := rev.DB.MapFigures(ctx, catalogue.Indicator{ID: "inwoners"}, v.Gemeente.Gemeente, v.Choice.Level, []data.MapYear{division})
		out := map[string]*float64{}
		for _, a := range all[division.Year] {
			out[a.Code] = a.Value
		}
		return out, err
	})
}

// show measures the areas of the year, and of the year before where there is one.
func (v *View) show(areas, earlier []data.MapArea) {
	old := byCode(earlier)
	for _, a := range areas {
		m := Area{MapArea: a}
		if o, there := old[a.Code]; v.before.Year == 0 {
			m.Figure = v.measure.level(a, v.year)
		} else if there {
			m.Figure = v.measure.change(o, a, v.before, v.year)
		} else {
			m.Figure = Figure{why: series.UnknownBorder, reason: v.Words.Map.OtherArea(v.before.Year)}
		}
		v.Areas = append(v.Areas, m)
	}
}

func byCode(areas []data.MapArea) map[string]data.MapArea {
	out := map[string]data.MapArea{}
	for _, a := range areas {
		out[a.Code] = a
	}
	return out
}

// scaleOf gives the scale of the map; the one of all years is made once in a revision.
func (v *View) scaleOf(ctx context.Context, rev *answer.Revision) (Scale, error) {
	if v.Choice.quantiles || len(v.Areas) == 0 {
		var values []float64
		for _, a := range v.Areas {
			if a.clear() {
				values = append(values, *a.shown)
			}
		}
		return v.scaleFrom(values), nil
	}
	if len(v.Choice.bounds) > 0 { // visitors' own bounds are without end
		return v.scaleOfYears(ctx, rev)
	}
	key := fmt.Sprint("scale ", v.Gemeente.Slug, " ", v.Ind.ID, " ", v.Choice.Level, " ", v.before.Year, " ", v.Choice.against)
	return answer.Permanent(rev, key, func() (Scale, error) { return v.scaleOfYears(ctx, rev) })
}

func (v *View) scaleOfYears(ctx context.Context, rev *answer.Revision) (Scale, error) {
	all, err := rev.DB.MapFigures(ctx, v.Ind, v.Gemeente.Gemeente, v.Choice.Level, v.Years)
	if err != nil {
		return Scale{}, err
	}
	var values []float64
	for _, y := range v.Years {
		if v.before.Year != 0 && y.Year <= v.before.Year {
			continue
		}
		old := byCode(all[v.before.Year])
		for _, a := range all[y.Year] {
			m := v.measure.level(a, y)
			if v.before.Year != 0 {
				o, there := old[a.Code]
				if !there {
					continue
				}
				m = v.measure.change(o, a, v.before, y)
			}
			if m.clear() {
				values = append(values, *m.shown)
			}
		}
	}
	return v.scaleFrom(values), nil
}

func (v *View) scaleFrom(values []float64) Scale {
	switch {
	case v.measure.percent():
		return divergingScale(values, 0, v.Choice)
	case v.measure.since || v.measure.against:
		return divergingScale(values, v.measure.least(), v.Choice)
	}
	return levelScale(v.Ind, values, v.Choice)
}

// classify puts the areas in the classes of the scale and words the legend.
func (v *View) classify(scale Scale) {
	v.scale = scale
	v.Legend = web.Legend{Title: v.Ind.Naam + behind(figure.AmountUnit(v.Ind)), Diverging: scale.diverging}
	for i, a := range v.Areas {
		switch {
		case a.shown == nil:
		case a.rough:
			v.Areas[i].class = web.RoughClass
		case v.circles:
			v.Areas[i].class = 1
		default:
			v.Areas[i].class = scale.classOf(v.shownAs(*a.shown), a.toward)
		}
	}
	switch {
	case v.circles:
		largest := 0.0
		for _, a := range v.Areas {
			if a.shown != nil {
				largest = max(largest, *a.shown)
			}
		}
		v.Legend.Circles = true
		v.Legend.Title = v.Words.Map.CircleTitle(v.Ind.Naam, v.Words.Number(largest, 0))
	case len(v.Areas) == 0 || !slices.ContainsFunc(v.Areas, func(a Area) bool { return a.clear() }):
	case scale.diverging:
		v.Legend.Classes = scale.sideClasses(v.sides())
	default:
		v.Legend.Classes = scale.levelClasses(v.Words, v.Ind)
	}
	count(v.Words, &v.Legend, v.Areas)
	v.Legend.Bars, v.Legend.City = v.histogram()
}

// shownAs rounds a level as it is shown, so that what reads the same has the same class.
func (v *View) shownAs(shown float64) float64 {
	if v.measure.since || v.measure.against {
		return shown
	}
	return rounded(shown, v.Ind.Decimals)
}

func behind(unit string) string {
	if unit == "" {
		return ""
	}
	return " (" + unit + ")"
}

// sides words the classes of a map that has a middle.
func (v *View) sides() sides {
	w, ind := v.Words, v.Ind
	least := figure.Amount(w, ind, v.measure.least())
	if !words.Money(ind.Unit) && ind.Unit != "%" {
		least = w.Number(v.measure.least(), figure.DecimalsOf(v.measure.least()))
	}
	if ind.Kind == catalogue.Count {
		least += behindSpace(ind.Unit)
	}
	s := sides{fall: w.Map.Fall, rise: w.Map.Rise, near: w.Map.Same(least)}
	s.text = func(x float64) string {
		if v.measure.percent() {
			return w.Number(x, figure.DecimalsOf(x)) + "%"
		}
		return w.Number(x, max(0, figure.DecimalsOf(x)))
	}
	what := w.Map.Zero
	if v.measure.against {
		what = v.Gemeente.Name
	}
	if v.measure.against || !v.measure.since {
		s.fall = func(from, to string) string { return w.Map.Under(from, to, what) }
		s.rise = func(from, to string) string { return w.Map.Above(from, to, what) }
		s.near = w.Map.Near(what, least)
	}
	switch {
	case v.measure.since && v.measure.percent():
		v.Legend.Title = w.Map.ChangeIn(w.Map.Percent)
	case v.measure.since:
		v.Legend.Title = w.Map.ChangeIn(orUnit(figure.ChangeUnit(w, ind), ind))
	case v.measure.against:
		v.Legend.Title = ind.Naam + behind(figure.ChangeUnit(w, ind))
		if v.measure.percent() {
			v.Legend.Title = ind.Naam + behind(w.Map.Percent)
		}
	}
	if v.measure.against {
		v.Legend.Title = w.Map.RelativeTo(v.Legend.Title, v.Gemeente.Name)
	}
	return s
}

func behindSpace(unit string) string {
	if unit == "" {
		return ""
	}
	return " " + unit
}

func orUnit(unit string, ind catalogue.Indicator) string {
	if unit == "" {
		return ind.Naam
	}
	return unit
}
