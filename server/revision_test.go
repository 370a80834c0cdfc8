package server

import (
	"fmt"
	"testing"
)

func TestKeptAnswersAreBounded(t *testing.T) {
	r := newShelf(maxBytes)
	body := make([]byte, 1<<20) // shared: what counts is what the answers say they hold
	for i := range 2000 {
		key := fmt.Sprint(i)
		r.keep(key, &answer{plain: body, gzip: body[:1000], br: body[:1000]})
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
