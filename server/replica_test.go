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
	second, over, err := serveWith(ctx, copied, server.Config{Address: publicAddress, Program: "test", Await: follower.Await})
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
