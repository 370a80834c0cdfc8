//go:build e2e

package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"wijkinzicht/data"
)

// TestClientsClickHouse loads the export in a server and in a cluster of two shards, with the script that lies in it, and holds every row and
// every answer against DuckDB's.
func TestClientsClickHouse(t *testing.T) {
	servers := clickHouses(t)
	export := filepath.Join(t.TempDir(), "uit")
	if code, out, errs := command("export", "--store", filled, "--voor", "clickhouse", export); code != 0 || !strings.Contains(out, "laden.sh") {
		t.Fatalf("exit %d: %s%s", code, out, errs)
	}
	var loads sync.WaitGroup
	for _, flags := range [][]string{{"--database", "een"}, {"--cluster", "wijken"}} {
		loads.Go(func() { servers[0].load(t, export, flags...) })
	}
	loads.Wait()
	if t.Failed() {
		t.FailNow()
	}
	db := openFilled(t)
	for name, at := range map[string]struct {
		server   clickHouse
		database string
	}{"one server": {servers[0], "een"}, "first of two shards": {servers[0], "wijkinzicht"}, "second of two shards": {servers[1], "wijkinzicht"}} {
		t.Run(name, func(t *testing.T) {
			for _, q := range data.Questions() {
				sameRows(t, q.Slug, at.server.ask(t, at.database, q.ClickHouse+"\nformat JSONEachRow"), inDuckDB(t, db, q.SQL))
			}
		})
	}
	t.Run("every row", func(t *testing.T) { everyRow(t, servers[1], export) })
	t.Run("by gemeente", func(t *testing.T) {
		var on [2][]string
		for i, s := range servers {
			on[i] = strings.Fields(string(s.ask(t, "wijkinzicht_deel", "select distinct substring(area_code, 3, 4) from observation")))
		}
		if len(on[0]) == 0 || len(on[1]) == 0 || slices.ContainsFunc(on[0], func(gemeente string) bool { return slices.Contains(on[1], gemeente) }) {
			t.Errorf("the shards have %v and %v", on[0], on[1])
		}
	})
	t.Run("own table", func(t *testing.T) { ownTable(t, servers[0], export) })
	t.Run("again", func(t *testing.T) {
		for cluster, want := range map[string]string{"wijken": "staat al iets in database wijkinzicht", "dorpen": "kent geen cluster dorpen"} {
			if out, err := servers[1].try(export, "--cluster", cluster); err == nil || !strings.Contains(out, want) {
				t.Errorf("into %s: %v: %s", cluster, err, out)
			}
		}
	})
}

// everyRow holds the tables of a loaded server against the files that they were loaded from.
func everyRow(t *testing.T, server clickHouse, export string) {
	files, err := filepath.Glob(filepath.Join(export, "tabel", "*.csv"))
	if err != nil || len(files) < 20 {
		t.Fatalf("%d tables, %v", len(files), err)
	}
	for _, file := range files {
		written, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		table := strings.TrimSuffix(filepath.Base(file), ".csv")
		if got, want := sortedCells(t, server.ask(t, "wijkinzicht", "select * from "+table+" format CSVWithNames")), sortedCells(t, written); !slices.Equal(got, want) {
			t.Errorf("%s has other rows than its file", table)
		}
	}
}

// ownTable carries out the example of a table of one's own that the export's README gives.
func ownTable(t *testing.T, server clickHouse, export string) {
	readme, err := os.ReadFile(filepath.Join(export, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, from, _ := strings.Cut(string(readme), "\n    create table bezoek")
	example, _, _ := strings.Cut(from, ";\n\n")
	var answer []byte
	for _, text := range strings.Split("create table bezoek"+example, ";\n") {
		answer = server.ask(t, "wijkinzicht", text)
	}
	if strings.Count(string(answer), "BU0518") != 2 {
		t.Errorf("the example of a table of one's own gives %q", answer)
	}
}

// TestClientsClickHouseOfNow loads the same export in a ClickHouse of now, which comes as a library.
func TestClientsClickHouseOfNow(t *testing.T) {
	folder, err := filepath.Abs("testdata/chdb")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(folder, "node_modules")); err != nil {
		t.Skip("a ClickHouse of now is missing: run make deps-chdb")
	}
	db := openFilled(t)
	export := t.TempDir()
	tables, err := db.ExportClickHouse(t.Context(), export)
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command("node", "ask.mjs", export, t.TempDir())
	command.Dir, command.Stderr = folder, t.Output()
	out, err := command.Output()
	var got struct {
		Version   string
		Described int
		Answers   []string
	}
	if err != nil || json.Unmarshal(out, &got) != nil || len(got.Answers) != len(data.Questions()) {
		t.Fatalf("%v: %s", err, out)
	}
	if !strings.HasPrefix(got.Version, "26.") || got.Described != len(tables) {
		t.Errorf("ClickHouse %s describes %d tables of %d", got.Version, got.Described, len(tables))
	}
	for i, q := range data.Questions() {
		sameRows(t, q.Slug, []byte(got.Answers[i]), inDuckDB(t, db, q.SQL))
	}
}

// sortedCells gives the rows of a CSV file in order, a number in one spelling: ClickHouse 18.16 reads the last bit of some fractions wrong.
func sortedCells(t *testing.T, text []byte) []string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	lines := make([]string, len(rows))
	for i, row := range rows {
		for j, cell := range row {
			if n, err := strconv.ParseFloat(cell, 64); err == nil {
				row[j] = strconv.FormatFloat(n, 'g', 12, 64)
			} else if strings.HasPrefix(cell, "[") {
				row[j] = strings.NewReplacer(".0,", ",", ".0]", "]").Replace(cell)
			}
		}
		lines[i] = strings.Join(row, "\x00")
	}
	slices.Sort(lines)
	return lines
}
