package ingest

import (
	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
)

// rest is the gemeente without the wijken that lie in it.
func (l *ladder) rest(s catalogue.Subject, ind catalogue.Indicator, e edition) (data.TrendRow, bool) {
	if ind.Kind == catalogue.Class {
		return data.TrendRow{}, false
	}
	var gap *data.TrendRow
	for _, taken := range l.takenAway(s.Gemeente, e.areaYear) {
		terms := append([]term{{s.Gemeente, 1}}, taken...)
		row, ok := data.TrendRow{}, false
		if madeOfWijken(ind) { // so that all its years are made in one way
			row, ok = l.ofWijken(s.Slug, s.Gemeente, ind, e, taken)
		}
		if !ok {
			row, ok = l.banded(s.Slug, ind, e, terms, "", data.Composed)
		}
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

// takenAway gives the ways to name the areas of the wijken in a gemeente: by the equal areas, or by all parts. Other
// wijken than the eleven count where none of these lies: the rest beside those stays what it was. Areas of interventions
// that a gemeente drew are no wijken.
func (l *ladder) takenAway(gemeente string, areaYear int) [][]term {
	var whole, split []term
	for _, w := range l.cat.Wijken {
		if w.GemeenteCode != gemeente || w.Outline != "" || w.Kind != catalogue.WijkKind && l.cat.HasEleven(gemeente) {
			continue
		}
		var first, last []term
		for _, r := range l.rungs(w.Slug, areaYear) {
			if r.relation == catalogue.Surrounding {
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
		whole, split = append(whole, first...), append(split, last...)
	}
	if len(whole) == 0 { // only areas that were drawn: there is no rest
		return nil
	}
	var out [][]term
	for _, terms := range [][]term{whole, split} {
		if once, ok := takenOnce(terms); ok {
			out = append(out, once)
		}
	}
	return out
}

// takenOnce takes every area away once: own wijken may share areas, and one may lie in another. ok is false where a part
// of an area is shared: nobody knows whether it is the same part.
func takenOnce(terms []term) (once []term, ok bool) {
	for i, t := range terms {
		shared := false
		for k, other := range terms {
			if i == k || t.code != other.code && !catalogue.Holds(t.code, other.code) && !catalogue.Holds(other.code, t.code) {
				continue
			}
			if t.sign < 1 || other.sign < 1 {
				return nil, false
			}
			shared = shared || t.code == other.code && k < i || catalogue.Holds(other.code, t.code)
		}
		if !shared {
			once = append(once, term{t.code, -t.sign})
		}
	}
	return once, true
}
