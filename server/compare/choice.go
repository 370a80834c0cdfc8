package compare

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// How compared lines are shown.
const (
	AsIs    = "zoals-het-is"
	asIndex = "index"
	asMinus = "verschil"
	asEnds  = "twee-jaren"
)

// What a difference is counted from.
const (
	AgainstGemeente = "gemeente"
	againstLand     = "nederland"
)

// asMinusLand is how a form asks in one field for the difference from the country.
const asMinusLand = asMinus + "-" + againstLand

// More lines than these cannot be told apart, and more charts than these are not one view. Of more CBS areas than mostNamed
// the names do not fit beside their lines' ends: these are thin, and the table has their names.
const (
	mostNamed      = 5
	mostSubjects   = 12
	mostIndicators = 6
)

// Choice is what a visitor compares, in its one normal form.
type Choice struct {
	Subjects   []string            // in the order of the database
	areas      []catalogue.AreaKey // CBS wijken and buurten of a division, as named; neither these nor subjects: the opening view
	Indicators []string
	As         string
	Against    string // of asMinus
	base       int    // the base year of asIndex; 0: the first year that all have
	From, To   int    // the period, or the two years of asEnds; 0: open
	Enclosing  bool   // also values of larger areas (D)
	events     bool
	Replaced   []string // parameters of the address of which the value cannot be shown
}

// Choose reads the choice. What is not there at all is not found; more than can be shown is refused.
func Choose(q url.Values, db *data.DB) (Choice, error) {
	if q.Get(web.ParamAs) == asMinusLand {
		q = maps.Clone(q)
		q.Set(web.ParamAs, asMinus)
		q.Set(web.ParamAgainst, againstLand)
	}
	k := Choice{As: site.OneOf(q.Get(web.ParamAs), AsIs, asIndex, asMinus, asEnds), Against: site.OneOf(q.Get(web.ParamAgainst), AgainstGemeente, againstLand),
		Enclosing: q.Get(web.ParamEnclosing) == "ja", events: q.Get(web.ParamEvents) == "ja"}
	for _, y := range []struct {
		name string
		into *int
	}{{web.ParamBase, &k.base}, {web.ParamFrom, &k.From}, {web.ParamTo, &k.To}} {
		year, err := site.YearOf(q, y.name)
		if err != nil {
			return k, err
		}
		*y.into = year
	}
	if k.From != 0 && k.To != 0 && k.From > k.To {
		k.From, k.To = k.To, k.From
	}
	if err := k.choosePlaces(every(q, web.ParamArea), db); err != nil {
		return k, err
	}
	for _, id := range every(q, web.ParamIndicator) {
		if !figure.ShownIndicator(db, id) {
			return k, fmt.Errorf("indicator %q: %w", id, answer.ErrNotFound)
		}
		if !slices.Contains(k.Indicators, id) {
			k.Indicators = append(k.Indicators, id)
		}
	}
	if len(k.Subjects)+len(k.areas) > mostSubjects {
		return k, &answer.Refusal{Say: func(w *words.Words) string { return w.Fault.ManyAreas(mostSubjects) }}
	}
	if len(k.Indicators) > mostIndicators {
		return k, &answer.Refusal{Say: func(w *words.Words) string { return w.Fault.ManyFigures(mostIndicators) }}
	}
	k = k.normal()
	usual := map[string]string{web.ParamAs: AsIs}
	if k.As == asMinus { // otherwise it says nothing
		usual[web.ParamAgainst] = AgainstGemeente
	}
	k.Replaced = site.Replaced(q, k.Values(), usual)
	return k, nil
}

// choosePlaces sorts what is wanted into subjects and areas; what is neither is not found.
func (k *Choice) choosePlaces(wanted []string, db *data.DB) error {
	for i, slug := range wanted {
		if strings.HasPrefix(slug, "GM") && !strings.Contains(slug, "-") { // as CBS writes it; with a year behind it, it is an area of a division
			wanted[i] = strings.ToLower(slug)
		}
	}
	for _, s := range db.Subjects {
		if slices.Contains(wanted, s.Slug) {
			k.Subjects = append(k.Subjects, s.Slug)
		}
	}
	for _, slug := range wanted {
		area, ok := areaOf(slug)
		switch {
		case ok && !slices.Contains(k.areas, area): // whether it is there, areaSubjects sees
			k.areas = append(k.areas, area)
		case !ok && !slices.Contains(k.Subjects, slug):
			return fmt.Errorf("gebied %q: %w", slug, answer.ErrNotFound)
		}
	}
	return nil
}

// normal forgets what the chosen form does not use.
func (k Choice) normal() Choice {
	if k.As != asIndex {
		k.base = 0
	}
	if k.As != asMinus {
		k.Against = AgainstGemeente
	}
	return k
}

// Query gives the choice as the query of an address: always the same for the same choice.
func (k Choice) Query() string {
	q := k.Values()
	if len(q) == 0 {
		return ""
	}
	return "?" + strings.ReplaceAll(q.Encode(), "%2C", ",")
}

// places names all that is compared, as in the address.
func (k Choice) places() []string {
	out := slices.Clone(k.Subjects)
	for _, a := range k.areas {
		out = append(out, a.ID())
	}
	return out
}

// Values gives the choice as the parameters of an address.
func (k Choice) Values() url.Values {
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
	set(web.ParamIndicator, strings.Join(k.Indicators, ","), "")
	set(web.ParamAs, k.As, AsIs)
	set(web.ParamAgainst, k.Against, AgainstGemeente)
	set(web.ParamBase, year(k.base), "")
	set(web.ParamFrom, year(k.From), "")
	set(web.ParamTo, year(k.To), "")
	set(web.ParamEnclosing, yes[k.Enclosing], "")
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
