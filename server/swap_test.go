package server_test

import (
	"context"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/store"
	"wijkinzicht/ingest"
)

// smallCatalogue is the catalogue with the embedded figures of a few years: tests that publish again and again need no more.
func smallCatalogue(t *testing.T) *catalogue.Catalogue {
	t.Helper()
	cat, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	few := fstest.MapFS{}
	for _, name := range []string{"kwb-2020.csv", "kwb-2024.csv", "plaats/labelpunt.csv"} {
		content, err := fs.ReadFile(cat.Pack, name)
		if err != nil {
			t.Fatal(err)
		}
		few[name] = &fstest.MapFile{Data: content}
	}
	cat.Pack = few
	return cat
}

func publishSmall(t *testing.T, depot store.Store) {
	t.Helper()
	if _, err := ingest.Default(t.Context(), smallCatalogue(t), depot, func(string, int, int) {}); err != nil {
		t.Fatal(err)
	}
}

// publishFictional adds a small file of a fictional gemeente to the store and publishes what comes of it. Another
// year is another revision.
func publishFictional(t *testing.T, depot store.Store, year int) string {
	t.Helper()
	from := t.TempDir()
	const head = "Wijken en buurten;Regioaanduiding/Gemeentenaam (naam);Regioaanduiding/Soort regio (omschrijving);" +
		"Regioaanduiding/Codering (code);Bevolking/Aantal inwoners (aantal)\r\n"
	// A file with the same bytes would be known by its hash: another year needs other figures.
	text := head + fmt.Sprintf("Dorrestad;Dorrestad;Gemeente;GM9901;%d\r\n", 23_000+year) + "Zonnewijk;Dorrestad;Wijk;WK990101;1500\r\n"
	file := filepath.Join(from, fmt.Sprintf("Kerncijfers_wijken_en_buurten_%d.csv", year))
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	result, err := ingest.Run(context.Background(), smallCatalogue(t), depot, from, func(string, int, int) {})
	if err != nil {
		t.Fatal(err)
	}
	return result.Revision
}

// TestNoRequestFailsDuringAPublish lets 8 clients ask without pause while five revisions are published: every answer
// comes whole, and from the revision that it names.
func TestNoRequestFailsDuringAPublish(t *testing.T) {
	own := store.Store{Dir: t.TempDir()}
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	publishSmall(t, own)
	first, _, err := own.Current()
	if err != nil {
		t.Fatal(err)
	}
	revisions := []string{publishFictional(t, own, 2019), publishFictional(t, own, 2020), first}
	if err := own.PointAt(first); err != nil {
		t.Fatal(err)
	}
	address, ended, err := serve(ctx, own)
	if err != nil {
		t.Fatal(err)
	}

	var asked, failed atomic.Int64
	seen := map[string]bool{}
	var mu sync.Mutex
	problem := func(format string, args ...any) {
		if failed.Add(1) <= 10 {
			t.Errorf(format, args...)
		}
	}
	finish := make(chan struct{})
	var clients sync.WaitGroup
	for n := range 8 {
		clients.Go(func() {
			paths := []string{"/verantwoording", "/grafiek/moerwijk/inwoners.csv", "/wijk/jol", "/cijfers/inwoners.csv", "/healthz"}
			for i := n; ; i++ {
				select {
				case <-finish:
					return
				default:
				}
				path := paths[i%len(paths)]
				r, err := try(http.MethodGet, address+path)
				if err != nil || r.status != http.StatusOK {
					problem("%s: status %d, %v", path, r.status, err)
					continue
				}
				asked.Add(1)
				revision := r.header.Get("X-Revision")
				if path != "/healthz" && !strings.Contains(r.body, revision) {
					problem("%s: the answer says revision %s and its body does not", path, revision)
				}
				for _, other := range revisions {
					if other != revision && path != "/healthz" && strings.Contains(r.body, other) {
						problem("%s: the answer says revision %s and its body %s", path, revision, other)
					}
				}
				mu.Lock()
				seen[revision] = true
				mu.Unlock()
			}
		})
	}
	for n := range 5 {
		next := revisions[n%len(revisions)]
		if err := own.PointAt(next); err != nil {
			t.Error(err)
		}
		waitForRevision(t, address, next)
	}
	for asked.Load() < 1000 && failed.Load() == 0 {
		time.Sleep(10 * time.Millisecond)
	}
	close(finish)
	clients.Wait()
	stop()
	if err := <-ended; err != nil {
		t.Errorf("serve ended with %v", err)
	}
	for _, revision := range revisions {
		if !seen[revision] {
			t.Errorf("no answer came from revision %s", revision)
		}
	}
	t.Logf("%d answers over five publishes, %d failed", asked.Load(), failed.Load())
}

// waitForRevision waits until the server answers from a revision.
func waitForRevision(t *testing.T, address, revision string) {
	t.Helper()
	for range 3000 {
		if r, err := try(http.MethodGet, address+"/healthz"); err == nil && strings.Contains(r.body, revision) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("the server does not come to revision %s", revision)
}

// TestAPublishThatCannotBeOpenedChangesNothing points the store at a file that is no database.
func TestAPublishThatCannotBeOpenedChangesNothing(t *testing.T) {
	own := store.Store{Dir: t.TempDir()}
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	publishSmall(t, own)
	first, _, err := own.Current()
	if err != nil {
		t.Fatal(err)
	}
	address, ended, err := serve(ctx, own)
	if err != nil {
		t.Fatal(err)
	}
	broken := "0123456789ab"
	if err := os.WriteFile(own.Path(broken), []byte("geen database"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := own.PointAt(broken); err != nil {
		t.Fatal(err)
	}
	time.Sleep(1500 * time.Millisecond) // the server looks once a second
	if r := ask(t, http.MethodGet, address+"/verantwoording"); r.status != http.StatusOK || r.header.Get("X-Revision") != first {
		t.Errorf("status %d from revision %s, want %s", r.status, r.header.Get("X-Revision"), first)
	}
	next := publishFictional(t, own, 2019)
	waitForRevision(t, address, next)
	// The API and SQL repeat an answer of the revision before, and name the revisions that there are to who asks for another.
	for path, want := range map[string]string{"/api/v1/trend.csv?subject=moerwijk": next, "/api/v1/trend.csv?subject=moerwijk&revision=" + first: first, "/api/v1/areas.geojson?limit=1&revision=" + first: first,
		"/onderzoek/sql.csv?q=select+1&revisie=" + first: first} {
		if r := ask(t, http.MethodGet, address+path); r.status != http.StatusOK || r.header.Get("X-Revision") != want {
			t.Errorf("%s: status %d from revision %s, want %s", path, r.status, r.header.Get("X-Revision"), want)
		}
	}
	if r := ask(t, http.MethodGet, address+"/api/v1/trend?revision=ffffffffffff"); r.status != http.StatusGone || !strings.Contains(r.body, first) || !strings.Contains(r.body, next) {
		t.Errorf("status %d: %s", r.status, r.body)
	}
	stop()
	if err := <-ended; err != nil {
		t.Errorf("serve ended with %v", err)
	}
}
