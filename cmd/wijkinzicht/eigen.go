package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/store"
	"wijkinzicht/ingest"
)

// ownFlag adds --eigen to a command's flags.
func ownFlag(fs *flag.FlagSet, e env) *string {
	return fs.String("eigen", e.getenv("WIJKINZICHT_EIGEN"),
		"map met eigen wijken, gebeurtenissen, interventies en thema's van een gemeente (ook $WIJKINZICHT_EIGEN; anders de map eigen in de opslag, als die er is)")
}

// ownDir gives the directory that was named, or else the one in the store when it is there; empty: none.
func ownDir(named string, store store.Store) string {
	if named != "" {
		return named
	}
	dir := filepath.Join(store.Dir, "eigen")
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return ""
	}
	return dir
}

// loadCatalogue gives our catalogue with what a gemeente keeps in dir, and says which files there it does not know.
func (e env) loadCatalogue(dir string, say io.Writer) (*catalogue.Catalogue, error) {
	cat, err := catalogue.Load()
	if err == nil && e.pack != nil {
		cat.Pack = e.pack
	}
	if err != nil || dir == "" {
		return cat, err
	}
	cat, unknown, err := cat.WithOwn(dir)
	if len(unknown) > 0 {
		fmt.Fprintf(say, "In %s kennen wij %s niet; gelezen worden %s, en elke omtrek (.geojson) die interventies.csv noemt.\n", dir, strings.Join(unknown, ", "), strings.Join(catalogue.OwnFiles, ", "))
	}
	if err != nil {
		return nil, err
	}
	for _, how := range cat.OwnRead {
		fmt.Fprintln(say, how)
	}
	return cat, ingest.CheckOutlines(cat)
}
