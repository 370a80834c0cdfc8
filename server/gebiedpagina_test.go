package server_test

import (
	"net/http"
	"strings"
	"testing"
)

// TestAnAreaHasPictures: what a page of an area shows is there, and nothing is there of an area that is not.
func TestAnAreaHasPictures(t *testing.T) {
	for _, path := range []string{"/gebied/BU99999999", "/gebied/niets", "/gebied/BU0518", "/grafiek/BU99999999/lbm.svg", "/grafiek/BU05183823/niets.svg", "/ligging/BU99999999.svg"} {
		if r := get(t, path); r.status != http.StatusNotFound {
			t.Errorf("%s: status %d", path, r.status)
		}
	}
	for _, path := range []string{"/grafiek/BU05183823/lbm.svg", "/grafiek/BU05183823/lbm.csv", "/grafiek/BU05183823/lbm.json", "/ligging/BU05183823.svg", "/ligging/moerwijk.svg", "/ligging/tarwewijk.svg"} {
		if r := get(t, path); r.status != http.StatusOK || len(r.body) < 500 {
			t.Errorf("%s: status %d, %d bytes", path, r.status, len(r.body))
		}
	}
}

// TestSearch finds places by name, with their city, a letter off, and by code.
func TestSearch(t *testing.T) {
	for asked, to := range map[string]string{"moerwijk": "/wijk/moerwijk", "MOERWIJK": "/wijk/moerwijk", "Jol": "/wijk/jol", "WK051836": "/wijk/moerwijk", "willemskwartier": "/wijk/willemskwartier",
		"spoorwijk": "/gebied/BU05183823", "bu05183823": "/gebied/BU05183823", "spoorwijk den haag": "/gebied/BU05183823"} {
		if r := get(t, "/zoek?q="+strings.ReplaceAll(asked, " ", "+")); r.status != http.StatusFound || r.header.Get("Location") != to {
			t.Errorf("%q: status %d to %q, want %s", asked, r.status, r.header.Get("Location"), to)
		}
	}
	for asked, want := range map[string]string{"centrum": `<a href="/gebied/WK063700">Centrum</a> <span class="place">wijk in Zoetermeer</span>`, "moerwyk": `<a href="/wijk/moerwijk">Moerwijk</a> <span class="place">wijk die wij volgen in Den Haag</span>`,
		"qqqqqq": "Niets gevonden.", "": "Zoek op de naam van een wijk, buurt of gemeente", "%3Cscript%3E": "Niets gevonden.", "' or 1=1 --": "Niets gevonden."} {
		r := get(t, "/zoek?q="+strings.ReplaceAll(asked, " ", "+"))
		if r.status != http.StatusOK || !strings.Contains(r.body, want) {
			t.Errorf("%q: status %d, lacks %q", asked, r.status, want)
		}
		checkPage(t, asked, r.body)
	}
}
