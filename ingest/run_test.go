package ingest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"wijkinzicht/data"
	"wijkinzicht/data/store"
)

// TestIngest takes a whole folder in and asks the database what came of it.
func TestIngest(t *testing.T) {
	store := store.Store{Dir: t.TempDir()}
	result := ingested(t, store, folder(t, fixtures(t)))
	if result.Tables != 14 || result.Files != 20 || result.Unchanged {
		t.Errorf("result is %+v", result)
	}
	db := opened(t, store)
	t.Run("files", func(t *testing.T) { testFiles(t, db, result) })
	t.Run("figures", func(t *testing.T) { testFigures(t, db) })
	t.Run("areas", func(t *testing.T) { testAreas(t, db) })
	t.Run("trends", func(t *testing.T) { testTrends(t, db) })
}

func testFiles(t *testing.T, db *data.DB, result Result) {
	expect(t, db, "select name, format, source_id, rows_read, rows_rejected from raw_file where name not like 'meegeleverd/%' order by source_id, name",
		"gegevens.geojson,KWB StatLine CSV zonder codes,kwb-2015,3,0",
		"oud.csv,KWB Excel,kwb-2016,1,0",
		`plaatje.png,"Wijk- en buurtkaart, attributen (dBase)",kwb-2018,3,1`,
		`adressen,"KWB OData, gebieden",kwb-2020,0,0`,
		`boodschappen.txt,"KWB OData, kolommen",kwb-2020,0,0`,
		"export van 2020.xls,KWB StatLine CSV,kwb-2020,4,0",
		"vakantie.jpg,KWB OData,kwb-2020,5,0",
		`film.avi,"KWB OData, kolommen",kwb-2021,0,0`,
		"muziek.mp3,KWB OData,kwb-2021,5,0",
		`tekst.odt,"KWB OData, gebieden",kwb-2021,0,0`,
		"brief.docx,KWB Excel,kwb-2023,3,0",
		`leeg.txt,"Wijk- en buurtkaart, attributen (dBase)",kwb-2023,2,0`,
		`a.csv,"KWB OData, kolommen",kwb-2025,0,0`,
		`b.xlsx,"KWB OData, gebieden",kwb-2025,0,0`,
		"recept.pdf.gz,KWB OData,kwb-2025,3,0",
		"scores.shp,Leefbaarometer 2.0 Excel,lbm2-2016,1,0",
		"wijk.dbf,Leefbaarometer 2.0 Excel,lbm2-2016,2,0",
		"kaart.zip,Leefbaarometer 3.0 GeoJSON (WFS),lbm3-2024,1,0",
		"lbm.xlsx,Leefbaarometer 3.0 CSV,lbm3-2024,4,0",
		"lijst.csv,Leefbaarometer 3.0 GeoJSON (WFS),lbm3-2024,1,0")
	want := []string{"andere.json", "anders.xlsx", "half.json", "kerncijfers 2019.csv", "leesmij.md"}
	var skipped []string
	for _, s := range result.Skipped {
		name, reason, _ := strings.Cut(s, ": ")
		skipped = append(skipped, name)
		if reason == "" {
			t.Errorf("%s is left out without a reason", name)
		}
	}
	if !slices.Equal(skipped, want) {
		t.Errorf("skipped %q, want %q", skipped, want)
	}
	expect(t, db, "select count(*) from finding where kind = 'bestand'", "5")
}

// figureOf asks for observations as value, status, the file's own text, the file, and the others that say the same.
func figureOf(indicator, code string, year int) string {
	return fmt.Sprintf(`select o.value, o.status, o.raw, f.name,
			(select string_agg(g.name, '+' order by g.name) from raw_file g where list_contains(o.also_in, g.id))
		from observation o join raw_file f on f.id = o.raw_file
		where o.indicator = '%s' and o.area_code = '%s' and o.year = %d`, indicator, code, year)
}

func testFigures(t *testing.T, db *data.DB) {
	for _, c := range []struct {
		indicator, code string
		year            int
		want            string
	}{
		{"inwoners", "BU99010101", 2020, "700,ok,,vakantie.jpg,"},
		{"inwoners_0_14", "BU99010101", 2021, "200,ok,,muziek.mp3,"},
		{"autos_per_huishouden", "WK990102", 2020, "1.3,ok,,vakantie.jpg,"},
		{"bijstand_aantal", "WK990101", 2020, "90,ok,,export van 2020.xls,"},
		{"bijstand_aantal", "WK990102", 2020, ",onbekend,.,export van 2020.xls,"},
		// one name, two units: a percentage to 2016, a count from then on
		{"aandeel_0_14", "naam:Dorrestad", 2015, "21,ok,,gegevens.geojson,"},
		{"aandeel_0_14", "WK990101", 2016, "27,ok,,oud.csv,"},
		{"inwoners_0_14", "WK990101", 2023, "310,ok,,brief.docx,"},
		// decimal comma, and a name that occurs twice
		{"inkomen_per_inwoner", "naam:Dorrestad", 2015, `24.5,ok,"24,5",gegevens.geojson,`},
		{"inkomen_per_inwoner", "naam:Zonnewijk", 2015, ",onbekend,.,gegevens.geojson,"},
		{"inkomen_per_inwoner", "naam:Zonnewijk (2)", 2015, `18,ok,"18,0",gegevens.geojson,`},
		// numbers kept as text, and every way to say that there is none
		{"inwoners", "WK990101", 2023, "1250,ok,,brief.docx,"},
		{"koop", "WK990101", 2023, `26.4,ok,"26,4",brief.docx,`},
		{"koop", "BU99010101", 2023, ",geheim,x,brief.docx,"},
		{"woz", "BU99010101", 2023, ",onbekend,.,brief.docx,"},
		{"gas", "GM9901", 2023, `,onbekend,",",brief.docx,`},
		{"gas", "WK990101", 2023, ",niet van toepassing,,brief.docx,"},
		// untyped OData of a provisional table: padded text
		{"inwoners", "WK990101", 2025, "1300,voorlopig,,recept.pdf.gz,"},
		{"inwoners_0_14", "WK990101", 2025, ",geheim,x,recept.pdf.gz,"},
		{"inwoners_0_14", "WK990102", 2025, "0,voorlopig,-,recept.pdf.gz,"},
		{"koop", "WK990101", 2025, ",onbekend,.,recept.pdf.gz,"},
		{"woz", "WK990101", 2025, ",niet in deze uitgave,.,recept.pdf.gz,"},
		// sentinels of the map, and the record of land beside that of water
		{"inwoners", "BU99010101", 2018, "680,ok,,plaatje.png,"},
		{"aandeel_0_14", "BU99010102", 2018, ",onbekend,-99999997,plaatje.png,"},
		{"inwoners", "BU99010299", 2018, ",niet van toepassing,,plaatje.png,"},
		// Leefbaarometer
		{"lbm2_klasse", "WK990101", 2002, "4,ok,,wijk.dbf,"},
		{"lbm2_klasse", "WK990101", 2014, ",onbekend,#N/A,wijk.dbf,"},
		{"lbm2_klasse", "WK990101", 2016, ",onbekend,,wijk.dbf,"},
		{"lbm2_score", "WK990101", 2014, "-0.0627169177006985,ok,,scores.shp,"},
		{"lbm2_won", "WK990101", 2016, ",onbekend,,scores.shp,"},
		{"lbm", "BU99010101", 2022, "-0.1,ok,,lbm.xlsx,"},
		{"lbm", "BU99010102", 2022, ",onbekend,,lbm.xlsx,"},
		{"lbm", "BU99010101", 2024, "-0.05,ok,,lbm.xlsx,lijst.csv"},
		{"lbm_klasse", "BU99010101", 2024, "4,ok,,lijst.csv,"},
		{"lbm", "GM9901", 2024, "-0.05,ok,,kaart.zip,"},
	} {
		expect(t, db, figureOf(c.indicator, c.code, c.year), c.want)
	}
	// Two files of 2020 say the same: one observation that names both. A column without a single value is not there yet.
	both := ask(t, db, figureOf("inwoners", "WK990101", 2020))
	if len(both) != 1 || both[0] != "1200,ok,,vakantie.jpg,export van 2020.xls" && both[0] != "1200,ok,,export van 2020.xls,vakantie.jpg" {
		t.Errorf("a figure from two files is %q", both)
	}
	expect(t, db, "select distinct status from observation where indicator = 'woz' and year in (2020, 2021) and substr(area_code, 3, 2) = '99'", "niet in deze uitgave")
	// A name that stands twice in a table under two groups, and is not followed, gives nothing.
	expect(t, db, "select count(*) from observation where area_code like '__9901%' and year in (2020, 2021) and indicator in ('gas', 'stroom')", "0")
	// Figures on the division of 2024, each about its own year.
	expect(t, db, "select area_year, year from observation where indicator = 'lbm' and area_code = 'BU99010102' order by all", "2024,2022", "2024,2024")
	// Missing is NULL with a status, a value has a status that says so.
	expect(t, db, "select count(*) from observation where (value is null) = (status in ('ok', 'voorlopig'))", "0")
	expect(t, db, "select count(*) from observation where value <= -99990 or not isfinite(value)", "0")
}

func testAreas(t *testing.T, db *data.DB) {
	expect(t, db, "select year, code, level, name, gemeente_code, water, change, land_km2 from area where gemeente_code = 'GM9901' and year in (2018, 2020, 2023) order by all",
		"2018,BU99010101,buurt,Zonnewijk-Noord,GM9901,false,1,",
		"2018,BU99010102,buurt,Zonnewijk-Zuid,GM9901,false,3,",
		"2018,BU99010299,buurt,Dorrestadse Plas,GM9901,true,1,",
		"2020,BU99010101,buurt,Zonnewijk-Noord,GM9901,false,1,0.45",
		`2020,BU99010102,buurt,"Zonnewijk, Zuid",GM9901,false,1,0.4`,
		"2020,GM9901,gemeente,Dorrestad,GM9901,false,1,50",
		"2020,WK990101,wijk,Zonnewijk,GM9901,false,1,0.85",
		"2020,WK990102,wijk,Maanwijk,GM9901,false,1,3",
		"2023,BU99010101,buurt,Zonnewijk-Noord,GM9901,false,1,",
		"2023,GM9901,gemeente,Dorrestad,GM9901,false,1,",
		"2023,WK990101,wijk,Zonnewijk,GM9901,false,1,",
		"2023,WK9901ZZ,wijk,Dorrestadse Plas,GM9901,true,,")
	expect(t, db, "select code, level, gemeente_code from area where year = 2015 and code like 'naam:%' order by code",
		"naam:Dorrestad,onbekend,", "naam:Zonnewijk,onbekend,", "naam:Zonnewijk (2),onbekend,")
}

func testTrends(t *testing.T, db *data.DB) {
	point := func(subject, indicator string, year int) string {
		return fmt.Sprintf("select round(value, 6), status, quality, round(coverage, 6) from trend where subject = '%s' and indicator = '%s' and year = %d", subject, indicator, year)
	}
	for _, c := range []struct {
		subject, indicator string
		year               int
		want               string
	}{
		{"zonnewijk", "inwoners", 2020, "1200,ok,A,1"},
		{"zonnewijk", "inwoners", 2025, "1300,voorlopig,A,1"},
		{"zonnewijk", "inwoners", 2018, "1190,ok,B,1"},        // no wijk on that map: the buurten added
		{"zonnewijk", "aandeel_0_14", 2020, "25,ok,A,1"},      // 300 of 1,200: counts, not published percentages
		{"zonnewijk", "woz", 2020, ",niet in deze uitgave,,"}, // a gap with its reason
		{"zonnewijk", "lbm2_klasse", 2008, "4,ok,A,1"},
		{"zonnewijk", "lbm2_klasse", 2014, ",onbekend,,"},
		{"sterrenbuurt", "koop", 2020, "60,ok,D,1"}, // the larger area around it
		{"sterrenbuurt", "lbm2_klasse", 2016, "8,ok,D,1"},
		{"gm9901", "koop", 2020, "40,ok,A,1"},
	} {
		expect(t, db, point(c.subject, c.indicator, c.year), c.want)
	}
	// Nothing says how many live in Sterrenbuurt; the rest of the city cannot leave it out either.
	expect(t, db, "select count(*) from trend where subject in ('sterrenbuurt', 'gm9901-rest') and indicator = 'inwoners'", "0")
	// In 2025 the code of Maanwijk is another place: it is not used, and that is said.
	expect(t, db, "select count(*) from trend where subject = 'sterrenbuurt' and year = 2025", "0")
	expect(t, db, "select used, found from subject_part where subject = 'sterrenbuurt' and year = 2025", "false,Wolkenwijk")
	expect(t, db, "select subject from finding where kind = 'naam' and text like '%WK990102%Wolkenwijk%'", "sterrenbuurt")
	// Lineage: every value is the sum of weight times observation.
	expect(t, db, brokenLineage, "0")
}

// brokenLineage counts trend values that are not the sum of weight times observation over their inputs.
const brokenLineage = `with remade as (
	select t.subject, t.indicator, t.year, any_value(t.value) as value, sum(i.weight * o.value) as again
	from trend t left join trend_input i on (i.subject, i.indicator, i.year, i.role) = (t.subject, t.indicator, t.year, 'waarde')
	left join observation o on (o.indicator, o.area_year, o.area_code, o.year) = (i.input, i.area_year, i.area_code, i.input_year)
	where t.value is not null group by all)
	select count(*) from remade where again is null or abs(again - value) > 1e-9 * greatest(1, abs(value))`
