// Package eleven sets the eleven wijken beside each other on one figure.
package eleven

import (
	"math"
	"net/url"
	"sort"
	"strconv"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/figure"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// Orders of the eleven: by how the distance to the city went (the default), by name, level or change.
const (
	ByGap    = "kloof"
	ByName   = "naam"
	ByLevel  = "niveau"
	ByChange = "verandering"
)

// Choice is what a visitor chose on the home page, in its one normal form.
type Choice struct {
	Indicator, Sort string
	From, To        int // the period; 0 leaves a side open
}

// Path is the address of the choice.
func (h Choice) Path() string {
	q := url.Values{web.ParamIndicator: {h.Indicator}}
	if h.Sort != ByGap {
		q.Set(web.ParamSort, h.Sort)
	}
	for name, year := range map[string]int{web.ParamFrom: h.From, web.ParamTo: h.To} {
		if year != 0 {
			q.Set(name, strconv.Itoa(year))
		}
	}
	return "/?" + q.Encode()
}

// Entry is one of the eleven while the page is put together.
type Entry struct {
	Subject  catalogue.Subject
	Gemeente catalogue.Subject
	Series   series.Line
	Change   *float64
	Rank     string      // such as "3"; empty: not ranked
	Gap      *figure.Gap // to the gemeente; nil: it cannot be said
	Page     web.HomeWijk
}

// Of gathers what the cards and the table show.
func Of(w *words.Words, db *data.DB, ind catalogue.Indicator, all map[string]map[string]series.Line) []*Entry {
	out := entries(w, db, ind, all, catalogue.WijkKind)
	Rank(out)
	return out
}

// Beside gathers the same of the wijken to compare the eleven with, which have no rank.
func Beside(w *words.Words, db *data.DB, ind catalogue.Indicator, all map[string]map[string]series.Line) []*Entry {
	return entries(w, db, ind, all, catalogue.ReferenceKind)
}

func entries(w *words.Words, db *data.DB, ind catalogue.Indicator, all map[string]map[string]series.Line, kind catalogue.SubjectKind) []*Entry {
	var out []*Entry
	for _, sub := range db.Subjects {
		if sub.Kind != kind {
			continue
		}
		e := &Entry{Subject: sub, Series: all[sub.Slug][ind.ID]}
		for _, g := range db.Subjects {
			if g.Kind == catalogue.GemeenteKind && g.Gemeente == sub.Gemeente {
				e.Gemeente = g
			}
		}
		e.Page = web.HomeWijk{Name: sub.Name, URL: "/wijk/" + sub.Slug + "#" + ind.ID, Municipality: e.Gemeente.Name}
		e.Page.Change, e.Change = figure.Change(w, e.Series, ind)
		if last, ok := e.Series.Last(); ok {
			e.Page.Last = figure.ValueOf(w, last, ind)
		} else if len(e.Series) > 0 {
			e.Page.Last = figure.ValueOf(w, e.Series[len(e.Series)-1], ind)
		} else {
			e.Page.Last = web.Value{Reason: w.Value.NotLoaded}
		}
		out = append(out, e)
	}
	return out
}

// Rank numbers the wijken by level in the latest year that most of them share; a larger area's figure has no rank.
func Rank(entries []*Entry) {
	years := map[int]int{}
	year := 0
	for _, e := range entries {
		if last, ok := e.Series.Last(); ok && last.Quality != data.Enclosing {
			years[last.Year]++
			if years[last.Year] > years[year] || years[last.Year] == years[year] && last.Year > year {
				year = last.Year
			}
		}
	}
	var ranked []*Entry
	for _, e := range entries {
		if last, ok := e.Series.Last(); ok && last.Year == year && last.Quality != data.Enclosing {
			ranked = append(ranked, e)
		}
	}
	sort.SliceStable(ranked, func(i, j int) bool { return level(ranked[i]) > level(ranked[j]) })
	for i, e := range ranked {
		place := i + 1
		for place > 1 && level(ranked[place-2]) == level(e) { // equal values share a rank
			place--
		}
		e.Rank = strconv.Itoa(place)
	}
}

func level(e *Entry) float64 {
	last, ok := e.Series.Last()
	if !ok {
		return math.Inf(-1)
	}
	return *last.Value
}

// Order sorts the eleven, best first.
func Order(entries []*Entry, by string) {
	key := func(e *Entry) float64 {
		if last, ok := e.Series.Last(); ok && last.Quality == data.Enclosing {
			return math.Inf(-1) // another area's level has no place among theirs
		}
		return level(e)
	}
	switch by {
	case ByGap:
		byGap(entries)
		return
	case ByName:
		sort.SliceStable(entries, func(i, j int) bool { return entries[i].Subject.Name < entries[j].Subject.Name })
		return
	case ByChange:
		key = func(e *Entry) float64 {
			if e.Change == nil {
				return math.Inf(-1)
			}
			return *e.Change
		}
	}
	sort.SliceStable(entries, func(i, j int) bool { return key(entries[i]) > key(entries[j]) })
}

// byGap puts those first that did best against their city; where neither way is favourable, those that came nearest to it.
func byGap(entries []*Entry) {
	gained := func(e *Entry) float64 {
		switch {
		case e.Gap == nil && e.Change != nil && e.Page.Gap.Why == "": // of a count the change
			return *e.Change
		case e.Gap == nil:
			return math.Inf(-1)
		case figure.Favour(e.Gap.Indicator) == 0:
			return math.Abs(e.Gap.Then) - math.Abs(e.Gap.Now)
		}
		return float64(figure.Favour(e.Gap.Indicator)) * (e.Gap.Now - e.Gap.Then)
	}
	sort.SliceStable(entries, func(i, j int) bool { return gained(entries[i]) > gained(entries[j]) })
}

// AnyValue tells whether at least one has a figure.
func AnyValue(entries []*Entry) bool {
	for _, e := range entries {
		if e.Series.Count() > 0 {
			return true
		}
	}
	return false
}

// Reading puts the picture in words, and says for how many it cannot.
func Reading(w *words.Words, ind catalogue.Indicator, entries []*Entry) string {
	var lines []series.Line
	for _, e := range entries {
		lines = append(lines, e.Series)
	}
	t := figure.Tallied(lines, ind)
	if t.Up+t.Down+t.Same == 0 {
		return w.List.NoneCompared
	}
	return w.List.Changes(ind.Naam, len(entries), t.Up, t.Down, t.Same, t.None)
}
