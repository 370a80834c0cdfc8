package ingest

import (
	"fmt"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
)

// null is the text of a cell for which the file has an explicit null, as OData does for every kind of missing.
const null = "\x00"

// absent is the text of a cell that is no figure at all: the publisher brings none out for that year.
const absent = "\x00-"

// impossible is the text of a cell of which the source says that there can be no figure: the area did not exist, for example.
const impossible = "\x00!"

// table is what every reader makes of its file: rows of areas, columns of figures, cells as the file says them.
type table struct {
	file    input
	format  string
	source  catalogue.Source
	year    int     // of the division the codes belong to
	rank    int     // 1 StatLine and OData, 2 Excel, 3 map attributes, 9 embedded figures
	comma   bool    // decimal comma; otherwise a point
	slack   float64 // how far all digits of a figure may lie from it, as a part of it; 0: the file gives all
	named   int     // rank of its names of areas, where another than rank; 0: the same
	blank   data.Status
	columns []column
	rows    []row
	rejects int
	borders []outlines // of the same areas, where the file has them
	byName  bool       // its year stands nowhere in the file and follows from its name
	note    string
}

// column is one column of figures.
type column struct {
	name      string // as the file names it
	indicator catalogue.Indicator
	factor    float64
	year      int // 0: the row's year, or else the table's
}

// row is one area, or one area in one year.
type row struct {
	line                       int
	code, name, gemeente, flag string
	postcode                   string // KWB's most frequent one, four digits
	water                      bool
	year                       int // 0: the table's
	provisional                bool
	cells                      cells
}

// header is a column as a file names it.
type header struct {
	name, parent, unit string
	position           int
}

// kwbColumns is familyColumns of KWB, whose names have generations.
func kwbColumns(cat *catalogue.Catalogue, file, generation string, year int, headers []header) ([]column, []int, error) {
	return familyColumns(cat, file, "kwb", generation, year, headers)
}

// familyColumns ties the headers of a file to indicators through the catalogue's column map. The same name in another unit is
// another indicator; a unit that the map does not know is refused, because figures could be a hundredfold off.
func familyColumns(cat *catalogue.Catalogue, file, family, generation string, year int, headers []header) ([]column, []int, error) {
	var columns []column
	var positions []int
	for _, h := range headers {
		var known []string
		for _, c := range cat.Columns {
			if c.Family != family || c.Generation != generation || year < c.From || year > c.To || !strings.EqualFold(c.Name, h.name) {
				continue
			}
			if c.Parent != "" && !strings.EqualFold(c.Parent, h.parent) {
				continue
			}
			if c.Unit != "" && c.Unit != h.unit {
				known = append(known, c.Unit)
				continue
			}
			ind, _ := cat.Indicator(c.Indicator)
			columns = append(columns, column{name: h.name, indicator: ind, factor: c.Factor})
			positions = append(positions, h.position)
			known = nil
			break
		}
		if known != nil {
			return nil, nil, &Refusal{File: file, Column: h.name,
				Reason: fmt.Sprintf("de eenheid is %q; verwacht was %s", h.unit, strings.Join(known, " of "))}
		}
	}
	if len(columns) == 0 {
		return nil, nil, refuse(file, "de kopregel heeft geen kolom die wij kennen voor %s %d", strings.TrimSpace(family+" "+generation), year)
	}
	return columns, positions, nil
}

// normaliseUnit brings a published unit to the form of the column map: lower case, single blanks.
func normaliseUnit(unit string) string {
	return strings.ToLower(strings.Join(strings.Fields(unit), " "))
}

// level gives the area level from the code's first letters; "" for what is no area code.
func level(code string) string {
	switch {
	case code == catalogue.NationCode:
		return "land"
	case isAreaCode(code):
		level, _ := codeLevel(code)
		return level
	case strings.HasPrefix(code, nameCode):
		return "onbekend"
	}
	return ""
}

// codeLevel gives the level that a code's first letters say, and how long a code of it is; "" for none.
func codeLevel(code string) (level string, length int) {
	switch {
	case strings.HasPrefix(code, "GM"):
		return "gemeente", 6
	case strings.HasPrefix(code, "WK"):
		return "wijk", 8
	case strings.HasPrefix(code, "BU"):
		return "buurt", 10
	}
	return "", 0
}

func gemeenteOf(code string) string {
	if isAreaCode(code) {
		return "GM" + code[2:6]
	}
	return ""
}

// changeFlag keeps CBS's Indelingswijziging 1, 2 or 3; anything else says nothing.
func changeFlag(text string) string {
	switch text = strings.TrimSpace(text); text {
	case "1", "2", "3":
		return text
	}
	return ""
}
