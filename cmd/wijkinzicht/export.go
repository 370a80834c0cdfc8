package main

import (
	"context"
	"fmt"
)

func runExport(ctx context.Context, args []string, e env) error {
	fs, store := flags("export", e)
	format := fs.String("format", "parquet", "parquet of csv")
	rest, err := parse(fs, args, 1, 1)
	if err != nil {
		return err
	}
	db, err := openCurrent(ctx, *store)
	if err != nil {
		return err
	}
	defer db.Close()
	tables, err := db.Export(ctx, rest[0], *format)
	if err != nil {
		return err
	}
	for _, t := range tables {
		fmt.Fprintf(e.stdout, "%-18s %9d rijen  %s\n", t.Name, t.Rows, t.Path)
	}
	return nil
}
