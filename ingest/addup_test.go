package ingest

import (
	"slices"
	"testing"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/store"
	"wijkinzicht/ingest/fetch/mirrortest"
)

// TestSplitColumns: CBS split 65 and over in 2026; the series goes on as the sum, by either version of OData, unless a part is unknown.
func TestSplitColumns(t *testing.T) {
	for _, refuse := range []string{"", "opendata.cbs.nl"} {
		w := newWorld(t)
		table := w.tables["86358NED"]
		table.Topics = slices.Concat(table.Topics[:2], []mirrortest.Topic{{Name: "k_65JaarTot80Jaar", Title: "65 jaar tot 80 jaar", Group: "Leeftijdsgroepen", Unit: "aantal", Share: 0.1},
			{Name: "k_80JaarOfOuder", Title: "80 jaar of ouder", Group: "Leeftijdsgroepen", Unit: "aantal", Share: 0.05}}, table.Topics[2:])
		store := store.Store{Dir: t.TempDir()}
		if o := w.update(t, store, Want{Sources: []string{"kwb-2026"}}, refuse).outcome(t, "kwb-2026"); o.State != Fetched {
			t.Fatalf("%+v", o)
		}
		expect(t, opened(t, store), "select value::int from observation where indicator = 'inwoners_65plus' and area_code = 'WK990101' and year = 2026", "228") // 0.1 and 0.05 of 1520
	}
	columns := func(names ...string) (out []column) {
		for _, name := range names {
			out = append(out, column{name: name, indicator: catalogue.Indicator{ID: map[bool]string{true: "inwoners", false: "inwoners_65plus"}[name == "AantalInwoners"]}})
		}
		return out
	}
	for _, c := range []struct {
		columns []column
		texts   []string
		want    []string
	}{
		{columns("AantalInwoners", splitColumns[0], splitColumns[1]), []string{"100", "      20", "10"}, []string{"100", "30"}},
		{columns(splitColumns[0], "AantalInwoners", splitColumns[1]), []string{"20.0", "100", "5.0"}, []string{"100", "25"}},
		{columns("AantalInwoners", splitColumns[0], splitColumns[1]), []string{"100", "20", "."}, []string{"100", "."}},
		{columns("AantalInwoners", splitColumns[0], splitColumns[1]), []string{"100", "20", "-"}, []string{"100", "20"}},
		{columns("AantalInwoners", splitColumns[0]), []string{"100", "20"}, []string{"100"}},
		{columns("AantalInwoners", splitColumns[0], splitColumns[1], "k_65JaarOfOuder"), []string{"100", "20", "10", "31"}, []string{"100", "31"}},
		{columns("AantalInwoners"), []string{"100"}, []string{"100"}},
	} {
		table := table{columns: c.columns, rows: []row{{cells: pack(c.texts)}}}
		table.addUp()
		var got []string
		for k := range table.columns {
			got = append(got, table.rows[0].cells.at(k))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q gives %q, want %q", c.texts, got, c.want)
		}
	}
}
