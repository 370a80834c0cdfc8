package server

import (
	"bytes"
	"fmt"
	"sync"
	"testing"
)

// TestCompressedOnceForAll: whoever takes an encoding gets the same bytes, also when a packer was used for another body,
// and nothing is compressed that nobody took.
func TestCompressedOnceForAll(t *testing.T) {
	for _, encoding := range []string{"br", "gzip"} {
		var fresh []byte
		for n := range 3 {
			a := newAnswer(csvType, bytes.Repeat([]byte("Zonnewijk;2024;1,5\n"), 500))
			if a.br.body != nil || a.gzip.body != nil {
				t.Fatal("a form was made before anybody took it")
			}
			var all sync.WaitGroup
			for range 8 {
				all.Go(func() {
					body, err := a.as(encoding)
					if err != nil || fresh != nil && !bytes.Equal(body, fresh) || len(body) == 0 || len(body) >= len(a.plain) {
						t.Errorf("%s, round %d: %d bytes, %v", encoding, n, len(body), err)
					}
				})
			}
			all.Wait()
			fresh, _ = a.as(encoding)
			if _, err := pack(encoding, bytes.Repeat([]byte("iets anders "), 40_000*n+1)); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestKeptAnswersAreBounded(t *testing.T) {
	r := newShelf(maxBytes)
	body := make([]byte, 1<<20) // shared: what counts is what the answers say they hold
	for i := range 2000 {
		key := fmt.Sprint(i)
		r.keep(key, &answer{plain: body})
		if _, ok := r.kept(key); !ok {
			t.Fatalf("answer %s is not kept", key)
		}
		if held := len(r.answers) << 20; held > maxBytes {
			t.Fatalf("%d answers of a megabyte are kept", len(r.answers))
		}
	}
	if len(r.answers) == 0 || r.bytes > maxBytes {
		t.Errorf("%d answers, %d bytes", len(r.answers), r.bytes)
	}
}

// TestReadingsAreKeptWithinBounds: what was read is read once, a failure again, and old readings go.
func TestReadingsAreKeptWithinBounds(t *testing.T) {
	var r recent
	if _, err := recall(&r, "a", func() (int, error) { return 0, errNotFound }); err == nil {
		t.Fatal("a failure is no failure")
	}
	for i := range 100 {
		key := fmt.Sprint(i)
		for range 2 {
			if v, err := recall(&r, key, func() (int, error) { return i, nil }); v != i || err != nil {
				t.Fatalf("%s gives %d, %v", key, v, err)
			}
		}
		if v, _ := recall(&r, key, func() (int, error) { return -1, nil }); v != i || len(r.known) > mostRecent {
			t.Fatalf("%s was read again: %d; %d readings are kept", key, v, len(r.known))
		}
	}
	if v, _ := recall(&r, "0", func() (int, error) { return -1, nil }); v != -1 {
		t.Error("the first reading is still kept")
	}
}

// TestColorsHaveAShelfOfTheirOwn: whoever asks for every colour pushes out nobody's page.
func TestColorsHaveAShelfOfTheirOwn(t *testing.T) {
	r := newRevision(nil)
	for key, own := range map[string]bool{
		"/embed/trend/moerwijk/woz?kleur=005a9c": true, "/embed/kaart?gemeente=gm0518&kleur=005a9c": true, "/grafiek/moerwijk/woz.json?kleur=005a9c": true,
		"/embed/trend/moerwijk/woz": false, "/?indicator=woz": false, "/embed/ranglijst?indicator=woz": false,
	} {
		if got := r.shelf(key) == &r.colored; got != own {
			t.Errorf("%s: a shelf for colours %v, want %v", key, got, own)
		}
	}
}
