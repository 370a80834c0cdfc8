package boundary

import (
	"strings"
	"testing"
)

const noord = `"BU_CODE":"BU99010101","BU_NAAM":"Zonnewijk-Noord","WK_CODE":"WK990101","GM_CODE":"GM9901"`

func TestGeoJSON(t *testing.T) {
	tests := []struct{ name, content, want, wantErr string }{
		{"RD New, hole, wrong directions", collection(`"name":"buurten",`+crsRD, feature(noord, polygon(reversed(rd(150, 460)), square(150_200, 460_200, 500)))),
			"GeoJSON buurt 0 \"buurten\" EPSG:28992 rejected 0\n1 BU99010101 Zonnewijk-Noord GM9901 [2 rings 0.75]", ""},
		{"WGS84, crs last, heights, blanks, escapes", "\ufeff" + `{ "features" : [ { "geometry" : { "coordinates" : [ [ [5,52,1.5], [5.1,52,1] , [5.1,52.1,0],[5,52.1,0],[5,52,1.5] ] ] , "type":"Polygon" }, "properties" : { "statcode" : " BU99010101 ", "statnaam":"De \u0022Zonne\" {wijk]", "rubriek":"buurt", "jrstatcode":"2019BU99010101", "jaarcode":2019 }, "type":"Feature" } ], "crs":{"properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"},"type":"name"}, "type":"FeatureCollection" }`,
			"GeoJSON buurt 2019 \"\" EPSG:4326 rejected 0\n1 BU99010101 De \"Zonne\" {wijk] GM9901 [1 rings 1]", ""},
		{"2016 wijk headings, two polygons", collection(crsRD, feature(`"WKC":"WK990101","WKN":"Zonnewijk","GMC":"GM9901","GMN":"Dorrestad"`, multi(coordinates(rd(150, 460)), coordinates(rd(152, 460))))),
			"GeoJSON wijk 0 \"\" EPSG:28992 rejected 0\n1 WK990101 Zonnewijk GM9901 [1 rings 1] [1 rings 1]", ""},
		{"year in a heading", collection(crsRD, feature(`"BU_2004":"BU99010101","BU_NAAM":"Noord"`, polygon(rd(150, 460)))),
			"GeoJSON buurt 2004 \"\" EPSG:28992 rejected 0\n1 BU99010101 Noord GM9901 [1 rings 1]", ""},
		{"OGC API, one page, change flag, letters in codes", collection(`"numberMatched":14500,`, feature(`"id":7,"buurtcode":"BU990101A1","buurtnaam":"Noord","wijkcode":"WK990101","gemeentecode":"GM9901","indelingswijziging_wijken_en_buurten":1,"water":"NEE","jaar":2023`, polygon(wgs(50, 520)))),
			"GeoJSON buurt 2023 \"\" EPSG:4326 rejected 0\n1 BU990101A1 Noord GM9901 change=1 [1 rings 1]\nDit is een deel van de laag: 1 van 14500 gebieden.", ""},
		{"Leefbaarometer, nested", collection("", feature(`"code":"BU99010101","naam":"Noord","gemeente":"Dorrestad","raw":{"kscore":7,"year":"2024","code":"WK990101"}`, polygon(wgs(50, 520)))),
			"GeoJSON buurt 2024 \"\" EPSG:4326 rejected 0\n1 BU99010101 Noord GM9901 [1 rings 1]", ""},
		{"Leefbaarometer, WFS", collection("", feature(`"id":"GM9901","name":"Dorrestad","year":2024`, polygon(wgs(50, 520)))),
			"GeoJSON gemeente 2024 \"\" EPSG:4326 rejected 0\n1 GM9901 Dorrestad GM9901 [1 rings 1]", ""},
		{"no geometry", collection(crsRD, feature(`"WK_CODE":"WK990101"`, "null"), feature(`"WK_CODE":"WK990102"`, multi()), feature(`"WK_CODE":"WK990103"`, polygon(rd(150, 460)))),
			"GeoJSON wijk 0 \"\" EPSG:28992 rejected 2\n3 WK990103  GM9901 [1 rings 1]\nWeggelaten gebieden zonder geometrie (2): WK990101, WK990102.", ""},
		{"rings without surface", collection("", feature(`"WK_CODE":"WK990101"`, multi("[[[5,52],[5,52],[5,52],[5,52]],[[5,52],[5,52.1],[5.1,52],[5,52]]]", coordinates(wgs(50, 520)))), feature(`"WK_CODE":"WK990102"`, multi("[[[5,52],[5,53],[5,53],[5,52]]]"))),
			"GeoJSON wijk 0 \"\" EPSG:4326 rejected 1\n1 WK990101  GM9901 [1 rings 1]\nGebieden waarvan een ring zonder oppervlak is weggelaten (1): WK990101. Weggelaten gebieden die door afronding geen oppervlak meer hebben (1): WK990102.", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			layer, err := GeoJSON([]byte(test.content))
			compare(t, []Layer{layer}, err, test.want, test.wantErr)
		})
	}
}

func TestGeoJSONRefused(t *testing.T) {
	area := feature(noord, polygon(rd(150, 460)))
	tests := []struct{ name, content, want, wantErr string }{
		{"degrees called RD", collection(crsRD, feature(noord, polygon(wgs(50, 520)))), "", "feature 1 (BU99010101): point (5, 52) is in EPSG:4326, but the file is in EPSG:28992"},
		{"RD without crs", collection("", area), "", "feature 1 (BU99010101): point (150000, 460000) is in EPSG:28992, but the file is in EPSG:4326"},
		{"latitude first", collection("", feature(noord, polygon(wgs(520, 50)))), "", "point (52, 5) is in EPSG:4326 with its axes swapped"},
		{"RD y first", collection(crsRD, feature(noord, polygon(rd(460, 150)))), "", "point (460000, 150000) is in EPSG:28992 with its axes swapped"},
		{"one point far off", collection(crsRD, feature(noord, `{"type":"Polygon","coordinates":[[[150000,460000],[150000,0],[151000,461000],[150000,460000]]]}`)), "", "point (150000, 0) is outside the Netherlands in EPSG:28992"},
		{"Belgian coordinates", collection(`"crs":{"type":"name","properties":{"name":"EPSG:31370"}},`, area), "", `coordinate system "EPSG:31370" is neither RD New`},
		{"crs null", collection(`"crs":null,`, area), "", "crs is null"},
		{"crs as a link", collection(`"crs":{"type":"link","properties":{"href":"x"}},`, area), "", "has no name"},

		{"not closed", collection(crsRD, area, feature(strings.Replace(noord, "0101\",\"BU", "0102\",\"BU", 1), polygon(rd(150, 460)[:4]))), "", "feature 2 (BU99010102): ring is not closed"},
		{"too short", collection(crsRD, feature(noord, `{"type":"Polygon","coordinates":[[[150000,460000],[150001,460000],[150000,460000]]]}`)), "", "none of the 1 features is usable: Weggelaten gebieden die door afronding geen oppervlak meer hebben (1): BU99010101."},
		{"empty ring", collection(crsRD, feature(noord, `{"type":"Polygon","coordinates":[[]]}`)), "", "feature 1 (BU99010101): ring without points"},
		{"empty polygon among others", collection(crsRD, feature(noord, multi("[]", coordinates(rd(150, 460))))), "", "feature 1 (BU99010101): polygon without rings"},
		{"too large", collection(crsRD, feature(noord, `{"type":"Polygon","coordinates":[[[1e999,1]]]}`)), "", `feature 1 (BU99010101): coordinate "1e999" is not a finite number`},
		{"no number", collection(crsRD, feature(noord, `{"type":"Polygon","coordinates":[[["x",1]]]}`)), "", "not a finite number"},
		{"half a position", collection(crsRD, feature(noord, `{"type":"Polygon","coordinates":[[[1]]]}`)), "", `"[1]" is not a position`},
		{"a polygon's depth in a multipolygon", collection(crsRD, feature(noord, multi(coordinates(rd(150, 460))[1:len(coordinates(rd(150, 460)))-1]))), "", "feature 1 (BU99010101): "},
		{"point", collection(crsRD, feature(noord, `{"type":"Point","coordinates":[150000,460000]}`)), "", "none of the 1 features is usable: Weggelaten objecten die geen vlak zijn (Point)"},
		{"no coordinates", collection(crsRD, feature(noord, `{"type":"Polygon"}`)), "", `of type "Polygon" without coordinates`},

		{"provinces", collection("", feature(`"code":"24"`, polygon(wgs(50, 520)))), "", ErrForeign.Error()},
		{"no codes", collection("", feature(`"naam":"Noord"`, polygon(wgs(50, 520)))), "", "no column with the codes of areas"},
		{"an empty code", collection(crsRD, area, feature(`"WK_CODE":"WK990101"`, polygon(rd(151, 460)))), "", "feature 2: column bu_code is empty"},
		{"a wrong code", collection(crsRD, feature(`"BU_CODE":"BU9901010"`, polygon(rd(151, 460)))), "", `feature 1 (BU9901010): "BU9901010" is not the code`},
		{"two levels", collection("", feature(`"code":"BU99010101"`, polygon(wgs(50, 520))), feature(`"code":"WK990101"`, polygon(wgs(51, 520)))), "", "feature 2 (WK990101): a wijk in a layer of level buurt"},
		{"two years", collection("", feature(`"code":"WK990101","jaar":2023`, polygon(wgs(50, 520))), feature(`"code":"WK990102","jaar":2024`, polygon(wgs(51, 520)))), "", "feature 2 (WK990102): year 2024 in a layer of year 2023"},
		{"years that differ", collection("", feature(`"code":"WK990101","jaar":2023,"jrstatcode":"2022WK990101"`, polygon(wgs(50, 520)))), "", "says year 2023, another column says 2022"},
		{"no year", collection("", feature(`"code":"WK990101","jaar":"nu"`, polygon(wgs(50, 520)))), "", `column jaar: "nu" is not a year`},
		{"wrong gemeente", collection("", feature(`"wk_code":"WK990101","gm_code":"9901"`, polygon(wgs(50, 520)))), "", `feature 1 (WK990101): "9901" is not the code of a gemeente`},
		{"a wijk as gemeente", collection("", feature(`"wk_code":"WK990101","gm_code":"WK990101"`, polygon(wgs(50, 520)))), "", `"WK990101" is not the code of a gemeente`},
		{"polygon is a number", collection(crsRD, feature(noord, multi("1"))), "", "a polygon that is not an array of rings"},
		{"ring is a number", collection(crsRD, feature(noord, `{"type":"Polygon","coordinates":[1]}`)), "", `"1" instead of positions`},
		{"wrong water", collection("", feature(`"code":"WK990101","water":"soms"`, polygon(wgs(50, 520)))), "", `water is "soms"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			layer, err := GeoJSON([]byte(test.content))
			compare(t, []Layer{layer}, err, test.want, test.wantErr)
		})
	}
}

// What is no FeatureCollection at all, or has nothing in it.
func TestGeoJSONFile(t *testing.T) {
	area := feature(noord, polygon(rd(150, 460)))
	tests := []struct{ name, content, want, wantErr string }{
		{"empty", "", "", "unexpected end of JSON input"},
		{"cut off", collection(crsRD, area)[:100], "", "byte 100: unexpected end"},
		{"list", "[1]", "", "not a JSON object"},
		{"a feature", area, "", `a "Feature" instead of a FeatureCollection`},
		{"no features", collection(""), "", "no features"},
		{"nothing usable", collection("", feature(`"code":"WK990101"`, "null")), "", "none of the 1 features is usable: Weggelaten gebieden zonder geometrie (1): WK990101."},
		{"Windows-1252", collection("", feature("\"code\":\"WK990101\",\"naam\":\"Caf\xe9\"", polygon(wgs(50, 520)))), "", "not UTF-8"},
		{"deep", strings.Repeat(`{"a":`, 20_000) + "1" + strings.Repeat("}", 20_000), "", "exceeded max depth"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			layer, err := GeoJSON([]byte(test.content))
			compare(t, []Layer{layer}, err, test.want, test.wantErr)
		})
	}
}

// A code that comes twice.
func TestTwice(t *testing.T) {
	row := func(more string, geometry string) string { return feature(`"wk_code":"WK990101"`+more, geometry) }
	at := func(x float64) string { return polygon(rd(x, 460)) }
	tests := []struct {
		name     string
		features []string
		want     string // lines of the areas and the note
		wantErr  string
	}{
		{"land then water", []string{row(`,"water":"NEE","wk_naam":"Land"`, at(150)), row(`,"water":"JA"`, at(151))},
			"1\n1 WK990101 Land GM9901 [1 rings 1]\nWeggelaten waterdelen van gebieden met land (1): WK990101.", ""},
		{"water then land", []string{row(`,"H2O":"ja"`, at(150)), row(`,"H2O":"NEE","wk_naam":"Land"`, at(151))},
			"1\n2 WK990101 Land GM9901 [1 rings 1]\nWeggelaten waterdelen van gebieden met land (1): WK990101.", ""},
		{"two waters", []string{row(`,"water":"JA"`, at(150)), row(`,"water":"JA"`, at(151))},
			"0\n1 WK990101  GM9901 water [1 rings 1] [1 rings 1]\nGebieden die over meer records verdeeld waren en zijn samengevoegd (1): WK990101.", ""},
		{"parts, land or water not said", []string{row("", at(150)), row("", at(152))},
			"0\n1 WK990101  GM9901 [1 rings 1] [1 rings 1]\nGebieden die over meer records verdeeld waren en zijn samengevoegd (1): WK990101.", ""},
		{"a part in the hole", []string{row("", polygon(square(150_000, 460_000, 3000), square(151_000, 461_000, 1000))), row("", polygon(rd(151, 461)))},
			"0\n1 WK990101  GM9901 [2 rings 8] [1 rings 1]\nGebieden die over meer records verdeeld waren en zijn samengevoegd (1): WK990101.", ""},
		{"Belgian", []string{row("", at(150)), feature(`"wk_code":"WK099800","water":"B"`, at(151))},
			"1\n1 WK990101  GM9901 [1 rings 1]\nWeggelaten Belgische enclaves (1): WK099800.", ""},
		{"water without code", []string{row("", at(150)), feature(`"water":"JA"`, at(151))},
			"1\n1 WK990101  GM9901 [1 rings 1]\nWeggelaten wateren zonder code (1): nr. 2.", ""},
		{"two lands", []string{row(`,"water":"NEE"`, at(150)), row(`,"water":"NEE"`, at(152))}, "", "feature 2 (WK990101): the code was at feature 1 already, both as land"},
		{"other name", []string{row(`,"wk_naam":"A"`, at(150)), row(`,"wk_naam":"B"`, at(152))}, "", `the code was at feature 1 already, as "A" in GM9901 instead of "B"`},
		{"the same outline", []string{row("", at(150)), row("", at(150))}, "", "with an outline that overlaps"},
		{"overlap", []string{row("", at(150)), row("", polygon(square(150_500, 460_500, 1000)))}, "", "with an outline that overlaps"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			layer, err := GeoJSON([]byte(collection(crsRD, test.features...)))
			compare(t, []Layer{layer}, err, `GeoJSON wijk 0 "" EPSG:28992 rejected `+test.want, test.wantErr)
		})
	}
}

func TestTooManyFeatures(t *testing.T) {
	one := feature(`"code":"BU99010101"`, "null")
	_, err := GeoJSON([]byte(collection("", strings.Split(strings.Repeat(one+"\n", maxAreas)+one, "\n")...)))
	compare(t, nil, err, "", "over the limit of 200000 features")
}

func TestTooLarge(t *testing.T) {
	if err := checkSize(maxBytes); err != nil {
		t.Error(err)
	}
	_, err := openDatabase(nil, maxBytes+1)
	compare(t, nil, err, "", "536870913 bytes is over the limit of 536870912")
}

// An array costs memory without a single point in it.
func TestTooManyRings(t *testing.T) {
	content := collection("", feature(`"code":"BU99010101"`, `{"type":"Polygon","coordinates":[`+strings.Repeat("[],", maxRoom/perRing)+`[]]}`))
	_, err := GeoJSON([]byte(content))
	compare(t, nil, err, "", "feature 1 (BU99010101): over the limit of 33554432 points")
}

func TestRoom(t *testing.T) {
	r := room(3)
	for i, want := range []bool{true, true, false} { // 2, then 1, then 1 too many
		if err := r.take([]int{2, 1, 1}[i]); (err == nil) != want {
			t.Errorf("step %d: %v", i, err)
		}
	}
	if r.take(-1) == nil {
		t.Error("a negative number of points")
	}
}

func TestCRSNames(t *testing.T) {
	for name, want := range map[string]string{
		"urn:ogc:def:crs:EPSG::28992": RDNew, "EPSG:28992": RDNew, "epsg:4326": WGS84, "urn:ogc:def:crs:EPSG:6.9:28992": RDNew,
		"http://www.opengis.net/def/crs/EPSG/0/28992": RDNew, "http://www.opengis.net/def/crs/OGC/1.3/CRS84": WGS84,
		"EPSG:28991": "", "EPSG:128992": "", "EPSG:4258": "", "28992": "", "": "", "RD New": "",
	} {
		if got, err := parseCRS(name); got != want || (err == nil) != (want != "") {
			t.Errorf("%q gives %q, %v", name, got, err)
		}
	}
	for prj, want := range map[string]string{
		`PROJCS["RD_New",GEOGCS["GCS_Amersfoort"]]`: RDNew, ` PROJCS[ "Amersfoort / RD New", GEOGCS["x"]]`: RDNew, `PROJCRS["Amersfoort / RD New"]`: RDNew,
		`GEOGCS["GCS_WGS_1984",DATUM["x"]]`: WGS84, `GEOGCRS["WGS 84"]`: WGS84,
	} {
		if got, err := parsePRJ(prj); got != want || err != nil {
			t.Errorf("%q gives %q, %v", prj, got, err)
		}
	}
	for _, prj := range []string{`PROJCS["RD_Old"]`, "EPSG:28992", `PROJCS["WGS_1984_UTM_Zone_31N",GEOGCS["GCS_WGS_1984"]]`} {
		if got, err := parsePRJ(prj); err == nil {
			t.Errorf("%q gives %q", prj, got)
		}
	}
}
