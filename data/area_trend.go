package data

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
)

// Reasons for a missing value of an area, beside what was published: the code was another place in that division, or it
// bore another name and nothing says that it was the same place.
const (
	OtherPlace = Status(series.MovedBorder)
	OtherName  = Status(series.OtherName)
)

// AreaName is what an area is called in its division.
type AreaName struct{ Name, Gemeente string } // Gemeente is a code

// AreaNames gives the areas that there are of these.
func (db *DB) AreaNames(ctx context.Context, areas []catalogue.AreaKey) (map[catalogue.AreaKey]AreaName, error) {
	out := map[catalogue.AreaKey]AreaName{}
	err := each(ctx, db.sql, "select year, code, coalesce(name, code), coalesce(gemeente_code, '') from area where code in (select unnest($1))", func(rows *sql.Rows) error {
		var k catalogue.AreaKey
		var n AreaName
		err := rows.Scan(&k.Year, &k.Code, &n.Name, &n.Gemeente)
		if slices.Contains(areas, k) {
			out[k] = n
		}
		return err
	}, codesOf(areas))
	return out, wrap("names of areas", err)
}

func codesOf(areas []catalogue.AreaKey) []string {
	out := []string{}
	for _, a := range areas {
		out = append(out, a.Code)
	}
	return out
}

// AreaTrends gives the series of areas as they are in one division, by area. A value counts where its division has the
// same code for the same place, as far as the rule knows. Where nothing says so the name decides whether it is shown, and it
// may not be compared.
func (db *DB) AreaTrends(ctx context.Context, ind catalogue.Indicator, areas []catalogue.AreaKey) (map[catalogue.AreaKey]series.Line, error) {
	found := map[string][]series.Point{}
	err := each(ctx, db.sql, statement("query/area_trend.sql"), func(rows *sql.Rows) error {
		var code, name string
		p := series.Point{Indicator: ind.ID}
		err := rows.Scan(&code, &p.Division, &p.Year, &p.Edition, &p.Value, &p.Status, &p.Margin, &p.Rough, &name)
		found[code] = append(found[code], p)
		return err
	}, ind.ID, codesOf(areas), ind.EstimatedAnew())
	if err != nil {
		return nil, fmt.Errorf("series of %v: %w", areas, err)
	}
	rule, places, err := db.Rule(ctx, codesOf(areas))
	if err != nil {
		return nil, err
	}
	out := map[catalogue.AreaKey]series.Line{}
	for _, a := range areas {
		out[a] = areaTrend(a, found[a.Code], rule, places)
	}
	return out, nil
}

// areaTrend makes the series of an area of figures by year, of which a year may have several.
func areaTrend(area catalogue.AreaKey, figures []series.Point, rule *series.Rule, places *series.Places) series.Line {
	var best series.Line
	for _, p := range figures {
		p.Subject, p.Quality = area.ID(), Direct
		switch why := places.Between(area.Code, p.Division, area.Year); {
		case p.Value == nil:
		case why == series.MovedBorder || why == series.OtherName:
			p.Value, p.Status = nil, Status(why)
		}
		if p.Value == nil {
			p.Quality, p.Margin, p.Rough = NoQuality, nil, false
		}
		if n := len(best); n == 0 || best[n-1].Year != p.Year {
			best = append(best, p)
		} else if rank(p, area) >= rank(best[n-1], area) {
			best[n-1] = p
		}
	}
	points := make([]*series.Point, len(best))
	for i := range best {
		points[i] = &best[i]
	}
	rule.Mark(lineIndicator(best), WhoIs(area.Code), points)
	return best
}

func lineIndicator(l series.Line) string {
	if len(l) == 0 {
		return ""
	}
	return l[0].Indicator
}

// rank says which of two figures of one year goes first: one with a value, then that of the area's own division, then the
// later division, which comes later.
func rank(p series.Point, area catalogue.AreaKey) int {
	switch {
	case p.Value == nil:
		return 0
	case p.Division != area.Year:
		return 1
	}
	return 2
}

// AreaSourceIDs gives the publications that have an indicator, or its counts, for codes; oldest first.
func (db *DB) AreaSourceIDs(ctx context.Context, ind catalogue.Indicator, areas []catalogue.AreaKey) ([]string, error) {
	var out []string
	err := each(ctx, db.sql, statement("query/area_source.sql"), func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		out = append(out, id)
		return err
	}, ind.ID, ind.Above(), list(ind.Denominator), codesOf(areas))
	return out, wrap("sources of areas", err)
}
