package data

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"strings"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
)

// WritePlaces finds out whether every code was the same place from division to division, and records it. Areas, crosswalks and
// figures must be there. parts are the areas of the wijken as found; what our table says of them goes before borders.
func (b *Builder) WritePlaces(ctx context.Context, breaks []catalogue.Break, parts []SubjectPart) (*series.Places, error) {
	var areas []series.Area
	err := b.rows(ctx, "query/place_areas.sql", func(rows *sql.Rows) error {
		var a series.Area
		err := rows.Scan(&a.Year, &a.Code, &a.Name, &a.Flag, &a.Land, &a.Total)
		a.Name = plainName(a.Name)
		areas = append(areas, a)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the areas of all divisions: %w", err)
	}
	known := sameParts(breaks, parts)
	err = b.rows(ctx, "query/place_borders.sql", func(rows *sql.Rows) error {
		e := series.Evidence{Source: series.ByBorders}
		err := rows.Scan(&e.Code, &e.From, &e.To, &e.Same)
		if e.From > e.To {
			e.From, e.To = e.To, e.From
		}
		known = append(known, e)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read what borders say of places: %w", err)
	}
	steps := series.StepsOf(areas, known, movedCodes(breaks, parts))
	err = b.appendRows(ctx, "", "area_place", func(add func(...driver.Value) error) error {
		for _, s := range steps {
			if err := add(s.Code, int16(s.Year), int16(s.Place), nullable(string(s.Why)), nullable(s.Source)); err != nil {
				return fmt.Errorf("%s %d: %w", s.Code, s.Year, err)
			}
		}
		return nil
	})
	return series.NewPlaces(steps), err
}

// rows runs one of our statements on the builder's connection.
func (b *Builder) rows(ctx context.Context, name string, scan func(*sql.Rows) error) error {
	rows, err := b.conn.QueryContext(ctx, statement(name))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// movedCodes gives the divisions that the catalogue says are another place than before, by code.
func movedCodes(breaks []catalogue.Break, parts []SubjectPart) map[string][]int {
	out := map[string][]int{}
	for _, br := range breaks {
		if br.Indicator != "*" || br.Subject == "" {
			continue
		}
		seen := map[string]bool{strings.ToUpper(br.Subject): true} // a gemeente is its own area
		for _, p := range parts {
			if p.Subject == br.Subject && p.Used && p.Relation != catalogue.Surrounding {
				seen[p.Code] = true
			}
		}
		for code := range seen {
			out[code] = append(out[code], br.Year)
		}
	}
	return out
}

// sameParts gives the codes that our table says are the wijk itself in two divisions, between which its outline did not change.
func sameParts(breaks []catalogue.Break, parts []SubjectPart) []series.Evidence {
	var out []series.Evidence
	for _, a := range parts {
		for _, z := range parts {
			if a.Subject != z.Subject || a.Code != z.Code || a.Year >= z.Year || !a.Used || !z.Used || a.Relation != catalogue.Equal || z.Relation != catalogue.Equal {
				continue
			}
			moved := false
			for _, br := range breaks {
				moved = moved || br.Indicator == "*" && br.Subject == a.Subject && a.Year < br.Year && br.Year <= z.Year
			}
			if !moved {
				out = append(out, series.Evidence{Code: a.Code, From: a.Year, To: z.Year, Same: true, Source: series.ByCatalogue})
			}
		}
	}
	return out
}

// Rule gives the rule for the areas with these codes, and for all subjects.
func (db *DB) Rule(ctx context.Context, codes []string) (*series.Rule, *series.Places, error) {
	var steps []series.Step
	if len(codes) > 0 {
		err := each(ctx, db.sql, statement("query/places.sql"), func(rows *sql.Rows) error {
			var s series.Step
			err := rows.Scan(&s.Code, &s.Year, &s.Place, &s.Why, &s.Source)
			steps = append(steps, s)
			return err
		}, codes)
		if err != nil {
			return nil, nil, fmt.Errorf("which places were kept: %w", err)
		}
	}
	places := series.NewPlaces(steps)
	return catalogue.RuleOf(db.Breaks, db.Indicators, places), places, nil
}

// WhoIs says in the rule's terms whose figures a CBS area holds.
func WhoIs(code string) series.Who {
	return series.Who{Code: code, Subject: strings.ToLower(code), Levels: []string{LevelOf(code)}}
}

// LevelOf gives the level of an area code.
func LevelOf(code string) string {
	switch {
	case code == catalogue.NationCode:
		return "land"
	case strings.HasPrefix(code, "GM"):
		return "gemeente"
	case strings.HasPrefix(code, "WK"):
		return "wijk"
	}
	return "buurt"
}
