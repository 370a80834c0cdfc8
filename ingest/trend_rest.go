package ingest

import (
	"wijkinzicht/data"
)

// rest is the gemeente without the eleven's wijken that lie in it.
func (l *ladder) rest(s data.Subject, ind data.Indicator, e edition) (data.TrendRow, bool) {
	if ind.Kind == data.Class {
		return data.TrendRow{}, false
	}
	var gap *data.TrendRow
	for _, taken := range l.takenAway(s.Gemeente, e.areaYear) {
		terms := append([]term{{s.Gemeente, 1}}, taken...)
		row, ok := row1(s.Slug, ind, e, l.obs.combine(ind, e.areaYear, e.year, terms, ""), data.Composed)
		if !ok {
			continue
		}
		if row.Value != nil {
			return row, true
		}
		if gap == nil {
			gap = &row
		}
	}
	if gap == nil {
		return data.TrendRow{}, false
	}
	return *gap, true
}

// takenAway gives the ways to name the areas of the eleven in a gemeente: by the equal areas, or by all parts.
func (l *ladder) takenAway(gemeente string, areaYear int) [][]term {
	var whole, split []term
	for _, w := range l.cat.Wijken {
		if w.GemeenteCode != gemeente {
			continue
		}
		var first, last []term
		for _, r := range l.rungs(w.Slug, areaYear) {
			if r.relation == data.Surrounding {
				continue
			}
			if first == nil {
				first = r.terms
			}
			last = r.terms
		}
		if first == nil {
			return nil // a wijk that cannot be named cannot be taken away
		}
		for _, t := range first {
			whole = append(whole, term{t.code, -1})
		}
		for _, t := range last {
			split = append(split, term{t.code, -1})
		}
	}
	return [][]term{whole, split}
}
