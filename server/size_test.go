package server_test

import (
	"regexp"
	"strings"
	"testing"
)

// onTheWire gives the bytes of an answer as a browser gets it.
func onTheWire(t *testing.T, path string) int {
	t.Helper()
	return len(get(t, plain(path), "Accept-Encoding: gzip, deflate, br").raw)
}

var styleLink = regexp.MustCompile(`<link rel="stylesheet" href="([^"]*)"`)

func TestAWijkIsSmall(t *testing.T) {
	const limit = 150_000
	// A browser may fetch lazy pictures up to 2,500 px ahead: more of them than on any first screen.
	const firstScreens = 8
	for _, slug := range wijken() {
		page := get(t, "/wijk/"+slug)
		total := onTheWire(t, "/wijk/"+slug) + onTheWire(t, styleLink.FindStringSubmatch(page.body)[1])
		pictures := regexp.MustCompile(`<img (?:class="on-light" )?src="(/grafiek/[^"]*)"`).FindAllStringSubmatch(page.body, firstScreens)
		for _, p := range pictures {
			total += onTheWire(t, p[1])
		}
		if total > limit || len(pictures) == 0 {
			t.Errorf("%s: %d bytes with %d pictures, want at most %d", slug, total, len(pictures), limit)
		}
		t.Logf("%s: %d bytes with %d pictures", slug, total, len(pictures))
	}
}

// TestAChartThatComesAliveStaysAffordable holds what a visitor fetches who turns to a chart in an embed.
func TestAChartThatComesAliveStaysAffordable(t *testing.T) {
	const loaderLimit, chartsLimit, limit = 2_000, 185_000, 210_000
	const path = "/embed/trend/moerwijk/misdrijven"
	page := get(t, path)
	total := onTheWire(t, path)
	for _, address := range loads(page.body) {
		total += onTheWire(t, address)
	}
	if size := onTheWire(t, assetOf(t, path, "embedgrafiek")); size > loaderLimit {
		t.Errorf("the loader has %d bytes, want at most %d", size, loaderLimit)
	}
	total += onTheWire(t, optionLink.FindStringSubmatch(page.body)[1])
	for _, encoding := range []string{"br", "gzip"} {
		size := len(get(t, assetOf(t, path, "echarts"), "Accept-Encoding: "+encoding).raw)
		if size > chartsLimit || total+size > limit {
			t.Errorf("%s: %d bytes for the charts, want at most %d; %d in all, want at most %d", encoding, size, chartsLimit, total+size, limit)
		}
		t.Logf("%s: %d bytes for the charts, %d in all", encoding, size, total+size)
	}
}

// loads lists what a page has a browser fetch at once.
func loads(body string) []string {
	var out []string
	for _, l := range loaded.FindAllStringSubmatch(body, -1) {
		if strings.HasPrefix(l[1], "/") { // the others are said, not loaded
			out = append(out, l[1])
		}
	}
	return out
}

var optionLink = regexp.MustCompile(`data-optie="([^"]*)"`)

func TestAnEmbedIsSmall(t *testing.T) {
	const limit = 25_000
	for _, path := range []string{"/embed/trend/moerwijk/lbm2_klasse", "/embed/trend/palenstein/woz", "/embed/trend/jol/gezondheid_goed", "/embed/trend/meijhorst/misdrijven"} {
		page := get(t, path)
		total := onTheWire(t, path)
		requests := 1
		for _, address := range loads(page.body) {
			total += onTheWire(t, address)
			if !strings.Contains(address, "icoon") { // no browser asks for it in a frame
				requests++
			}
		}
		if requests > 3 {
			t.Errorf("%s: %d requests, want at most 3", path, requests)
		}
		if total > limit || styleLink.FindString(page.body) == "" {
			t.Errorf("%s: %d bytes, want at most %d", path, total, limit)
		}
		t.Logf("%s: %d bytes", path, total)
	}
}
