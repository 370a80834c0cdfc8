package data

import (
	"context"
	"database/sql"
)

// LocatorShape is an outline (WKB in RD metres) in a picture of where a place lies.
type LocatorShape struct {
	Outline []byte
	Place   bool // the place itself; else a part of its gemeente
}

// Locator gives the outlines of a gemeente and of a place in it, by its slug or its code, in its division of today.
func (db *DB) Locator(ctx context.Context, gemeente, place string) ([]LocatorShape, error) {
	var out []LocatorShape
	division := 0
	for _, a := range db.Areas {
		if a.Gemeente == gemeente && a.Level != "gemeente" {
			division = max(division, a.Year)
		}
	}
	err := each(ctx, db.sql, statement("query/locator.sql"), func(rows *sql.Rows) error {
		var s LocatorShape
		err := rows.Scan(&s.Outline, &s.Place)
		out = append(out, s)
		return err
	}, gemeente, place, division)
	return out, wrap("where "+place+" lies", err)
}
