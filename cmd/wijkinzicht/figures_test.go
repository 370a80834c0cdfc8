package main

import (
	"context"
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	_ "github.com/duckdb/duckdb-go/v2"

	"wijkinzicht/data/store"
)

// question asks for a published series: numbers, text, truth and a column without values.
const question = "select year, value, status, quality, break_before, low from trend where subject = 'moerwijk' and indicator = 'lbm2_klasse' order by year"

func TestQueryFormats(t *testing.T) {
	for _, format := range []string{"table", "csv", "json"} {
		code, out, errs := command("query", "--store", filled, "--format", format, question)
		if code != 0 || errs != "" {
			t.Fatalf("%s: exit %d: %s", format, code, errs)
		}
		golden(t, "query."+format, []byte(out))
	}
}

func TestQueryFormatsAgree(t *testing.T) {
	_, text, _ := command("query", "--store", filled, "--format", "csv", question)
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ = command("query", "--store", filled, "--format", "json", question)
	var objects []map[string]any
	if err := json.Unmarshal([]byte(text), &objects); err != nil {
		t.Fatal(err)
	}
	code, text, errs := command("query", "--store", filled, "--format", "parquet", question)
	if code != 0 {
		t.Fatalf("parquet: exit %d: %s", code, errs)
	}
	path := filepath.Join(t.TempDir(), "antwoord.parquet")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	n := len(rows) - 1
	if n < 5 || len(objects) != n || countRows(t, fmt.Sprintf("read_parquet('%s')", path)) != int64(n) {
		t.Errorf("%d rows as csv, %d as json, %d as parquet", n, len(objects), countRows(t, fmt.Sprintf("read_parquet('%s')", path)))
	}
	if objects[0]["low"] != nil || rows[1][5] != "" {
		t.Errorf("a missing value is %v in json and %q in csv", objects[0]["low"], rows[1][5])
	}
}

// countRows lets a DuckDB of its own count the rows of a file.
func countRows(t *testing.T, from string) int64 {
	t.Helper()
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var n int64
	if err := db.QueryRow("select count(*) from " + from).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestExportIsWholeAndReadable(t *testing.T) {
	for format, reader := range map[string]string{"parquet": "read_parquet('%s')", "csv": "read_csv('%s', header = true, all_varchar = true)"} {
		dir := filepath.Join(t.TempDir(), "uit")
		code, out, errs := command("export", "--store", filled, "--format", format, dir)
		if code != 0 || errs != "" {
			t.Fatalf("%s: exit %d: %s", format, code, errs)
		}
		tables := map[string]int64{}
		for _, m := range regexp.MustCompile(`(?m)^(\w+) +(\d+) rijen +(\S+)$`).FindAllStringSubmatch(out, -1) {
			said, err := strconv.ParseInt(m[2], 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			tables[m[1]] = said
			if got := countRows(t, fmt.Sprintf(reader, m[3])); got != said {
				t.Errorf("%s: %s has %d rows, and export says %d", format, m[3], got, said)
			}
			if got := countRows(t, fmt.Sprintf("(select * from "+reader+" limit 1)", m[3])); said > 0 && got != 1 {
				t.Errorf("%s: %s gives no row", format, m[3])
			}
		}
		for _, name := range []string{"observation", "trend", "trend_input", "indicator", "source", "raw_file", "subject", "subject_part", "area"} {
			if tables[name] == 0 {
				t.Errorf("%s: table %s is missing or empty", format, name)
			}
		}
		if left, _ := filepath.Glob(filepath.Join(dir, "*.part")); len(left) > 0 {
			t.Errorf("%s: left %v behind", format, left)
		}
	}
}

func TestCheckSaysEveryPart(t *testing.T) {
	code, out, errs := command("check", "--store", filled)
	if code != 0 || errs != "" {
		t.Fatalf("exit %d: %s", code, errs)
	}
	at := 0
	for _, part := range []string{"Revisie ", "Alleen de meegeleverde cijfers", "Wat er geladen is", "Bestanden", "Wat elke wijk heeft", "Moerwijk",
		"Buurten en wijken opgeteld tegen wijk en gemeente", "Bijzonderheden", "Harde regels", "Elke trendwaarde volgt uit de waarnemingen"} {
		i := strings.Index(out[at:], part)
		if i < 0 {
			t.Fatalf("%q is not there, or not in its place", part)
		}
		at += i
	}
}

// TestAStoreOfAnotherSchemaIsRefused makes a revision as a program with another schema would have.
func TestAStoreOfAnotherSchemaIsRefused(t *testing.T) {
	_, path, err := store.Store{Dir: filled}.Current()
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	old := store.Store{Dir: t.TempDir()}
	if err := os.WriteFile(old.Path("00000000000a"), content, 0o644); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("duckdb", old.Path("00000000000a"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(context.Background(), "update meta set value = '99' where key = 'schema_version'"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := old.PointAt("00000000000a"); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"query", "select 1"}, {"check"}, {"export", t.TempDir()}} {
		code, _, errs := command(append([]string{args[0], "--store", old.Dir}, args[1:]...)...)
		if code != 1 || !strings.Contains(errs, "schema 99") || !strings.Contains(errs, "draai wijkinzicht ingest") {
			t.Errorf("%s: exit %d: %s", args[0], code, errs)
		}
	}
}

// TestDepositIsWhole writes the folder for an archive of data and lets programs of others look at it: sha256sum at its files, DuckDB at the
// database and a table.
func TestDepositIsWhole(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "archief")
	if code, out, errs := command("export", "--store", filled, "--archief", "--adres", "https://wijken.example/", dir); code != 0 || !strings.Contains(out, "sha256sums.txt") {
		t.Fatalf("exit %d: %s%s", code, out, errs)
	}
	check := exec.Command("sha256sum", "--check", "--strict", "--quiet", "sha256sums.txt")
	check.Dir = dir
	if out, err := check.CombinedOutput(); err != nil {
		t.Errorf("sha256sum: %v: %s", err, out)
	}
	read := func(name string) string {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	about, sums := read("README.md"), read("sha256sums.txt")
	for _, e := range entries {
		if !strings.Contains(sums, "  "+e.Name()+"\n") && e.Name() != "sha256sums.txt" {
			t.Errorf("%s has no hash", e.Name())
		}
		if ext := filepath.Ext(e.Name()); (ext == ".csv" || ext == ".parquet" && !strings.HasPrefix(e.Name(), "wijzigingen")) && !strings.Contains(about, "`"+e.Name()+"`") {
			t.Errorf("the README does not name %s", e.Name())
		}
	}
	if licences := read("LICENTIES.md"); !strings.Contains(licences, "CC BY 4.0") {
		t.Errorf("the licences are %s", licences)
	}
	if cff := read("CITATION.cff"); !strings.Contains(cff, `repository-artifact: "https://wijken.example/onderzoek/bestand/`) {
		t.Errorf("the citation is %s", cff)
	}
	if n, m := countRows(t, "read_csv('"+filepath.Join(dir, "trend.csv")+"', header = true, all_varchar = true)"), countRows(t, "read_parquet('"+filepath.Join(dir, "trend.parquet")+"')"); n == 0 || n != m {
		t.Errorf("trends have %d rows as CSV and %d as Parquet", n, m)
	}
	if code, out, errs := command("export", "--store", filled, "--archief", dir); code != 2 || !strings.Contains(errs, "staat al iets") {
		t.Errorf("into a folder with something in it: exit %d: %s%s", code, out, errs)
	}
}
