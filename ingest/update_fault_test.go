package ingest

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"wijkinzicht/data/store"
	"wijkinzicht/ingest/fetch/mirrortest"
)

// kwb2024 is the one publication that most faults are tried on, with the routes it has.
var kwb2024 = Want{Sources: []string{"kwb-2024"}}

// TestFaults holds what each failure of a source comes to: another route, or nothing, and always a sentence.
func TestFaults(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long: not with -short")
	}
	const v4, v3 = "datasets.cbs.nl", "opendata.cbs.nl"
	spoil := func(part string, after, times int, f mirrortest.Fault) func(*world) {
		return func(w *world) { w.Spoil(part, after, times, f) }
	}
	table := func(f func(*mirrortest.Table)) func(*world) {
		return func(w *world) { w.tables["85984NED"].Change(f) }
	}
	for _, c := range []struct {
		name   string
		break_ func(*world)
		refuse []string
		route  string // that brings it in the end; empty: none
		says   string
	}{
		{name: "nothing wrong", route: "odata3"},
		{name: "connection refused", refuse: []string{v3}, route: "odata4", says: "weigert de verbinding"},
		{name: "two hosts refuse", refuse: []string{v4, v3}, route: "bestand", says: "opendata.cbs.nl: de bron weigert de verbinding"},
		{name: "all hosts refuse", refuse: []string{v4, v3, "download.cbs.nl"}, says: "download.cbs.nl: de bron weigert"},
		{name: "a reset in the middle", break_: spoil("85984NED/UntypedDataSet", 1, 1, mirrortest.Reset), route: "odata3"},
		{name: "resets on every page", break_: spoil("UntypedDataSet", 0, 0, mirrortest.Reset), route: "odata4", says: "brak halverwege af"},
		{name: "cut short", break_: spoil("DataProperties", 0, 0, mirrortest.Cut), route: "odata4", says: "halverwege"},
		{name: "429 with Retry-After", break_: spoil("UntypedDataSet", 0, 2, mirrortest.Status(429, "5")), route: "odata3"},
		{name: "500 on page 3, once", break_: spoil("UntypedDataSet", 2, 1, mirrortest.Status(500, "")), route: "odata3"},
		{name: "500 on page 3, for ever", break_: spoil("UntypedDataSet", 2, 0, mirrortest.Status(500, "")), route: "odata4", says: "fout 500"},
		{name: "a page for people", break_: spoil(v3, 0, 0, mirrortest.HTML), route: "odata4", says: "webpagina"},
		{name: "the wrong type", break_: spoil(v3, 0, 0, mirrortest.WrongType), route: "odata3"},
		{name: "a page for people everywhere", break_: spoil("", 0, 0, mirrortest.HTML), says: "webpagina in plaats van een Excel-bestand"},
		{name: "faults of the second route", refuse: []string{v3}, break_: spoil("Observations", 2, 1, mirrortest.Reset), route: "odata4", says: "weigert"},
		{name: "a filter that is ignored", break_: table(func(t *mirrortest.Table) { t.IgnoresFilter = true }), route: "bestand", says: "negeert het filter"},
		{name: "pages that repeat", break_: table(func(t *mirrortest.Table) { t.RepeatsPages = true }), route: "bestand", says: "bladzijde dubbel"},
		{name: "a code twice", break_: table(func(t *mirrortest.Table) { t.Twice = "BU99010102" }), route: "bestand", says: "twee keer"},
		{name: "an area that is lost", break_: table(func(t *mirrortest.Table) { t.Loses = "GM9901" }), route: "bestand", says: "GM9901"},
		{name: "keys of another width", break_: table(func(t *mirrortest.Table) { t.Unpadded = true }), route: "bestand", says: "kwam geen enkele rij"},
		{name: "a unit that changed", break_: table(func(t *mirrortest.Table) { t.Topics[0].Unit = "x 1 000" }), route: "bestand", says: `eenheid is "x 1 000"; verwacht was aantal`},
		{name: "no inhabitants any more", break_: table(func(t *mirrortest.Table) { t.Topics = t.Topics[1:] }), route: "bestand", says: "aantal inwoners ontbreekt"},
		{name: "figures that cannot be", break_: table(func(t *mirrortest.Table) { t.Base = 90_000_000 }), route: "bestand", says: "kan niet kloppen"},
		{name: "another table", break_: table(func(t *mirrortest.Table) { t.Says = "85318NED" }), route: "bestand", says: "gevraagd is tabel 85984NED"},
		{name: "another year", break_: table(func(t *mirrortest.Table) { t.Year = 2023 }), route: "bestand", says: "2023"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			w.File(route(t, "kwb-2024", "bestand"), figures2024)
			if c.break_ != nil {
				c.break_(w)
			}
			depot := store.Store{Dir: t.TempDir()}
			o := w.update(t, depot, kwb2024, c.refuse...).outcome(t, "kwb-2024")
			if o.Route != c.route || !o.says(c.says) || (o.State == Fetched) != (c.route != "") {
				t.Errorf("%+v\nwant route %q and words %q", o, c.route, c.says)
			}
			raw, err := depot.Raw()
			if err != nil || (len(raw) > 0) != (c.route != "") {
				t.Errorf("kept %d files, %v", len(raw), err)
			}
			if c.route != "" {
				expect(t, opened(t, depot), "select count(*) > 0 from observation where year = 2024 and indicator = 'inwoners' and area_code = 'BU99010101'", "true")
			}
		})
	}
}

// TestFaultsOfZips are those of files that come packed.
func TestFaultsOfZips(t *testing.T) {
	shapes := mirrortest.Shapefile("shape 2016/buurt_2016")
	whole := mirrortest.Zip(shapes)
	lost := mirrortest.Shapefile("shape 2016/buurt_2016")
	delete(lost, "shape 2016/buurt_2016.dbf")
	for name, c := range map[string]struct {
		content []byte
		says    string
	}{
		"truncated":             {whole[:len(whole)-200], "beschadigd of afgekapt"},
		"damaged inside":        {append(append(append([]byte{}, whole[:80]...), make([]byte, 40)...), whole[120:]...), "beschadigd of afgekapt"},
		"a bomb":                {mirrortest.ZipBomb("buurt_2016.shp", 3<<30), "groter dan 2048 MB"},
		"nothing that we want":  {mirrortest.Zip(map[string][]byte{"leesmij.txt": []byte("lees mij")}), "geen bestand dat wij zoeken"},
		"borders without names": {mirrortest.Zip(lost), "ontbreekt buurt_2016.dbf"},
		"another year":          {mirrortest.Zip(mirrortest.Shapefile("buurt_2017")), "2016"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.File(route(t, "gebieden-2016", "zip"), c.content)
			depot := store.Store{Dir: t.TempDir()}
			o := w.update(t, depot, Want{Sources: []string{"gebieden-2016"}}).outcome(t, "gebieden-2016")
			if o.State != Failed || !o.says(c.says) {
				t.Errorf("%+v, want words %q", o, c.says)
			}
			if left, err := os.ReadDir(depot.Dir + "/raw/.onderweg"); err == nil && len(left) > 0 {
				t.Errorf("left underway: %v", left)
			}
		})
	}
}

// TestFaultsOfBorders are those of the services that give borders.
func TestFaultsOfBorders(t *testing.T) {
	for name, c := range map[string]struct {
		break_ func(*mirrortest.Layers)
		says   string
	}{
		"a filter that is ignored": {func(l *mirrortest.Layers) { l.IgnoresFilter = true }, "negeert het filter"},
		"pages that repeat":        {func(l *mirrortest.Layers) { l.RepeatsPages = true }, "bladzijde dubbel"},
		"latitude first":           {func(l *mirrortest.Layers) { l.LatFirst = true }, "breedte, lengte"},
		"the next page is lost":    {func(l *mirrortest.Layers) { l.LosesNext = true }, "horen niet bij elkaar"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.layers[2024].Change(c.break_)
			o := w.update(t, store.Store{Dir: t.TempDir()}, Want{Sources: []string{"gebieden-2024"}}).outcome(t, "gebieden-2024")
			if o.State != Failed || !o.says(c.says) {
				t.Errorf("%+v, want words %q", o, c.says)
			}
		})
	}
	t.Run("the next service helps", func(t *testing.T) {
		w := newWorld(t)
		o := w.update(t, store.Store{Dir: t.TempDir()}, Want{Sources: []string{"gebieden-2023"}}, "api.pdok.nl").outcome(t, "gebieden-2023")
		if o.State != Fetched || o.Route != "wfs" || !o.says("weigert") {
			t.Errorf("%+v", o)
		}
	})
}

// TestSourceThatIsDown keeps the last good edition in use, and a lesser route does not take its place.
func TestSourceThatIsDown(t *testing.T) {
	w := newWorld(t)
	w.File(route(t, "kwb-2024", "bestand"), figures2024)
	depot := store.Store{Dir: t.TempDir()}
	first := w.update(t, depot, kwb2024)
	w.tables["85984NED"].Change(func(t *mirrortest.Table) { t.Modified = "2026-09-01T02:00:00" })
	down := w.update(t, depot, kwb2024, "opendata.cbs.nl")
	if o := down.outcome(t, "kwb-2024"); o.State != Kept || !o.says("weigert") || !down.Result.Unchanged || down.Result.Revision != first.Result.Revision {
		t.Errorf("%+v, %+v", o, down.Result)
	}
	up := w.update(t, depot, kwb2024)
	if o := up.outcome(t, "kwb-2024"); o.State != Fetched || o.Edition != "definitief 2026-09-01T02:00:00" || up.Result.Revision == first.Result.Revision {
		t.Errorf("%+v, %+v", o, up.Result)
	}
}

// TestNewEdition replaces an older one as a whole, suffixes and all, and the older files stay in raw/.
func TestNewEdition(t *testing.T) {
	w := newWorld(t)
	depot := store.Store{Dir: t.TempDir()}
	want := Want{Sources: []string{"kwb-2025"}}
	first := w.update(t, depot, want)
	before, err := depot.Raw()
	if err != nil {
		t.Fatal(err)
	}
	w.tables["86165NED"].Change(func(t *mirrortest.Table) {
		t.Status, t.Modified, t.Base = "Definitief", "2026-11-01T02:00:00", t.Base+10
		t.Topics = append([]mirrortest.Topic{{Name: "Mannen", Title: "Mannen", Group: "Geslacht", Unit: "aantal", Share: 0.5}}, t.Topics...)
	})
	second := w.update(t, depot, want)
	if o := second.outcome(t, "kwb-2025"); o.State != Fetched || !strings.HasPrefix(o.Edition, "definitief") {
		t.Fatalf("%+v", o)
	}
	expect(t, opened(t, depot), "select value::int, status from observation where indicator = 'inwoners' and area_code = 'WK990101' and year = 2025", "1520,ok")
	if err := depot.PointAt(first.Result.Revision); err != nil {
		t.Fatal(err)
	}
	expect(t, opened(t, depot), "select value::int, status from observation where indicator = 'inwoners' and area_code = 'WK990101' and year = 2025", "1500,voorlopig")
	all, err := depot.RawHistory()
	if err != nil || len(all) < len(before)+3 {
		t.Errorf("history has %d files after %d, %v", len(all), len(before), err)
	}
	for _, e := range all {
		if _, err := os.Stat(depot.Dir + "/" + e.Path()); err != nil {
			t.Errorf("%s is gone: %v", e.Name, err)
		}
	}
}

// TestContradiction puts a fetched edition back when it contradicts a file that was given by hand.
func TestContradiction(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long: not with -short")
	}
	w := newWorld(t)
	depot := store.Store{Dir: t.TempDir()}
	topics := []topic{{"AantalInwoners_5", "Aantal inwoners", "Bevolking", "aantal", "Long"}}
	given := []area{{"WK990101", "Zonnewijk", "Wijk", []string{"77"}}}
	ingested(t, depot, folder(t, map[string][]byte{"a": odataFigures("85984NED", false, topics, given), "b": odataProperties("85984NED", 2024, topics), "c": odataRegions("85984NED", given)}))
	report := w.update(t, depot, Want{Sources: []string{"kwb-2023", "kwb-2024"}})
	if o := report.outcome(t, "kwb-2024"); o.State != Failed || !o.says("spreken elkaar tegen") {
		t.Errorf("%+v", o)
	}
	if o := report.outcome(t, "kwb-2023"); o.State != Fetched {
		t.Errorf("%+v", o)
	}
	db := opened(t, depot)
	expect(t, db, "select value::int from observation where indicator = 'inwoners' and area_code = 'WK990101' and year in (2023, 2024) order by year", "1460", "77")
	// Once the file is put aside, the edition comes in.
	var hash string
	raw, _ := depot.Raw()
	for _, e := range raw {
		if e.Name == "a" {
			hash = e.SHA256[:12]
		}
	}
	if n, err := depot.Forget(hash, raw[0].RetrievedAt); n != 1 || err != nil {
		t.Fatalf("forgot %d files, %v", n, err)
	}
	if o := w.update(t, depot, kwb2024).outcome(t, "kwb-2024"); o.State != Fetched {
		t.Errorf("%+v", o)
	}
}

// TestBrokenRules puts every edition of a run back when their figures, each possible by itself, make a revision that breaks
// a rule; the next run, with the sources mended, takes them in.
func TestBrokenRules(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long: not with -short")
	}
	w := newWorld(t)
	cat, depot := dorrestad(t), store.Store{Dir: t.TempDir()}
	for i := range cat.Indicators {
		if cat.Indicators[i].ID == "inwoners_0_14" {
			cat.Indicators[i].Min = nil // so that nothing in the file by itself is refused
		}
	}
	update := func() Report {
		t.Helper()
		report, err := Update(context.Background(), cat, depot, Want{Sources: []string{"kwb-2023", "kwb-2024"}}, w.network(), func(Fetching) {}, quiet)
		if err != nil {
			t.Fatal(err)
		}
		return report
	}
	table := w.tables["85984NED"]
	right := slices.Clone(table.Topics)
	wrong := slices.Clone(right)
	wrong[0].Share, wrong[1].Share = 0.01, -60 // with the bound taken away each number can be; a negative number of children in a gemeente cannot
	table.Change(func(t *mirrortest.Table) { t.Topics = wrong })
	for _, id := range []string{"kwb-2023", "kwb-2024"} {
		if o := update().outcome(t, id); o.State != Failed || !o.says("aantallen onder nul") {
			t.Errorf("nothing kept: %+v", o)
		}
	}
	if _, _, err := depot.Current(); !errors.Is(err, store.ErrNoRevision) {
		t.Errorf("published %v", err)
	}
	table.Change(func(t *mirrortest.Table) { t.Topics = right })
	first := update()
	table.Change(func(t *mirrortest.Table) { t.Topics, t.Modified = wrong, "2026-09-01T02:00:00" })
	down := update()
	if o := down.outcome(t, "kwb-2024"); o.State != Kept || !o.says("blijft in gebruik") || down.Result.Revision != first.Result.Revision {
		t.Errorf("a new edition that is wrong: %+v, %+v", o, down.Result)
	}
	if o := down.outcome(t, "kwb-2023"); o.State != Reused {
		t.Errorf("beside it: %+v", o)
	}
	table.Change(func(t *mirrortest.Table) { t.Topics, t.Modified = right, "2026-10-01T02:00:00" })
	if o := update().outcome(t, "kwb-2024"); o.State != Fetched {
		t.Errorf("mended: %+v", o)
	}
}

// TestNothingAtAll: without a network and without files nothing is published, and every source says why.
func TestNothingAtAll(t *testing.T) {
	w := newWorld(t)
	depot := store.Store{Dir: t.TempDir()}
	report := w.update(t, depot, Want{}, dorrestad(t).Hosts()...)
	if _, _, err := depot.Current(); !errors.Is(err, store.ErrNoRevision) || report.Count(Fetched, Reused, Kept) != 0 {
		t.Errorf("published %v, %+v", err, report)
	}
	for _, o := range report.Outcomes {
		if o.State == Failed && len(o.Reasons) == 0 {
			t.Errorf("%s does not say why", o.Source)
		}
	}
}

// TestStoppedUpdate ends when it is told to, with nothing half in the store.
func TestStoppedUpdate(t *testing.T) {
	w := newWorld(t)
	ctx, stop := context.WithCancel(context.Background())
	depot := store.Store{Dir: t.TempDir()}
	seen := 0
	_, err := Update(ctx, dorrestad(t), depot, Want{}, w.network(), func(f Fetching) {
		if seen++; seen == 40 {
			stop()
		}
	}, quiet)
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("error is %v", err)
	}
	raw, err := depot.Raw()
	for _, e := range raw {
		if _, err := os.Stat(depot.Dir + "/" + e.Path()); err != nil {
			t.Error(err)
		}
	}
	if report := w.update(t, depot, Want{}); err != nil || report.outcome(t, "kwb-2025").State == Failed {
		t.Errorf("the next run: %+v", report.outcome(t, "kwb-2025"))
	}
}

// TestScopeOnlyGrows renews a kept edition with all the gemeenten it had.
func TestScopeOnlyGrows(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long: not with -short")
	}
	w := newWorld(t)
	depot := store.Store{Dir: t.TempDir()}
	count := "select count(distinct gemeente_code) from area where year = 2024 and code like 'BU99%'"
	want := kwb2024
	want.Gemeenten = []string{"GM9902"}
	w.update(t, depot, want)
	expect(t, opened(t, depot), count, "1")
	if o := w.update(t, depot, kwb2024).outcome(t, "kwb-2024"); o.State != Fetched {
		t.Errorf("one gemeente more: %+v", o)
	}
	expect(t, opened(t, depot), count, "2")
	want.Gemeenten, want.National = nil, true
	if o := w.update(t, depot, want).outcome(t, "kwb-2024"); o.State != Fetched {
		t.Errorf("the country: %+v", o)
	}
	if o := w.update(t, depot, kwb2024).outcome(t, "kwb-2024"); o.State != Reused {
		t.Errorf("fewer again: %+v", o)
	}
	expect(t, opened(t, depot), count, "2")
}

// TestWorkbookAsksForNoCountry: the workbook that helped out once is about the whole country, and the next run asks OData
// again for the gemeenten that are wanted alone.
func TestWorkbookAsksForNoCountry(t *testing.T) {
	w := newWorld(t)
	w.File(route(t, "kwb-2024", "bestand"), figures2024)
	depot := store.Store{Dir: t.TempDir()}
	if o := w.update(t, depot, kwb2024, "datasets.cbs.nl", "opendata.cbs.nl").outcome(t, "kwb-2024"); o.Route != "bestand" {
		t.Fatalf("%+v", o)
	}
	if o := w.update(t, depot, kwb2024).outcome(t, "kwb-2024"); o.State != Fetched || o.Route != "odata3" {
		t.Errorf("%+v", o)
	}
	kept, err := depot.Fetched("kwb-2024")
	if err != nil || len(kept) == 0 {
		t.Fatalf("kept %+v, %v", kept, err)
	}
	for _, e := range kept {
		if e.Scope != "GM9901" {
			t.Errorf("%s is of %q", e.Name, e.Scope)
		}
	}
}
