package server

import (
	"slices"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/web/words"
)

// showLevel shows the figures of one year.
func (v *mapView) showLevel(areas []data.MapArea) {
	for _, a := range areas {
		m := mapArea{MapArea: a, shown: a.Value}
		if a.Value == nil || a.Status == string(data.Provisional) {
			m.reason = v.words.Reason(a.Status)
		}
		v.areas = append(v.areas, m)
	}
	v.legend = classify(v.words, v.areas, v.ind)
	v.title = v.words.Map.Title(v.ind.Naam, v.words.Level(v.choice.level, 1), v.gemeente.Name, 0, v.year.Year)
	v.sentence = levelSentence(v.words, v.areas, v.ind, v.choice.level, v.year.Year)
}

// showChange shows the difference between two years, where both are about the same place: the same code with the same
// name, no outline that is known to have moved, and no break in the indicator between them.
func (v *mapView) showChange(db *data.DB, areas, earlier []data.MapArea, before data.MapYear, moved map[string]bool) {
	old := map[string]data.MapArea{}
	for _, a := range earlier {
		old[a.Code] = a
	}
	broken := ""
	for _, b := range db.Breaks {
		if b.Indicator == v.ind.ID && b.Subject == "" && b.Year > before.Year && b.Year <= v.year.Year {
			broken = v.words.Map.Broken(b.Year)
		}
	}
	for _, a := range areas {
		m := mapArea{MapArea: a}
		o, there := old[a.Code]
		switch {
		case broken != "":
			m.reason = broken
		case !there || !strings.EqualFold(o.Name, a.Name):
			m.reason = v.words.Map.OtherArea(before.Year)
		case moved[a.Code] || v.wijkMoved(db, a.Code, before.AreaYear):
			m.reason = v.words.Map.OtherBorder(before.Year)
		case a.Value == nil || o.Value == nil:
			m.reason = v.words.Map.NotBoth
		default:
			d := *a.Value - *o.Value
			m.shown = &d
		}
		v.areas = append(v.areas, m)
	}
	v.legend = classifyChange(v.words, v.areas, v.ind)
	v.title = v.words.Map.Title(v.ind.Naam, v.words.Level(v.choice.level, 1), v.gemeente.Name, before.Year, v.year.Year)
	v.sentence = changeSentence(v.words, v.areas, v.choice.level, v.ind.Decimals)
}

// wijkMoved tells whether an area belongs to a wijk whose outline is known to have changed since a division.
func (v *mapView) wijkMoved(db *data.DB, code string, since int) bool {
	for _, p := range db.Parts {
		if !p.Used || p.Year != v.year.AreaYear || p.Code != code || p.Relation == data.Surrounding {
			continue
		}
		for _, b := range db.Breaks {
			if b.Indicator == "*" && b.Subject == p.Subject && b.Year > since && b.Year <= v.year.AreaYear {
				return true
			}
		}
	}
	return false
}

func levelSentence(w *words.Words, areas []mapArea, ind data.Indicator, level string, year int) string {
	with := slices.DeleteFunc(slices.Clone(areas), func(a mapArea) bool { return a.shown == nil })
	if len(with) == 0 {
		return w.Map.NoFigures(year, w.Level(level, 1))
	}
	slices.SortFunc(with, func(a, b mapArea) int { return compareValues(*a.shown, *b.shown) })
	low, high := with[0], with[len(with)-1]
	return w.Map.Range(w.Number(*low.shown, ind.Decimals), low.Name, w.Number(*high.shown, ind.Decimals), high.Name, year, len(with), len(areas))
}

func changeSentence(w *words.Words, areas []mapArea, level string, decimals int) string {
	up, down, same, none := 0, 0, 0, 0
	for _, a := range areas {
		switch {
		case a.shown == nil:
			none++
		case rounded(*a.shown, decimals) > 0:
			up++
		case rounded(*a.shown, decimals) < 0:
			down++
		default: // shown as 0
			same++
		}
	}
	return w.Map.Changes(w.Level(level, up), up, down, same, none)
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
