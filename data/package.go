package data

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// OldestDuckDB is the oldest version of DuckDB with which the tests open a revision and ask the worked questions.
const OldestDuckDB = "v1.1.3"

// Package lists the files of a revision in the form of a Frictionless Data Package (specs.frictionlessdata.io, v1): what is
// in them, how large they are and their hash.
type Package struct {
	Profile     string            `json:"profile"`
	Name        string            `json:"name"`
	ID          string            `json:"id"`
	Title       string            `json:"title"`
	Description string            `json:"description"`
	Version     string            `json:"version"` // the revision
	Created     string            `json:"created"`
	Licenses    []PackageLicence  `json:"licenses"`
	Sources     []PackageSource   `json:"sources"`
	Resources   []PackageResource `json:"resources"`
}

// PackageLicence is a licence that the figures come under.
type PackageLicence struct {
	Name  string `json:"name"`
	Path  string `json:"path,omitempty"`
	Title string `json:"title"`
}

// PackageSource is a publication that figures were read from.
type PackageSource struct {
	Title       string `json:"title"`
	Path        string `json:"path,omitempty"`
	Publisher   string `json:"publisher,omitempty"`   // an addition of ours, as is what follows
	Publication string `json:"publication,omitempty"` // as its publisher calls it
	Licence     string `json:"licence,omitempty"`
	Attribution string `json:"attribution,omitempty"` // line to print beside the figures
}

// PackageResource is one file.
type PackageResource struct {
	Name        string         `json:"name"`
	Path        string         `json:"path"`
	Title       string         `json:"title,omitempty"`
	Description string         `json:"description,omitempty"`
	Profile     string         `json:"profile"`
	Format      string         `json:"format"`
	MediaType   string         `json:"mediatype"`
	Encoding    string         `json:"encoding,omitempty"`
	Bytes       int64          `json:"bytes"`
	Hash        string         `json:"hash"` // sha256:…
	Rows        int64          `json:"rows"` // an addition of ours; of the whole database: all rows together
	Table       string         `json:"table,omitempty"`
	Schema      *PackageSchema `json:"schema,omitempty"`
	Dialect     *dialect       `json:"dialect,omitempty"` // of CSV: a reader that guesses takes a sentence with semicolons for columns
}

// dialect is how CSV is written (RFC 4180), in the words of Frictionless.
type dialect struct {
	Delimiter   string `json:"delimiter"`
	Quote       string `json:"quoteChar"`
	DoubleQuote bool   `json:"doubleQuote"`
	Header      bool   `json:"header"`
}

// PackageSchema is a Frictionless Table Schema.
type PackageSchema struct {
	Fields     []PackageField `json:"fields"`
	PrimaryKey []string       `json:"primaryKey,omitempty"`
	ForeignKey []foreignKey   `json:"foreignKeys,omitempty"`
	Missing    []string       `json:"missingValues"`
}

// foreignKey says which rows of another file fields name.
type foreignKey struct {
	Fields    []string `json:"fields"`
	Reference struct {
		Resource string   `json:"resource"`
		Fields   []string `json:"fields"`
	} `json:"reference"`
}

// PackageField is a column.
type PackageField struct {
	Name        string       `json:"name"`
	Type        string       `json:"type"`
	Description string       `json:"description"`
	Unit        string       `json:"unit,omitempty"` // an addition of ours: a unit, or indicator.unit where each row has that of its indicator
	Constraints *constraints `json:"constraints,omitempty"`
}

type constraints struct {
	Required bool     `json:"required,omitempty"`
	Enum     []string `json:"enum,omitempty"`
}

// units are those of columns that have one; values of an indicator are in its unit.
var units = map[string]string{"land_km2": "km2", "area_km2": "km2", "lon": "graden (WGS84)", "lat": "graden (WGS84)", "outline_tolerance": "m", "tolerance": "m", "bytes": "byte"}

func unitOf(columns []ColumnDoc, c ColumnDoc) string {
	byIndicator := slices.ContainsFunc(columns, func(o ColumnDoc) bool { return o.To == "indicator.id" })
	if byIndicator && slices.Contains([]string{"value", "low", "high"}, c.Name) {
		return "indicator.unit"
	}
	return units[c.Name]
}

// SHA256 is the file's hash without its name.
func (r PackageResource) SHA256() string { return strings.TrimPrefix(r.Hash, "sha256:") }

// mediaTypes gives the type of a file by its ending.
var mediaTypes = map[string]string{"parquet": "application/vnd.apache.parquet", "csv": "text/csv", "duckdb": "application/vnd.duckdb", "json": "application/json"}

// MediaType gives the type under which a file of a package goes over the web.
func MediaType(name string) string {
	return mediaTypes[strings.TrimPrefix(filepath.Ext(name), ".")]
}

// Described describes a revision without its files.
func (db *DB) Described() Package {
	p := Package{Profile: "data-package", Name: "wijk-in-zicht", ID: "wijk-in-zicht-" + db.Revision, Title: "Wijk in zicht",
		Description: "Cijfers over elf wijken en hun gemeenten door de jaren heen, met per cijfer hoe het is gemaakt en waar het vandaan komt.",
		Version:     db.Revision, Created: db.MadeAt.UTC().Format("2006-01-02T15:04:05Z"),
		Licenses: []PackageLicence{{"CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/", "Naamsvermelding 4.0 (cijfers van CBS en Gezondheidsmonitor); de andere bronnen: zie sources"}}}
	read := map[string]bool{}
	for _, f := range db.Files {
		read[f.SourceID] = true
	}
	for _, s := range db.Sources {
		if read[s.ID] {
			p.Sources = append(p.Sources, PackageSource{s.Publisher + ": " + s.Title + " (" + s.Licence + ")", s.URL, s.Publisher, s.Title, s.Licence, s.Attribution})
		}
	}
	return p
}

// schemaOf gives a table's columns in Frictionless types, with what they name in the files of a format.
func schemaOf(columns []ColumnDoc, format string) *PackageSchema {
	s := &PackageSchema{Missing: []string{""}}
	for _, c := range columns {
		f := PackageField{Name: c.Name, Type: frictionlessType(c.Type), Description: c.Comment, Unit: unitOf(columns, c)}
		if c.Required || c.Values != nil {
			f.Constraints = &constraints{c.Required, c.Values}
		}
		if table, column, named := strings.Cut(c.To, "."); named {
			key := foreignKey{Fields: []string{c.Name}}
			key.Reference.Resource, key.Reference.Fields = resourceName(table, format), []string{column}
			s.ForeignKey = append(s.ForeignKey, key)
		}
		if c.Key {
			s.PrimaryKey = append(s.PrimaryKey, c.Name)
		}
		s.Fields = append(s.Fields, f)
	}
	return s
}

// resourceName names the file of a table in a format.
func resourceName(table, format string) string {
	return strings.ReplaceAll(table, "_", "-") + "-" + format
}

func frictionlessType(duck string) string {
	switch {
	case strings.HasSuffix(duck, "[]"), duck == "BLOB":
		return "string"
	case strings.HasSuffix(duck, "INT"), duck == "INTEGER":
		return "integer"
	case duck == "DOUBLE":
		return "number"
	case duck == "BOOLEAN":
		return "boolean"
	case strings.HasPrefix(duck, "TIMESTAMP"):
		return "any" // DuckDB's own notation of a moment
	}
	return "string"
}

// ReadPackage reads a package from its file.
func ReadPackage(path string) (Package, error) {
	var p Package
	text, err := os.ReadFile(path)
	if err != nil {
		return p, fmt.Errorf("read package: %w", err)
	}
	if err := json.Unmarshal(text, &p); err != nil {
		return p, fmt.Errorf("read package %s: %w", path, err)
	}
	return p, nil
}

// The parts of CSV on the Web (w3.org/TR/tabular-metadata) that we use.
type (
	// CSVW is what CSV on the Web says of the files of a package.
	CSVW struct {
		Context string      `json:"@context"`
		Title   string      `json:"dc:title"`
		Tables  []csvwTable `json:"tables"`
	}
	csvwTable struct {
		URL         string     `json:"url"`
		Description string     `json:"dc:description"`
		Schema      csvwSchema `json:"tableSchema"`
	}
	csvwSchema struct {
		Columns    []csvwColumn `json:"columns"`
		PrimaryKey []string     `json:"primaryKey,omitempty"`
	}
	csvwColumn struct {
		Name        string `json:"name"`
		Titles      string `json:"titles"`
		Description string `json:"dc:description"`
		DataType    string `json:"datatype"`
		Required    bool   `json:"required"`
	}
)

// AsCSVW describes the CSV files of a package as CSV on the Web.
func (p Package) AsCSVW() CSVW {
	out := CSVW{Context: "http://www.w3.org/ns/csvw", Title: p.Title + ", revisie " + p.Version}
	for _, r := range p.Resources {
		if r.Format != "csv" {
			continue
		}
		t := csvwTable{URL: r.Path, Description: r.Description, Schema: csvwSchema{PrimaryKey: r.Schema.PrimaryKey}}
		for _, f := range r.Schema.Fields {
			kind := f.Type
			if kind == "any" {
				kind = "string"
			}
			t.Schema.Columns = append(t.Schema.Columns, csvwColumn{f.Name, f.Name, f.Description, kind, f.Constraints != nil && f.Constraints.Required})
		}
		out.Tables = append(out.Tables, t)
	}
	return out
}
