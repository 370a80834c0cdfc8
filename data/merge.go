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
	if err := b.nameAreas(ctx); err != nil {
		return err
	}
	if err := b.findContradiction(ctx); err != nil {
		return err
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

// nameAreas gives the numbered codes of the readings their names back, and finds what more than one file brings.
func (b *Builder) nameAreas(ctx context.Context) error {
	err := b.appendRows(ctx, "temp", "reading_code", func(add func(...driver.Value) error) error {
		for n, code := range b.areas.texts {
			if err := add(int32(n), code); err != nil {
				return fmt.Errorf("%s: %w", code, err)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, name := range []string{"area_codes", "shared_reading"} {
		if _, err := b.conn.ExecContext(ctx, statement("query/"+name+".sql")); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// mergeAtOnce is how many readings are merged at once: so many sort within buildMemory, and every batch costs a look at all of
// them.
const mergeAtOnce = 3_000_000

// mergeObservations fills observation, some indicators at a time, in the order of the catalogue.
func (b *Builder) mergeObservations(ctx context.Context) error {
	if _, err := b.conn.ExecContext(ctx, "begin"); err != nil {
		return fmt.Errorf("merge_observation: %w", err)
	}
	found, err := b.countsOf(ctx, "reading_row")
	if err != nil {
		return err
	}
	for len(found) > 0 {
		n, last := 0, 0
		for last < len(found) && (last == 0 || n+found[last].rows <= mergeAtOnce) {
			n += found[last].rows
			last++
		}
		some := strings.NewReplacer("$first", quote(found[0].indicator), "$last", quote(found[last-1].indicator)).Replace(statement("query/merge_observation.sql"))
		if _, err := b.conn.ExecContext(ctx, some); err != nil {
			return fmt.Errorf("merge_observation from %s to %s: %w", found[0].indicator, found[last-1].indicator, err)
		}
		found = found[last:]
	}
	if _, err := b.conn.ExecContext(ctx, "commit"); err != nil {
		return fmt.Errorf("merge_observation: %w", err)
	}
	return nil
}

// Observed tells which indicators have an observation.
func (b *Builder) Observed(ctx context.Context) (map[string]bool, error) {
	found, err := b.countsOf(ctx, "observation")
	there := map[string]bool{}
	for _, f := range found {
		there[f.indicator] = true
	}
	return there, err
}

// counted is how many rows an indicator has.
type counted struct {
	indicator string
	rows      int
}

// countsOf counts the rows of a table by indicator, in the order of the catalogue.
func (b *Builder) countsOf(ctx context.Context, table string) ([]counted, error) {
	rows, err := b.conn.QueryContext(ctx, "select indicator::varchar, count(*) from "+table+" group by indicator order by indicator")
	if err != nil {
		return nil, fmt.Errorf("indicators of %s: %w", table, err)
	}
	defer rows.Close()
	var out []counted
	for rows.Next() {
		var c counted
		if err := rows.Scan(&c.indicator, &c.rows); err != nil {
			return nil, fmt.Errorf("indicators of %s: %w", table, err)
		}
		out = append(out, c)
	}
	return out, rows.Err()
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
