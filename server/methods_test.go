package server_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

// TestMethods: what is no question is refused with what is taken, in JSON under /api, and a page of another site may ask first.
func TestMethods(t *testing.T) {
	for _, path := range []string{"/api/v1/subjects.json", "/onderzoek", "/cijfers/moerwijk.csv", "/static/echarts.js"} {
		r := ask(t, http.MethodOptions, base+path, "Origin: https://notitie.example", "Access-Control-Request-Headers: range")
		if r.status != http.StatusNoContent || r.header.Get("Access-Control-Allow-Origin") != "*" || !strings.Contains(r.header.Get("Access-Control-Allow-Headers"), "Range") {
			t.Errorf("OPTIONS %s: %d %v", path, r.status, r.header)
		}
	}
	if r := ask(t, http.MethodOptions, base+"/"); r.header.Get("Access-Control-Allow-Origin") != "" || r.header.Get("Allow") == "" {
		t.Errorf("a page may be read from elsewhere: %v", r.header)
	}
	for _, path := range []string{"/", "/api/v1/subjects.json"} {
		if r := ask(t, http.MethodPost, base+path); r.status != http.StatusMethodNotAllowed || r.header.Get("Allow") != "GET, HEAD, OPTIONS" {
			t.Errorf("POST %s: %d, Allow %q", path, r.status, r.header.Get("Allow"))
		}
	}
}

// TestProblemsFromElsewhere: a notebook in a browser reads every error of the API and of the files.
func TestProblemsFromElsewhere(t *testing.T) {
	for path, want := range map[string]int{
		"/api/v1/nergens": 404, "/api/nergens": 404, "/api/v1/observations.json?indicator=geluk": 400, "/api/v1/observations.json?limit=veel": 400,
		"/onderzoek/bestand/ffffffffffff/trend.csv": 404, "/cijfers/nergens.csv": 404,
	} {
		r := get(t, path)
		if r.status != want || r.header.Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("%s: %d with %q", path, r.status, r.header.Get("Access-Control-Allow-Origin"))
		}
		var said struct {
			Status int
			Detail string
		}
		if strings.HasPrefix(path, "/api/") && (json.Unmarshal([]byte(r.body), &said) != nil || said.Status != want || said.Detail == "") {
			t.Errorf("%s: no problem in JSON: %.100s", path, r.body)
		}
	}
}
