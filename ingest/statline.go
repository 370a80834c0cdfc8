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
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
)

// kwbTitle opens the older StatLine exports, and is the only place where a file says its year.
var kwbTitle = regexp.MustCompile(`^Kerncijfers wijken en buurten ([0-9]{4})`)

// bracketUnit splits "Aantal inwoners (aantal)" into title and unit.
var bracketUnit = regexp.MustCompile(`^(.*?)\s*\(([^()]*)\)\s*$`)

// statlineCSV is a StatLine export, opened: records with the lines they start on.
type statlineCSV struct {
	records [][]string
	lines   []int
}

// openStatline reads the export's records; encoding and quoting must be right.
func openStatline(file string, content []byte) (statlineCSV, error) {
	content = bytes.TrimPrefix(content, byteOrderMark)
	if err := checkUTF8(file, content); err != nil {
		return statlineCSV{}, err
	}
	rows := newCSVRows(file, bytes.NewReader(content), ';')
	var s statlineCSV
	for {
		record, line, err := rows.next()
		if err == io.EOF {
			return s, nil
		}
		var bad *csv.ParseError
		if errors.As(err, &bad) {
			return s, &Refusal{File: file, Row: bad.Line, Reason: "de aanhalingstekens kloppen niet; het bestand is beschadigd of afgekapt"}
		}
		if err != nil {
			return s, err
		}
		s.records, s.lines = append(s.records, record), append(s.lines, line)
	}
}

// checkUTF8 refuses text in another encoding, naming the line: names and units would come out wrong.
func checkUTF8(file string, content []byte) error {
	if utf8.Valid(content) {
		return nil
	}
	line := 1
	for rest := content; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		if r == utf8.RuneError && size == 1 {
			break
		}
		if r == '\n' {
			line++
		}
		rest = rest[size:]
	}
	return &Refusal{File: file, Row: line, Reason: "de tekst is geen UTF-8; sla het bestand op als UTF-8, zoals de bron het levert"}
}

// isClosing tells the last line of an export ("Bron: CBS") from a row that was cut off.
func isClosing(record []string) bool {
	return len(record) == 1 && (record[0] == "" || strings.HasPrefix(record[0], "Bron") || strings.HasPrefix(record[0], "©"))
}

// statlineInhabitants is the heading by which an export without a title is known to be of the key figures.
const statlineInhabitants = "Bevolking/Aantal inwoners"

// misspelt gives a heading that is nearly statlineInhabitants, of an export that is not known as one of the key figures; empty: none.
func (s statlineCSV) misspelt() string {
	if len(s.records) == 0 {
		return ""
	}
	at := slices.IndexFunc(s.records[0], func(h string) bool {
		name, _, _ := strings.Cut(h, " (")
		return name != statlineInhabitants && nearly(name, statlineInhabitants)
	})
	if at < 0 {
		return ""
	}
	return s.records[0][at]
}

// isKWB tells KWB from StatLine's other exports per wijk and buurt, which share columns with it.
func (s statlineCSV) isKWB() bool {
	if len(s.records) == 0 {
		return false
	}
	if kwbTitle.MatchString(s.records[0][0]) {
		return true
	}
	for _, h := range s.records[0] {
		if strings.HasPrefix(h, statlineInhabitants+" (") { // in whatever unit: a wrong one is refused by name
			return strings.HasPrefix(s.records[0][0], "Wijken en buurten")
		}
	}
	return false
}

// yearOfNation gives the year that the number of inhabitants in the row of the country tells; 0 where there is none.
func (s statlineCSV) yearOfNation() int {
	at := func(begins string) int {
		return slices.IndexFunc(s.records[0], func(h string) bool { return strings.HasPrefix(h, begins) })
	}
	code, inhabitants := at("Regioaanduiding/Codering"), at("Bevolking/Aantal inwoners (aantal)")
	if code < 0 || inhabitants < 0 {
		return 0
	}
	for _, record := range s.records[1:] {
		if len(record) > max(code, inhabitants) && strings.TrimSpace(record[code]) == catalogue.NationCode {
			return yearOfNation(strings.TrimSpace(record[inhabitants]))
		}
	}
	return 0
}

// namesAlone tells an export of the present generation without codes: names alone belong to more than one area.
func (s statlineCSV) namesAlone() bool {
	return !kwbTitle.MatchString(s.records[0][0]) && !slices.ContainsFunc(s.records[0], func(h string) bool {
		return strings.HasPrefix(h[strings.LastIndex(h, "/")+1:], "Codering")
	})
}

// readStatline reads either generation of the export.
func readStatline(cat *catalogue.Catalogue, in input, s statlineCSV) (*table, error) {
	if m := kwbTitle.FindStringSubmatch(s.records[0][0]); m != nil {
		year, _ := strconv.Atoi(m[1])
		if l, ok := statWebCodes(s); ok {
			return readStatWebCodes(cat, in, s, year, l)
		}
		return readStatWeb(cat, in, s, year)
	}
	if year := s.yearOfNation(); year != 0 {
		t, err := readStatlineCodes(cat, in, s, year)
		if err == nil {
			t.note = strings.TrimSpace(fmt.Sprintf("Het jaar %d staat niet in het bestand zelf en volgt uit het inwonertal van Nederland. %s", year, t.note))
		}
		return t, err
	}
	year, err := yearByName(in.name, "Kerncijfers_wijken_en_buurten_2019")
	if err != nil {
		return nil, err
	}
	t, err := readStatlineCodes(cat, in, s, year)
	if err == nil {
		t.byName, t.note = true, strings.TrimSpace(byNameNote+" "+t.note)
	}
	return t, err
}

// readStatlineCodes reads the present generation: one heading line with groups and units, codes, decimal points.
func readStatlineCodes(cat *catalogue.Catalogue, in input, s statlineCSV, year int) (*table, error) {
	source, err := kwbSource(cat, in.name, year)
	if err != nil {
		return nil, err
	}
	var headers []header
	code, name, flag, post := -1, 0, -1, -1
	for i, text := range s.records[0] {
		h := statlineHeader(cat, text, "/")
		h.position = i
		switch {
		case h.name == "Codering":
			code = i
		case strings.HasPrefix(h.name, "Indelingswijziging"):
			flag = i
		case isPostcode(h.name):
			post = i
		}
		headers = append(headers, h)
	}
	columns, positions, err := kwbColumns(cat, in.name, "D", year, headers)
	if err != nil {
		return nil, err
	}
	t := &table{file: in, format: "KWB StatLine CSV", source: source, year: year, rank: 1, blank: data.NotApplicable, columns: columns}
	if err := t.addHeadings(cat, "D", headers); err != nil {
		return nil, err
	}
	for i, record := range s.records[1:] {
		line := s.lines[i+1]
		if isClosing(record) {
			continue
		}
		if len(record) != len(headers) {
			return nil, &Refusal{File: in.name, Row: line, Reason: fmt.Sprintf("de rij heeft %d velden, de kop %d", len(record), len(headers))}
		}
		// Cloned: a text of a record keeps the whole record in memory.
		r := row{line: line, code: strings.Clone(strings.TrimSpace(record[code])), name: strings.Clone(strings.TrimSpace(record[name])), cells: pick(record, positions)}
		if flag >= 0 {
			r.flag = changeFlag(record[flag])
		}
		if post >= 0 {
			r.postcode = postcode(record[post])
		}
		t.rows = append(t.rows, r)
	}
	return t, nil
}

// readStatWeb reads the older generation: three title lines, a line of topics, a line of units, names without codes,
// decimal commas, and a closing line with the source.
func readStatWeb(cat *catalogue.Catalogue, in input, s statlineCSV, year int) (*table, error) {
	source, err := kwbSource(cat, in.name, year)
	if err != nil {
		return nil, err
	}
	topics := -1
	for i, record := range s.records {
		if i+1 < len(s.records) && len(record) > 1 && s.records[i+1][0] == "Wijken en buurten" {
			topics = i
		}
	}
	if topics < 0 {
		return nil, refuse(in.name, "de kopregels met onderwerpen en eenheden ontbreken")
	}
	var headers []header
	units := s.records[topics+1]
	for i, text := range s.records[topics] {
		if i == 0 || i >= len(units) {
			continue
		}
		h := statlineHeader(cat, text, "|")
		h.unit, h.position = normaliseUnit(units[i]), i
		headers = append(headers, h)
	}
	columns, positions, err := kwbColumns(cat, in.name, "D", year, headers)
	if err != nil {
		return nil, err
	}
	t := &table{file: in, format: "KWB StatLine CSV zonder codes", source: source, year: year, rank: 1, comma: true, blank: data.NotApplicable,
		columns: columns, note: "De gebieden hebben in dit bestand een naam en geen code."}
	if err := t.addHeadings(cat, "D", headers); err != nil {
		return nil, err
	}
	if topics+2 < len(s.records) {
		for i, text := range s.records[topics+2] {
			if isAreaCode(strings.TrimSpace(text)) && i < len(units) {
				return nil, &Refusal{File: in.name, Row: s.lines[topics+2], Column: s.records[topics][i], Reason: "hier staan gebiedscodes; de kolom hoort Codering te heten"}
			}
		}
	}
	names := map[string]int{}
	for i := topics + 2; i < len(s.records); i++ {
		record := s.records[i]
		if isClosing(record) {
			continue
		}
		if len(record) != len(units) {
			return nil, &Refusal{File: in.name, Row: s.lines[i], Reason: fmt.Sprintf("de rij heeft %d velden, de kop %d", len(record), len(units))}
		}
		name := strings.TrimSpace(record[0])
		code := nameCode + name
		if names[name]++; names[name] > 1 { // a wijk and its only buurt can share a name
			code = fmt.Sprintf("%s (%d)", code, names[name])
		}
		t.rows = append(t.rows, row{line: s.lines[i], code: code, name: name, cells: pick(record, positions)})
	}
	return t, nil
}

// statlineHeader reads a heading "Groep/Ondergroep/Titel (eenheid)" into the form that OData has for the same title.
func statlineHeader(cat *catalogue.Catalogue, text, separator string) header {
	var h header
	if m := bracketUnit.FindStringSubmatch(text); m != nil && separator == "/" {
		text, h.unit = m[1], normaliseUnit(m[2])
	}
	path := strings.Split(text, separator)
	name, parts := wholeTitle(cat, path)
	h.name = name
	if len(path) > parts {
		h.parent = strings.TrimSpace(path[len(path)-parts-1])
	}
	return h
}

// odataName makes of a title the name that CBS gives it in OData: words joined with capitals, no accents or
// punctuation, "k_" before a digit ("0 tot 15 jaar" is k_0Tot15Jaar).
func odataName(title string) string {
	var b strings.Builder
	start := true
	for _, r := range norm.NFD.String(title) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r):
			start = true
		case start:
			b.WriteRune(unicode.ToUpper(r))
			start = false
		default:
			b.WriteRune(r)
		}
	}
	name := b.String()
	if name != "" && unicode.IsDigit(rune(name[0])) {
		name = "k_" + name
	}
	return name
}
