package data

import (
	"context"
	"database/sql"
	"fmt"

	"wijkinzicht/data/series"
)

// Trends gives the points of subjects for indicators, by subject, indicator and year. An empty list of indicators means all.
func (db *DB) Trends(ctx context.Context, subjects, indicators []string) ([]series.Point, error) {
	var out []series.Point
	err := each(ctx, db.sql, statement("query/trends.sql"), func(rows *sql.Rows) error {
		var t series.Point
		err := rows.Scan(&t.Subject, &t.Indicator, &t.Year, &t.Value, &t.Status, &t.Quality, &t.Coverage, &t.Low, &t.High, &t.Edition, &t.Division, &t.Stretch, &t.Why, &t.Margin, &t.Rough, &t.Of, &t.Changed)
		out = append(out, t)
		return err
	}, list(subjects), list(indicators), len(indicators))
	if err != nil {
		return nil, fmt.Errorf("trends of %v for %v: %w", subjects, indicators, err)
	}
	return out, nil
}

// SourceIDs gives, per indicator, the publications behind a subject's series, oldest first. An empty list of
// indicators means all.
func (db *DB) SourceIDs(ctx context.Context, subjects, indicators []string) (map[string][]string, error) {
	out := map[string][]string{}
	err := each(ctx, db.sql, statement("query/sources_of.sql"), func(rows *sql.Rows) error {
		var indicator, source string
		err := rows.Scan(&indicator, &source)
		out[indicator] = append(out[indicator], source)
		return err
	}, list(subjects), list(indicators), len(indicators))
	if err != nil {
		return nil, fmt.Errorf("sources of %v: %w", subjects, err)
	}
	return out, nil
}

// list keeps an empty list from becoming NULL.
func list(texts []string) []string {
	if texts == nil {
		return []string{}
	}
	return texts
}

// WithFigures gives the indicators of which any of these subjects has a value.
func (db *DB) WithFigures(ctx context.Context, subjects []string) (map[string]bool, error) {
	out := map[string]bool{}
	err := each(ctx, db.sql, statement("query/with_figures.sql"), func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		out[id] = true
		return err
	}, subjects)
	return out, wrap("indicators with figures", err)
}
