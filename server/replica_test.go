package server_test

import (
	"bytes"
	"context"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"wijkinzicht/data/store"
	"wijkinzicht/ingest/replica"
	"wijkinzicht/server"
)

// TestReplica: a server that follows another gives the same bytes under the same addresses, also those of a revision that it has not
// fetched yet; when the other one is gone it answers as before, and says so of what it cannot have.
func TestReplica(t *testing.T) {
	first, copied := store.Store{Dir: t.TempDir()}, store.Store{Dir: t.TempDir()}
	publishSmall(t, first)
	was, _, err := first.Current()
	if err != nil {
		t.Fatal(err)
	}
	if err := first.Pin(was); err != nil {
		t.Fatal(err)
	}
	gone, stop := context.WithCancel(t.Context())
	defer stop()
	primary, ended, err := serve(gone, first)
	if err != nil {
		t.Fatal(err)
	}
	follower, err := replica.New(copied, primary)
	if err != nil {
		t.Fatal(err)
	}
	if err := follower.Round(t.Context()); err != nil {
		t.Fatal(err)
	}
	ctx, end := context.WithCancel(t.Context())
	second, over, err := serveWith(ctx, copied, server.Config{Address: publicAddress, Program: "test", Await: follower.Await, Elder: follower.Ask})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		end()
		if err := <-over; err != nil {
			t.Error(err)
		}
	}()
	sameAnswers(t, primary, second, "")

	next := "0123456789ab"
	republish(t, first, was, next, 1)
	waitFor(t, primary, next)
	time.Sleep(time.Second) // in which the replica does not ask again
	sameAnswers(t, primary, second, "revisie="+next+"-test")
	if r := at(t, second, "/onderzoek/bestand/"+next+"/wijkinzicht.duckdb"); r.status != http.StatusOK {
		t.Errorf("the file of a revision that just came: status %d", r.status)
	}
	waitFor(t, second, next)
	sameAnswers(t, primary, second, "")
	if !copied.IsPinned(was) || !copied.Has(was) {
		t.Error("what the first keeps for good, the second does not")
	}

	frozenOnBoth(t, first, copied, primary, second, next)

	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	time.Sleep(time.Second)
	if r := at(t, second, "/wijk/jol"); r.status != http.StatusOK || r.header.Get("X-Revision") != next {
		t.Errorf("without the first: status %d of revision %s", r.status, r.header.Get("X-Revision"))
	}
	if r := at(t, second, "/grafiek/jol/inwoners.svg?revisie=ffffffffffff-test"); r.status != http.StatusServiceUnavailable || r.header.Get("Retry-After") == "" {
		t.Errorf("a picture of a revision that nobody has: status %d", r.status)
	}
}

// frozenOnBoth: what somebody froze stays when its revision is gone, whichever server showed it and whichever is asked for it.
func frozenOnBoth(t *testing.T, first, copied store.Store, primary, second, current string) {
	t.Helper()
	const gone = "/embed/trend/jol/inwoners?versie=aaaaaaaaaaaa"
	old := store.Record{Revision: "aaaaaaaaaaaa", SHA256: strings.Repeat("a", 64), Bytes: 1, MadeAt: time.Unix(1, 0)}
	for _, s := range []store.Store{first, copied} {
		records, err := s.Records()
		if err == nil {
			err = s.Remember(append([]store.Record{old}, records...))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	page := `<main>Jol<link href="/static/embed.aaaaaaaaaaaa.css"></main>`
	for _, kept := range []store.FrozenAnswer{{Address: gone, ContentType: "text/html; charset=utf-8", Body: []byte(page)}, {Address: "/static/embed.aaaaaaaaaaaa.css", ContentType: "text/css", Body: []byte("main{}")}} {
		revision := old.Revision
		if kept.ContentType == "text/css" {
			revision = "stijl"
		}
		if err := first.Freeze(revision, kept); err != nil {
			t.Fatal(err)
		}
	}
	for _, path := range []string{gone, "/static/embed.aaaaaaaaaaaa.css"} {
		a, b := at(t, primary, path), at(t, second, path)
		if a.status != http.StatusOK || b.status != a.status || a.body != b.body || a.header.Get("Content-Type") != b.header.Get("Content-Type") {
			t.Errorf("%s: status %d with %q, at the replica %d with %q", path, a.status, a.body, b.status, b.body)
		}
	}
	shown := "/embed/trend/jol/inwoners?versie=" + current
	if r := at(t, second, shown); r.status != http.StatusOK {
		t.Errorf("%s: status %d", shown, r.status)
	}
	for late := time.Now().Add(10 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		if _, err := first.Frozen(current, shown); err == nil {
			return
		} else if time.Now().After(late) {
			t.Errorf("what the replica froze, the first does not keep: %v", err)
			return
		}
	}
}

// sameAnswers asks two servers for the same, with a parameter behind every address.
func sameAnswers(t *testing.T, one, other, parameter string) {
	t.Helper()
	for _, path := range []string{"/", "/wijk/jol", "/grafiek/jol/inwoners.svg", "/kaart.svg?gemeente=gm0518&indicator=inwoners", "/cijfers/inwoners.csv", "/api/v1/trend?subject=jol", "/embed/trend/jol/inwoners", "/onderzoek/CITATION.cff"} {
		if parameter != "" {
			if !strings.Contains(path, ".svg") {
				continue
			}
			if strings.Contains(path, "?") {
				path += "&" + parameter
			} else {
				path += "?" + parameter
			}
		}
		a, b := at(t, one, path), at(t, other, path)
		if a.status != http.StatusOK || a.status != b.status || a.body != b.body || a.header.Get("ETag") != b.header.Get("ETag") || a.header.Get("X-Revision") != b.header.Get("X-Revision") {
			t.Errorf("%s: status %d and %d, revision %s and %s, ETag %s and %s", path, a.status, b.status, a.header.Get("X-Revision"), b.header.Get("X-Revision"), a.header.Get("ETag"), b.header.Get("ETag"))
		}
	}
}

// TestReplicaOfAServerThatMadeTheSame: who served figures of its own making before it followed another has the other's bytes from then on,
// under the same name too.
func TestReplicaOfAServerThatMadeTheSame(t *testing.T) {
	first, copied := store.Store{Dir: t.TempDir()}, store.Store{Dir: t.TempDir()}
	publishSmall(t, first)
	was, _, err := first.Current()
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(first.Path(was))
	if err != nil {
		t.Fatal(err)
	}
	publishAs(t, copied, was, append(content, 0), func(string) {})
	primary, ended, err := serve(t.Context(), first)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { <-ended })
	follower, err := replica.New(copied, primary)
	if err != nil {
		t.Fatal(err)
	}
	if err := follower.Round(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(copied.Path(was)); err != nil || !bytes.Equal(got, content) || copied.Whole(was) != nil {
		t.Errorf("the store has not the bytes of the other one (%v)", err)
	}
	for _, address := range []string{"", "wijken.example", "ftp://wijken.example", "https://wijken.example?x=1"} {
		if _, err := replica.New(copied, address); err == nil {
			t.Errorf("%q is an address of a server", address)
		}
	}
}
