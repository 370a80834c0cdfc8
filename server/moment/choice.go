package moment

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
)

// Choice is what is looked at before and after, in its one normal form.
type Choice struct {
	Wijk, Indicator string
	Year            int // 0: where the figures of the wijk have a middle
	Window          int // years on both sides; 0: all
	replaced        []string
}

// Windows are the choices for the years on both sides, usualWindow the one of who did not choose.
var Windows = []int{3, 5, 10, 0}

const usualWindow = 5

// Choose reads the choice and fills in what is open, but for the year. A wijk or figure that is not there is not found.
func Choose(q url.Values, db *data.DB) (Choice, error) {
	m := Choice{Wijk: q.Get(web.ParamWijk), Indicator: q.Get(web.ParamIndicator), Window: usualWindow}
	if n, err := strconv.Atoi(q.Get(web.ParamWindow)); err == nil && slices.Contains(Windows, n) {
		m.Window = n
	}
	var err error
	if m.Year, err = site.YearOf(q, web.ParamYear); err != nil {
		return m, err
	}
	if m.Wijk == "" {
		m.Wijk = figure.WijkSlugs(db)[0]
	}
	if m.Indicator == "" {
		m.Indicator = db.Views.All(catalogue.OpeningView)[0]
	}
	if s, ok := db.Subject(m.Wijk); !ok || !s.IsWijk() {
		return m, fmt.Errorf("wijk %q: %w", m.Wijk, answer.ErrNotFound)
	}
	if !figure.ShownIndicator(db, m.Indicator) {
		return m, fmt.Errorf("indicator %q: %w", m.Indicator, answer.ErrNotFound)
	}
	m.replaced = site.Replaced(q, m.Values(), map[string]string{web.ParamWindow: strconv.Itoa(usualWindow)})
	return m, nil
}

// Replaced names the parameters of the address of which the value cannot be shown.
func (m Choice) Replaced() []string { return m.replaced }

// Values gives the choice as the parameters of an address.
func (m Choice) Values() url.Values {
	q := url.Values{web.ParamIndicator: {m.Indicator}, web.ParamWijk: {m.Wijk}, web.ParamWindow: {strconv.Itoa(m.Window)}}
	if m.Year != 0 {
		q.Set(web.ParamYear, strconv.Itoa(m.Year))
	}
	return q
}

// Path is the address of the page of a choice.
func (m Choice) Path() string { return "/voor-en-na?" + m.Values().Encode() }
