package server_test

import (
	"encoding/xml"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// TestSitemap: robots.txt names the sitemap, and every page in it is there under its own address.
func TestSitemap(t *testing.T) {
	robots := get(t, "/robots.txt")
	if robots.status != http.StatusOK || !strings.Contains(robots.body, "Sitemap: "+publicAddress+"/sitemap.xml") {
		t.Fatalf("robots.txt: %d\n%s", robots.status, robots.body)
	}
	var listed struct {
		URLs []struct {
			Loc string `xml:"loc"`
		} `xml:"url"`
	}
	r := get(t, "/sitemap.xml")
	if err := xml.Unmarshal([]byte(r.body), &listed); err != nil || len(listed.URLs) < 500 {
		t.Fatalf("the sitemap has %d pages, %v", len(listed.URLs), err)
	}
	for i, u := range listed.URLs {
		path, ours := strings.CutPrefix(u.Loc, publicAddress)
		if !ours {
			t.Fatalf("%s is no page of ours", u.Loc)
		}
		if i%37 != 0 && i > 11 { // a sample of the areas
			continue
		}
		if page := get(t, path); page.status != http.StatusOK {
			t.Errorf("%s: %d", path, page.status)
		}
	}
	if r := get(t, "/favicon.ico"); r.status != http.StatusOK || r.header.Get("Content-Type") != "image/svg+xml" {
		t.Errorf("favicon.ico: %d, %q", r.status, r.header.Get("Content-Type"))
	}
}

// TestOEmbedOfAnOldLink: a link with http shows what the one with https does.
func TestOEmbedOfAnOldLink(t *testing.T) {
	for _, scheme := range []string{"http", "https"} {
		address := strings.Replace(publicAddress, "https", scheme, 1) + "/wijk/moerwijk#woz"
		if r := get(t, "/oembed?url="+url.QueryEscape(address)); r.status != http.StatusOK || !strings.Contains(r.body, "/embed/trend/moerwijk/woz") {
			t.Errorf("%s: %d %.200s", scheme, r.status, r.body)
		}
	}
	for _, address := range []string{"ftp://wijken.example/wijk/moerwijk", "https://elders.example/wijk/moerwijk", "//wijken.example/wijk/moerwijk"} {
		if r := get(t, "/oembed?url="+url.QueryEscape(address)); r.status != http.StatusNotFound {
			t.Errorf("%s: %d", address, r.status)
		}
	}
}
