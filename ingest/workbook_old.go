package ingest

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/ingest/sheet"
)

// The first editions of KWB (1995, 1997, 1999, 2001) are workbooks with headings in words, below some lines of title, and
// with the area's code and name in the first two columns.

// leastOldHeadings is how many known headings make a row the header of such a sheet.
const leastOldHeadings = 2

// notInHeading is what differs between the editions' spellings of a heading: blanks, dots and "(%)".
var notInHeading = regexp.MustCompile(`[ .\n]|\(%\)`)

// oldHeadings brings a row of headings to the spelling of the column map's layout A.
func oldHeadings(cells []string) []header {
	out := make([]header, len(cells))
	for i, c := range cells {
		out[i] = header{name: notInHeading.ReplaceAllString(strings.ToLower(c), ""), position: i}
	}
	return out
}

// findOldHeader gives the row that names columns of layout A; -1 when there is none.
func findOldHeader(cat *catalogue.Catalogue, s sheet.Sheet) int {
	known := map[string]bool{}
	for _, c := range cat.Columns {
		known[c.Name] = known[c.Name] || c.Family == "kwb" && c.Generation == "A"
	}
	for i, cells := range s.Rows {
		if i == headerSearchRows {
			break
		}
		n := 0
		for _, h := range oldHeadings(cells) {
			if known[h.name] {
				n++
			}
		}
		if n >= leastOldHeadings {
			return i
		}
	}
	return -1
}

// hasOldCodes tells whether areas of CBS stand below the header: gemeenten make tables of their own neighbourhoods with like headings.
func hasOldCodes(s sheet.Sheet, at int) bool {
	coded, rows := 0, 0
	for _, cells := range s.Rows[at+1:] {
		if len(cells) < 3 || strings.TrimSpace(cells[0]) == "" {
			continue
		}
		rows++
		if level(oldCode(strings.TrimSpace(cells[0]))) != "" {
			coded++
		}
	}
	return 2*coded > rows
}

// readOldKWBSheet reads a workbook of 1995 to 2001.
func readOldKWBSheet(cat *catalogue.Catalogue, in input, s sheet.Sheet, at int) (*table, error) {
	year, err := yearByName(in.name, "kwb-1999.xls")
	if err != nil {
		return nil, err
	}
	source, err := kwbSource(cat, in.name, year)
	if err != nil {
		return nil, err
	}
	columns, positions, err := kwbColumns(cat, in.name, "A", year, oldHeadings(s.Rows[at]))
	if err != nil {
		return nil, err
	}
	t := &table{file: in, format: "KWB Excel (1995-2001)", source: source, year: year, rank: 2, blank: data.NotApplicable, columns: columns,
		note: byNameNote, byName: true}
	for i := at + 1; i < len(s.Rows); i++ {
		cells := s.Rows[i]
		if len(cells) < 3 || strings.TrimSpace(cells[0]) == "" {
			continue // a blank line, a line of units, or the closing line with the source
		}
		t.rows = append(t.rows, row{line: i + 1, code: oldCode(strings.TrimSpace(cells[0])), name: strings.TrimSpace(cells[1]), cells: pick(cells, positions)})
	}
	return t, nil
}

// oldCode adds the letters of the level to a code of digits only: four are a gemeente, six a wijk, eight a buurt.
func oldCode(code string) string {
	if _, err := strconv.Atoi(code); err != nil {
		return code
	}
	if letters := map[int]string{4: "GM", 6: "WK", 8: "BU"}[len(code)]; letters != "" {
		return fmt.Sprint(letters, code)
	}
	return code
}
