package sketch

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/paulmach/orb"

	"wijkinzicht/data"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/web"
)

// choice is what an address asks.
type choice struct {
	gemeente  string // code
	outline   orb.Ring
	problem   string // why there is no outline, in Dutch; "": none was asked, or there is one
	name      string
	indicator string // in the chart; "": the one to open with
}

// mostName is how many letters the name of an area has at most.
const mostName = 60

// choose reads what is asked of the gemeenten that can be drawn in. A gemeente or an indicator that is not there is not found.
func choose(q url.Values, db *data.DB, gemeenten []string) (choice, error) {
	c := choice{gemeente: strings.ToUpper(q.Get(web.ParamMunicipality)), name: plainName(q.Get(web.ParamName)), indicator: q.Get(web.ParamIndicator)}
	if c.gemeente == "" && len(gemeenten) > 0 {
		c.gemeente = opening(db, gemeenten)
	}
	if c.gemeente != "" && !slices.Contains(gemeenten, c.gemeente) {
		return c, fmt.Errorf("gemeente %q: %w", c.gemeente, answer.ErrNotFound)
	}
	if c.indicator != "" && !figure.ShownIndicator(db, c.indicator) {
		return c, fmt.Errorf("indicator %q: %w", c.indicator, answer.ErrNotFound)
	}
	if text := q.Get(web.ParamOutline); text != "" {
		var err error
		if c.outline, err = readOutline(text); err != nil {
			c.problem = err.Error()
		}
	}
	if c.outline == nil { // one page for all names
		c.name = ""
	}
	return c, nil
}

// plainName gives what a picture can write of a name: the letters of Latin script that its typeface has, figures and common signs.
func plainName(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '’' || r == '‘':
			return '\''
		case r == '–' || r == '—':
			return '-'
		case r < ' ' || r > unicode.MaxLatin1 || r >= 0x7f && r < 0xa1:
			return ' '
		}
		return r
	}, text)
	name := []rune(strings.Join(strings.Fields(text), " "))
	return strings.TrimSpace(string(name[:min(len(name), mostName)]))
}

// opening gives the gemeente of the first of the eleven, or else the first there is.
func opening(db *data.DB, gemeenten []string) string {
	for _, slug := range figure.WijkSlugs(db) {
		if s, _ := db.Subject(slug); slices.Contains(gemeenten, s.Gemeente) {
			return s.Gemeente
		}
	}
	return gemeenten[0]
}

// query gives the choice in its one normal form.
func (c choice) query() string {
	q := url.Values{web.ParamMunicipality: {strings.ToLower(c.gemeente)}}
	if c.outline != nil {
		q.Set(web.ParamOutline, write(c.outline))
	}
	if c.name != "" {
		q.Set(web.ParamName, c.name)
	}
	if c.indicator != "" {
		q.Set(web.ParamIndicator, c.indicator)
	}
	return q.Encode()
}

// path is the address of a file of the choice, or with "" of its page.
func (c choice) path(ending string) string { return web.SketchPath + ending + "?" + c.query() }
