package server

import (
	"context"
	"fmt"
	"slices"

	"wijkinzicht/data"
	"wijkinzicht/data/series"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// measureOf prepares what a map shows of its areas.
func (v *mapView) measureOf(ctx context.Context, rev *answer.Revision, codes []string) error {
	city, err := answer.Remember(rev, "gemeente "+v.gemeente.Slug+" "+v.ind.ID, func() (series.Line, error) {
		points, err := rev.DB.Trends(ctx, []string{v.gemeente.Slug}, []string{v.ind.ID})
		return points, err
	})
	if err != nil {
		return err
	}
	v.measure = mapMeasure{ind: v.ind, since: v.before.Year != 0, against: v.choice.against, city: city, name: v.gemeente.Name, words: v.words}
	if v.measure.since {
		v.measure.rule, _, err = rev.DB.Rule(ctx, codes)
	}
	return err
}

// peopleOf counts who lives in the areas of the map's division, in its own year.
func (v *mapView) peopleOf(ctx context.Context, rev *answer.Revision) (map[string]*float64, error) {
	division := data.MapYear{Year: v.year.AreaYear, AreaYear: v.year.AreaYear}
	key := fmt.Sprint("inwoners ", v.gemeente.Gemeente, " ", v.choice.level, " ", division.Year)
	return answer.Remember(rev, key, func() (map[string]*float64, error) {
		all, err := rev.DB.MapFigures(ctx, data.Indicator{ID: "inwoners"}, v.gemeente.Gemeente, v.choice.level, []data.MapYear{division})
		out := map[string]*float64{}
		for _, a := range all[division.Year] {
			out[a.Code] = a.Value
		}
		return out, err
	})
}

// show measures the areas of the year, and of the year before where there is one.
func (v *mapView) show(areas, earlier []data.MapArea) {
	old := byCode(earlier)
	for _, a := range areas {
		m := mapArea{MapArea: a}
		if o, there := old[a.Code]; v.before.Year == 0 {
			m.mapFigure = v.measure.level(a, v.year)
		} else if there {
			m.mapFigure = v.measure.change(o, a, v.before, v.year)
		} else {
			m.mapFigure = mapFigure{why: series.UnknownBorder, reason: v.words.Map.OtherArea(v.before.Year)}
		}
		v.areas = append(v.areas, m)
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
func (v *mapView) scaleOf(ctx context.Context, rev *answer.Revision) (mapScale, error) {
	if v.choice.quantiles || len(v.areas) == 0 {
		var values []float64
		for _, a := range v.areas {
			if a.shown != nil {
				values = append(values, *a.shown)
			}
		}
		return v.scaleFrom(values), nil
	}
	if len(v.choice.bounds) > 0 { // visitors' own bounds are without end
		return v.scaleOfYears(ctx, rev)
	}
	key := fmt.Sprint("scale ", v.gemeente.Slug, " ", v.ind.ID, " ", v.choice.level, " ", v.before.Year, " ", v.choice.against)
	return answer.Remember(rev, key, func() (mapScale, error) { return v.scaleOfYears(ctx, rev) })
}

func (v *mapView) scaleOfYears(ctx context.Context, rev *answer.Revision) (mapScale, error) {
	all, err := rev.DB.MapFigures(ctx, v.ind, v.gemeente.Gemeente, v.choice.level, v.years)
	if err != nil {
		return mapScale{}, err
	}
	var values []float64
	for _, y := range v.years {
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
			if m.shown != nil {
				values = append(values, *m.shown)
			}
		}
	}
	return v.scaleFrom(values), nil
}

func (v *mapView) scaleFrom(values []float64) mapScale {
	switch {
	case v.measure.percent():
		return divergingScale(values, 0, v.choice)
	case v.measure.since || v.measure.against:
		return divergingScale(values, v.measure.least(), v.choice)
	}
	return levelScale(v.ind, values, v.choice)
}

// classify puts the areas in the classes of the scale and words the legend.
func (v *mapView) classify(scale mapScale) {
	v.scale = scale
	v.legend = web.Legend{Title: v.ind.Naam + behind(figure.AmountUnit(v.ind)), Diverging: scale.diverging}
	for i, a := range v.areas {
		switch {
		case a.shown == nil:
		case v.circles:
			v.areas[i].class = 1
		default:
			v.areas[i].class = scale.classOf(v.shownAs(*a.shown), a.toward)
		}
	}
	switch {
	case v.circles:
		largest := 0.0
		for _, a := range v.areas {
			if a.shown != nil {
				largest = max(largest, *a.shown)
			}
		}
		v.legend.Circles = true
		v.legend.Title = v.words.Map.CircleTitle(v.ind.Naam, v.words.Number(largest, 0))
	case len(v.areas) == 0 || !slices.ContainsFunc(v.areas, func(a mapArea) bool { return a.shown != nil }):
	case scale.diverging:
		v.legend.Classes = scale.sideClasses(v.sides())
	default:
		v.legend.Classes = scale.levelClasses(v.words, v.ind)
	}
	count(v.words, &v.legend, v.areas)
	v.legend.Bars, v.legend.City = v.histogram()
}

// shownAs rounds a level as it is shown, so that what reads the same has the same class.
func (v *mapView) shownAs(shown float64) float64 {
	if v.measure.since || v.measure.against {
		return shown
	}
	return rounded(shown, v.ind.Decimals)
}

func behind(unit string) string {
	if unit == "" {
		return ""
	}
	return " (" + unit + ")"
}

// sides words the classes of a map that has a middle.
func (v *mapView) sides() sides {
	w, ind := v.words, v.ind
	least := figure.Amount(w, ind, v.measure.least())
	if !words.Money(ind.Unit) && ind.Unit != "%" {
		least = w.Number(v.measure.least(), figure.DecimalsOf(v.measure.least()))
	}
	if ind.Kind == data.Count {
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
		what = v.gemeente.Name
	}
	if v.measure.against || !v.measure.since {
		s.fall = func(from, to string) string { return w.Map.Under(from, to, what) }
		s.rise = func(from, to string) string { return w.Map.Above(from, to, what) }
		s.near = w.Map.Near(what, least)
	}
	switch {
	case v.measure.since && v.measure.percent():
		v.legend.Title = w.Map.ChangeIn(w.Map.Percent)
	case v.measure.since:
		v.legend.Title = w.Map.ChangeIn(orUnit(figure.ChangeUnit(w, ind), ind))
	case v.measure.against:
		v.legend.Title = ind.Naam + behind(figure.ChangeUnit(w, ind))
		if v.measure.percent() {
			v.legend.Title = ind.Naam + behind(w.Map.Percent)
		}
	}
	if v.measure.against {
		v.legend.Title = w.Map.RelativeTo(v.legend.Title, v.gemeente.Name)
	}
	return s
}

func behindSpace(unit string) string {
	if unit == "" {
		return ""
	}
	return " " + unit
}

func orUnit(unit string, ind data.Indicator) string {
	if unit == "" {
		return ind.Naam
	}
	return unit
}
