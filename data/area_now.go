package data

import (
	"context"
	"database/sql"
	"slices"
	"strings"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
)

// AreaNow is a gemeente, wijk or buurt of today: of the latest division that has most areas of its gemeente.
type AreaNow struct {
	catalogue.AreaKey
	Level    string // gemeente, wijk or buurt
	Name     string // as CBS writes it; the code where no file gives one
	Gemeente string // code; of a gemeente its own
	Postcode string // of four digits, that most of its addresses have; empty where no file says so
}

// readAreas takes the areas of today into memory, in order of code.
func (db *DB) readAreas(ctx context.Context) error {
	return each(ctx, db.sql, statement("query/area_now.sql"), func(rows *sql.Rows) error {
		var a AreaNow
		err := rows.Scan(&a.Year, &a.Code, &a.Level, &a.Name, &a.Gemeente, &a.Postcode)
		db.Areas = append(db.Areas, a)
		return err
	})
}

// AreaNow gives the area of today with this code; ok is false when there is none.
func (db *DB) AreaNow(code string) (AreaNow, bool) {
	at, ok := slices.BinarySearchFunc(db.Areas, code, func(a AreaNow, code string) int { return strings.Compare(a.Code, code) })
	if !ok {
		return AreaNow{}, false
	}
	return db.Areas[at], true
}

// GemeenteName gives the name of a gemeente as it is called now, by its code; "" when there is none.
func (db *DB) GemeenteName(code string) string {
	if s, ok := db.Subject(strings.ToLower(code)); ok {
		return s.Name
	}
	a, _ := db.AreaNow(code)
	return a.Name
}

// AreaLines gives the series of areas for every indicator that is shown, by area and indicator, as AreaTrends does for one.
func (db *DB) AreaLines(ctx context.Context, areas []catalogue.AreaKey) (map[catalogue.AreaKey]map[string]series.Line, error) {
	found := map[string]map[string][]series.Point{} // by code and indicator
	err := each(ctx, db.sql, statement("query/area_lines.sql"), func(rows *sql.Rows) error {
		var code string
		var p series.Point
		err := rows.Scan(&p.Indicator, &code, &p.Division, &p.Year, &p.Edition, &p.Value, &p.Status, &p.Margin, &p.Rough)
		if found[code] == nil {
			found[code] = map[string][]series.Point{}
		}
		found[code][p.Indicator] = append(found[code][p.Indicator], p)
		return err
	}, codesOf(areas), catalogue.EstimatedAnew(db.Indicators))
	if err != nil {
		return nil, wrap("all series of areas", err)
	}
	rule, places, err := db.Rule(ctx, codesOf(areas))
	if err != nil {
		return nil, err
	}
	out := map[catalogue.AreaKey]map[string]series.Line{}
	for _, a := range areas {
		out[a] = map[string]series.Line{}
		for indicator, figures := range found[a.Code] {
			out[a][indicator] = areaTrend(a, figures, rule, places)
		}
	}
	return out, nil
}

// AreaSources gives, per indicator that is shown, the publications that have it, or its counts, for codes; oldest first.
func (db *DB) AreaSources(ctx context.Context, areas []catalogue.AreaKey) (map[string][]string, error) {
	out := map[string][]string{}
	err := each(ctx, db.sql, statement("query/area_sources.sql"), func(rows *sql.Rows) error {
		var indicator, id string
		err := rows.Scan(&indicator, &id)
		out[indicator] = append(out[indicator], id)
		return err
	}, codesOf(areas))
	return out, wrap("sources of areas", err)
}

// PastArea is a code that divisions of the past had.
type PastArea struct {
	Code, Name, Gemeente string // name and gemeente of its last division
	Years                []int  // divisions that had it, the latest first
	Heirs                []Heir // where its ground lies now, as far as borders are known; the largest part first
}

// Heir is an area of today on the ground of a past one.
type Heir struct {
	Code  string
	Share float64 // part of the past area's surface
	Same  bool    // it is the same place under another code
}

// PastArea gives what is known of a code; ok is false when no division had it.
func (db *DB) PastArea(ctx context.Context, code string) (p PastArea, ok bool, err error) {
	p.Code = code
	err = each(ctx, db.sql, statement("query/area_past.sql"), func(rows *sql.Rows) error {
		var year int
		var name, gemeente string
		err := rows.Scan(&year, &name, &gemeente)
		if len(p.Years) == 0 {
			p.Name, p.Gemeente = name, gemeente
		}
		p.Years = append(p.Years, year)
		return err
	}, code)
	if err != nil || len(p.Years) == 0 {
		return p, false, wrap("divisions of "+code, err)
	}
	err = each(ctx, db.sql, statement("query/area_heirs.sql"), func(rows *sql.Rows) error {
		var h Heir
		err := rows.Scan(&h.Code, &h.Share, &h.Same)
		p.Heirs = append(p.Heirs, h)
		return err
	}, code)
	return p, true, wrap("what lies where "+code+" was", err)
}

// BuurtenAround gives the outlines (WKB in RD metres) of the buurten of today whose box holds a point, which is WKB in RD metres too.
func (db *DB) BuurtenAround(ctx context.Context, point []byte, take func(a AreaNow, outline []byte) error) error {
	err := each(ctx, db.sql, statement("query/area_at.sql"), func(rows *sql.Rows) error {
		var k catalogue.AreaKey
		var outline []byte
		if err := rows.Scan(&k.Year, &k.Code, &outline); err != nil {
			return err
		}
		if a, ok := db.AreaNow(k.Code); ok && a.Year == k.Year {
			return take(a, outline)
		}
		return nil
	}, point)
	return wrap("buurten around a point", err)
}
