package ingest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/ingest/sheet"
)

// lookSheets reads a workbook of any of the layouts that we know.
func (r *recognised) lookSheets(cat *catalogue.Catalogue, in input, sheets []sheet.Sheet, err error) error {
	if err != nil {
		return refuse(in.name, "%s", sheetFault("de werkmap", err))
	}
	// Who looks at the workbook sees no hidden sheets: what they say goes behind.
	slices.SortStableFunc(sheets, func(a, b sheet.Sheet) int {
		if a.Hidden == b.Hidden {
			return 0
		} else if b.Hidden {
			return -1
		}
		return 1
	})
	if s, ok := lbm2Sheet(cat, sheets); ok {
		return r.add(readLBM2(cat, in, s, sheets))
	}
	if s, table, ok := healthSheet(sheets); ok {
		return r.lookHealthSheet(cat, in, s, table)
	}
	var found []sheet.Sheet
	for _, s := range sheets {
		if at, _ := findHeader(s); at >= 0 {
			found = append(found, s)
		}
	}
	if len(found) > 0 {
		t, err := readKWBSheet(cat, in, found[0])
		if err == nil {
			t.note = strings.TrimSpace(t.note + " " + otherSheets(found))
		}
		return r.add(t, err)
	}
	for _, s := range sheets {
		if at := findOldHeader(cat, s); at >= 0 && hasOldCodes(s, at) {
			return r.add(readOldKWBSheet(cat, in, s, at))
		}
	}
	r.skip(in, cmp.Or(foreignSheets(sheets), "werkmap zonder kopregel die wij kennen"))
	return nil
}

// otherSheets says which sheets of a workbook were read and which were not.
func otherSheets(found []sheet.Sheet) string {
	said := ""
	if found[0].Hidden {
		said = fmt.Sprintf("Het werkblad %s is verborgen.", found[0].Name)
	}
	for _, s := range found[1:] {
		how := ""
		if s.Hidden {
			how = "verborgen "
		}
		said += fmt.Sprintf(" Het %swerkblad %s heeft ook zulke kolommen en is niet gelezen.", how, s.Name)
	}
	return strings.TrimSpace(said)
}
