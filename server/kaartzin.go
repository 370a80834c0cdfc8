package server

import (
	"cmp"
	"slices"
	"strings"

	"wijkinzicht/data/series"
	"wijkinzicht/server/figure"
	"wijkinzicht/web/words"
)

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
	return v.words.Map.Sides(v.words.Level(v.choice.level, 2), v.gemeente.Name, figure.Amount(v.words, v.ind, *city.Value)+behindSpace(figure.AmountUnit(v.ind)), t.Up, t.Down, t.Same)
}

func (v *mapView) levelSentence() string {
	with := slices.DeleteFunc(slices.Clone(v.areas), func(a mapArea) bool { return a.shown == nil })
	if len(with) == 0 {
		return v.words.Map.NoFigures(v.year.Year, v.words.Level(v.choice.level, 1))
	}
	slices.SortStableFunc(with, func(a, b mapArea) int { return cmp.Compare(*a.shown, *b.shown) })
	low, high := with[0], with[len(with)-1]
	text := func(a mapArea) string { return figure.Amount(v.words, v.ind, *a.shown) }
	return v.words.Map.Range(text(low), low.Name, text(high), high.Name, v.year.Year, len(with), len(v.areas))
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
