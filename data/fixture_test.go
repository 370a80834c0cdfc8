package data

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden holds got against a file in testdata.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
	}
}

// dorrestadEvents holds one of everything that an event can be: day, month and year; moment, period and going on.
var dorrestadEvents = []catalogue.Event{
	{ID: "zonnewijk-plan", Subject: "zonnewijk", Kind: catalogue.Policy, From: catalogue.Date{Year: 2007}, Until: catalogue.Date{Year: 2012, Month: 6}, Label: "Plan Zon",
		Note: "De wijk krijgt een plan.", Source: "Dorrestad, Plan Zon, 2007", URL: "https://dorrestad.example/plan", Sure: true},
	{ID: "dorrestad-sloop", Subject: "gm9901", Kind: catalogue.Renewal, From: catalogue.Date{Year: 2009, Month: 2, Day: 28}, Label: "Sloop Maanflat", Note: "De flat gaat \"neer\".",
		Source: "Dorrestads Nieuws, Flat neer", URL: "https://nieuws.example/flat?a=1&b=2"},
	{ID: "land-wet", Subject: "nl", Kind: catalogue.Designation, From: catalogue.Date{Year: 2009, Month: 2}, Open: true, Label: "Wet op de zon", Note: "De zon schijnt voortaan.",
		Source: "Staatsblad, Zonnewet", URL: "https://wet.example/zon", Sure: true},
}

// dorrestad is the catalogue with a fictional wijk in the place of the eleven.
func dorrestad(t *testing.T) *catalogue.Catalogue {
	t.Helper()
	cat, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	cat.Wijken = []catalogue.Wijk{{Slug: "zonnewijk", Kind: catalogue.WijkKind, Name: "Zonnewijk", GemeenteCode: "GM9901", GemeenteName: "Dorrestad", City: "Dorrestad"}}
	cat.Parts = []catalogue.Part{{Slug: "zonnewijk", Year: 2020, Code: "WK990101", Level: "wijk", Name: "Zonnewijk", Relation: catalogue.Equal, Evidence: "bedacht", Confidence: "H"}}
	cat.Breaks = []catalogue.Break{{Indicator: "inwoners", Year: 2020, Kind: "definitie", Note: "De telling is veranderd.", Source: "bedacht"}}
	cat.Events, cat.Interventions = dorrestadEvents, nil
	return cat
}

func num(v float64) *float64 { return &v }

// said is one figure as one file gives it.
type said struct {
	indicator      string
	areaYear, year int
	code           string
	value          *float64
	status         Status
	file, rank     int
}

// reading is a figure of 2020 in one file.
func reading(indicator, code string, v *float64, status Status, file, rank int) said {
	return said{indicator, 2020, 2020, code, v, status, file, rank}
}

// figures takes together what a file says of an indicator in a year, all of it on row 1.
func figures(readings []said) []Figures {
	type key struct{ indicator, file, years string }
	of := map[key][]said{}
	for _, r := range readings {
		k := key{r.indicator, fmt.Sprint(r.file), fmt.Sprint(r.areaYear, r.year)}
		of[k] = append(of[k], r)
	}
	var out []Figures
	for _, some := range of {
		slices.SortFunc(some, func(a, b said) int { return strings.Compare(a.code, b.code) })
		f := Figures{Indicator: some[0].indicator, AreaYear: some[0].areaYear, Year: some[0].year, RawFile: some[0].file, Rank: some[0].rank,
			At: func(i int) (Figure, bool, error) {
				return Figure{Value: some[i].value, Status: some[i].status, Row: 1}, true, nil
			}}
		for _, r := range some {
			f.Codes = append(f.Codes, r.code)
		}
		out = append(out, f)
	}
	return out
}

// staged is a build with figures that are still to be merged.
type staged struct {
	*Builder
	figures []Figures
}

func (s staged) merge(ctx context.Context) error { return s.Merge(ctx, s.figures, nil) }

// newBuilder makes a build with three files, two of the first rank and one of the second, in which the areas of the figures
// have no name.
func newBuilder(t *testing.T, readings []said) staged {
	t.Helper()
	ctx := context.Background()
	b, err := Create(ctx, filepath.Join(t.TempDir(), "build.duckdb"), dorrestad(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Discard)
	for i, name := range []string{"eerste.csv", "tweede.csv", "derde.xlsx", "meegeleverd/kwb-2020.csv"} {
		if err := b.AddFile(ctx, RawFile{ID: i + 1, SHA256: name, Name: name, Format: "toets", SourceID: "kwb-2020"}); err != nil {
			t.Fatal(err)
		}
	}
	for _, r := range readings {
		if err := b.AddAreas(ctx, []AreaRow{{Year: r.areaYear, Code: r.code, Level: map[string]string{"WK": "wijk", "BU": "buurt"}[r.code[:2]], RawFile: r.file, Rank: PackRank}}); err != nil {
			t.Fatal(err)
		}
	}
	return staged{b, figures(readings)}
}

// small is a whole small revision, made once: making one takes most of a test's time.
var small struct {
	once sync.Once
	file []byte
}

// published gives a whole small revision of the test's own, opened for reading.
func published(t *testing.T) *DB {
	t.Helper()
	small.once.Do(func() { small.file = made(t) })
	path := filepath.Join(t.TempDir(), "klein.duckdb")
	if err := os.WriteFile(path, small.file, 0o644); err != nil {
		t.Fatal(err)
	}
	db, err := Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// made makes that revision.
func made(t *testing.T) []byte {
	t.Helper()
	ctx := context.Background()
	b := newBuilder(t, []said{
		reading("inwoners", "WK990101", num(1200), OK, 1, 1), reading("inwoners", "WK990101", num(1200), OK, 3, 2),
		reading("koop", "WK990101", num(37.5), OK, 1, 1), reading("woz", "WK990101", nil, Unknown, 1, 1),
		reading("woz", "BU99010101", nil, Unknown, 1, 1), reading("oppervlakte_land", "WK990101", num(85), OK, 1, 1),
	})
	if err := b.AddAreas(ctx, []AreaRow{
		{Year: 2020, Code: "WK990101", Level: "wijk", Name: "Zonnewijk", Gemeente: "GM9901", Change: "1", RawFile: 1, Rank: 1},
		{Year: 2020, Code: "BU99010101", Level: "buurt", Name: "Zonnewijk-Noord", Gemeente: "GM9901", Lon: num(5.25), Lat: num(52.5), RawFile: 1, Rank: 1},
	}); err != nil {
		t.Fatal(err)
	}
	if err := b.merge(ctx); err != nil {
		t.Fatal(err)
	}
	if err := b.AddParts(ctx, []SubjectPart{{Subject: "zonnewijk", Year: 2020, Code: "WK990101", Relation: catalogue.Equal, Share: 1, Name: "Zonnewijk",
		Found: "Zonnewijk", Evidence: "bedacht", Confidence: "H", Used: true}}); err != nil {
		t.Fatal(err)
	}
	if err := b.AddTrends(ctx, []TrendRow{{Point: series.Point{Subject: "zonnewijk", Indicator: "inwoners", Year: 2020, Edition: 2020, Division: 2020, Stretch: 1, Value: num(1200), Status: OK, Quality: Direct,
		Coverage: num(1)}, Inputs: []TrendInput{{Indicator: "inwoners", AreaYear: 2020, Code: "WK990101", Year: 2020, Weight: num(1), Role: "waarde"}}}}); err != nil {
		t.Fatal(err)
	}
	for _, m := range [][2]string{{"schema_version", strconv.Itoa(SchemaVersion)}, {"revision", "0123456789ab"}, {"made_from", "bestanden"}} {
		if err := b.SetMeta(ctx, m[0], m[1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Close(ctx); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(b.path)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// ask answers a question as CSV without its header.
func ask(t *testing.T, db *DB, query string) string {
	t.Helper()
	var b bytes.Buffer
	if err := db.Query(context.Background(), query, "csv", &b); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	_, rows, _ := bytes.Cut(b.Bytes(), []byte("\n"))
	return string(rows)
}
