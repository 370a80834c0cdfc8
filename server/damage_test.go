package server_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"wijkinzicht/data"
	"wijkinzicht/data/store"
)

// TestDamagedAtStart: a server on a store of which the published file has one other byte says so and serves the last whole revision;
// when it was made again the server moves to it.
func TestDamagedAtStart(t *testing.T) {
	own := store.Store{Dir: t.TempDir()}
	publishSmall(t, own)
	whole, _, err := own.Current()
	if err != nil {
		t.Fatal(err)
	}
	damaged := publishFictional(t, own, 2019)
	harm(t, own.Path(damaged))
	ctx, stop := context.WithCancel(t.Context())
	address, ended, err := serve(ctx, own)
	if err != nil {
		t.Fatal(err)
	}
	if r := ask(t, http.MethodGet, address+"/verantwoording"); r.status != http.StatusOK || r.header.Get("X-Revision") != whole {
		t.Errorf("status %d from revision %s, want %s", r.status, r.header.Get("X-Revision"), whole)
	}
	waitForHealth(t, address, http.StatusServiceUnavailable, "ingest --offline")
	waitForRevision(t, address, publishFictional(t, own, 2019))
	waitForHealth(t, address, http.StatusOK, `"ok"`)

	// The link to the published revision is gone: a watchman hears it, and visitors notice nothing.
	if err := os.Rename(own.Dir+"/wijkinzicht.duckdb", own.Dir+"/weg"); err != nil {
		t.Fatal(err)
	}
	waitForHealth(t, address, http.StatusServiceUnavailable, "opslag")
	if r := ask(t, http.MethodGet, address+"/verantwoording"); r.status != http.StatusOK {
		t.Errorf("without the link status %d", r.status)
	}
	stop()
	if err := <-ended; err != nil {
		t.Errorf("serve ended with %v", err)
	}
}

// harm changes one byte in the middle of a file, as a disk does.
func harm(t *testing.T, path string) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	content[len(content)/2] ^= 0x40
	if err := errors.Join(os.Remove(path), os.WriteFile(path, content, 0o444)); err != nil {
		t.Fatal(err)
	}
}

func waitForHealth(t *testing.T, address string, status int, says string) {
	t.Helper()
	var r reply
	for range 1000 {
		if r = ask(t, http.MethodGet, address+"/healthz"); r.status == status && strings.Contains(r.body, says) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("/healthz: status %d, %s; want %d with %q", r.status, r.body, status, says)
}

// TestPicturesOfTheirPage: what a page that was sent before a publish asks for comes from the revision of that page.
func TestPicturesOfTheirPage(t *testing.T) {
	own := store.Store{Dir: t.TempDir()}
	publishSmall(t, own)
	first, _, err := own.Current()
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	address, ended, err := serve(ctx, own)
	if err != nil {
		t.Fatal(err)
	}
	picture := "/grafiek/moerwijk/inwoners.csv?revisie=" + first + "-test"
	before := ask(t, http.MethodGet, address+picture)
	for n, year := range []int{2019, 2020} {
		waitForRevision(t, address, publishFictional(t, own, year))
		if r := ask(t, http.MethodGet, address+picture); r.body != before.body || r.header.Get("X-Revision") != first || !strings.Contains(r.header.Get("Cache-Control"), "immutable") {
			t.Errorf("after %d publishes the picture comes from %s, its page from %s (%s)", n+1, r.header.Get("X-Revision"), first, r.header.Get("Cache-Control"))
		}
	}
	// The files of a revision that was published just now are made, or come soon; none is said not to exist.
	now, _, err := own.Current()
	if err != nil {
		t.Fatal(err)
	}
	if r := ask(t, http.MethodGet, address+"/onderzoek/bestand/"+now+"/trend.csv"); r.status != http.StatusOK && (r.status != http.StatusServiceUnavailable || r.header.Get("Retry-After") == "") {
		t.Errorf("a file of a revision that was published just now: status %d", r.status)
	}
	stop()
	if err := <-ended; err != nil {
		t.Errorf("serve ended with %v", err)
	}
}

// TestETagIsOfTheBytes: what continues a download is the hash of the file, as its description gives it.
func TestETagIsOfTheBytes(t *testing.T) {
	prepared(t)
	var p data.Package
	if err := json.Unmarshal([]byte(get(t, "/onderzoek/bestand/"+db.Revision+"/datapackage.json").body), &p); err != nil {
		t.Fatal(err)
	}
	for _, r := range p.Resources[:3] {
		if tag := ask(t, http.MethodHead, base+"/onderzoek/bestand/"+db.Revision+"/"+r.Path).header.Get("ETag"); tag != `"`+r.SHA256()+`"` {
			t.Errorf("%s has tag %s, and hash %s", r.Path, tag, r.SHA256())
		}
	}
}

// TestLeavingEndsAQuestion: twelve who ask an endless question and leave keep nobody from an answer.
func TestLeavingEndsAQuestion(t *testing.T) {
	const endless = "select count(*) from range(100000000000) a where md5(a.range::varchar) = 'x'"
	for range 12 {
		conn, err := net.Dial("tcp", strings.TrimPrefix(base, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		request, err := http.NewRequest(http.MethodGet, base+"/onderzoek/sql.csv"+asking(endless), nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := request.Write(conn); err != nil {
			t.Fatal(err)
		}
		conn.Close()
	}
	for n := range 100 {
		r := get(t, "/onderzoek/sql.csv"+asking("select 42 as antwoord"))
		if r.status == http.StatusOK && strings.Contains(r.body, "42") {
			t.Logf("answered at attempt %d", n+1)
			return
		}
		if r.status != http.StatusTooManyRequests {
			t.Fatalf("status %d: %s", r.status, r.body)
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Error("the questions of who left are not ended")
}

// TestSlowReadersKeepNobodyAway: nine who ask for a large answer and take nothing of it are on their way at once; the tenth is answered.
func TestSlowReadersKeepNobodyAway(t *testing.T) {
	const large = "/api/v1/observations.csv?limit=20001"
	for range 9 {
		conn, err := net.Dial("tcp", strings.TrimPrefix(base, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		if err := conn.(*net.TCPConn).SetReadBuffer(4096); err != nil {
			t.Fatal(err)
		}
		if _, err := conn.Write([]byte("GET " + large + " HTTP/1.1\r\nHost: wijken.example\r\n\r\n")); err != nil {
			t.Fatal(err)
		}
		if _, err := bufio.NewReaderSize(conn, 16).ReadString('\n'); err != nil {
			t.Fatal(err)
		}
	}
	if r := get(t, large); r.status != http.StatusOK || strings.Count(r.body, "\n") != 20002 {
		t.Errorf("status %d with %d bytes", r.status, len(r.body))
	}
}
