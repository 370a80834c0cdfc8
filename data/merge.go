package data

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"
)

// Contradiction is one published figure that two files of the same standing give differently.
type Contradiction struct {
	Indicator      string
	AreaYear, Year int
	Code           string
	Low, High      float64
	LowFile        string
	HighFile       string
	LowSource      string // publications of the two files: source.id
	HighSource     string
}

func (c *Contradiction) Error() string {
	return fmt.Sprintf("two files contradict each other: %s of %s in %d is %v in %s and %v in %s",
		c.Indicator, c.Code, c.Year, c.Low, c.LowFile, c.High, c.HighFile)
}

// Merge holds all readings against each other and fills area and observation, sorted.
// It returns a *Contradiction when two files of the same standing disagree.
func (b *Builder) Merge(ctx context.Context) error {
	if err := b.findContradiction(ctx); err != nil {
		return err
	}
	if _, err := b.conn.ExecContext(ctx, statement("query/area_codes.sql")); err != nil {
		return fmt.Errorf("area_codes: %w", err)
	}
	if err := b.mergeObservations(ctx); err != nil {
		return err
	}
	for _, name := range []string{"merge_area", "not_yet", "difference", "land_km2", "borrow_outline", "gemeente_name"} {
		if _, err := b.conn.ExecContext(ctx, statement("query/"+name+".sql")); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// mergeObservations fills observation, an indicator at a time.
func (b *Builder) mergeObservations(ctx context.Context) error {
	if _, err := b.conn.ExecContext(ctx, "begin"); err != nil {
		return fmt.Errorf("merge_observation: %w", err)
	}
	there, err := b.indicatorsIn(ctx, "reading")
	if err != nil {
		return err
	}
	for _, ind := range b.cat.Indicators {
		if !there[ind.ID] {
			continue
		}
		one := strings.ReplaceAll(statement("query/merge_observation.sql"), "$indicator", quote(ind.ID))
		if _, err := b.conn.ExecContext(ctx, one); err != nil {
			return fmt.Errorf("merge_observation of %s: %w", ind.ID, err)
		}
	}
	if _, err := b.conn.ExecContext(ctx, "commit"); err != nil {
		return fmt.Errorf("merge_observation: %w", err)
	}
	return nil
}

// Observed tells which indicators have an observation.
func (b *Builder) Observed(ctx context.Context) (map[string]bool, error) {
	return b.indicatorsIn(ctx, "observation")
}

func (b *Builder) indicatorsIn(ctx context.Context, table string) (map[string]bool, error) {
	rows, err := b.conn.QueryContext(ctx, "select distinct indicator::varchar from "+table)
	if err != nil {
		return nil, fmt.Errorf("indicators of %s: %w", table, err)
	}
	defer rows.Close()
	there := map[string]bool{}
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, fmt.Errorf("indicators of %s: %w", table, err)
		}
		there[id] = true
	}
	return there, rows.Err()
}

func (b *Builder) findContradiction(ctx context.Context) error {
	var c Contradiction
	var low, high int
	err := b.conn.QueryRowContext(ctx, statement("query/contradiction.sql")).
		Scan(&c.Indicator, &c.AreaYear, &c.Code, &c.Year, &c.Low, &c.High, &low, &high)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("compare files: %w", err)
	}
	for _, f := range []struct {
		id           int
		name, source *string
	}{{low, &c.LowFile, &c.LowSource}, {high, &c.HighFile, &c.HighSource}} {
		if err := b.conn.QueryRowContext(ctx, "select name, source_id from raw_file where id = ?", f.id).Scan(f.name, f.source); err != nil {
			return fmt.Errorf("name of file %d: %w", f.id, err)
		}
	}
	return &c
}

// Observations gives the merged observations of the areas with these codes, in every division year.
func (b *Builder) Observations(ctx context.Context, codes []string) ([]Observation, error) {
	rows, err := b.conn.QueryContext(ctx, `select indicator::varchar, area_year, area_code, year, value, status::varchar
		from observation where area_code in (select unnest(?))`, codes)
	if err != nil {
		return nil, fmt.Errorf("read observations: %w", err)
	}
	defer rows.Close()
	var out []Observation
	for rows.Next() {
		var o Observation
		if err := rows.Scan(&o.Indicator, &o.AreaYear, &o.Code, &o.Year, &o.Value, &o.Status); err != nil {
			return nil, fmt.Errorf("read observations: %w", err)
		}
		out = append(out, o)
	}
	return out, rows.Err()
}

// AreaNames gives the name of every area with one of these codes, per (year, code); an area without a name has "".
func (b *Builder) AreaNames(ctx context.Context, codes []string) (map[AreaKey]string, error) {
	rows, err := b.conn.QueryContext(ctx, "select year, code, coalesce(name, '') from area where code in (select unnest(?))", codes)
	if err != nil {
		return nil, fmt.Errorf("read areas: %w", err)
	}
	defer rows.Close()
	out := map[AreaKey]string{}
	for rows.Next() {
		var k AreaKey
		var name string
		if err := rows.Scan(&k.Year, &k.Code, &name); err != nil {
			return nil, fmt.Errorf("read areas: %w", err)
		}
		out[k] = name
	}
	return out, rows.Err()
}

// AreaKey is how an area is named: a code means nothing without its division year.
type AreaKey struct {
	Year int
	Code string
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
				nullableNumber(t.Coverage), nullableNumber(t.Low), nullableNumber(t.High), t.BreakBefore); err != nil {
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
