package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Change is a published figure that is not the same in two revisions.
type Change struct {
	Indicator      string
	AreaYear, Year int
	Code, Name     string
	Before, After  *float64
	WasStatus      Status // empty: the figure was not there
	Status         Status // empty: the figure is not there any more
}

// Changes is what differs of one indicator.
type Changes struct {
	Indicator string   `json:"indicator"`
	Changed   int      `json:"anders"`
	Added     int      `json:"erbij"`
	Removed   int      `json:"weg"`
	First     []Change `json:"-"` // the first of them, up to the number asked for
}

// Compare gives the published figures that differ between two revisions, by the paths of their files, per indicator in
// alphabetical order.
func Compare(ctx context.Context, older, newer string, first int) (out []Changes, err error) {
	for _, path := range []string{older, newer} { // refuses what is no revision of this schema
		db, err := Open(ctx, path)
		if err != nil {
			return nil, err
		}
		if err := db.Close(); err != nil {
			return nil, fmt.Errorf("compare: %w", err)
		}
	}
	db, err := sql.Open("duckdb", "")
	if err != nil {
		return nil, fmt.Errorf("compare: %w", err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	for _, text := range []string{"set threads = 2", spillBeside(newer), "attach " + quote(older) + " as a (read_only)", "attach " + quote(newer) + " as b (read_only)"} {
		if _, err := db.ExecContext(ctx, text); err != nil {
			return nil, fmt.Errorf("compare: %w", err)
		}
	}
	err = each(ctx, db, statement("query/compare.sql"), func(rows *sql.Rows) error {
		var c Change
		var was, is sql.NullString
		if err := rows.Scan(&c.Indicator, &c.AreaYear, &c.Code, &c.Year, &c.Name, &c.Before, &was, &c.After, &is); err != nil {
			return err
		}
		c.WasStatus, c.Status = Status(was.String), Status(is.String)
		if n := len(out); n == 0 || out[n-1].Indicator != c.Indicator {
			out = append(out, Changes{Indicator: c.Indicator})
		}
		all := &out[len(out)-1]
		switch {
		case c.WasStatus == "":
			all.Added++
		case c.Status == "":
			all.Removed++
		default:
			all.Changed++
		}
		if len(all.First) < first {
			all.First = append(all.First, c)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("compare %s with %s: %w", older, newer, err)
	}
	return out, nil
}
