package data

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
)

// Shape is an area with what is known of its place.
type Shape struct {
	Year                        int
	Code, Level, Name, Gemeente string
	Outline                     []byte  // WKB in RD metres; nil when none is known
	Kind                        string  // officieel, gegeneraliseerd, schematisch
	OutlineYear                 int     // division the outline was drawn for
	Tolerance                   float64 // metres within which its borders are to be taken
	Lon, Lat                    *float64
	People                      *float64 // inhabitants in the division's own year
}

// CrosswalkRow is the part of an area of one division that lies in an area of another.
type CrosswalkRow struct {
	FromYear    int
	FromCode    string
	ToYear      int
	ToCode      string
	ShareArea   float64
	SharePeople *float64
	Method      string
	Tolerance   float64 // metres
}

// SubjectOutline is the outline of a wijk in a division year.
type SubjectOutline struct {
	Subject string
	Year    int
	Outline []byte
	Kind    string
	AreaKm2 float64
	Overlap *float64 // with the reference outline
}

// Shapes gives the land areas of the gemeenten with these codes, in every division, by year, gemeente and code.
func (b *Builder) Shapes(ctx context.Context, gemeenten []string) ([]Shape, error) {
	return readShapes(ctx, b.conn, gemeenten)
}

// Shapes gives the land areas of a gemeente, in every division, by year and code.
func (db *DB) Shapes(ctx context.Context, gemeente string) ([]Shape, error) {
	return readShapes(ctx, db.sql, []string{gemeente})
}

func readShapes(ctx context.Context, db querier, gemeenten []string) (out []Shape, err error) {
	err = each(ctx, db, statement("query/shapes.sql"), func(rows *sql.Rows) error {
		var s Shape
		err := rows.Scan(&s.Year, &s.Code, &s.Level, &s.Name, &s.Gemeente, &s.Outline, &s.Kind, &s.OutlineYear, &s.Tolerance, &s.Lon, &s.Lat, &s.People)
		out = append(out, s)
		return err
	}, gemeenten)
	return out, wrap("read shapes", err)
}

// SetSchematic gives areas without a known outline a schematic one, once: all in one statement, for one a cell takes as
// long as making all trends.
func (b *Builder) SetSchematic(ctx context.Context, shapes []Shape) error {
	err := b.appendRows(ctx, "temp", "schematic", func(add func(...driver.Value) error) error {
		for _, s := range shapes {
			if err := add(int16(s.Year), s.Code, s.Outline); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	_, err = b.conn.ExecContext(ctx, `update area set outline = s.outline, outline_kind = 'schematisch', outline_year = s.year
		from schematic s where area.year = s.year and area.code = s.code`)
	return wrap("set schematic outlines", err)
}

// AddCrosswalk records what of one division's areas lies in another's.
func (b *Builder) AddCrosswalk(ctx context.Context, all []CrosswalkRow) error {
	return b.appendRows(ctx, "", "crosswalk", func(add func(...driver.Value) error) error {
		for _, c := range all {
			if err := add(int16(c.FromYear), c.FromCode, int16(c.ToYear), c.ToCode, c.ShareArea, nullableNumber(c.SharePeople), c.Method, c.Tolerance); err != nil {
				return err
			}
		}
		return nil
	})
}

// AddNeighbours records which areas of a division share a border.
func (b *Builder) AddNeighbours(ctx context.Context, year int, neighbours map[string][]string, codes []string) error {
	return b.appendRows(ctx, "", "neighbour", func(add func(...driver.Value) error) error {
		for _, code := range codes {
			for _, other := range neighbours[code] {
				if err := add(int16(year), code, other); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// AddSubjectOutlines records the outlines of the wijken.
func (b *Builder) AddSubjectOutlines(ctx context.Context, all []SubjectOutline) error {
	return b.appendRows(ctx, "", "subject_outline", func(add func(...driver.Value) error) error {
		for _, o := range all {
			if err := add(o.Subject, int16(o.Year), o.Outline, o.Kind, o.AreaKm2, nullableNumber(o.Overlap)); err != nil {
				return err
			}
		}
		return nil
	})
}

// SurfacesKm2 gives the surface of the areas of a division, land and water, in km2, where it is published.
func (b *Builder) SurfacesKm2(ctx context.Context, year int) (map[string]float64, error) {
	rows, err := b.conn.QueryContext(ctx, `select area_code::varchar, value / 100 from observation
		where indicator = 'oppervlakte_totaal' and area_year = $1 and year = $1 and value > 0`, year)
	if err != nil {
		return nil, fmt.Errorf("surfaces of %d: %w", year, err)
	}
	defer rows.Close()
	out := map[string]float64{}
	for rows.Next() {
		var code string
		var km2 float64
		if err := rows.Scan(&code, &km2); err != nil {
			return nil, fmt.Errorf("surfaces of %d: %w", year, err)
		}
		out[code] = km2
	}
	return out, rows.Err()
}
