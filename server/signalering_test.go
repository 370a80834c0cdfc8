package server_test

import (
	"context"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/store"
)

func TestSignaleringAnswers(t *testing.T) {
	for _, path := range []string{
		"/signalering", "/signalering?niveau=wijk", "/signalering?niveau=wijk&indicator=lbm2_klasse&soort=herstel", "/signalering?indicator=woz",
		"/signalering?indicator=misdrijven_aantal&gemeente=gm0518", "/signalering?indicator=jeugdzorg", "/signalering?zwak=50&kans=0,2&jaren=5", "/signalering?kans=nul&jaren=-3",
		"/vergelijkbaar", "/vergelijkbaar?wijk=moerwijk&jaar=2020", "/vergelijkbaar?wijk=WK051834&jaar=2020", "/vergelijkbaar?wijk=willemskwartier", "/vergelijkbaar?wijk=moerwijk&jaar=2004",
	} {
		r := get(t, path)
		if r.status != http.StatusOK {
			t.Errorf("%s: status %d", path, r.status)
			continue
		}
		checkHeader(t, path, r)
		checkPage(t, path, r.body)
	}
	for _, path := range []string{"/signalering?indicator=geluk", "/signalering?indicator=inwoners_0_14", "/signalering?gemeente=gm9999", "/vergelijkbaar?wijk=niets", "/vergelijkbaar?wijk=BU05183620"} {
		if r := get(t, path); r.status != http.StatusNotFound {
			t.Errorf("%s: status %d", path, r.status)
		}
	}
}

// TestSignaleringIsWhatTheDatabaseHas holds types, counts and bounds on the page against plain SQL over the tables.
func TestSignaleringIsWhatTheDatabaseHas(t *testing.T) {
	for _, c := range []struct {
		query string
		weak  float64
		p     string
	}{{"", 0.25, "0.1"}, {"&zwak=50&kans=0.2", 0.50, "0.2"}, {"&kans=0.05", 0.25, "0.05"}} {
		rows, err := csv.NewReader(strings.NewReader(get(t, "/signalering.csv?indicator=lbm"+c.query).body)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]int{}
		for _, row := range rows[1:] {
			if strings.HasPrefix(row[0], "BU") {
				got[row[5]]++
			}
		}
		var text strings.Builder
		question := fmt.Sprintf(`with s as (select * from slope where indicator = 'lbm' and level = 'buurt' and to_year = 2024),
			bound as (select list_sort(list(value))[ceil(%v * count(*))::int] as b from s)
			, tested as (select s.*, row_number() over (order by p) as k, count(*) over () as m from s where slope is not null)
			, cut as (select coalesce(max(p) filter (p <= %s * k / m), -1) as c from tested)
			select case when value <= b then case when slope > 0 then 'herstel' else 'terugval' end else case when slope > 0 then 'succes' else 'vroegsignalering' end end as kind, count(*) as n
			from s, bound, cut where p <= c and slope <> 0 group by 1 order by 1`, c.weak, c.p)
		if err := db.Query(t.Context(), question, "csv", &text); err != nil {
			t.Fatal(err)
		}
		lines := strings.Fields(text.String())[1:]
		if c.query == "" && len(lines) == 0 {
			t.Fatal("no place has a type: the test says nothing")
		}
		want := 0
		for _, line := range lines {
			id, n, _ := strings.Cut(line, ",")
			if count, _ := strconv.Atoi(n); got[id] != count {
				t.Errorf("%q: %d of %s on the page, %d in the database", c.query, got[id], id, count)
			}
			want++
		}
		delete(got, "")
		if len(got) != want {
			t.Errorf("%q: kinds %v, want %d", c.query, got, want)
		}
	}
}

// TestSignaleringIsHonest: every place is accounted for, an early warning comes first, and a figure without years sends on to
// those that have them.
func TestSignaleringIsHonest(t *testing.T) {
	page := plain(get(t, "/signalering").body)
	total := number(t, page, `Van de ([0-9.]+) buurten`)
	directed := number(t, page, `hebben er ([0-9.]+) genoeg vergelijkbare jaren`)
	sum := 0
	section := page[strings.Index(page, "Zonder soort"):]
	for _, m := range regexp.MustCompile(`<li>([0-9.]+): ([^<]*)`).FindAllStringSubmatch(section[:strings.Index(section, "</section>")], -1) {
		if n, _ := strconv.Atoi(strings.ReplaceAll(m[1], ".", "")); !strings.HasPrefix(m[2], "genoeg jaren") {
			sum += n
		}
	}
	if total == 0 || directed == 0 || directed+sum != total {
		t.Errorf("%d with a direction and %d without, of %d", directed, sum, total)
	}
	table := page[strings.Index(page, `id="gebieden"`):]
	if first := strings.Index(table, "Vroegsignalering"); first < 0 || first > strings.Index(table, "Terugval") {
		t.Error("an early warning does not come first")
	}
	if got := strings.Count(page, `<g transform="translate(`); got != 11 { // of Willemskwartier only a larger area has figures; Hoogvliet is there to compare with
		t.Errorf("%d of the wijken are in the chart", got)
	}
	none := plain(get(t, "/signalering?indicator=woz").body)
	if !strings.Contains(none, "Geen richting om te tonen.") || !strings.Contains(none, "Deze cijfers hebben wel genoeg jaren") || !strings.Contains(none, "indicator=lbm") || strings.Contains(none, `class="spread"`) {
		t.Error("without enough years the page does not say so, or does not send on")
	}
	if count := plain(get(t, "/signalering?indicator=misdrijven_aantal").body); strings.Contains(count, ">Vroegsignalering</strong>") {
		t.Error("a count has a typology: large places are not worse")
	}
}

func number(t *testing.T, text, pattern string) int {
	t.Helper()
	m := regexp.MustCompile(pattern).FindStringSubmatch(text)
	if m == nil {
		t.Fatalf("no %s on the page", pattern)
	}
	n, err := strconv.Atoi(strings.ReplaceAll(m[1], ".", ""))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestSignaleringWordsFitTheFigure: what gets worse may rise, and a figure without better and worse has no kinds to put first.
func TestSignaleringWordsFitTheFigure(t *testing.T) {
	typed, plainly := get(t, "/signalering?indicator=gezondheid_goed").body, get(t, "/signalering?indicator=misdrijven_aantal").body
	if !strings.Contains(typed, "redelijk en verslechterend") || strings.Contains(typed, "daalt") || strings.Contains(typed, "dalend") {
		t.Error("a figure with better and worse has other words")
	}
	if !strings.Contains(plainly, `id="gebieden"`) || !strings.Contains(plainly, "De duidelijkste richting staat bovenaan") || strings.Contains(plainly, "verslechterend") {
		t.Error("a figure without better and worse has other words")
	}
}

func TestVergelijkbaarPage(t *testing.T) {
	page := plain(get(t, "/vergelijkbaar?wijk=moerwijk&jaar=2020").body)
	var text strings.Builder
	if err := db.Query(t.Context(), "select code from vergelijkbaar('moerwijk', 2020) order by rank", "csv", &text); err != nil {
		t.Fatal(err)
	}
	at := 0
	codes := strings.Fields(text.String())[1:]
	for _, code := range codes {
		next := strings.Index(page[at:], "· "+code)
		if next < 0 {
			t.Fatalf("%s is not on the page, or not in its place", code)
		}
		at += next
	}
	if len(codes) != 10 || strings.Contains(text.String(), "WK051836") {
		t.Errorf("like Moerwijk: %v", codes)
	}
	for path, want := range map[string]string{
		"/vergelijkbaar?wijk=willemskwartier": "cijfers van een groter gebied tellen niet mee", "/vergelijkbaar?wijk=moerwijk&jaar=2004": "Over 2004 zijn er",
		"/wijk/moerwijk": `href="/vergelijkbaar?wijk=moerwijk"`,
	} {
		if !strings.Contains(plain(get(t, path).body), want) {
			t.Errorf("%s lacks %q", path, want)
		}
	}
}

// likesLinks finds the links from a chart to the wijken most like its wijk.
var likesLinks = regexp.MustCompile(`href="(/vergelijkbaar\?indicator=[^"]+)">(?:[^<]* n|N)aast vergelijkbare wijken`)

// TestLikesAreOneClickFromEveryChart: each chart of a wijk leads to its indicator beside the wijken most like it.
func TestLikesAreOneClickFromEveryChart(t *testing.T) {
	for path, want := range map[string]string{
		"/wijk/moerwijk": "/vergelijkbaar?indicator=koop&wijk=moerwijk",
		"/vergelijk?gebied=nl,vinkhuizen&indicator=woz": "/vergelijkbaar?indicator=woz&wijk=vinkhuizen", "/vergelijk?gebied=tarwewijk,moerwijk&indicator=woz": "/vergelijkbaar?indicator=woz&wijk=moerwijk",
		"/voor-en-na?wijk=jol&indicator=inwoners": "/vergelijkbaar?indicator=inwoners&wijk=jol",
	} {
		page := plain(get(t, path).body)
		links := likesLinks.FindAllStringSubmatch(page, -1)
		if !slices.ContainsFunc(links, func(l []string) bool { return l[1] == want }) {
			t.Errorf("%s does not lead to %s: %v", path, want, links)
		}
	}
	page := plain(get(t, "/wijk/moerwijk").body)
	if charts, links := strings.Count(page, `<figure class="figure"`), len(likesLinks.FindAllString(page, -1)); charts == 0 || links != charts {
		t.Errorf("%d charts of Moerwijk with %d links to its likes", charts, links)
	}
	for _, path := range []string{"/vergelijk?gebied=nl,gm0518&indicator=woz", "/vergelijkbaar?indicator=woz&wijk=moerwijk"} {
		if page := plain(get(t, path).body); likesLinks.MatchString(page) {
			t.Errorf("%s has no wijk, or shows the likes, and leads to them", path)
		}
	}
}

// TestAWijkBesideItsLikes: the chart has the figures of the likes' own areas, and says how alike they are and where from.
func TestAWijkBesideItsLikes(t *testing.T) {
	const path = "/vergelijkbaar?wijk=moerwijk&jaar=2020&indicator=inwoners"
	page := plain(get(t, path).body)
	alike, err := db.Alike(t.Context(), "moerwijk", 2020)
	if err != nil || len(alike) == 0 {
		t.Fatal(alike, err)
	}
	areas := "moerwijk"
	for _, a := range alike {
		areas += fmt.Sprintf(",%s-%d", a.Code, a.AreaYear)
	}
	for _, want := range []string{"Inwoners: Moerwijk naast vergelijkbare wijken", "In 2020 was hun afstand tot Moerwijk", "op " + fmt.Sprint(alike[0].Indicators) + " kenmerken", "indeling van 2020",
		`href="/vergelijk.csv?gebied=` + areas + "&indicator=inwoners", "/insluiten?", "Kerncijfers wijken en buurten 2020"} {
		if !strings.Contains(page, want) {
			t.Errorf("%s lacks %q", path, want)
		}
	}
	rows, err := csv.NewReader(strings.NewReader(get(t, "/vergelijk.csv?gebied="+areas+"&indicator=inwoners").body)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range alike {
		var published strings.Builder
		if err := db.Query(t.Context(), fmt.Sprintf("select value::bigint as n from observation where indicator = 'inwoners' and area_code = '%s' and area_year = 2020 and year = 2020", a.Code), "csv", &published); err != nil {
			t.Fatal(err)
		}
		want := strings.Fields(published.String())[1]
		if !slices.ContainsFunc(rows, func(r []string) bool { return r[0] == a.Code+"-2020" && r[4] == "2020" && r[5] == want && r[7] == "A" }) {
			t.Errorf("%s: %s inhabitants are not in the CSV", a.Code, want)
		}
	}
	for path, status := range map[string]int{
		"/vergelijk?gebied=WK999999-2020": http.StatusNotFound, "/vergelijk.svg?gebied=WK051834-1901&indicator=inwoners": http.StatusNotFound, "/vergelijk?gebied=WK051834": http.StatusNotFound,
		"/vergelijkbaar?wijk=moerwijk&indicator=geluk": http.StatusNotFound, "/vergelijk?gebied=WK051834-2020&indicator=inwoners": http.StatusOK,
		"/vergelijkbaar?wijk=WK051834&jaar=2020&indicator=koop": http.StatusOK, "/vergelijk?gebied=moerwijk,WK051834-2020&indicator=inwoners,koop&als=verschil&gebeurtenissen=ja": http.StatusOK,
		"/embed/vergelijk?gebied=moerwijk,WK051834-2020&indicator=inwoners": http.StatusOK, "/vergelijk.smal.json?gebied=WK051834-2020,nl&indicator=inwoners": http.StatusOK,
		"/vergelijk?gebied=" + areas + ",jol,vinkhuizen": http.StatusBadRequest,
	} {
		if r := get(t, path); r.status != status {
			t.Errorf("%s: status %d, want %d", path, r.status, status)
		} else if status == http.StatusOK && strings.HasPrefix(path, "/vergelijk") && !strings.Contains(path, ".json") {
			checkPage(t, path, r.body)
		}
	}
	if form := plain(get(t, "/vergelijk?gebied=moerwijk,WK051834-2020&indicator=inwoners").body); !strings.Contains(form, `name="gebied" value="WK051834-2020" checked="checked"`) {
		t.Error("the form forgets the area")
	}
}

// nationalServer serves fictional directions of as many buurten as the country has.
func nationalServer(t testing.TB) string {
	t.Helper()
	const buurten, gemeenten = 14500, 342
	ctx, stop := context.WithCancel(context.Background())
	own := store.Store{Dir: t.TempDir()}
	cat, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	const revision = "0123456789ab"
	path, err := own.BuildPath(revision)
	if err != nil {
		t.Fatal(err)
	}
	b, err := data.Create(ctx, path, cat)
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(7, 6))
	var areas []data.AreaRow
	var slopes []data.Slope
	for i := range gemeenten {
		areas = append(areas, data.AreaRow{Year: 2024, Code: fmt.Sprintf("GM%04d", 9000+i), Level: "gemeente", Name: fmt.Sprintf("Gemeente %d", i), RawFile: 1, Rank: 1})
	}
	for i := range buurten {
		code := fmt.Sprintf("BU%04d%04d", 9000+i%gemeenten, i)
		areas = append(areas, data.AreaRow{Year: 2024, Code: code, Level: "buurt", Name: fmt.Sprintf("Zonnebuurt %d", i), Gemeente: fmt.Sprintf("GM%04d", 9000+i%gemeenten), RawFile: 1, Rank: 1})
		slope, spread := random.NormFloat64()/10, random.Float64()/5
		low, high := slope-spread, slope+spread
		slopes = append(slopes, data.Slope{Indicator: "lbm", Level: "buurt", Place: code, AreaYear: 2024, From: 2014, To: 2024, Points: 6, Value: random.NormFloat64(),
			Slope: &slope, Low: &low, High: &high, S: 5, P: random.Float64()})
	}
	for _, step := range []func() error{
		func() error { return b.AddAreas(ctx, areas) }, func() error { return b.Merge(ctx, nil, nil) }, func() error { return b.AddSlopes(ctx, slopes) },
	} {
		if err := step(); err != nil {
			t.Fatal(err)
		}
	}
	for k, v := range map[string]string{"schema_version": strconv.Itoa(data.SchemaVersion), "revision": revision, "made_from": "bestanden"} {
		if err := b.SetMeta(ctx, k, v); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Close(ctx); err != nil {
		t.Fatal(err)
	}
	if err := own.Publish(path, revision); err != nil {
		t.Fatal(err)
	}
	address, ended, err := serve(ctx, own)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(); <-ended })
	made(t, own, revision) // in the background, where it would be measured too
	return address
}

func TestSignaleringOfTheCountryIsSmall(t *testing.T) {
	const limit = 150_000
	address := nationalServer(t)
	for _, encoding := range []string{"br", "gzip"} {
		r := ask(t, http.MethodGet, address+"/signalering?indicator=lbm", "Accept-Encoding: "+encoding)
		size := len(r.raw)
		for _, l := range loaded.FindAllStringSubmatch(r.body, -1) {
			if strings.Contains(l[0], `rel="canonical"`) {
				continue
			}
			size += len(ask(t, http.MethodGet, address+l[1], "Accept-Encoding: "+encoding).raw)
		}
		if r.status != http.StatusOK || size > limit || !strings.Contains(r.body, "14.500 buurten") {
			t.Errorf("%s: status %d, %d bytes, want at most %d", encoding, r.status, size, limit)
		}
		t.Logf("%s: %d bytes for the page with all it loads", encoding, size)
	}
}

// BenchmarkSignaleringOfTheCountry asks a page that nobody asked before, every time with other bounds of one figure, which the
// first reads; ms is the bar (100); processor_ms leaves other work on the machine out.
func BenchmarkSignaleringOfTheCountry(b *testing.B) {
	address := nationalServer(b)
	ask(b, http.MethodGet, address+"/verantwoording")
	var queries []string
	for _, weak := range []string{"10", "15", "20", "25", "30", "40", "50"} {
		for _, p := range []string{"0.01", "0.05", "0.1", "0.2"} {
			for _, years := range []string{"4", "5", "6"} {
				queries = append(queries, "&zwak="+weak+"&kans="+p+"&jaren="+years)
			}
		}
	}
	start, used := time.Now(), processorTime(b)
	n := min(b.N, len(queries))
	for i := range n {
		if r := ask(b, http.MethodGet, address+"/signalering?indicator=lbm"+queries[i], "Accept-Encoding: br"); r.status != http.StatusOK {
			b.Fatal(r.status)
		}
	}
	b.ReportMetric(time.Since(start).Seconds()*1000/float64(n), "ms")
	b.ReportMetric((processorTime(b)-used).Seconds()*1000/float64(n), "processor_ms")
}

// TestLikesOfNow: without a year the likes are those of the latest year in which all traits of the wijk count, income among them.
func TestLikesOfNow(t *testing.T) {
	var table strings.Builder
	if err := db.Query(t.Context(), `select max(year) from (select year from profile where place = 'moerwijk' and indicator in ('bijstand', 'inkomen_per_inwoner')
		group by year having count(*) = 2)`, "csv", &table); err != nil {
		t.Fatal(err)
	}
	_, want, _ := strings.Cut(strings.TrimSpace(table.String()), "\n")
	page := get(t, "/vergelijkbaar?wijk=moerwijk").body
	if !strings.Contains(page, `<option value="`+want+`" selected`) || !strings.Contains(plain(page), "vergelijkbaar('moerwijk', "+want+")") {
		t.Errorf("the page does not open with %s, or its question in SQL is about another year", want)
	}
}
