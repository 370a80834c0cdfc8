package main

import (
	"context"
	"fmt"

	"wijkinzicht/data"
)

func runQuery(ctx context.Context, args []string, e env) error {
	fs, store := flags("query", e)
	format := fs.String("format", "table", "table, csv, json of parquet")
	rest, err := parse(fs, args, 1, 1)
	if err != nil {
		return err
	}
	db, err := openCurrent(ctx, *store)
	if err != nil {
		return err
	}
	defer db.Close()
	if err := db.Query(ctx, rest[0], *format, e.stdout); err != nil {
		return fmt.Errorf("de vraag is niet te beantwoorden: %w", err)
	}
	return nil
}

// openCurrent opens the store's published revision.
func openCurrent(ctx context.Context, store data.Store) (*data.DB, error) {
	_, path, err := store.Current()
	if err != nil {
		return nil, err
	}
	return data.Open(ctx, path)
}
