package data

import (
	"context"
	"database/sql"
	"fmt"

	"wijkinzicht/data/catalogue"
)

// MapYear is a year that a map can show, with the division that its figures stand on.
type MapYear struct {
	Year, AreaYear int
	Areas          int // areas with a value
}

// MapArea is an area on a map with its figure.
type MapArea struct {
	Code, Name  string
	Value       *float64
	Status      string   // a Status, or "niet geladen"
	Margin      *float64 // as in series.Point
	Rough       bool
	Edition     int    // year of the edition that gives it
	Outline     []byte // WKB in RD metres; nil when none is known
	Exact       string // officieel, gegeneraliseerd or schematisch
	OutlineYear int    // division the outline was drawn for
}

// MapYears gives the years in which areas of one level (wijk or buurt) of a gemeente have a figure.
func (db *DB) MapYears(ctx context.Context, ind catalogue.Indicator, gemeente, level string) ([]MapYear, error) {
	var out []MapYear
	err := each(ctx, db.sql, statement("query/map_years.sql"), func(rows *sql.Rows) error {
		var y MapYear
		err := rows.Scan(&y.Year, &y.AreaYear, &y.Areas)
		out = append(out, y)
		return err
	}, ind.ID, gemeente, level, ind.EstimatedAnew())
	return out, wrap(fmt.Sprintf("years of %s for %s of %s", ind.ID, level, gemeente), err)
}

// MapAreas gives every land area of one level of a gemeente in a year that MapYears named, with figure and outline.
func (db *DB) MapAreas(ctx context.Context, ind catalogue.Indicator, gemeente, level string, year MapYear) ([]MapArea, error) {
	var out []MapArea
	err := each(ctx, db.sql, statement("query/map_values.sql"), func(rows *sql.Rows) error {
		var a MapArea
		err := rows.Scan(&a.Code, &a.Name, &a.Value, &a.Status, &a.Margin, &a.Rough, &a.Edition, &a.Outline, &a.Exact, &a.OutlineYear)
		out = append(out, a)
		return err
	}, ind.ID, gemeente, year.AreaYear, year.Year, level)
	return out, wrap(fmt.Sprintf("%s of %s per %s in %d", ind.ID, gemeente, level, year.Year), err)
}

// MapFigures gives the values of all years that MapYears named, by year; names and outlines are left empty.
func (db *DB) MapFigures(ctx context.Context, ind catalogue.Indicator, gemeente, level string, years []MapYear) (map[int][]MapArea, error) {
	out := map[int][]MapArea{}
	var pairs []string
	for _, y := range years {
		pairs = append(pairs, fmt.Sprintf("%d %d", y.Year, y.AreaYear))
	}
	err := each(ctx, db.sql, statement("query/map_figures.sql"), func(rows *sql.Rows) error {
		var a MapArea
		var year, division int
		err := rows.Scan(&year, &division, &a.Code, &a.Value, &a.Status, &a.Margin, &a.Rough, &a.Edition)
		out[year] = append(out[year], a)
		return err
	}, ind.ID, gemeente, level, pairs)
	return out, wrap(fmt.Sprintf("all years of %s for %s of %s", ind.ID, level, gemeente), err)
}

// WijkOutline is the outline of a wijk in a division.
type WijkOutline struct {
	Slug    string
	Outline []byte // WKB in RD metres
}

// WijkOutlines gives the outlines of the eleven and of own wijken in a gemeente, in one division year.
func (db *DB) WijkOutlines(ctx context.Context, gemeente string, areaYear int) ([]WijkOutline, error) {
	var out []WijkOutline
	err := each(ctx, db.sql, `select s.slug::varchar, o.outline from subject_outline o join subject s on s.slug = o.subject
		where s.gemeente_code = $1 and o.year = $2 order by s.slug`, func(rows *sql.Rows) error {
		var w WijkOutline
		err := rows.Scan(&w.Slug, &w.Outline)
		out = append(out, w)
		return err
	}, gemeente, areaYear)
	return out, wrap("outlines of "+gemeente, err)
}

// LargeWater gives the outlines (WKB in RD metres) of large water in the division nearest to a year.
func (db *DB) LargeWater(ctx context.Context, areaYear int) ([][]byte, error) {
	var out [][]byte
	err := each(ctx, db.sql, statement("query/map_water.sql"), func(rows *sql.Rows) error {
		var outline []byte
		err := rows.Scan(&outline)
		out = append(out, outline)
		return err
	}, areaYear)
	return out, wrap("large water", err)
}

// MapSourceIDs names the publications behind a map.
func (db *DB) MapSourceIDs(ctx context.Context, ind catalogue.Indicator, gemeente string, year MapYear) ([]string, error) {
	var out []string
	err := each(ctx, db.sql, statement("query/map_sources.sql"), func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		out = append(out, id)
		return err
	}, ind.ID, ind.Above(), list(ind.Denominator), gemeente, year.AreaYear, year.Year)
	return out, wrap("sources of "+ind.ID, err)
}
