package server

import (
	"math"
	"sort"
	"strconv"

	"wijkinzicht/data"
	"wijkinzicht/data/series"
	"wijkinzicht/server/figure"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// elevenEntry is one of the eleven while the page is put together.
type elevenEntry struct {
	subject  data.Subject
	gemeente data.Subject
	series   series.Line
	change   *float64
	rank     string // such as "3"; empty: not ranked
	gap      *gap   // to the gemeente; nil: it cannot be said
	page     web.HomeWijk
}

// eleven gathers what the cards and the table show.
func (s *Server) eleven(w *words.Words, db *data.DB, ind data.Indicator, all map[string]map[string]series.Line) []*elevenEntry {
	var out []*elevenEntry
	for _, sub := range db.Subjects {
		if sub.Kind != "wijk" {
			continue
		}
		e := &elevenEntry{subject: sub, series: all[sub.Slug][ind.ID]}
		for _, g := range db.Subjects {
			if g.Kind == "gemeente" && g.Gemeente == sub.Gemeente {
				e.gemeente = g
			}
		}
		e.page = web.HomeWijk{Name: sub.Name, URL: "/wijk/" + sub.Slug + "#" + ind.ID, Municipality: e.gemeente.Name}
		e.page.Change, e.change = figure.Change(w, e.series, ind)
		if last, ok := e.series.Last(); ok {
			e.page.Last = figure.ValueOf(w, last, ind)
		} else if len(e.series) > 0 {
			e.page.Last = figure.ValueOf(w, e.series[len(e.series)-1], ind)
		} else {
			e.page.Last = web.Value{Reason: w.Value.NotLoaded}
		}
		out = append(out, e)
	}
	rank(out)
	return out
}

// rank numbers the wijken by level in the latest year that most of them share; a larger area's figure has no rank.
func rank(entries []*elevenEntry) {
	years := map[int]int{}
	year := 0
	for _, e := range entries {
		if last, ok := e.series.Last(); ok && last.Quality != data.Enclosing {
			years[last.Year]++
			if years[last.Year] > years[year] || years[last.Year] == years[year] && last.Year > year {
				year = last.Year
			}
		}
	}
	var ranked []*elevenEntry
	for _, e := range entries {
		if last, ok := e.series.Last(); ok && last.Year == year && last.Quality != data.Enclosing {
			ranked = append(ranked, e)
		}
	}
	sort.SliceStable(ranked, func(i, j int) bool { return level(ranked[i]) > level(ranked[j]) })
	for i, e := range ranked {
		place := i + 1
		for place > 1 && level(ranked[place-2]) == level(e) { // equal values share a rank
			place--
		}
		e.rank = strconv.Itoa(place)
	}
}

func level(e *elevenEntry) float64 {
	last, ok := e.series.Last()
	if !ok {
		return math.Inf(-1)
	}
	return *last.Value
}

func order(entries []*elevenEntry, by string) {
	key := func(e *elevenEntry) float64 {
		if last, ok := e.series.Last(); ok && last.Quality == data.Enclosing {
			return math.Inf(-1) // another area's level has no place among theirs
		}
		return level(e)
	}
	switch by {
	case sortGap:
		byGap(entries)
		return
	case sortName:
		sort.SliceStable(entries, func(i, j int) bool { return entries[i].subject.Name < entries[j].subject.Name })
		return
	case sortChange:
		key = func(e *elevenEntry) float64 {
			if e.change == nil {
				return math.Inf(-1)
			}
			return *e.change
		}
	}
	sort.SliceStable(entries, func(i, j int) bool { return key(entries[i]) > key(entries[j]) })
}

// byGap puts those first that did best against their city; where neither way is favourable, those that came nearest to it.
func byGap(entries []*elevenEntry) {
	gained := func(e *elevenEntry) float64 {
		switch {
		case e.gap == nil && e.change != nil && e.page.Gap.Why == "": // of a count the change
			return *e.change
		case e.gap == nil:
			return math.Inf(-1)
		case favour(e.gap.indicator) == 0:
			return abs(e.gap.then) - abs(e.gap.now)
		}
		return float64(favour(e.gap.indicator)) * (e.gap.now - e.gap.then)
	}
	sort.SliceStable(entries, func(i, j int) bool { return gained(entries[i]) > gained(entries[j]) })
}

func anyValue(entries []*elevenEntry) bool {
	for _, e := range entries {
		if e.series.Count() > 0 {
			return true
		}
	}
	return false
}

// reading puts the picture in words, and says for how many it cannot.
func reading(w *words.Words, ind data.Indicator, entries []*elevenEntry) string {
	var lines []series.Line
	for _, e := range entries {
		lines = append(lines, e.series)
	}
	t := figure.Tallied(lines, ind)
	if t.Up+t.Down+t.Same == 0 {
		return w.List.NoneCompared
	}
	return w.List.Changes(ind.Naam, len(entries), t.Up, t.Down, t.Same, t.None)
}
