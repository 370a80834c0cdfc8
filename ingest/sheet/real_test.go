package sheet_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"wijkinzicht/ingest/sheet"
	"wijkinzicht/ingest/sheet/sheettest"
)

// real reads a published file, which is not part of the project.
func real(tb testing.TB, name string) []byte {
	tb.Helper()
	folder := os.Getenv("WIJKINZICHT_REAL")
	if folder == "" {
		folder = "../../../shared/data/real"
	}
	data, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(name)))
	if os.IsNotExist(err) {
		tb.Skipf("%s is not here; WIJKINZICHT_REAL can name the folder of published files", name)
	}
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

const (
	scores = "leefbaarometer/2.0-meting-2016/dimensiescore_wijk (stand).xlsx"
	kwb    = "kwb/2023-utrecht-format-sample/CBS-Utrecht-kwb-2023.xlsx"
)

func dbase(data []byte) ([]sheet.Sheet, error) {
	s, err := sheet.DBase(data)
	return []sheet.Sheet{s}, err
}

func TestRealFiles(t *testing.T) {
	type shape struct {
		name          string
		rows, columns int
		header, first []string // the beginning of line 1 and of line 2
	}
	tests := []struct {
		file string
		read func([]byte) ([]sheet.Sheet, error)
		want []shape
	}{
		{scores, sheet.XLSX, []shape{
			{"data(1)", 8887, 8, []string{"GBD", "JAAR", "RLBRMTR"}, []string{"WK000300", "2012", "-0.0627169177006985"}},
			{"data(2)", 2963, 19, []string{"GBD", "RLBRMTR12"}, []string{"WK000300", "-0.0627169177006985"}}}},
		{"leefbaarometer/2.0-meting-2016/wijk.xlsx", sheet.XLSX, []shape{{"wijk", 2982, 16, []string{"WK_CODE", "KL02"}, []string{"WK000300"}}}},
		{"leefbaarometer/2.0-meting-2016/score_gemeente.xlsx", sheet.XLSX, []shape{{"gemeente", 391, 16, []string{"GM_CODE", "KL02"}, []string{"GM0003"}}}},
		{"leefbaarometer/2.0-meting-2016/dimensiescore_gemeente (stand).xlsx", sheet.XLSX, []shape{
			{"data(1)", 1171, 8, []string{"GBD", "JAAR"}, []string{"GM0003", "2012"}},
			{"data(2)", 391, 19, []string{"GBD", "RLBRMTR12"}, []string{"GM0003"}}}},
		{kwb, sheet.XLSX, []shape{{"kwb-2023", 123, 121, []string{"gwb_code_10", "gwb_code_8", "regio"}, []string{"GM0344", "0344", "Utrecht", "Utrecht", "Gemeente", "GM0344", "1", "367947"}}}},
		{"kwb/2016-wijk-dbf/wijk_2016.dbf", dbase, []shape{{"", 2982, 36, []string{"WK_CODE", "WK_NAAM"}, []string{"WK000300", "Wijk 00", "GM0003", "Appingedam", "1", "NEE", "1041", "3", "12000"}}}},
		{"boundaries/2023-wijk-attributes/wijk_2023_v0.dbf", dbase, []shape{{"", 3435, 9, []string{"Shape_Leng", "Shape_Area"}, []string{"6838.0126681", "2413052.38253", "2023WK001400", "WK001400", "Centrum"}}}},
	}
	for _, test := range tests {
		t.Run(filepath.Base(test.file), func(t *testing.T) {
			got, err := test.read(real(t, test.file))
			if err != nil {
				t.Fatal(err)
			}
			if len(got) != len(test.want) {
				t.Fatalf("%d sheets, want %d", len(got), len(test.want))
			}
			for i, want := range test.want {
				s := got[i]
				if s.Name != want.name || len(s.Rows) != want.rows || len(s.Rows[0]) != want.columns {
					t.Fatalf("sheet %q of %d x %d, want %q of %d x %d", s.Name, len(s.Rows), len(s.Rows[0]), want.name, want.rows, want.columns)
				}
				for line, beginning := range [][]string{want.header, want.first} {
					if n := len(beginning); !slices.Equal(s.Rows[line][:n], beginning) {
						t.Errorf("line %d begins with %q, want %q", line+1, s.Rows[line][:n], beginning)
					}
				}
				checkShape(t, s)
			}
		})
	}
}

// Missing values keep the mark that the publisher gave them; their number was counted apart from these readers.
func TestRealMissing(t *testing.T) {
	tests := []struct {
		file string
		read func([]byte) ([]sheet.Sheet, error)
		mark string
		want int
	}{
		{kwb, sheet.XLSX, ".", 5591},
		{"leefbaarometer/2.0-meting-2016/wijk.xlsx", sheet.XLSX, "#N/A", 2740},
		{"kwb/2016-wijk-dbf/wijk_2016.dbf", dbase, "-99999999", 3461 + 21}, // in whole and in real columns
	}
	for _, test := range tests {
		t.Run(filepath.Base(test.file), func(t *testing.T) {
			sheets, err := test.read(real(t, test.file))
			if err != nil {
				t.Fatal(err)
			}
			got := 0
			for _, row := range sheets[0].Rows {
				for _, text := range row {
					if text == test.mark {
						got++
					}
				}
			}
			if got != test.want {
				t.Errorf("%d times %s, want %d", got, test.mark, test.want)
			}
		})
	}
}

// The same cells give the same text through either kind of workbook.
func TestRealAsXLS(t *testing.T) {
	sheets, err := sheet.XLSX(real(t, scores))
	if err != nil {
		t.Fatal(err)
	}
	got, err := sheet.XLS(sheettest.XLS(sheets...))
	if err != nil {
		t.Fatal(err)
	}
	compare(t, got, sheets)
}

func BenchmarkXLSX(b *testing.B) {
	data := real(b, scores)
	bench(b, data, sheet.XLSX)
}

func BenchmarkXLS(b *testing.B) {
	sheets, err := sheet.XLSX(real(b, scores))
	if err != nil {
		b.Fatal(err)
	}
	bench(b, sheettest.XLS(sheets...), sheet.XLS)
}

func BenchmarkDBase(b *testing.B) {
	bench(b, real(b, "kwb/2016-wijk-dbf/wijk_2016.dbf"), dbase)
}

func bench(b *testing.B, data []byte, read func([]byte) ([]sheet.Sheet, error)) {
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := read(data); err != nil {
			b.Fatal(err)
		}
	}
}
