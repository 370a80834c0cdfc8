package ingest

import (
	"strings"
	"testing"

	"wijkinzicht/ingest/fetch/mirrortest"
)

// TestProbe asks one small answer of every route, of a world in which some work, some answer otherwise than we expect, some are not
// there, and one host is dead.
func TestProbe(t *testing.T) {
	w := newWorld(t)
	w.File(route(t, "kwb-2024", "bestand"), figures2024)
	w.tables["85618NED"].Change(func(t *mirrortest.Table) { t.Year = 2022 })
	w.tables["85318NED"].Change(func(t *mirrortest.Table) { t.Says = "85984NED" })
	w.layers[2025].Change(func(l *mirrortest.Layers) { l.LatFirst = true })
	w.Spoil("dataderden.cbs.nl/ODataFeed/odata/50150NED/DataProperties", 0, 0, mirrortest.HTML)
	total := 0
	trials, err := Probe(t.Context(), dorrestad(t), Want{}, w.network("www.leefbaarometer.nl"), func(_, n int) { total = n })
	if err != nil || total != len(trials) || total < 60 {
		t.Fatalf("%d trials of %d, %v", len(trials), total, err)
	}
	for _, c := range []struct {
		source, route string
		verdict       Verdict
		says          string
	}{
		{"kwb-2024", "odata3", Works, "11 kolommen, gebieden in WijkenEnBuurten, indeling 2024"},
		{"kwb-2024", "odata4", Works, "indeling 2024"},
		{"kwb-2024", "bestand", Works, "Excel-bestand van 1 MB"},
		{"kwb-2010", "odata4", Works, "indeling 2012"},
		{"kwb-2023", "odata3", Differs, "indeling van 2022"},
		{"kwb-2022", "odata4", Differs, `kwam "85984NED"`},
		{"kwb-2003", "odata3", NoAnswer, "fout 404"},
		{"politie-47018NED", "odata3", Works, "indeling 2025"},
		{"gezondheid-50150NED", "odata3", Differs, "webpagina"},
		{"lbm3-2024", "zip", NoAnswer, "weigert de verbinding"},
		{"gebieden-2024", "ogc", Works, "wijken, buurten"},
		{"gebieden-2025", "ogc", Differs, "breedte, lengte"},
		{"gebieden-2021", "wfs", Works, "cbs_wijken_2021, cbs_buurten_2021"},
		{"gebieden-2016", "zip", Works, "zip-bestand van 1 MB"},
	} {
		found := false
		for _, trial := range trials {
			if trial.Source == c.source && trial.Route == c.route && !found {
				found = true
				if trial.Verdict != c.verdict || !strings.Contains(trial.Says, c.says) {
					t.Errorf("%+v\nwant %q and %q", trial, c.verdict, c.says)
				}
			}
		}
		if !found {
			t.Errorf("%s by %s was not tried", c.source, c.route)
		}
	}
	for _, asked := range w.Asked() {
		if strings.Contains(asked, "UntypedDataSet") || strings.Contains(asked, "Observations") {
			t.Errorf("a trial asked for figures: %s", asked)
		}
	}
}
