package ingest

import (
	"os"
	"strings"
	"testing"

	"wijkinzicht/data/store"
)

// TestMapPackage reads figures and borders of a GeoPackage that SQLite wrote: two layers with other columns.
func TestMapPackage(t *testing.T) {
	content, err := os.ReadFile("testdata/kaart.gpkg")
	if err != nil {
		t.Fatal(err)
	}
	store := store.Store{Dir: t.TempDir()}
	ingested(t, store, folder(t, one("kaart.gpkg", content)))
	db := opened(t, store)
	expect(t, db, "select name, format, source_id, rows_read from raw_file where name = 'kaart.gpkg'",
		`kaart.gpkg,"Wijk- en buurtkaart, kenmerken (GeoPackage)",kwb-2024,4`)
	for _, c := range []struct{ indicator, code, want string }{
		{"inwoners", "WK990101", "1210,ok,,kaart.gpkg,"}, {"woz", "WK990101", "305,ok,,kaart.gpkg,"}, {"koop", "WK990101", ",niet in deze uitgave,-99997,kaart.gpkg,"},
		{"inwoners", "BU99010101", "710,ok,,kaart.gpkg,"}, {"huishoudensgrootte", "BU99010101", "2.1,ok,,kaart.gpkg,"},
		{"huishoudensgrootte", "BU99010102", ",onbekend,,kaart.gpkg,"},
	} {
		expect(t, db, figureOf(c.indicator, c.code, 2024), c.want)
	}
	expect(t, db, "select code, outline is not null from area where year = 2024 and gemeente_code = 'GM9901' and raw_file = (select id from raw_file where name = 'kaart.gpkg') order by code",
		"BU99010101,true", "BU99010102,true", "BU99010199,true", "WK990101,true")
}

// TestFeaturesThatAreNoAreas: a point and a feature without a geometry are set aside by name, and the other features are read.
func TestFeaturesThatAreNoAreas(t *testing.T) {
	map2015 := string(mapGeoJSON(`"BU_CODE":"BU99010101","BU_NAAM":"Noord","AANT_INW":610`, `"BU_CODE":"BU99010102","BU_NAAM":"Zuid","AANT_INW":490`,
		`"BU_CODE":"BU99010103","BU_NAAM":"Punt","AANT_INW":7`))
	at := strings.LastIndex(map2015, `"geometry":`)
	map2015 = map2015[:at] + `"geometry":{"type":"Point","coordinates":[5,52]}}]}`
	at = strings.Index(map2015, `{"type":"Polygon"`)
	end := at + strings.Index(map2015[at:], "}")
	map2015 = map2015[:at] + "null" + map2015[end+1:]
	map2015 = strings.Replace(map2015, `"features"`, `"info":{"features":"drie"},"features"`, 1) // a header object before the features
	store := store.Store{Dir: t.TempDir()}
	ingested(t, store, folder(t, one("buurt_2015.geojson", []byte(map2015))))
	db := opened(t, store)
	expect(t, db, "select area_code, value from observation where year = 2015 and area_code like 'BU9901%' order by area_code", "BU99010101,610", "BU99010102,490")
	expect(t, db, "select note like '%Niet gelezen, want geen vlak: nr. 3 is een Point.%' from raw_file where name = 'buurt_2015.geojson'", "true")
}
