package data

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
)

// Reasons for a missing value of an area, beside what was published: the code was another place in that division, or it
// bore another name and nothing says that it was the same place.
const (
	OtherPlace Status = MovedPlace
	OtherName  Status = "andere naam"
)

// AreaName is what an area is called in its division.
type AreaName struct{ Name, Gemeente string } // Gemeente is a code

// AreaNames gives the areas that there are of these.
func (db *DB) AreaNames(ctx context.Context, areas []AreaKey) (map[AreaKey]AreaName, error) {
	out := map[AreaKey]AreaName{}
	err := each(ctx, db.sql, "select year, code, coalesce(name, code), coalesce(gemeente_code, '') from area where code in (select unnest($1))", func(rows *sql.Rows) error {
		var k AreaKey
		var n AreaName
		err := rows.Scan(&k.Year, &k.Code, &n.Name, &n.Gemeente)
		if slices.Contains(areas, k) {
			out[k] = n
		}
		return err
	}, codesOf(areas))
	return out, wrap("names of areas", err)
}

func codesOf(areas []AreaKey) []string {
	out := []string{}
	for _, a := range areas {
		out = append(out, a.Code)
	}
	return out
}

// AreaTrends gives the series of areas as they are in one division, by area. A value counts where its division has the
// same code for the same place, as far as flags and borders say. Where nothing says so the name decides whether it is
// shown, and it may not be joined: BreakBefore. It is also set at the indicator's own breaks.
func (db *DB) AreaTrends(ctx context.Context, ind Indicator, areas []AreaKey) (map[AreaKey][]TrendRow, error) {
	names, err := db.AreaNames(ctx, areas)
	if err != nil {
		return nil, err
	}
	found := map[string][]areaFigure{}
	err = each(ctx, db.sql, statement("query/area_trend.sql"), func(rows *sql.Rows) error {
		var code string
		var f areaFigure
		err := rows.Scan(&code, &f.division, &f.row.Year, &f.row.Value, &f.row.Status, &f.name)
		f.row.Indicator = ind.ID
		found[code] = append(found[code], f)
		return err
	}, ind.ID, ind.above(), list(ind.Denominator), ind.Per, codesOf(areas))
	if err != nil {
		return nil, fmt.Errorf("series of %v: %w", areas, err)
	}
	kept, err := db.keptPlaces(ctx, codesOf(areas))
	if err != nil {
		return nil, err
	}
	known := NewPlaces(kept, db.Breaks, db.Parts)
	out := map[AreaKey][]TrendRow{}
	for _, a := range areas {
		out[a] = areaTrend(a, names[a].Name, found[a.Code], known, breakYears(db.Breaks, ind.ID))
	}
	return out, nil
}

// areaFigure is a figure of a code in one division.
type areaFigure struct {
	row      TrendRow
	division int
	name     string // in that division; may be empty
}

// areaTrend makes the series of an area of figures by year, of which a year may have several.
func areaTrend(area AreaKey, name string, figures []areaFigure, known *Places, breaks []int) []TrendRow {
	var best []areaFigure
	for _, f := range figures {
		f.row.Subject, f.row.Quality = area.ID(), Direct
		switch why := known.Between(area.Code, f.division, area.Year); {
		case f.row.Value == nil:
		case why == MovedPlace:
			f.row.Value, f.row.Status = nil, OtherPlace
		case why == UnknownBorder && f.name != "" && !SameName(f.name, name):
			f.row.Value, f.row.Status = nil, OtherName
		}
		if f.row.Value == nil {
			f.row.Quality = NoQuality
		}
		if n := len(best); n == 0 || best[n-1].row.Year != f.row.Year {
			best = append(best, f)
		} else if f.rank(area) >= best[n-1].rank(area) {
			best[n-1] = f
		}
	}
	var out []TrendRow
	previous := -1
	for i := range best {
		if f := &best[i]; f.row.Value != nil {
			if previous >= 0 {
				p := best[previous]
				f.row.BreakBefore = Crosses(breaks, p.row.Year, f.row.Year) || known.Between(area.Code, p.division, f.division) != ""
			}
			previous = i
		}
		out = append(out, best[i].row)
	}
	return out
}

// rank says which of two figures of one year goes first: one with a value, then that of the area's own division, then the
// later division, which comes later.
func (f areaFigure) rank(area AreaKey) int {
	switch {
	case f.row.Value == nil:
		return 0
	case f.division != area.Year:
		return 1
	}
	return 2
}

func breakYears(breaks []Break, indicator string) []int {
	var out []int
	for _, b := range breaks {
		if b.Indicator == indicator && b.Subject == "" {
			out = append(out, b.Year)
		}
	}
	return out
}

func (db *DB) keptPlaces(ctx context.Context, codes []string) ([]KeptPlace, error) {
	var out []KeptPlace
	err := each(ctx, db.sql, "from ("+statement("query/kept_place.sql")+") kept(code, from_year, to_year, same) where code in (select unnest($1))", func(rows *sql.Rows) error {
		var k KeptPlace
		err := rows.Scan(&k.Code, &k.From, &k.To, &k.Same)
		out = append(out, k)
		return err
	}, codes)
	return out, wrap("which places were kept", err)
}

// AreaSourceIDs gives the publications that have an indicator, or its counts, for codes; oldest first.
func (db *DB) AreaSourceIDs(ctx context.Context, ind Indicator, areas []AreaKey) ([]string, error) {
	var out []string
	err := each(ctx, db.sql, statement("query/area_source.sql"), func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		out = append(out, id)
		return err
	}, ind.ID, ind.above(), list(ind.Denominator), codesOf(areas))
	return out, wrap("sources of areas", err)
}

// ID names an area of a division in addresses and figures: WK036376-2020.
func (k AreaKey) ID() string { return fmt.Sprintf("%s-%d", k.Code, k.Year) }
