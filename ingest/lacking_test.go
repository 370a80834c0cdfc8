package ingest

import (
	"strings"
	"testing"

	"wijkinzicht/data"
)

// TestLackingAreas: a file that ends before a gemeente does is read, and says which of the areas that we know it lacks.
func TestLackingAreas(t *testing.T) {
	cat := dorrestad(t)
	whole := mutationLayouts[0] // StatLine CSV of 2020
	kwb, _ := cat.Source("kwb-2020")
	known := &table{source: kwb, year: 2020, rank: data.PackRank}
	for _, r := range append(manyRows(), []string{"WK990199", "Water"}, []string{"GM9902", "Maandam"}, []string{"WK990201", "Dijk"}) {
		known.rows = append(known.rows, row{code: r[0], name: r[1]})
	}
	read := func(cut int, drop func([]string) bool) string {
		g := whole.grid.clone()
		g.rows = g.rows[:len(g.rows)-cut]
		var kept [][]string
		for _, r := range g.rows {
			if !drop(r) {
				kept = append(kept, r)
			}
		}
		g.rows = kept
		_, found := readGrid(t, cat, nil, whole.files(t, g))
		if len(found.tables) != 1 || len(found.refused) > 0 {
			t.Fatalf("refused %+v, skipped %+v", found.refused, found.skipped)
		}
		found.noteLacking([]*table{known})
		return found.tables[0].note
	}
	none := func([]string) bool { return false }
	for _, c := range []struct {
		name, want string
		got        string
	}{
		{"whole", "", read(0, none)},
		{"cut", "Van de indeling van 2020 ontbreken: 3 van de 24 buurten van Dorrestad (BU99010122, BU99010123, BU99010124). Dat kan een keuze zijn, of het bestand is afgekapt.", read(3, none)},
		{"wijken alone", "", read(0, func(r []string) bool { return strings.HasPrefix(r[codeAt], "BU") })},
		{"one buurt", "ontbreken: 1 van de 24 buurten van Dorrestad (BU99010105)", read(0, func(r []string) bool { return r[codeAt] == "BU99010105" })},
	} {
		if c.want == "" && strings.Contains(c.got, "ontbreken") || !strings.Contains(c.got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, c.got, c.want)
		}
	}
}
