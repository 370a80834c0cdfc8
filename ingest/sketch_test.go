package ingest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"wijkinzicht/data"
)

// sketchedSquare is a rectangle in the field of the squares, as a visitor draws it.
func sketchedSquare(left, bottom, right, top float64) orb.Ring {
	const x, y = 150_000, 450_000
	return orb.Ring{{x + left, y + bottom}, {x + right, y + bottom}, {x + right, y + top}, {x + left, y + top}, {x + left, y + bottom}}
}

// TestSketchIsAsAnOwnArea: what a visitor draws on the map has the figures that the same area has when a gemeente keeps it with --eigen.
func TestSketchIsAsAnOwnArea(t *testing.T) {
	files := map[string][]byte{"wijken 2016.geojson": wijken2016, "buurten_2024.json": outlineFile("buurtcode", "buurtnaam", buurten...), "a.xls": figures2016, "b.xlsx": figures2024}
	cat := withOwn(t, map[string]string{"interventies.csv": registerHead + kadeplan + strings.NewReplacer("kadeplan", "hoekplan", "kade.geojson", "hoek.geojson").Replace(kadeplan),
		"kade.geojson": inRing(ring(0, 0, 1300, 1000)), "hoek.geojson": inRing(ring(1600, 100, 1700, 200))})
	db := ingestedOwn(t, cat, files)
	for slug, outline := range map[string]orb.Ring{"kade": sketchedSquare(0, 0, 1300, 1000), "hoek": sketchedSquare(1600, 100, 1700, 200)} {
		sketch, err := sketchOf(t.Context(), cat, db, "GM9901", outline)
		if err != nil {
			t.Fatal(err)
		}
		var rows, parts []string
		for _, r := range sketch.Rows {
			rows = append(rows, fmt.Sprintf("%s,%d,%s,%s,%s,%s,%s,%d", r.Indicator, r.Year, number(r.Value), r.Quality, number(r.Low), number(r.High), r.Status, r.Stretch))
		}
		for _, p := range sketch.Parts {
			parts = append(parts, fmt.Sprintf("%d,%s,%s,%.4f", p.Year, p.Code, p.Relation, p.Share))
		}
		slices.Sort(rows)
		slices.Sort(parts)
		if len(rows) < 5 {
			t.Errorf("%s: only %d figures", slug, len(rows))
		}
		expect(t, db, "select printf('%s,%d,%s,%s,%s,%s,%s,%d', indicator::varchar, year, coalesce(printf('%.6g', value), ''), coalesce(quality::varchar, ''), coalesce(printf('%.6g', low), ''), coalesce(printf('%.6g', high), ''), status::varchar, coalesce(stretch, 0)) as l from trend where subject = '"+slug+"' order by l",
			inQuotes(rows)...)
		expect(t, db, "select year, code, relation, printf('%.4f', share) from subject_part where subject = '"+slug+"' order by 1, 2", parts...)
	}
}

// inQuotes are lines as a CSV has texts with commas.
func inQuotes(lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = `"` + l + `"`
	}
	return out
}

func number(v *float64) string {
	if v == nil {
		return ""
	}
	return fmt.Sprintf("%.6g", *v)
}

// TestSketchNamesWholeBuurten: an outline that cuts through buurten is offered as the whole ones that it may have been meant to be, and
// those have a figure without a margin.
func TestSketchNamesWholeBuurten(t *testing.T) {
	cat := zonnewijkAlone(t)
	db := ingestedOwn(t, cat, map[string][]byte{"buurten_2024.json": outlineFile("buurtcode", "buurtnaam", buurten...), "b.xlsx": figures2024})
	cut, err := sketchOf(t.Context(), cat, db, "GM9901", sketchedSquare(100, 100, 1350, 900)) // most of the first and the second
	if err != nil {
		t.Fatal(err)
	}
	if len(cut.Parts) != 0 || cut.Exact || len(cut.Near) != 2 || len(cut.Whole) != 1 || len(cut.Whole[0].Names) != 2 {
		t.Fatalf("%d parts, exact %t, near %v, whole %v", len(cut.Parts), cut.Exact, cut.Near, cut.Whole)
	}
	whole, err := sketchOf(t.Context(), cat, db, "GM9901", cut.Whole[0].Outline)
	if err != nil || !whole.Exact || len(whole.Whole) != 0 {
		t.Fatalf("%v: exact %t, whole %v", err, whole.Exact, whole.Whole)
	}
	if r := inhabitantsOf(t, whole); *r.Value != *r.Low || *r.Value != *r.High {
		t.Errorf("inwoners in %d: %s from %s to %s", r.Year, number(r.Value), number(r.Low), number(r.High))
	}
}

func TestSketchesThatCannotBe(t *testing.T) {
	cat := zonnewijkAlone(t)
	db := ingestedOwn(t, cat, map[string][]byte{"buurten_2024.json": outlineFile("buurtcode", "buurtnaam", buurten...), "b.xlsx": figures2024})
	for want, outline := range map[string]orb.Ring{
		"kruisen elkaar":           {{150_000, 450_000}, {151_000, 451_000}, {151_000, 450_000}, {150_000, 451_000}, {150_000, 450_000}},
		"kleiner dan 1.000 m²":     sketchedSquare(0, 0, 10, 10),
		"geen gebied in Nederland": {{900_000, 900_000}, {901_000, 900_000}, {901_000, 901_000}, {900_000, 900_000}},
	} {
		_, err := sketchOf(t.Context(), cat, db, "GM9901", outline)
		var none *data.NoArea
		if !errors.As(err, &none) || !strings.Contains(none.Problem, want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	far, err := sketchOf(t.Context(), cat, db, "GM9901", sketchedSquare(-50_000, 0, -49_000, 1000))
	if err != nil || len(far.Parts)+len(far.Rows)+len(far.Near) != 0 {
		t.Errorf("far from every buurt: %v, %d parts, %d figures", err, len(far.Parts), len(far.Rows))
	}
}

// TestSketchPartlyBeyond: an area that sticks out of the buurten is no area of whole buurten, and says less for it.
func TestSketchPartlyBeyond(t *testing.T) {
	cat := zonnewijkAlone(t)
	db := ingestedOwn(t, cat, map[string][]byte{"buurten_2024.json": outlineFile("buurtcode", "buurtnaam", buurten...), "b.xlsx": figures2024})
	sketch, err := sketchOf(t.Context(), cat, db, "GM9901", sketchedSquare(-60, 0, 1000, 1000))
	if err != nil || sketch.Exact {
		t.Fatalf("%v: exact %t", err, sketch.Exact)
	}
	if r := inhabitantsOf(t, sketch); *r.High <= *r.Value || *r.Coverage > 0.95 {
		t.Errorf("inwoners in %d: %s to %s", r.Year, number(r.Value), number(r.High))
	}
}

// inhabitantsOf gives the number of inhabitants of a sketch, which there must be.
func inhabitantsOf(t *testing.T, s data.Sketch) data.TrendRow {
	t.Helper()
	for _, r := range s.Rows {
		if r.Indicator == "inwoners" && r.Value != nil {
			return r
		}
	}
	t.Fatal("no inhabitants")
	return data.TrendRow{}
}

// TestSketchStops: who left waits for no figures.
func TestSketchStops(t *testing.T) {
	cat := zonnewijkAlone(t)
	db := ingestedOwn(t, cat, map[string][]byte{"buurten_2024.json": outlineFile("buurtcode", "buurtnaam", buurten...), "b.xlsx": figures2024})
	ctx, leave := context.WithCancel(t.Context())
	leave()
	if _, err := sketchOf(ctx, cat, db, "GM9901", sketchedSquare(0, 0, 1000, 1000)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
