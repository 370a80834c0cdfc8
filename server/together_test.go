package server_test

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"wijkinzicht/server"
)

// everyAddress has an address of every route; those of our own assets and of files for researchers are asked by others.
func everyAddress() []string {
	out := []string{
		"/", "/?indicator=woz&volgorde=verandering", "/wijk/moerwijk", "/wijk/moerwijk?brief=ja", "/wijk/jol", "/gebied/BU05183637", "/gebied/GM0518",
		"/voor-en-na", "/voor-en-na?wijk=moerwijk&jaar=2018&indicator=gezondheid_goed&venster=0", "/indicator", "/indicator/woz", "/indicator/jeugdzorg",
		"/wat-werkt", "/wat-werkt?wijk=moerwijk", "/interventies", "/interventies/meijhorst-flats", "/verantwoording", "/toegankelijkheid", "/robots.txt", "/sitemap.xml", "/favicon.ico",
		"/signalering", "/signalering?indicator=woz", "/signalering.csv", "/signalering.xlsx",
		"/onderzoek", "/onderzoek/schema", "/onderzoek/vragen", "/onderzoek/recepten", "/onderzoek/CITATION.cff", "/onderzoek/dcat.jsonld", "/onderzoek/sql",
		"/zoek", "/zoek.json?q=moer", "/zoek?q=zuiderzewijk", "/zoek?q=2533",
		"/kaart", "/kaart?gemeente=gm0599&indicator=gezondheid_goed&jaar=2024&vanaf=2012", "/kaart.json", "/kaart-reeksen.json", "/kaart.csv", "/kaart.xlsx", "/kaart.svg", "/kaart.png", "/kaart.groot.png",
		"/ligging/moerwijk.svg",
		"/vergelijk", "/vergelijk?gebied=moerwijk,tarwewijk,nl&indicator=gezondheid_goed&als=index", "/vergelijkbaar?wijk=moerwijk&jaar=2020",
		"/insluiten", "/insluiten?soort=ranglijst&indicator=woz", "/embed/trend/moerwijk/woz", "/embed/trend/moerwijk/woz?taal=en&kleur=0b7a3b", "/embed/trend/moerwijk/woz?versie=" + db.Revision, "/embed/vergelijk",
		"/embed/kaart", "/embed/voor-en-na?wijk=jol&indicator=woz", "/embed/profiel/jol", "/embed/ranglijst", "/embed/ranglijst?indicator=woz&volgorde=verandering", "/embed/kleur/0b7a3b.css", "/embed/pas.js",
		"/oembed?url=" + url.QueryEscape(publicAddress+"/embed/trend/moerwijk/woz"),
		"/grafiek/moerwijk/woz.svg", "/grafiek/moerwijk/woz.smal.svg", "/grafiek/moerwijk/woz.png", "/grafiek/moerwijk/woz.csv", "/grafiek/moerwijk/woz.json", "/cijfers/inwoners.csv", "/cijfers/inwoners.xlsx",
		"/api/v1", "/api/v1/openapi.json", "/api/v1/revisions", "/healthz", "/healthz/ready",
	}
	for _, size := range []string{".svg", ".smal.svg", ".plaatje.svg", ".png", ".groot.png", ".csv", ".xlsx", ".json", ".smal.json", ".krap.json"} {
		out = append(out, "/vergelijk"+size+"?gebied=moerwijk,tarwewijk&indicator=gezondheid_goed", "/voor-en-na"+size+"?wijk=jol&indicator=lbm")
	}
	for _, format := range []string{"", ".json", ".atom", ".csv", ".csv.gz", ".parquet"} {
		out = append(out, "/onderzoek/wijzigingen"+format+"?van="+db.Revision)
	}
	for _, format := range []string{"json", "csv", "csv.gz", "parquet"} {
		out = append(out, "/onderzoek/sql."+format+asking("from trend('moerwijk', 'inwoners')"))
	}
	for _, rows := range []string{"subjects", "indicators", "trend", "observations", "breaks"} {
		for _, format := range []string{"", ".json", ".csv", ".csv.gz", ".parquet"} {
			out = append(out, "/api/v1/"+rows+format+"?limit=50")
		}
	}
	return append(out, "/api/v1/areas?limit=5", "/api/v1/areas?point=4.29,52.05", "/api/v1/areas.json?limit=5", "/api/v1/areas.csv?limit=5", "/api/v1/areas.csv.gz?limit=5", "/api/v1/areas.parquet?limit=5", "/api/v1/areas.geojson?limit=5")
}

// TestEveryAddressAtOnce lets four clients ask a server that has answered nothing yet for one address of every route, each in
// an order of its own: all get the same answer. Under the race detector nothing that answers shares what it may not.
func TestEveryAddressAtOnce(t *testing.T) {
	base := freshServer(t)
	all := slices.DeleteFunc(everyAddress(), func(path string) bool { // the same code at another size, or of another picture: slow to draw
		return strings.Contains(path, ".groot.png") || strings.HasPrefix(path, "/voor-en-na.") && !strings.HasPrefix(path, "/voor-en-na.svg")
	})
	var mu sync.Mutex
	answers := map[string]string{}
	var clients sync.WaitGroup
	for n := range 4 {
		order := slices.Concat(all[n*len(all)/4:], all[:n*len(all)/4])
		if n%2 == 1 {
			order = slices.Clone(all) // two that ask for the same at the same moment
		}
		clients.Go(func() {
			for _, path := range order {
				r, err := try(http.MethodGet, base+path)
				if err != nil || r.status != http.StatusOK {
					t.Errorf("%s: status %d, %v", path, r.status, err)
					continue
				}
				mu.Lock()
				if was, there := answers[path]; there && was != r.body && !strings.HasPrefix(path, "/healthz") {
					t.Errorf("%s: two clients get other answers", path)
				}
				answers[path] = r.body
				mu.Unlock()
			}
		})
	}
	clients.Wait()
}

// TestEveryAddressIsThere: no route is without an address in everyAddress.
func TestEveryAddressIsThere(t *testing.T) {
	srv, err := server.New(t.Context(), depot, server.Config{Address: publicAddress, Program: "test"})
	if err != nil {
		t.Fatal(err)
	}
	for _, pattern := range srv.Patterns() {
		like := regexp.MustCompile("^" + regexp.MustCompile(`:[a-z]+`).ReplaceAllString(regexp.QuoteMeta(pattern), "[^/]+") + "$")
		known := slices.ContainsFunc(everyAddress(), func(address string) bool {
			path, _, _ := strings.Cut(address, "?")
			return like.MatchString(path)
		})
		if !known && !strings.HasPrefix(pattern, "/static/") && pattern != "/onderzoek/bestand/:revision/:file" {
			t.Errorf("no address of %s", pattern)
		}
	}
}
