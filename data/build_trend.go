package data

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
)

// Observations gives the merged observations of the areas with these codes, in every division year.
func (b *Builder) Observations(ctx context.Context, codes []string) ([]Observation, error) {
	return readObservations(ctx, b.conn, codes)
}

// Observations gives the same of a revision.
func (db *DB) Observations(ctx context.Context, codes []string) ([]Observation, error) {
	return readObservations(ctx, db.sql, codes)
}

func readObservations(ctx context.Context, db querier, codes []string) (out []Observation, err error) {
	err = each(ctx, db, `select indicator::varchar, area_year, area_code::varchar, year, edition, value, status::varchar, made
		from figure where area_code::varchar in (select unnest(?))`, func(rows *sql.Rows) error {
		var o Observation
		err := rows.Scan(&o.Indicator, &o.AreaYear, &o.Code, &o.Year, &o.Edition, &o.Value, &o.Status, &o.Made)
		out = append(out, o)
		return err
	}, codes)
	return out, wrap("read observations", err)
}

// NamedArea is how an area stands in a division.
type NamedArea struct {
	Name   string // empty where no file gives it
	Change string // CBS's flag against the year before; see area.change
}

// NamedAreas gives every area with one of these codes.
func (b *Builder) NamedAreas(ctx context.Context, codes []string) (map[catalogue.AreaKey]NamedArea, error) {
	rows, err := b.conn.QueryContext(ctx, "select year, code, coalesce(name, ''), coalesce(change, '') from area where code in (select unnest(?))", codes)
	if err != nil {
		return nil, fmt.Errorf("read areas: %w", err)
	}
	defer rows.Close()
	out := map[catalogue.AreaKey]NamedArea{}
	for rows.Next() {
		var k catalogue.AreaKey
		var a NamedArea
		if err := rows.Scan(&k.Year, &k.Code, &a.Name, &a.Change); err != nil {
			return nil, fmt.Errorf("read areas: %w", err)
		}
		out[k] = a
	}
	return out, rows.Err()
}

// AddParts records which areas make up the wijken, as found in the data.
func (b *Builder) AddParts(ctx context.Context, parts []SubjectPart) error {
	return b.appendRows(ctx, "", "subject_part", func(add func(...driver.Value) error) error {
		for _, p := range parts {
			if err := add(p.Subject, int16(p.Year), p.Code, string(p.Relation), p.Share, p.Name, nullable(p.Found),
				p.Evidence, p.Confidence, p.Used); err != nil {
				return fmt.Errorf("%s %d %s: %w", p.Subject, p.Year, p.Code, err)
			}
		}
		return nil
	})
}

// AddTrends writes the harmonised series and the observations behind them.
func (b *Builder) AddTrends(ctx context.Context, rows []TrendRow) error {
	err := b.appendRows(ctx, "", "trend", func(add func(...driver.Value) error) error {
		for _, t := range rows {
			if err := add(t.Subject, t.Indicator, int16(t.Year), nullableNumber(t.Value), string(t.Status), nullable(string(t.Quality)),
				nullableNumber(t.Coverage), nullableNumber(t.Low), nullableNumber(t.High), t.Why != series.Same, int16(t.Edition), int16(t.Division),
				nullableStretch(t.Stretch), nullable(string(t.Why)), nullableNumber(t.Margin), t.Rough); err != nil {
				return fmt.Errorf("%s %s %d: %w", t.Subject, t.Indicator, t.Year, err)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return b.appendRows(ctx, "", "trend_input", func(add func(...driver.Value) error) error {
		for _, t := range rows {
			for _, in := range t.Inputs {
				if err := add(t.Subject, t.Indicator, int16(t.Year), in.Indicator, int16(in.AreaYear), in.Code, int16(in.Year),
					nullableNumber(in.Weight), in.Role); err != nil {
					return fmt.Errorf("%s %s %d: %w", t.Subject, t.Indicator, t.Year, err)
				}
			}
		}
		return nil
	})
}

// nullableStretch turns the stretch of a point without a value into NULL.
func nullableStretch(n int) driver.Value {
	if n == 0 {
		return nil
	}
	return int16(n)
}
