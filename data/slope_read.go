package data

import (
	"context"
	"database/sql"

	"wijkinzicht/data/catalogue"
)

// PlaceSlope is the direction of an area or a subject, with its names. Without a figure in the division, Points is 0.
type PlaceSlope struct {
	Slope
	Name, Gemeente string
}

// AreaSlopes gives all land areas of a level (wijk or buurt) in the latest division that has an indicator, by code.
func (db *DB) AreaSlopes(ctx context.Context, indicator, level string) ([]PlaceSlope, error) {
	var out []PlaceSlope
	p := PlaceSlope{Slope: Slope{Indicator: indicator, Level: level}} // one for all rows: the country has many
	err := each(ctx, db.sql, statement("query/slopes.sql"), func(rows *sql.Rows) error {
		err := rows.Scan(&p.AreaYear, &p.Place, &p.Name, &p.Gemeente, &p.From, &p.To, &p.Points, &p.First, &p.Value, &p.Slope.Slope, &p.Low, &p.High, &p.P, &p.Why)
		out = append(out, p)
		return err
	}, indicator, level)
	return out, wrap("directions of "+indicator+" per "+level, err)
}

// WijkSlopes gives the direction of the wijken that we follow, in their order.
func (db *DB) WijkSlopes(ctx context.Context, indicator string) ([]PlaceSlope, error) {
	var out []PlaceSlope
	err := each(ctx, db.sql, `select s.slug::varchar, s.name, coalesce(s.gemeente_code, ''), coalesce(f.from_year, 0), coalesce(f.to_year, 0), coalesce(f.points, 0),
			coalesce(f.first_value, 0), coalesce(f.value, 0), coalesce(f.quality::varchar, ''), f.slope, f.low, f.high, coalesce(f.p, 1), coalesce(f.why, '')
		from subject s left join slope f on f.indicator = $1 and f.level is null and f.place = s.slug::varchar
		where s.kind in ('wijk', 'referentie', 'eigen') order by s.slug`, func(rows *sql.Rows) error {
		p := PlaceSlope{Slope: Slope{Indicator: indicator}}
		err := rows.Scan(&p.Place, &p.Name, &p.Gemeente, &p.From, &p.To, &p.Points, &p.First, &p.Value, &p.Quality, &p.Slope.Slope, &p.Low, &p.High, &p.P, &p.Why)
		out = append(out, p)
		return err
	}, indicator)
	return out, wrap("directions of the wijken for "+indicator, err)
}

// SlopeCounts gives, per indicator, how many areas of a level have a direction.
func (db *DB) SlopeCounts(ctx context.Context, level string) (map[string]int, error) {
	out := map[string]int{}
	err := each(ctx, db.sql, "select indicator::varchar, count(slope) from slope where level = $1::area_level group by all", func(rows *sql.Rows) error {
		var id string
		var n int
		err := rows.Scan(&id, &n)
		out[id] = n
		return err
	}, level)
	return out, wrap("count directions per "+level, err)
}

// GemeenteNames gives every gemeente's latest name, by code.
func (db *DB) GemeenteNames(ctx context.Context) (map[string]string, error) {
	out := map[string]string{}
	err := each(ctx, db.sql, `select code, arg_max(name, year) from area where level = 'gemeente' and name is not null group by code`, func(rows *sql.Rows) error {
		var code, name string
		err := rows.Scan(&code, &name)
		out[code] = name
		return err
	})
	for _, s := range db.Subjects { // one name everywhere: Den Haag, which CBS writes as 's-Gravenhage
		if s.Kind == catalogue.GemeenteKind {
			out[s.Gemeente] = s.Name
		}
	}
	return out, wrap("names of gemeenten", err)
}

func (db *DB) readTypology(ctx context.Context) error {
	if err := each(ctx, db.sql, "select id, naam, level = 'zwak', direction = 'beter', definitie, source from typology", func(rows *sql.Rows) error {
		var p catalogue.PlaceType
		err := rows.Scan(&p.ID, &p.Naam, &p.Weak, &p.Better, &p.Definitie, &p.Source)
		db.PlaceTypes = append(db.PlaceTypes, p)
		return err
	}); err != nil {
		return err
	}
	return each(ctx, db.sql, "select id, naam, value, choices, definitie, source from threshold", func(rows *sql.Rows) error {
		var t catalogue.Threshold
		var choices []any
		err := rows.Scan(&t.ID, &t.Naam, &t.Value, scanList(&choices), &t.Definitie, &t.Source)
		for _, c := range choices {
			t.Choices = append(t.Choices, c.(float64))
		}
		db.Thresholds = append(db.Thresholds, t)
		return err
	})
}
