package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
)

// Difference holds what differs between two revisions: published figures, and the values of our own series. Close lets go of it.
type Difference struct{ sql *sql.DB }

// Change is one value that is not the same in two revisions.
type Change struct {
	What      string   `json:"what"` // cijfer: as published; reeks: of our own series
	Indicator string   `json:"indicator"`
	AreaYear  int      `json:"area_year,omitempty"` // 0: of a series
	Year      int      `json:"year"`
	Code      string   `json:"code"` // of the area, or the slug of the subject
	Name      string   `json:"name"`
	Unit      string   `json:"unit"`
	Before    *float64 `json:"value_before"`
	After     *float64 `json:"value"`
	WasStatus Status   `json:"status_before"` // empty: it was not there
	Status    Status   `json:"status"`        // empty: it is not there any more
}

// Counts is how many values differ.
type Counts struct {
	Changed int `json:"changed"` // published figures with another value or reason
	Added   int `json:"added"`
	Removed int `json:"removed"`
	Series  int `json:"series"` // values of our own series
}

// Figures is how many published figures differ.
func (c Counts) Figures() int { return c.Changed + c.Added + c.Removed }

// Changes is how much differs of one indicator, source, gemeente or subject.
type Changes struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Counts
	Largest []Change `json:"largest,omitempty"` // of an indicator: what differs most, up to the number asked for
}

// ChangeList is what differs between two revisions, counted.
type ChangeList struct {
	From string `json:"from"`          // the older revision; empty: there was none before
	To   string `json:"to"`            // the newer one
	Why  string `json:"why,omitempty"` // why they could not be compared, in Dutch
	Counts
	Sources    []Changes `json:"sources"` // of published figures, the most first
	Indicators []Changes `json:"indicators"`
	Gemeenten  []Changes `json:"gemeenten"` // of published figures; those of the country are of none
	Subjects   []Changes `json:"subjects"`  // of series
}

// Compare finds what differs between two revisions, by the paths of their files.
func Compare(ctx context.Context, older, newer string) (*Difference, error) {
	return openDifference(ctx, func(db *sql.DB) error {
		for _, one := range []struct{ name, path string }{{"a", older}, {"b", newer}} {
			if _, err := os.Stat(one.path); err != nil {
				return err
			}
			if _, err := db.ExecContext(ctx, "attach "+quote(one.path)+" as "+one.name+" (read_only)"); err != nil {
				return err
			}
			var version string
			if err := db.QueryRowContext(ctx, "select value from "+one.name+".meta where key = 'schema_version'").Scan(&version); err != nil {
				return fmt.Errorf("%s is no revision: %w", one.path, err)
			}
			if version != strconv.Itoa(SchemaVersion) {
				return &OtherSchema{Version: version}
			}
		}
		return execAll(ctx, db, spillBeside(newer), statement("query/compare.sql"), "detach a", "detach b")
	})
}

// ReadDifference reads what Write wrote as Parquet.
func ReadDifference(ctx context.Context, path string) (*Difference, error) {
	return openDifference(ctx, func(db *sql.DB) error {
		return execAll(ctx, db, "create temp table change as from read_parquet("+quote(path)+")")
	})
}

func openDifference(ctx context.Context, fill func(*sql.DB) error) (*Difference, error) {
	db, err := sql.Open("duckdb", "")
	if err != nil {
		return nil, fmt.Errorf("compare: %w", err)
	}
	db.SetMaxOpenConns(1)
	if err = execAll(ctx, db, "set threads = 2", "set memory_limit = '"+compareMemory+"'"); err == nil {
		err = fill(db)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("compare: %w", err), db.Close())
	}
	return &Difference{db}, nil
}

// compareMemory is what DuckDB may use to hold two revisions against each other; what needs more goes by way of the disk.
const compareMemory = "512MB"

// Close lets go of what was compared.
func (d *Difference) Close() error { return d.sql.Close() }

// List counts what differs, with for each indicator the first of what differs most.
func (d *Difference) List(ctx context.Context, first int) (l ChangeList, err error) {
	for _, by := range []struct {
		columns, where string
		into           *[]Changes
	}{
		{"coalesce(source, ''), any_value(source_title)", "what = 'cijfer'", &l.Sources},
		{"indicator, any_value(indicator_name)", "true", &l.Indicators},
		{"coalesce(gemeente_code, ''), any_value(gemeente)", "what = 'cijfer'", &l.Gemeenten},
		{"code, any_value(name)", "what = 'reeks'", &l.Subjects},
	} {
		if *by.into, err = d.by(ctx, by.columns, by.where); err != nil {
			return l, err
		}
	}
	for i := range l.Indicators {
		one := &l.Indicators[i]
		l.Changed, l.Added, l.Removed, l.Series = l.Changed+one.Changed, l.Added+one.Added, l.Removed+one.Removed, l.Series+one.Series
		if one.Largest, err = d.Largest(ctx, one.ID, first); err != nil {
			return l, err
		}
	}
	return l, nil
}

func (d *Difference) by(ctx context.Context, columns, where string) ([]Changes, error) {
	out := []Changes{}
	err := each(ctx, d.sql, fmt.Sprintf(statement("query/changes_by.sql"), columns, where), func(rows *sql.Rows) error {
		var c Changes
		var name sql.NullString
		err := rows.Scan(&c.ID, &name, &c.Changed, &c.Added, &c.Removed, &c.Series)
		c.Name = name.String
		out = append(out, c)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("count changes by %s: %w", columns, err)
	}
	return out, nil
}

// Largest gives what differs most of an indicator, the published figures first.
func (d *Difference) Largest(ctx context.Context, indicator string, most int) (out []Change, err error) {
	if most == 0 {
		return nil, nil
	}
	err = each(ctx, d.sql, statement("query/changes_largest.sql"), func(rows *sql.Rows) error {
		var c Change
		err := rows.Scan(&c.What, &c.Indicator, &c.AreaYear, &c.Year, &c.Code, &c.Name, &c.Unit, &c.Before, &c.After, &c.WasStatus, &c.Status)
		out = append(out, c)
		return err
	}, indicator, most)
	if err != nil {
		return nil, fmt.Errorf("largest changes of %s: %w", indicator, err)
	}
	return out, nil
}

// Write writes every change, or those of one indicator, to a file as parquet or csv, and gives their number.
func (d *Difference) Write(ctx context.Context, indicator, path, format string) (rows int64, err error) {
	path, err = filepath.Abs(path)
	if err != nil {
		return 0, fmt.Errorf("write changes: %w", err)
	}
	which := ""
	if indicator != "" {
		which = " where indicator = " + quote(indicator)
	}
	err = d.sql.QueryRowContext(ctx, "copy (from change"+which+") to "+quote(path)+" ("+copyOptions[format]+")").Scan(&rows)
	if err != nil {
		return 0, fmt.Errorf("write changes: %w", err)
	}
	return rows, nil
}

// Send writes the same to w.
func (d *Difference) Send(ctx context.Context, indicator, format string, w io.Writer) (rows int64, err error) {
	err = sendWritten(w, func(path string) (err error) {
		rows, err = d.Write(ctx, indicator, path, format)
		return err
	})
	return rows, err
}
