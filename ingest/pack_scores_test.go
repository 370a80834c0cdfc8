package ingest

import (
	"bytes"
	"compress/gzip"
	"context"
	"database/sql"
	"encoding/csv"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/store"
)

// embeddedStore is one store made of the embedded figures alone, under the real catalogue.
var embeddedStore struct {
	once  sync.Once
	store store.Store
	err   error
}

func embedded(t *testing.T) *data.DB {
	t.Helper()
	embeddedStore.once.Do(func() {
		dir, err := os.MkdirTemp("", "wijkinzicht-pack")
		if err != nil {
			embeddedStore.err = err
			return
		}
		embeddedStore.store = store.Store{Dir: dir}
		cat, err := catalogue.Load()
		if err == nil {
			_, err = Default(context.Background(), cat, embeddedStore.store, quiet)
		}
		embeddedStore.err = err
	})
	if embeddedStore.err != nil {
		t.Fatal(embeddedStore.err)
	}
	return opened(t, embeddedStore.store)
}

// addedFolder is the folder of real files that came later; a test is skipped where it is not there.
func addedFolder(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(realFiles(t), "..", "added")
	if _, err := os.Stat(filepath.Join(dir, "leefbaarometer")); err != nil {
		t.Skip("no added files of the publishers here")
	}
	return dir
}

// rowsOf reads a CSV file by itself, not through our own reader, gzipped or not; a row is its cells by heading.
func rowsOf(t *testing.T, path string) []map[string]string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var from io.Reader = bytes.NewReader(content)
	if strings.HasSuffix(path, ".gz") {
		if from, err = gzip.NewReader(from); err != nil {
			t.Fatal(err)
		}
	}
	records, err := csv.NewReader(from).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	var out []map[string]string
	for _, r := range records[1:] {
		row := map[string]string{}
		for i, h := range records[0] {
			row[h] = r[i]
		}
		out = append(out, row)
	}
	return out
}

var addedFields = map[string]string{"afw": "lbm", "fys": "lbm_fys", "onv": "lbm_onv", "soc": "lbm_soc", "vrz": "lbm_vrz", "won": "lbm_won"}

// addedFigures reads what the embedded tables took from the added files: the scores of 2002-2024, all digits where a file has
// them, else cut off; the dwellings of the wijken in 2024; and the scores of the country, computed here anew.
func addedFigures(t *testing.T) map[string]*float64 {
	t.Helper()
	dir := addedFolder(t)
	out := map[string]*float64{}
	put := func(indicator, code string, division, year int, text string) {
		var value *float64
		if text != "NA" {
			v, err := strconv.ParseFloat(text, 64)
			if err != nil {
				t.Fatalf("%s of %s: %q", indicator, code, text)
			}
			value = &v
		} else if indicator != "lbm" {
			return
		}
		out[packFigure{indicator: indicator, areaYear: division, code: code, year: year}.key()] = value
	}
	scores := filepath.Join(dir, "leefbaarometer", "3.0-2002-2024")
	full, cut := map[string]bool{}, embeddedCut(t)
	for _, c := range []struct{ exact, cut, key string }{
		{"Leefbaarometer-scores_buurten.31-buurten.csv", "derived-buurten-six-gemeenten.five-decimals.csv", "bu_code"},
		{"Leefbaarometer-scores_wijken.21-wijken.csv", "derived-wijken-six-gemeenten.five-decimals.csv", "wk_code"},
	} {
		for _, r := range rowsOf(t, filepath.Join(scores, c.exact)) {
			year, _ := strconv.Atoi(r["jaar"])
			full[r[c.key]+r["jaar"]] = true
			for field, indicator := range addedFields {
				put(indicator, r[c.key], 2024, year, r[field])
			}
		}
		for _, r := range rowsOf(t, filepath.Join(scores, c.cut)) {
			year, _ := strconv.Atoi(r["jaar"])
			if full[r[c.key]+r["jaar"]] || year == 2024 && !cut[r[c.key]] {
				continue
			}
			for field, indicator := range addedFields {
				put(indicator, r[c.key], 2024, year, r[field+"_cut"])
			}
		}
	}
	gaps(out, cut)
	dwellings(t, dir, put)
	country(t, dir, put)
	return out
}

// embeddedCut gives the areas whose score of 2024 is embedded as it was cut off: the others have it from the map service.
func embeddedCut(t *testing.T) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	for _, p := range packFigures(t) {
		if p.indicator == "lbm" && p.year == 2024 && p.file == "lbm3-2024-vijf-decimalen.csv" {
			out[p.code] = true
		}
	}
	return out
}

// gaps adds the years that the publisher leaves out of an area that has others.
func gaps(out map[string]*float64, cut map[string]bool) {
	codes := map[string]bool{}
	for k := range out {
		if f := strings.Fields(k); f[0] == "lbm" && f[1] == "2024" {
			codes[f[2]] = true
		}
	}
	for code := range codes {
		for _, year := range scoreYears {
			k := packFigure{indicator: "lbm", areaYear: 2024, code: code, year: year}.key()
			if _, there := out[k]; !there && (year != 2024 || cut[code]) {
				out[k] = nil
			}
		}
	}
}

func dwellings(t *testing.T, dir string, put func(indicator, code string, division, year int, text string)) {
	t.Helper()
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, level := range []string{"gemeente", "wijk"} {
		rows, err := db.Query("select "+level+"code, woningvoorraad::bigint::varchar from read_parquet(?) where water = 'NEE' and woningvoorraad >= 0",
			filepath.Join(dir, "kwb", "2024-85984NED-parquet", level+"_2024_stats.parquet"))
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		for rows.Next() {
			var code, n string
			if err := rows.Scan(&code, &n); err != nil {
				t.Fatal(err)
			}
			put("woningen", code, 2024, 2024, n)
		}
	}
}

func country(t *testing.T, dir string, put func(indicator, code string, division, year int, text string)) {
	t.Helper()
	weight := map[string]float64{}
	for _, r := range rowsOf(t, filepath.Join(dir, "kwb", "2022-wijk-gemeente-tmap", "NLD_dist_2022.derived.csv")) {
		weight[r["code"]], _ = strconv.ParseFloat(r["dwelling_total"], 64)
	}
	above, below := map[string]float64{}, map[string]float64{}
	for _, r := range rowsOf(t, filepath.Join(dir, "leefbaarometer", "3.0-2002-2022", "Leefbaarometer-scores wijken 2002-2022.csv.gz")) {
		for field, indicator := range addedFields {
			if v, err := strconv.ParseFloat(r[field], 64); err == nil {
				above[indicator+" "+r["jaar"]] += v * weight[r["wk_code"]]
				below[indicator+" "+r["jaar"]] += weight[r["wk_code"]]
			}
		}
	}
	for k := range above {
		indicator, year, _ := strings.Cut(k, " ")
		y, _ := strconv.Atoi(year)
		put(indicator, catalogue.NationCode, 2022, y, strconv.FormatFloat(math.Round(above[k]/below[k]*1e5)/1e5, 'f', 5, 64))
	}
}

// TestScoresReadByHand: values that somebody read in the files and wrote down stand in the embedded figures. Where the file at hand
// is cut off after five decimals, the map service may give more of them.
func TestScoresReadByHand(t *testing.T) {
	db := embedded(t)
	stored := map[string]string{}
	for _, r := range ask(t, db, "select area_code || ' ' || year || ' ' || indicator, value from observation where indicator::varchar like 'lbm%' and area_year = 2024 and value is not null") {
		k, v, _ := strings.Cut(r, ",")
		stored[k] = v
	}
	rows := rowsOf(t, "testdata/lbm-nagelezen.csv")
	if len(rows) < 60 {
		t.Fatalf("%d values prove little", len(rows))
	}
	for _, r := range rows {
		want, _ := strconv.ParseFloat(r["waarde"], 64)
		got, err := strconv.ParseFloat(stored[r["code"]+" "+r["jaar"]+" "+r["indicator"]], 64)
		slack := 1e-9
		if _, fraction, _ := strings.Cut(r["waarde"], "."); len(fraction) <= 5 && r["jaar"] == "2024" {
			slack = wfsSlack
		}
		if err != nil || math.Abs(got-want) > slack {
			t.Errorf("%s of %s in %s is %v, read was %v", r["indicator"], r["code"], r["jaar"], got, want)
		}
	}
}

// TestEmbeddedScoresAreWhole: all buurten and wijken of the six, each with its years, a source, and how exact it is.
func TestEmbeddedScoresAreWhole(t *testing.T) {
	db := embedded(t)
	lbm := " from observation o join area a on a.year = o.area_year and a.code = o.area_code where o.indicator = 'lbm' and o.area_year = 2024"
	expect(t, db, "select a.level, count(distinct o.area_code), count(o.value)"+lbm+" and a.level in ('wijk', 'buurt') group by 1 order by 1", "wijk,113,1014", "buurt,508,4488")
	expect(t, db, "select count(*) from (select o.area_code"+lbm+" and a.level = 'buurt' group by 1 having count(o.value) < 9)", "16")
	expect(t, db, "select distinct o.status"+lbm+" and o.value is null", "onbekend")
	expect(t, db, "select distinct year from observation where indicator = 'lbm_vrz' and area_year = 2024 and value is not null order by 1", "2014", "2018", "2020", "2022", "2024")
	expect(t, db, "select count(*) from observation o left join raw_file f on f.id = o.raw_file left join source s on s.id = f.source_id where s.id is null", "0")
	expect(t, db, `select count(*) from observation o join raw_file f on f.id = o.raw_file
		where o.indicator = 'lbm' and f.name = 'meegeleverd/lbm3-2024-vijf-decimalen.csv' and f.note not like '%afgekapt (niet afgerond) na vijf decimalen%'`, "0")
	expect(t, db, `select count(*) from observation o join raw_file f on f.id = o.raw_file
		where o.indicator = 'lbm' and f.name like '%vijf-decimalen%' and o.value is not null and abs(o.value * 100000 - round(o.value * 100000)) > 1e-6`, "0")
	expect(t, db, "select f.source_id, s.publisher like 'Wijk in zicht%' from observation o join raw_file f on f.id = o.raw_file join source s on s.id = f.source_id where o.indicator = 'lbm' and o.area_code = 'NL00' group by all", "lbm3-2022-nederland,true")
	// The five parts add up to the score, and every wijk lies within the range of its buurten, as far as digits go.
	expect(t, db, `select count(*) from (select sum(value) filter (indicator <> 'lbm') as parts, any_value(value) filter (indicator = 'lbm') as score from observation
		where indicator in ('lbm', 'lbm_won', 'lbm_fys', 'lbm_vrz', 'lbm_soc', 'lbm_onv') and area_year = 2024 group by area_code, year
		having count(value) = 6) where abs(parts - score) > 6e-5`, "0")
	expect(t, db, `select count(*) from observation w where w.indicator = 'lbm' and w.area_year = 2024 and w.area_code like 'WK%' and w.value is not null
		and w.value not between (select min(b.value) - 1.1e-5 from observation b where b.indicator = 'lbm' and b.area_year = 2024 and b.year = w.year and b.area_code like 'BU' || substr(w.area_code, 3) || '%')
			and (select max(b.value) + 1.1e-5 from observation b where b.indicator = 'lbm' and b.area_year = 2024 and b.year = w.year and b.area_code like 'BU' || substr(w.area_code, 3) || '%')`, "0")
}

// TestAddedScoresAreLoaded: the publisher's own files are read beside the embedded figures, the derived ones set aside with a sentence, and
// what the later edition calculated anew is listed.
func TestAddedScoresAreLoaded(t *testing.T) {
	from := filepath.Join(addedFolder(t), "leefbaarometer")
	cat, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	store := store.Store{Dir: t.TempDir()}
	result, err := Run(context.Background(), cat, store, from, quiet)
	if err != nil {
		t.Fatal(err)
	}
	if text := strings.Join(result.Skipped, "\n"); strings.Count(text, "afgekapt na vijf decimalen") != 2 || !strings.Contains(text, "grenzen tussen klassen") || len(result.Skipped) != 4 {
		t.Errorf("set aside are\n%s", text)
	}
	db := opened(t, store)
	expect(t, db, "select name, source_id, rows_read from raw_file where name not like 'meegeleverd/%' order by all",
		"Leefbaarometer-scores wijken 2002-2022.csv.gz,lbm3-2022,26366",
		"Leefbaarometer-scores wijken 2002-2022.six-gemeenten.csv,lbm3-2022,903",
		"Leefbaarometer-scores_buurten.31-buurten.csv,lbm3-2024,279",
		"Leefbaarometer-scores_wijken.21-wijken.csv,lbm3-2024,186")
	expect(t, db, "select area_year, count(value), count(distinct year) from observation o join raw_file f on f.id = o.raw_file where indicator = 'lbm' and f.name not like 'meegeleverd/%' group by 1 order by 1",
		"2022,26366,8", "2024,465,9")
	// Read by hand: WK001401 as the edition of 2022 has it, with an exponent in its part of 2020, and Moerwijk in both.
	expect(t, db, "select area_year, indicator, year, value from observation where (area_code, indicator, year) in (('WK001401', 'lbm', 2022), ('WK001401', 'lbm_onv', 2020), ('WK001402', 'lbm', 2002)) and area_year = 2022 order by 2, 3",
		"2022,lbm,2002,-0.0007233545421137104", "2022,lbm,2022,0.12379891296809149", "2022,lbm_onv,2020,0.00009064389289123598")
	expect(t, db, "select distinct n.area_year from trend_input n join subject s on s.slug = n.subject where n.indicator = 'lbm' and n.role = 'waarde' and s.kind <> 'land'", "2024")
	findings := ask(t, db, "select text from finding where source_id = 'lbm3-2022'")
	if len(findings) != 1 || !strings.Contains(findings[0], "van de 113 gebieden (wijk)") || !strings.Contains(findings[0], "er 19 opnieuw berekend") || !strings.Contains(findings[0], "WK051836") {
		t.Errorf("what was calculated anew is told as %q", findings)
	}
}
