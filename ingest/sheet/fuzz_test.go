package sheet_test

import (
	"strings"
	"testing"

	"wijkinzicht/ingest/sheet"
	"wijkinzicht/ingest/sheet/sheettest"
)

// checkShape checks what holds for whatever a reader gives.
func checkShape(t *testing.T, sheets ...sheet.Sheet) {
	t.Helper()
	for _, s := range sheets {
		if len(s.Rows) > 200_000 {
			t.Fatalf("%d rows", len(s.Rows))
		}
		if n := len(s.Rows); n > 0 && len(s.Rows[n-1]) == 0 {
			t.Fatalf("the last of %d rows is empty", n)
		}
		for i, row := range s.Rows {
			if n := len(row); n > 1_000 || n > 0 && row[n-1] == "" {
				t.Fatalf("row %d has %d cells, or ends in an empty one", i+1, n)
			}
			for _, text := range row {
				if text != strings.TrimSpace(text) {
					t.Fatalf("row %d: %q has blanks at its ends", i+1, text)
				}
			}
		}
	}
}

// The input is tried as a workbook, and as a worksheet and a list of strings within one: a change in a whole file seldom
// comes past the check sums of the archive.
func FuzzXLSX(f *testing.F) {
	f.Add(sheettest.XLSX(dorrestad()...))
	for _, p := range sheettest.Parts(dorrestad()...) {
		f.Add([]byte(p.Content))
	}
	f.Add([]byte(`<worksheet><sheetData><row><c t="inlineStr"><is><r><t>a_x000D_</t></r><rPh><t>b</t></rPh></is></c><c t="b"><v>1</v></c></row></sheetData></worksheet>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, file := range [][]byte{data, withPart("xl/worksheets/sheet1.xml", string(data)), withPart("xl/sharedStrings.xml", string(data)), withPart("xl/workbook.xml", string(data))} {
			if sheets, err := sheet.XLSX(file); err == nil {
				checkShape(t, sheets...)
			}
		}
	})
}

// The input is tried as a compound file, and as the stream of records within one.
func FuzzXLS(f *testing.F) {
	f.Add(sheettest.XLS(dorrestad()...))
	f.Add(sheettest.XLS(many(600)))
	f.Add(sheettest.Workbook(dorrestad()...))
	f.Add(workbookWith(formula(1, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF), sheettest.Record(0x207, 3, 0, 0, 'W'), sheettest.Record(0x3C), sheettest.Record(0x3C, 1, 'K', 0, 0xAC, 0x20)))
	f.Add(workbookWith(at(0xD6, 0, 1, 2, 0, 0x0C, 1, 0, 2, 0, 0, 0, 'o', 'k', 1, 1, 1, 1, 2, 2), at(0x205, 0, 1, 1, 0)))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, file := range [][]byte{data, sheettest.Compound("Workbook", data)} {
			if sheets, err := sheet.XLS(file); err == nil {
				checkShape(t, sheets...)
			}
		}
	})
}

func FuzzDBase(f *testing.F) {
	f.Add(wijkTable())
	f.Add(sheettest.DBase([]sheettest.Field{{Name: "A", Type: 'L'}}, nil))
	f.Fuzz(func(t *testing.T, data []byte) {
		if table, err := sheet.DBase(data); err == nil {
			checkShape(t, table)
		}
	})
}
