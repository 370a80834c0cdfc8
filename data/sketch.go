package data

import (
	"context"
	"database/sql"

	"github.com/paulmach/orb"
)

// SketchSlug is the subject of the series of an area that a visitor drew; no subject of a revision bears it.
const SketchSlug = "getekend"

// SketchMostCut is how many areas a drawn one may cut: for its margins every choice of them in or out is looked at, for every figure.
const SketchMostCut = 6

// Sketch is what the figures say of an area that a visitor drew.
type Sketch struct {
	Km2   float64
	Rows  []TrendRow    // series of every indicator that has any
	Parts []SubjectPart // what they are made of, by division
	Near  []SketchNear  // buurten of the last division that lie in it for a part, the largest part of it first
	Exact bool          // it is whole buurten of that division
	Whole []SketchWhole // areas of whole buurten that it may have been meant to be
}

// SketchNear is a buurt that lies in a drawn area.
type SketchNear struct {
	Name  string
	Part  float64 // of its surface that lies in the area
	Cover float64 // part of the area's surface that it holds
}

// SketchWhole is an area of whole buurten.
type SketchWhole struct {
	Names   []string
	Outline orb.Ring // RD metres
}

// NoArea says in Dutch why an outline cannot be an area.
type NoArea struct{ Problem string }

func (e *NoArea) Error() string { return e.Problem }

// SketchGemeenten gives the codes of the gemeenten of which buurten have a border, so that an area can be drawn among them.
func (db *DB) SketchGemeenten(ctx context.Context) ([]string, error) {
	var out []string
	err := each(ctx, db.sql, `select distinct gemeente_code from area
		where level = 'buurt' and outline is not null and outline_year = year and outline_kind <> 'schematisch' and gemeente_code is not null order by 1`,
		func(rows *sql.Rows) error {
			var code string
			err := rows.Scan(&code)
			out = append(out, code)
			return err
		})
	return out, wrap("gemeenten with borders", err)
}
