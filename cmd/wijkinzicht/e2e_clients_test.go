//go:build e2e

package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"wijkinzicht/data"
)

// TestClientsOfOtherDuckDBs asks the worked questions, and a row of every view, of the oldest DuckDB that the page for researchers
// names and of the newest from npm.
func TestClientsOfOtherDuckDBs(t *testing.T) {
	folder, err := filepath.Abs("testdata/duckdb")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(folder, "node_modules")); err != nil {
		t.Fatal("the DuckDBs of npm are missing: run make deps-duckdb")
	}
	var questions []string
	for _, q := range data.Questions() {
		questions = append(questions, q.SQL)
	}
	for _, view := range []string{"herkomst", "dekking", "buurt_laatste", "wijk_trend", "figure"} {
		questions = append(questions, "from "+view+" limit 1")
	}
	asked, err := json.Marshal(questions)
	if err != nil {
		t.Fatal(err)
	}
	for name, version := range map[string]string{"oldest": data.OldestDuckDB, "newest": "v1.5."} {
		command := exec.Command("node", "ask.mjs", name, filepath.Join(filled, "wijkinzicht.duckdb"))
		command.Dir, command.Stdin = folder, bytes.NewReader(asked)
		out, err := command.Output()
		var got struct {
			Version string
			Answers []struct {
				Rows  int
				Fault string
			}
		}
		if err != nil || json.Unmarshal(out, &got) != nil || len(got.Answers) != len(questions) || !strings.HasPrefix(got.Version, version) {
			t.Fatalf("%s is %s, with %d answers: %v", name, got.Version, len(got.Answers), err)
		}
		for i, a := range got.Answers {
			if a.Fault != "" || a.Rows == 0 {
				t.Errorf("%s: %d rows, %.300s, of %s", got.Version, a.Rows, a.Fault, questions[i])
			}
		}
	}
}
