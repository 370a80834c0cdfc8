package ingest

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"wijkinzicht/data/store"
	"wijkinzicht/ingest/fetch/mirrortest"
)

const (
	host4     = "https://datasets.cbs.nl/odata/v1/CBS"
	hostBulk  = "https://datasets.cbs.nl/csv/CBS/nl"
	host3     = "https://opendata.cbs.nl/ODataFeed/odata"
	hostOther = "https://dataderden.cbs.nl/ODataFeed/odata"
	lbmZip    = "https://www.leefbaarometer.nl/resources/open-data-leefbaarometer-meting-2024.zip"
)

// world is a mirror of all sources, with fictional places.
type world struct {
	*mirrortest.Mirror
	tables map[string]*mirrortest.Table // by table id
	layers map[int]*mirrortest.Layers   // by year
}

// newWorld has KWB 2009 to 2025, borders 2016 and 2021 to 2025, police, health and the Leefbaarometer. What is older is not
// to be found.
func newWorld(t testing.TB) *world {
	w := &world{mirrortest.New(t), map[string]*mirrortest.Table{}, map[int]*mirrortest.Layers{}}
	cat := dorrestad(t)
	for _, s := range cat.Sources {
		if s.Family == "kwb" && s.Year >= 2013 {
			w.tables[s.Table] = mirrortest.KWB(s.Table, s.Year)
		}
	}
	several := mirrortest.KWB("70904ned", 2012) // ids mind case: ours spells this one otherwise
	several.Years = []int{2009, 2010, 2011, 2012}
	w.tables["70904NED"] = several
	provisional := w.tables["86165NED"]
	provisional.Status, provisional.Modified = "Voorlopig", "2025-09-30T02:00:00"
	for _, table := range w.tables {
		w.OData4(host4, table)
		w.OData3(host3, table)
		w.Bulk(hostBulk, table)
	}
	ses := &mirrortest.Table{ID: "86296NED", Year: 2025, Years: []int{2022, 2023, 2024}, NotFinal: 2024, Status: "Definitief", Modified: "2026-02-01T02:00:00",
		Region: "WijkenEnBuurten", Nation: "NL00", PageSize: 9, Base: 100, Topics: []mirrortest.Topic{
			{Name: "ParticuliereHuishoudens", Title: "Particuliere huishoudens", Group: "Huishoudens", Unit: "Aantal"},
			{Name: "Waarde", Title: "Waarde", Group: "Laag", Unit: "%"}, // of the level of education: another Waarde than that of the spread
			{Name: "GemiddeldeScore", Title: "Gemiddelde score", Group: "Totaalscore", Unit: "Getal"},
			{Name: "GemiddeldeScore", Title: "Gemiddelde score", Group: "Deelscore financiële welvaart", Unit: "Getal"},
			{Name: "GemiddeldeScore", Title: "Gemiddelde score", Group: "Deelscore opleidingsniveau", Unit: "Getal"},
			{Name: "GemiddeldeScore", Title: "Gemiddelde score", Group: "Deelscore arbeidsverleden", Unit: "Getal"},
			{Name: "Waarde", Title: "Waarde", Group: "Spreiding totaal", Unit: "Getal"}}}
	w.tables[ses.ID] = ses
	w.OData4(host4, ses)
	w.Bulk(hostBulk, ses)
	w.OData3(host3, ses)
	w.tables["47018NED"] = &mirrortest.Table{ID: "47018NED", Year: 2025, Years: []int{2023, 2024, 2025}, Status: "Definitief", Modified: "2026-02-01T02:00:00",
		Region: "WijkenEnBuurten", Nation: "NL00", PageSize: 7, Base: 100, Nowhere: true, Extra: map[string][]string{"SoortMisdrijf": {"0.0.0 ", "1.1.1 "}},
		Topics: []mirrortest.Topic{{Name: "GeregistreerdeMisdrijven", Title: "Geregistreerde misdrijven", Group: "Misdrijven", Unit: "aantal", Share: 0.1}}}
	w.tables["50150NED"] = &mirrortest.Table{ID: "50150NED", Year: 2024, Years: []int{2022, 2024}, Status: "Definitief", Modified: "2026-02-01T02:00:00",
		Region: "WijkenEnBuurten", Nation: "NL01", PageSize: 100, Base: 100, Extra: map[string][]string{"Leeftijd": {"20300", "53115"}, "Marges": {"MW00000", "MOG0095"}},
		Topics: []mirrortest.Topic{{Name: "GoedErvarenGezondheid", Title: "Goed ervaren gezondheid", Group: "Gezondheid", Unit: "%"}}}
	w.OData3(hostOther, w.tables["47018NED"], w.tables["50150NED"])
	w.Catalog3("https://dataderden.cbs.nl/ODataCatalog/Tables", w.tables["47018NED"], w.tables["50150NED"])
	w.Catalog3("https://opendata.cbs.nl/ODataCatalog/Tables", slices.Collect(maps.Values(w.tables))...)
	for year := 2021; year <= 2025; year++ {
		w.layers[year] = &mirrortest.Layers{Year: year, PageSize: 2}
		if year >= 2023 {
			w.OGC(fmt.Sprintf("https://api.pdok.nl/cbs/wijken-en-buurten-%d/ogc/v1", year), w.layers[year])
		}
		names := "%s"
		if year == 2021 { // the layers of that year bear it
			names = "cbs_%s_2021"
		}
		w.WFS(fmt.Sprintf("https://service.pdok.nl/cbs/wijkenbuurten/%d/wfs/v1_0", year), names, w.layers[year])
	}
	shapes := mirrortest.Shapefile("shape 2016/buurt_2016")
	shapes["shape 2016/leesmij.txt"] = []byte("lees mij")
	w.File(route(t, "gebieden-2016", "zip"), mirrortest.Zip(shapes))
	w.File(lbmZip, mirrortest.Zip(map[string][]byte{"Leefbaarometer 3.0 - Meting 2024 - open data/Leefbaarometer-scores buurten 2002-2024.csv": lbm3CSV(lbm3Rows...),
		"Leefbaarometer 3.0 - Meting 2024 - open data/uitleg.txt": []byte("uitleg")}))
	return w
}

// route gives the address of a route of the catalogue.
func route(t testing.TB, source, kind string) string {
	t.Helper()
	cat := dorrestad(t)
	s, _ := cat.Source(source)
	for _, r := range cat.Routes(s) {
		if r.Kind == kind {
			return r.Address
		}
	}
	t.Fatalf("%s has no route %s", source, kind)
	return ""
}

func (w *world) network(refuse ...string) Network {
	return Network{Transport: w.Transport(refuse...), Quiet: time.Minute, Wait: func(ctx context.Context, _ time.Duration) error { return ctx.Err() }}
}

// update fetches, which must not fail as a whole.
func (w *world) update(t testing.TB, store store.Store, want Want, refuse ...string) Report {
	t.Helper()
	report, err := Update(context.Background(), dorrestad(t), store, want, w.network(refuse...), func(Fetching) {}, quiet)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// outcome gives what became of one publication.
func (r Report) outcome(t testing.TB, source string) Outcome {
	t.Helper()
	for _, o := range r.Outcomes {
		if o.Source == source {
			return o
		}
	}
	t.Fatalf("no outcome of %s in %+v", source, r.Outcomes)
	return Outcome{}
}

// says holds what a user reads of an outcome.
func (o Outcome) says(part string) bool {
	return strings.Contains(strings.Join(append(o.Notes, o.Reasons...), "\n"), part)
}

// jsonAnswers answers a WFS by the layer that it is asked for.
type jsonAnswers map[string][]byte

func (a jsonAnswers) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	answer, ok := a[r.URL.Query().Get("typeName")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Write(answer)
}
