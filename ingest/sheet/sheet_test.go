package sheet_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"wijkinzicht/ingest/sheet"
	"wijkinzicht/ingest/sheet/sheettest"
)

// dorrestad has the traps of the sources: numbers and numbers stored as text side by side, codes with leading zeros,
// missing values as a point, decimal commas, headings that end in a blank, gaps.
func dorrestad() []sheet.Sheet {
	return []sheet.Sheet{
		{Name: "KWB9901", Rows: [][]string{
			{"gwb_code_10", "gwb_code_8", "regio", "recs", "a_inw", "p_won_m_ag ", "g_hhgro"},
			{"GM9901", "9901", "Dorrestad", "Gemeente", "147250", "'12", "2.1"},
			{"WK990101", "990101", "Zonnewijk & <Oost>", "Wijk", "'12500", ".", "-0.0627169177006985"},
			nil,
			{"BU99010101", "'99010101", "Café Œuvre €", "Buurt", "-5", "26,4", "", "0.000001", "123456789012"},
		}},
		{Name: "Noten", Rows: [][]string{{"", "Σ alle waarden zijn verzonnen"}}},
		{Name: "leeg"},
	}
}

// plain is what a reader gives back for such sheets: blanks at the ends and the mark of text left out.
func plain(sheets []sheet.Sheet) []sheet.Sheet {
	for _, s := range sheets {
		for _, row := range s.Rows {
			for i, text := range row {
				row[i] = strings.TrimSpace(strings.TrimPrefix(text, "'"))
			}
		}
	}
	return sheets
}

func TestRoundTrip(t *testing.T) {
	formats := map[string]struct {
		make func(...sheet.Sheet) []byte
		read func([]byte) ([]sheet.Sheet, error)
	}{"xlsx": {sheettest.XLSX, sheet.XLSX}, "xls": {sheettest.XLS, sheet.XLS}}
	// Of these sizes the .xls is in small sectors, in large ones, and with its sector table beyond the header.
	for _, extra := range []int{0, 600, 60_000} {
		for name, f := range formats {
			t.Run(fmt.Sprintf("%s/%d", name, extra), func(t *testing.T) {
				sheets := append(dorrestad(), many(extra))
				want := plain(append(dorrestad(), many(extra)))
				got, err := f.read(f.make(sheets...))
				if err != nil {
					t.Fatal(err)
				}
				compare(t, got, want)
			})
		}
	}
}

// many makes a sheet of n rows with texts of all lengths, so that the shared strings are cut at every kind of place.
func many(n int) sheet.Sheet {
	s := sheet.Sheet{Name: "Zonnewijk door de jaren"}
	for i := range n {
		text := fmt.Sprintf("Zonnewijk %d %s", i, strings.Repeat("é", i%97))
		if i%3 == 0 {
			text = fmt.Sprintf("Łąka %d %s", i, strings.Repeat("ž", i%89))
		}
		s.Rows = append(s.Rows, []string{text, fmt.Sprint(i), fmt.Sprint(float64(i) / 7), fmt.Sprint(float64(i) / 100), fmt.Sprint(-i)})
	}
	if n > 0 {
		s.Rows[0][4] = "0"
	}
	return s
}

func compare(t *testing.T, got, want []sheet.Sheet) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d sheets, want %d", len(got), len(want))
	}
	for i, w := range want {
		if got[i].Name != w.Name || len(got[i].Rows) != len(w.Rows) {
			t.Fatalf("sheet %q of %d rows, want %q of %d", got[i].Name, len(got[i].Rows), w.Name, len(w.Rows))
		}
		for j, row := range w.Rows {
			if !reflect.DeepEqual(got[i].Rows[j], row) {
				t.Fatalf("sheet %q, row %d:\ngot  %q\nwant %q", w.Name, j+1, got[i].Rows[j], row)
			}
		}
	}
}

// expectError checks that a reader fails with one sentence that says what is wrong.
func expectError(t *testing.T, err error, want string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error, want %q", want)
	}
	if !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
		t.Fatalf("error %q, want it to say %q", err, want)
	}
}
