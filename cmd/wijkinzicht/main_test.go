package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"wijkinzicht/data"
	"wijkinzicht/data/pack"
	"wijkinzicht/server/sandbox"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Filled by TestMain.
var (
	binary string // the program, built
	filled string // a store with the embedded figures; tests only read it
)

func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == sandbox.Argument { // a server in these tests starts this program again
		os.Exit(sandbox.Child(os.Stdin, os.Stdout))
	}
	if mirror := os.Getenv(mirrorVariable); mirror != "" {
		os.Exit(asProgram(mirror))
	}
	flag.Parse()
	os.Exit(prepared(m))
}

func prepared(m *testing.M) int {
	dir, err := os.MkdirTemp("", "wijkinzicht-cmd")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	binary, filled = filepath.Join(dir, "wijkinzicht"), filepath.Join(dir, "var")
	if out, err := exec.Command("go", "build", "-ldflags", "-s -w", "-o", binary, ".").CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "build: %v\n%s", err, out)
		return 1
	}
	// serve publishes the embedded figures, also when it is told to stop at once.
	ctx, stop := context.WithCancel(context.Background())
	var out lines
	out.onLine = func(line string) {
		if strings.Contains(line, "http://") {
			stop()
		}
	}
	if code := run(ctx, []string{"serve", "--store", filled, "--listen", "127.0.0.1:0"}, env{stdout: &out, stderr: &out, getenv: noEnv}); code != 0 {
		fmt.Fprintf(os.Stderr, "serve: exit %d\n%s", code, out.String())
		return 1
	}
	return m.Run()
}

func noEnv(string) string { return "" }

// command runs one command in this process on a store.
func command(args ...string) (code int, stdout, stderr string) {
	var out, errs bytes.Buffer
	code = run(context.Background(), args, env{stdout: &out, stderr: &errs, getenv: noEnv})
	return code, out.String(), errs.String()
}

// smallCommand is command with the embedded figures of a few years: those who publish again and again need no more.
func smallCommand(args ...string) (code int, stdout, stderr string) {
	var out, errs bytes.Buffer
	code = run(context.Background(), args, env{stdout: &out, stderr: &errs, getenv: noEnv, pack: smallPack()})
	return code, out.String(), errs.String()
}

func smallPack() fs.FS {
	few := fstest.MapFS{}
	for _, name := range []string{"kwb-2020.csv", "kwb-2024.csv", "plaats/labelpunt.csv"} {
		content, err := fs.ReadFile(pack.Files(), name)
		if err != nil {
			panic(err)
		}
		few[name] = &fstest.MapFile{Data: content}
	}
	return few
}

func TestUnderstoodAndNotUnderstood(t *testing.T) {
	empty := t.TempDir()
	for name, c := range map[string]struct {
		args           []string
		code           int
		stdout, stderr string // a part of each; empty: nothing at all
	}{
		"nothing":               {nil, 2, "Gebruik: wijkinzicht", ""},
		"help":                  {[]string{"help"}, 0, "ingest ", ""},
		"--help":                {[]string{"--help"}, 0, "export ", ""},
		"help of a command":     {[]string{"serve", "--help"}, 0, "", "-listen"},
		"unknown command":       {[]string{"migreer"}, 2, "", `opdracht "migreer" bestaat niet`},
		"unknown flag":          {[]string{"serve", "--poort", "80"}, 2, "", "poort"},
		"flag without a value":  {[]string{"query", "--format"}, 2, "", "format"},
		"query without one":     {[]string{"query", "--store", empty}, 2, "", "0 argument(en)"},
		"two questions":         {[]string{"query", "select 1", "select 2"}, 2, "", "2 argument(en)"},
		"check with more":       {[]string{"check", "alles"}, 2, "", "1 argument(en)"},
		"export to nowhere":     {[]string{"export"}, 2, "", "0 argument(en)"},
		"version":               {[]string{"version", "--store", filled}, 0, fmt.Sprintf("schema %d\nrevisie ", data.SchemaVersion), ""},
		"version of nothing":    {[]string{"version", "--store", empty}, 0, "revisie geen", ""},
		"query of nothing":      {[]string{"query", "--store", empty, "select 1"}, 1, "", "nog niets gepubliceerd"},
		"check of nothing":      {[]string{"check", "--store", empty}, 1, "", "begin met wijkinzicht ingest"},
		"export of nothing":     {[]string{"export", "--store", empty, t.TempDir()}, 1, "", "nog niets gepubliceerd"},
		"ingest of nothing":     {[]string{"ingest", "--store", t.TempDir(), "--from", empty}, 1, "", "geen"},
		"ingest of no folder":   {[]string{"ingest", "--store", t.TempDir(), "--from", filepath.Join(empty, "weg")}, 1, "", "weg"},
		"wrong SQL":             {[]string{"query", "--store", filled, "select vla from trend"}, 1, "", "vla"},
		"no SQL":                {[]string{"query", "--store", filled, "hoeveel inwoners?"}, 1, "", "niet te beantwoorden"},
		"a query that writes":   {[]string{"query", "--store", filled, "delete from trend"}, 1, "", "niet te beantwoorden"},
		"a query that reads":    {[]string{"query", "--store", filled, "select * from read_csv('/etc/passwd')"}, 1, "", "niet te beantwoorden"},
		"unknown query format":  {[]string{"query", "--store", filled, "--format", "xml", "select 1"}, 1, "", "kies table, csv, json, jsonl, markdown of parquet"},
		"unknown export format": {[]string{"export", "--store", filled, "--format", "xml", t.TempDir()}, 1, "", "kies parquet of csv"},
		"unknown engine":        {[]string{"export", "--store", filled, "--voor", "spark", t.TempDir()}, 2, "", "kies clickhouse"},
		"engine and format":     {[]string{"export", "--store", filled, "--voor", "clickhouse", "--format", "csv", t.TempDir()}, 2, "", "laat --format en --archief weg"},
		"engine into a store":   {[]string{"export", "--store", filled, "--voor", "clickhouse", filled}, 2, "", "staat al iets"},
		"no address to listen":  {[]string{"serve", "--store", filled, "--listen", "nergens"}, 1, "", "nergens"},
	} {
		code, stdout, stderr := command(c.args...)
		if code != c.code || !strings.Contains(stdout, c.stdout) || !strings.Contains(stderr, c.stderr) {
			t.Errorf("%s: exit %d (want %d)\nstdout %q (want %q)\nstderr %q (want %q)", name, code, c.code, stdout, c.stdout, stderr, c.stderr)
		}
		if c.stderr == "" && stderr != "" || c.stdout == "" && stdout != "" {
			t.Errorf("%s: also says %q %q", name, stdout, stderr)
		}
		if strings.Contains(name, "SQL") || strings.Contains(name, "nothing") && c.code == 1 {
			if n := strings.Count(strings.TrimSpace(stderr), "\n"); n != 0 {
				t.Errorf("%s: the complaint has %d lines more than one: %q", name, n, stderr)
			}
		}
		if strings.Contains(stderr, "goroutine") {
			t.Errorf("%s: panics: %s", name, stderr)
		}
	}
}

func TestVersionNamesTheRevision(t *testing.T) {
	_, out, _ := command("version", "--store", filled)
	if !regexp.MustCompile(fmt.Sprintf(`^wijkinzicht \S+\nschema %d\nrevisie [0-9a-f]{12}\n$`, data.SchemaVersion)).MatchString(out) {
		t.Errorf("version says %q", out)
	}
}

func TestStoreComesFromTheEnvironment(t *testing.T) {
	var out, errs bytes.Buffer
	getenv := func(name string) string { return map[string]string{"WIJKINZICHT_STORE": filled}[name] }
	if code := run(context.Background(), []string{"version"}, env{stdout: &out, stderr: &errs, getenv: getenv}); code != 0 || strings.Contains(out.String(), "geen") {
		t.Errorf("exit %d: %s%s", code, out.String(), errs.String())
	}
}

// golden holds an output against its file.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs (go test -update writes it anew):\n%s", path, got)
	}
}
