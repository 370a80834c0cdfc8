package server_test

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"wijkinzicht/server/answer"
)

func TestEveryEncodingHasItsOwnTag(t *testing.T) {
	for _, path := range []string{"/verantwoording", "/grafiek/moerwijk/woz.svg", assetOf(t, "/verantwoording", "stijl")} {
		plain, br, gzip := get(t, path), get(t, path, "Accept-Encoding: br, gzip"), get(t, path, "Accept-Encoding: gzip")
		for encoding, r := range map[string]reply{"": plain, "br": br, "gzip": gzip} {
			if got := r.header.Get("Content-Encoding"); got != encoding {
				t.Errorf("%s: encoding %q, want %q", path, got, encoding)
			}
			if r.body != plain.body || r.header.Get("Vary") != "Accept-Encoding" {
				t.Errorf("%s as %q: another body or Vary %q", path, encoding, r.header.Get("Vary"))
			}
			for other, o := range map[string]reply{"identity": plain, "br": br, "gzip": gzip} {
				want := http.StatusOK
				if o.header.Get("Etag") == r.header.Get("Etag") {
					want = http.StatusNotModified
				}
				again := get(t, path, "Accept-Encoding: "+other, "If-None-Match: "+r.header.Get("Etag"))
				if again.status != want {
					t.Errorf("%s: the tag of %q asked for as %s: status %d, want %d", path, encoding, other, again.status, want)
				}
				if want == http.StatusNotModified && len(again.raw) != 0 {
					t.Errorf("%s: 304 with %d bytes", path, len(again.raw))
				}
			}
		}
		if tags := []string{plain.header.Get("Etag"), br.header.Get("Etag"), gzip.header.Get("Etag")}; tags[0] == tags[1] || tags[1] == tags[2] || tags[0] == tags[2] {
			t.Errorf("%s: tags %v, want three", path, tags)
		}
	}
}

func TestTagsInEveryForm(t *testing.T) {
	tag := get(t, "/verantwoording").header.Get("Etag")
	for sent, want := range map[string]int{
		tag: 304, "W/" + tag: 304, `"other", ` + tag: 304, `"other"`: 200, "": 200, strings.Trim(tag, `"`): 200,
	} {
		if r := get(t, "/verantwoording", "If-None-Match: "+sent); r.status != want {
			t.Errorf("If-None-Match %s: status %d, want %d", sent, r.status, want)
		}
	}
}

func TestAcceptedEncodings(t *testing.T) {
	for accept, want := range map[string]string{
		"": "", "identity": "", "gzip": "gzip", "br": "br", "gzip, deflate, br, zstd": "br", "deflate": "", "br;q=0, gzip": "gzip", "gzip;q=0": "",
	} {
		r := get(t, "/verantwoording", "Accept-Encoding: "+accept)
		if got := r.header.Get("Content-Encoding"); got != want {
			t.Errorf("Accept-Encoding %q: sent %q, want %q", accept, got, want)
		}
	}
}

func TestAnAddressWithItsRevisionNeverChanges(t *testing.T) {
	for query, want := range map[string]string{
		"?revisie=" + db.Revision + "-test": "public, max-age=31536000, immutable",
		"?revisie=000000000000":             answer.Fresh,
		"?revisie=" + "<script>":            answer.Fresh,
		"":                                  answer.Fresh,
		"?revisie=" + db.Revision:           answer.Fresh,
	} {
		r := get(t, "/grafiek/moerwijk/woz.svg"+query)
		if got := r.header.Get("Cache-Control"); got != want || r.status != http.StatusOK {
			t.Errorf("%q: status %d, Cache-Control %q, want %q", query, r.status, got, want)
		}
		if r.header.Get("X-Revision") != db.Revision {
			t.Errorf("%q: X-Revision %q, want %q", query, r.header.Get("X-Revision"), db.Revision)
		}
	}
	if r := get(t, assetOf(t, "/verantwoording", "stijl")); !strings.Contains(r.header.Get("Cache-Control"), "immutable") {
		t.Errorf("style: Cache-Control %q", r.header.Get("Cache-Control"))
	}
}

// assetOf finds the address of one of our assets on a page.
func assetOf(t testing.TB, path, name string) string {
	t.Helper()
	_, rest, ok := strings.Cut(get(t, path).body, `"/static/`+name+".")
	address, _, _ := strings.Cut(rest, `"`)
	if !ok {
		t.Fatalf("%s names no asset %s", path, name)
	}
	return "/static/" + name + "." + address
}

func TestSpellingsOfOneChoiceAreOneAnswer(t *testing.T) {
	same := []string{
		"/?indicator=woz", "/?indicator=woz&volgorde=kloof", "/?indicator=woz&schaal=gelijk&schaal=",
		"/?utm_source=nieuwsbrief&indicator=woz", "/?indicator=%77oz", "/?indicator=woz#cijfer",
	}
	first := get(t, same[0])
	for _, path := range same[1:] {
		if r := get(t, path); r.header.Get("Etag") != first.header.Get("Etag") {
			t.Errorf("%s is another answer than %s", path, same[0])
		}
	}
	for _, path := range []string{"/?indicator=woz&volgorde=niveau", "/?indicator=woz&volgorde=naam", "/?indicator=koop"} {
		if r := get(t, path); r.header.Get("Etag") == first.header.Get("Etag") {
			t.Errorf("%s is the same answer as %s", path, same[0])
		}
	}
	if !strings.Contains(first.body, `<link rel="canonical" href="`+publicAddress+`/?indicator=woz">`) {
		t.Error("the page does not name its one address")
	}
}

// TestAViewWithoutIndicatorNamesItself: in another order it is another page than "/", also where no indicator was chosen.
func TestAViewWithoutIndicatorNamesItself(t *testing.T) {
	canonical := regexp.MustCompile(`<link rel="canonical" href="([^"]*)">`)
	for path, want := range map[string]string{"/": "^/$", "/?volgorde=kloof": "^/$", "/?volgorde=niveau&schaal=eigen": `^/\?indicator=\w+&volgorde=niveau$`,
		"/?van=2016": `^/\?indicator=\w+&van=2016$`} {
		match := canonical.FindStringSubmatch(get(t, path).body)
		if match == nil {
			t.Fatalf("%s has no address", path)
		}
		address := strings.TrimPrefix(plain(match[1]), publicAddress)
		if !regexp.MustCompile(want).MatchString(address) {
			t.Errorf("%s calls itself %s", path, address)
		} else if again := canonical.FindStringSubmatch(get(t, address).body); again == nil || again[1] != match[1] {
			t.Errorf("%s calls itself %s, which calls itself %q", path, address, again)
		}
	}
}

func TestSpellingsOfOneMapAreOneAnswer(t *testing.T) {
	first := get(t, "/kaart?gemeente=gm0518&indicator=lbm&niveau=buurt")
	for _, path := range []string{"/kaart", "/kaart?niveau=buurt&klassen=vast", "/kaart?utm=1&indicator=lbm"} {
		if r := get(t, path); r.header.Get("Etag") != first.header.Get("Etag") || r.status != http.StatusOK {
			t.Errorf("%s: status %d, or another answer", path, r.status)
		}
	}
	// What cannot be shown is said, in as many answers as there are parameters, whatever is asked for them.
	for one, other := range map[string]string{"/kaart?niveau=onzin": "/kaart?niveau=zin", "/kaart?jaar=1850&vanaf=nooit": "/kaart?vanaf=2100&jaar=1066"} {
		if a, b := get(t, one), get(t, other); a.header.Get("Etag") != b.header.Get("Etag") || a.header.Get("Etag") == first.header.Get("Etag") {
			t.Errorf("%s and %s are two answers, or that of /kaart", one, other)
		}
	}
	for _, path := range []string{"/kaart?gemeente=gm0599", "/kaart?niveau=wijk", "/kaart?indicator=woz", "/kaart?jaar=2018"} {
		if r := get(t, path); r.header.Get("Etag") == first.header.Get("Etag") || r.status != http.StatusOK {
			t.Errorf("%s: status %d, or the same answer", path, r.status)
		}
	}
}

// TestManyAddressesDoNotFillTheMemory asks 10,000 addresses that nobody asked before:
// half of them spell a page that exists, half name nothing.
func TestManyAddressesDoNotFillTheMemory(t *testing.T) {
	address := freshServer(t)
	for _, warm := range []string{"/", "/verantwoording", "/niets"} {
		ask(t, http.MethodGet, address+warm)
	}
	before := heap()
	for i := range 5000 {
		for path, want := range map[string]int{
			fmt.Sprintf("/?utm=%d&volgorde=x%d&schaal=%d", i, i, i): 200,
			fmt.Sprintf("/wijk/zonnewijk-%d", i):                    404,
		} {
			if r := ask(t, http.MethodGet, address+path); r.status != want {
				t.Fatalf("%s: status %d, want %d", path, r.status, want)
			}
		}
	}
	// A kept page is some 100 kB: 10,000 would be 1 GB.
	if grown := heap() - before; grown > 20<<20 {
		t.Errorf("the memory grew by %d MB", grown>>20)
	}
}

func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// freshServer starts a server on the shared store that has answered nothing yet.
func freshServer(t testing.TB) string {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	address, ended, err := serve(ctx, depot)
	if err != nil {
		stop()
		t.Fatal(err)
	}
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Errorf("serve ended with %v", err)
		}
	})
	return address
}

func TestTwoServersGiveTheSameBytes(t *testing.T) {
	first, second := freshServer(t), freshServer(t)
	for _, path := range []string{"/wijk/moerwijk", "/grafiek/moerwijk/woz.svg", "/grafiek/moerwijk/woz.smal.svg", "/embed/trend/moerwijk/woz",
		"/cijfers/woz.csv", "/verantwoording", "/kaart", "/embed/kaart"} {
		a, b := ask(t, http.MethodGet, first+path, "Accept-Encoding: br"), ask(t, http.MethodGet, second+path, "Accept-Encoding: br")
		if string(a.raw) != string(b.raw) || a.header.Get("Etag") != b.header.Get("Etag") {
			t.Errorf("%s: two servers on one revision differ", path)
		}
	}
}
