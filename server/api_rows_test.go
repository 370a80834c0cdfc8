package server_test

import (
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"wijkinzicht/data"
)

// TestEveryNumberOfRowsIsValid reads every resource in every format with a parser of somebody else, around the number of
// rows above which an answer is written to a file first.
func TestEveryNumberOfRowsIsValid(t *testing.T) {
	for _, r := range data.Resources {
		formats := []string{"json", "csv", "csv.gz", "parquet"}
		if r.Name == "areas" {
			formats = append(formats, "geojson")
		}
		for _, asked := range []string{"?limit=1", "?limit=1999", "?limit=2000", "?limit=2001", "", "?year=1000"} {
			hasYear := strings.Contains("trend observations areas breaks", r.Name)
			if asked == "" && testing.Short() || asked == "?year=1000" && !hasYear {
				continue
			}
			for i, format := range formats {
				if i > 1 && (asked == "" || asked == "?limit=1" || asked == "?limit=1999") { // these share the way of the others
					continue
				}
				checkRows(t, "/api/v1/"+r.Name+"."+format+asked, format, asked == "?year=1000")
			}
		}
	}
}

func checkRows(t *testing.T, address, format string, none bool) {
	t.Helper()
	answer := ask(t, http.MethodGet, base+address)
	if answer.status != http.StatusOK {
		t.Errorf("%s: status %d", address, answer.status)
		return
	}
	want, err := strconv.Atoi(answer.header.Get("X-Rows"))
	if err != nil || (want == 0) != none || answer.header.Get("X-Compleet") != "ja" {
		t.Errorf("%s: X-Rows %q", address, answer.header.Get("X-Rows"))
	}
	rows, err := countRows(t, format, answer)
	if err != nil || rows != want {
		t.Errorf("%s: %d rows, and it says %d: %v; it begins with %.80q", address, rows, want, err, answer.body)
	}
}

func countRows(t *testing.T, format string, a reply) (n int, err error) {
	switch format {
	case "csv":
		records, err := csv.NewReader(strings.NewReader(a.body)).ReadAll()
		return len(records) - 1, err
	case "csv.gz", "parquet":
		err := duck(t, format, a.raw).QueryRow("select count(*) from answer").Scan(&n)
		return n, err
	}
	var answer struct {
		Rows     int
		Data     []map[string]any
		Features []map[string]any
		Complete bool
	}
	err = json.Unmarshal([]byte(a.body), &answer)
	n = len(answer.Data) + len(answer.Features)
	if err == nil && (!answer.Complete || answer.Rows != n) {
		err = fmt.Errorf("complete %v with %d of %d rows", answer.Complete, n, answer.Rows)
	}
	return n, err
}

// duck gives a DuckDB of its own that reads an answer as the view answer, guessing what is in a CSV as it does for anybody.
func duck(t *testing.T, format string, body []byte) *sql.DB {
	t.Helper()
	path := filepath.Join(t.TempDir(), "answer."+format)
	if err := os.WriteFile(path, body, 0o644); err != nil {
		t.Fatal(err)
	}
	memory, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { memory.Close() })
	if _, err := memory.Exec("create view answer as from '" + path + "'"); err != nil {
		t.Fatalf("%s: %v", format, err)
	}
	return memory
}

// TestCSVIsReadAsItIs: a reader that guesses the types of a CSV finds numbers where they are, which a line of another kind
// under it would make text.
func TestCSVIsReadAsItIs(t *testing.T) {
	for format, address := range map[string]string{
		"csv": "/api/v1/trend.csv?subject=moerwijk", "csv.gz": "/api/v1/trend.csv.gz?subject=moerwijk",
	} {
		var year, value string
		if err := duck(t, format, get(t, address).raw).QueryRow("select any_value(typeof(year)), any_value(typeof(value)) from answer").Scan(&year, &value); err != nil || year != "BIGINT" || value != "DOUBLE" {
			t.Errorf("%s: the year is read as %s, the value as %s: %v", address, year, value, err)
		}
	}
	answer := get(t, "/onderzoek/sql.csv.gz"+asking("select 1 as a, 'x' as b"))
	var n int
	if err := duck(t, "csv.gz", answer.raw).QueryRow("select count(*) from answer where a = 1").Scan(&n); err != nil || n != 1 {
		t.Errorf("sql.csv.gz: %d rows, %v", n, err)
	}
	for address, field := range map[string]string{"/api/v1/trend.csv?slot=nee": "slot", "/api/v1/trend.json?slot=ja": "slot"} {
		if r := get(t, address); r.status != 400 || !strings.Contains(r.body, field) {
			t.Errorf("%s: status %d", address, r.status)
		}
	}
}

// TestLargeAnswersAreCompressed: an answer that is written to a file first goes over the wire as small as one that is kept.
func TestLargeAnswersAreCompressed(t *testing.T) {
	const path = "/api/v1/observations.csv?year=2020"
	plain := get(t, path)
	for _, encoding := range []string{"gzip", "br"} {
		packed := get(t, path, "Accept-Encoding: "+encoding)
		if packed.header.Get("Content-Encoding") != encoding || packed.body != plain.body || len(packed.raw)*4 > len(plain.raw) || packed.header.Get("ETag") == plain.header.Get("ETag") {
			t.Errorf("%s: %d of %d bytes, encoding %q", encoding, len(packed.raw), len(plain.raw), packed.header.Get("Content-Encoding"))
		}
	}
}
