package web

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func TestAssetIsServedUnderItsHashedName(t *testing.T) {
	all, err := Static()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != len(sources) {
		t.Errorf("%d files, want %d", len(all), len(sources))
	}
	for name, want := range map[string]string{
		"stijl.css":       "text/css; charset=utf-8",
		"embed.css":       "text/css; charset=utf-8",
		"kaart.css":       "text/css; charset=utf-8",
		"indicator.css":   "text/css; charset=utf-8",
		"embedkaart.css":  "text/css; charset=utf-8",
		"ranglijst.css":   "text/css; charset=utf-8",
		"icoon.svg":       "image/svg+xml",
		"kaart.js":        "text/javascript; charset=utf-8",
		"zoek.js":         "text/javascript; charset=utf-8",
		"kopieer.js":      "text/javascript; charset=utf-8",
		"sorteer.js":      "text/javascript; charset=utf-8",
		"vouw.js":         "text/javascript; charset=utf-8",
		"grafiek.css":     "text/css; charset=utf-8",
		"grafiek.js":      "text/javascript; charset=utf-8",
		"echarts.js":      "text/javascript; charset=utf-8",
		"insluiten.css":   "text/css; charset=utf-8",
		"insluiten.js":    "text/javascript; charset=utf-8",
		"embed.js":        "text/javascript; charset=utf-8",
		"pas.js":          "text/javascript; charset=utf-8",
		"embedgrafiek.js": "text/javascript; charset=utf-8",
		"licenties.txt":   "text/plain; charset=utf-8",
	} {
		address, err := Asset(name)
		if err != nil {
			t.Fatal(err)
		}
		if !regexp.MustCompile(`^/static/[a-z]+\.[0-9a-f]{12}\.(css|svg|js|txt)$`).MatchString(address) {
			t.Errorf("Asset(%q) = %q has no hash", name, address)
		}
		file := all[strings.TrimPrefix(address, "/static/")]
		if file.ContentType != want || len(file.Body) == 0 {
			t.Errorf("%s: content type %q with %d bytes, want %q", name, file.ContentType, len(file.Body), want)
		}
	}
	if _, err := Asset("niets.css"); err == nil {
		t.Error("an unknown asset has an address")
	}
}

// TestLicencesGoWithTheScripts: who gets ECharts and what it is made of gets their notice and licences.
func TestLicencesGoWithTheScripts(t *testing.T) {
	text := assetText(t, "licenties.txt")
	for _, want := range []string{"echarts/NOTICE", "Apache ECharts\nCopyright", "Version 2.0, January 2004", "Mike Bostock", "zrender/LICENSE", "Baidu Inc.", "tslib/LICENSE.txt", "Microsoft Corporation"} {
		if !strings.Contains(text, want) {
			t.Errorf("the licences lack %q", want)
		}
	}
}

func TestStylesStaySmallAndAtHome(t *testing.T) {
	tokens := assetText(t, "stijl.css")
	for name, limit := range map[string]int{
		"stijl.css":      27_500, // every page but the map: about 6 kB compressed
		"papier.css":     3_000,  // beside stijl.css, for print alone
		"kaart.css":      10_500, // beside stijl.css
		"teken.css":      10_500, // beside stijl.css
		"kaartbeeld.css": 6_000,  // beside stijl.css
		"indicator.css":  5_000,  // beside stijl.css
		"grafiek.css":    2_000,  // beside stijl.css, where there are charts to read
		"embed.css":      6_800,
		"embedkaart.css": 9_800,
		"ranglijst.css":  6_300,
		"insluiten.css":  4_000, // beside stijl.css
	} {
		css := assetText(t, name)
		if len(css) > limit {
			t.Errorf("%s: %d bytes, want at most %d", name, len(css), limit)
		}
		for _, foreign := range []string{"http", "url(", "@import"} {
			if strings.Contains(strings.ReplaceAll(css, "url(#", ""), foreign) { // a pattern in the same page is no request
				t.Errorf("%s: contains %q", name, foreign)
			}
		}
		for _, use := range regexp.MustCompile(`var\((--[a-z-]+)\)`).FindAllStringSubmatch(css, -1) {
			if !strings.Contains(css+tokens, use[1]+":") {
				t.Errorf("%s: %s is used and not defined", name, use[1])
			}
		}
	}
}

func TestScriptStaysSmallAndAtHome(t *testing.T) {
	for name, limit := range map[string]int{"kaart.js": 10_000, "teken.js": 6_500, "kopieer.js": 2_400, "sorteer.js": 1_800, "zoek.js": 1_200, "insluiten.js": 3_000, "embed.js": 2_500, "pas.js": 2_000} {
		js := assetText(t, name)
		if len(js) > limit {
			t.Errorf("%s: %d bytes, want at most %d", name, len(js), limit)
		}
		for _, foreign := range []string{"http", "//", "innerHTML", "insertAdjacentHTML", "document.write", "eval(", "import(", "cookie", "Storage"} {
			if strings.Contains(js, foreign) {
				t.Errorf("%s: contains %q", name, foreign)
			}
		}
	}
}

func TestMissingBundleSaysWhatToRun(t *testing.T) {
	if _, err := read("dist/niets.js"); err == nil || !strings.Contains(err.Error(), "run make build") {
		t.Errorf("got %v, want an error that says what to run", err)
	}
}

// TestContrast holds WCAG 2.2 AA: 4.5 for text (1.4.3), 3 for the border of a control (1.4.11).
func TestContrast(t *testing.T) {
	css := assetText(t, "stijl.css")
	for _, pair := range []struct {
		front, back string
		least       float64
	}{
		{"ink", "paper", 4.5},
		{"ink", "paper-soft", 4.5},
		{"ink", "notice", 4.5},
		{"ink", "rule", 4.5},
		{"ink-soft", "paper", 4.5},
		{"ink-soft", "paper-soft", 4.5},
		{"accent", "paper", 4.5},
		{"accent", "paper-soft", 4.5},
		{"paper", "ink", 4.5},
		{"paper", "accent", 4.5},
		{"control", "paper", 3},
		{"control", "paper-soft", 3},
	} {
		front, back := luminance(t, css, pair.front), luminance(t, css, pair.back)
		ratio := (max(front, back) + 0.05) / (min(front, back) + 0.05)
		if ratio < pair.least {
			t.Errorf("%s on %s: contrast %.2f, want at least %.1f", pair.front, pair.back, ratio, pair.least)
		}
	}
}

func assetText(t *testing.T, name string) string {
	t.Helper()
	address, err := Asset(name)
	if err != nil {
		t.Fatal(err)
	}
	all, err := Static()
	if err != nil {
		t.Fatal(err)
	}
	return string(all[strings.TrimPrefix(address, "/static/")].Body)
}

// luminance gives the relative luminance of a colour token, as WCAG defines it.
func luminance(t *testing.T, css, token string) float64 {
	t.Helper()
	found := regexp.MustCompile(`--wijkinzicht-color-` + token + `: #([0-9a-f]{6});`).FindStringSubmatch(css)
	if found == nil {
		t.Fatalf("colour %s is not defined", token)
	}
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(found[1][2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}
