package atlas

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/web"
)

// Choice is what a visitor chose on the map, in its one normal form.
type Choice struct {
	Gemeente  string // slug
	Indicator string // as asked; see DrawnIndicator
	Level     string // buurt or wijk
	Year      int    // 0: the latest
	Since     int    // 0: no change
	against   bool   // beside the figure of the gemeente
	counts    bool   // a count as circles, also where there is a rate
	quantiles bool   // classes of about equally many areas in this year; otherwise the same in every year
	bounds    []float64
	window    string // what part of the gemeente: "" where people live, windowAll, or a wijk by its slug
	all       bool   // all years beside each other
	sort      string // of the table: "" own wijken first, or one of mapSorts
}

// The words of an address.
const (
	againstCity   = "gemeente"
	asCounts      = "aantal"
	classesEqual  = "kwantielen"
	windowAll     = "alles"
	allYears      = "alle"
	tableName     = "naam"
	tableLow      = "laag"
	tableHigh     = "hoog"
	mostOwnBounds = mostClasses - 1
)

var mapSorts = []string{tableName, tableLow, tableHigh}

// Query gives the address's query in its one order.
func (m Choice) Query() string { return m.Values().Encode() }

// Values gives the choice as the parameters of an address.
func (m Choice) Values() url.Values {
	q := url.Values{web.ParamMunicipality: {m.Gemeente}, web.ParamIndicator: {m.Indicator}, web.ParamLevel: {m.Level}}
	set := func(name, value string, chosen bool) {
		if chosen {
			q.Set(name, value)
		}
	}
	set(web.ParamYear, strconv.Itoa(m.Year), m.Year != 0)
	set(web.ParamSince, strconv.Itoa(m.Since), m.Since != 0)
	set(web.ParamBeside, againstCity, m.against)
	set(web.ParamMapAs, asCounts, m.counts)
	set(web.ParamClasses, classesEqual, m.quantiles)
	set(web.ParamBounds, boundsText(m.bounds), len(m.bounds) > 0)
	set(web.ParamPart, m.window, m.window != "")
	set(web.ParamYears, allYears, m.all)
	set(web.ParamSort, m.sort, m.sort != "")
	return q
}

func boundsText(bounds []float64) string {
	var texts []string
	for _, b := range bounds {
		texts = append(texts, strings.Replace(strconv.FormatFloat(b, 'f', -1, 64), ".", ",", 1))
	}
	return strings.Join(texts, " ")
}

// readBounds reads a visitor's own bounds, such as "10 20,5 40"; what is no number, and what is too much, is left out.
func readBounds(text string) []float64 {
	var out []float64
	for _, t := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ';' || r == '+' }) {
		v, err := strconv.ParseFloat(strings.Replace(strings.Replace(t, "−", "-", 1), ",", ".", 1), 64)
		if err == nil && v > -1e9 && v < 1e9 {
			out = append(out, v)
		}
	}
	slices.Sort(out)
	out = slices.Compact(out)
	return out[:min(len(out), mostOwnBounds)]
}

// Choose reads the choice from the address. What is left out or is not ours becomes the default, but an indicator or a
// gemeente that does not exist is not found.
func Choose(q url.Values, rev *answer.Revision) (Choice, error) {
	db := rev.DB
	choice := Choice{Gemeente: strings.ToLower(q.Get(web.ParamMunicipality)), Indicator: q.Get(web.ParamIndicator), Level: q.Get(web.ParamLevel),
		against: q.Get(web.ParamBeside) == againstCity, counts: q.Get(web.ParamMapAs) == asCounts,
		quantiles: q.Get(web.ParamClasses) == classesEqual, bounds: readBounds(q.Get(web.ParamBounds)),
		all: q.Get(web.ParamYears) == allYears, window: q.Get(web.ParamPart), sort: q.Get(web.ParamSort)}
	if choice.Gemeente == "" {
		choice.Gemeente = "gm0518"
	}
	s, ok := db.Subject(choice.Gemeente)
	if !ok || s.Kind != catalogue.GemeenteKind {
		return choice, fmt.Errorf("gemeente %q: %w", choice.Gemeente, answer.ErrNotFound)
	}
	if choice.Indicator == "" {
		choice.Indicator = db.Views.All(catalogue.MapView)[0]
	}
	if !figure.ShownIndicator(db, choice.Indicator) {
		return choice, fmt.Errorf("indicator %q: %w", choice.Indicator, answer.ErrNotFound)
	}
	if choice.Level != "wijk" {
		choice.Level = "buurt"
	}
	if in, ok := db.Subject(choice.window); choice.window != windowAll && !(ok && in.Gemeente == s.Gemeente && in.Kind != catalogue.GemeenteKind) {
		choice.window = ""
	}
	if !slices.Contains(mapSorts, choice.sort) {
		choice.sort = ""
	}
	if len(choice.bounds) > 0 {
		choice.quantiles = false
	}
	return choice, choice.chooseYears(q, rev)
}

// Watched are the parameters of a map that it says of when it cannot show them, with what each is when it is left out.
var Watched = map[string]string{web.ParamYear: "", web.ParamSince: "", web.ParamLevel: "buurt", web.ParamSort: "", web.ParamClasses: "vast", web.ParamPart: ""}

// chooseYears reads the years; one without figures is no year: the latest, or no change.
func (m *Choice) chooseYears(q url.Values, rev *answer.Revision) error {
	own, _ := rev.DB.Indicator(m.Indicator)
	years, err := Years(rev, *m, own)
	if err != nil {
		return err
	}
	m.Year, m.Since = yearsIn(years, q)
	if m.Since != 0 || own.Kind != catalogue.Count { // the change of a count is in percent: it needs no rate
		m.counts = false
		return nil
	}
	drawn, circles, err := m.DrawnIndicator(rev)
	if err != nil {
		return err
	}
	m.against = m.against && !circles
	if m.counts && rateOf(rev.DB, own).ID == "" { // circles are all there is
		m.counts = false
	}
	if years, err = Years(rev, *m, drawn); err == nil {
		m.Year, _ = yearsIn(years, q)
	}
	return err
}

func yearsIn(years []data.MapYear, q url.Values) (year, since int) {
	for _, y := range years {
		switch strconv.Itoa(y.Year) {
		case q.Get(web.ParamYear):
			year = y.Year
		case q.Get(web.ParamSince):
			since = y.Year
		}
	}
	if len(years) > 0 && since >= cmp.Or(year, years[len(years)-1].Year) { // a change goes forward
		since = 0
	}
	return year, since
}

// DrawnIndicator gives what is drawn: a coloured count shows the size of areas more than anything else, so it becomes its rate,
// density or share where there is one with figures here, and circles otherwise. A change of a count stays one, in percent.
func (m Choice) DrawnIndicator(rev *answer.Revision) (ind catalogue.Indicator, circles bool, err error) {
	ind, _ = rev.DB.Indicator(m.Indicator)
	if ind.Kind != catalogue.Count || m.Since != 0 {
		return ind, false, nil
	}
	if rate := rateOf(rev.DB, ind); rate.ID != "" && !m.counts {
		years, err := Years(rev, m, rate)
		if err != nil || len(years) > 0 {
			return rate, false, err
		}
	}
	return ind, true, nil
}

// rateOf gives the rate, density or share that the catalogue computes over a count; without an ID where it has none.
func rateOf(db *data.DB, count catalogue.Indicator) catalogue.Indicator {
	for _, ind := range db.Indicators {
		if ind.Shown && ind.Numerator == count.ID {
			return ind
		}
	}
	return catalogue.Indicator{}
}

// Years remembers which years a map can show, so that no address makes a question of its own.
func Years(rev *answer.Revision, choice Choice, ind catalogue.Indicator) ([]data.MapYear, error) {
	return answer.Permanent(rev, "years "+choice.Gemeente+" "+ind.ID+" "+choice.Level, func() ([]data.MapYear, error) {
		ctx, cancel := context.WithTimeout(context.Background(), answer.MakeTime)
		defer cancel()
		gemeente, _ := rev.DB.Subject(choice.Gemeente)
		return rev.DB.MapYears(ctx, ind, gemeente.Gemeente, choice.Level)
	})
}
