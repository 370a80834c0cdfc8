package web

import (
	"bytes"
	"io"
	"strings"
	"testing"
)

const sampleSQL = `select name from area where name = '<b>"Zonnewijk"</b>'`

// TestResearchPages renders each page filled and empty; what a researcher types never becomes markup.
func TestResearchPages(t *testing.T) {
	pages, err := New("")
	if err != nil {
		t.Fatal(err)
	}
	file := Download{Name: "area.csv", URL: "/a", Size: "1 kB", Rows: "2", SHA256: "ab"}
	for name, write := range map[string]func(io.Writer) error{
		"files": func(w io.Writer) error {
			return pages.Onderzoek(w, OnderzoekPage{Frame: sampleHome().Frame, Revision: "0123456789ab", Whole: file, Tables: []TableFiles{{Name: "area", Rows: "2", Parquet: file, CSV: file}},
				Geo: &file, Older: []OlderDataset{{"ba9876543210", "1 mei 2026", file}}, CFF: "title: <x>", Free: true})
		},
		"api": func(w io.Writer) error {
			return pages.API(w, APIPage{Frame: sampleHome().Frame, Revision: "0123456789ab", MaxRows: "250.000", Resources: []APIResource{{Name: "trend", Summary: "Reeksen",
				Examples: []Link{{Text: "/api/v1/trend?subject=moerwijk&year=2020", URL: "/api/v1/trend?subject=moerwijk&year=2020"}}, Parameters: []APIParameter{{"subject", "Slug"}}}}})
		},
		"no files": func(w io.Writer) error { return pages.Onderzoek(w, OnderzoekPage{}) },
		"schema": func(w io.Writer) error {
			return pages.Schema(w, SchemaPage{Groups: []SchemaGroup{{"tabellen", "Tabellen", "n", []SchemaTable{{ID: "area", Name: "area", Call: "area", Rows: "2",
				Columns: []SchemaColumn{{"year", "SMALLINT", "Year.", true, true}}}}}}})
		},
		"no schema": func(w io.Writer) error { return pages.Schema(w, SchemaPage{}) },
		"questions": func(w io.Writer) error {
			return pages.Vragen(w, VragenPage{Questions: []WorkedQuestion{{"a", "Wat?", "n", sampleSQL, sampleSQL, "/q"}, {"b", "Hoe?", "", sampleSQL, sampleSQL, ""}}})
		},
		"no questions": func(w io.Writer) error { return pages.Vragen(w, VragenPage{}) },
		"recipes": func(w io.Writer) error {
			return pages.Recepten(w, ReceptenPage{Recipes: []Recipe{{"a", "R", "n", sampleSQL, true}}})
		},
		"no recipes": func(w io.Writer) error { return pages.Recepten(w, ReceptenPage{}) },
		"answer": func(w io.Writer) error {
			return pages.SQL(w, SQLPage{SQL: sampleSQL, Asked: true, Columns: []string{"<i>"}, Rows: [][]string{{"<b>"}}, Count: "1", Cut: "Afgebroken.", Files: []Link{{"CSV", "/a"}}, Examples: []Link{{"Wat?", "/q"}}})
		},
		"fault": func(w io.Writer) error {
			return pages.SQL(w, SQLPage{SQL: "</textarea><script>", Asked: true, Fault: "<script>"})
		},
		"changes": func(w io.Writer) error {
			figure := ChangedFigure{Where: "<b>", Code: "WK990101", Year: 2020, What: "indeling 2024", Before: "1", After: "geheim"}
			row := ChangedRow{Name: Link{"<b>", "/a"}, Changed: "1", Added: "0", Removed: "0", Series: "2", Largest: &figure}
			return pages.Wijzigingen(w, WijzigingenPage{Frame: sampleHome().Frame, Feed: "/f", From: "a", To: "b", Sentences: []string{"Er veranderde iets."}, Sources: []ChangedRow{row}, ByIndicator: []ChangedRow{row, {}},
				Gemeenten: []ChangedRow{row}, Subjects: []ChangedRow{row}, Chosen: "WOZ", Largest: []ChangedFigure{figure}, Files: []Link{{"CSV", "/a"}, {"JSON", "/b"}}})
		},
		"no changes":  func(w io.Writer) error { return pages.Wijzigingen(w, WijzigingenPage{None: "Er is er een."}) },
		"no question": func(w io.Writer) error { return pages.SQL(w, SQLPage{}) },
	} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		checkDocument(t, name, b.String())
		if strings.Contains(b.String(), "<b>") || strings.Contains(b.String(), "<script>") || strings.Contains(b.String(), "<x>") {
			t.Errorf("%s: a text became markup", name)
		}
	}
}

func TestBytes(t *testing.T) {
	for n, want := range map[int64]string{0: "0 bytes", 999: "999 bytes", 1000: "1 kB", 37_400: "37 kB", 6_828_032: "6,8 MB", 2_500_000_000: "2,5 GB"} {
		if got := Bytes(n); got != want {
			t.Errorf("%d is %q, want %q", n, got, want)
		}
	}
}
