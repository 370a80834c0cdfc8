package ingest

import (
	"bytes"
	"compress/gzip"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/store"
)

// dorrestad is the catalogue with a fictional wijk in the place of the eleven: a wijk with two buurten, Zonnewijk, and
// one that has no area of its own, Sterrenbuurt, for which Maanwijk around it is shown.
func dorrestad(t testing.TB) *catalogue.Catalogue {
	t.Helper()
	cat, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	place := func(slug, name string) catalogue.Wijk {
		return catalogue.Wijk{Slug: slug, Kind: catalogue.WijkKind, Name: name, GemeenteCode: "GM9901", GemeenteName: "Dorrestad", City: "Dorrestad"}
	}
	cat.Wijken = []catalogue.Wijk{place("zonnewijk", "Zonnewijk"), place("sterrenbuurt", "Sterrenbuurt")}
	cat.Parts, cat.Breaks, cat.Interventions = nil, nil, nil
	cat.Pack = fstest.MapFS{} // what is embedded has tests of its own, and to load it takes most of an ingest's time
	for _, year := range []int{2016, 2018, 2020, 2021, 2023, 2024, 2025} {
		add := func(slug, code, level, name string, relation catalogue.Relation) {
			cat.Parts = append(cat.Parts, catalogue.Part{Slug: slug, Year: year, Code: code, Level: level, Name: name, Relation: relation, Evidence: "bedacht", Confidence: "H"})
		}
		add("zonnewijk", "WK990101", "wijk", "Wijk 01 Zonnewijk", catalogue.Equal)
		add("zonnewijk", "BU99010101", "buurt", "Zonnewijk Noord", catalogue.Component)
		add("zonnewijk", "BU99010102", "buurt", "Zonnewijk Zuid", catalogue.Component)
		add("sterrenbuurt", "WK990102", "wijk", "Maanwijk", catalogue.Surrounding)
	}
	return cat
}

// fixtures are a folder of files as publishers make them, under names that say nothing or something else.
func fixtures(t testing.TB) map[string][]byte {
	columns := []string{"Bevolking/Aantal inwoners (aantal)", "Bevolking/Leeftijdsgroepen/0 tot 15 jaar (aantal)", "Wonen/Gemiddelde woningwaarde (x 1 000 euro)",
		"Wonen/Woningen naar eigendom/Koopwoningen (%)", `Sociale zekerheid/Personen per soort uitkering; Bijstand (aantal)`}
	files := map[string][]byte{
		"2020/vakantie.jpg":     odataFigures("", true, topics2020, areas2020),
		"2020/boodschappen.txt": odataProperties("", 2020, topics2020),
		"2020/adressen":         odataRegions("", areas2020),
		"2021/muziek.mp3":       asParquet(t, odataFigures("", true, topics2020, areas2020)),
		"2021/film.avi":         asParquet(t, odataProperties("", 2021, topics2020)),
		"2021/tekst.odt":        asParquet(t, odataRegions("", areas2020)),
		"2025/recept.pdf.gz":    zipped(odataFigures("86165NED", false, topics2025, areas2025)),
		"2025/a.csv":            odataProperties("86165NED", 2025, topics2025),
		"2025/b.xlsx":           append([]byte(bom), odataRegions("86165NED", areas2025)...),
		"export van 2020.xls": statlineExport(columns, []area{
			{"GM9901", "Dorrestad", "Gemeente", []string{"30000", "6000", ".", "40", "800"}},
			{"WK990101", "Zonnewijk", "Wijk", []string{"1200", "300", ".", "25", "90"}},
			{"WK990102", "Maanwijk", "Wijk", []string{"2000", "400", ".", "60", "."}},
			{"BU99010102", "Zonnewijk, Zuid", "Buurt", []string{"500", "100", ".", "33", "."}}}),
		"gegevens.geojson": statWebExport(2015,
			[]string{"Bevolking|Aantal inwoners", "Bevolking|Leeftijdsgroepen|0 tot 15 jaar", "Inkomen|Inkomen van personen|Gemiddeld inkomen per inwoner "},
			[]string{"aantal", "%", "x 1 000 euro"},
			[]area{{name: "Dorrestad", cells: []string{"29000", "21", "24,5"}}, {name: "Zonnewijk", cells: []string{"1100", "26", "."}},
				{name: "Zonnewijk", cells: []string{"1100", "26", "18,0"}}}),
		"brief.docx": kwbWorkbook("KWB2023", kwbHeadings, []area{
			{"GM9901", "Dorrestad", "Gemeente", []string{"31000", "6100", "14500", "13100", "310", "41", ","}},
			{"WK990101", "Zonnewijk", "Wijk", []string{"'1250", "310", "520", "490", "205", "26,4", ""}},
			{"BU99010101", "Zonnewijk-Noord", "Buurt", []string{"720", "'205", "310", "305", ".", "x", "1100"}}}),
		"oud.csv": kwbOldWorkbook("kwb-2016", kwbHeadings2016, []area{
			{"WK990101", "Zonnewijk", "Wijk", []string{"1150", "27", "480", "2.4"}}}),
		"plaatje.png": mapAttributes(),
		"leeg.txt":    mapNames(),
		"wijk.dbf":    lbm2Classes([]string{"WK990101", "4", "4", "5", "#N/A", "", "4", "4"}, []string{"WK990102", "7", "7", "8", "8", "8", "4", "4"}),
		"scores.shp":  lbm2Scores(),
		"lbm.xlsx":    lbm3CSV(lbm3Rows...),
		"lijst.csv":   lbm3GeoJSON("urn:ogc:def:crs:EPSG::28992", false, 155000, 463000, "BU99010101 "+scores2024),
		"kaart.zip":   lbm3GeoJSON("", true, 5.2, 52.3, "GM9901 "+scores2024),
		// not ours
		"leesmij.md": []byte("# Lees mij\n"), "kerncijfers 2019.csv": []byte("naam;waarde\nZonnewijk;3\n"),
		"andere.json": []byte(`{"value":[{"Key":"A","Title":"B"}]}`), "half.json": []byte(`{"a":`),
		"anders.xlsx": kwbWorkbook("blad", []string{"kolom", "waarde"}, nil),
	}
	return files
}

// topics2025 are of the second generation: other suffixes, the newer name of the WOZ value.
var topics2025 = []topic{
	{"AantalInwoners_5", "Aantal inwoners", "Bevolking", "aantal", "Long"},
	{"k_0Tot15Jaar_8", "0 tot 15 jaar", "Leeftijdsgroepen", "aantal", "Long"},
	{"Woningvoorraad_38", "Woningvoorraad", "Wonen", "aantal", "Long"},
	{"GemiddeldeWOZWaardeVanWoningen_39", "Gemiddelde WOZ-waarde van woningen", "Wonen", "x 1 000 euro", "Long"},
	{"Koopwoningen_47", "Koopwoningen", "Eigendom", "%", "Long"},
}

var areas2025 = []area{
	{"GM9901", "Dorrestad", "Gemeente", []string{"31500", "6200", "13300", "", "41"}},
	{"WK990101", "Zonnewijk", "Wijk", []string{"1300", "x", "500", "", "."}},
	{"WK990102", "Wolkenwijk", "Wijk", []string{"2100", "-", "870", "", "61"}},
}

func zipped(content []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(content)
	z.Close()
	return b.Bytes()
}

// folder writes files below a new directory.
func folder(t testing.TB, files map[string][]byte) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func quiet(string, int, int) {}

// ingested takes a folder into a store, which must succeed.
func ingested(t testing.TB, store store.Store, from string) Result {
	t.Helper()
	result, err := Run(context.Background(), dorrestad(t), store, from, quiet)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// opened opens a store's published revision until the test ends.
func opened(t testing.TB, store store.Store) *data.DB {
	t.Helper()
	_, path, err := store.Current()
	if err != nil {
		t.Fatal(err)
	}
	db, err := data.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// ask answers a question as lines of CSV, without the header.
func ask(t testing.TB, db *data.DB, query string) []string {
	t.Helper()
	var b bytes.Buffer
	if err := db.Query(context.Background(), query, "csv", &b); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")[1:]
}

// expect holds the answer to a question against lines of CSV.
func expect(t *testing.T, db *data.DB, query string, want ...string) {
	t.Helper()
	if got := ask(t, db, query); !slices.Equal(got, want) {
		t.Errorf("%s\ngives %q\nwant  %q", query, got, want)
	}
}
