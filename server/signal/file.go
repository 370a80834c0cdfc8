package signal

import (
	"slices"
	"strconv"

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
	about := [][2]string{{"Onderwerp", words.Page.Signal.Heading(v.ind.Naam, v.choice.level, v.gemeenten[v.choice.gemeente])},
		{"In woorden", v.sentence()}, {"", ""}, {v.ind.Naam, v.ind.Definitie}, {"Werkwijze", words.Page.Signal.Method}, {"", ""}}
	return v.forOffice().File(ending, figure.About(s, db.Revision, about, nil, nil))
}

// places are all areas, then the wijken that are followed.
func (v signalView) places() []signal { return append(slices.Clone(v.areas), v.wijken...) }

func (v signalView) forPrograms(db *data.DB) figure.Table {
	t := figure.Table{Columns: []string{"code", "naam", "gemeente", "indicator", "indeling", "soort", "zwak", "waarde", "vanaf", "tot", "jaren", "verschil", "per_jaar", "laag", "hoog", "p", "toelichting", "revisie"}}
	for _, a := range v.places() {
		kind, division := "", ""
		if a.kind != nil {
			kind = a.kind.ID
		}
		if a.AreaYear != 0 {
			division = strconv.Itoa(a.AreaYear)
		}
		var weak, value, from, to, change, chance figure.Cell
		n := v.ind.Decimals + figure.Guard
		if a.Points > 0 {
			weak, value, from, to = figure.Text(strconv.FormatBool(a.weak)), figure.Number(&a.Value, n), figure.Whole(a.From), figure.Whole(a.To)
			if d, ok := a.difference(); ok {
				change = figure.Number(&d, n)
			}
		}
		if a.Slope.Slope != nil {
			chance = figure.Number(&a.P, chanceDecimals)
		}
		slope := func(of *float64) figure.Cell { return figure.Number(of, n+slopeDecimals) }
		t.Rows = append(t.Rows, []figure.Cell{figure.Text(a.Place), figure.Text(a.Name), figure.Text(a.Gemeente), figure.Text(v.ind.ID), figure.Text(division), figure.Text(kind), weak, value, from, to,
			figure.Whole(a.Points), change, slope(a.Slope.Slope), slope(a.Low), slope(a.High), chance, figure.Text(a.why), figure.Text(db.Revision)})
	}
	return t
}

// forOffice says the same in words.
func (v signalView) forOffice() figure.Table {
	t := figure.Table{Columns: []string{"gebied", "code", "gemeente", "soort of richting", "waarde (" + v.ind.Unit + ")", "van jaar", "tot jaar", "aantal jaren", "verschil", "per jaar", "per jaar, marge van", "per jaar, marge tot", "kans dat het toeval is"}}
	for _, a := range v.places() {
		var value, from, to, change, chance figure.Cell
		n := v.ind.Decimals
		if a.Points > 0 {
			value, from, to = figure.Number(&a.Value, n), figure.Whole(a.From), figure.Whole(a.To)
			if d, ok := a.difference(); ok {
				change = figure.Number(&d, n)
			}
		}
		if a.Slope.Slope != nil {
			chance = figure.Number(&a.P, 3)
		}
		slope := func(of *float64) figure.Cell { return figure.Number(of, n+slopeDecimals) }
		t.Rows = append(t.Rows, []figure.Cell{figure.Text(a.Name), figure.Text(a.Place), figure.Text(v.gemeenten[a.Gemeente]), figure.Text(v.kindWords(a)), value, from, to,
			figure.Whole(a.Points), change, slope(a.Slope.Slope), slope(a.Low), slope(a.High), chance})
	}
	return t
}
