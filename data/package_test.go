package data

import (
	"maps"
	"testing"
)

// TestSameTablesInEveryStore: two databases made of the same hand out the same bytes of every table, so that the hash of a file
// that somebody cites is the same wherever it came from.
func TestSameTablesInEveryStore(t *testing.T) {
	hashes := make([]map[string]string, 2)
	for i := range hashes {
		p, err := published(t).WritePackage(t.Context(), t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		hashes[i] = map[string]string{}
		for _, r := range p.Resources[1:] { // DuckDB fills what its own file does not use with whatever its memory held
			hashes[i][r.Path] = r.Hash
		}
	}
	if len(hashes[0]) < 40 || !maps.Equal(hashes[0], hashes[1]) {
		t.Errorf("%d files, and not the same", len(hashes[0]))
		for name, hash := range hashes[0] {
			if hashes[1][name] != hash {
				t.Errorf("%s differs", name)
			}
		}
	}
}
