package ingest

import (
	"os"
	"strings"
	"testing"

	"wijkinzicht/data/store"
	"wijkinzicht/ingest/fetch/mirrortest"
)

// TestLesserRoutes brings every kind of file that a source has besides its first: the workbooks of both generations, WFS
// for the Leefbaarometer, and a GeoPackage in a zip.
func TestLesserRoutes(t *testing.T) {
	w := newWorld(t)
	w.File(route(t, "kwb-2016", "bestand"), figures2016)
	w.File(route(t, "kwb-2024", "bestand"), figures2024)
	w.Handle(route(t, "lbm3-2024", "wfs"), jsonAnswers{
		"lbm3:buurtscore24":    lbm3GeoJSON("urn:ogc:def:crs:EPSG::4326", false, 5.2, 52.3, "BU99010101 "+scores2024, "BU99010102 "+scores2024),
		"lbm3:wijkscore24":     lbm3GeoJSON("urn:ogc:def:crs:EPSG::4326", false, 5.2, 52.3, "WK990101 "+scores2024),
		"lbm3:gemeentescore24": lbm3GeoJSON("urn:ogc:def:crs:EPSG::4326", false, 5.2, 52.3, "GM9901 "+scores2024),
	})
	geopackage, err := os.ReadFile("boundary/testdata/dorrestad.gpkg")
	if err != nil {
		t.Fatal(err)
	}
	w.File(route(t, "gebieden-2024", "zip"), mirrortest.Zip(map[string][]byte{"WijkBuurtkaart_2024_v2/wijkenbuurten_2024_v2.gpkg": geopackage}))
	store := store.Store{Dir: t.TempDir()}
	report := w.update(t, store, Want{Sources: []string{"kwb-2016", "kwb-2024", "lbm3-2024", "gebieden-2024"}},
		"datasets.cbs.nl", "opendata.cbs.nl", "www.leefbaarometer.nl", "api.pdok.nl", "service.pdok.nl")
	for source, kind := range map[string]string{"kwb-2016": "bestand", "kwb-2024": "bestand", "lbm3-2024": "wfs", "gebieden-2024": "zip"} {
		if o := report.outcome(t, source); o.State != Fetched || o.Route != kind {
			t.Errorf("%s: %+v", source, o)
		}
	}
	db := opened(t, store)
	expect(t, db, "select year, value::int from observation where indicator = 'inwoners' and area_code in ('WK990101', 'BU99010101') and year in (2016, 2024) order by 1", "2016,1000", "2024,1100")
	expect(t, db, "select area_code, value::int from observation where indicator = 'lbm_klasse' and substr(area_code, 3, 4) = '9901' order by 1", "BU99010101,4", "BU99010102,4", "GM9901,4", "WK990101,4")
	expect(t, db, "select count(*) > 0 from area where year = 2024 and outline_kind = 'officieel'", "true")
}

// TestSESByOtherRoute fetches the scores of social-economic status by v4 when v3 is down: the same figures come.
func TestSESByOtherRoute(t *testing.T) {
	w := newWorld(t)
	store := store.Store{Dir: t.TempDir()}
	report := w.update(t, store, Want{Sources: []string{"ses"}}, "opendata.cbs.nl")
	if o := report.outcome(t, "ses-86296NED"); o.State != Fetched || o.Route != "odata4" {
		t.Fatalf("%+v", o)
	}
	testSES(t, opened(t, store))
}

// TestCount: a whole table holds as many rows, or observations, as is said of it; with fewer it is fetched by another route.
func TestCount(t *testing.T) {
	for name, c := range map[string]struct {
		drops3, drops4 int
		refuse, route  string
		says           string
	}{
		"all rows of v3":            {route: "odata3"},
		"a row of v3 is lost":       {drops3: 1, route: "bulk", says: "volgens de lijst van tabellen"},
		"all observations of v4":    {refuse: "opendata.cbs.nl", route: "bulk"},
		"an observation is lost":    {drops4: 1, refuse: "opendata.cbs.nl", says: "waarnemingen te hebben"},
		"both lose what they count": {drops3: 1, drops4: 1, says: "waarnemingen te hebben"},
	} {
		w := newWorld(t)
		w.tables["86296NED"].Change(func(t *mirrortest.Table) { t.Drops3, t.Drops = c.drops3, c.drops4 })
		o := w.update(t, store.Store{Dir: t.TempDir()}, Want{National: true, Sources: []string{"ses"}}, c.refuse).outcome(t, "ses-86296NED")
		if o.Route != c.route || !o.says(c.says) {
			t.Errorf("%s: %+v", name, o)
		}
	}
}

// TestCountOfSlice: of a table of others one slice is fetched; where it has a row for everything, the list of tables tells how many that is.
func TestCountOfSlice(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*mirrortest.Table)
		state  State
		says   string
	}{
		"all of it":               {func(*mirrortest.Table) {}, Fetched, ""},
		"a row is lost":           {func(t *mirrortest.Table) { t.Drops3 = 1 }, Failed, "volgens de lijst van tabellen"},
		"a table that leaves out": {func(t *mirrortest.Table) { t.Loses = "BU99010201" }, Fetched, "niet voor elke combinatie een"},
	} {
		for _, source := range []string{"politie-47018NED", "gezondheid-50150NED"} {
			w := newWorld(t)
			w.tables[strings.Split(source, "-")[1]].Change(c.change)
			o := w.update(t, store.Store{Dir: t.TempDir()}, Want{National: true, Sources: []string{source}}).outcome(t, source)
			if o.State != c.state || !o.says(c.says) || c.says == "" && o.says("controleren") {
				t.Errorf("%s: %+v", name, o)
			}
		}
	}
}

// TestNoCount: the figures come when the list of tables does not, and the report says that nobody counted them.
func TestNoCount(t *testing.T) {
	w := newWorld(t)
	w.Spoil("ODataCatalog", 0, 0, mirrortest.Status(500, ""))
	o := w.update(t, store.Store{Dir: t.TempDir()}, Want{National: true, Sources: []string{"kwb-2024"}}).outcome(t, "kwb-2024")
	if o.Route != "odata3" || !o.says("niet te controleren") {
		t.Errorf("%+v", o)
	}
}

// TestNational asks for every gemeente, of tables of both versions.
func TestNational(t *testing.T) {
	w := newWorld(t)
	store := store.Store{Dir: t.TempDir()}
	report := w.update(t, store, Want{National: true, Sources: []string{"kwb-2024", "politie-47018NED", "gebieden-2024", "gebieden-2022"}})
	for source, kind := range map[string]string{"kwb-2024": "odata3", "politie-47018NED": "odata3", "gebieden-2024": "ogc", "gebieden-2022": "wfs"} {
		if o := report.outcome(t, source); o.State != Fetched || o.Route != kind {
			t.Errorf("%s: %+v", source, o)
		}
	}
	db := opened(t, store)
	expect(t, db, "select count(*) from area where year = 2024 and gemeente_code like 'GM990_' and code like 'BU99%'", "5")
	expect(t, db, "select indicator, count(distinct area_code) from observation where area_code like 'BU99020%' and indicator in ('inwoners', 'misdrijven_aantal') group by 1 order by 1",
		"inwoners,2", "misdrijven_aantal,2")
}

// TestOtherAddress fetches a workbook at the second of its addresses, and finds it again there.
func TestOtherAddress(t *testing.T) {
	w := newWorld(t)
	w.File("https://download.cbs.nl/regionale-kaarten/kwb2024.xlsx", figures2024)
	store := store.Store{Dir: t.TempDir()}
	down := []string{"datasets.cbs.nl", "opendata.cbs.nl"}
	if o := w.update(t, store, kwb2024, down...).outcome(t, "kwb-2024"); o.State != Fetched || o.Route != "bestand" || !o.says("fout 404") {
		t.Errorf("%+v", o)
	}
	if o := w.update(t, store, kwb2024, down...).outcome(t, "kwb-2024"); o.State != Reused {
		t.Errorf("again: %+v", o)
	}
}

// TestNewestWorkbooks reads the workbooks of the newest years under either name that CBS may give them, and by what is in them.
func TestNewestWorkbooks(t *testing.T) {
	for _, year := range []string{"2025", "2026"} {
		for _, name := range []string{"kwb" + year, "kwb-" + year} {
			w := newWorld(t)
			book := kwbWorkbook("KWB"+year, kwbHeadings, []area{{"WK990101", "Zonnewijk", "Wijk", []string{"1490", "290", "740", "700", "300", "50", ""}}})
			w.File("https://download.cbs.nl/regionale-kaarten/"+name+".xlsx", book)
			store := store.Store{Dir: t.TempDir()}
			o := w.update(t, store, Want{Sources: []string{"kwb-" + year}}, "datasets.cbs.nl", "opendata.cbs.nl").outcome(t, "kwb-"+year)
			if o.State != Fetched || o.Route != "bestand" {
				t.Fatalf("%s: %+v", name, o)
			}
			db := opened(t, store)
			expect(t, db, "select area_year, year, value::int from observation where indicator = 'inwoners' and area_code = 'WK990101' and year >= 2025 and area_year = "+year, year+","+year+",1490")
		}
	}
}

// TestSpelling finds a table under the other case of its id, and asks for it there the next time.
func TestSpelling(t *testing.T) {
	w := newWorld(t)
	store := store.Store{Dir: t.TempDir()}
	want := Want{Sources: []string{"kwb-2010"}}
	if o := w.update(t, store, want).outcome(t, "kwb-2010"); o.State != Fetched {
		t.Fatalf("%+v", o)
	}
	if asked := strings.Join(w.Asked(), " "); !strings.Contains(asked, "70904NED") || !strings.Contains(asked, "70904ned") {
		t.Errorf("asked for %s", asked)
	}
	o := w.update(t, store, want).outcome(t, "kwb-2010")
	if asked := strings.Join(w.Asked(), " "); o.State != Reused || strings.Contains(asked, "70904NED") {
		t.Errorf("%+v, asked for %s", o, asked)
	}
}

// TestPlainRegion reads a table whose areas are a dimension like any other, under an old name, without groups of measures.
func TestPlainRegion(t *testing.T) {
	for refuse, kind := range map[string]string{"": "odata3", "opendata.cbs.nl": "odata4"} {
		w := newWorld(t)
		table := w.tables["85984NED"]
		table.PlainRegion, table.Region = true, "WijkenEnBuurten1995"
		for i := range table.Topics {
			table.Topics[i].Group = ""
		}
		store := store.Store{Dir: t.TempDir()}
		o := w.update(t, store, kwb2024, refuse).outcome(t, "kwb-2024")
		if o.State != Fetched || o.Route != kind {
			t.Errorf("%+v", o)
			continue
		}
		expect(t, opened(t, store), "select value::int from observation where indicator = 'inwoners' and area_code = 'WK990101' and year = 2024", "1480")
		expect(t, opened(t, store), "select name from area where code = 'BU99010102' and year = 2024", `"Zonnewijk, Zuid"`)
	}
}

// TestNowhere leaves out what the police file under no gemeente.
func TestNowhere(t *testing.T) {
	w := newWorld(t)
	store := store.Store{Dir: t.TempDir()}
	if o := w.update(t, store, Want{National: true, Sources: []string{"politie-47018NED"}}).outcome(t, "politie-47018NED"); o.State != Fetched {
		t.Fatalf("%+v", o)
	}
	expect(t, opened(t, store), "select count(*) from area where code in ('GM0000', 'WK000000', 'BU00000000')", "0")
	expect(t, opened(t, store), "select count(*) > 0 from observation where indicator = 'misdrijven_aantal' and area_code = 'BU99010101'", "true")
	expect(t, opened(t, store), "select distinct area_year from observation where indicator = 'misdrijven_aantal' and area_code = 'BU99010101' and year = 2024", "2025")
}

// TestGoOnAtThePage: a connection that breaks on the way leaves the pages before it, and the next run asks only for the others; of
// another edition it asks for all of them.
func TestGoOnAtThePage(t *testing.T) {
	for name, c := range map[string]struct {
		set, refuse, last string
		newer             bool
		first             bool // page is asked for again
	}{"the same edition": {"UntypedDataSet", "datasets.cbs.nl", "$skip=8", false, false}, "another edition": {"UntypedDataSet", "datasets.cbs.nl", "$skip=8", true, true},
		"v4": {"Observations", "opendata.cbs.nl", "$skip=72", false, false}, "v4, another edition": {"Observations", "opendata.cbs.nl", "$skip=72", true, true}} {
		w := newWorld(t)
		w.Spoil("csv/CBS/nl", 0, 0, mirrortest.HTML)
		w.Spoil("85984NED/"+c.set, 2, 0, mirrortest.Reset)
		store := store.Store{Dir: t.TempDir()}
		want := Want{National: true, Sources: []string{"kwb-2024"}}
		if o := w.update(t, store, want, c.refuse).outcome(t, "kwb-2024"); o.State != Failed {
			t.Fatalf("%s: %+v", name, o)
		}
		w.Mend() // the five resets of one page did not make the host one that is down
		w.Spoil("csv/CBS/nl", 0, 0, mirrortest.HTML)
		w.Asked()
		if c.newer {
			w.tables["85984NED"].Change(func(t *mirrortest.Table) { t.Modified = "2026-07-01T02:00:00" })
		}
		if o := w.update(t, store, want, c.refuse).outcome(t, "kwb-2024"); o.State != Fetched {
			t.Fatalf("%s: %+v", name, o)
		}
		first, last := false, false
		for _, asked := range w.Asked() {
			if strings.Contains(asked, c.set) {
				first, last = first || !strings.Contains(asked, "$skip"), last || strings.Contains(asked, c.last)
			}
		}
		if first != c.first || !last {
			t.Errorf("%s: the first page asked for again: %v, the last: %v", name, first, last)
		}
		expect(t, opened(t, store), "select count(*) from observation where indicator = 'inwoners' and substr(area_code, 3, 3) = '990' and year = 2024 and area_year = 2024", "10")
		if left, _ := os.ReadDir(store.Dir + "/raw/.onderweg"); len(left) > 0 {
			t.Errorf("%s: left underway %v", name, left)
		}
	}
}

// TestResetsLeaveTheHost: five resets of one page cost that publication its route, and every other of the same host still comes by it in
// the same run.
func TestResetsLeaveTheHost(t *testing.T) {
	w := newWorld(t)
	w.Spoil("85984NED/UntypedDataSet", 0, 0, mirrortest.Hangup)
	report := w.update(t, store.Store{Dir: t.TempDir()}, Want{National: true, Sources: []string{"kwb-2024", "kwb-2023", "kwb-2022", "kwb-2021", "ses-86296NED"}})
	for source, kind := range map[string]string{"kwb-2024": "bulk", "kwb-2023": "odata3", "kwb-2022": "odata3", "kwb-2021": "odata3", "ses-86296NED": "odata3"} {
		if o := report.outcome(t, source); o.State != Fetched || o.Route != kind {
			t.Errorf("%s: %+v", source, o)
		}
	}
}

// TestPackedWorkbook reads a workbook that comes in a zip file, and refuses one of which it cannot tell which workbook is meant.
func TestPackedWorkbook(t *testing.T) {
	for n, files := range map[int]map[string][]byte{1: {"kwb/kwb-2024.xlsx": figures2024, "leesmij.txt": []byte("x")}, 2: {"a.xlsx": figures2024, "b.xls": figures2016}, 0: {"leesmij.txt": []byte("x")}} {
		w := newWorld(t)
		w.File(route(t, "kwb-2024", "bestand"), mirrortest.Zip(files))
		store := store.Store{Dir: t.TempDir()}
		o := w.update(t, store, kwb2024, "datasets.cbs.nl", "opendata.cbs.nl").outcome(t, "kwb-2024")
		if n == 1 && o.State != Fetched || n != 1 && (o.State != Failed || !o.says("verwacht was er een")) {
			t.Errorf("%d workbooks: %+v", n, o)
		}
	}
}

// TestUntypedAsCSV reads an untyped set that somebody saved as CSV: figures as wide as their column, and a missing one empty or a dot.
func TestUntypedAsCSV(t *testing.T) {
	const head = "ID,WijkenEnBuurten,Gemeentenaam_1,SoortRegio_2,Codering_3,IndelingswijzigingGemeenteWijkBuurt_4,AantalInwoners_5,k_0Tot15Jaar_8,HuishoudensTotaal_28\n"
	row := func(code, inwoners, jong, huishoudens string) string {
		return "1," + code + ",Dorrestad                               ,Wijk      ," + code + ",1," + inwoners + "," + jong + "," + huishoudens + "\n"
	}
	text := head + row("NL00      ", "17942942", " 2724710", " 8404000") + row("WK990101  ", "    1480", "        ", "       .") + row("BU99010101", "     740", "", "     370")
	store := store.Store{Dir: t.TempDir()}
	ingested(t, store, folder(t, map[string][]byte{"85984NED_UntypedDataSet.csv": []byte(text)}))
	expect(t, opened(t, store), "select area_code, indicator::varchar, value::int, status::varchar from observation where area_year = 2024 and substr(area_code, 3, 3) = '990' and indicator in ('inwoners', 'inwoners_0_14', 'huishoudens') order by 1, 2",
		"BU99010101,huishoudens,370,ok", "BU99010101,inwoners,740,ok", "BU99010101,inwoners_0_14,,onbekend",
		"WK990101,huishoudens,,onbekend", "WK990101,inwoners,1480,ok", "WK990101,inwoners_0_14,,onbekend")
}
