package sheet_test

import (
	"bytes"
	"slices"
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

// patched gives a file with other bytes from a place on. What fuzzing changes are the few bytes of the patch, so that it finds the smallest
// change that does something at once; of a whole file it would try to leave out every byte.
func patched(file []byte, at uint16, patch []byte) []byte {
	out := bytes.Clone(file)
	copy(out[int(at)%len(out):], patch)
	return out
}

// The input is one part of a workbook that is right otherwise: a change in a whole file seldom comes past the check sums of the archive.
func FuzzXLSX(f *testing.F) {
	names := []string{"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"}
	parts := sheettest.Parts(sheet.Sheet{Name: "data", Rows: [][]string{{"a_inw"}}})
	for i, text := range []string{
		`<x><sheetData><row r="2"><c r="AB2" t="s" s="1"><v>0</v></c></row></sheetData></x>`,
		`<sst><si><t>a</t><rPh><t>b</t></rPh></si><si><r><t>c_x000D_</t></r></si></sst>`,
		`<x><sheets><sheet name="a" id="rId1" state="hidden"/></sheets></x>`,
		`<x><numFmts><numFmt numFmtId="7" formatCode="0%"/></numFmts><cellXfs><xf numFmtId="7"/></cellXfs></x>`,
		`<x><Relationship Id="rId1" Type="a/worksheet" Target="/xl/a"/></x>`,
	} {
		f.Add(uint8(i), text)
	}
	f.Add(uint8(0), `<x><sheetData><row><c t="inlineStr"><is><t>a</t></is></c><c><f/></c></row></sheetData></x>`)
	f.Add(uint8(0), `<x><sheetData><row><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c><v>1e9</v></c></row></sheetData></x>`)
	f.Fuzz(func(t *testing.T, which uint8, text string) {
		changed := slices.Clone(parts)
		for i := range changed {
			if changed[i].Name == names[int(which)%len(names)] {
				changed[i].Content = text
			}
		}
		if sheets, err := sheet.XLSX(sheettest.Stored(changed)); err == nil {
			checkShape(t, sheets...)
		}
	})
}

// FuzzXLSXFile changes the archive around the parts.
func FuzzXLSXFile(f *testing.F) {
	file := sheettest.Stored(sheettest.Parts(sheet.Sheet{Name: "data", Rows: [][]string{{"a_inw", "'12"}, {"1"}}}))
	f.Add(uint16(0), []byte("PK"))
	f.Add(uint16(len(file)-22), []byte("PK\x05\x06"))
	f.Fuzz(func(t *testing.T, at uint16, patch []byte) {
		if sheets, err := sheet.XLSX(patched(file, at, patch)); err == nil {
			checkShape(t, sheets...)
		}
	})
}

// FuzzXLS adds records to a workbook, and changes bytes of the compound file around them.
func FuzzXLS(f *testing.F) {
	f.Add([]byte{}, uint16(0), []byte{})
	f.Add(bytes.Join([][]byte{formula(1, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF), sheettest.Record(0x207, 3, 0, 0, 'W'), sheettest.Record(0x3C)}, nil), uint16(512), []byte{9})
	f.Add(sheettest.Record(0x3C, 1, 'K', 0, 0xAC, 0x20), uint16(30), []byte{9, 0})
	f.Add(at(0xD6, 0, 1, 2, 0, 0x0C, 1, 0, 2, 0, 0, 0, 'o', 'k', 1, 1, 1, 1, 2, 2), uint16(1), []byte{})
	f.Add(at(0x205, 0, 1, 1, 0), uint16(2000), []byte{0xFF})
	f.Fuzz(func(t *testing.T, records []byte, at uint16, patch []byte) {
		if sheets, err := sheet.XLS(patched(sheettest.Compound("Workbook", workbookWith(records)), at, patch)); err == nil {
			checkShape(t, sheets...)
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
