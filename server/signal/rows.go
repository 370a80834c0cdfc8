package signal

import (
	"fmt"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/atlas"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/place"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// mostRows is how many places the table lists; the CSV has them all.
const mostRows = 100

// rows lists the places of the chosen kind, or all that have a direction; rest says what is left out.
func (v signalView) rows(db *data.DB) (rows []web.SignalRow, rest string) {
	left := 0
	for _, a := range v.areas {
		if a.why != "" || v.choice.kind != "" && (a.kind == nil || a.kind.ID != v.choice.kind) {
			continue
		}
		if len(rows) == mostRows {
			left++
			continue
		}
		rows = append(rows, v.row(db, a, 0))
	}
	if left > 0 {
		rest = words.Page.Signal.Rest(mostRows, left)
	}
	return rows, rest
}

// row puts one place into words.
func (v signalView) row(db *data.DB, s signal, mark int) web.SignalRow {
	row := web.SignalRow{Mark: mark, Name: web.Link{Text: s.Name}, Where: v.gemeenten[s.Gemeente], Code: s.Place, Quality: web.Quality(s.Quality)}
	if s.Level == "" {
		row.Code, row.Name.URL = "", "/wijk/"+s.Place+"#"+v.ind.ID
	} else if wijk := wijkWith(db, s.Place, s.AreaYear); wijk != "" {
		row.Name.URL = "/wijk/" + wijk + "#" + v.ind.ID
	} else if a, ok := db.AreaNow(s.Place); ok {
		row.Name.URL = place.AreaPath(a.Code) + "#" + v.ind.ID
	}
	if s.Points > 0 {
		row.Level, row.Year = web.Getal(s.Value, v.ind.Decimals)+unitWords(v.ind), s.To
		row.Years = fmt.Sprintf("%s (%d)", figure.YearRange(s.From, s.To), s.Points)
	}
	if d, ok := s.difference(); ok {
		row.Change = strings.TrimSpace(web.Verandering(d, v.ind.Decimals) + " " + figure.Marks[series.Toward(d, v.ind.Step)])
	}
	row.Kind = v.kindWords(s)
	if s.Slope.Slope == nil {
		return row
	}
	decimals := v.ind.Decimals + slopeDecimals
	row.Slope, row.Chance = web.Verandering(*s.Slope.Slope, decimals), web.Getal(s.P, 3)
	if s.Low != nil {
		row.Interval = words.Page.Signal.Interval(web.Verandering(*s.Low, decimals), web.Verandering(*s.High, decimals))
	}
	if g, ok := db.Subject(strings.ToLower(s.Gemeente)); ok && s.Level != "" {
		row.Map = "/kaart?" + atlas.Choice{Gemeente: g.Slug, Indicator: v.ind.ID, Level: s.Level, Year: s.To, Since: s.From}.Query()
	}
	return row
}

// slopeDecimals more than what is published has a change per year: it is smaller.
const slopeDecimals = 1

// difference is the change over the years of the line, as every page counts it; ok is false with one year, or with another area's.
func (s signal) difference() (d float64, ok bool) {
	return s.Value - s.First, s.Points > 1 && s.Quality != data.Enclosing
}

func (v signalView) kindWords(s signal) string {
	switch {
	case s.kind != nil:
		return s.kind.Naam
	case s.why != "":
		return words.Page.Signal.Reasons[s.why]
	case s.toward > 0:
		return words.Page.Signal.Rises
	case s.toward < 0:
		return words.Page.Signal.Falls
	}
	return words.Page.Signal.NoDirection
}

// wijkWith gives the slug of the wijk that an area belongs to in a division; empty for none.
func wijkWith(db *data.DB, code string, division int) string {
	for _, p := range db.Parts {
		if p.Used && p.Year == division && p.Code == code && p.Relation != catalogue.Surrounding {
			return p.Subject
		}
	}
	return ""
}
