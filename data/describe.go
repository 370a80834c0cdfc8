package data

import (
	"context"
	"database/sql"
	"fmt"
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
}

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
		if err := rows.Scan(&kind, &table, &c.Name, &c.Type, &c.Required, &c.Key, &c.Comment); err != nil {
			return err
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
