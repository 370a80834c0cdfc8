package signal

import (
	"slices"
	"strconv"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/site"
	"wijkinzicht/web/words"
)

// chanceDecimals are those of a probability in a file.
const chanceDecimals = 5

// file gives every place, also those without a direction.
func (v signalView) file(s *site.Site, db *data.DB, ending string) (string, []byte, error) {
	if ending != "xlsx" {
		return v.forPrograms(db).File(ending, nil)
	}
	about := [][2]string{{"Onderwerp", words.Page.Signal.Heading(v.ind.Naam, v.choice.level, v.gemeenten[strings.ToUpper(v.choice.gemeente)])},
		{"In woorden", v.sentence()}, {"", ""}, {v.ind.Naam, v.ind.Definitie}, {"Werkwijze", words.Page.Signal.Method}, {"", ""}}
	return v.forOffice().File(ending, figure.About(s, db.Revision, about, nil, nil))
}

// places are all areas, then the wijken that are followed.
func (v signalView) places() []signal { return append(slices.Clone(v.areas), v.wijken...) }

// cells are the numbers of a place, with so many decimals: its level, the first and last year, how many years there are, the difference over
// them, and per year with its bounds.
func (s signal) cells(decimals int) []figure.Cell {
	var level, from, to, change figure.Cell
	if s.Points > 0 {
		level, from, to = figure.Number(&s.Value, decimals), figure.Whole(s.From), figure.Whole(s.To)
		if d, ok := s.difference(); ok {
			change = figure.Number(&d, decimals)
		}
	}
	slope := func(of *float64) figure.Cell { return figure.Number(of, decimals+slopeDecimals) }
	return []figure.Cell{level, from, to, figure.Whole(s.Points), change, slope(s.Slope.Slope), slope(s.Low), slope(s.High), s.chance()}
}

// chance is how often a series without a direction looks like this; nothing for a place without a line.
func (s signal) chance() figure.Cell {
	if s.Slope.Slope == nil {
		return figure.Cell{}
	}
	return figure.Number(&s.P, chanceDecimals)
}

func (v signalView) forPrograms(db *data.DB) figure.Table {
	t := figure.Table{Columns: []string{"code", "naam", "gemeente", "indicator", "indeling", "soort", "zwak", "waarde", "vanaf", "tot", "jaren", "verschil", "per_jaar", "laag", "hoog", "p", "toelichting", "revisie"}}
	for _, a := range v.places() {
		var division, kind, weak figure.Cell
		if a.AreaYear != 0 {
			division = figure.Whole(a.AreaYear)
		}
		if a.kind != nil {
			kind = figure.Text(a.kind.ID)
		}
		if a.Points > 0 {
			weak = figure.Text(strconv.FormatBool(a.weak))
		}
		row := append([]figure.Cell{figure.Text(a.Place), figure.Text(a.Name), figure.Text(a.Gemeente), figure.Text(v.ind.ID), division, kind, weak}, a.cells(v.ind.Decimals+figure.Guard)...)
		t.Rows = append(t.Rows, append(row, figure.Text(a.why), figure.Text(db.Revision)))
	}
	return t
}

// forOffice says the same in words.
func (v signalView) forOffice() figure.Table {
	t := figure.Table{Columns: []string{"gebied", "code", "gemeente", "soort of richting", "waarde (" + v.ind.Unit + ")", "van jaar", "tot jaar", "aantal jaren", "verschil", "per jaar", "per jaar, marge van", "per jaar, marge tot", "p"}}
	for _, a := range v.places() {
		t.Rows = append(t.Rows, append([]figure.Cell{figure.Text(a.Name), figure.Text(a.Place), figure.Text(v.gemeenten[a.Gemeente]), figure.Text(v.kindWords(a))}, a.cells(v.ind.Decimals)...))
	}
	return t
}
