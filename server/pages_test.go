package server_test

import (
	"encoding/csv"
	"encoding/json"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"wijkinzicht/web"
)

const (
	htmlType = "text/html; charset=utf-8"
	svgType  = "image/svg+xml"
	csvType  = "text/csv; charset=utf-8"
)

func TestEveryAddressAnswers(t *testing.T) {
	for path, contentType := range map[string]string{
		"/":                    htmlType,
		"/?indicator=inwoners": htmlType,
		"/?indicator=woz&volgorde=verandering&schaal=eigen": htmlType,
		"/verantwoording":                                      htmlType,
		"/indicator":                                           htmlType,
		"/indicator/woz":                                       htmlType,
		"/indicator/jeugdzorg":                                 htmlType, // without any figure
		"/toegankelijkheid":                                    htmlType,
		"/onderzoek/wijzigingen":                               htmlType, // of the only revision
		"/embed/trend/moerwijk/lbm2_klasse":                    htmlType,
		"/embed/trend/moerwijk/jeugdzorg":                      htmlType, // without any figure
		"/grafiek/moerwijk/lbm2_klasse.svg":                    svgType,
		"/grafiek/moerwijk/lbm2_klasse.smal.svg":               svgType,
		"/grafiek/moerwijk/lbm2_klasse.csv":                    csvType,
		"/cijfers/inwoners.csv":                                csvType,
		"/insluiten":                                           htmlType,
		"/insluiten?soort=kaart&gemeente=gm0599&indicator=woz": htmlType,
		"/insluiten?soort=ranglijst&indicator=woz&volgorde=verandering&titel=nee": htmlType,
		"/healthz":                "application/json",
		"/interventies":           htmlType,
		"/interventies/xpoint":    htmlType, // without place or year
		"/wat-werkt":              htmlType,
		"/wijk/moerwijk?brief=ja": htmlType,
	} {
		r := get(t, path)
		if r.status != http.StatusOK {
			t.Errorf("%s: status %d", path, r.status)
			continue
		}
		if got := r.header.Get("Content-Type"); got != contentType {
			t.Errorf("%s: content type %q, want %q", path, got, contentType)
		}
		checkHeader(t, path, r)
		if contentType == htmlType {
			checkPage(t, path, r.body)
		}
	}
}

func TestEachOfTheElevenHasAPage(t *testing.T) {
	if len(wijken()) != 11 {
		t.Fatalf("%d wijken, want eleven", len(wijken()))
	}
	for _, slug := range wijken() {
		r := get(t, "/wijk/"+slug)
		subject, _ := db.Subject(slug)
		if r.status != http.StatusOK || !strings.Contains(r.body, "<h1>"+subject.Name+"</h1>") {
			t.Errorf("%s: status %d, and h1 with %s: %v", slug, r.status, subject.Name, strings.Contains(r.body, "<h1>"+subject.Name+"</h1>"))
		}
		checkHeader(t, slug, r)
		checkPage(t, slug, r.body)
		if n := strings.Count(r.body, `<figure class="figure"`); n == 0 || 2*(1+n) != strings.Count(r.body, "<picture") || // one opens the page; each is there for light and for dark screens
			n != strings.Count(r.body, `class="numbers"`) {
			t.Errorf("%s: %d figures, %d pictures, %d tables", slug, n, strings.Count(r.body, "<picture"), strings.Count(r.body, `class="numbers"`))
		}
		// Every indicator is there: with a figure, or in words.
		for _, id := range shown() {
			ind, _ := db.Indicator(id)
			if !strings.Contains(plain(r.body), ind.Naam) {
				t.Errorf("%s: nothing about %s", slug, ind.Naam)
			}
		}
	}
}

func plain(html string) string {
	return strings.NewReplacer("&#39;", "'", "&#43;", "+", "&amp;", "&").Replace(html)
}

// TestEveryPictureOfAPageIsThere follows what the page of one wijk names of ours.
func TestEveryPictureOfAPageIsThere(t *testing.T) {
	page := get(t, "/wijk/palenstein").body
	links := regexp.MustCompile(`(?:src|srcset|href)="(/[^"#]*)`).FindAllStringSubmatch(page, -1)
	if len(links) < 50 {
		t.Fatalf("only %d addresses of ours on the page", len(links))
	}
	for _, l := range every(3, links) { // hundreds of pictures, each drawn anew
		r := get(t, plain(l[1]))
		if r.status != http.StatusOK || len(r.body) == 0 {
			t.Errorf("%s: status %d with %d bytes", l[1], r.status, len(r.body))
		}
		if strings.Contains(l[1], ".svg") && strings.Contains(l[1], "grafiek") && !strings.Contains(r.body, "<desc") {
			t.Errorf("%s: the picture has no description", l[1])
		}
	}
}

// every leaves the first, and each nth after it.
func every[T any](n int, all []T) []T {
	var out []T
	for i := 0; i < len(all); i += n {
		out = append(out, all[i])
	}
	return out
}

func TestEveryIndicatorIsAChoice(t *testing.T) {
	for _, id := range every(2, shown()) { // eleven pictures each
		r := get(t, "/?indicator="+id)
		ind, _ := db.Indicator(id)
		if r.status != http.StatusOK {
			t.Errorf("%s: status %d", id, r.status)
			continue
		}
		if !strings.Contains(r.body, `<option value="`+id+`" selected="selected">`) {
			t.Errorf("%s is not the selected option", id)
		}
		if !strings.Contains(plain(r.body), `<h2 id="cijfer">`+ind.Naam) {
			t.Errorf("%s: the heading does not name %s", id, ind.Naam)
		}
		rows := strings.Count(r.body, `<tr><th scope="row"><a href="/wijk/`)
		if nothing := strings.Contains(r.body, "nog voor geen van de elf wijken geladen"); nothing && rows != 0 || !nothing && rows != 11 {
			t.Errorf("%s: %d wijken, with the sentence that there is nothing: %v", id, rows, nothing)
		}
		checkPage(t, id, r.body)
	}
}

// TestEveryIndicatorHasAPage: reached from the index, with every wijk and every edition in its matrix.
func TestEveryIndicatorHasAPage(t *testing.T) {
	index := get(t, "/indicator")
	for _, id := range shown() {
		path := "/indicator/" + id
		if !strings.Contains(index.body, `<a href="`+path+`">`) {
			t.Errorf("%s is not in the index", id)
		}
		r := get(t, path)
		ind, _ := db.Indicator(id)
		if r.status != http.StatusOK || !strings.Contains(plain(r.body), "<h1>"+ind.Naam+"</h1>") {
			t.Errorf("%s: status %d, or no heading of its name", id, r.status)
			continue
		}
		checkHeader(t, path, r)
		checkPage(t, path, r.body)
		for _, slug := range wijken() {
			if !strings.Contains(r.body, `<th scope="row"><a href="/wijk/`+slug) {
				t.Errorf("%s: no row of %s", id, slug)
			}
		}
		for _, want := range []string{`href="/?indicator=` + id + `"`, `href="/kaart?indicator=` + id + `"`, `href="/cijfers/` + id + `.csv"`} {
			if !strings.Contains(r.body, want) {
				t.Errorf("%s: lacks %s", id, want)
			}
		}
	}
}

// TestMatrixIsWhatTheDatabaseHas counts the letters of a matrix against the view that researchers use.
func TestMatrixIsWhatTheDatabaseHas(t *testing.T) {
	for _, id := range []string{"inwoners", "lbm2_klasse", "gezondheid_goed", "misdrijven", "jeugdzorg"} {
		var text strings.Builder
		question := "select coalesce(sum(years), 0)::bigint as n from dekking where indicator = '" + id + "' and kind in ('wijk', 'gemeente', 'land')"
		if err := db.Query(t.Context(), question, "csv", &text); err != nil {
			t.Fatal(err)
		}
		page := get(t, "/indicator/"+id).body
		start, end := strings.Index(page, `<table class="matrix">`), strings.Index(page, "</table>")
		letters := len(regexp.MustCompile(`class="tile q-[ABCD]"`).FindAllString(page[start:end], -1))
		if want := strings.Fields(text.String())[1]; want != strconv.Itoa(letters) {
			t.Errorf("%s: %d letters in the matrix, %s values in the database", id, letters, want)
		}
	}
}

func TestFiguresLeadToTheirIndicator(t *testing.T) {
	for path, want := range map[string]string{
		"/wijk/moerwijk": `<a href="/indicator/lbm2_klasse">Over dit cijfer`, "/?indicator=woz": `<a href="/indicator/woz">Over dit cijfer`,
		"/": `<a href="/toegankelijkheid">`, "/verantwoording": `<a href="/indicator">Alle cijfers`,
	} {
		if !strings.Contains(get(t, path).body, want) {
			t.Errorf("%s lacks %s", path, want)
		}
	}
}

func TestFiguresAsCSV(t *testing.T) {
	rows, err := csv.NewReader(strings.NewReader(get(t, "/cijfers/inwoners.csv").body)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	subjects := map[string]bool{}
	for _, row := range rows[1:] {
		subjects[row[0]] = true
		if row[2] != "inwoners" || row[len(row)-1] != db.Revision {
			t.Fatalf("row %v is not of inwoners in revision %s", row, db.Revision)
		}
		if (row[5] == "") == (row[6] == "ok" || row[6] == "voorlopig") {
			t.Errorf("row %v: value and status do not go together", row)
		}
	}
	for _, slug := range wijken() {
		if !subjects[slug] {
			t.Errorf("%s is not in the file", slug)
		}
	}
}

func TestHealth(t *testing.T) {
	r := get(t, "/healthz")
	var got struct{ Status, Revision, Program string }
	if err := json.Unmarshal([]byte(r.body), &got); err != nil {
		t.Fatal(err)
	}
	if got.Status != "ok" || got.Revision != db.Revision || got.Program != "test" || r.header.Get("Cache-Control") != "no-store" {
		t.Errorf("health %+v with Cache-Control %q", got, r.header.Get("Cache-Control"))
	}
}

// checkHeader holds what every answer carries.
func checkHeader(t *testing.T, path string, r reply) {
	t.Helper()
	policy := r.header.Get("Content-Security-Policy")
	frames := "frame-ancestors 'none'"
	if strings.HasPrefix(path, "/embed/") {
		frames = "frame-ancestors * file:"
		checkFramed(t, path, r)
		policy = strings.ReplaceAll(policy, " "+publicAddress, "")
	}
	for _, rule := range []string{"default-src 'none'", "style-src 'self'", "img-src 'self'", "base-uri 'none'", "form-action 'self'", frames} {
		if !strings.Contains(policy+";", rule+";") && !strings.Contains(policy, rule+" data:") {
			t.Errorf("%s: the policy %q lacks %q", path, policy, rule)
		}
	}
	for _, loose := range []string{"unsafe", "http", "script-src *", "connect-src *", "default-src *"} {
		if strings.Contains(policy, loose) {
			t.Errorf("%s: the policy has %q", path, loose)
		}
	}
	// A page that has no script allows none.
	if script := strings.Contains(policy, "script-src 'self'"); strings.HasPrefix(r.header.Get("Content-Type"), "text/html") && script != strings.Contains(r.body, "<script") {
		t.Errorf("%s: script in the policy %v, in the page %v", path, script, !script)
	}
	if r.header.Get("X-Content-Type-Options") != "nosniff" || r.header.Get("Referrer-Policy") == "" {
		t.Errorf("%s: nosniff or referrer policy is missing", path)
	}
	if len(r.header.Values("Set-Cookie")) > 0 {
		t.Errorf("%s: sets a cookie", path)
	}
}

// checkFramed holds what an embed needs in a sandbox, where WebKit has nothing that 'self' could mean, and in a page that
// is isolated.
func checkFramed(t *testing.T, path string, r reply) {
	t.Helper()
	for _, kind := range []string{"script-src", "connect-src", "style-src", "img-src"} {
		if !strings.Contains(r.header.Get("Content-Security-Policy"), kind+" 'self' "+publicAddress) {
			t.Errorf("%s: %s does not name our origin", path, kind)
		}
	}
	if r.header.Get("Cross-Origin-Resource-Policy") != "cross-origin" || r.header.Get("Cross-Origin-Embedder-Policy") != "require-corp" {
		t.Errorf("%s: not for a page that is isolated: %v", path, r.header)
	}
}

var (
	loaded  = regexp.MustCompile(`<(?:img|script|source|link|iframe|image|use)\b[^>]*?\b(?:src|srcset|href|xlink:href)="([^"]*)"`)
	inlined = regexp.MustCompile(`<script>|<script[^>]*>[^<]|<style|\sstyle="|\son[a-z]+="`)
	goTexts = regexp.MustCompile(`(?i)\bselect .* from\b|duckdb|goroutine|%!|<nil>|&lt;nil&gt;|runtime error|no such|\bNaN\b|\binvalid\b`)
)

// checkPage holds what every page keeps: nothing of another host, nothing inline, no words of the program.
func checkPage(t *testing.T, path, body string) {
	t.Helper()
	for _, l := range loaded.FindAllStringSubmatch(body, -1) {
		if strings.Contains(l[0], `rel="canonical"`) || strings.Contains(l[0], `rel="alternate"`) { // said, not loaded
			continue
		}
		if (!strings.HasPrefix(l[1], "/") || strings.HasPrefix(l[1], "//")) && !strings.HasPrefix(l[1], "#") { // #: another part of this page
			t.Errorf("%s: loads %s", path, l[1])
		}
	}
	if found := inlined.FindString(body); found != "" {
		t.Errorf("%s: has inline %q", path, found)
	}
	if found := goTexts.FindString(body); found != "" {
		t.Errorf("%s: shows %q", path, found)
	}
}

// TestAChartCanBeReadInASandbox asks the figures and scripts of a chart as a page without an origin of its own does.
func TestAChartCanBeReadInASandbox(t *testing.T) {
	for path, contentType := range map[string]string{
		"/grafiek/moerwijk/woz.json":                            "application/json",
		"/grafiek/moerwijk/woz.smal.json":                       "application/json",
		"/vergelijk.json?gebied=moerwijk,nl&indicator=woz":      "application/json",
		assetOf(t, "/embed/trend/moerwijk/woz", "embedgrafiek"): "text/javascript; charset=utf-8",
		assetOf(t, "/embed/trend/moerwijk/woz", "echarts"):      "text/javascript; charset=utf-8",
	} {
		r := get(t, path, "Origin: null")
		if r.status != http.StatusOK || r.header.Get("Access-Control-Allow-Origin") != "*" || r.header.Get("Content-Type") != contentType {
			t.Errorf("%s: status %d, allowed origin %q, type %q", path, r.status, r.header.Get("Access-Control-Allow-Origin"), r.header.Get("Content-Type"))
		}
	}
	for _, path := range []string{"/", "/wijk/moerwijk", "/embed/trend/moerwijk/woz", "/grafiek/moerwijk/woz.csv"} {
		if origin := get(t, path, "Origin: null").header.Get("Access-Control-Allow-Origin"); (origin == "*") != strings.HasPrefix(path, "/grafiek/") {
			t.Errorf("%s: allowed origin %q", path, origin)
		}
	}
	if r := get(t, "/grafiek/moerwijk/niets.json"); r.status != http.StatusNotFound {
		t.Errorf("an unknown figure: status %d", r.status)
	}
}

// TestEveryFigureNamesItsReading follows the addresses from which a chart comes alive.
func TestEveryFigureNamesItsReading(t *testing.T) {
	page := get(t, "/wijk/palenstein").body
	readings := regexp.MustCompile(`data-optie(?:-smal)?="([^"]*)"`).FindAllStringSubmatch(page, -1)
	if len(readings) != 2*(1+strings.Count(page, `<figure class="figure"`)) { // and the picture that the page opens with
		t.Errorf("%d addresses for %d figures, want two each and two for the opening", len(readings), strings.Count(page, `<figure class="figure"`))
	}
	for _, l := range readings {
		r := get(t, plain(l[1]))
		var reading web.ChartReading
		if err := json.Unmarshal([]byte(r.body), &reading); err != nil || len(reading.Lines) == 0 || len(reading.Lines[0].Values) == 0 {
			t.Errorf("%s: status %d, %d lines, %v", l[1], r.status, len(reading.Lines), err)
		}
		if !strings.Contains(r.header.Get("Cache-Control"), "immutable") {
			t.Errorf("%s: Cache-Control %q", l[1], r.header.Get("Cache-Control"))
		}
	}
}
