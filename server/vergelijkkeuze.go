package server

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// How compared lines are shown.
const (
	asIs    = "zoals-het-is"
	asIndex = "index"
	asMinus = "verschil"
	asEnds  = "twee-jaren"
)

// What a difference is counted from.
const (
	againstGemeente = "gemeente"
	againstLand     = "nederland"
)

// More lines than these cannot be told apart, and more charts than these are not one view. Of more CBS areas than mostNamed
// the names do not fit beside their lines' ends: these are thin, and the table has their names.
const (
	mostNamed      = 5
	mostSubjects   = 12
	mostIndicators = 6
)

// comparison is what a visitor compares, in its one normal form.
type comparison struct {
	subjects   []string       // in the order of the database
	areas      []data.AreaKey // CBS wijken and buurten of a division, as named; neither these nor subjects: the opening view
	indicators []string
	as         string
	against    string // of asMinus
	base       int    // the base year of asIndex; 0: the first year that all have
	from, to   int    // the period, or the two years of asEnds; 0: open
	enclosing  bool   // also values of larger areas (D)
	events     bool
}

// comparisonOf reads the choice. What is not there at all is not found; more than can be shown is refused.
func comparisonOf(q url.Values, db *data.DB) (comparison, error) {
	k := comparison{as: oneOf(q.Get(web.ParamAs), asIs, asIndex, asMinus, asEnds), against: oneOf(q.Get(web.ParamAgainst), againstGemeente, againstLand),
		enclosing: q.Get(web.ParamEnclosing) == "ja", events: q.Get(web.ParamEvents) == "ja"}
	for _, y := range []struct {
		name string
		into *int
	}{{web.ParamBase, &k.base}, {web.ParamFrom, &k.from}, {web.ParamTo, &k.to}} {
		year, err := yearOf(q, y.name)
		if err != nil {
			return k, err
		}
		*y.into = year
	}
	if k.from != 0 && k.to != 0 && k.from > k.to {
		k.from, k.to = k.to, k.from
	}
	wanted := every(q, web.ParamArea)
	for _, s := range db.Subjects {
		if slices.Contains(wanted, s.Slug) {
			k.subjects = append(k.subjects, s.Slug)
		}
	}
	for _, slug := range wanted {
		area, ok := areaOf(slug)
		switch {
		case ok && !slices.Contains(k.areas, area): // whether it is there, panelsOf sees
			k.areas = append(k.areas, area)
		case !ok && !slices.Contains(k.subjects, slug):
			return k, fmt.Errorf("gebied %q: %w", slug, answer.ErrNotFound)
		}
	}
	for _, id := range every(q, web.ParamIndicator) {
		if !figure.ShownIndicator(db, id) {
			return k, fmt.Errorf("indicator %q: %w", id, answer.ErrNotFound)
		}
		if !slices.Contains(k.indicators, id) {
			k.indicators = append(k.indicators, id)
		}
	}
	if len(k.subjects)+len(k.areas) > mostSubjects {
		return k, &refusal{func(w *words.Words) string { return w.Fault.ManyAreas(mostSubjects) }}
	}
	if len(k.indicators) > mostIndicators {
		return k, &refusal{func(w *words.Words) string { return w.Fault.ManyFigures(mostIndicators) }}
	}
	return k.normal(), nil
}

// normal forgets what the chosen form does not use.
func (k comparison) normal() comparison {
	if k.as != asIndex {
		k.base = 0
	}
	if k.as != asMinus {
		k.against = againstGemeente
	}
	return k
}

// query gives the choice as the query of an address: always the same for the same choice.
func (k comparison) query() string {
	q := k.values()
	if len(q) == 0 {
		return ""
	}
	return "?" + strings.ReplaceAll(q.Encode(), "%2C", ",")
}

// places names all that is compared, as in the address.
func (k comparison) places() []string {
	out := slices.Clone(k.subjects)
	for _, a := range k.areas {
		out = append(out, a.ID())
	}
	return out
}

func (k comparison) values() url.Values {
	q := url.Values{}
	set := func(name, value, standard string) {
		if value != standard {
			q.Set(name, value)
		}
	}
	year := func(y int) string {
		if y == 0 {
			return ""
		}
		return strconv.Itoa(y)
	}
	yes := map[bool]string{true: "ja"}
	set(web.ParamArea, strings.Join(k.places(), ","), "")
	set(web.ParamIndicator, strings.Join(k.indicators, ","), "")
	set(web.ParamAs, k.as, asIs)
	set(web.ParamAgainst, k.against, againstGemeente)
	set(web.ParamBase, year(k.base), "")
	set(web.ParamFrom, year(k.from), "")
	set(web.ParamTo, year(k.to), "")
	set(web.ParamEnclosing, yes[k.enclosing], "")
	set(web.ParamEvents, yes[k.events], "")
	return q
}

// every gives all values of a parameter, which may be repeated or separated by commas.
func every(q url.Values, name string) []string {
	var out []string
	for _, raw := range q[name] {
		for value := range strings.SplitSeq(raw, ",") {
			if value = strings.TrimSpace(value); value != "" && !slices.Contains(out, value) {
				out = append(out, value)
			}
		}
	}
	return out
}

// oneOf gives the value when it is one of the choices, else the first of them.
func oneOf(value string, choices ...string) string {
	if slices.Contains(choices, value) {
		return value
	}
	return choices[0]
}

// yearOf reads a year from the address; 0 when there is none.
func yearOf(q url.Values, name string) (int, error) {
	text := q.Get(name)
	if text == "" {
		return 0, nil
	}
	year, err := strconv.Atoi(text)
	if err != nil || year < 1900 || year > 2200 {
		return 0, &refusal{func(w *words.Words) string { return w.Fault.Year(name) }}
	}
	return year, nil
}
