package ingest

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"wijkinzicht/data/store"
	"wijkinzicht/ingest/fetch/mirrortest"
)

const historic = "https://api.pdok.nl/cbs/gebiedsindelingen-historisch/ogc/v1"

// TestGeneralised takes the generalised borders of 2004 where there are no others. They are known within 107 metres: that they lie 68
// metres beside the exact ones of later moves nothing, and makes no figure.
func TestGeneralised(t *testing.T) {
	w := newWorld(t)
	w.OGC(historic, &mirrortest.Layers{Year: 2004, General: true, PageSize: 4, East: 0.001})
	store := store.Store{Dir: t.TempDir()}
	want := Want{Sources: []string{"gebieden-2004", "gebieden-2024", "kwb-2024"}}
	report := w.update(t, store, want)
	if o := report.outcome(t, "gebieden-2004"); o.State != Fetched || o.Route != "ogc" {
		t.Fatalf("%+v", o)
	}
	if !slices.ContainsFunc(w.Asked(), func(a string) bool {
		return strings.Contains(a, "buurt_gegeneraliseerd/items?f=json&limit=1000&datetime=2004-07-01")
	}) {
		t.Error("the year was not asked for")
	}
	db := opened(t, store)
	expect(t, db, "select year, count(*), min(outline_kind)::varchar, max(outline_tolerance) from area where outline_year = year and code like 'BU9901%' group by 1 order by 1",
		"2004,3,gegeneraliseerd,107", "2024,3,officieel,5")
	expect(t, db, "select from_code, to_code, share_area from crosswalk where from_year = 2004 and to_year = 2024 and from_code like 'BU%' order by all",
		"BU99010101,BU99010101,1", "BU99010102,BU99010102,1", "BU99010201,BU99010201,1")
	if o := w.update(t, store, want).outcome(t, "gebieden-2004"); o.State != Reused {
		t.Errorf("again: %+v", o)
	}
}

// TestGeneralisedYear refuses borders of another year than was asked for, and says so of the trial of an unproven route.
func TestGeneralisedYear(t *testing.T) {
	w := newWorld(t)
	w.OGC(historic, &mirrortest.Layers{Year: 2010, General: true, PageSize: 4})
	want := Want{Sources: []string{"gebieden-2004"}}
	if o := w.update(t, store.Store{Dir: t.TempDir()}, want).outcome(t, "gebieden-2004"); o.State != Failed || !o.says("gevraagd is 2004 en er kwam ook 2010") {
		t.Errorf("%+v", o)
	}
	trials, err := Probe(t.Context(), dorrestad(t), want, w.network(), func(int, int) {})
	if err != nil || len(trials) != 1 || trials[0].Verdict != Differs || !strings.Contains(trials[0].Unproven, "geen antwoord opgenomen") {
		t.Errorf("%+v, %v", trials, err)
	}
}

// TestBordersAgainstFigures puts borders back that lack a buurt of the key figures of their year, whichever came first.
func TestBordersAgainstFigures(t *testing.T) {
	for name, c := range map[string]struct {
		lacks, says string
		first       []string // sources of a run before
	}{
		"all of them":           {"", "", nil},
		"a buurt lacks":         {"BU99010102", "van de 3 buurten in de kerncijfers van 2024 ontbreken er 1, zoals BU99010102", nil},
		"the figures are kept":  {"BU99010102", "ontbreken er 1", []string{"kwb-2024"}},
		"whole ones were there": {"BU99010102", "ontbreken er 1", []string{"kwb-2024", "gebieden-2024"}},
	} {
		w := newWorld(t)
		store := store.Store{Dir: t.TempDir()}
		if c.first != nil {
			w.update(t, store, Want{Sources: c.first})
		}
		w.layers[2024].Change(func(l *mirrortest.Layers) { l.Lacks = c.lacks })
		o := w.update(t, store, Want{Sources: []string{"kwb-2024", "gebieden-2024"}}).outcome(t, "gebieden-2024")
		want := Fetched
		if c.lacks != "" {
			want = Failed
		}
		if len(c.first) == 2 {
			want = Kept
		}
		if o.State != want || !o.says(c.says) {
			t.Errorf("%s: %+v", name, o)
		}
		if len(c.first) == 2 {
			expect(t, opened(t, store), "select count(*) from area where year = 2024 and code like 'BU9901%' and outline_kind = 'officieel'", "3")
		}
	}
}

// TestFullLastPage refuses a layer of which the last page is as full as a page can be.
func TestFullLastPage(t *testing.T) {
	for n, want := range map[int]State{999: Fetched, 1000: Failed} {
		w := newWorld(t)
		var features []string
		for i := range n {
			features = append(features, fmt.Sprintf(`{"type":"Feature","id":"%d","properties":{"buurtcode":"BU9901%04d","wijkcode":"WK9901%02d","gemeentecode":"GM9901","water":"NEE","jaar":2024},"geometry":{"type":"Polygon","coordinates":[[[5.2,52.3],[5.21,52.3],[5.21,52.31],[5.2,52.3]]]}}`, i, i, i/100))
		}
		base := route(t, "gebieden-2024", "ogc") + "/collections/"
		page := func(features []string) http.HandlerFunc {
			return func(w http.ResponseWriter, _ *http.Request) {
				fmt.Fprintf(w, `{"type":"FeatureCollection","links":[],"features":[%s],"numberReturned":%d}`, strings.Join(features, ","), len(features))
			}
		}
		w.Handle(base+"buurten/", page(features))
		var wijken []string
		for i := range 10 {
			wijken = append(wijken, fmt.Sprintf(`{"type":"Feature","id":"%d","properties":{"wijkcode":"WK9901%02d","gemeentecode":"GM9901","water":"NEE","jaar":2024},"geometry":{"type":"Polygon","coordinates":[[[5.2,52.3],[5.21,52.3],[5.21,52.31],[5.2,52.3]]]}}`, i, i))
		}
		w.Handle(base+"wijken/", page(wijken))
		o := w.update(t, store.Store{Dir: t.TempDir()}, Want{Sources: []string{"gebieden-2024"}}).outcome(t, "gebieden-2024")
		if o.State != want || want == Failed && !o.says("precies vol") {
			t.Errorf("%d buurten: %+v", n, o)
		}
	}
}
