package portrait

import (
	"testing"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/store"
	"wijkinzicht/ingest"
	"wijkinzicht/server/answer"
)

// BenchmarkPortraitOfArea reads everything that is known of a buurt.
func BenchmarkPortraitOfArea(b *testing.B) {
	cat, err := catalogue.Load()
	if err != nil {
		b.Fatal(err)
	}
	store := store.Store{Dir: b.TempDir()}
	if _, err := ingest.Default(b.Context(), cat, store, func(string, int, int) {}); err != nil {
		b.Fatal(err)
	}
	desk, err := answer.Open(b.Context(), store, "toets")
	if err != nil {
		b.Fatal(err)
	}
	defer desk.Close()
	rev := desk.Published()
	defer rev.Done()
	for b.Loop() {
		if _, err := OfArea(b.Context(), rev, "BU05183637"); err != nil {
			b.Fatal(err)
		}
	}
}
