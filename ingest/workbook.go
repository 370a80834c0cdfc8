package ingest

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/ingest/sheet"
)

// yearInSheet reads the year from a sheet's name: "KWB2025", "kwb-2023".
var yearInSheet = regexp.MustCompile(`(?i)^kwb[ -]?((?:19|20)[0-9]{2})$`)

// headings of the columns that name an area, over the layouts of KWB in Excel.
var (
	codeHeadings     = []string{"gwb_code_10", "bu_code", "wk_code", "gm_code"}
	nameHeadings     = []string{"regio", "bu_naam", "wk_naam", "gm_naam"}
	changeHeadings   = []string{"ind_wbi"}
	populationMarks  = []string{"a_inw", "aant_inw"}
	kwbAddressMarks  = []string{"gwb_code_10", "gwb_code", "recs"}
	headerSearchRows = 20 // the header stands within the first rows, below titles
)

// findHeader gives the row of a sheet that names KWB's columns, trimmed and in lower case; -1 when there is none.
func findHeader(s sheet.Sheet) (int, []string) {
	for i, cells := range s.Rows {
		if i == headerSearchRows {
			break
		}
		names := make([]string, len(cells))
		for k, c := range cells {
			names[k] = strings.ToLower(strings.TrimSpace(c)) // trailing blanks occur: 'a_nb_won '
		}
		if containsAny(names, kwbAddressMarks) && (containsAny(names, populationMarks) || containsAny(names, codeHeadings)) {
			return i, names
		}
	}
	return -1, nil
}

func containsAny(names, wanted []string) bool {
	return slices.ContainsFunc(wanted, func(w string) bool { return slices.Contains(names, w) })
}

func indexOf(names, wanted []string) int {
	for _, w := range wanted {
		if i := slices.Index(names, w); i >= 0 {
			return i
		}
	}
	return -1
}

// yearOfSheet gives the year that a sheet's name tells, or else that of the file's name; note says so, and where the two differ.
func yearOfSheet(in input, sheetName string) (year int, note string, err error) {
	m := yearInSheet.FindStringSubmatch(strings.TrimSpace(sheetName))
	if m == nil {
		year, err = yearByName(in.name, "kwb-2018.xls")
		return year, byNameNote, err
	}
	year, _ = strconv.Atoi(m[1])
	if other, err := yearByName(in.name, ""); err == nil && other != year {
		note = fmt.Sprintf("De naam van het bestand zegt %d en het werkblad %s: het werkblad is gevolgd.", other, sheetName)
	}
	return year, note, nil
}

// readKWBSheet reads KWB in Excel: layout C since 2013, B (short names) before.
func readKWBSheet(cat *catalogue.Catalogue, in input, s sheet.Sheet) (*table, error) {
	at, names := findHeader(s)
	year, note, err := yearOfSheet(in, s.Name)
	if err != nil {
		return nil, err
	}
	source, err := kwbSource(cat, in.name, year)
	if err != nil {
		return nil, err
	}
	generation := "C"
	if year <= 2012 {
		generation = "B"
	}
	headers := make([]header, len(names))
	for i, n := range names {
		headers[i] = header{name: n, position: i}
	}
	columns, positions, err := kwbColumns(cat, in.name, generation, year, headers)
	if err != nil {
		return nil, err
	}
	code, name, flag := indexOf(names, codeHeadings), indexOf(names, nameHeadings), indexOf(names, changeHeadings)
	post := slices.IndexFunc(names, isPostcode)
	if code < 0 {
		return nil, refuse(in.name, "de kolom met gebiedscodes (gwb_code_10) ontbreekt")
	}
	t := &table{file: in, format: "KWB Excel", source: source, year: year, rank: 2, blank: data.NotApplicable, columns: columns, note: note, byName: note == byNameNote}
	if err := t.addHeadings(cat, generation, headers); err != nil {
		return nil, err
	}
	for i := at + 1; i < len(s.Rows); i++ {
		cells := s.Rows[i]
		at := func(k int) string {
			if k < 0 || k >= len(cells) {
				return ""
			}
			return strings.TrimSpace(cells[k])
		}
		if strings.Join(cells, "") == "" {
			continue
		}
		t.rows = append(t.rows, row{line: i + 1, code: at(code), name: at(name), flag: changeFlag(at(flag)), postcode: postcode(at(post)), cells: pick(cells, positions)})
	}
	return t, nil
}
