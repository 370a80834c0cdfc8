package sheet_test

import (
	"bytes"
	"encoding/binary"
	"math"
	"reflect"
	"testing"

	"wijkinzicht/ingest/sheet"
	"wijkinzicht/ingest/sheet/sheettest"
)

// withRecords makes an .xls of one sheet "data" with these records and the one shared string "a_inw" in cell A1.
func withRecords(records ...[]byte) []byte {
	return sheettest.Compound("Workbook", workbookWith(records...))
}

func workbookWith(records ...[]byte) []byte {
	stream := sheettest.Workbook(sheet.Sheet{Name: "data", Rows: [][]string{{"a_inw"}}})
	end := sheettest.Record(0x0A)
	stream = stream[:len(stream)-len(end)]
	return append(append(stream, bytes.Join(records, nil)...), end...)
}

// at makes a record of a cell.
func at(kind uint16, row, column byte, value ...byte) []byte {
	return sheettest.Record(kind, append([]byte{row, 0, column, 0, 0, 0}, value...)...)
}

func bits(number float64) []byte {
	return binary.LittleEndian.AppendUint64(nil, math.Float64bits(number))
}

// formula makes a FORMULA record with this stored result.
func formula(row, column byte, result ...byte) []byte {
	return at(0x06, row, column, append(result, 0, 0, 0, 0, 0, 0, 0, 0)...)
}

func TestXLSCells(t *testing.T) {
	tests := []struct {
		name    string
		records [][]byte
		want    [][]string
	}{
		{"number", [][]byte{at(0x203, 0, 1, bits(-0.0627169177006985)...)}, [][]string{{"a_inw", "-0.0627169177006985"}}},
		{"RK integer, hundredth, negative", [][]byte{at(0x27E, 0, 1, 0x12, 0, 0, 0), at(0x27E, 0, 2, 0x4B, 3, 0, 0), at(0x27E, 0, 3, 0xEE, 0xFF, 0xFF, 0xFF)},
			[][]string{{"a_inw", "4", "2.1", "-5"}}},
		{"RK float and its hundredth", [][]byte{at(0x27E, 0, 1, 0, 0, 0xF8, 0x3F), at(0x27E, 0, 2, 1, 0, 0xF8, 0x3F)}, [][]string{{"a_inw", "1.5", "0.015"}}},
		{"MULRK", [][]byte{sheettest.Record(0xBD, 0, 0, 1, 0, 9, 9, 0x12, 0, 0, 0, 9, 9, 0x4B, 3, 0, 0, 2, 0)}, [][]string{{"a_inw", "4", "2.1"}}},
		{"label, narrow and wide", [][]byte{at(0x204, 0, 1, 2, 0, 0, 0xE9, 'x'), at(0x204, 0, 2, 1, 0, 1, 0xAC, 0x20)}, [][]string{{"a_inw", "éx", "€"}}},
		{"rich and phonetic label", [][]byte{at(0xD6, 0, 1, 2, 0, 0x0C, 1, 0, 2, 0, 0, 0, 'o', 'k', 1, 1, 1, 1, 2, 2)}, [][]string{{"a_inw", "ok"}}},
		{"boolean", [][]byte{at(0x205, 0, 1, 1, 0), at(0x205, 0, 2, 0, 0)}, [][]string{{"a_inw", "TRUE", "FALSE"}}},
		{"not available, also from a formula", [][]byte{at(0x205, 0, 1, 0x2A, 1), formula(0, 2, 2, 0, 0x2A, 0, 0, 0, 0xFF, 0xFF)}, [][]string{{"a_inw", "#N/A", "#N/A"}}},
		{"blank cells", [][]byte{at(0x201, 0, 255), sheettest.Record(0xBE, 9, 0, 0, 0, 1, 1, 0, 0)}, [][]string{{"a_inw"}}},
		{"formula: number, boolean, empty text", [][]byte{formula(0, 1, bits(12.5)...), formula(0, 2, 1, 0, 1, 0, 0, 0, 0xFF, 0xFF), formula(0, 3, 3, 0, 0, 0, 0, 0, 0xFF, 0xFF)},
			[][]string{{"a_inw", "12.5", "TRUE"}}},
		{"formula: text, after a shared formula", [][]byte{formula(1, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF), sheettest.Record(0x4BC, 1, 2, 3), sheettest.Record(0x207, 2, 0, 0, 'W', 'K')},
			[][]string{{"a_inw"}, {"WK"}}},
		{"formula: text cut in two, the rest wide", [][]byte{formula(1, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF), sheettest.Record(0x207, 3, 0, 0, 'W'), sheettest.Record(0x3C), sheettest.Record(0x3C, 0), sheettest.Record(0x3C, 1, 'K', 0, 0xAC, 0x20)},
			[][]string{{"a_inw"}, {"WK€"}}},
		{"percentages: built in and own format, plain", [][]byte{sheettest.Record(0x203, append([]byte{0, 0, 1, 0, 1, 0}, bits(0.44)...)...),
			sheettest.Record(0x27E, 0, 0, 2, 0, 2, 0, 0, 0, 0xF8, 0x3F), sheettest.Record(0x203, append([]byte{0, 0, 3, 0, 3, 0}, bits(0.44)...)...)},
			[][]string{{"a_inw", "44", "150", "0.44"}}},
		{"embedded chart", [][]byte{sheettest.Record(0x809, 0, 6, 0x20, 0), at(0x203, 5, 5, bits(9)...), sheettest.Record(0x0A), at(0x27E, 0, 1, 0x12, 0, 0, 0)},
			[][]string{{"a_inw", "4"}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := sheet.XLS(withRecords(test.records...))
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got[0].Rows, test.want) {
				t.Errorf("got %q, want %q", got[0].Rows, test.want)
			}
		})
	}
}

// Formatting runs and phonetic help stand behind the characters of a string, and can be cut in two themselves; a string
// can also be cut right before its first character.
func TestXLSSharedStrings(t *testing.T) {
	rich := []byte{4, 0, 0x0C, 2, 0, 3, 0, 0, 0, 'w', 'i', 'j', 'k', 1, 1, 1, 1, 2, 2, 2, 2, 9, 9, 9}
	first := append(append([]byte{4, 0, 0, 0, 4, 0, 0, 0}, rich...), rich[:15]...)
	table := append(sheettest.Record(0xFC, first...), sheettest.Record(0x3C, append(rich[15:], 2, 0, 0)...)...)
	table = append(table, sheettest.Record(0x3C, 0, 'o', 'k', 1, 0, 1, 0xAC, 0x20)...)
	bof, end := sheettest.Record(0x809, 0, 6, 5, 0), sheettest.Record(0x0A)
	start := byte(len(bof) + 4 + 9 + len(table) + len(end))
	globals := bytes.Join([][]byte{bof, sheettest.Record(0x85, start, 0, 0, 0, 0, 0, 1, 0, 'A'), table, end}, nil)
	cells := bytes.Join([][]byte{bof, at(0xFD, 0, 0, 0, 0, 0, 0), at(0xFD, 0, 1, 1, 0, 0, 0), at(0xFD, 0, 2, 2, 0, 0, 0), at(0xFD, 0, 3, 3, 0, 0, 0), end}, nil)
	got, err := sheet.XLS(sheettest.Compound("Workbook", append(globals, cells...)))
	if err != nil {
		t.Fatal(err)
	}
	compare(t, got, []sheet.Sheet{{Name: "A", Rows: [][]string{{"wijk", "wijk", "ok", "€"}}}})
}

func TestXLSErrors(t *testing.T) {
	stream := workbookWith()
	good := sheettest.XLS(dorrestad()...)
	encrypted := append(bytes.Clone(stream[:20]), append(sheettest.Record(0x2F, 1, 0), stream[20:]...)...)
	older := bytes.Clone(stream)
	older[5] = 5
	loop := sheettest.Compound("Workbook", make([]byte, 5000))
	loop[512+11*512+4] = 0              // the sector table stands after ten sectors of stream and one of directory: sector 1 leads to 0
	cutIndex := bytes.Clone(good[:513]) // the sector of the table's index is one byte long
	binary.LittleEndian.PutUint32(cutIndex[68:], 0)
	tests := []struct {
		name string
		data []byte
		want string
	}{
		{"empty", nil, "open workbook: not an OLE2 compound file"},
		{"text", []byte("gwb_code\tregio\n"), "open workbook: not an OLE2 compound file"},
		{"an .xlsx", sheettest.XLSX(dorrestad()...), "open workbook: not an OLE2 compound file"},
		{"cut off header", good[:400], "open workbook: the compound file is damaged or cut off"},
		{"cut off", good[:700], "open workbook: the compound file is damaged or cut off"},
		{"cut off index", cutIndex, "open workbook: the compound file is damaged or cut off"},
		{"chain in a loop", loop, "open workbook: the compound file holds no whole workbook"},
		{"no workbook", sheettest.Compound("WordDocument", stream), "open workbook: the compound file holds no whole workbook"},
		{"encrypted .xlsx", sheettest.Compound("EncryptedPackage", stream), "open workbook: the workbook is encrypted"},
		{"encrypted", sheettest.Compound("Workbook", encrypted), "open workbook: the workbook is encrypted"},
		{"Excel 95", sheettest.Compound("Book", stream), "open workbook: a workbook of Excel 95 or older"},
		{"BIFF5 inside", sheettest.Compound("Workbook", older), "open workbook: not a workbook of Excel 97-2003 (BIFF8)"},
		{"cut off stream", sheettest.Compound("Workbook", stream[:len(stream)-2]), `read workbook: sheet "data": the workbook is damaged or cut off`},
		{"error value", withRecords(at(0x205, 2, 1, 0x17, 1)), `read workbook: sheet "data": row 3, column 2: the cell holds the error #REF!`},
		{"error of a formula", withRecords(formula(2, 1, 2, 0, 7, 0, 0, 0, 0xFF, 0xFF)), `row 3, column 2: the cell holds the error #DIV/0!`},
		{"not finite", withRecords(at(0x203, 0, 1, bits(math.Inf(1))...)), "row 1, column 2: not a finite number"},
		{"shared string", withRecords(at(0xFD, 0, 1, 9, 0, 0, 0)), "row 1, column 2: there is no shared string 9"},
		{"short record", withRecords(sheettest.Record(0x203, 0, 0)), "the workbook is damaged or cut off"},
		{"short text", withRecords(at(0x204, 0, 1, 9, 0, 0, 'x')), "row 1, column 2: the workbook is damaged or cut off"},
		{"text without formula", withRecords(sheettest.Record(0x207, 1, 0, 0, 'x')), "the workbook is damaged or cut off"},
		{"text after a formula that gave a number", withRecords(formula(1, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF), formula(1, 1, bits(1)...), sheettest.Record(0x207, 1, 0, 0, 'x')), "the workbook is damaged or cut off"},
		{"too many columns", withRecords(sheettest.Record(0x203, append([]byte{0, 0, 0xE8, 3, 0, 0}, bits(1)...)...)), "row 1, column 1001: more than the limit"},
		{"too many sheets", sheettest.XLS(make([]sheet.Sheet, 257)...), "more than the limit of 256 sheets"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := sheet.XLS(test.data)
			expectError(t, err, test.want)
		})
	}
}
