package ingest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wijkinzicht/data"
	"wijkinzicht/data/store"
)

// TestUpdate goes from nothing to a revision with one update, and the same again brings nothing new.
func TestUpdate(t *testing.T) {
	w := newWorld(t)
	store := store.Store{Dir: t.TempDir()}
	report := w.update(t, store, Want{})
	routes := map[string]string{"kwb-2010": "odata3", "kwb-2016": "odata3", "kwb-2025": "odata3", "gebieden-2016": "zip", "gebieden-2021": "wfs",
		"gebieden-2024": "ogc", "lbm3-2024": "zip", "ses-86296NED": "odata3", "politie-47018NED": "odata3", "gezondheid-50150NED": "odata3"}
	for source, kind := range routes {
		if o := report.outcome(t, source); o.State != Fetched || o.Route != kind || o.Files == 0 || o.Bytes == 0 {
			t.Errorf("%s: %+v", source, o)
		}
	}
	for source, part := range map[string]string{"kwb-1999": "fout 404", "kwb-2003": "fout 404", "gebieden-2012": "fout 404", "gebieden-2005": "fout 404"} {
		if o := report.outcome(t, source); o.State != Failed || !o.says(part) {
			t.Errorf("%s: %+v", source, o)
		}
	}
	if o := report.outcome(t, "ses-85163NED"); o.State != NoRoute {
		t.Errorf("a table without an address: %+v", o)
	}
	db := opened(t, store)
	t.Run("figures", func(t *testing.T) { testFetchedFigures(t, db) })
	if left, _ := filepath.Glob(filepath.Join(store.Dir, "raw", ".onderweg", "*")); len(left) > 0 {
		t.Errorf("left underway: %q", left)
	}

	w.Asked()
	again := w.update(t, store, Want{})
	if !again.Result.Unchanged || again.Result.Revision != report.Result.Revision || again.Count(Fetched) != 0 {
		t.Errorf("the same again: %+v", again.Result)
	}
	for source := range routes {
		if o := again.outcome(t, source); o.State != Reused {
			t.Errorf("%s again: %+v", source, o)
		}
	}
	for _, asked := range w.Asked() {
		if strings.Contains(asked, "Observations") || strings.Contains(asked, "UntypedDataSet") {
			t.Errorf("asked again for %s", asked)
		}
	}
}

func testFetchedFigures(t *testing.T, db *data.DB) {
	// Only what was asked for, from every kind of source.
	expect(t, db, "select distinct gemeente_code from area where code not like 'NL%' and gemeente_code like 'GM99%' and year between 2017 and 2020 order by 1", "GM9901")
	expect(t, db, "select count(distinct year) from observation where indicator = 'inwoners' and area_code = 'WK990101'", "18")
	expect(t, db, "select year, value::int, status from observation where indicator = 'inwoners' and area_code = 'WK990101' and year in (2010, 2013, 2025) order by 1",
		"2010,1236,ok", "2013,1260,ok", "2025,1500,voorlopig")
	// Percentages before 2017, counts from then, under the same name.
	expect(t, db, "select year, indicator, value::int from observation where indicator in ('aandeel_0_14', 'inwoners_0_14') and area_code = 'WK990101' and year in (2016, 2018) order by 1",
		"2016,aandeel_0_14,28", "2018,inwoners_0_14,272")
	// A gap stays one.
	expect(t, db, "select distinct value, status from observation where indicator = 'koop' and area_code = 'BU99010102'", ",onbekend")
	expect(t, db, "select year, value::int from observation where indicator = 'misdrijven_aantal' and area_code = 'WK990101' order by 1", "2023,19", "2024,19", "2025,20")
	expect(t, db, "select area_code, value::int from observation where indicator = 'gezondheid_goed' and year = 2022 and area_code in ('NL00', 'WK990102') order by 1", "NL00,24", "WK990102,28")
	testSES(t, db)
	expect(t, db, "select area_code from observation where indicator = 'lbm' and year = 2024 and area_code like 'BU9901%' order by 1", "BU99010101", "BU99010102")
	expect(t, db, "select distinct outline_kind from area where outline is not null and gemeente_code = 'GM9901' and outline_year = year", "officieel")
	expect(t, db, "select name from area where code = 'BU99010102' and year = 2024", `"Zonnewijk, Zuid"`)
	// Every file says where it came from.
	expect(t, db, "select count(*) from raw_file where name not like 'meegeleverd/%' and (url is null or retrieved_at is null)", "0")
	expect(t, db, "select distinct note like 'Editie voorlopig 2025-09-30T02:00:00. Kolommen van dit jaar die er niet in staan: %' from raw_file where source_id = 'kwb-2025' and format = 'KWB OData'", "true")
	expect(t, db, "select status from source where id in ('kwb-2024', 'kwb-2025') order by id", "definitief", "voorlopig")
	expect(t, db, "select changed::varchar from source where id in ('kwb-2024', 'kwb-2025') order by id", "2026-03-01", "2025-09-30")
	expect(t, db, brokenLineage, "0")
}

// testSES holds the scores against their columns, which share a name and are told apart by the group they stand in; the last
// year is provisional, and the others are not.
func testSES(t *testing.T, db *data.DB) {
	t.Helper()
	expect(t, db, "select indicator, value, status from observation where indicator::varchar like 'ses_%' and area_code = 'BU99010102' and year = 2023 order by 1",
		"ses_woa,0.18,ok", "ses_welvaart,0.17,ok", "ses_opleiding,0.16,ok", "ses_arbeid,0.15,ok", "ses_spreiding,0.7,ok")
	expect(t, db, "select year, area_year, status from observation where indicator = 'ses_woa' and area_code = 'GM9901' order by 1",
		"2022,2025,ok", "2023,2025,ok", "2024,2025,voorlopig")
}

// TestOffline rebuilds the same revision from what is kept, without a network.
func TestOffline(t *testing.T) {
	w := newWorld(t)
	store := store.Store{Dir: t.TempDir()}
	want := Want{Sources: []string{"kwb-2023", "kwb-2024", "gebieden-2016", "politie"}}
	report := w.update(t, store, want)
	if err := os.Remove(filepath.Join(store.Dir, "wijkinzicht.duckdb")); err != nil {
		t.Fatal(err)
	}
	w.Server.Close()
	result := ingested(t, store, "")
	if result.Revision != report.Result.Revision || result.Unchanged {
		t.Errorf("made %+v of what was kept, published was %s", result, report.Result.Revision)
	}
}
