package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/store"
)

func runExport(ctx context.Context, args []string, e env) error {
	fs, in := flags("export", e)
	format := fs.String("format", "parquet", "parquet of csv")
	whole := fs.Bool("archief", false, "schrijft de hele revisie met beschrijving, licenties, citatie en hashes, klaar om te deponeren (bijvoorbeeld bij Zenodo)")
	address := fs.String("adres", "", "publiek adres van de website, voor in CITATION.cff (bij --archief)")
	engine := fs.String("voor", "", "clickhouse: de tabellen met schema, toelichting, uitgewerkte vragen en een script dat ze laadt, voor een server of een cluster van ClickHouse")
	rest, err := parse(fs, args, 1, 1)
	if err != nil {
		return err
	}
	switch chosen := given(fs); {
	case *engine != "" && *engine != "clickhouse":
		return &usageError{fmt.Sprintf("voor %q is er geen export; kies clickhouse, of laat --voor weg", *engine)}
	case *engine != "" && (chosen["format"] || chosen["archief"]):
		return &usageError{"--voor bepaalt zelf wat er wordt geschreven; laat --format en --archief weg"}
	}
	db, err := openCurrent(ctx, *in)
	if err != nil {
		return err
	}
	defer db.Close()
	switch {
	case *whole:
		return deposit(ctx, *in, db, rest[0], strings.TrimRight(*address, "/"), e)
	case *engine != "":
		return exportClickHouse(ctx, db, rest[0], e)
	}
	tables, err := db.Export(ctx, rest[0], *format)
	if err != nil {
		return err
	}
	listTables(e, tables)
	return nil
}

func listTables(e env, tables []data.Exported) {
	for _, t := range tables {
		fmt.Fprintf(e.stdout, "%-18s %9d rijen  %s\n", t.Name, t.Rows, t.Path)
	}
}

// given tells which flags were written.
func given(fs *flag.FlagSet) map[string]bool {
	out := map[string]bool{}
	fs.Visit(func(f *flag.Flag) { out[f.Name] = true })
	return out
}

// inNewFolder refuses a folder with something in it, in words.
func inNewFolder(dir string, err error) error {
	if errors.Is(err, store.ErrNotEmpty) {
		return &usageError{fmt.Sprintf("in %s staat al iets; kies een map die er nog niet is, of een lege", dir)}
	}
	return err
}

// exportClickHouse writes the revision as ClickHouse loads it.
func exportClickHouse(ctx context.Context, db *data.DB, dir string, e env) error {
	var tables []data.Exported
	err := store.WriteFolder(dir, func(aside string) (err error) {
		tables, err = db.ExportClickHouse(ctx, aside)
		return err
	})
	if err != nil {
		return inNewFolder(dir, err)
	}
	for i := range tables {
		tables[i].Path = filepath.Join(dir, tables[i].Path)
	}
	listTables(e, tables)
	fmt.Fprintf(e.stdout, "Revisie %s staat in %s; %s laadt haar in ClickHouse, en README.md daar zegt hoe.\n", db.Revision, dir, filepath.Join(dir, "laden.sh"))
	return nil
}

// deposit writes the revision as an archive of data takes it.
func deposit(ctx context.Context, in store.Store, db *data.DB, dir, address string, e env) error {
	page, file := "", ""
	if address != "" {
		page, file = address+"/onderzoek", address+"/onderzoek/bestand/"+db.Revision+"/"+data.DatabaseName
	}
	if err := in.Deposit(ctx, db, dir, page, file); err != nil {
		return inNewFolder(dir, err)
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	fmt.Fprintf(e.stdout, "Revisie %s staat met %d bestanden in %s; sha256sum --check sha256sums.txt kijkt ze na.\n", db.Revision, len(files), dir)
	return nil
}
