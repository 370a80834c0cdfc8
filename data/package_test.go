package data

import (
	"maps"
	"strings"
	"testing"
)

// TestPackageNamesWhatIsThere: every foreign key of the package names rows that are there, and every value is one of those that are listed.
func TestPackageNamesWhatIsThere(t *testing.T) {
	db := published(t)
	docs, err := db.Describe(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	keys, lists := 0, 0
	for _, table := range docs {
		for _, c := range table.Columns {
			if to, column, named := strings.Cut(c.To, "."); named {
				keys++
				if n := ask(t, db, "select count(*) from "+table.Name+" where "+c.Name+" is not null and "+c.Name+"::varchar not in (select "+column+"::varchar from "+to+")"); n != "0\n" {
					t.Errorf("%s.%s names %s %s that are not there", table.Name, c.Name, strings.TrimSpace(n), c.To)
				}
			}
			if c.Values != nil {
				lists++
				if n := ask(t, db, "select count(*) from "+table.Name+" where "+c.Name+"::varchar not in ("+quoteList(c.Values)+")"); n != "0\n" {
					t.Errorf("%s.%s has %s values that are not listed", table.Name, c.Name, strings.TrimSpace(n))
				}
			}
		}
	}
	if keys < 20 || lists < 20 {
		t.Errorf("%d foreign keys, %d lists", keys, lists)
	}
}

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
