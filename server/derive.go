package server

import (
	"maps"
	"slices"

	"wijkinzicht/data"
	"wijkinzicht/web/words"
)

// Reasons for a value that a comparison leaves out, beside the statuses of the data.
const (
	onlyEnclosing data.Status = "alleen een groter gebied"
	otherStretch  data.Status = "niet vergelijkbaar met het basisjaar"
	noOther       data.Status = "geen cijfer om mee te vergelijken"
)

// without gives the row without its value, for a reason.
func without(r data.TrendRow, why data.Status) data.TrendRow {
	return data.TrendRow{Subject: r.Subject, Indicator: r.Indicator, Year: r.Year, Status: why}
}

// period keeps the years from and to; 0 leaves a side open.
func (s series) period(from, to int) series {
	var out series
	for _, r := range s {
		if (from == 0 || r.Year >= from) && (to == 0 || r.Year <= to) {
			out = append(out, r)
		}
	}
	return out
}

// own leaves out the values of larger areas (quality D): those of two neighbouring wijken can be the very same figure.
func (s series) own() series {
	out := make(series, len(s))
	broken := false // a left-out point takes its break along to the next
	for i, r := range s {
		if r.Value != nil && r.Quality == data.Enclosing {
			out[i], broken = without(r, onlyEnclosing), broken || r.BreakBefore
			continue
		}
		if r.Value != nil {
			r.BreakBefore, broken = r.BreakBefore || broken, false
		}
		out[i] = r
	}
	return out
}

// at gives the row of a year that has a value.
func (s series) at(year int) (data.TrendRow, bool) {
	for _, r := range s {
		if r.Year == year && r.Value != nil {
			return r, true
		}
	}
	return data.TrendRow{}, false
}

// joined tells whether no break lies after the year from, up to and with the year to.
func (s series) joined(from, to int) bool {
	for _, r := range s {
		if r.Year > from && r.Year <= to && r.Value != nil && r.BreakBefore {
			return false
		}
	}
	return true
}

// index gives the series as percentages of its value in the base year, over the years that may be compared with it.
// ok is false when there is no positive value in that year.
func (s series) index(base int) (out series, ok bool) {
	start, ok := s.at(base)
	if !ok || *start.Value <= 0 {
		return nil, false
	}
	scaled := func(v *float64) *float64 {
		if v == nil {
			return nil
		}
		part := 100 * *v / *start.Value
		return &part
	}
	for _, r := range s {
		switch {
		case r.Value == nil:
		case !s.joined(min(r.Year, base), max(r.Year, base)):
			r = without(r, otherStretch)
		default:
			r.Value, r.Low, r.High, r.Quality = scaled(r.Value), scaled(r.Low), scaled(r.High), lesser(r.Quality, start.Quality)
		}
		out = append(out, r)
	}
	return out, true
}

// minus gives the difference with another series in the years in which both have a value. Two differences may be compared
// only where neither series is broken between them.
func (s series) minus(other series) series {
	var out series
	previous := 0
	for _, r := range s {
		o, there := other.at(r.Year)
		switch {
		case r.Value == nil:
		case !there:
			r = without(r, noOther)
		default:
			v := *r.Value - *o.Value
			if r.Low != nil {
				low, high := *r.Low-*o.Value, *r.High-*o.Value
				r.Low, r.High = &low, &high
			}
			r.BreakBefore = previous != 0 && !(s.joined(previous, r.Year) && other.joined(previous, r.Year))
			r.Value, r.Quality, previous = &v, lesser(r.Quality, o.Quality), r.Year
		}
		out = append(out, r)
	}
	return out
}

// ends keeps two years; a break anywhere between them stays a break.
func (s series) ends(from, to int) series {
	var out series
	for _, r := range s {
		if r.Year == to {
			r.BreakBefore = r.Value != nil && !s.joined(from, to)
		}
		if r.Year == from || r.Year == to {
			out = append(out, r)
		}
	}
	return out
}

// lesser gives the less direct of two qualities.
func lesser(a, b data.Quality) data.Quality { return max(a, b) }

// yearsOf gives the years in which at least so many of the series have a value, in order.
func yearsOf(all []series, least int) []int {
	counts := map[int]int{}
	for _, s := range all {
		for _, r := range s {
			if r.Value != nil {
				counts[r.Year]++
			}
		}
	}
	maps.DeleteFunc(counts, func(_, n int) bool { return n < least })
	return slices.Sorted(maps.Keys(counts))
}

// indexable tells whether an index of these figures makes sense: not without a zero.
func indexable(ind data.Indicator) bool { return ind.Kind != data.Score && ind.Kind != data.Class }

// undifferable says why a difference of these figures makes no sense; "" when it does.
func undifferable(w *words.Words, ind data.Indicator) (why string) {
	switch ind.Kind {
	case data.Count:
		return w.Compare.NoDifference(ind.Naam)
	case data.Class:
		return w.Compare.NoClassDifference(ind.Naam)
	}
	return ""
}
