package figure

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strconv"
	"strings"

	"wijkinzicht/data/series"
	"wijkinzicht/server/answer"
)

// CSV makes a file of rows, the first of which names the columns.
func CSV(rows [][]string) (contentType string, body []byte, err error) {
	var file bytes.Buffer
	err = csv.NewWriter(&file).WriteAll(rows)
	return answer.CSV, file.Bytes(), err
}

// CellNumber writes a number for a file, with a decimal point; nothing for none.
func CellNumber(v *float64) string {
	if v == nil {
		return ""
	}
	return strconv.FormatFloat(*v, 'f', -1, 64)
}

// CellText keeps a spreadsheet from running a name as a formula.
func CellText(name string) string {
	if name != "" && strings.ContainsRune("=+-@", rune(name[0])) {
		return "'" + name
	}
	return name
}

// csv holds the figures of a picture, a row per line and year.
func (p Picture) csv(revision string) (string, []byte, error) {
	rows := [][]string{{"subject", "naam", "indicator", "eenheid", "jaar", "waarde", "status", "kwaliteit", "dekking", "laag", "hoog", "breuk_ervoor", "breuk_waarom", "marge", "onscherp", "revisie"}}
	for _, l := range p.Lines {
		for _, r := range l.Series {
			rows = append(rows, []string{r.Subject, CellText(l.Subject.Name), l.Indicator.ID, l.Indicator.Unit, strconv.Itoa(r.Year), CellNumber(r.Value), string(r.Status), string(r.Quality),
				CellNumber(r.Coverage), CellNumber(r.Low), CellNumber(r.High), map[bool]string{true: "ja", false: "nee"}[r.Why != series.Same], string(r.Why), CellNumber(r.Margin), map[bool]string{true: "ja", false: "nee"}[r.Rough], revision})
		}
	}
	if coverage := slices.Index(rows[0], "dekking"); p.Compared {
		for i := range rows {
			rows[i] = slices.Delete(rows[i], coverage, coverage+1)
		}
	}
	return CSV(rows)
}
