package ingest

import (
	"fmt"
	"slices"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
)

// mark says of every point of a subject's series with which others it may be compared.
func (l *ladder) mark(s catalogue.Subject, ind catalogue.Indicator, rows []data.TrendRow) {
	points := make([]*series.Point, len(rows))
	numbers := map[string]int{}
	for i := range rows {
		points[i] = &rows[i].Point
		if rows[i].Quality == data.Converted {
			rows[i].Division = l.places.reference // a converted value stands on the outline it was converted to
		}
		if key := l.placeOf(s, rows[i]); key != "" {
			if numbers[key] == 0 {
				numbers[key] = len(numbers) + 1
			}
			rows[i].Place = numbers[key]
		}
	}
	l.rule.Mark(ind.ID, l.who(s), points)
}

// placeOf names the place that a point is about where that is not the subject itself: the larger area around a wijk, or the
// buurten that are its ring in that division.
func (l *ladder) placeOf(s catalogue.Subject, r data.TrendRow) string {
	switch {
	case r.Value == nil:
	case r.Quality == data.Enclosing:
		return l.numbered(r.Inputs)
	case s.Kind == catalogue.RingKind:
		return l.numbered(r.Inputs)
	}
	return ""
}

// numbered names a set of areas by their codes and which of the places that these have been they are.
func (l *ladder) numbered(inputs []data.TrendInput) string {
	var names []string
	for _, in := range inputs {
		name := in.Code
		if place, ok := l.kept.Place(in.Code, in.AreaYear); ok {
			name += fmt.Sprint("#", place)
		} else {
			name += fmt.Sprint("@", in.AreaYear)
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}

// levelsOf gives the levels whose figures a kind of subject is made of.
func levelsOf(kind catalogue.SubjectKind) []string {
	switch kind {
	case catalogue.LandKind:
		return []string{"land"}
	case catalogue.GemeenteKind:
		return []string{"gemeente"}
	case catalogue.RestKind:
		return []string{"gemeente", "wijk", "buurt"}
	}
	return []string{"wijk", "buurt"}
}

// who says in the rule's terms whose figures a subject holds: the rest of a gemeente changes with its wijken and with the gemeente.
func (l *ladder) who(s catalogue.Subject) series.Who {
	w := series.Who{Subject: s.Slug, Levels: levelsOf(s.Kind)}
	if s.Kind != catalogue.RestKind {
		return w
	}
	w.Shares = append(w.Shares, strings.ToLower(s.Gemeente))
	for _, other := range l.cat.Wijken {
		if other.GemeenteCode == s.Gemeente && (other.Kind == catalogue.WijkKind || !l.cat.HasEleven(s.Gemeente)) {
			w.Shares = append(w.Shares, other.Slug)
		}
	}
	return w
}
