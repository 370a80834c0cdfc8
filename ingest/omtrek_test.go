package ingest

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/store"
	"wijkinzicht/geo"
)

const (
	registerHead = "id;naam;toelichting;aanpak;route;wie;gemeente;gebied;indeling;van;tot;indicator;basisjaar;streefwaarde;streefjaar;vervolgmeting;bron;url;" +
		"probleemanalyse;meetbaar_doel;doelgroep;nulmeting;evaluatie;voortzetting\n"
	kadeplan = "kadeplan;Kadeplan;;gebied;;;GM9901;kade.geojson;;2020;;;;;;;raadsbesluit;;;;;;;\n"
)

// ring is a rectangle in the field of the squares.
func ring(left, bottom, right, top int) string {
	const x, y = 150_000, 450_000
	return fmt.Sprintf("[[%d,%d],[%d,%d],[%d,%d],[%d,%d],[%d,%d]]", x+left, y+bottom, x+right, y+bottom, x+right, y+top, x+left, y+top, x+left, y+bottom)
}

const inRD = `"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}},`

func inRing(ring string) string { return `{` + inRD + `"type":"Polygon","coordinates":[` + ring + `]}` }

// TestDrawnArea: an area that a gemeente drew has the figures of what lies in it, for the part that does, and else those of
// what lies around it.
func TestDrawnArea(t *testing.T) {
	files := map[string][]byte{"wijken 2016.geojson": wijken2016, "buurten_2024.json": outlineFile("buurtcode", "buurtnaam", buurten...), "a.xls": figures2016, "b.xlsx": figures2024}
	cat := withOwn(t, map[string]string{"interventies.csv": registerHead + kadeplan + strings.Replace(kadeplan, "kadeplan", "kadetwee", 1) +
		strings.NewReplacer("kadeplan", "hoekplan", "kade.geojson", "hoek.geojson").Replace(kadeplan),
		"kade.geojson": inRing(ring(0, 0, 1300, 1000)), "hoek.geojson": `{"type":"FeatureCollection",` + inRD + `"features":[{"type":"Feature","properties":{},"geometry":{"type":"MultiPolygon","coordinates":[[` + ring(1600, 100, 1700, 200) + `]]}}]}`})
	db := ingestedOwn(t, cat, files)
	expect(t, db, "select id, subject from intervention where origin = 'eigen' order by 1", "hoekplan,hoek", "kadeplan,kade", "kadetwee,kade")
	expect(t, db, "select slug, kind, name, gemeente_code from subject where slug in ('kade', 'hoek') order by 1", "kade,eigen,Kade,GM9901", "hoek,eigen,Hoek,GM9901")
	// In 2024 six tenths of Zuid by its surface, in 2016 of the old neighbour the part of its people in buurten that lie inside now.
	expect(t, db, "select year, round(value, 3), quality, round(low, 3), round(high, 3), break_before from trend where subject = 'kade' and indicator = 'inwoners' order by year",
		"2016,1218.182,C,1000,1400,false", "2024,1280,C,1100,1400,false")
	expect(t, db, "select year, area_code, round(weight, 4) from trend_input where subject = 'kade' and indicator = 'inwoners' and role = 'waarde' order by 1, 2",
		"2016,WK990101,1", "2016,WK990102,0.5455", "2024,BU99010101,1", "2024,BU99010102,0.6")
	expect(t, db, "select year, code, relation, round(share, 4), confidence, used from subject_part where subject in ('kade', 'hoek') order by subject, 1, 2",
		"2016,WK990101,deel,1,M,true", "2016,WK990102,deel,0.5455,M,true", "2024,BU99010101,deel,1,M,true", "2024,BU99010102,deel,0.6,M,true",
		"2016,WK990102,omliggend,1,M,true", "2024,BU99010201,omliggend,1,M,true")
	expect(t, db, "select value, quality from trend where subject = 'kade-ring' and indicator = 'inwoners'", "250,B")
	expect(t, db, "select subject, year, kind, round(area_km2, 3) from subject_outline where subject in ('kade', 'hoek') order by all",
		"kade,2016,eigen,1.3", "kade,2024,eigen,1.3", "hoek,2016,eigen,0.01", "hoek,2024,eigen,0.01")
	// A count of what lies around says nothing of a corner of it; a mean is shown as that of the larger area.
	expect(t, db, "select count(*) from trend where subject = 'hoek' and indicator = 'inwoners' and value is not null", "0")
	expect(t, db, "select distinct quality from trend where subject = 'hoek' and value is not null", "D")
	expect(t, db, brokenLineage, "0")
	expect(t, db, "select text from finding where subject in ('kade', 'hoek')")

	// What Zonnewijk and the rest are does not change by it.
	plain := ingestedOwn(t, zonnewijkAlone(t), files)
	const others = "select subject, indicator, year, value, quality, low, high from trend where subject in ('zonnewijk', 'zonnewijk-ring', 'gm9901', 'gm9901-rest') order by all"
	expect(t, db, others, ask(t, plain, others)...)
	// Without borders there are no figures, and the check says why.
	bare := ingestedOwn(t, cat, map[string][]byte{"b.xlsx": figures2024})
	expect(t, bare, "select count(value) from trend where subject = 'kade'", "0")
	expect(t, bare, "select text from finding where subject = 'kade'", "\"Kade: er zijn geen cijfers, want van GM9901 zijn geen grenzen van wijken en buurten geladen.\"")
}

// TestDrawnAreaInDegrees: the same land in WGS84, as the standard has it, is the same area.
func TestDrawnAreaInDegrees(t *testing.T) {
	area, problem := drawnArea("kade", []byte(`{"type":"Feature","properties":null,"geometry":{"type":"Polygon","coordinates":[[[5.2,52],[5.21,52],[5.21,52.01],[5.2,52.01],[5.2,52]]]}}`))
	if b := area.Geometry.Bound(); problem != "" || b.Min[0] < 130_000 || b.Max[0] > 160_000 || b.Min[1] < 440_000 || b.Max[1] > 460_000 {
		t.Errorf("it lies in %v: %s", area.Geometry.Bound(), problem)
	}
}

// named is a feature with properties, and collection some of them.
func named(properties, geometry string) string {
	return `{"type":"Feature","properties":` + properties + `,"geometry":` + geometry + `}`
}

func collection(features ...string) string {
	return `{"type":"FeatureCollection",` + inRD + `"features":[` + strings.Join(features, ",") + `]}`
}

// TestDrawnInParts: what a drawing program saved in parts that touch, overlap or leave a slit is one area, as if it were drawn at once.
func TestDrawnInParts(t *testing.T) {
	whole, _ := drawnArea("kade", []byte(inRing(ring(0, 0, 1300, 1000))))
	for name, content := range map[string]string{
		"the same twice":       collection(named("null", inRing(ring(0, 0, 1300, 1000))), named("{}", inRing(ring(0, 0, 1300, 1000)))),
		"side by side":         collection(named(`{"id":1}`, inRing(ring(0, 0, 700, 1000))), named(`{"id":2}`, inRing(ring(700, 0, 1300, 1000)))),
		"over each other":      collection(named(`{"naam":"Kade"}`, inRing(ring(0, 0, 700, 1000))), named(`{"naam":"Kade"}`, inRing(ring(600, 0, 1300, 1000)))),
		"a metre between them": collection(named(`{"naam":""}`, inRing(ring(0, 0, 700, 1000))), named(`{"naam":"Kade"}`, inRing(ring(701, 0, 1300, 1000)))),
		"one of them empty":    collection(named("null", "null"), named("null", inRing(ring(0, 0, 1300, 1000)))),
	} {
		area, problem := drawnArea("kade", []byte(content))
		if problem != "" || len(area.Geometry) != 1 || math.Abs(geo.AreaKm2(area.Geometry)-geo.AreaKm2(whole.Geometry)) > 1e-6 {
			t.Errorf("%s: %q, %d parts of %v km2", name, problem, len(area.Geometry), geo.AreaKm2(area.Geometry))
		}
	}
}

// TestDrawnAreasThatCannotBe: each fault is one sentence with the file, before anything is published.
func TestDrawnAreasThatCannotBe(t *testing.T) {
	good := inRing(ring(0, 0, 1300, 1000))
	for _, c := range []struct{ name, content, want string }{
		{"no JSON", "kade", "geen GeoJSON"},
		{"an empty file", "", "geen GeoJSON"},
		{"a point", `{"type":"Point","coordinates":[5,52]}`, "geen GeoJSON met één gebied"},
		{"two names", collection(named(`{"naam":"Kade"}`, good), named(`{"Naam":"Haven"}`, good)), `hier staan 2 gebieden, waaronder "Kade" en "Haven"`},
		{"two places", collection(named("null", good), named("null", inRing(ring(5000, 0, 6300, 1000)))), "hier staan 2 gebieden die los van elkaar liggen"},
		{"two, of which one crosses itself", collection(named("null", good), named("null", inRing("[[150000,450000],[151000,451000],[151000,450000],[150000,451000],[150000,450000]]"))), "snijdt zichzelf"},
		{"no features", `{"type":"FeatureCollection","features":[]}`, "de omtrek is leeg"},
		{"no geometry", `{"type":"Feature","geometry":null}`, "de omtrek is leeg"},
		{"no coordinates", `{"type":"Polygon","coordinates":[]}`, "de omtrek is leeg"},
		{"another system", strings.Replace(good, "28992", "3857", 1), "het coördinatenstelsel van deze GeoJSON is geen WGS84 of RD"},
		{"metres without a system", strings.Replace(good, inRD, "", 1), "geen graden"},
		{"degrees named RD", `{` + inRD + `"type":"Polygon","coordinates":[[[5.2,52],[5.21,52],[5.21,52.01],[5.2,52]]]}`, "niet in Nederland (gelezen als RD)"},
		{"another country", `{"type":"Polygon","coordinates":[[[2.2,48],[2.21,48],[2.21,48.01],[2.2,48]]]}`, "niet in Nederland (gelezen als WGS84)"},
		{"latitude first", `{"type":"Polygon","coordinates":[[[52,5.2],[52,5.21],[52.01,5.21],[52,5.2]]]}`, "niet in Nederland (gelezen als WGS84); de lengte hoort voor de breedte"},
		{"a bow-tie", inRing("[[150000,450000],[151000,451000],[151000,450000],[150000,451000],[150000,450000]]"), "snijdt zichzelf"},
		{"an open ring", inRing("[[150000,450000],[151000,450000],[151000,451000],[150000,451000]]"), "niet te gebruiken"},
		{"a slip of the mouse", inRing(ring(0, 0, 10, 10)), "kleiner dan"},
	} {
		cat := withOwn(t, map[string]string{"interventies.csv": registerHead + kadeplan, "kade.geojson": c.content})
		depot := store.Store{Dir: t.TempDir()}
		var fault *catalogue.Fault
		_, err := Run(t.Context(), cat, depot, folder(t, map[string][]byte{"b.xlsx": figures2024}), quiet)
		if !errors.As(err, &fault) || fault.File != "kade.geojson" || !strings.Contains(fault.Problem, c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
		if _, _, err := depot.Current(); !errors.Is(err, store.ErrNoRevision) {
			t.Errorf("%s: something was published (%v)", c.name, err)
		}
		if err := CheckOutlines(cat); !errors.As(err, &fault) {
			t.Errorf("%s: check says %v", c.name, err)
		}
	}
}

// FuzzDrawnArea: whatever a file holds, it is an area in the Netherlands or a sentence.
func FuzzDrawnArea(f *testing.F) {
	f.Add([]byte(inRing(ring(0, 0, 1300, 1000))))
	f.Add([]byte(`{"type":"Feature","geometry":{"type":"MultiPolygon","coordinates":[[[[5.2,52],[5.21,52],[5.21,52.01],[5.2,52]]]]}}`))
	f.Fuzz(func(t *testing.T, content []byte) {
		area, problem := drawnArea("kade", content)
		if b := area.Geometry.Bound(); problem == "" && (len(area.Geometry) == 0 || b.Min[0] < -10_000 || b.Max[0] > 300_000 || b.Min[1] < 290_000 || b.Max[1] > 640_000) {
			t.Errorf("taken: %v", b)
		}
	})
}
