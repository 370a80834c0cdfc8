package server_test

import (
	"encoding/json"
	"encoding/xml"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// oembedAnswer is what the specification says of the rich type.
type oembedAnswer struct {
	XMLName       xml.Name `json:"-" xml:"oembed"`
	Version       string   `json:"version" xml:"version"`
	Type          string   `json:"type" xml:"type"`
	Title         string   `json:"title" xml:"title"`
	HTML          string   `json:"html" xml:"html"`
	Width, Height int
}

func askOEmbed(t *testing.T, address, rest string) reply {
	t.Helper()
	return get(t, "/oembed?url="+url.QueryEscape(address)+rest)
}

func TestOEmbed(t *testing.T) {
	for asked, want := range map[string]string{
		"/embed/trend/moerwijk/woz":                                      "/embed/trend/moerwijk/woz",
		"/embed/trend/moerwijk/woz?titel=nee&utm=1":                      "/embed/trend/moerwijk/woz?titel=nee",
		"/embed/ranglijst?volgorde=verandering":                          "/embed/ranglijst?indicator=",
		"/wijk/moerwijk#woz":                                             "/embed/trend/moerwijk/woz",
		"/wijk/moerwijk#niets":                                           "/embed/trend/moerwijk/lbm",
		"/wijk/moerwijk":                                                 "/embed/trend/moerwijk/lbm",
		"/kaart?gemeente=gm0599&indicator=woz&jaar=2024":                 "/embed/kaart?gemeente=gm0599&indicator=woz&jaar=2024&niveau=buurt",
		"/vergelijk?indicator=gezondheid_goed&gebied=moerwijk,tarwewijk": "/embed/vergelijk?gebied=moerwijk,tarwewijk&indicator=gezondheid_goed",
		"/wijk/moerwijk#profiel":                                         "/embed/profiel/moerwijk",
		"/voor-en-na?wijk=jol&indicator=woz":                             "/embed/voor-en-na?indicator=woz&venster=5&wijk=jol",
		"/?indicator=woz":                                                "/embed/ranglijst?indicator=woz",
		"/":                                                              "/embed/ranglijst?indicator=",
	} {
		r := askOEmbed(t, publicAddress+asked, "")
		var got oembedAnswer
		if err := json.Unmarshal([]byte(r.body), &got); err != nil || r.status != http.StatusOK {
			t.Errorf("%s: status %d, %v", asked, r.status, err)
			continue
		}
		src := html.UnescapeString(regexp.MustCompile(`src="([^"]*)"`).FindStringSubmatch(got.HTML)[1])
		if !strings.HasPrefix(src, publicAddress+want) || got.Version != "1.0" || got.Type != "rich" || got.Title == "" || got.Width != 720 || got.Height < 300 {
			t.Errorf("%s: %+v", asked, got)
		}
		embed := get(t, strings.TrimPrefix(src, publicAddress))
		if embed.status != http.StatusOK {
			t.Errorf("%s leads to %s: status %d", asked, src, embed.status)
		}
	}
}

func TestOEmbedRefuses(t *testing.T) {
	for address, want := range map[string]int{
		"":                                          404,
		"moerwijk":                                  404,
		"https://elders.example/embed/kaart":        404,
		"https://wijken.example.nl/embed/kaart":     404,
		"https://a@wijken.example/embed/kaart":      200, // the user of an address is no part of its origin, and is left out
		"https://wijken.example:444/embed/kaart":    404,
		"//wijken.example/embed/kaart":              404,
		"javascript:alert(1)//wijken.example/embed": 404,
		publicAddress + "/verantwoording":           404,
		publicAddress + "/wijk/zonnewijk":           404,
		publicAddress + "/embed/trend/moerwijk/zon": 404,
		publicAddress + "/embed/kaart?kleur=ffd400": 404,
		publicAddress + "/kaart?gemeente=gm9901":    404,
		publicAddress + "/%zz":                      404,
	} {
		r := askOEmbed(t, address, "")
		if r.status != want || strings.Contains(r.body, "alert(1)") || strings.Contains(r.body, "a@wijken") {
			t.Errorf("%s: status %d, want %d", address, r.status, want)
		}
	}
	for rest, want := range map[string]int{"&format=xml": 200, "&format=json": 200, "&format=yaml": 501, "&maxwidth=breed": 400, "&maxwidth=0": 400, "&maxheight=-1": 400} {
		if r := askOEmbed(t, publicAddress+"/kaart", rest); r.status != want {
			t.Errorf("%s: status %d, want %d", rest, r.status, want)
		}
	}
}

func TestOEmbedKeepsToTheRoomThatIsThere(t *testing.T) {
	r := askOEmbed(t, publicAddress+"/kaart", "&format=xml&maxwidth=300&maxheight=200")
	var got struct {
		Width  int    `xml:"width"`
		Height int    `xml:"height"`
		HTML   string `xml:"html"`
	}
	if err := xml.Unmarshal([]byte(r.body), &got); err != nil || r.header.Get("Content-Type") != "text/xml; charset=utf-8" {
		t.Fatalf("%v: %s", err, r.body)
	}
	if got.Width != 300 || got.Height != 200 || !strings.Contains(got.HTML, `width="300" height="200"`) {
		t.Errorf("%+v", got)
	}
}

// TestPagesSayHowTheyAreEmbedded follows the discovery link of each page to its answer.
func TestPagesSayHowTheyAreEmbedded(t *testing.T) {
	link := regexp.MustCompile(`<link rel="alternate" type="application/json\+oembed" href="([^"]*)"`)
	for _, path := range []string{"/", "/?indicator=woz&volgorde=verandering", "/wijk/moerwijk", "/kaart", "/vergelijk?gebied=moerwijk", "/embed/vergelijk", trend + "?titel=nee", "/embed/kaart", "/embed/ranglijst"} {
		found := link.FindStringSubmatch(get(t, path).body)
		if found == nil {
			t.Errorf("%s: no discovery link", path)
			continue
		}
		if r := get(t, strings.TrimPrefix(html.UnescapeString(found[1]), publicAddress)); r.status != http.StatusOK || !strings.Contains(r.body, `"type":"rich"`) {
			t.Errorf("%s: %s gives status %d", path, found[1], r.status)
		}
	}
	if link.MatchString(get(t, "/verantwoording").body) {
		t.Error("a page without an embed has a discovery link")
	}
}

// TestAMapsChangeGoesForward: a year to compare with that is not before the map's own is none, in the title too.
func TestAMapsChangeGoesForward(t *testing.T) {
	for years, change := range map[string]bool{"&jaar=2020&vanaf=2012": true, "&jaar=2012&vanaf=2020": false, "&jaar=2012&vanaf=2012": false, "&vanaf=2024": false} {
		r := get(t, "/oembed?url="+url.QueryEscape(publicAddress+"/embed/kaart?gemeente=gm0599&indicator=gezondheid_goed"+years))
		if title := readJSON[struct{ Title string }](t, r.body).Title; r.status != http.StatusOK || title == "" || strings.Contains(title, "verandering") != change {
			t.Errorf("%s: %d, a map that is called %q", years, r.status, title)
		}
	}
}
