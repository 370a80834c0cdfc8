package ingest

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
)

// The headings of the Leefbaarometer 3.0 CSV files, in the publisher's order; the first two are those of one level.
var (
	lbm3Keys    = []string{"bu_code", "wk_code", "gm_code"}
	lbm3Names   = []string{"bu_naam", "wk_naam", "gm_naam"}
	lbm3Figures = []string{"lbm", "afw", "fys", "onv", "soc", "vrz", "won"}
)

// isLBM3CSV tells the score files of Leefbaarometer 3.0 by their first line.
func isLBM3CSV(content []byte) bool {
	headings := lbm3Headings(content)
	return indexOf(headings, lbm3Keys) >= 0 && slices.Contains(headings, "jaar") && slices.Contains(headings, "afw")
}

// lbm3Headings reads the first line of a CSV file; none where it is no CSV.
func lbm3Headings(content []byte) []string {
	line, _, _ := bytes.Cut(bytes.TrimPrefix(content, byteOrderMark), []byte("\n"))
	if len(line) > maxRecord {
		return nil
	}
	headings, err := csv.NewReader(bytes.NewReader(line)).Read()
	if err != nil {
		return nil
	}
	return headings
}

// lbm3Reader reads one score file of Leefbaarometer 3.0. Two editions are known: that of 2024 quotes its text and gives up to 15
// digits; that of 2022 quotes a name only where it holds a comma, and gives up to 18 digits, of which some as 9.06e-5. Both write
// what is missing as a bare NA, and give a row per area and year.
type lbm3Reader struct {
	file             string
	headings         []string
	code, name, year int
	figures          []int // where lbm3Figures stand; -1 for none
	years            []int // in which the publisher brought scores out
	levels           string
	checks           lbm3Checks
}

// readLBM3CSV reads the scores per area and year. All years of one edition stand on the division of its last year.
// The column lbm is afw plus one constant; it is not kept, and proves the digits of afw.
func readLBM3CSV(cat *catalogue.Catalogue, in input, content []byte) (*table, error) {
	content = bytes.TrimPrefix(content, byteOrderMark)
	if err := checkUTF8(in.name, content); err != nil {
		return nil, err
	}
	rows := newCSVRows(in.name, bytes.NewReader(content), ',')
	headings, _, err := rows.next()
	if err != nil {
		return nil, refuse(in.name, "de kopregel is niet te lezen")
	}
	l, err := newLBM3Reader(cat, in.name, headings)
	if err != nil {
		return nil, err
	}
	columns, positions := lbmColumns(cat, "lbm3", headings)
	// Names are cut at 40 characters and lost their accents: any other file's go first.
	t := &table{file: in, format: "Leefbaarometer 3.0 CSV", rank: 1, named: data.PackRank + 1, blank: data.Unknown, columns: columns, note: l.note()}
	for {
		cells, line, err := rows.next()
		if err == io.EOF {
			break
		}
		var bad *csv.ParseError
		if errors.As(err, &bad) {
			line = bad.StartLine
		}
		if bad != nil || err == nil && len(cells) != len(headings) {
			return nil, &Refusal{File: in.name, Row: line, Reason: fmt.Sprintf("de rij heeft niet de %d velden van de kop; het bestand is beschadigd of afgekapt", len(headings))}
		}
		if err != nil {
			return nil, err
		}
		rw, err := l.row(line, cells)
		if err != nil {
			return nil, err
		}
		rw.cells = packNullable(l.published(columns, positions, cells, rw.year))
		t.rows = append(t.rows, rw)
		t.year = max(t.year, rw.year)
	}
	if err := l.checks.constant(in.name); err != nil {
		return nil, err
	}
	if err := editionKnown(in.name, content, t.year); err != nil {
		return nil, err
	}
	return t, t.setLBM3Source(cat)
}

// newLBM3Reader finds the columns. A heading that is one letter off is refused: its figures would be lost without a word.
func newLBM3Reader(cat *catalogue.Catalogue, file string, headings []string) (*lbm3Reader, error) {
	l := &lbm3Reader{file: file, headings: headings, code: indexOf(headings, lbm3Keys), name: indexOf(headings, lbm3Names), year: slices.Index(headings, "jaar")}
	l.levels = map[string]string{"bu_code": "BU", "wk_code": "WK", "gm_code": "GM"}[headings[l.code]]
	for _, f := range lbm3Figures {
		l.figures = append(l.figures, slices.Index(headings, f))
	}
	ind, _ := cat.Indicator("lbm")
	l.years = ind.Editions
	for i, h := range headings {
		if slices.Contains(headings[:i], h) {
			return nil, &Refusal{File: file, Column: h, Reason: "deze kolom staat er twee keer"}
		}
		if i == l.code || i == l.name || i == l.year || slices.Contains(lbm3Figures, h) {
			continue
		}
		for _, known := range slices.Concat(lbm3Figures, lbm3Names) {
			if !slices.Contains(headings, known) && nearly(h, known) {
				return nil, &Refusal{File: file, Column: h, Reason: fmt.Sprintf("deze kolom kennen wij niet; bedoelt u %s?", known)}
			}
		}
	}
	return l, nil
}

// nearly tells two short names that are one letter apart, or the same but for capitals, blanks and underscores.
func nearly(a, b string) bool {
	plain := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r == ' ' || r == '_' || r == '-' {
				return -1
			}
			return r
		}, strings.ToLower(s))
	}
	a, b = plain(a), plain(b)
	if a == b {
		return true
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	for i := range b {
		if b[:i]+b[i+1:] == a || len(a) == len(b) && a[:i]+a[i+1:] == b[:i]+b[i+1:] {
			return len(b)-len(a) <= 1
		}
	}
	return false
}

// note names the columns that we do not read, and those that we expected in vain.
func (l *lbm3Reader) note() string {
	var unread, lacking []string
	for i, h := range l.headings {
		if i != l.code && i != l.name && i != l.year && !slices.Contains(lbm3Figures, h) {
			unread = append(unread, h)
		}
	}
	for i, at := range l.figures {
		if at < 0 {
			lacking = append(lacking, lbm3Figures[i])
		}
	}
	var out []string
	if len(unread) > 0 {
		out = append(out, "Kolommen die wij niet lezen: "+strings.Join(unread, ", ")+".")
	}
	if len(lacking) > 0 {
		out = append(out, "Kolommen die er niet in staan: "+strings.Join(lacking, ", ")+".")
	}
	return strings.Join(out, " ")
}

// row reads what a row is about and proves its figures.
func (l *lbm3Reader) row(line int, cells []string) (row, error) {
	text := strings.TrimSpace(cells[l.year])
	year, err := strconv.Atoi(text)
	if err != nil {
		return row{}, &Refusal{File: l.file, Row: line, Column: "jaar", Reason: fmt.Sprintf("%q is geen jaar", cells[l.year])}
	}
	if len(l.years) > 0 && year < slices.Max(l.years) && !slices.Contains(l.years, year) {
		return row{}, &Refusal{File: l.file, Row: line, Column: "jaar", Reason: fmt.Sprintf("van %d bestaan geen scores van de Leefbaarometer 3.0", year)}
	}
	rw := row{line: line, code: strings.TrimSpace(cells[l.code]), year: year}
	if isAreaCode(rw.code) && !strings.HasPrefix(rw.code, l.levels) {
		return row{}, &Refusal{File: l.file, Row: line, Column: l.headings[l.code], Reason: fmt.Sprintf("%s is geen code voor deze kolom", rw.code)}
	}
	if l.name >= 0 {
		rw.name = strings.TrimSpace(cells[l.name])
	}
	return rw, l.checks.row(l, line, cells)
}

// published gives the cells of the columns that we follow. A part of the score in a year in which the publisher brings no parts
// out is no figure at all; any other NA is an area without a score.
func (l *lbm3Reader) published(columns []column, positions []int, cells []string, year int) []*string {
	out := make([]*string, len(columns))
	for k, c := range columns {
		text := strings.TrimSpace(cells[positions[k]])
		if isNA(text) {
			if c.name != "afw" && !slices.Contains(c.indicator.Editions, year) {
				text = absent
			}
		}
		out[k] = &text
	}
	return out
}

func isNA(text string) bool { return text == "NA" || text == "" }

var yearsInName = regexp.MustCompile(`2002-(20[0-9]{2})`)

// editionKnown refuses a file of which it is not clear which edition it is: its years go no further than its name says, or it is laid
// out as the edition of 2024 and holds nothing of that year. The same years differ between editions, so a wrong one would be a wrong figure.
func editionKnown(file string, content []byte, last int) error {
	if m := yearsInName.FindStringSubmatch(file); m != nil && m[1] != strconv.Itoa(last) {
		return refuse(file, "de naam zegt 2002-%s en het jongste jaar in het bestand is %d; van welke meting dit is, is niet te zeggen", m[1], last)
	}
	if bytes.HasPrefix(content, []byte(`"`)) && last == 2022 {
		return refuse(file, "dit is de indeling van de meting 2024 en er staat niets van 2024 in; van welke meting dit is, is niet te zeggen")
	}
	return nil
}

func (t *table) setLBM3Source(cat *catalogue.Catalogue) error {
	source, ok := cat.Source(fmt.Sprintf("lbm3-%d", t.year))
	if !ok {
		return refuse(t.file.name, "de Leefbaarometer-meting %d staat niet in onze lijst van bronnen", t.year)
	}
	t.source = source
	return nil
}
