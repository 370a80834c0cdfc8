package data

import (
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

// imported is a package of ours with the packages it needs, also by way of others, and those it names itself.
type imported struct {
	path          string
	deps, imports []string
}

func ourPackages(t *testing.T) []imported {
	t.Helper()
	out, err := exec.Command("go", "list", "-deps", "-f",
		`{{if and .Module .Module.Main}}{{.ImportPath}};{{join .Deps ","}};{{join .Imports ","}}{{end}}`, "wijkinzicht/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var packages []imported
	for _, line := range strings.Fields(string(out)) {
		part := strings.Split(line, ";")
		packages = append(packages, imported{part[0], strings.Split(part[1], ","), strings.Split(part[2], ",")})
	}
	if !slices.ContainsFunc(packages, func(p imported) bool { return p.path == "wijkinzicht/ingest" }) {
		t.Fatalf("go list found no ingest: %q", out)
	}
	return packages
}

// room is the first part of a package's path: wijkinzicht/web/chart is in the room web.
func room(pkg string) string {
	inside, ours := strings.CutPrefix(pkg, "wijkinzicht/")
	if !ours {
		return ""
	}
	first, _, _ := strings.Cut(inside, "/")
	return first
}

// serverRows are the packages of server from the bottom up: each may need those of its own row and of the rows below.
var serverRows = [][]string{{"answer", "sandbox", "site"}, {"figure"}, {"place", "portrait", "eleven"},
	{"atlas", "compare", "moment", "signal", "search", "sketch", "api", "research"}, {"page", "embed"}, {"."}}

// rowOf is the row of a package of server; -1 for others.
func rowOf(pkg string) int {
	name, ok := strings.CutPrefix(pkg, "wijkinzicht/server")
	if !ok {
		return -1
	}
	name = strings.TrimPrefix(name, "/")
	if name == "" {
		name = "."
	}
	return slices.IndexFunc(serverRows, func(row []string) bool { return slices.Contains(row, name) })
}

// TestServerRows holds the order within server.
func TestServerRows(t *testing.T) {
	for _, p := range ourPackages(t) {
		if strings.HasPrefix(p.path, "wijkinzicht/server") && rowOf(p.path) < 0 {
			t.Errorf("%s stands in no row", p.path)
		}
		for _, dep := range p.imports {
			if rowOf(dep) > rowOf(p.path) && rowOf(p.path) >= 0 {
				t.Errorf("%s needs %s, which stands above it", p.path, dep)
			}
		}
	}
}

// TestImportArrows holds the arrows between our rooms: data, geo and web need none of the others, ingest and server
// never meet, and one package alone speaks to GEOS.
func TestImportArrows(t *testing.T) {
	alone := []string{"data", "geo", "web"}
	apart := map[string]string{"ingest": "server", "server": "ingest"}
	for _, p := range ourPackages(t) {
		from := room(p.path)
		for _, dep := range p.deps {
			to := room(dep)
			if to != "" && to != from && (slices.Contains(alone, from) || apart[from] == to || to == "cmd") {
				t.Errorf("%s needs %s", p.path, dep)
			}
		}
		if slices.Contains(p.imports, "github.com/twpayne/go-geos") && p.path != "wijkinzicht/geo/overlay" {
			t.Errorf("%s imports go-geos", p.path)
		}
		if slices.Contains([]string{"util", "utils", "helper", "helpers", "common", "models", "services"}, path.Base(p.path)) {
			t.Errorf("%s: the name says nothing about what is in it", p.path)
		}
	}
}

// TestDataRows holds the order within data: what is known needs no database, and the store stands on top.
func TestDataRows(t *testing.T) {
	rows := []string{"wijkinzicht/data/pack", "wijkinzicht/data/series", "wijkinzicht/data/catalogue", "wijkinzicht/data", "wijkinzicht/data/store"}
	for _, p := range ourPackages(t) {
		at := slices.Index(rows, p.path)
		for _, dep := range p.imports {
			if to := slices.Index(rows, dep); at >= 0 && to > at {
				t.Errorf("%s needs %s, which stands above it", p.path, dep)
			}
		}
		if at >= 0 && at < 3 && slices.Contains(p.deps, "database/sql") {
			t.Errorf("%s needs a database", p.path)
		}
	}
}
