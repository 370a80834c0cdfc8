package data

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
)

// TableDoc describes a table, view or macro of the revision in the words of its own comments.
type TableDoc struct {
	Name    string
	Kind    string // tabel, view or macro
	Comment string
	Columns []ColumnDoc // of a macro: its parameters, without type
	Rows    int64       // of a table; 0 for the rest
}

// ColumnDoc describes a column.
type ColumnDoc struct {
	Name     string
	Type     string // DuckDB's; an enumeration that stores a name as a small number is VARCHAR to who reads it
	Required bool   // never NULL
	Key      bool   // part of the primary key
	Comment  string
	Values   []string // all that it may have, where that is a short list; nil for others
	To       string   // table and column that it names a row of, such as indicator.id; empty for others
}

// mostValues is how many values a list has that is still an enumeration to a reader; the codes of areas are more.
const mostValues = 500

// Describe lists everything that a researcher can ask: tables, then views, then macros, each by name.
func (db *DB) Describe(ctx context.Context) ([]TableDoc, error) {
	var out []TableDoc
	at := map[string]int{}
	err := each(ctx, db.sql, statement("query/describe.sql"), func(rows *sql.Rows) error {
		var t TableDoc
		err := rows.Scan(&t.Kind, &t.Name, &t.Comment)
		at[t.Name+t.Kind] = len(out)
		out = append(out, t)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("describe the database: %w", err)
	}
	err = each(ctx, db.sql, statement("query/describe_columns.sql"), func(rows *sql.Rows) error {
		var kind, table string
		var c ColumnDoc
		var listed string
		if err := rows.Scan(&kind, &table, &c.Name, &c.Type, &c.Required, &c.Key, &c.Comment, &listed); err != nil {
			return err
		}
		if kind == "tabel" {
			if values := enumerated(listed); len(values) <= mostValues {
				c.Values = values
			}
			c.To = namedBy(table, c, enumerated(listed))
		}
		if i, ok := at[table+kind]; ok {
			out[i].Columns = append(out[i].Columns, c)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("describe the columns: %w", err)
	}
	for i := range out {
		if t := &out[i]; t.Kind == "tabel" {
			if err := db.sql.QueryRowContext(ctx, "select count(*) from "+t.Name).Scan(&t.Rows); err != nil {
				return nil, fmt.Errorf("count the rows of %s: %w", t.Name, err)
			}
		}
	}
	return out, nil
}

// enumerated gives the values of an enumeration from DuckDB's text of its type; nil for other types.
func enumerated(duck string) (values []string) {
	list, isEnum := strings.CutPrefix(duck, "ENUM(")
	if !isEnum {
		return nil
	}
	for text := range strings.SplitSeq(strings.TrimSuffix(strings.TrimPrefix(list, "'"), "')"), "', '") {
		values = append(values, strings.ReplaceAll(text, "''", "'"))
	}
	return values
}

// namedBy tells which table a column names a row of: what is listed as an indicator or a subject is one, and so are files and publications.
func namedBy(table string, c ColumnDoc, listed []string) string {
	switch {
	case slices.Contains(listed, "inwoners") && table != "indicator":
		return "indicator.id"
	case slices.Contains(listed, "nl") && table != "subject":
		return "subject.slug"
	case c.Name == "raw_file" || c.Name == "postcode_file":
		return "raw_file.id"
	case c.Name == "source_id":
		return "source.id"
	}
	return ""
}
