package server_test

import (
	"bytes"
	"image/png"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"wijkinzicht/web"
	"wijkinzicht/web/chart"
)

func TestPicturesToTakeAlong(t *testing.T) {
	for _, path := range []string{"/grafiek/moerwijk/gezondheid_goed.png", "/vergelijk.png?gebied=moerwijk,tarwewijk&indicator=gezondheid_goed&gebeurtenissen=ja",
		"/kaart.png?gemeente=gm0518&indicator=gezondheid_goed", "/kaart.png?gemeente=gm0599&indicator=gezondheid_goed&jaar=2024&vanaf=2012",
		"/grafiek/moerwijk/gezondheid_goed.groot.png", "/kaart.groot.png?gemeente=gm0518&indicator=gezondheid_goed"} {
		r := get(t, path)
		if r.status != http.StatusOK || r.header.Get("Content-Type") != "image/png" {
			t.Errorf("%s: status %d, %s", path, r.status, r.header.Get("Content-Type"))
			continue
		}
		picture, err := png.Decode(bytes.NewReader([]byte(r.body)))
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		size, times := picture.Bounds().Size(), 1
		if strings.Contains(path, ".groot.") {
			times = 2
		}
		if size.X != times*1200 || size.Y < times*500 || size.Y > times*1300 {
			t.Errorf("%s: %d by %d", path, size.X, size.Y)
		}
		inks := map[uint32]bool{}
		for x := range size.X {
			for y := range size.Y {
				r, g, b, _ := picture.At(x, y).RGBA()
				inks[r>>8<<16|g>>8<<8|b>>8] = true
			}
		}
		if len(inks) < 50 { // a blank or half drawn picture has few
			t.Errorf("%s: only %d colours", path, len(inks))
		}
	}
}

func TestPicturesThatCannotBe(t *testing.T) {
	for _, path := range []string{"/grafiek/moerwijk/geluk.png", "/grafiek/moerwijk/woz", "/grafiek/moerwijk/woz.", "/grafiek/moerwijk/woz.krap.svg", "/grafiek/atlantis/woz.png", "/kaart.png?indicator=jeugdzorg", "/vergelijk.png?gebied=moerwijk&indicator=lbm&als=index"} {
		if r := get(t, path); r.status != http.StatusNotFound {
			t.Errorf("%s: status %d", path, r.status)
		}
	}
}

// TestSocialPicturesAreThere follows og:image of every kind of page.
func TestSocialPicturesAreThere(t *testing.T) {
	for _, path := range append([]string{"/?indicator=gezondheid_goed&van=2016"}, kinds...) {
		if strings.HasPrefix(path, "/embed/") || path == "/bestaat-niet" {
			continue
		}
		match := regexp.MustCompile(`property="og:image" content="([^"]*)"`).FindStringSubmatch(get(t, path).body)
		if match == nil {
			t.Errorf("%s: no social picture", path)
			continue
		}
		address := plain(match[1])
		if !strings.Contains(address, "revisie="+db.Revision) {
			t.Errorf("%s: %s does not say of which revision it is", path, address)
		}
		picture, ours := strings.CutPrefix(address, publicAddress)
		if r := get(t, picture); !ours || r.status != http.StatusOK || r.header.Get("Content-Type") != "image/png" {
			t.Errorf("%s: %s answers %d %s", path, address, r.status, r.header.Get("Content-Type"))
		}
	}
}

// TestPicturesNeedNoStyleSheet: outside a browser nobody knows a class or a custom property, and a picture loses its ink.
func TestPicturesNeedNoStyleSheet(t *testing.T) {
	const compared = "?gebied=moerwijk,tarwewijk&indicator=gezondheid_goed"
	for _, path := range []string{
		"/kaart.svg?gemeente=gm0518&indicator=gezondheid_goed", "/kaart.svg?gemeente=gm0599&indicator=gezondheid_goed&jaar=2024&vanaf=2012",
		"/kaart.svg?gemeente=gm0518&indicator=inwoners&taal=en", "/kaart.svg?gemeente=gm0518&indicator=inwoners&klassen=kwantielen", "/ligging/moerwijk.svg",
		"/grafiek/moerwijk/gezondheid_goed.svg", "/grafiek/moerwijk/gezondheid_goed.smal.svg?gebeurtenissen=ja", "/grafiek/tarwewijk/woz.svg?taal=en",
		"/grafiek/moerwijk/lbm.svg?thema=donker", "/kaart.svg?gemeente=gm0518&indicator=lbm&thema=donker", "/ligging/moerwijk.svg?thema=donker", "/vergelijk.svg" + compared + "&thema=donker",
		"/vergelijk.svg" + compared, "/vergelijk.smal.svg" + compared + "&gebeurtenissen=ja",
	} {
		r := get(t, path)
		if r.status != http.StatusOK || r.header.Get("Content-Type") != "image/svg+xml" || !strings.Contains(r.body, `fill="#`) {
			t.Errorf("%s: status %d, %s, %d bytes", path, r.status, r.header.Get("Content-Type"), len(r.body))
		}
		if found := regexp.MustCompile(`var\(|class=|<style|style=|currentColor`).FindString(r.body); found != "" {
			t.Errorf("%s holds %q", path, found)
		}
	}
	assets, err := web.Static()
	if err != nil {
		t.Fatal(err)
	}
	for name, asset := range assets {
		if strings.HasSuffix(name, ".svg") && regexp.MustCompile(`var\(|class=|<style|style=|currentColor`).Match(asset.Body) {
			t.Errorf("%s needs a style sheet", name)
		}
	}
}

// TestPicturesSayWhatTheyAre: one that leaves the site carries its title, source, licence and day, in light colours, and has a name of its own.
func TestPicturesSayWhatTheyAre(t *testing.T) {
	for _, path := range []string{"/grafiek/moerwijk/woz.plaatje.svg?thema=donker", "/kaart.svg?gemeente=gm0518&indicator=woz", "/vergelijk.plaatje.svg?gebied=moerwijk,jol&indicator=woz"} {
		picture := get(t, path).body
		for _, want := range []string{"WOZ-waarde", ">Bron: Kerncijfers wijken en buurten", "licentie: CC BY 4.0", "stand van ", "wijken.example"} {
			if !strings.Contains(picture, want) || strings.Contains(picture, chart.Ground) {
				t.Errorf("%s does not say %q, or is dark", path, want)
			}
		}
	}
	for page, names := range map[string][]string{
		"/wijk/moerwijk": {"moerwijk-inwoners-2014-2024.svg", "moerwijk-inwoners-2014-2024.xlsx"}, "/kaart?gemeente=gm0518&indicator=woz&jaar=2024": {"den-haag-woz-buurt-2024.svg", "den-haag-woz-buurt-2024.csv"},
		"/vergelijk?gebied=moerwijk,jol&indicator=woz": {"moerwijk-jol-woz-"}, "/gebied/BU05183637": {"-bu05183637-inwoners-"},
	} {
		body := get(t, page).body
		for _, name := range names {
			if !regexp.MustCompile(`download="[^"]*` + regexp.QuoteMeta(name)).MatchString(body) {
				t.Errorf("%s gives no %s, but %q", page, name, regexp.MustCompile(`download="[^"]*"`).FindAllString(body, 4))
			}
		}
	}
	if open := get(t, "/grafiek/BU05991571/inwoners.plaatje.svg").body; !strings.Contains(open, "Open punt: voorlopig cijfer (2025).") {
		t.Error("the open points of a picture are not explained in it")
	}
}

// TestDarkPictures: a page shows one on a dark screen; what is asked for otherwise is light, and so is every PNG.
func TestDarkPictures(t *testing.T) {
	for _, path := range []string{"/grafiek/moerwijk/lbm.svg?", "/grafiek/moerwijk/lbm.smal.svg?", "/kaart.svg?gemeente=gm0518&indicator=lbm", "/ligging/moerwijk.svg?", "/vergelijk.svg?gebied=moerwijk&indicator=lbm"} {
		light, dark := get(t, path).body, get(t, path+"&thema=donker").body
		if strings.Contains(light, chart.Ground) || !strings.Contains(dark, `fill="`+chart.Ground+`"`) {
			t.Errorf("%s: light and dark are not what they should be", path)
		}
		if r := get(t, path+"&thema=licht"); r.body != light {
			t.Errorf("%s: light is not what it is without a word", path)
		}
		if r := get(t, path+"&thema=zwart"); r.status != http.StatusNotFound {
			t.Errorf("%s: an unknown theme has status %d", path, r.status)
		}
	}
	for _, path := range []string{"/kaart.png?gemeente=gm0518&indicator=lbm", "/vergelijk.png?gebied=moerwijk&indicator=lbm"} {
		if get(t, path).body != get(t, path+"&thema=donker").body {
			t.Errorf("%s is not light", path)
		}
	}
}

// TestPictureSaysInWhichGemeente: away from the site nobody knows where Centrum is.
func TestPictureSaysInWhichGemeente(t *testing.T) {
	for path, want := range map[string]string{
		"/grafiek/moerwijk/gezondheid_goed.plaatje.svg":     "in Moerwijk (Den Haag)",
		"/grafiek/BU05183637/inwoners.plaatje.svg":          "(Den Haag)",
		"/voor-en-na.plaatje.svg?wijk=jol&indicator=lbm":    "in Jol (Lelystad)",
		"/grafiek/GM0518/gezondheid_goed.plaatje.svg":       "in Den Haag",
		"/vergelijk.plaatje.svg?gebied=jol&indicator=woz":   "Jol",
		"/grafiek/moerwijk/gezondheid_goed.svg?thema=licht": "in Moerwijk",
	} {
		text := strings.Join(strings.Fields(tags.ReplaceAllString(get(t, path).body, " ")), " ")
		if !strings.Contains(text, want) || strings.Count(text, "(Den Haag)") > 2 || strings.Contains(text, "Den Haag (Den Haag)") {
			t.Errorf("%s does not say %q: %.300s", path, want, text)
		}
	}
}

var tags = regexp.MustCompile(`<[^>]*>`)
