package server_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestWhatWeDoNotHaveIsSaidFriendly(t *testing.T) {
	for name, c := range map[string]struct {
		method, path string
		status       int
	}{
		"unknown page":                 {"GET", "/niets", 404},
		"unknown wijk":                 {"GET", "/wijk/zonnewijk", 404},
		"a gemeente is no wijk":        {"GET", "/wijk/gm0518", 404},
		"unknown indicator":            {"GET", "/?indicator=zon", 404},
		"helper indicator":             {"GET", "/?indicator=inwoners_0_14", 404},
		"unknown chart wijk":           {"GET", "/grafiek/zonnewijk/woz.svg", 404},
		"unknown chart indicator":      {"GET", "/grafiek/moerwijk/zon.svg", 404},
		"unknown chart format":         {"GET", "/grafiek/moerwijk/woz.exe", 404},
		"no chart format":              {"GET", "/grafiek/moerwijk/woz", 404},
		"unknown figures":              {"GET", "/cijfers/zon.csv", 404},
		"figures in another format":    {"GET", "/cijfers/inwoners.xls", 404},
		"unknown embed":                {"GET", "/embed/trend/moerwijk/zon", 404},
		"unknown kind of embed":        {"GET", "/embed/taart/moerwijk/woz", 404},
		"unknown map":                  {"GET", "/kaart?gemeente=gm9901", 404},
		"unknown map indicator":        {"GET", "/kaart?indicator=zon", 404},
		"unknown map embed":            {"GET", "/embed/kaart?gemeente=gm9901", 404},
		"unknown map figures":          {"GET", "/kaart.csv?gemeente=gm9901", 404},
		"map in another format":        {"GET", "/kaart.xml", 404},
		"unknown indicator page":       {"GET", "/indicator/zon", 404},
		"helper indicator page":        {"GET", "/indicator/bijstand_aantal", 404},
		"unknown asset":                {"GET", "/static/stijl.css", 404},
		"a strange wijk with capitals": {"GET", "/wijk/Zonnewijk", 404},
		"a page with a capital":        {"GET", "/Verantwoording", 404},
		"an indicator with capitals":   {"GET", "/?indicator=WOZ", 404},
		"two slashes":                  {"GET", "//wijk//moerwijk", 404},
		"a walk upwards":               {"GET", "/static/..%2f..%2fgo.mod", 404},
		"an encoded zero":              {"GET", "/wijk/moer%00wijk", 404},
		"half an encoding":             {"GET", "/wijk/%C3", 404},
		"SQL for a wijk":               {"GET", "/wijk/'%20or%201=1--", 404},
		"SQL for an indicator":         {"GET", "/?indicator=woz'%3Bdrop%20table%20trend", 404},
		"markup":                       {"GET", "/wijk/%3Cscript%3Ealert(1)%3C%2Fscript%3E", 404},
		"a long name":                  {"GET", "/wijk/" + strings.Repeat("a", 4000), 404},
		"a long query":                 {"GET", "/?indicator=" + strings.Repeat("a", 8000), 404},
		"a longer address":             {"GET", "/" + strings.Repeat("a", 20_000), 431},
		"POST":                         {"POST", "/", 405},
		"PUT":                          {"PUT", "/wijk/moerwijk", 405},
		"DELETE":                       {"DELETE", "/verantwoording", 405},
	} {
		r := ask(t, c.method, base+c.path)
		if r.status != c.status {
			t.Errorf("%s: status %d, want %d", name, r.status, c.status)
		}
		if r.header.Get("Content-Type") != htmlType || r.header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %q, %q", name, r.header.Get("Content-Type"), r.header.Get("Cache-Control"))
		}
		if !strings.Contains(r.body, `<html lang="nl">`) || !strings.Contains(r.body, "Naar de elf wijken") {
			t.Errorf("%s: not our error page: %.200s", name, r.body)
		}
		if strings.Contains(r.body, "alert(1)") || strings.Contains(r.body, "drop table") || strings.Contains(r.body, "zonnewijk") {
			t.Errorf("%s: repeats what was asked", name)
		}
		checkHeader(t, c.path, r)
		checkPage(t, name, r.body)
	}
}

func TestHeadHasTheHeaderOfGet(t *testing.T) {
	for _, path := range []string{"/", "/wijk/moerwijk", "/grafiek/moerwijk/woz.svg", "/healthz"} {
		full, head := get(t, path), ask(t, http.MethodHead, base+path)
		if head.status != http.StatusOK || len(head.raw) != 0 {
			t.Errorf("%s: status %d with %d bytes", path, head.status, len(head.raw))
		}
		for _, name := range []string{"Content-Type", "Content-Length", "Etag", "X-Revision", "Cache-Control"} {
			if full.header.Get(name) != head.header.Get(name) {
				t.Errorf("%s: %s is %q for GET and %q for HEAD", path, name, full.header.Get(name), head.header.Get(name))
			}
		}
	}
	if r := ask(t, http.MethodHead, base+"/niets"); r.status != http.StatusNotFound {
		t.Errorf("HEAD of nothing: status %d", r.status)
	}
}

// TestAddressesThatAreNoText: whatever a parameter is for, what is no text is refused before anything makes something of it.
func TestAddressesThatAreNoText(t *testing.T) {
	for _, path := range []string{"/api/v1/subjects?kind=", "/api/v1/observations.csv?code=", "/api/v1/indicators?theme=", "/api/v1/areas?gemeente=", "/api/v1/trend?subject=moerwijk&",
		"/zoek?q=", "/onderzoek/sql?q=select+1+", "/onderzoek/sql.json?q=select+1+", "/onderzoek/sql.json?q=select+1&revisie=", "/kaart?gemeente=", "/vergelijk?gebied=", "/oembed?url=",
		"/embed/trend/moerwijk/woz?titel=", "/grafiek/moerwijk/woz.svg?", "/cijfers/woz.csv?x="} {
		for _, sign := range []string{"%00", "%ff", "%c3%28", "%1b", "%C2%85", "%ed%a0%80"} {
			r := get(t, path+sign)
			if r.status != 400 {
				t.Errorf("%s%s: status %d", path, sign, r.status)
			}
			isJSON := strings.Contains(path, "/api/") || strings.Contains(path, "sql.json")
			if got := r.header.Get("Content-Type"); isJSON != (got == "application/problem+json") {
				t.Errorf("%s%s: %s", path, sign, got)
			}
		}
	}
	for _, path := range []string{"/zoek?q=caf%C3%A9%09", "/onderzoek/sql?q=select%0A1%0D%0A", "/api/v1/subjects?kind=%F0%9F%8F%A0"} {
		if r := get(t, path); r.status != 200 {
			t.Errorf("%s: status %d", path, r.status)
		}
	}
}
