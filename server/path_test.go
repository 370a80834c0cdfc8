package server_test

import (
	"context"
	"encoding/json"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"wijkinzicht/server"
)

// publicPath is where a proxy may have us on the host of somebody else.
const publicPath = "/wijk-in-zicht"

// kinds has a page of each kind, and an embed.
var kinds = []string{
	"/", "/wijk/moerwijk", "/wijk/moerwijk?brief=ja", "/gebied/BU05183637", "/kaart?gemeente=gm0518&indicator=woz", "/vergelijk?gebied=moerwijk,nl&indicator=gezondheid_goed",
	"/vergelijkbaar?wijk=moerwijk&jaar=2020", "/voor-en-na?wijk=moerwijk&jaar=2018&indicator=gezondheid_goed", "/signalering", "/interventies", "/interventies/meijhorst-flats",
	"/wat-werkt?wijk=moerwijk", "/indicator", "/indicator/woz", "/zoek", "/zoek?q=/wijk", "/onderzoek", "/onderzoek/schema", "/onderzoek/vragen", "/onderzoek/recepten", "/onderzoek/sql",
	"/api/v1", "/insluiten", "/verantwoording", "/toegankelijkheid", "/bestaat-niet",
	"/embed/trend/moerwijk/gezondheid_goed", "/embed/kaart", "/embed/vergelijk", "/embed/ranglijst",
}

var (
	attribute = regexp.MustCompile(` ([a-z-]+)="(/[^"]*)"`)
	absolute  = regexp.MustCompile(`https://www\.dorrestad\.example[^"\\\s<,&]*`)
)

// TestUnderAPath: behind a proxy that has us under a path, every address in every page is under that path, whether the proxy takes the path
// off or leaves it.
func TestUnderAPath(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	const host = "https://www.dorrestad.example"
	at, ended, err := serveWith(ctx, depot, server.Config{Address: host + publicPath, Program: "test"})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { stop(); <-ended }()
	files := map[string]bool{} // styles, scripts and icons; behind a real proxy a browser test follows the rest
	for _, path := range kinds {
		page := ask(t, http.MethodGet, at+publicPath+path).body
		for _, m := range attribute.FindAllStringSubmatch(page, -1) {
			address := html.UnescapeString(m[2])
			if m[1] == "value" {
				continue
			}
			if !strings.HasPrefix(address, publicPath+"/") {
				t.Fatalf("%s: %s=%q is outside %s", path, m[1], address, publicPath)
			}
			files[address] = strings.HasPrefix(address, publicPath+"/static/")
		}
		for _, address := range absolute.FindAllString(page, -1) {
			if !strings.HasPrefix(address, host+publicPath) && address != host {
				t.Errorf("%s: %q is outside %s", path, address, publicPath)
			}
		}
	}
	for address, file := range files {
		if file && ask(t, http.MethodGet, at+address).status != http.StatusOK {
			t.Errorf("%s is not there", address)
		}
	}
	if taken := ask(t, http.MethodGet, at+"/wijk/moerwijk"); taken.body != ask(t, http.MethodGet, at+publicPath+"/wijk/moerwijk").body {
		t.Error("a proxy that takes the path off gets another page")
	}
	checkOutsidePages(t, at, host)
}

// checkOutsidePages looks at the addresses in what is no page.
func checkOutsidePages(t *testing.T, at, host string) {
	t.Helper()
	for asked, want := range map[string]string{
		"/kaart/?indicator=woz": publicPath + "/kaart?indicator=woz", "/wijk/MOERWIJK": publicPath + "/wijk/moerwijk", "/gebied/bu05183637": publicPath + "/gebied/BU05183637",
	} {
		if r := ask(t, http.MethodGet, at+publicPath+asked); r.header.Get("Location") != want {
			t.Errorf("%s leads to %q, want %q", asked, r.header.Get("Location"), want)
		}
	}
	for path, want := range map[string]string{
		"/zoek.json?q=Moerwijk": `"url":"` + publicPath + `/`, "/robots.txt": "Disallow: " + publicPath + "/zoek\n", "/sitemap.xml": "<loc>" + host + publicPath + "/kaart</loc>",
		"/onderzoek/CITATION.cff": `"` + host + publicPath + `/onderzoek"`, "/embed/pas.js": "wijkinzicht", "/api/v1/trend?limit=1": `"` + host + publicPath + "/api/v1/trend?",
		"/oembed?url=" + url.QueryEscape(host+publicPath+"/wijk/moerwijk#woz"): host + publicPath + "/embed/trend/moerwijk/woz",
	} {
		if r := ask(t, http.MethodGet, at+publicPath+path); r.status != http.StatusOK || !strings.Contains(r.body, want) {
			t.Errorf("%s: %d, without %s: %.300s", path, r.status, want, r.body)
		}
	}
	for _, outside := range []string{host + "/wijk/moerwijk", host + publicPath + "er/wijk/moerwijk"} {
		if r := ask(t, http.MethodGet, at+publicPath+"/oembed?url="+url.QueryEscape(outside)); r.status != http.StatusNotFound {
			t.Errorf("oEmbed of %s: %d", outside, r.status)
		}
	}
	var described struct{ Servers []struct{ URL string } }
	err := json.Unmarshal([]byte(ask(t, http.MethodGet, at+publicPath+"/api/v1/openapi.json").body), &described)
	if err != nil || len(described.Servers) != 1 || described.Servers[0].URL != host+publicPath {
		t.Errorf("the API says that it is at %v, %v", described.Servers, err)
	}
}

// TestPathThatIsAPage: a proxy that takes the path off and one that leaves it could not be told apart.
func TestPathThatIsAPage(t *testing.T) {
	_, err := server.New(t.Context(), depot, server.Config{Address: "https://www.dorrestad.example/kaart/wijken"})
	if err == nil || !strings.Contains(err.Error(), "kies een ander pad") {
		t.Errorf("%v", err)
	}
}
