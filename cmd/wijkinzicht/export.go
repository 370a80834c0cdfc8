package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/store"
)

func runExport(ctx context.Context, args []string, e env) error {
	fs, in := flags("export", e)
	format := fs.String("format", "parquet", "parquet of csv")
	whole := fs.Bool("archief", false, "schrijft de hele revisie met beschrijving, licenties, citatie en hashes, klaar om te deponeren (bijvoorbeeld bij Zenodo)")
	address := fs.String("adres", "", "publiek adres van de website, voor in CITATION.cff (bij --archief)")
	rest, err := parse(fs, args, 1, 1)
	if err != nil {
		return err
	}
	db, err := openCurrent(ctx, *in)
	if err != nil {
		return err
	}
	defer db.Close()
	if *whole {
		return deposit(ctx, *in, db, rest[0], strings.TrimRight(*address, "/"), e)
	}
	tables, err := db.Export(ctx, rest[0], *format)
	if err != nil {
		return err
	}
	for _, t := range tables {
		fmt.Fprintf(e.stdout, "%-18s %9d rijen  %s\n", t.Name, t.Rows, t.Path)
	}
	return nil
}

// deposit writes the revision as an archive of data takes it.
func deposit(ctx context.Context, in store.Store, db *data.DB, dir, address string, e env) error {
	page, file := "", ""
	if address != "" {
		page, file = address+"/onderzoek", address+"/onderzoek/bestand/"+db.Revision+"/"+data.DatabaseName
	}
	err := in.Deposit(ctx, db, dir, page, file)
	if errors.Is(err, store.ErrNotEmpty) {
		return &usageError{fmt.Sprintf("in %s staat al iets; kies een map die er nog niet is, of een lege", dir)}
	}
	if err != nil {
		return err
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	fmt.Fprintf(e.stdout, "Revisie %s staat met %d bestanden in %s; sha256sum --check sha256sums.txt kijkt ze na.\n", db.Revision, len(files), dir)
	return nil
}
