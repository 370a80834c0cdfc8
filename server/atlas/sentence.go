package atlas

import (
	"cmp"
	"slices"
	"strings"

	"wijkinzicht/data/series"
	"wijkinzicht/server/figure"
	"wijkinzicht/web/words"
)

// say words what the map shows.
func (v *View) say() {
	w := v.Words
	v.Title = w.Map.Title(v.Ind.Naam, w.Level(v.Choice.Level, 1), v.Gemeente.Name, v.before.Year, v.year.Year)
	if v.Choice.against {
		v.Title = w.Map.Relative(v.Title, v.Gemeente.Name)
	}
	switch {
	case v.measure.since:
		v.Sentence = v.changeSentence()
	case v.Choice.against:
		v.Sentence = v.besideSentence()
	default:
		v.Sentence = v.levelSentence()
	}
	if n := v.rough(); n > 0 {
		v.Sentence += w.Map.LeftOut(n)
	}
	v.sayProvisional()
	if asked := v.asked; asked.ID != v.Ind.ID {
		v.remark = w.Map.Rate(asked.Naam, v.Ind.Naam)
	} else if v.circles {
		v.remark = w.Map.Circles(v.Ind.Naam)
	}
}

// rough counts the areas whose figure is too coarse to stand in front.
func (v *View) rough() (n int) {
	for _, a := range v.Areas {
		if a.rough {
			n++
		}
	}
	return n
}

// sayProvisional says which figures the publisher may still change: of all, in the title and the legend too.
func (v *View) sayProvisional() {
	open, all := 0, 0
	for _, a := range v.Areas {
		if a.shown != nil {
			all++
		}
		if a.open && a.shown != nil {
			open++
		}
	}
	if open == 0 {
		return
	}
	v.Sentence += v.Words.Map.Provisional(open, all)
	if open == all {
		v.Title, v.Legend.Title = v.Words.Map.Open(v.Title), v.Words.Map.Open(v.Legend.Title)
	}
}

func (v *View) changeSentence() string {
	var tally series.Tally
	var low, high *Area
	for i := range v.Areas {
		a := &v.Areas[i]
		tally.Add(a.toward, !a.clear())
		if !a.clear() {
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
		return v.Words.Map.NoneCompared(v.Words.Level(v.Choice.Level, 1), v.before.Year, v.mostlyWhy())
	}
	name := func(a *Area) (string, string) {
		if a == nil {
			return "", ""
		}
		return a.Name, strings.TrimSpace(v.measure.text(*a.shown) + behindSpace(v.measure.unit()))
	}
	lowName, lowBy := name(low)
	highName, highBy := name(high)
	text := v.Words.Map.Changes(v.Words.Level(v.Choice.Level, tally.Up), tally.Up, tally.Down, tally.Same, tally.None)
	if v.Choice.against {
		text = ""
	}
	return strings.TrimSpace(text + v.Words.Map.Extremes(lowName, lowBy, highName, highBy))
}

// mostlyWhy gives the reason that most areas have for showing no change.
func (v *View) mostlyWhy() string {
	n := map[string]int{}
	most := ""
	for _, a := range v.Areas {
		why := a.reason
		if text, ok := v.Words.Value.Whys[string(a.why)]; ok {
			why = text
		}
		if n[why]++; n[why] > n[most] {
			most = why
		}
	}
	return most
}

func (v *View) besideSentence() string {
	city, ok := v.measure.city.At(v.year.Year)
	if !ok {
		return v.Words.Map.NoCity(v.Gemeente.Name)
	}
	var t series.Tally
	for _, a := range v.Areas {
		t.Add(a.toward, !a.clear())
	}
	return v.Words.Map.Sides(v.Words.Level(v.Choice.Level, 2), v.Gemeente.Name, figure.Amount(v.Words, v.Ind, *city.Value)+behindSpace(figure.AmountUnit(v.Ind)), t.Up, t.Down, t.Same)
}

func (v *View) levelSentence() string {
	with := slices.DeleteFunc(slices.Clone(v.Areas), func(a Area) bool { return !a.clear() })
	if len(with) == 0 {
		return v.Words.Map.NoFigures(v.year.Year, v.Words.Level(v.Choice.Level, 1))
	}
	slices.SortStableFunc(with, func(a, b Area) int { return cmp.Compare(*a.shown, *b.shown) })
	low, high := with[0], with[len(with)-1]
	text := func(a Area) string { return figure.Amount(v.Words, v.Ind, *a.shown) }
	return v.Words.Map.Range(text(low), low.Name, text(high), high.Name, v.year.Year, len(with)+v.rough(), len(v.Areas))
}

// cityShown gives what the whole gemeente has of what is shown of an area.
func (v *View) cityShown() (float64, bool) {
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
func (v *View) cityText(w *words.Words) string {
	shown, ok := v.cityShown()
	if !ok {
		return ""
	}
	return w.Map.InCity(v.Gemeente.Name, v.measure.text(shown)+behindSpace(v.measure.unit()))
}
