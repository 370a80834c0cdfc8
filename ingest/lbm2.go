package ingest

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/ingest/sheet"
)

// lbm2Keys are the headings of the area column in the Leefbaarometer 2.0 workbooks.
var lbm2Keys = []string{"BU_CODE", "WK_CODE", "GM_CODE", "GBD"}

// lbm2Sheet gives the sheet with a column per measure and year (KL02, RLBRMTR16): scores come in a second sheet
// with a row per year too, which says the same figures again.
func lbm2Sheet(cat *catalogue.Catalogue, sheets []sheet.Sheet) (sheet.Sheet, bool) {
	for _, s := range sheets {
		if len(s.Rows) == 0 || indexOf(s.Rows[0], lbm2Keys) < 0 {
			continue
		}
		if columns, _ := lbmColumns(cat, "lbm2", s.Rows[0]); len(columns) > 0 {
			return s, true
		}
	}
	return sheet.Sheet{}, false
}

// lbmColumns ties headings of a Leefbaarometer file to indicators; a column that holds one year only carries it.
func lbmColumns(cat *catalogue.Catalogue, family string, headings []string) (columns []column, positions []int) {
	for i, h := range headings {
		for _, c := range cat.Columns {
			if c.Family != family || c.Name != strings.TrimSpace(h) {
				continue
			}
			ind, _ := cat.Indicator(c.Indicator)
			col := column{name: c.Name, indicator: ind, factor: c.Factor}
			if c.From == c.To {
				col.year = c.From
			}
			columns, positions = append(columns, col), append(positions, i)
		}
	}
	return columns, positions
}

// readLBM2 reads classes or dimension scores of Leefbaarometer 2.0, measurement 2016. All its years stand on the
// division of 2016; an empty cell is an area without a score.
func readLBM2(cat *catalogue.Catalogue, in input, s sheet.Sheet, sheets []sheet.Sheet) (*table, error) {
	source, ok := cat.Source("lbm2-2016")
	if !ok {
		return nil, refuse(in.name, "Leefbaarometer 2.0 staat niet in onze lijst van bronnen")
	}
	code := indexOf(s.Rows[0], lbm2Keys)
	columns, positions := lbmColumns(cat, "lbm2", s.Rows[0])
	if err := lbm2Headings(cat, in.name, s.Rows[0]); err != nil {
		return nil, err
	}
	t := &table{file: in, format: "Leefbaarometer 2.0 Excel", source: source, year: source.Year, rank: 1, blank: data.Unknown, columns: columns}
	for i, cells := range s.Rows[1:] {
		if code >= len(cells) || strings.TrimSpace(cells[code]) == "" {
			continue
		}
		t.rows = append(t.rows, row{line: i + 2, code: strings.TrimSpace(cells[code]), cells: pick(cells, positions)})
	}
	for _, other := range sheets {
		if err := sameByYear(in.name, s, other); err != nil {
			return nil, err
		}
	}
	return t, t.scoresAgree("lbm2_score", "lbm2_klasse", lbm2Parts, lbm2Slack)
}

// lbm2Headings refuses a heading that is one letter off one that is lacking, or is it but for capitals: its figures would be lost
// without a word.
func lbm2Headings(cat *catalogue.Catalogue, file string, headings []string) error {
	known := map[string]bool{}
	for _, c := range cat.Columns {
		if c.Family == "lbm2" {
			known[c.Name] = slices.Contains(headings, c.Name)
		}
	}
	for _, h := range headings {
		if _, ours := known[strings.TrimSpace(h)]; ours || len(h) < 5 {
			continue
		}
		for _, name := range slices.Sorted(maps.Keys(known)) {
			digits := func(s string) string { return strings.TrimLeft(strings.ToUpper(s), "ABCDEFGHIJKLMNOPQRSTUVWXYZ") }
			if !known[name] && nearly(h, name) && digits(h) == digits(name) { // another year is no misspelling
				return &Refusal{File: file, Column: h, Reason: fmt.Sprintf("deze kolom kennen wij niet; bedoelt u %s?", name)}
			}
		}
	}
	return nil
}

// lbm2Slack is how far the parts may add up beside the score, in figures of fifteen digits.
const lbm2Slack = 1e-9

// sameByYear holds the sheet with a row per area and year (other) against the one with a column per year: the publisher gives the
// same figures in both, so one that differs was changed.
func sameByYear(file string, wide, other sheet.Sheet) error {
	if len(other.Rows) == 0 {
		return nil
	}
	head := other.Rows[0]
	code, year := indexOf(head, lbm2Keys), slices.Index(head, "JAAR")
	if code < 0 || year < 0 {
		return nil
	}
	wideCode := indexOf(wide.Rows[0], lbm2Keys)
	of := map[string][]string{}
	for _, cells := range wide.Rows[1:] {
		if wideCode < len(cells) {
			of[strings.TrimSpace(cells[wideCode])] = cells
		}
	}
	at := func(cells []string, i int) string {
		if i < 0 || i >= len(cells) {
			return ""
		}
		return strings.TrimSpace(cells[i])
	}
	for i, cells := range other.Rows[1:] {
		area, there := of[at(cells, code)]
		if y := at(cells, year); there && len(y) == 4 {
			for k, h := range head {
				column := slices.Index(wide.Rows[0], h+y[2:])
				if column >= 0 && !sameNumber(at(cells, k), at(area, column)) {
					return &Refusal{File: file, Row: i + 2, Column: h, Reason: fmt.Sprintf("het blad %s zegt %q en het blad %s %q over %s in %s",
						other.Name, at(cells, k), wide.Name, at(area, column), at(cells, code), y)}
				}
			}
		}
	}
	return nil
}

// sameNumber tells whether two cells say the same number, or both none.
func sameNumber(a, b string) bool {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	if errX != nil || errY != nil {
		return a == b
	}
	return math.Abs(x-y) <= 1e-12
}
