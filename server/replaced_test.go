package server_test

import (
	"net/http"
	"strings"
	"testing"
)

// TestReplacedIsSaid: what an address asks and cannot be shown is named on the page and in the frame, never silently something else.
func TestReplacedIsSaid(t *testing.T) {
	const nl, en = "is hier niet te zien: u ziet de weergave zonder die keuze", "cannot be shown here"
	for _, c := range []struct{ path, name, said string }{
		{"/kaart?gemeente=gm0518&indicator=lbm&jaar=1900", "jaar", nl},
		{"/kaart?gemeente=gm0518&niveau=xyz&volgorde=xx", "niveau” en “volgorde", nl},
		{"/embed/kaart?gemeente=gm0518&indicator=lbm&jaar=2015", "jaar", nl},
		{"/embed/kaart?gemeente=gm0518&indicator=lbm&jaar=2015&taal=en", "jaar", en},
		{"/embed/ranglijst?volgorde=xx", "volgorde", nl},
		{"/embed/voor-en-na?venster=7", "venster", nl},
		{"/voor-en-na?venster=x", "venster", nl},
		{"/vergelijk?als=anders", "als", nl},
		{"/embed/vergelijk?gebied=moerwijk&indicator=lbm&als=anders", "als", nl},
		{"/?volgorde=xx", "volgorde", nl},
		{"/vergelijk?als=verschil&met=belgie", "met", nl},
	} {
		r := get(t, c.path)
		if r.status != http.StatusOK || !strings.Contains(r.body, "“"+c.name+"”") || !strings.Contains(r.body, c.said) {
			t.Errorf("%s: %d, and does not say that %q is not shown", c.path, r.status, c.name)
		}
	}
	for _, path := range []string{"/kaart?gemeente=gm0518&indicator=lbm&jaar=2024&niveau=buurt", "/vergelijk?als=zoals-het-is&met=gemeente", "/vergelijk?als=index&met=nederland", "/vergelijk?als=verschil-nederland",
		"/embed/ranglijst?volgorde=niveau", "/?volgorde=kloof", "/embed/kaart?gemeente=GM0518&indicator=lbm&niveau=wijk"} {
		if body := get(t, path).body; strings.Contains(body, nl) {
			t.Errorf("%s: says that something is not shown", path)
		}
	}
}

// TestOtherSpellings: a slash too many, capitals, and a code as CBS writes it lead to the page that is meant.
func TestOtherSpellings(t *testing.T) {
	for path, want := range map[string]string{"/wijk/Moerwijk": "/wijk/moerwijk", "/wijk/moerwijk/": "/wijk/moerwijk", "/kaart/?niveau=wijk": "/kaart?niveau=wijk"} {
		r := ask(t, http.MethodGet, base+path)
		if got := r.header.Get("Location"); r.status/100 != 3 || got != want {
			t.Errorf("%s: %d to %q, want %q", path, r.status, got, want)
		}
	}
	for _, path := range []string{"//elders.example/", `/\elders.example/`} {
		if to := ask(t, http.MethodGet, base+path).header.Get("Location"); strings.HasPrefix(to, "//") || strings.HasPrefix(to, `/\`) {
			t.Errorf("%s leads elsewhere, to %q", path, to)
		}
	}
	if r := get(t, "/kaart?gemeente=GM0518"); r.status != http.StatusOK || !strings.Contains(r.body, "Kaart van Den Haag") {
		t.Errorf("the code of a gemeente as CBS writes it: %d", r.status)
	}
}
