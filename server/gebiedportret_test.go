package server

import (
	"testing"

	"wijkinzicht/data"
	"wijkinzicht/ingest"
)

// BenchmarkPortraitOfArea reads everything that is known of a buurt.
func BenchmarkPortraitOfArea(b *testing.B) {
	cat, err := data.LoadCatalogue()
	if err != nil {
		b.Fatal(err)
	}
	store := data.Store{Dir: b.TempDir()}
	if _, err := ingest.Default(b.Context(), cat, store, func(string, int, int) {}); err != nil {
		b.Fatal(err)
	}
	_, path, err := store.Current()
	if err != nil {
		b.Fatal(err)
	}
	db, err := data.Open(b.Context(), path)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	rev := newRevision(db)
	for b.Loop() {
		if _, err := portraitOfArea(b.Context(), rev, "BU05183637"); err != nil {
			b.Fatal(err)
		}
	}
}
