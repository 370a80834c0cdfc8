package ingest

import (
	"fmt"
	"strings"
	"testing"

	"wijkinzicht/data"
	"wijkinzicht/data/store"
)

// square is a named rectangle in RD metres, in a field of its own so that no coordinate is a real place's.
type square struct {
	code, name               string
	left, bottom, right, top int
}

// outlineFile is a GeoJSON with outlines in RD New, under the property names that CBS gives a wijk- en buurtkaart.
func outlineFile(codeField, nameField string, squares ...square) []byte {
	const x, y = 150_000, 450_000
	var features []string
	for _, s := range squares {
		features = append(features, fmt.Sprintf(`{"type":"Feature","properties":{%q:%q,%q:%q,"gemeentecode":"GM9901"},"geometry":{"type":"Polygon",`+
			`"coordinates":[[[%d,%d],[%d,%d],[%d,%d],[%d,%d],[%d,%d]]]}}`, codeField, s.code, nameField, s.name,
			x+s.left, y+s.bottom, x+s.right, y+s.bottom, x+s.right, y+s.top, x+s.left, y+s.top, x+s.left, y+s.bottom))
	}
	return []byte(`{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}},"features":[` +
		strings.Join(features, ",") + `]}`)
}

// Zonnewijk was one wijk in 2016 and took half of its neighbour since; a third buurt lies beside it now.
var (
	wijken2016 = outlineFile("wijkcode", "wijknaam", square{"WK990101", "Zonnewijk", 0, 0, 1000, 1000}, square{"WK990102", "Maanwijk", 1000, 0, 2000, 1000})
	buurten    = []square{{"BU99010101", "Zonnewijk Noord", 0, 0, 1000, 1000}, {"BU99010102", "Zonnewijk Zuid", 1000, 0, 1500, 1000},
		{"BU99010201", "Maanzicht", 1500, 0, 2000, 1000}}
	figures2016 = kwbOldWorkbook("kwb-2016", kwbHeadings2016, []area{
		{"WK990101", "Zonnewijk", "Wijk", []string{"1000", "20", "500", "2.0"}}, {"WK990102", "Maanwijk", "Wijk", []string{"400", "40", "160", "2.5"}}})
	figures2024 = kwbWorkbook("KWB2024", kwbHeadings, []area{
		{"BU99010101", "Zonnewijk Noord", "Buurt", []string{"1100", "200", "500", "490", "205", "26", "1100"}},
		{"BU99010102", "Zonnewijk Zuid", "Buurt", []string{"300", "60", "150", "140", "205", "26", "1100"}},
		{"BU99010201", "Maanzicht", "Buurt", []string{"250", "50", "120", "110", "205", "26", "1100"}}})
)

func placesDB(t *testing.T) *data.DB {
	t.Helper()
	depot := store.Store{Dir: t.TempDir()}
	ingested(t, depot, folder(t, map[string][]byte{"wijken 2016.geojson": wijken2016, "buurten_2024.json": outlineFile("buurtcode", "buurtnaam", buurten...),
		"a.xls": figures2016, "b.xlsx": figures2024}))
	return opened(t, depot)
}

// A border that moved: the old wijk counts whole, its neighbour for the part of its people that lives in the wijk now.
func TestBorderThatMoved(t *testing.T) {
	db := placesDB(t)
	expect(t, db, "select from_code, to_code, round(share_area, 6), round(share_people, 6), method from crosswalk where from_year = 2016 and to_year = 2024 order by all",
		"WK990101,BU99010101,1,1,gelijk", "WK990102,BU99010102,0.5,0.545455,inwoners", "WK990102,BU99010201,0.5,0.454545,inwoners")
	expect(t, db, "select year, round(value, 3), quality, round(low, 3), round(high, 3), break_before from trend where subject = 'zonnewijk' and indicator = 'inwoners' order by year",
		"2016,1218.182,C,1000,1400,false", "2024,1400,B,,,false")
	expect(t, db, "select area_code, round(weight, 6) from trend_input where subject = 'zonnewijk' and indicator = 'inwoners' and year = 2016 and role = 'waarde' order by 1",
		"WK990101,1", "WK990102,0.545455")
	expect(t, db, brokenLineage, "0")
}

func TestRingAndOutlines(t *testing.T) {
	db := placesDB(t)
	expect(t, db, "select code, other from neighbour where year = 2024 order by all",
		"BU99010101,BU99010102", "BU99010102,BU99010101", "BU99010102,BU99010201", "BU99010201,BU99010102")
	expect(t, db, "select year, value, quality from trend where subject = 'zonnewijk-ring' and indicator = 'inwoners'", "2024,250,B")
	expect(t, db, "select year, round(area_km2, 3), round(overlap, 3) from subject_outline where subject = 'zonnewijk' order by year",
		"2016,1,0.667", "2024,1.5,1")
	expect(t, db, "select count(*) from finding where kind = 'grens' and text like '%WK990101 niet dezelfde plek%'", "1")
	expect(t, db, "select outline_kind, outline_year, round(lon, 1), round(lat, 1) from area where year = 2016 and code = 'WK990101'", "gegeneraliseerd,2016,5.3,52")
}

// A bow-tie is repaired, axes the wrong way round are refused with the file.
func TestBordersThatAreWrong(t *testing.T) {
	bowtie := strings.Replace(string(outlineFile("wijkcode", "wijknaam", square{"WK990101", "Zonnewijk", 0, 0, 1000, 1000})),
		"[151000,450000],[151000,451000]", "[151000,451000],[151000,450000]", 1)
	depot := store.Store{Dir: t.TempDir()}
	ingested(t, depot, folder(t, map[string][]byte{"wijken 2016.geojson": []byte(bowtie), "a.xls": figures2016}))
	expect(t, opened(t, depot), "select outline is not null from area where year = 2016 and code = 'WK990101'", "true")
	swapped := strings.NewReplacer("[150000,450000]", "[450000,150000]", "[151000,450000]", "[450000,151000]", "[151000,451000]", "[451000,151000]",
		"[150000,451000]", "[451000,150000]").Replace(string(outlineFile("wijkcode", "wijknaam", square{"WK990101", "Zonnewijk", 0, 0, 1000, 1000})))
	_, err := Run(t.Context(), dorrestad(t), store.Store{Dir: t.TempDir()}, folder(t, map[string][]byte{"wijken 2016.geojson": []byte(swapped)}), quiet)
	if err == nil || !strings.Contains(err.Error(), "wijken 2016.geojson") {
		t.Errorf("swapped axes: %v", err)
	}
}
