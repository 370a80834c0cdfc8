package ingest

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestRealSESHeadings holds our names for the scores of social-economic status against a real export of StatLine: its titles,
// groups and units are those of OData, from which the names there are made.
func TestRealSESHeadings(t *testing.T) {
	found, err := filepath.Glob(filepath.Join(realFiles(t), "other", "ses-woa-*", "*.csv"))
	if err != nil || len(found) == 0 {
		t.Skip("no real export of SES-WOA here")
	}
	f, err := os.Open(found[0])
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes = ';', true // a byte order mark stands before the first quote
	first, err := r.Read()
	if err != nil {
		t.Fatal(err)
	}
	var headers []header
	for i, text := range first {
		h := statlineHeader(dorrestad(t), text, "/")
		h.position = i
		headers = append(headers, h)
	}
	columns, positions, err := familyColumns(dorrestad(t), found[0], "ses", "", 2025, headers)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for i, c := range columns {
		got = append(got, fmt.Sprint(c.indicator.ID, " = ", first[positions[i]]))
	}
	want := []string{"ses_woa = SES-WOA/Totaalscore/Gemiddelde score (Getal)", "ses_spreiding = Spreiding/Spreiding totaal/Waarde (Getal)"}
	if !slices.Equal(got, want) {
		t.Errorf("columns are %q, want %q", got, want)
	}
}
