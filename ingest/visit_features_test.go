package ingest

import (
	"slices"
	"strings"
	"testing"

	"wijkinzicht/data"
	"wijkinzicht/ingest/fetch/mirrortest"
)

const historic = "https://api.pdok.nl/cbs/gebiedsindelingen-historisch/ogc/v1"

// TestGeneralised takes the generalised borders of 2004 where there are no others. They are known within 107 metres: that they lie 68
// metres beside the exact ones of later moves nothing, and makes no figure.
func TestGeneralised(t *testing.T) {
	w := newWorld(t)
	w.OGC(historic, &mirrortest.Layers{Year: 2004, General: true, PageSize: 4, East: 0.001})
	store := data.Store{Dir: t.TempDir()}
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
	if o := w.update(t, data.Store{Dir: t.TempDir()}, want).outcome(t, "gebieden-2004"); o.State != Failed || !o.says("gevraagd is 2004 en er kwam ook 2010") {
		t.Errorf("%+v", o)
	}
	trials, err := Probe(t.Context(), dorrestad(t), want, w.network(), func(int, int) {})
	if err != nil || len(trials) != 1 || trials[0].Verdict != Differs || !strings.Contains(trials[0].Unproven, "geen antwoord opgenomen") {
		t.Errorf("%+v, %v", trials, err)
	}
}
