package server_test

import (
	"bytes"
	"image/png"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

func TestPicturesToTakeAlong(t *testing.T) {
	for _, path := range []string{"/grafiek/moerwijk/gezondheid_goed.png", "/vergelijk.png?gebied=moerwijk,tarwewijk&indicator=gezondheid_goed&gebeurtenissen=ja",
		"/kaart.png?gemeente=gm0518&indicator=gezondheid_goed", "/kaart.png?gemeente=gm0599&indicator=gezondheid_goed&jaar=2024&vanaf=2012"} {
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
		size := picture.Bounds().Size()
		if size.X != 1200 || size.Y < 500 || size.Y > 1300 {
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
	for _, path := range []string{"/grafiek/moerwijk/geluk.png", "/grafiek/atlantis/woz.png", "/kaart.png?indicator=jeugdzorg", "/vergelijk.png?gebied=moerwijk&indicator=lbm&als=index"} {
		if r := get(t, path); r.status != http.StatusNotFound {
			t.Errorf("%s: status %d", path, r.status)
		}
	}
}

// TestSocialPicturesAreThere follows og:image of every kind of page.
func TestSocialPicturesAreThere(t *testing.T) {
	for _, path := range []string{"/", "/?indicator=gezondheid_goed&van=2016", "/wijk/moerwijk", "/vergelijk?gebied=moerwijk,nl&indicator=inwoners", "/kaart?gemeente=gm0518&indicator=gezondheid_goed"} {
		match := regexp.MustCompile(`property="og:image" content="([^"]*)"`).FindStringSubmatch(get(t, path).body)
		if match == nil {
			t.Errorf("%s: no social picture", path)
			continue
		}
		address := plain(match[1])
		picture, ours := strings.CutPrefix(address, publicAddress)
		if r := get(t, picture); !ours || r.status != http.StatusOK || r.header.Get("Content-Type") != "image/png" {
			t.Errorf("%s: %s answers %d %s", path, address, r.status, r.header.Get("Content-Type"))
		}
	}
}

// TestMapPictureMayCarryItsColours: opened by its address the picture is a document, and its style would be blocked.
func TestMapPictureMayCarryItsColours(t *testing.T) {
	r := get(t, "/kaart.svg?gemeente=gm0518&indicator=gezondheid_goed")
	if !strings.Contains(r.body, "<style>") {
		t.Fatal("the picture has no style: the test says nothing")
	}
	policy := r.header.Get("Content-Security-Policy")
	if !strings.Contains(policy, "default-src 'none'") || !strings.Contains(policy, "style-src 'unsafe-inline'") || strings.Contains(policy, "script-src") {
		t.Errorf("its policy is %q", policy)
	}
}
