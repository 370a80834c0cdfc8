//go:build e2e

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"wijkinzicht/data"
)

// duckdbs are the oldest DuckDB that the page for researchers names and the newest from npm, with how their versions begin.
var duckdbs = map[string]string{"oldest": data.OldestDuckDB, "newest": "v1.5."}

// TestClientsOfOtherDuckDBs asks the worked questions, and a row of every view.
func TestClientsOfOtherDuckDBs(t *testing.T) {
	var questions []string
	for _, q := range data.Questions() {
		questions = append(questions, q.SQL)
	}
	for _, view := range []string{"herkomst", "dekking", "buurt_laatste", "buurt_breed", "wijk_trend", "figure"} {
		questions = append(questions, "from "+view+" limit 1")
	}
	questions = append(questions, "select * from duckdb_columns() where table_name = 'buurt_breed' and column_name = 'woz' and comment like '%x € 1.000%'")
	for name := range duckdbs {
		for i, rows := range askDuckDB(t, name, questions, filepath.Join(filled, "wijkinzicht.duckdb")) {
			if rows == 0 {
				t.Errorf("%s: no rows of %s", name, questions[i])
			}
		}
	}
}

// TestClientsPutTwoRevisionsSideBySide carries out the recipe, statement by statement, with the same revision under both names.
func TestClientsPutTwoRevisionsSideBySide(t *testing.T) {
	recipe, err := os.ReadFile("../../server/research/recipe/twee-revisies.sql")
	if err != nil {
		t.Fatal(err)
	}
	revision, err := os.ReadFile(filepath.Join(filled, "wijkinzicht.duckdb"))
	if err != nil {
		t.Fatal(err)
	}
	text, dir := string(recipe), t.TempDir()
	for _, name := range []string{"wijkinzicht-oud.duckdb", "wijkinzicht-nieuw.duckdb"} {
		text = strings.Replace(text, name, filepath.Join(dir, name), 1)
		if err := os.WriteFile(filepath.Join(dir, name), revision, 0o444); err != nil {
			t.Fatal(err)
		}
	}
	statements := strings.Split(strings.TrimSpace(text), ";\n")
	for name := range duckdbs {
		rows := askDuckDB(t, name, statements)
		for i, s := range statements {
			if want := map[bool]int{true: 5}[strings.Contains(s, "\nfrom naast_elkaar")] + map[bool]int{true: 11}[strings.Contains(s, "temp.toen")]; rows[i] < want {
				t.Errorf("%s: %d rows, not %d, of %s", name, rows[i], want, s)
			}
		}
	}
}

// TestClientsMadeFromTheDescription makes a client of openapi.json, and calls every operation with it.
func TestClientsMadeFromTheDescription(t *testing.T) {
	folder, err := filepath.Abs("testdata/openapi")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(folder, "node_modules")); err != nil {
		t.Skip("the generator of clients is missing: run make deps-openapi")
	}
	_, out := start(t, "serve", "--store", filled, "--listen", "127.0.0.1:0")
	dir := t.TempDir() // where the client is made
	err = os.Symlink(filepath.Join(folder, "node_modules"), filepath.Join(dir, "node_modules"))
	for _, name := range []string{"package.json", "client.ts", "check.mjs"} {
		text, readErr := os.ReadFile(filepath.Join(folder, name))
		err = errors.Join(err, readErr, os.WriteFile(filepath.Join(dir, name), text, 0o644))
	}
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command("node", "check.mjs", out.address(t))
	command.Dir = dir
	said, err := command.Output()
	var got struct {
		Called int
		Faults []string
	}
	if err != nil || json.Unmarshal(said, &got) != nil || got.Called < 40 {
		t.Fatalf("%d operations, %v: %s", got.Called, err, said)
	}
	for _, fault := range got.Faults {
		t.Error(fault)
	}
}

// askDuckDB asks questions of a DuckDB from npm, on a file or on a database in memory, and gives how many rows each has.
func askDuckDB(t *testing.T, name string, questions []string, file ...string) []int {
	t.Helper()
	folder, err := filepath.Abs("testdata/duckdb")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(folder, "node_modules")); err != nil {
		t.Fatal("the DuckDBs of npm are missing: run make deps-duckdb")
	}
	asked, err := json.Marshal(questions)
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command("node", append([]string{"ask.mjs", name}, file...)...)
	command.Dir, command.Stdin = folder, bytes.NewReader(asked)
	out, err := command.Output()
	var got struct {
		Version string
		Answers []struct {
			Rows  int
			Fault string
		}
	}
	if err != nil || json.Unmarshal(out, &got) != nil || len(got.Answers) != len(questions) || !strings.HasPrefix(got.Version, duckdbs[name]) {
		t.Fatalf("%s is %s, with %d answers: %v", name, got.Version, len(got.Answers), err)
	}
	rows := make([]int, len(questions))
	for i, a := range got.Answers {
		if rows[i] = a.Rows; a.Fault != "" {
			t.Errorf("%s: %.300s, of %s", got.Version, a.Fault, questions[i])
		}
	}
	return rows
}
