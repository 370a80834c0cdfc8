package ingest

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
)

// figures gives what the table says: of every column, what is about one year. They are read when they are asked for; a cell
// that cannot be a figure is a *Refusal that names row and column. An empty cell of a table without a meaning for it is no
// figure.
func (t *table) figures(fileID int) []data.Figures {
	var out []data.Figures
	years := t.years()
	for k := range t.columns {
		for _, y := range years {
			if c := t.columns[k]; c.year != 0 && y.rowYear != 0 && y.rowYear != c.year {
				continue
			}
			edition, ind := cmp.Or(t.columns[k].year, y.rowYear, t.year), t.columns[k].indicator
			out = append(out, data.Figures{Indicator: ind.ID, AreaYear: t.year, Year: ind.YearOf(edition), Edition: edition,
				RawFile: fileID, Rank: t.rank, Codes: y.codes,
				At: func(i int) (data.Figure, bool, error) { return t.figure(&t.rows[y.rows[i]], k) }})
		}
	}
	return out
}

// tableYear is the rows of a table that bear one year.
type tableYear struct {
	rowYear int // 0: they bear none
	rows    []int32
	codes   []string // of the rows: in order
}

// years takes the rows of one year together, in order of area code.
func (t *table) years() []tableYear {
	rows := make([]int32, len(t.rows))
	for i := range rows {
		rows[i] = int32(i)
	}
	slices.SortFunc(rows, func(a, b int32) int {
		return cmp.Or(t.rows[a].year-t.rows[b].year, strings.Compare(t.rows[a].code, t.rows[b].code))
	})
	var out []tableYear
	for _, i := range rows {
		r := t.rows[i]
		if len(out) == 0 || out[len(out)-1].rowYear != r.year {
			out = append(out, tableYear{rowYear: r.year})
		}
		y := &out[len(out)-1]
		y.rows, y.codes = append(y.rows, i), append(y.codes, r.code)
	}
	return out
}

// readable refuses a table with a cell that cannot be a figure.
func (t *table) readable() error {
	for i := range t.rows {
		for k := range t.columns {
			if _, _, err := t.figure(&t.rows[i], k); err != nil {
				return err
			}
		}
	}
	return nil
}

// figure reads a cell; ok is false where there is none.
func (t *table) figure(r *row, k int) (f data.Figure, ok bool, err error) {
	text, c := strings.TrimSpace(r.cells.at(k)), &t.columns[k]
	if text == "" && t.blank == "" || text == absent {
		return f, false, nil
	}
	value, status, raw, err := figure(text, t.comma, t.blank)
	switch whole := c.factor == 1 && c.indicator.Kind == catalogue.Count; {
	case err != nil || value == nil:
	case whole && *value != math.Trunc(*value): // 8.245 is eight thousand, not eight
		err = fmt.Errorf("%s is geen geheel getal; staat er een punt of komma voor duizendtallen?", text)
	case (whole || t.isKWB()) && t.rank < data.PackRank && thousands(text):
		err = fmt.Errorf("%s lijkt een punt of komma voor duizendtallen te hebben; bewaar het bestand zoals de uitgever het geeft", text)
	}
	if err == nil && value != nil {
		if c.factor != 1 {
			raw = text
			*value *= c.factor
		}
		if t.source.Status == "voorlopig" || r.provisional {
			status = data.Provisional
		}
		err = plausible(c.indicator, *value)
	}
	if err != nil {
		return f, false, &Refusal{File: t.file.name, Row: r.line, Column: c.name, Reason: err.Error(), sha256: t.file.sha256}
	}
	f = data.Figure{Value: value, Status: status, Raw: raw, Row: r.line}
	if value != nil {
		f.Slack = t.slack * math.Abs(*value)
	}
	return f, true, nil
}

// thousands tells a number with one mark and three digits behind it. Key figures have one decimal at most, so the mark is one for
// thousands: 2.830 kWh is no three kWh.
func thousands(text string) bool {
	at := strings.IndexAny(text, ".,")
	return at >= 1 && at <= 4 && len(text)-at == 4 && strings.Trim(text[:at], "-0123456789") == "" && strings.Trim(text[at+1:], "0123456789") == ""
}
