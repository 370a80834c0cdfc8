package data

import (
	"context"
	"database/sql"

	"wijkinzicht/data/catalogue"
)

// Alike is a CBS wijk that is like another place in a year.
type Alike struct {
	Rank           int
	Code           string
	AreaYear       int
	Name, Gemeente string
	Distance       float64 // root of the mean squared difference of standard scores; 0 is the same
	Indicators     int     // that it rests on
}

// ProfileValue is an indicator of likeness of a place in a year.
type ProfileValue struct {
	Place, Indicator string
	Value, Z         float64
}

// AlikeYear is a year in which wijken can be compared.
type AlikeYear struct {
	Year       int
	Indicators int  // of likeness that count in it
	Complete   bool // the place asked for has them all
	Lived      bool // all traits of income and work that are followed count in it: how people live, not only how a place is built
}

// AlikeYears gives the years in which wijken can be compared, and whether a place (slug or wijk code) can.
func (db *DB) AlikeYears(ctx context.Context, place string) ([]AlikeYear, error) {
	var out []AlikeYear
	err := each(ctx, db.sql, `select year, count(distinct indicator), count(distinct indicator) filter (place = $1) = count(distinct indicator),
			count(distinct indicator) filter (theme = $2) = (select count(*) from likeness semi join indicator on likeness.indicator = indicator.id and theme = $2)
		from profile join indicator on profile.indicator = indicator.id group by year order by year`, func(rows *sql.Rows) error {
		var y AlikeYear
		err := rows.Scan(&y.Year, &y.Indicators, &y.Complete, &y.Lived)
		out = append(out, y)
		return err
	}, place, "Inkomen en werk")
	return out, wrap("years to find places like "+place, err)
}

// Alike gives the ten wijken most like a place (slug or wijk code) in a year; none where it lacks an indicator.
func (db *DB) Alike(ctx context.Context, place string, year int) ([]Alike, error) {
	var out []Alike
	err := each(ctx, db.sql, statement("query/alike.sql"), func(rows *sql.Rows) error {
		var a Alike
		err := rows.Scan(&a.Rank, &a.Code, &a.AreaYear, &a.Name, &a.Gemeente, &a.Distance, &a.Indicators)
		out = append(out, a)
		return err
	}, place, year)
	return out, wrap("places like "+place, err)
}

// Profiles gives the indicators of likeness of places in a year.
func (db *DB) Profiles(ctx context.Context, places []string, year int) ([]ProfileValue, error) {
	var out []ProfileValue
	err := each(ctx, db.sql, "select place, indicator::varchar, value, z from profile where year = $2 and place in (select unnest($1)) order by place, indicator", func(rows *sql.Rows) error {
		var p ProfileValue
		err := rows.Scan(&p.Place, &p.Indicator, &p.Value, &p.Z)
		out = append(out, p)
		return err
	}, list(places), year)
	return out, wrap("profiles", err)
}

// WijkName gives the latest name and gemeente of a CBS wijk; ok is false when no division has the code.
func (db *DB) WijkName(ctx context.Context, code string) (name, gemeente string, ok bool, err error) {
	err = each(ctx, db.sql, `select coalesce(name, code), coalesce(gemeente_code, '') from area where code = $1 and level = 'wijk' order by year desc limit 1`,
		func(rows *sql.Rows) error {
			ok = true
			return rows.Scan(&name, &gemeente)
		}, code)
	return name, gemeente, ok, wrap("name of "+code, err)
}

func (db *DB) readLikeness(ctx context.Context) error {
	return each(ctx, db.sql, "select indicator::varchar, why from likeness", func(rows *sql.Rows) error {
		var l catalogue.Likeness
		err := rows.Scan(&l.Indicator, &l.Why)
		db.Likeness = append(db.Likeness, l)
		return err
	})
}
