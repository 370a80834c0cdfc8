package ingest

import (
	"cmp"
	"sort"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
)

// ladder makes the trends of all subjects from published figures: the best of direct (A), composed (B) and
// enclosing (D) that the record allows; see the design, section 5.
type ladder struct {
	cat   *catalogue.Catalogue
	obs   figures
	parts map[partKey][]data.SubjectPart
	// when lists, per indicator, the (division year, year) pairs that have any figure.
	when   map[string]map[edition]bool
	places *geometry // what borders say; empty where none are known
	rule   *series.Rule
	kept   *series.Places                 // whether codes were the same place over divisions
	wijken map[catalogue.AreaKey][]string // of a gemeente, or the country: those with scores of the Leefbaarometer
	apart  []catalogue.Break              // where a line goes over to figures that were made in another way
}

type partKey struct {
	subject string
	year    int
}

type edition struct {
	areaYear, year int
}

func newLadder(cat *catalogue.Catalogue, observations []data.Observation, parts []data.SubjectPart) *ladder {
	l := &ladder{cat: cat, obs: make(figures, len(observations)), parts: map[partKey][]data.SubjectPart{}, when: map[string]map[edition]bool{}, places: &geometry{}, rule: catalogue.RuleOf(cat.Breaks, cat.Indicators, nil)}
	for _, o := range observations {
		o.Off = cat.OffOf(o.Indicator, o.Code, o.Edition)
		l.obs[obsKey{o.Indicator, o.AreaYear, o.Code, o.Year}] = o
		if l.when[o.Indicator] == nil {
			l.when[o.Indicator] = map[edition]bool{}
		}
		l.when[o.Indicator][edition{o.AreaYear, o.Year}] = true
	}
	l.findWijken(observations)
	for _, p := range parts {
		if p.Used {
			k := partKey{p.Subject, p.Year}
			l.parts[k] = append(l.parts[k], p)
		}
	}
	return l
}

// trends gives every subject's series for every indicator, in catalogue order and by year.
func (l *ladder) trends() []data.TrendRow {
	var out []data.TrendRow
	for _, s := range l.cat.Subjects() {
		for _, ind := range l.cat.Indicators {
			out = append(out, l.series(s, ind)...)
		}
	}
	return out
}

// series gives one subject's points for one indicator, at most one a year, with what may be compared marked.
func (l *ladder) series(s catalogue.Subject, ind catalogue.Indicator) []data.TrendRow {
	best := l.points(s, ind)
	rows := make([]data.TrendRow, 0, len(best))
	for _, r := range best {
		rows = append(rows, r)
	}
	sort.Slice(rows, func(i, j int) bool { return rows[i].Year < rows[j].Year })
	l.mark(s, ind, rows)
	return rows
}

// editions lists when an indicator, or the counts it is computed from, has figures; later divisions last, so that of
// two equally good points the later division's stays.
func (l *ladder) editions(ind catalogue.Indicator) []edition {
	all := map[edition]bool{}
	for _, id := range append([]string{ind.ID, ind.Numerator}, ind.Denominator...) {
		if id == ind.ID || id == ind.Numerator {
			for e := range l.when[id] {
				all[e] = true
			}
		}
	}
	out := make([]edition, 0, len(all))
	for e := range all {
		out = append(out, e)
	}
	sort.Slice(out, func(i, j int) bool {
		return out[i].areaYear < out[j].areaYear || out[i].areaYear == out[j].areaYear && out[i].year < out[j].year
	})
	return out
}

// better tells whether a point goes before another of the same year: a value before a gap, then the better quality,
// then the later division.
func better(a, b data.TrendRow) bool {
	if (a.Value != nil) != (b.Value != nil) {
		return a.Value != nil
	}
	return a.Value == nil || a.Quality <= b.Quality
}

func (l *ladder) point(s catalogue.Subject, ind catalogue.Indicator, e edition) (data.TrendRow, bool) {
	if s.IsWijk() {
		return l.wijk(s.Slug, ind, e)
	}
	switch s.Kind {
	case catalogue.RingKind:
		return l.ring(s, ind, e)
	case catalogue.RestKind:
		return l.rest(s, ind, e)
	case catalogue.GemeenteKind:
		return l.gemeente(s.Slug, s.Gemeente, ind, e)
	}
	return l.gemeente(s.Slug, catalogue.NationCode, ind, e)
}

func (l *ladder) whole(slug, code string, ind catalogue.Indicator, e edition) (data.TrendRow, bool) {
	return row1(slug, ind, e, l.obs.combine(ind, e.areaYear, e.year, []term{{code, 1}}, ""), data.Direct)
}

// row1 makes a trend row of what was combined; ok is false when nothing was published.
func row1(slug string, ind catalogue.Indicator, e edition, c combined, q data.Quality) (data.TrendRow, bool) {
	if c.none {
		return data.TrendRow{}, false
	}
	r := data.TrendRow{Inputs: c.inputs, Point: series.Point{Subject: slug, Indicator: ind.ID, Year: e.year, Edition: cmp.Or(c.edition, e.year),
		Division: e.areaYear, Value: c.value, Status: c.status}}
	if c.value != nil {
		r.Quality, r.Coverage, r.Margin = q, &c.coverage, c.margin
		r.Rough = c.margin != nil && ind.Rough(*c.value, *c.margin)
	} else {
		r.Inputs = nil
	}
	return r, true
}

// wijk walks the ladder for one wijk. The reason for a gap is that of the nearest rung that was published.
func (l *ladder) wijk(slug string, ind catalogue.Indicator, e edition) (data.TrendRow, bool) {
	var gap *data.TrendRow
	row, converted := l.converted(slug, ind, e)
	for _, rung := range l.rungs(slug, e.areaYear) {
		if rung.relation == catalogue.Equal && l.places.differs(slug, e.areaYear, rung.terms[0].code) {
			rung.quality, rung.relation = data.Enclosing, catalogue.Surrounding // it was the wijk, and is another place now
		}
		if converted && rung.quality == data.Enclosing {
			return row, true
		}
		if rung.quality == data.Enclosing && rung.relation == catalogue.Surrounding && ind.Kind == catalogue.Count {
			continue // the count of another area says nothing about the wijk
		}
		row, ok := l.banded(slug, ind, e, rung.terms, rung.whole, rung.quality)
		if !ok {
			continue
		}
		if row.Value != nil {
			return row, true
		}
		if gap == nil {
			gap = &row
		}
		if rung.relation == catalogue.Equal && ind.Numerator != "" && withheld(row.Status) {
			return row, true // what the publisher left out of this very area is not made of the counts of its parts
		}
	}
	if converted {
		return row, true
	}
	if gap == nil {
		return data.TrendRow{}, false
	}
	return *gap, true
}

// withheld tells whether a status says that the publisher has the figure and does not give it.
func withheld(s data.Status) bool { return s == data.Secret || s == data.Unknown }

// rung is one way to stand for a wijk in a division year.
type rung struct {
	terms    []term
	whole    string
	quality  data.Quality
	relation catalogue.Relation
}

func (l *ladder) rungs(slug string, areaYear int) []rung {
	byRelation := map[catalogue.Relation][]term{}
	for _, p := range l.parts[partKey{slug, areaYear}] {
		byRelation[p.Relation] = append(byRelation[p.Relation], term{p.Code, p.Share})
	}
	var out []rung
	whole := ""
	for _, t := range byRelation[catalogue.Equal] {
		whole = t.code
		out = append(out, rung{[]term{t}, "", data.Direct, catalogue.Equal})
	}
	if parts := byRelation[catalogue.Component]; len(parts) > 0 && l.complete(slug, areaYear) {
		out = append(out, rung{parts, whole, data.Composed, catalogue.Component})
	}
	for _, relation := range []catalogue.Relation{catalogue.StandIn, catalogue.Surrounding} {
		for _, t := range byRelation[relation] {
			out = append(out, rung{[]term{t}, "", data.Enclosing, relation})
		}
	}
	return out
}

// complete tells whether all the areas that the catalogue puts together as the wijk were found.
func (l *ladder) complete(slug string, areaYear int) bool {
	found := 0
	for _, p := range l.parts[partKey{slug, areaYear}] {
		if p.Relation == catalogue.Component {
			found++
		}
	}
	for _, p := range l.cat.Parts {
		if p.Slug == slug && p.Year == areaYear && p.Relation == catalogue.Component {
			found--
		}
	}
	return found == 0
}
