package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"wijkinzicht/data/series"
)

// AreaNow is a CBS area in the latest division that has its code.
type AreaNow struct {
	AreaKey
	Name, Gemeente, GemeenteName string // Gemeente is a code
	Latest                       int    // the latest division of its gemeente: where it is later, the code is no more
}

// AreaNow finds a code; ok is false where no division has it.
func (db *DB) AreaNow(ctx context.Context, code string) (a AreaNow, ok bool, err error) {
	a.Code = code
	var name sql.NullString
	err = db.sql.QueryRowContext(ctx, statement("query/area_now.sql"), code).Scan(&a.Year, &name, &a.Gemeente, &a.GemeenteName, &a.Latest)
	if errors.Is(err, sql.ErrNoRows) {
		return a, false, nil
	}
	a.Name = name.String
	if a.Name == "" {
		a.Name = code
	}
	return a, err == nil, wrap("area "+code, err)
}

// AreaPortrait gives every series of an area as it is in one division, by indicator; see AreaTrends.
func (db *DB) AreaPortrait(ctx context.Context, area AreaKey) (map[string]series.Line, error) {
	found := map[string][]series.Point{}
	err := each(ctx, db.sql, statement("query/area_portrait.sql"), func(rows *sql.Rows) error {
		var code, name string
		var p series.Point
		err := rows.Scan(&p.Indicator, &code, &p.Division, &p.Year, &p.Edition, &p.Value, &p.Status, &name)
		found[p.Indicator] = append(found[p.Indicator], p)
		return err
	}, []string{area.Code})
	if err != nil {
		return nil, fmt.Errorf("figures of %s: %w", area.ID(), err)
	}
	rule, places, err := db.Rule(ctx, []string{area.Code})
	if err != nil {
		return nil, err
	}
	out := map[string]series.Line{}
	for id, points := range found {
		out[id] = areaTrend(area, points, rule, places)
	}
	return out, nil
}

// FoundArea is an area that a search found.
type FoundArea struct {
	AreaKey
	Level, Name, Gemeente, GemeenteName string
	Distance                            int // 0: its very name or code; from 5 on it may be a slip of the pen
}

// Search finds gemeenten, wijken and buurten by name or code, the nearest first.
func (db *DB) Search(ctx context.Context, text string, most int) ([]FoundArea, error) {
	var out []FoundArea
	err := each(ctx, db.sql, statement("query/search.sql"), func(rows *sql.Rows) error {
		var f FoundArea
		err := rows.Scan(&f.Code, &f.Year, &f.Level, &f.Name, &f.Gemeente, &f.GemeenteName, &f.Distance)
		out = append(out, f)
		return err
	}, text, most)
	return out, wrap("search areas", err)
}

// SourcesOfArea gives the publications of which a code has figures, by indicator; those of a share that is computed are its count's.
func (db *DB) SourcesOfArea(ctx context.Context, code string) (map[string][]string, error) {
	out := map[string][]string{}
	err := each(ctx, db.sql, statement("query/area_sources.sql"), func(rows *sql.Rows) error {
		var indicator, source string
		err := rows.Scan(&indicator, &source)
		out[indicator] = append(out[indicator], source)
		return err
	}, code)
	for _, ind := range db.Indicators {
		if out[ind.ID] == nil && ind.Numerator != "" {
			out[ind.ID] = out[ind.Numerator]
		}
	}
	return out, wrap("sources of "+code, err)
}
