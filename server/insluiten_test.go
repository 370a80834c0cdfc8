package server_test

import (
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"wijkinzicht/server"
)

var (
	previewOf = regexp.MustCompile(`<iframe src="([^"]*)" title="([^"]*)"`)
	snippetOf = regexp.MustCompile(`(?s)<textarea[^>]*>(.*?)</textarea>`)
)

// built gives the preview's address and the code of a page that builds an embed.
func built(t *testing.T, page string) (preview, code string) {
	t.Helper()
	p, s := previewOf.FindStringSubmatch(page), snippetOf.FindStringSubmatch(page)
	if p == nil || s == nil {
		t.Fatalf("no preview or no code:\n%s", page)
	}
	return html.UnescapeString(p[1]), html.UnescapeString(s[1])
}

func TestBuiltEmbeds(t *testing.T) {
	for query, want := range map[string]string{
		"":             "/embed/trend/moerwijk/lbm",
		"?soort=onzin": "/embed/trend/moerwijk/lbm",
		"?soort=trend&wijk=moerwijk&indicator=woz":                                                    trend,
		"?soort=trend&wijk=moerwijk&indicator=woz&formulier=ja":                                       trend + "?lijnen=geen",
		"?soort=trend&wijk=moerwijk&indicator=woz&formulier=ja&lijnen=gemeente&lijnen=ring&lijnen=nl": trend,
		"?soort=trend&wijk=moerwijk&indicator=woz&formulier=ja&lijnen=nl&lijnen=gemeente":             trend + "?lijnen=gemeente,nl",
		"?wijk=moerwijk&indicator=woz&van=2012&tot=2024&titel=nee&kleur=%23005A9C":                    trend + "?kleur=005a9c&titel=nee&tot=2024&van=2012",
		"?wijk=moerwijk&indicator=woz&versie=vast":                                                    trend + "?versie=" + db.Revision,
		"?wijk=moerwijk&indicator=woz&versie=0123456789ab":                                            trend,
		"?soort=vergelijk&gebied=moerwijk,tarwewijk&indicator=gezondheid_goed&van=2012&titel=nee":     "/embed/vergelijk?gebied=moerwijk,tarwewijk&indicator=gezondheid_goed&titel=nee&van=2012",
		"?soort=kaart": "/embed/kaart?gemeente=gm0518&indicator=lbm&niveau=buurt",
		"?soort=kaart&gemeente=gm0599&indicator=woz&niveau=wijk&jaar=2024&formulier=ja&titel=ja": "/embed/kaart?gemeente=gm0599&indicator=woz&jaar=2024&niveau=wijk",
		"?soort=ranglijst&indicator=woz&volgorde=verandering&titel=nee":                          "/embed/ranglijst?indicator=woz&titel=nee&volgorde=verandering",
		"?soort=voor-en-na&wijk=jol&indicator=woz&jaar=2020&venster=10&thema=donker":             "/embed/voor-en-na?indicator=woz&jaar=2020&thema=donker&venster=10&wijk=jol",
		"?soort=profiel&wijk=jol&kleur=005a9c":                                                   "/embed/profiel/jol?kleur=005a9c",
		"?soort=profiel":                                                                         "/embed/profiel/moerwijk",
	} {
		r := get(t, "/insluiten"+query)
		preview, code := built(t, r.body)
		if preview != want || !strings.Contains(html.UnescapeString(code), `src="`+publicAddress+want+`"`) || !strings.Contains(code, publicAddress+"/embed/pas.js") {
			t.Errorf("%s: preview %s, want %s, in the code\n%s", query, preview, want, code)
		}
		if e := get(t, preview); e.status != http.StatusOK {
			t.Errorf("%s: the embed answers %d", preview, e.status)
		}
		checkHeader(t, "/insluiten", r)
		checkPage(t, "/insluiten"+query, r.body)
	}
}

// TestCodeIsForItsColumn: the code says whose the frame is and in which language, is valid HTML, and has the height of the
// width that was chosen.
func TestCodeIsForItsColumn(t *testing.T) {
	const en = `lang="en"`
	for query, want := range map[string]struct{ has, lacks []string }{
		"?soort=trend":                 {[]string{`data-wijkinzicht="` + publicAddress + `"`, `height="540" style="border:0;width:100%;display:block"`, "pas.js"}, []string{`width="`, en, "<style>"}},
		"?soort=trend&breedte=400":     {[]string{`height="710"`}, nil},
		"?soort=trend&breedte=-1":      {[]string{`height="710"`}, nil},
		"?soort=trend&breedte=breed":   {[]string{`height="540"`}, nil},
		"?soort=ranglijst&breedte=400": {[]string{`height="1500"`}, nil},
		"?soort=trend&taal=en":         {[]string{en}, nil},
		"?soort=trend&hoogte=vast":     {[]string{"<iframe"}, []string{"script", "<style>"}},
		"?soort=trend&hoogte=stijl":    {[]string{"<style>", `<div class="wijkinzicht-trend"><iframe`, "@container(min-width:577px){.wijkinzicht-trend iframe{height:540px!important}}"}, []string{"script"}},
	} {
		_, code := built(t, get(t, "/insluiten"+query).body)
		for _, text := range want.has {
			if !strings.Contains(code, text) {
				t.Errorf("%s: the code lacks %s:\n%s", query, text, code)
			}
		}
		for _, text := range want.lacks {
			if strings.Contains(strings.ReplaceAll(code, "min-width", ""), text) {
				t.Errorf("%s: the code has %s:\n%s", query, text, code)
			}
		}
	}
}

func TestBuilderSaysWhatCannotBe(t *testing.T) {
	if r := get(t, "/insluiten"); strings.Contains(r.body, "alleen op de machine") { // a server that others reach
		t.Error("the builder warns of an address that is public")
	}
	for query, want := range map[string]string{
		"?kleur=ffd400": "kies een donkerder kleur", "?kleur=%22%3E%3Cscript%3Ealert(1)%3C/script%3E": "geen kleur die wij kennen",
		"?van=2020&tot=2021": "De periode is te kort", "?thema=zonnewijk": "Dit thema kennen wij niet", "?titel=x": "titel=ja of titel=nee",
	} {
		r := get(t, "/insluiten"+query)
		if r.status != http.StatusOK || !strings.Contains(r.body, want) || snippetOf.MatchString(r.body) || strings.Contains(r.body, "<script>") {
			t.Errorf("%s: status %d:\n%s", query, r.status, r.body)
		}
		checkPage(t, query, r.body)
	}
	for _, query := range []string{"?wijk=zonnewijk", "?indicator=zon", "?soort=kaart&gemeente=gm9901", "?wijk=../..", "?soort=ranglijst&indicator=%22%3E"} {
		if r := get(t, "/insluiten"+query); r.status != http.StatusNotFound {
			t.Errorf("%s: status %d", query, r.status)
		}
	}
}

// TestPublicAddressCannotBreakTheCode: what is in an attribute of the code stays there.
func TestPublicAddressCannotBreakTheCode(t *testing.T) {
	address := serveConfig(t, depot, server.Config{Address: `https://wijken.example/"><script>alert(1)</script>`})
	_, code := built(t, ask(t, http.MethodGet, address+"/insluiten").body)
	if strings.Contains(code, "<script>alert") {
		t.Errorf("the code is\n%s", code)
	}
}

func TestThemesAreAChoice(t *testing.T) {
	address := serveConfig(t, depot, server.Config{Address: publicAddress, Own: own(t, "thema-dorrestad.css", dorrestad)})
	r := ask(t, http.MethodGet, address+"/insluiten?thema=dorrestad")
	preview, _ := built(t, r.body)
	if !strings.Contains(r.body, `<option value="dorrestad" selected="selected">`) || !strings.HasSuffix(preview, "?thema=dorrestad") {
		t.Errorf("preview %s", preview)
	}
	plain := get(t, "/insluiten").body // without themes of a gemeente there are light, dark and what the visitor has
	if strings.Contains(plain, `<option value="dorrestad"`) || !strings.Contains(plain, `<option value="donker">`) || !strings.Contains(plain, `<option value="auto">`) {
		t.Error("without themes of its own a gemeente has other choices than light, dark and what the visitor has")
	}
}

func TestFitScriptKeepsItsName(t *testing.T) {
	r := get(t, "/embed/pas.js")
	if r.status != http.StatusOK || r.header.Get("Content-Type") != "text/javascript; charset=utf-8" || r.header.Get("Cache-Control") != "public, max-age=86400" || len(r.raw) > 2000 || r.header.Get("Access-Control-Allow-Origin") != "*" {
		t.Errorf("status %d, %v, %d bytes", r.status, r.header, len(r.raw))
	}
}

// TestPictureToPaste: where no frame is let through, the code is a picture with words for who does not see it; every address in it
// is there, and it is dark where that was chosen.
func TestPictureToPaste(t *testing.T) {
	address := regexp.MustCompile(`(?:src|srcset|href)="([^"]*)"`)
	for query, want := range map[string][]string{
		"?soort=trend&wijk=moerwijk&indicator=woz":                             {`alt="Moerwijk in 2024: €`, "/grafiek/moerwijk/woz.svg", "woz.smal.svg", "/wijk/moerwijk#woz", "Bron: "},
		"?soort=trend&wijk=moerwijk&indicator=woz&thema=donker":                {"woz.svg?thema=donker"},
		"?soort=trend&wijk=moerwijk&indicator=woz&thema=auto&taal=en":          {`<figure lang="en"`, "prefers-color-scheme:dark", "woz.smal.svg?taal=en&thema=donker", `woz.svg?taal=en"`},
		"?soort=trend&wijk=BU05183637&indicator=woz":                           {"/grafiek/BU05183637/woz.svg", "/gebied/BU05183637#woz"},
		"?soort=kaart&gemeente=gm0599&indicator=woz":                           {`alt="Van €`, "/kaart.svg?"},
		"?soort=vergelijk&gebied=moerwijk,tarwewijk&indicator=gezondheid_goed": {"/vergelijk.svg?", "/vergelijk.smal.svg?"},
		"?soort=voor-en-na&wijk=moerwijk&indicator=gezondheid_goed&jaar=2018":  {"/voor-en-na.svg?", "/voor-en-na.smal.svg?", `alt="In Moerwijk was het gemiddeld`, "/voor-en-na?indicator="},
	} {
		r := get(t, "/insluiten"+query+"&hoogte=beeld")
		found := snippetOf.FindStringSubmatch(r.body)
		if found == nil || strings.Contains(r.body, "<iframe") {
			t.Errorf("%s: no code, or a frame", query)
			continue
		}
		code := html.UnescapeString(found[1])
		for _, text := range want {
			if !strings.Contains(html.UnescapeString(code), text) {
				t.Errorf("%s: the code lacks %s:\n%s", query, text, code)
			}
		}
		for _, a := range address.FindAllStringSubmatch(code, -1) {
			path, ours := strings.CutPrefix(html.UnescapeString(a[1]), publicAddress)
			if e := get(t, strings.SplitN(path, "#", 2)[0]); !ours || e.status != http.StatusOK {
				t.Errorf("%s: %s answers %d", query, a[1], e.status)
			}
		}
		checkPage(t, "/insluiten"+query, r.body)
	}
	if r := get(t, "/insluiten?soort=ranglijst&hoogte=beeld"); !strings.Contains(r.body, "Hiervan is er geen los plaatje") {
		t.Error("a list has a picture")
	}
}
