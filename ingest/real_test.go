package ingest

import (
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/store"
)

// real is one store made of the publishers' own files, for all tests that ask for it: making it takes seconds.
var real struct {
	once  sync.Once
	store store.Store
	err   error
	again Result
	first Result
}

func TestMain(m *testing.M) {
	code := m.Run()
	if real.store.Dir != "" {
		os.RemoveAll(real.store.Dir)
	}
	if embeddedStore.store.Dir != "" {
		os.RemoveAll(embeddedStore.store.Dir)
	}
	os.Exit(code)
}

// realFiles is the folder with publishers' own files; a test that needs them is skipped where there are none.
func realFiles(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("WIJKINZICHT_REAL")
	if dir == "" {
		dir = filepath.Join("..", "..", "shared", "data", "real")
	}
	if _, err := os.Stat(filepath.Join(dir, "kwb")); err != nil {
		t.Skip("no files of the publishers here; WIJKINZICHT_REAL names the folder that has them")
	}
	if raced {
		t.Skip("the publishers' own files are read without the race detector; the made ones with it take the same ways")
	}
	return dir
}

// realDB opens the revision made of the publishers' own files.
func realDB(t *testing.T) *data.DB {
	t.Helper()
	from := realFiles(t)
	real.once.Do(func() {
		dir, err := os.MkdirTemp("", "wijkinzicht-real")
		if err != nil {
			real.err = err
			return
		}
		real.store = store.Store{Dir: dir}
		cat, err := catalogue.Load()
		if err != nil {
			real.err = err
			return
		}
		if real.first, real.err = Run(context.Background(), cat, real.store, from, quiet); real.err == nil {
			real.again, real.err = Run(context.Background(), cat, real.store, from, quiet)
		}
	})
	if real.err != nil {
		t.Fatal(real.err)
	}
	return opened(t, real.store)
}

// figureFiles are the files that bring figures, as opposed to outlines and to what describes a table.
const figureFiles = `from raw_file f join source s on s.id = f.source_id
	where f.name not like 'meegeleverd/%' and s.family <> 'gebieden' and f.format not in ('KWB OData, kolommen', 'KWB OData, gebieden')`

func TestRealFilesAreLoaded(t *testing.T) {
	db := realDB(t)
	expect(t, db, "select f.source_id, f.name, f.rows_read "+figureFiles+" order by all",
		"kwb-2015,Kerncijfers_wijken_en_buurten_2015.csv,106",
		"kwb-2016,wijk_2016.dbf,2981",
		"kwb-2019,Kerncijfers_wijken_en_buurten_2019_22032020_165940.csv,159",
		"kwb-2020,84799NED_TypedDataSet.national.json.gz,17341",
		"kwb-2020,84799NED_TypedDataSet.six-municipalities.json,684",
		"kwb-2020,cbs.v3.84799NED_TypedDataSet.parquet,17341",
		"kwb-2023,CBS-Utrecht-kwb-2023.xlsx,122",
		"kwb-2023,wijk_2023_v0.dbf,3434",
		"lbm2-2016,dimensiescore_gemeente (stand).xlsx,390",
		"lbm2-2016,dimensiescore_wijk (stand).xlsx,2962",
		"lbm2-2016,score_gemeente.xlsx,390",
		"lbm2-2016,wijk.xlsx,2981",
		"lbm3-2024,20.geojson,510", "lbm3-2024,24.geojson,330", "lbm3-2024,25.geojson,1588", "lbm3-2024,28.geojson,1940",
		"lbm3-2024,gemeenten.geojson,342")
	if !real.again.Unchanged || real.again.Revision != real.first.Revision {
		t.Errorf("the same files again give %+v after %+v", real.again, real.first)
	}
	for _, name := range []string{"SES_WOA_scores_per_wijk_en_buurt_25042023_160857.csv", "CBS-Utrecht_Nabijheid_voorzieningen__buurt_2023_14102024_164034.csv",
		"provincies.geojson", "GM0518.json", "gemeenten_2022.geojson", "MANIFEST.md"} {
		if !slices.ContainsFunc(real.first.Skipped, func(s string) bool { return strings.HasPrefix(s, name+": ") }) {
			t.Errorf("%s is not named among what was left out", name)
		}
	}
}

func TestRealTrends(t *testing.T) {
	db := realDB(t)
	for _, c := range []struct {
		subject, indicator string
		year               int
		want               string
	}{
		{"moerwijk", "inwoners", 2020, "21385,ok,A"},
		{"vinkhuizen", "inwoners", 2020, "10975,ok,B"},
		{"willemskwartier", "inwoners", 2020, "6140,ok,D"},
		{"moerwijk", "lbm2_klasse", 2002, "4,ok,A"},
		{"moerwijk", "lbm2_klasse", 2016, "3,ok,A"},
		{"moerwijk", "woz", 2020, ",niet in deze uitgave,"},
	} {
		expect(t, db, fmt.Sprintf("select value, status, quality from trend where subject = '%s' and indicator = '%s' and year = %d", c.subject, c.indicator, c.year), c.want)
	}
	expect(t, db, "select input, area_year, area_code, weight, role from trend_input where subject = 'vinkhuizen' and indicator = 'inwoners' and year = 2020 order by area_code",
		"inwoners,2020,BU00140900,1,waarde", "inwoners,2020,BU00140901,1,waarde")
	// Tarwewijk is smaller than a CBS wijk: its class of the Leefbaarometer 2.0 is that of the wijk around it.
	expect(t, db, "select distinct quality from trend where subject = 'tarwewijk' and indicator = 'lbm2_klasse' and value is not null", "D")
	expect(t, db, brokenLineage, "0")
}

func TestRealFigures(t *testing.T) {
	db := realDB(t)
	// The same table three times: each figure once, with the other two named.
	expect(t, db, `select count(*), count(*) filter (len(also_in) = 2), count(*) filter (len(also_in) < 2) from observation o
		where area_code in ('WK051836', 'BU02680510', 'GM0995') and area_year = 2020 and year = 2020 and raw_file in (select id from raw_file where source_id = 'kwb-2020')`,
		ask(t, db, "select 3 * n, 3 * n, 0 from (select count(*) as n from observation where area_code = 'GM0995' and area_year = 2020 and year = 2020 and also_in is not null)")[0])
	expect(t, db, `select f.name, o.status, o.value > 100 from observation o join raw_file f on f.id = o.raw_file where indicator = 'woz' and area_code = 'WK051836' and area_year = 2019`,
		"Kerncijfers_wijken_en_buurten_2019_22032020_165940.csv,ok,true")
	expect(t, db, "select distinct status from observation where indicator = 'woz' and area_year = 2020 and year = 2020", "niet in deze uitgave")
	// Names without codes, decimal commas: Amsterdam 2015.
	expect(t, db, "select count(distinct area_code), count(distinct indicator) from observation where area_year = 2015 and area_code like 'naam:%'", "106,9")
	expect(t, db, "select value, raw from observation where area_code = 'naam:Amsterdam' and indicator = 'inkomen_per_inwoner'", `26.9,"26,9"`)
	// Numbers and numbers kept as text side by side: Utrecht 2023.
	expect(t, db, "select value from observation where area_code in ('GM0344', 'WK034401') and indicator = 'inwoners' and area_year = 2023 order by 1", "29040", "367947")
	expect(t, db, "select distinct level from area where year = 2023 and code like '__0344%' order by level", "gemeente", "wijk", "buurt")
	// Missing is never a number.
	expect(t, db, "select count(*) from observation where value <= -99990 or not isfinite(value) or (value is null) = (status in ('ok', 'voorlopig'))", "0")
	// The map of 2023 has areas of water, without figures.
	expect(t, db, "select count(*) from area where year = 2023 and water", "81")
	expect(t, db, "select count(o.value) from area a join observation o on o.area_year = a.year and o.area_code = a.code where a.year = 2023 and a.water", "0")
}

// records reads the answer to a question as rows of text.
func records(t *testing.T, db *data.DB, query string) [][]string {
	t.Helper()
	var b strings.Builder
	if err := db.Query(context.Background(), query, "csv", &b); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(b.String())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}
