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
