package server_test

import (
	"html"
	"net/http"
	"strings"
	"testing"

	"wijkinzicht/data/catalogue"
)

// TestEveryAreaOfTodayHasAPage asks the page of gemeenten, wijken and buurten, one in ten: it bears the area's own name, or leads to the one of the
// eleven that it is.
func TestEveryAreaOfTodayHasAPage(t *testing.T) {
	if len(db.Areas) < 690 {
		t.Fatalf("only %d areas of today", len(db.Areas))
	}
	for _, a := range every(10, db.Areas) {
		r := get(t, "/gebied/"+a.Code)
		if r.status == http.StatusFound {
			continue
		}
		name := a.Name
		if s, ok := db.Subject(strings.ToLower(a.Code)); ok {
			name = s.Name
		}
		for _, prefix := range []string{"Wijk ", "Gebied "} { // CBS numbers some: "Wijk 36 Moerwijk"
			if rest, ok := strings.CutPrefix(name, prefix); ok {
				if _, rest, ok = strings.Cut(rest, " "); ok {
					name = rest
				}
			}
		}
		if r.status != http.StatusOK || !strings.Contains(html.UnescapeString(r.body), "<h1>"+name+"</h1>") {
			t.Errorf("%s: status %d, want the page of %q", a.Code, r.status, name)
		}
		if !strings.Contains(r.body, a.Code) {
			t.Errorf("%s: the page does not say its code", a.Code)
		}
		if strings.HasSuffix(a.Code, "00") || a.Level == "gemeente" {
			checkPage(t, a.Code, r.body)
			checkHeader(t, a.Code, r)
		}
	}
}

func TestCodesLeadToTheirPage(t *testing.T) {
	for _, c := range []struct {
		path     string
		status   int
		location string // or what the page says
	}{
		{"/gebied/bu05183637", 302, "/gebied/BU05183637"},
		{"/gebied/Bu05183637?gebeurtenissen=ja", 302, "/gebied/BU05183637?gebeurtenissen=ja"},
		{"/gebied/WK051836", 302, "/wijk/moerwijk"},
		{"/gebied/bu05991086", 302, "/wijk/afrikaanderwijk"}, // of which 2025 has no division that others are in
		{"/gebied/BU09951114", 302, "/gebied/BU09950119"},    // Jagersveld, under the code of before 2018
		{"/gebied/WK099521", 410, "Schepenwijk Noord bestaat niet meer"},
		{"/gebied/WK099521", 410, `<a href="/gebied/WK099506">Kustwijk, met 100% van het oude gebied</a>`},
		{"/gebied/BU00140807", 410, "Waar het nu bij hoort, weten wij niet"},
		{"/gebied/BU00140807", 410, `<a href="/gebied/GM0014">Groningen</a>`},
		{"/gebied/GM0518", 200, "<h1>Den Haag</h1>"},
		{"/gebied/BU05183637", 200, `<a href="/gebied/GM0518">Den Haag</a> › <a href="/wijk/moerwijk">Moerwijk</a>`},
		{"/gebied/WK051838", 200, "Wat hierin ligt"},
		{"/gebied/BU99999999", 404, "Deze pagina bestaat niet"},
		{"/gebied/BU0518363", 404, "Deze pagina bestaat niet"},
		{"/gebied/NL00", 404, "Deze pagina bestaat niet"},
	} {
		r := get(t, c.path)
		if r.status != c.status {
			t.Errorf("%s: status %d, want %d", c.path, r.status, c.status)
		}
		if c.status == http.StatusFound {
			if got := r.header.Get("Location"); got != c.location {
				t.Errorf("%s leads to %q, want %q", c.path, got, c.location)
			}
		} else if !strings.Contains(html.UnescapeString(r.body), c.location) {
			t.Errorf("%s does not say %q", c.path, c.location)
		}
	}
}

// TestAnAreaHasItsPictures asks what the page of an area names: its charts, their downloads, and its embed.
func TestAnAreaHasItsPictures(t *testing.T) {
	for _, code := range []string{"BU05183637", "WK051838", "GM0599"} {
		page := get(t, "/gebied/"+code).body
		for _, file := range []string{"svg", "smal.svg", "png", "csv", "json", "smal.json", "krap.json"} {
			if r := get(t, "/grafiek/"+code+"/woz."+file); r.status != http.StatusOK || len(r.body) < 200 {
				t.Errorf("%s, %s: status %d, %d bytes", code, file, r.status, len(r.body))
			}
		}
		if !strings.Contains(page, "/grafiek/"+code+"/lbm.svg") && !strings.Contains(page, "/grafiek/"+strings.ToLower(code)+"/lbm.svg") {
			t.Errorf("the page of %s has no chart of lbm", code)
		}
		for lang, says := range map[string]string{"": "Nederland", "?taal=en": "Netherlands"} {
			r := get(t, "/embed/trend/"+code+"/woz"+lang)
			if r.status != http.StatusOK || !strings.Contains(r.body, says) || !strings.Contains(r.body, "/gebied/"+code+"#woz") {
				t.Errorf("embed of %s%s: status %d, or without %q or its page", code, lang, r.status, says)
			}
		}
	}
	if body := get(t, "/embed/trend/bu05183637/woz").body; !strings.Contains(body, "%2Fembed%2Ftrend%2FBU05183637%2Fwoz") {
		t.Error("an embed does not name itself by the one spelling of its code")
	}
	published := get(t, "/grafiek/bu05183637/woz.csv").body
	if !strings.Contains(published, "BU05183637-2024,Moerwijk-West,woz,x € 1.000,2024,192,ok,A") {
		t.Errorf("the figures of a buurt are not as published:\n%s", published)
	}
}

// TestNamesLeadToTheirPage: an area's name on other pages opens its page.
func TestNamesLeadToTheirPage(t *testing.T) {
	for path, want := range map[string]string{
		"/signalering?indicator=lbm&niveau=buurt":                   `href="/gebied/BU`,
		"/vergelijkbaar?wijk=moerwijk":                              `href="/gebied/WK`,
		"/vergelijk?gebied=moerwijk,BU05183637-2024&indicator=lbm":  `href="/gebied/BU05183637#lbm"`,
		"/vergelijk?gebied=GM0518-2024,moerwijk&indicator=inwoners": `href="/gebied/GM0518#inwoners"`,
	} {
		r := get(t, path)
		if r.status != http.StatusOK || !strings.Contains(r.body, want) {
			t.Errorf("%s: status %d, lacks %q", path, r.status, want)
		}
	}
}

// TestAreaLinesAreThoseOfOneIndicator: what is read of all indicators at once is what is read of each.
func TestAreaLinesAreThoseOfOneIndicator(t *testing.T) {
	areas := []catalogue.AreaKey{{Year: 2024, Code: "BU05183637"}, {Year: 2024, Code: "WK051836"}, {Year: 2024, Code: "GM0995"}}
	all, err := db.AreaLines(t.Context(), areas)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range shown() {
		ind, _ := db.Indicator(id)
		one, err := db.AreaTrends(t.Context(), ind, areas)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range areas {
			got, want := all[a][id], one[a]
			if len(got) != len(want) {
				t.Errorf("%s of %s: %d points and %d", id, a.ID(), len(got), len(want))
				continue
			}
			for i := range got {
				g, w := got[i], want[i]
				if g.Year != w.Year || g.Stretch != w.Stretch || g.Why != w.Why || g.Status != w.Status || (g.Value == nil) != (w.Value == nil) || g.Value != nil && *g.Value != *w.Value {
					t.Errorf("%s of %s: %+v and %+v", id, a.ID(), g, w)
				}
			}
		}
	}
}
