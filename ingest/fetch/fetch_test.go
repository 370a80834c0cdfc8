package fetch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"wijkinzicht/ingest/fetch/mirrortest"
)

const host = "cijfers.example"

// patient is a client of the mirror that notes how long it would have waited.
func patient(m *mirrortest.Mirror, refuse ...string) (*Client, func() []time.Duration) {
	c := New([]string{host, "ander.example"}, m.Transport(refuse...))
	var mu sync.Mutex
	var waits []time.Duration
	c.Patience(func(ctx context.Context, d time.Duration) error {
		mu.Lock()
		defer mu.Unlock()
		waits = append(waits, d)
		return ctx.Err()
	}, time.Minute)
	return c, func() []time.Duration { mu.Lock(); defer mu.Unlock(); return slices.Clone(waits) }
}

func noise(n int) []byte {
	r := rand.New(rand.NewPCG(1, 2))
	out := make([]byte, n)
	for i := range out {
		out[i] = byte(r.Uint32())
	}
	return out
}

// zipLike begins as a zip file does.
func zipLike(n int) []byte { return append([]byte("PK\x03\x04"), noise(n)...) }

func hash(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

func TestGet(t *testing.T) {
	const json, zip = `{"value":[]}`, "zip"
	content := zipLike(200_000)
	for _, c := range []struct {
		name     string
		path     string
		kind     Kind
		limit    int64
		times    int // of the fault
		fault    mirrortest.Fault
		want     string // part of the reason; empty: it comes
		requests int
		waits    int
	}{
		{name: "json", path: "a.json", kind: JSON, requests: 1},
		{name: "zip", path: "a.zip", kind: Zip, requests: 1},
		{name: "not there", path: "weg.zip", kind: Zip, want: "staat niets meer (fout 404)", requests: 1},
		{name: "too busy, twice", path: "a.json", kind: JSON, times: 2, fault: mirrortest.Status(429, "7"), requests: 3, waits: 2},
		{name: "too busy for an hour", path: "a.json", kind: JSON, fault: mirrortest.Status(429, "3600"), want: "vraagt over 60 minuten", requests: 1},
		{name: "an error that passes", path: "a.json", kind: JSON, times: 3, fault: mirrortest.Status(500, ""), requests: 4, waits: 3},
		{name: "an error that stays", path: "a.json", kind: JSON, fault: mirrortest.Status(500, ""), want: "fout 500", requests: 5, waits: 4},
		{name: "a bad request", path: "a.json", kind: JSON, fault: mirrortest.Status(400, ""), want: "fout 400", requests: 1},
		{name: "a page with status 200", path: "a.json", kind: JSON, fault: mirrortest.HTML, want: "webpagina in plaats van een JSON", requests: 1},
		{name: "a page for a zip", path: "a.zip", kind: Zip, fault: mirrortest.HTML, want: "webpagina", requests: 1},
		{name: "the wrong Content-Type", path: "a.json", kind: JSON, fault: mirrortest.WrongType, requests: 1},
		{name: "json for a zip", path: "a.json", kind: Zip, want: "is geen zip-bestand", requests: 1},
		{name: "a reset", path: "a.zip", kind: Zip, times: 1, fault: mirrortest.Reset, requests: 2, waits: 1},
		{name: "two resets", path: "a.zip", kind: Zip, times: 2, fault: mirrortest.Reset, requests: 3, waits: 2},
		{name: "resets without end", path: "a.zip", kind: Zip, fault: mirrortest.Reset, want: "brak halverwege af", requests: 5, waits: 4},
		{name: "cut off", path: "a.zip", kind: Zip, times: 1, fault: mirrortest.Cut, requests: 2, waits: 1},
		{name: "a slow drip", path: "a.zip", kind: Zip, times: 1, fault: mirrortest.Drip, requests: 2, waits: 1},
		{name: "too large by its own word", path: "a.zip", kind: Zip, limit: 1000, want: "groter dan", requests: 1},
		{name: "a gzip bomb", path: "a.json", kind: JSON, limit: 4 << 20, fault: mirrortest.Bomb(64), want: "groter dan 4 MB", requests: 1},
		{name: "sent to another known host", path: "a.json", kind: JSON, fault: mirrortest.Redirect("https://ander.example/b.json"), requests: 2},
		{name: "sent to an unknown host", path: "a.json", kind: JSON, fault: mirrortest.Redirect("https://vreemd.example/b.json"), want: "vreemd.example", requests: 1},
		{name: "sent to http", path: "a.json", kind: JSON, fault: mirrortest.Redirect("http://ander.example/b.json"), want: "http://ander.example", requests: 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			m := mirrortest.New(t)
			m.File("https://"+host+"/a.json", []byte(json))
			m.File("https://ander.example/b.json", []byte(json))
			m.File("https://"+host+"/a.zip", content)
			if c.fault != nil {
				m.Spoil(host+"/a", 0, c.times, c.fault)
			}
			client, waits := patient(m)
			if c.name == "a slow drip" {
				client.quiet = 300 * time.Millisecond
			}
			to := filepath.Join(t.TempDir(), "bestand")
			var bytes int64
			answer, err := client.Get(context.Background(), Request{URL: "https://" + host + "/" + c.path, Kind: c.kind, Limit: c.limit, To: to,
				Bytes: func(n int64) { bytes += n }})
			if n := len(m.Asked()); n != c.requests {
				t.Errorf("%d requests, want %d", n, c.requests)
			}
			if n := len(waits()); n != c.waits {
				t.Errorf("waited %d times, want %d", n, c.waits)
			}
			var problem *Error
			if c.want != "" {
				if !errors.As(err, &problem) || !strings.Contains(err.Error(), c.want) {
					t.Fatalf("error is %v, want one that says %q", err, c.want)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			got, err := os.ReadFile(to)
			want := content
			if c.kind == JSON {
				want = []byte(json)
			}
			if err != nil || string(got) != string(want) || answer.SHA256 != hash(want) || answer.Bytes != int64(len(want)) {
				t.Errorf("came %d bytes, %+v, %v", len(got), answer, err)
			}
			if bytes < answer.Bytes {
				t.Errorf("heard of %d bytes of %d", bytes, answer.Bytes)
			}
		})
	}
}

// TestRetryAfter holds that the source's own wish goes before our pauses, in both its forms.
func TestRetryAfter(t *testing.T) {
	m := mirrortest.New(t)
	m.File("https://"+host+"/a.json", []byte(`{}`))
	m.Spoil("a.json", 0, 1, mirrortest.Status(503, "120"))
	m.Spoil("a.json", 0, 1, mirrortest.Status(429, time.Now().Add(90*time.Second).UTC().Format(http.TimeFormat)))
	client, waits := patient(m)
	if _, err := client.Get(context.Background(), Request{URL: "https://" + host + "/a.json", Kind: JSON, To: filepath.Join(t.TempDir(), "a")}); err != nil {
		t.Fatal(err)
	}
	w := waits()
	if len(w) != 2 || w[0] != 120*time.Second || w[1] < 80*time.Second || w[1] > 90*time.Second {
		t.Errorf("waited %v", w)
	}
}

// TestResume goes on with a large file where it broke off, and begins anew when the source has another one.
func TestResume(t *testing.T) {
	m := mirrortest.New(t)
	old, young := zipLike(100_000), zipLike(120_000)
	m.File("https://"+host+"/a.zip", old)
	m.Spoil("a.zip", 0, 0, mirrortest.Cut)
	client, _ := patient(m)
	to := filepath.Join(t.TempDir(), "a.zip")
	request := Request{URL: "https://" + host + "/a.zip", Kind: Zip, To: to}
	if _, err := client.Get(context.Background(), request); err == nil {
		t.Fatal("a file that breaks off every time came")
	}
	had, err := os.Stat(to)
	if err != nil || had.Size() < 90_000 { // five halves of what was left each time
		t.Fatalf("kept of it: %v, %v", had, err)
	}
	m.Mend()
	var came int64
	request.Bytes = func(n int64) { came += n }
	answer, err := client.Get(context.Background(), request)
	if err != nil || answer.SHA256 != hash(old) || came >= 10_000 {
		t.Fatalf("went on with %d bytes: %+v, %v", came, answer, err)
	}
	// Another file under the same address while the first was underway.
	os.Remove(to)
	m.Spoil("a.zip", 0, 5, mirrortest.Cut)
	client.Get(context.Background(), request)
	m.File("https://"+host+"/a.zip", young)
	if answer, err = client.Get(context.Background(), request); err != nil || answer.SHA256 != hash(young) {
		t.Errorf("the newer file: %+v, %v", answer, err)
	}
}

// TestTooLong leaves a file that drips just fast enough when its time is up, as often as it drips, and goes on with it the next time.
func TestTooLong(t *testing.T) {
	m := mirrortest.New(t)
	content := zipLike(200_000)
	m.File("https://"+host+"/a.zip", content)
	m.Spoil("a.zip", 0, 0, mirrortest.DripHalf)
	client, waits := patient(m)
	client.whole = 500 * time.Millisecond
	to := filepath.Join(t.TempDir(), "a.zip")
	request := Request{URL: "https://" + host + "/a.zip", Kind: Zip, To: to}
	_, err := client.Get(context.Background(), request)
	var problem *Error
	if !errors.As(err, &problem) || !strings.Contains(problem.Reason, "nog niet binnen") || problem.Came() {
		t.Fatalf("error is %v", err)
	}
	if n := len(waits()); n != 0 {
		t.Errorf("tried again %d times", n)
	}
	m.Mend()
	client.whole = whole
	came := int64(0)
	request.Bytes = func(n int64) { came += n }
	answer, err := client.Get(context.Background(), request)
	if err != nil || answer.SHA256 != hash(content) || came > 100_010 {
		t.Errorf("went on with %d bytes: %+v, %v", came, answer, err)
	}
}

func TestConditional(t *testing.T) {
	m := mirrortest.New(t)
	m.File("https://"+host+"/a.zip", zipLike(100))
	client, _ := patient(m)
	to := filepath.Join(t.TempDir(), "a.zip")
	first, err := client.Get(context.Background(), Request{URL: "https://" + host + "/a.zip", Kind: Zip, To: to})
	if err != nil || first.Validator == "" || first.Unchanged {
		t.Fatalf("%+v, %v", first, err)
	}
	os.Remove(to)
	again, err := client.Get(context.Background(), Request{URL: "https://" + host + "/a.zip", Kind: Zip, To: to, Since: first.Validator})
	if _, statErr := os.Stat(to); err != nil || !again.Unchanged || statErr == nil {
		t.Errorf("the same again: %+v, %v", again, err)
	}
	m.File("https://"+host+"/a.zip", zipLike(200))
	if newer, err := client.Get(context.Background(), Request{URL: "https://" + host + "/a.zip", Kind: Zip, To: to, Since: first.Validator}); err != nil || newer.Unchanged {
		t.Errorf("another: %+v, %v", newer, err)
	}
}

// TestDown asks a host that gives no connection a few times, and then no more.
func TestDown(t *testing.T) {
	m := mirrortest.New(t)
	m.File("https://ander.example/a.json", []byte(`{}`))
	client, waits := patient(m, host)
	for range 3 {
		_, err := client.Get(context.Background(), Request{URL: "https://" + host + "/a.json", Kind: JSON, To: filepath.Join(t.TempDir(), "a")})
		if err == nil || err.Error() != host+": de bron weigert de verbinding" {
			t.Errorf("error is %v", err)
		}
	}
	if n := len(waits()); n != attempts-1 {
		t.Errorf("waited %d times, want %d", n, attempts-1)
	}
	if _, err := client.Get(context.Background(), Request{URL: "https://ander.example/a.json", Kind: JSON, To: filepath.Join(t.TempDir(), "a")}); err != nil {
		t.Errorf("the other host: %v", err)
	}
}

// TestHangup goes on asking a host that broke every connection of one request.
func TestHangup(t *testing.T) {
	m := mirrortest.New(t)
	m.File("https://"+host+"/a.json", []byte(`{}`))
	m.File("https://"+host+"/b.json", []byte(`{}`))
	m.Spoil("a.json", 0, 0, mirrortest.Hangup)
	client, _ := patient(m)
	to := filepath.Join(t.TempDir(), "a")
	if _, err := client.Get(context.Background(), Request{URL: "https://" + host + "/a.json", Kind: JSON, To: to}); err == nil {
		t.Error("a request without an answer came")
	}
	if _, err := client.Get(context.Background(), Request{URL: "https://" + host + "/b.json", Kind: JSON, To: to}); err != nil {
		t.Errorf("the next request: %v", err)
	}
}

// TestBegin asks for the first bytes of a large file alone, and leaves nothing on disk.
func TestBegin(t *testing.T) {
	m := mirrortest.New(t)
	m.File("https://"+host+"/a.zip", zipLike(300_000))
	client, _ := patient(m)
	to := filepath.Join(t.TempDir(), "a.zip")
	came := int64(0)
	answer, err := client.Get(context.Background(), Request{URL: "https://" + host + "/a.zip", Kind: Zip, To: to, Begin: true, Bytes: func(n int64) { came += n }})
	if _, there := os.Stat(to); err != nil || answer.Bytes != 300_004 || came != beginning || there == nil {
		t.Errorf("%+v, %d bytes came, %v", answer, came, err)
	}
	if _, err := client.Get(context.Background(), Request{URL: "https://" + host + "/a.zip", Kind: JSON, Begin: true}); err == nil {
		t.Error("a zip passed for JSON")
	}
}

// TestUnknown refuses addresses that are not those of a source.
func TestUnknown(t *testing.T) {
	client := New([]string{host}, nil)
	for _, address := range []string{"http://" + host + "/a", "https://vreemd.example/a", "ftp://" + host, "a b", "", "https://" + host + ".vreemd.example/"} {
		if _, err := client.Get(context.Background(), Request{URL: address, Kind: JSON}); err == nil {
			t.Errorf("%q was fetched", address)
		}
	}
}

// TestPolite holds the number of requests to one host at a time, and that every one names us.
func TestPolite(t *testing.T) {
	m := mirrortest.New(t)
	var mu sync.Mutex
	now, most := 0, 0
	m.Handle("https://"+host+"/", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		now++
		most = max(most, now)
		mu.Unlock()
		time.Sleep(20 * time.Millisecond)
		mu.Lock()
		now--
		mu.Unlock()
		if !strings.Contains(r.Header.Get("User-Agent"), "wijkinzicht") {
			t.Errorf("User-Agent is %q", r.Header.Get("User-Agent"))
		}
		w.Write([]byte("{}"))
	}))
	client, _ := patient(m)
	var group sync.WaitGroup
	dir := t.TempDir()
	for i := range 12 {
		group.Go(func() {
			to := filepath.Join(dir, string(rune('a'+i)))
			if _, err := client.Get(context.Background(), Request{URL: "https://" + host + "/x", Kind: JSON, To: to}); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if most > perHost || most < 1 {
		t.Errorf("%d requests at a time, want at most %d", most, perHost)
	}
}

// TestStopped ends at once when the run is told to stop.
func TestStopped(t *testing.T) {
	m := mirrortest.New(t)
	m.File("https://"+host+"/a.json", []byte(`{}`))
	m.Spoil("a.json", 0, 0, mirrortest.Status(503, ""))
	ctx, stop := context.WithCancel(context.Background())
	client, _ := patient(m)
	client.Patience(func(ctx context.Context, _ time.Duration) error { stop(); return ctx.Err() }, time.Second)
	if _, err := client.Get(ctx, Request{URL: "https://" + host + "/a.json", Kind: JSON, To: filepath.Join(t.TempDir(), "a")}); !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v", err)
	}
}
