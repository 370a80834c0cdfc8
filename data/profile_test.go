package data

import (
	"context"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
)

// alikeWijken is a database of five fictional wijken with four indicators, read in the given order; the first is Zonnewijk.
func alikeWijken(t *testing.T, indicators []string) *DB {
	t.Helper()
	ctx := context.Background()
	figures := map[string][]float64{ // by wijk: the same distance from WK990101 to 02 and 03
		"aandeel_0_14": {20, 22, 18, 30, 10}, "aandeel_65plus": {10, 10, 10, 5, 25}, "woz": {150, 150, 150, 180, 300}, "koop": {40, 40, 40, 50, 80},
	}
	var readings []said
	var areas []AreaRow
	for i := range 5 {
		code := fmt.Sprintf("WK99010%d", i+1)
		areas = append(areas, AreaRow{Year: 2020, Code: code, Level: "wijk", Name: fmt.Sprintf("Wijk %d", i+1), Gemeente: "GM9901", RawFile: 1, Rank: 1})
		for _, ind := range indicators {
			readings = append(readings, reading(ind, code, num(figures[ind][i]), OK, 1, 1))
		}
		if i < 2 { // what too few have does not count
			readings = append(readings, reading("inkomen_per_inwoner", code, num(20+float64(i)), OK, 1, 1))
		}
	}
	areas = append(areas, AreaRow{Year: 2020, Code: "WK990109", Level: "wijk", Name: "Half bekend", Gemeente: "GM9901", RawFile: 1, Rank: 1})
	readings = append(readings, reading("aandeel_0_14", "WK990109", num(20), OK, 1, 1))
	b := newBuilder(t, readings)
	if err := b.AddAreas(ctx, areas); err != nil {
		t.Fatal(err)
	}
	for _, step := range []func(context.Context) error{b.merge, func(ctx context.Context) error {
		return b.AddParts(ctx, []SubjectPart{{Subject: "zonnewijk", Year: 2020, Code: "WK990101", Relation: catalogue.Equal, Share: 1, Name: "Wijk 1", Evidence: "bedacht", Confidence: "H", Used: true}})
	}, func(ctx context.Context) error {
		var rows []TrendRow
		for _, ind := range indicators {
			rows = append(rows, TrendRow{Point: series.Point{Subject: "zonnewijk", Indicator: ind, Year: 2020, Edition: 2020, Division: 2020, Stretch: 1, Value: num(figures[ind][0]), Status: OK, Quality: Direct, Coverage: num(1)}})
		}
		return b.AddTrends(ctx, rows)
	}, b.WriteProfiles} {
		if err := step(ctx); err != nil {
			t.Fatal(err)
		}
	}
	for k, v := range map[string]string{"schema_version": strconv.Itoa(SchemaVersion), "revision": "0123456789ab", "made_from": "bestanden"} {
		if err := b.SetMeta(ctx, k, v); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Close(ctx); err != nil {
		t.Fatal(err)
	}
	db, err := Open(ctx, filepath.Clean(b.path))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

var alikeIndicators = []string{"aandeel_0_14", "aandeel_65plus", "woz", "koop"}

func TestAlike(t *testing.T) {
	db := alikeWijken(t, alikeIndicators)
	ctx := context.Background()
	distance := map[[2]string]float64{}
	for i := range 5 {
		code := fmt.Sprintf("WK99010%d", i+1)
		found, err := db.Alike(ctx, code, 2020)
		if err != nil || len(found) != 4 {
			t.Fatalf("%s: %d found, %v", code, len(found), err)
		}
		for k, a := range found {
			distance[[2]string{code, a.Code}] = a.Distance
			if a.Rank != k+1 || k > 0 && a.Distance < found[k-1].Distance || a.Code == "WK990109" {
				t.Errorf("%s: %+v in place %d", code, a, k+1)
			}
		}
	}
	for pair, d := range distance {
		if back := distance[[2]string{pair[1], pair[0]}]; back != d {
			t.Errorf("%v: %v there and %v back", pair, d, back)
		}
	}
	own, err := db.Alike(ctx, "zonnewijk", 2020) // its own area is not like it: it is it
	if err != nil || len(own) != 4 || own[0].Code != "WK990102" || own[1].Code != "WK990103" || own[0].Distance != own[1].Distance {
		t.Errorf("Zonnewijk: %+v, %v", own, err)
	}
	// By hand: standard deviation of the six shares 20, 22, 18, 30, 10, 20 is 5.887841; a difference of 2 in one of four.
	if want := 2 / 5.887841 / 2; math.Abs(own[0].Distance-want) > 1e-5 {
		t.Errorf("distance %v, want %v", own[0].Distance, want)
	}
	for _, question := range []struct {
		place string
		year  int
	}{{"zonnewijk", 2004}, {"WK990109", 2020}, {"maanwijk", 2020}} {
		if found, err := db.Alike(ctx, question.place, question.year); err != nil || len(found) != 0 {
			t.Errorf("%v: %+v, %v", question, found, err)
		}
	}
	if got := ask(t, db, "select distinct indicator from profile order by 1"); got != "aandeel_0_14\naandeel_65plus\nwoz\nkoop\n" {
		t.Errorf("indicators that count: %q", got)
	}
}

// TestAlikeIsStableToOrder: the figures in any order give the same answer, to the last digit.
func TestAlikeIsStableToOrder(t *testing.T) {
	const question = "from vergelijkbaar('zonnewijk', 2020)"
	want := ask(t, alikeWijken(t, alikeIndicators), question)
	turned := slices.Clone(alikeIndicators)
	slices.Reverse(turned)
	if got := ask(t, alikeWijken(t, turned), question); got != want || !strings.HasPrefix(got, "1,WK990102,2020,Wijk 2,GM9901,") {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestTooFewIndicators: two do not tell whether wijken are alike.
func TestTooFewIndicators(t *testing.T) {
	db := alikeWijken(t, alikeIndicators[:2])
	if years, err := db.AlikeYears(context.Background(), "zonnewijk"); err != nil || len(years) != 0 {
		t.Errorf("years %+v, %v", years, err)
	}
}

// TestKeptPlaces holds the rule on flags and borders: a share of 95% and land that did not grow.
func TestKeptPlaces(t *testing.T) {
	ctx := context.Background()
	land := func(code string, year int, hectares float64) said {
		return said{"oppervlakte_land", year, year, code, num(hectares), OK, 1, 1}
	}
	b := newBuilder(t, []said{land("WK990101", 2014, 100), land("WK990101", 2020, 102), land("WK990102", 2014, 100), land("WK990102", 2020, 150),
		land("BU99010101", 2014, 50), land("BU99010101", 2020, 50)})
	var areas []AreaRow
	for code, level := range map[string]string{"WK990101": "wijk", "WK990102": "wijk", "BU99010101": "buurt"} {
		for _, year := range []int{2014, 2020} {
			areas = append(areas, AreaRow{Year: year, Code: code, Level: level, Gemeente: "GM9901", RawFile: 1, Rank: 1})
		}
	}
	areas = append(areas, AreaRow{Year: 2021, Code: "BU99010101", Level: "buurt", Gemeente: "GM9901", Change: "3", RawFile: 1, Rank: 1})
	if err := b.AddAreas(ctx, areas); err != nil {
		t.Fatal(err)
	}
	if err := b.merge(ctx); err != nil {
		t.Fatal(err)
	}
	moves := []CrosswalkRow{{2014, "WK990101", 2020, "BU99010101", 0.5, nil, "oppervlakte", 1}, {2014, "WK990101", 2020, "BU99010102", 0.48, nil, "oppervlakte", 1},
		{2014, "WK990102", 2020, "BU99010201", 1, nil, "oppervlakte", 1}, {2014, "BU99010101", 2020, "BU99010101", 0.9, nil, "oppervlakte", 1},
		{2014, "BU99010101", 2020, "BU99010102", 0.1, nil, "oppervlakte", 1}}
	if err := b.AddCrosswalk(ctx, moves); err != nil {
		t.Fatal(err)
	}
	parts := []SubjectPart{{Subject: "zonnewijk", Year: 2020, Code: "BU99010102", Relation: catalogue.Equal, Used: true}, {Subject: "zonnewijk", Year: 2021, Code: "BU99010102", Relation: catalogue.Equal, Used: true}}
	places, err := b.WritePlaces(ctx, nil, parts)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		code string
		from int
		to   int
		want series.Reason
	}{{"WK990101", 2014, 2020, series.Same}, {"WK990102", 2014, 2020, series.MovedBorder}, {"BU99010101", 2014, 2020, series.MovedBorder}, {"BU99010101", 2020, 2021, series.MovedBorder}} {
		if got := places.Between(c.code, c.from, c.to); got != c.want {
			t.Errorf("%s from %d to %d: %q, want %q", c.code, c.from, c.to, got, c.want)
		}
	}
}
