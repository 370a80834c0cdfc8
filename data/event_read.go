package data

import (
	"context"
	"database/sql"
	"fmt"

	"wijkinzicht/data/catalogue"
)

// Events gives the dated facts about subjects, by start and id. An empty list of subjects means all.
func (db *DB) Events(ctx context.Context, subjects []string) ([]catalogue.Event, error) {
	var out []catalogue.Event
	err := each(ctx, db.sql, statement("query/events.sql"), func(rows *sql.Rows) error {
		var e catalogue.Event
		var from, until string
		if err := rows.Scan(&e.ID, &e.Subject, &e.Kind, &from, &until, &e.Open, &e.Label, &e.Note, &e.Source, &e.URL, &e.Sure, &e.Own); err != nil {
			return err
		}
		var err error
		if e.From, err = catalogue.ParseDate(from); err != nil {
			return fmt.Errorf("start of %s: %w", e.ID, err)
		}
		if until != "" {
			if e.Until, err = catalogue.ParseDate(until); err != nil {
				return fmt.Errorf("end of %s: %w", e.ID, err)
			}
		}
		if !e.Own {
			e.Label = db.text(e.Label)
		}
		out = append(out, e)
		return nil
	}, list(subjects))
	if err != nil {
		return nil, fmt.Errorf("events of %v: %w", subjects, err)
	}
	return out, nil
}
