package server

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/series"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// remember gives what a revision keeps for all its maps under a key, or reads it. What is kept must be small: it goes when the
// revision goes.
func remember[T any](rev *revision, key string, read func() (T, error)) (T, error) {
	if known, ok := rev.scales.Load(key); ok {
		return known.(T), nil
	}
	v, err := read()
	if err == nil {
		rev.scales.Store(key, v)
	}
	return v, err
}

// measureOf prepares what a map shows of its areas.
func (v *mapView) measureOf(ctx context.Context, rev *revision, codes []string) error {
	city, err := remember(rev, "gemeente "+v.gemeente.Slug+" "+v.ind.ID, func() (series.Line, error) {
		points, err := rev.db.Trends(ctx, []string{v.gemeente.Slug}, []string{v.ind.ID})
		return points, err
	})
	if err != nil {
		return err
	}
	v.measure = mapMeasure{ind: v.ind, since: v.before.Year != 0, against: v.choice.against, city: city, name: v.gemeente.Name, words: v.words}
	if v.measure.since {
		v.measure.rule, _, err = rev.db.Rule(ctx, codes)
	}
	return err
}

// peopleOf counts who lives in the areas of the map's division, in its own year.
func (v *mapView) peopleOf(ctx context.Context, rev *revision) (map[string]*float64, error) {
	division := data.MapYear{Year: v.year.AreaYear, AreaYear: v.year.AreaYear}
	key := fmt.Sprint("inwoners ", v.gemeente.Gemeente, " ", v.choice.level, " ", division.Year)
	return remember(rev, key, func() (map[string]*float64, error) {
		all, err := rev.db.MapFigures(ctx, data.Indicator{ID: "inwoners"}, v.gemeente.Gemeente, v.choice.level, []data.MapYear{division})
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
func (v *mapView) scaleOf(ctx context.Context, rev *revision) (mapScale, error) {
	if v.choice.quantiles || len(v.areas) == 0 {
		var values []float64
		for _, a := range v.areas {
			if a.shown != nil {
				values = append(values, *a.shown)
			}
		}
		return v.scaleFrom(values), nil
	}
	key := fmt.Sprint(v.gemeente.Slug, " ", v.ind.ID, " ", v.choice.level, " ", v.before.Year, " ", v.choice.against, " ", boundsText(v.choice.bounds))
	if known, ok := rev.scales.Load(key); ok {
		return known.(mapScale), nil
	}
	all, err := rev.db.MapFigures(ctx, v.ind, v.gemeente.Gemeente, v.choice.level, v.years)
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
	scale := v.scaleFrom(values)
	if len(v.choice.bounds) == 0 { // visitors' own bounds are without end
		rev.scales.Store(key, scale)
	}
	return scale, nil
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
	v.legend = web.Legend{Title: v.ind.Naam + behind(mapUnit(v.ind)), Diverging: scale.diverging}
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
	least := mapNumber(w, ind, v.measure.least())
	if !isMoney(ind) && ind.Unit != "%" {
		least = w.Number(v.measure.least(), decimalsOf(v.measure.least()))
	}
	if ind.Kind == data.Count {
		least += behindSpace(ind.Unit)
	}
	s := sides{fall: w.Map.Fall, rise: w.Map.Rise, near: w.Map.Same(least)}
	s.text = func(x float64) string {
		if v.measure.percent() {
			return w.Number(x, decimalsOf(x)) + "%"
		}
		return w.Number(x, max(0, decimalsOf(x)))
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
		v.legend.Title = w.Map.ChangeIn(orUnit(changeUnit(w, ind), ind))
	case v.measure.against:
		v.legend.Title = ind.Naam + behind(changeUnit(w, ind))
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

// say words what the map shows.
func (v *mapView) say() {
	w := v.words
	v.title = w.Map.Title(v.ind.Naam, w.Level(v.choice.level, 1), v.gemeente.Name, v.before.Year, v.year.Year)
	if v.choice.against {
		v.title = w.Map.Relative(v.title, v.gemeente.Name)
	}
	switch {
	case v.measure.since:
		v.sentence = v.changeSentence()
	case v.choice.against:
		v.sentence = v.besideSentence()
	default:
		v.sentence = v.levelSentence()
	}
	if asked := v.asked; asked.ID != v.ind.ID {
		v.remark = w.Map.Rate(asked.Naam, v.ind.Naam)
	} else if v.circles {
		v.remark = w.Map.Circles(v.ind.Naam)
	}
}

func (v *mapView) changeSentence() string {
	var tally series.Tally
	var low, high *mapArea
	for i := range v.areas {
		a := &v.areas[i]
		tally.Add(a.toward, a.shown == nil)
		if a.shown == nil {
			continue
		}
		if a.toward < 0 && (low == nil || *a.shown < *low.shown) {
			low = a
		}
		if a.toward > 0 && (high == nil || *a.shown > *high.shown) {
			high = a
		}
	}
	if tally.Up+tally.Down+tally.Same == 0 {
		return v.words.Map.NoneCompared(v.words.Level(v.choice.level, 1), v.before.Year, v.mostlyWhy())
	}
	name := func(a *mapArea) (string, string) {
		if a == nil {
			return "", ""
		}
		return a.Name, strings.TrimSpace(v.measure.text(*a.shown) + behindSpace(v.measure.unit()))
	}
	lowName, lowBy := name(low)
	highName, highBy := name(high)
	text := v.words.Map.Changes(v.words.Level(v.choice.level, tally.Up), tally.Up, tally.Down, tally.Same, tally.None)
	if v.choice.against {
		text = ""
	}
	return strings.TrimSpace(text + v.words.Map.Extremes(lowName, lowBy, highName, highBy))
}

// mostlyWhy gives the reason that most areas have for showing no change.
func (v *mapView) mostlyWhy() string {
	n := map[string]int{}
	most := ""
	for _, a := range v.areas {
		why := a.reason
		if text, ok := v.words.Value.Whys[string(a.why)]; ok {
			why = text
		}
		if n[why]++; n[why] > n[most] {
			most = why
		}
	}
	return most
}

func (v *mapView) besideSentence() string {
	city, ok := v.measure.city.At(v.year.Year)
	if !ok {
		return v.words.Map.NoCity(v.gemeente.Name)
	}
	var t series.Tally
	for _, a := range v.areas {
		t.Add(a.toward, a.shown == nil)
	}
	return v.words.Map.Sides(v.words.Level(v.choice.level, 2), v.gemeente.Name, mapNumber(v.words, v.ind, *city.Value)+behindSpace(mapUnit(v.ind)), t.Up, t.Down, t.Same)
}

func (v *mapView) levelSentence() string {
	with := slices.DeleteFunc(slices.Clone(v.areas), func(a mapArea) bool { return a.shown == nil })
	if len(with) == 0 {
		return v.words.Map.NoFigures(v.year.Year, v.words.Level(v.choice.level, 1))
	}
	slices.SortStableFunc(with, func(a, b mapArea) int { return compareValues(*a.shown, *b.shown) })
	low, high := with[0], with[len(with)-1]
	text := func(a mapArea) string { return mapNumber(v.words, v.ind, *a.shown) }
	return v.words.Map.Range(text(low), low.Name, text(high), high.Name, v.year.Year, len(with), len(v.areas))
}

func compareValues(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// cityShown gives what the whole gemeente has of what is shown of an area.
func (v *mapView) cityShown() (float64, bool) {
	if v.measure.against || v.circles {
		return 0, false
	}
	if !v.measure.since {
		at, ok := v.measure.city.At(v.year.Year)
		if !ok {
			return 0, false
		}
		return *at.Value, true
	}
	c := v.measure.city.Over(v.before.Year, v.year.Year)
	switch {
	case c.Why != series.Same || v.measure.percent() && *c.From.Value <= 0:
		return 0, false
	case v.measure.percent():
		return 100 * c.Difference() / *c.From.Value, true
	}
	return c.Difference(), true
}

// cityText tells it, to read an area beside it; empty where it is not known.
func (v *mapView) cityText(w *words.Words) string {
	shown, ok := v.cityShown()
	if !ok {
		return ""
	}
	return w.Map.InCity(v.gemeente.Name, v.measure.text(shown)+behindSpace(v.measure.unit()))
}
