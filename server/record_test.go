package server_test

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"wijkinzicht/data/store"
)

// republish publishes a revision of the store again under another name, with one figure and one value of a series changed.
func republish(t testing.TB, depot store.Store, of, revision string, n int) {
	t.Helper()
	content, err := os.ReadFile(depot.Path(of))
	if err != nil {
		t.Fatal(err)
	}
	publishAs(t, depot, revision, content, func(path string) {
		built, err := sql.Open("duckdb", path)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{
			"update meta set value = '" + revision + "' where key = 'revision'",
			fmt.Sprintf("update trend set value = %d where subject = 'moerwijk' and indicator = 'inwoners' and year = 2020", 20000+n),
			fmt.Sprintf("update observation set value = %d where indicator = 'inwoners' and area_code = 'GM0518' and year = 2020", 500000+n),
		} {
			if _, err := built.Exec(text); err != nil {
				t.Fatal(err)
			}
		}
		if err := built.Close(); err != nil {
			t.Fatal(err)
		}
	})
}

func publishAs(t testing.TB, depot store.Store, revision string, content []byte, change func(path string)) {
	t.Helper()
	aside, err := depot.BuildPath(revision)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(aside, content, 0o644); err != nil {
		t.Fatal(err)
	}
	if change(aside); t.Failed() {
		return
	}
	if err := depot.Publish(aside, revision); err != nil {
		t.Fatal(err)
	}
}

// TestTheRecordStays makes two reports and their citations and publishes fifty revisions. What changed is told on the page, in files and in
// the feed; and both reports are made again from their citations alone: of a revision that is kept from its file and the API, of one that
// is gone from what the archive has of it.
func TestTheRecordStays(t *testing.T) {
	depot := store.Store{Dir: t.TempDir()}
	publishSmall(t, depot)
	kept, _, err := depot.Current()
	if err != nil {
		t.Fatal(err)
	}
	if err := depot.Pin(kept); err != nil {
		t.Fatal(err)
	}
	const gone, last = "00000000aaaa", "00000000bbbb"
	republish(t, depot, kept, gone, 1)
	ctx, stop := context.WithCancel(t.Context())
	address, ended, err := serve(ctx, depot)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { stop(); <-ended }()
	made(t, depot, gone)
	rowsGone, pathGone := report(t, address, gone)
	rowsKept, pathKept := at(t, address, reportPath+"&revision="+kept).body, strings.Replace(pathGone, gone, kept, 1)
	if rowsGone == rowsKept {
		t.Fatal("both reports are the same: the test says nothing")
	}
	bytesKept := sha256.Sum256(at(t, address, pathKept).raw)
	checkTold(t, address, kept, gone)
	for n := range 49 { // nobody opens them: they need no figures
		publishAs(t, depot, fmt.Sprintf("%012x", n+1), []byte{byte(n)}, func(string) {})
	}
	republish(t, depot, kept, last, 51)
	waitFor(t, address, last)
	if again := sha256.Sum256(at(t, address, pathKept).raw); again != bytesKept {
		t.Error("the cited file is another")
	}
	if again := at(t, address, reportPath+"&revision="+kept).body; again != rowsKept {
		t.Errorf("the report is repeated as %s, and was %s", again, rowsKept)
	}
	checkGone(t, address, pathGone, gone, rowsGone)
	// One is told from the archive, one from the files.
	checkChanges(t, address, kept, gone, "500.001")
	checkChanges(t, address, kept, last, "500.051")
}

const reportPath = "/api/v1/trend.csv?subject=moerwijk&indicator=inwoners"

// report gives some figures, and the address under which they are cited.
func report(t *testing.T, address, revision string) (rows, path string) {
	t.Helper()
	cited := regexp.MustCompile(regexp.QuoteMeta(publicAddress) + `(/onderzoek/bestand/` + revision + `/wijkinzicht\.duckdb)`).FindStringSubmatch(at(t, address, "/onderzoek").body)
	if cited == nil {
		t.Fatal("the page does not say how it is cited")
	}
	return at(t, address, reportPath).body, cited[1]
}

// checkChanges compares two revisions on the page and in files that others read.
func checkChanges(t *testing.T, address, older, newer, figure string) {
	t.Helper()
	q := url.Values{"van": {older}, "tot": {newer}}.Encode()
	page := at(t, address, "/onderzoek/wijzigingen?"+q+"&indicator=inwoners").body
	for _, part := range []string{figure, "Onze reeksen", `name="van"`} {
		if !strings.Contains(page, part) {
			t.Errorf("%s: %q is not on the page", newer, part)
		}
	}
	var list struct {
		Changed, Series int
		Complete        bool
		Indicators      []struct {
			ID      string
			Largest []struct{ Value float64 }
		}
	}
	answer := at(t, address, "/onderzoek/wijzigingen.json?"+q)
	if err := json.Unmarshal([]byte(answer.body), &list); err != nil || list.Changed != 1 || list.Series != 1 || !list.Complete || len(list.Indicators) != 1 {
		t.Errorf("%s: %s (%v)", newer, answer.body, err)
	}
	csv := at(t, address, "/onderzoek/wijzigingen.csv?"+q)
	if lines := strings.Split(strings.TrimSpace(csv.body), "\n"); csv.header.Get("X-Rows") != "2" || len(lines) != 3 || !strings.Contains(lines[1], "GM0518") {
		t.Errorf("%s: %s rows: %s", newer, csv.header.Get("X-Rows"), csv.body)
	}
}

// checkTold looks at what is told of a change of one figure, and of what cannot be told.
func checkTold(t *testing.T, address, first, second string) {
	t.Helper()
	checkChanges(t, address, first, second, "500.001")
	var feed struct {
		Entry []struct {
			ID      string `xml:"id"`
			Summary string `xml:"summary"`
			Link    struct {
				Href string `xml:"href,attr"`
			} `xml:"link"`
		} `xml:"http://www.w3.org/2005/Atom entry"`
	}
	text := at(t, address, "/onderzoek/wijzigingen.atom")
	if err := xml.Unmarshal([]byte(text.body), &feed); err != nil || len(feed.Entry) != 2 || !strings.Contains(feed.Entry[0].Summary, "Eén gepubliceerd cijfer") {
		t.Errorf("the feed is %s (%v)", text.body, err)
	} else if page := at(t, address, strings.TrimPrefix(feed.Entry[0].Link.Href, publicAddress)); page.status != 200 || !strings.Contains(page.body, second) {
		t.Errorf("the feed leads to %s: status %d", feed.Entry[0].Link.Href, page.status)
	}
	for path, status := range map[string]int{"?van=0123456789ab": 410, "?van=x": 410, "?indicator=nergens": 400, ".json?tot=0123456789ab&van=" + first: 410, ".csv?van=0123456789ab": 410, ".xml": 404} {
		if r := at(t, address, "/onderzoek/wijzigingen"+path); r.status != status {
			t.Errorf("%s: status %d, want %d", path, r.status, status)
		}
	}
}

// checkGone repeats a report of a revision of which the file is gone, by what the cited address says.
func checkGone(t *testing.T, address, path, revision, rows string) {
	t.Helper()
	answer := at(t, address, path)
	var problem struct {
		Detail string
		Links  []struct{ Adres string }
	}
	if err := json.Unmarshal([]byte(answer.body), &problem); err != nil || answer.status != 410 || !strings.Contains(problem.Detail, revision) {
		t.Fatalf("status %d: %s (%v)", answer.status, answer.body, err)
	}
	if page := at(t, address, path, "Accept: text/html"); page.status != 410 || !strings.Contains(page.body, `href="/onderzoek/bestand/`+revision+`/trend.parquet"`) {
		t.Errorf("a browser gets status %d and no address of what is left", page.status)
	}
	sums, parquet := "", filepath.Join(t.TempDir(), "trend.parquet")
	for _, l := range problem.Links {
		file := at(t, address, l.Adres)
		if file.status != 200 {
			t.Errorf("%s: status %d", l.Adres, file.status)
		}
		switch {
		case strings.HasSuffix(l.Adres, "sha256sums.txt"):
			sums = file.body
		case strings.HasSuffix(l.Adres, revision+"/trend.parquet"):
			if err := os.WriteFile(parquet, file.raw, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	content, err := os.ReadFile(parquet)
	if err != nil {
		t.Fatal(err)
	}
	if sum := sha256.Sum256(content); !strings.Contains(sums, hex.EncodeToString(sum[:])+"  trend.parquet") {
		t.Error("the trends have another hash than the list says")
	}
	memory, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer memory.Close()
	var again float64
	if err := memory.QueryRow("select value from read_parquet('" + parquet + "') where subject = 'moerwijk' and indicator = 'inwoners' and year = 2020").Scan(&again); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(rows, fmt.Sprintf(",2020,%v,", again)) {
		t.Errorf("the trends say %v, and the report was %s", again, rows)
	}
	if cff := at(t, address, "/onderzoek/bestand/"+revision+"/CITATION.cff"); cff.status != 200 || !strings.Contains(cff.body, `version: "`+revision+`"`) || !strings.Contains(cff.body, "CBS") {
		t.Errorf("the citation of a revision that is gone: status %d: %s", cff.status, cff.body)
	}
}

// at asks a server of a test's own.
func at(t *testing.T, address, path string, fields ...string) reply {
	t.Helper()
	return ask(t, http.MethodGet, address+path, fields...)
}

// waitFor waits until a server answers from a revision.
func waitFor(t *testing.T, address, revision string) {
	t.Helper()
	for n := 0; !strings.Contains(at(t, address, "/healthz").body, revision); n++ {
		if n > 3000 {
			t.Fatalf("%s is not served", revision)
		}
		time.Sleep(20 * time.Millisecond)
	}
}
