package data

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/template"
)

//go:embed clickhouse/*
var clickHouseFiles embed.FS

// spread are the tables that grow with areas, indicators and years. In a cluster their rows lie over the shards by gemeente, and every
// other table is whole on each server.
var spread = []string{"observation", "derived"}

// clickTable is a table as ClickHouse gets it.
type clickTable struct {
	Name, Comment string
	Columns       []clickColumn
	Order         string // columns that MergeTree sorts by
	Spread        bool
	Rows          int64
}

type clickColumn struct {
	Name, Type, Comment string
	written             string // how DuckDB writes it for ClickHouse
	text                bool   // between quotes: an empty text is no missing value
}

// ExportClickHouse writes the revision to a folder that is there, for ClickHouse from 18.16 on: schema, tables as CSV, comments, the worked
// questions, and a script that loads it all. An outline is no text, and is left out.
func (db *DB) ExportClickHouse(ctx context.Context, dir string) (tables []Exported, err error) {
	docs, err := db.Describe(ctx)
	if err != nil {
		return nil, err
	}
	var list []clickTable
	for _, d := range docs {
		if d.Kind != "tabel" {
			continue
		}
		t, err := inClickHouse(d)
		if err != nil {
			return nil, err
		}
		list = append(list, t)
	}
	if err := db.describeForClickHouse(dir, list); err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	if err := os.Mkdir(filepath.Join(dir, "tabel"), 0o755); err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	copies, err := openCopier(ctx, db.Path, filepath.Join(dir, "tabel"))
	if err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	defer func() { err = errors.Join(err, copies.close()) }()
	for _, t := range list {
		e := Exported{t.Name, filepath.Join("tabel", t.Name+".csv"), t.Rows}
		query, options := t.written()
		if err := copies.copy(ctx, query, t.Name+".csv", options); err != nil {
			return nil, fmt.Errorf("export %s: %w", t.Name, err)
		}
		tables = append(tables, e)
	}
	return tables, nil
}

// describeForClickHouse writes everything but the rows.
func (db *DB) describeForClickHouse(dir string, tables []clickTable) error {
	texts, err := template.New("").Funcs(template.FuncMap{"quote": clickQuote}).ParseFS(clickHouseFiles, "clickhouse/*")
	if err != nil {
		return err
	}
	for name, about := range map[string]any{
		"schema.sql": tables, "schema-verdeeld.sql": tables, "toelichting.sql": tables, "tabellen.tsv": tables, "laden.sh": nil,
		"README.md": struct {
			Package
			Tables    []clickTable
			Spread    []string
			Questions []Question
		}{db.Described(), tables, spread, Questions()},
	} {
		var text bytes.Buffer
		if err := texts.ExecuteTemplate(&text, name, about); err != nil {
			return err
		}
		mode := os.FileMode(0o644)
		if strings.HasSuffix(name, ".sh") {
			mode = 0o755
		}
		if err := os.WriteFile(filepath.Join(dir, name), bytes.TrimLeft(text.Bytes(), "\n"), mode); err != nil {
			return err
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "vraag"), 0o755); err != nil {
		return err
	}
	for _, q := range Questions() {
		text := "-- " + q.Title + "\n" + q.ClickHouse + "\n"
		if err := os.WriteFile(filepath.Join(dir, "vraag", q.File), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// inClickHouse makes the table that holds the same in ClickHouse.
func inClickHouse(d TableDoc) (clickTable, error) {
	t := clickTable{Name: d.Name, Comment: d.Comment, Rows: d.Rows, Spread: slices.Contains(spread, d.Name)}
	var key, leading []string
	sorts := true
	for _, c := range d.Columns {
		if c.Type == "BLOB" {
			sorts = false
			continue
		}
		column, err := columnInClickHouse(c)
		if err != nil {
			return t, fmt.Errorf("export %s: %w", d.Name, err)
		}
		t.Columns = append(t.Columns, column)
		if c.Key {
			key = append(key, c.Name)
		}
		if sorts = sorts && c.Required && (column.text || strings.HasPrefix(column.Type, "Int")); sorts {
			leading = append(leading, c.Name)
		}
	}
	// A table without a key is written in the order of its first columns: those before the first that may be missing or is a measure.
	if key == nil {
		key = leading
	}
	t.Order = strings.Join(key, ", ")
	if key == nil {
		t.Order = "tuple()"
	}
	return t, nil
}

// clickTypes gives ClickHouse's type for one of DuckDB. A name stays text, also where DuckDB has an enumeration: ClickHouse 18.16 joins an
// enumeration only to itself, and stumbles over one that is missing; its dictionary of texts is an experiment there, whose switch newer
// ones do not know. It has no truths: 1 and 0 are read by all.
var clickTypes = map[string]string{
	"VARCHAR": "String", "TINYINT": "Int8", "SMALLINT": "Int16", "INTEGER": "Int32", "BIGINT": "Int64", "DOUBLE": "Float64", "BOOLEAN": "UInt8",
	"DATE": "Date", "TIMESTAMP WITH TIME ZONE": "DateTime('UTC')",
}

func columnInClickHouse(c ColumnDoc) (clickColumn, error) {
	of, list := strings.CutSuffix(c.Type, "[]")
	out := clickColumn{Name: c.Name, Type: clickTypes[of], Comment: c.Comment, written: c.Name, text: of == "VARCHAR" && !list}
	switch {
	case out.Type == "":
		return out, fmt.Errorf("no type in ClickHouse for %s of type %s", c.Name, c.Type)
	case list: // which is never missing there
		out.Type, out.text = "Array("+out.Type+")", true
		out.Comment += " An empty list stands for NULL."
		each := "x"
		if of == "VARCHAR" {
			each = `'''' || replace(replace(x, '\', '\\'), '''', '\''') || ''''`
		}
		out.written = fmt.Sprintf("'[' || coalesce(array_to_string(list_transform(%s, lambda x: %s), ','), '') || ']' as %s", c.Name, each, c.Name)
		return out, nil
	case of == "BOOLEAN":
		out.written = c.Name + "::utinyint as " + c.Name
	case strings.HasPrefix(of, "TIMESTAMP"):
		out.written = "strftime(make_timestamp(epoch_us(" + c.Name + ")), '%Y-%m-%d %H:%M:%S') as " + c.Name
	}
	if !c.Required {
		out.Type = "Nullable(" + out.Type + ")"
	}
	return out, nil
}

// written gives the question for the rows of a table, and how they are written: a missing value as \N.
func (t clickTable) written() (query, options string) {
	var columns, texts []string
	for _, c := range t.Columns {
		columns = append(columns, c.written)
		if c.text {
			texts = append(texts, c.Name)
		}
	}
	options = copyOptions["csv"] + `, nullstr '\N'`
	if texts != nil {
		options += ", force_quote (" + strings.Join(texts, ", ") + ")"
	}
	return "select " + strings.Join(columns, ", ") + " from " + t.Name, options
}

// clickQuote makes a text literal of ClickHouse.
func clickQuote(text string) string {
	return strings.ReplaceAll(quote(text), `\`, `\\`)
}
