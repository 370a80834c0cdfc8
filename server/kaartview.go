package server

import (
	"slices"

	"wijkinzicht/data"
	"wijkinzicht/data/series"
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

// showChange shows the difference with the year before, of the areas whose two values the rule lets be compared.
func (v *mapView) showChange(rule *series.Rule, areas, earlier []data.MapArea) {
	old := map[string]data.MapArea{}
	for _, a := range earlier {
		old[a.Code] = a
	}
	var tally series.Tally
	for _, a := range areas {
		m := mapArea{MapArea: a}
		if o, there := old[a.Code]; there {
			c := series.Change{From: mapPoint(o, v.before), To: mapPoint(a, v.year)}
			c.Why = rule.Between(v.ind.ID, data.WhoIs(a.Code), c.From, c.To)
			switch c.Why {
			case series.Same:
				d := c.Difference()
				m.shown = &d
			case series.NoValue:
				m.reason = v.words.Map.NotBoth
			default:
				m.reason = v.words.Map.Unlike(v.before.Year, v.words.Value.Whys[string(c.Why)])
			}
			tally.Add(c.Toward(v.ind.Step), c.Why != series.Same)
		} else {
			m.reason = v.words.Map.OtherArea(v.before.Year)
			tally.None++
		}
		v.areas = append(v.areas, m)
	}
	v.legend = classifyChange(v.words, v.areas, v.ind)
	v.title = v.words.Map.Title(v.ind.Naam, v.words.Level(v.choice.level, 1), v.gemeente.Name, v.before.Year, v.year.Year)
	v.sentence = v.words.Map.Changes(v.words.Level(v.choice.level, tally.Up), tally.Up, tally.Down, tally.Same, tally.None)
}

// mapPoint is what an area has in a year of a map.
func mapPoint(a data.MapArea, year data.MapYear) series.Point {
	return series.Point{Year: year.Year, Edition: a.Edition, Division: year.AreaYear, Value: a.Value, Status: data.Status(a.Status), Quality: data.Direct}
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

func compareValues(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
