package server

import (
	"fmt"
	"slices"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/web"
)

// showLevel shows the figures of one year.
func (v *mapView) showLevel(areas []data.MapArea) {
	for _, a := range areas {
		m := mapArea{MapArea: a, shown: a.Value}
		if a.Value == nil {
			m.reason = a.Status
		} else if a.Status == string(data.Provisional) {
			m.reason = a.Status
		}
		v.areas = append(v.areas, m)
	}
	v.legend = classify(v.areas, v.ind)
	v.title = fmt.Sprintf("%s per %s in %s, %d", v.ind.Naam, v.choice.level, v.gemeente.Name, v.year.Year)
	v.sentence = levelSentence(v.areas, v.ind, v.choice.level, v.year.Year)
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
			broken = fmt.Sprintf("breuk in %d", b.Year)
		}
	}
	for _, a := range areas {
		m := mapArea{MapArea: a}
		o, there := old[a.Code]
		switch {
		case broken != "":
			m.reason = broken
		case !there || !strings.EqualFold(o.Name, a.Name):
			m.reason = fmt.Sprintf("ander gebied in %d", before.Year)
		case moved[a.Code] || v.wijkMoved(db, a.Code, before.AreaYear):
			m.reason = fmt.Sprintf("andere grens dan in %d", before.Year)
		case a.Value == nil || o.Value == nil:
			m.reason = "niet in beide jaren"
		default:
			d := *a.Value - *o.Value
			m.shown = &d
		}
		v.areas = append(v.areas, m)
	}
	v.legend = classifyChange(v.areas, v.ind)
	v.title = fmt.Sprintf("%s per %s in %s: verandering van %d tot %d", v.ind.Naam, v.choice.level, v.gemeente.Name, before.Year, v.year.Year)
	v.sentence = changeSentence(v.areas, v.choice.level, v.ind.Decimals)
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

func levelSentence(areas []mapArea, ind data.Indicator, level string, year int) string {
	with := slices.DeleteFunc(slices.Clone(areas), func(a mapArea) bool { return a.shown == nil })
	if len(with) == 0 {
		return fmt.Sprintf("In %d heeft geen %s een cijfer.", year, level)
	}
	slices.SortFunc(with, func(a, b mapArea) int { return compareValues(*a.shown, *b.shown) })
	low, high := with[0], with[len(with)-1]
	return fmt.Sprintf("Van %s (%s) tot %s (%s) in %d; %d van de %d gebieden hebben een cijfer.", web.Getal(*low.shown, ind.Decimals), low.Name,
		web.Getal(*high.shown, ind.Decimals), high.Name, year, len(with), len(areas))
}

func changeSentence(areas []mapArea, level string, decimals int) string {
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
	return fmt.Sprintf("In %d %s een stijging, in %d een daling, in %d geen verschil; voor %d is geen vergelijking mogelijk.", up, plural(level, up), down, same, none)
}

func plural(level string, n int) string {
	if n == 1 {
		return level
	}
	return strings.TrimSuffix(level, "k") + map[string]string{"buurt": "en", "wijk": "ken"}[level]
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
