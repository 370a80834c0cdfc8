package server_test

import (
	"context"
	"html"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"wijkinzicht/data/store"
	"wijkinzicht/server"
)

const trend = "/embed/trend/moerwijk/woz"

// dorrestad is the house style of a fictional gemeente.
const dorrestad = ":root {\n  --wijkinzicht-link-color: #005a9c;\n  --wijkinzicht-chart-line-color: #0b7a3b;\n}\n"

// serveConfig starts a server on a store until the test ends.
func serveConfig(t *testing.T, depot store.Store, c server.Config) string {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	address, ended, err := serveWith(ctx, depot, c)
	if err != nil {
		stop()
		t.Fatal(err)
	}
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Errorf("serve ended with %v", err)
		}
	})
	return address
}

// own makes a directory with one file of a gemeente.
func own(t *testing.T, name, text string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestSpellingsOfOneEmbedAreOneAnswer(t *testing.T) {
	for first, same := range map[string][]string{
		trend: {trend + "?titel=ja", trend + "?utm=1", trend + "?kleur=&thema=&van=", trend + "?thema=licht", trend + "?volgorde=niveau", trend + "?revisie=x"},
		trend + "?kleur=005a9c&lijnen=gemeente,nl&titel=nee": {trend + "?titel=nee&lijnen=nl,gemeente&kleur=%23005A9C",
			trend + "?lijnen=gemeente%2Cnl&titel=nee&kleur=005a9C", trend + "?lijnen=nl,nl,gemeente&titel=nee&kleur=005a9c&x=y"},
		"/embed/kaart?titel=nee": {"/embed/kaart?niveau=buurt&titel=nee", "/embed/kaart?titel=nee&van=2010&lijnen=geen&gemeente=gm0518"},
	} {
		want := get(t, first)
		for _, path := range same {
			if r := get(t, path); r.status != http.StatusOK || r.header.Get("Etag") != want.header.Get("Etag") {
				t.Errorf("%s: status %d, or another answer than %s", path, r.status, first)
			}
		}
	}
}

func TestDressIsSeen(t *testing.T) {
	plainEmbed := get(t, trend)
	for path, holds := range map[string]struct{ has, lacks []string }{
		trend:                                 {[]string{"<h1>", "var(--wijkinzicht-chart-line-color)", "Den Haag"}, []string{"Stand van", "kleur"}},
		trend + "?titel=nee":                  {[]string{`<h1 class="hidden">`}, nil},
		trend + "?lijnen=geen":                {[]string{`scope="col" class="right">Moerwijk<`}, []string{`class="right">Den Haag<`, `class="right">Nederland<`}},
		trend + "?lijnen=nl":                  {[]string{`class="right">Nederland<`}, []string{`class="right">Den Haag<`}},
		trend + "?lijnen=ring,gemeente":       {[]string{`class="right">Den Haag<`}, []string{`class="right">Nederland<`}},
		trend + "?van=2016&tot=2022":          {[]string{"2016–2022", `row">2017<`}, []string{`row">2012<`, `row">2024<`}},
		trend + "?van=2016":                   {[]string{"vanaf 2016"}, []string{`row">2012<`}},
		trend + "?van=1900&tot=1990":          {[]string{"geen cijfers over deze periode (1900–1990)"}, []string{"<svg"}},
		trend + "?kleur=005a9c":               {[]string{"/embed/kleur/005a9c.css"}, []string{"#12385c"}},
		trend + "?kleur=949494":               {[]string{"/embed/kleur/949494-lijn.css"}, []string{"#12385c"}},
		"/embed/kaart?kleur=005a9c&titel=nee": {[]string{"/embed/kleur/005a9c.css", `<h1 class="hidden">`}, nil},
	} {
		r := get(t, path)
		if r.status != http.StatusOK {
			t.Errorf("%s: status %d", path, r.status)
			continue
		}
		for _, text := range holds.has {
			if !strings.Contains(r.body, text) {
				t.Errorf("%s: lacks %s", path, text)
			}
		}
		for _, text := range holds.lacks {
			if strings.Contains(r.body, text) {
				t.Errorf("%s: has %s", path, text)
			}
		}
		if path != trend && r.body == plainEmbed.body {
			t.Errorf("%s: is the plain embed", path)
		}
		checkHeader(t, path, r)
		checkPage(t, path, r.body)
	}
}

// TestWrongDressIsSaidInTheEmbed: in the frame, so that the editor who tries it sees it.
func TestWrongDressIsSaidInTheEmbed(t *testing.T) {
	for path, want := range map[string]struct {
		status int
		says   string
	}{
		trend + "?titel=misschien":                       {400, "titel=ja of titel=nee"},
		trend + "?van=vroeger":                           {400, "van=2012"},
		trend + "?tot=99999":                             {400, "van=2012"},
		trend + "?van=2020&tot=2012":                     {400, "ten minste 5 jaar"},
		trend + "?van=2020&tot=2022":                     {400, "ten minste 5 jaar"},
		trend + "?lijnen=wijk":                           {400, "lijnen=gemeente,nl"},
		trend + "?lijnen=gemeente,%3Cscript%3E":          {400, "lijnen=gemeente,nl"},
		trend + "?kleur=rood":                            {400, "kleur=005a9c"},
		trend + "?kleur=ffd400":                          {400, "De kleur #ffd400 is niet goed te zien op de achtergrond (contrast 1,4, nodig is 3)"},
		trend + "?thema=donker&kleur=12385c":             {400, "De kleur #12385c is niet goed te zien op de achtergrond (contrast 1,5, nodig is 3)"},
		trend + "?thema=auto&kleur=12385c":               {400, "De kleur #12385c is niet goed te zien"},
		trend + "?thema=auto&kleur=8ec5f5":               {400, "De kleur #8ec5f5 is niet goed te zien"},
		trend + "?thema=dorrestad":                       {404, "Dit thema kennen wij niet"},
		"/embed/kaart?thema=../../tokens":                {404, "Dit thema kennen wij niet"},
		trend + "?versie=gisteren":                       {400, "geen versie van ons"},
		trend + "?versie=0123456789ab":                   {410, `href="` + trend + `"`},
		trend + "?versie=0123456789ab&titel=nee":         {410, `href="` + trend + `?titel=nee"`},
		"/embed/trend/moerwijk/zon":                      {404, "geen wijk, cijfer of kaart op dit adres"},
		"/embed/trend/zonnewijk/woz?versie=0123456789ab": {410, "bewaren wij niet meer"},
		"/embed/taart":                                   {404, "geen wijk, cijfer of kaart op dit adres"},
		"/embed/kleur/rood.css":                          {404, "geen wijk, cijfer of kaart op dit adres"},
		"/embed/kleur/005A9C.css":                        {404, "geen wijk, cijfer of kaart op dit adres"},
	} {
		r := get(t, path)
		if r.status != want.status || !strings.Contains(r.body, want.says) {
			t.Errorf("%s: status %d, want %d with %q:\n%s", path, r.status, want.status, want.says, r.body)
		}
		if r.header.Get("Cache-Control") != "no-store" || strings.Contains(r.body, "site-header") || strings.Contains(r.body, "<script>") {
			t.Errorf("%s: not in the room of an embed, or kept", path)
		}
		checkHeader(t, path, r)
		checkPage(t, path, r.body)
	}
}

// TestAReadingIsDressedAsItsEmbed: who points at a chart reads what is drawn, of the same years, lines and revision, in the colours of its page.
func TestAReadingIsDressedAsItsEmbed(t *testing.T) {
	page := get(t, trend+"?kleur=0b7a3b&lijnen=gemeente&van=2017&versie="+db.Revision)
	found := regexp.MustCompile(`data-optie="([^"]*)"`).FindAllStringSubmatch(page.body, -1)
	if len(found) != 3 {
		t.Fatalf("%d readings, want one for each width", len(found))
	}
	for _, address := range found {
		r := get(t, plain(address[1]))
		if r.status != http.StatusOK || !strings.Contains(r.body, "var(--wijkinzicht-chart-line-color)") || strings.Contains(r.body, "#12385c") || strings.Contains(r.body, "Nederland") ||
			strings.Contains(r.body, "2012") || !strings.Contains(r.body, "2019") || r.header.Get("X-Revision") != db.Revision {
			t.Errorf("%s: status %d\n%.600s", address[1], r.status, r.body)
		}
	}
	if r := get(t, "/grafiek/moerwijk/woz.json?kleur=ffd400"); r.status != http.StatusBadRequest {
		t.Errorf("a reading in a colour that cannot be seen: status %d", r.status)
	}
}

func TestColorSheet(t *testing.T) {
	for path, want := range map[string]string{
		"/embed/kleur/005a9c.css":      ":root { --wijkinzicht-chart-line-color: #005a9c; --wijkinzicht-link-color: #005a9c; }\n",
		"/embed/kleur/949494-lijn.css": ":root { --wijkinzicht-chart-line-color: #949494; }\n",
	} {
		r := get(t, path)
		if r.body != want || r.header.Get("Content-Type") != "text/css; charset=utf-8" || !strings.Contains(r.header.Get("Cache-Control"), "immutable") {
			t.Errorf("%s: %q, %v", path, r.body, r.header)
		}
	}
}

// TestSchemes: an embed is light unless it is asked to be dark, always or where the reader's device says so.
func TestSchemes(t *testing.T) {
	for _, path := range []string{trend, "/embed/kaart?gemeente=gm0518&indicator=lbm", "/embed/ranglijst", "/embed/vergelijk?gebied=moerwijk&indicator=lbm",
		"/embed/voor-en-na?wijk=moerwijk&indicator=lbm&venster=5", "/embed/profiel/moerwijk"} {
		sign := "?"
		if strings.Contains(path, "?") {
			sign = "&"
		}
		for theme, want := range map[string]string{"": "", "licht": "", "donker": "/static/donker.", "auto": "/static/auto."} {
			r := get(t, path+sign+"thema="+theme)
			sheets := styleLink.FindAllStringSubmatch(r.body, -1)
			last := sheets[len(sheets)-1][1]
			if r.status != http.StatusOK || want == "" && len(sheets) != 1 || !strings.HasPrefix(last, want) {
				t.Errorf("%s, theme %q: status %d, %v", path, theme, r.status, sheets)
			}
		}
	}
	for theme, want := range map[string]string{"donker": "@media screen {", "auto": "@media screen and (prefers-color-scheme: dark) {"} {
		sheets := styleLink.FindAllStringSubmatch(get(t, trend+"?thema="+theme).body, -1)
		if css := get(t, sheets[1][1]).body; !strings.HasPrefix(css, want) || !strings.Contains(css, "color-scheme: dark") {
			t.Errorf("the style of %s begins with %.60q", theme, css)
		}
	}
}

func TestHouseStyleOfAGemeente(t *testing.T) {
	address := serveConfig(t, depot, server.Config{Address: publicAddress, Program: "test", Own: own(t, "thema-dorrestad.css", dorrestad)})
	page := ask(t, http.MethodGet, address+trend+"?thema=dorrestad")
	sheets := styleLink.FindAllStringSubmatch(page.body, -1)
	if page.status != http.StatusOK || len(sheets) != 2 || !strings.HasPrefix(sheets[1][1], "/static/thema-dorrestad.") {
		t.Fatalf("status %d, style sheets %v", page.status, sheets)
	}
	css := ask(t, http.MethodGet, address+sheets[1][1])
	if css.status != http.StatusOK || css.body != dorrestad || !strings.Contains(css.header.Get("Cache-Control"), "immutable") {
		t.Errorf("the style: status %d\n%s", css.status, css.body)
	}
	const line = "var(--wijkinzicht-chart-line-color)"
	if !strings.Contains(page.body, line) || strings.Contains(page.body, "#12385c") || !strings.Contains(css.body, "--wijkinzicht-chart-line-color: #0b7a3b") {
		t.Error("the chart does not have the colour of the house style")
	}
	both := ask(t, http.MethodGet, address+trend+"?thema=dorrestad&kleur=8a3d85")
	sheets = styleLink.FindAllStringSubmatch(both.body, -1)
	if !strings.Contains(both.body, line) || len(sheets) != 3 || sheets[2][1] != "/embed/kleur/8a3d85.css" {
		t.Error("a colour does not go before the house style")
	}
}

func TestWrongHouseStyleStopsTheServer(t *testing.T) {
	dir := own(t, "thema-dorrestad.css", ":root {\n  --wijkinzicht-link-color: url(x);\n}")
	_, err := server.New(context.Background(), depot, server.Config{Own: dir})
	if want := "thema-dorrestad.css, regel 2: --wijkinzicht-link-color is een kleur als #005a9c"; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

func TestFramers(t *testing.T) {
	address := serveConfig(t, depot, server.Config{Framers: "https://www.dorrestad.example  https://*.zonnewijk.example:8443"})
	for path, want := range map[string]string{
		trend:          "frame-ancestors 'self' https://www.dorrestad.example https://*.zonnewijk.example:8443",
		"/embed/niets": "frame-ancestors 'self' https://www.dorrestad.example https://*.zonnewijk.example:8443",
		"/niets":       "frame-ancestors 'none'",
	} {
		if policy := ask(t, http.MethodGet, address+path).header.Get("Content-Security-Policy"); !strings.HasSuffix(policy, want) {
			t.Errorf("%s: %s", path, policy)
		}
	}
	for _, wrong := range []string{"www.dorrestad.nl", "https://a.nl; script-src *", "https://a.nl,https://b.nl", "*.nl", "https://*", "'none'", "ftp://a.nl", "https://a.nl/pad"} {
		if _, err := server.New(context.Background(), depot, server.Config{Framers: wrong}); err == nil || !strings.Contains(err.Error(), "geen adres van een website") {
			t.Errorf("%q: %v", wrong, err)
		}
	}
}

// withoutNewer leaves out what a frozen embed says when there are newer figures.
func withoutNewer(body string) string {
	return regexp.MustCompile(`<p class="source" data-nieuwer="">.*?</p>`).ReplaceAllString(body, "")
}

// TestFrozenEmbedStays publishes over a frozen embed until its revision is pruned: first it stays byte for byte, then it
// says that it is gone.
func TestFrozenEmbedStays(t *testing.T) {
	own := store.Store{Dir: t.TempDir()}
	publishSmall(t, own)
	first, _, err := own.Current()
	if err != nil {
		t.Fatal(err)
	}
	address := serveConfig(t, own, server.Config{Address: publicAddress, Program: "test"})
	frozen := address + "/embed/trend/moerwijk/inwoners?versie=" + first
	before := ask(t, http.MethodGet, frozen)
	if before.status != http.StatusOK || !strings.Contains(before.body, "Stand van ") || before.header.Get("Cache-Control") != "public, max-age=86400, immutable" {
		t.Fatalf("status %d, %s:\n%s", before.status, before.header.Get("Cache-Control"), before.body)
	}
	compared := ask(t, http.MethodGet, address+"/embed/vergelijk?gebied=moerwijk,vinkhuizen&indicator=inwoners&versie="+first)
	along := regexp.MustCompile(`="(/vergelijk\.json[^"]*)"`).FindStringSubmatch(compared.body)
	if along == nil {
		t.Fatalf("nothing to read along the lines of a frozen comparison:\n%s", compared.body)
	}
	readBefore := ask(t, http.MethodGet, address+html.UnescapeString(along[1]))
	if readBefore.status != http.StatusOK || !strings.Contains(readBefore.body, "Moerwijk") {
		t.Fatalf("%s: status %d", along[1], readBefore.status)
	}
	var later []string
	for year := 2017; year <= 2020; year++ {
		later = append(later, publishFictional(t, own, year))
	}
	waitForRevision(t, address, later[3])
	// One more than may be open at once, in turn.
	for _, version := range []string{first, later[0], later[1], first} {
		r := ask(t, http.MethodGet, address+"/embed/trend/moerwijk/inwoners?versie="+version)
		if r.status != http.StatusOK || r.header.Get("X-Revision") != version {
			t.Errorf("%s: status %d from %s", version, r.status, r.header.Get("X-Revision"))
		}
		if version == first && (withoutNewer(r.body) != before.body || !strings.Contains(r.body, `Er zijn nieuwere cijfers. <a href="/embed/trend/moerwijk/inwoners">`)) {
			t.Errorf("the frozen embed changed, or does not say that there are newer figures:\n%s", r.body)
		}
	}
	if r := ask(t, http.MethodGet, address+html.UnescapeString(along[1])); r.body != readBefore.body || r.header.Get("X-Revision") != first {
		t.Errorf("what is read along a frozen comparison: status %d from %s", r.status, r.header.Get("X-Revision"))
	}
	if r := ask(t, http.MethodGet, address+"/embed/kaart?versie="+first); r.status != http.StatusOK || r.header.Get("X-Revision") != first {
		t.Errorf("frozen map: status %d from %s", r.status, r.header.Get("X-Revision"))
	}
	publishFictional(t, own, 2021)
	if _, err := os.Stat(own.Path(first)); err == nil {
		t.Fatal("the first revision was not pruned")
	}
	for _, version := range later[:2] { // what is open stays whole until others need its place
		ask(t, http.MethodGet, address+"/embed/trend/moerwijk/inwoners?versie="+version)
	}
	if r := ask(t, http.MethodGet, frozen); r.status != http.StatusOK || withoutNewer(r.body) != before.body || !strings.Contains(r.body, "nieuwere cijfers") || r.header.Get("X-Revision") != first {
		t.Errorf("what was shown once is another thing after its revision is gone: status %d of %s:\n%s", r.status, r.header.Get("X-Revision"), r.body)
	}
	if r := ask(t, http.MethodGet, address+html.UnescapeString(along[1])); r.status != http.StatusOK || r.body != readBefore.body {
		t.Errorf("what is read along a frozen comparison whose revision is gone: status %d", r.status)
	}
	if r := ask(t, http.MethodGet, address+"/embed/trend/vinkhuizen/inwoners?versie="+first); r.status != http.StatusGone || !strings.Contains(r.body, `href="/embed/trend/vinkhuizen/inwoners"`) {
		t.Errorf("what was never shown, after pruning: status %d:\n%s", r.status, r.body)
	}
	old := "/static/embed.0123456789ab.css" // of the program that made a page, which is another one by now
	if err := own.Freeze("stijl", store.FrozenAnswer{Address: old, ContentType: "text/css; charset=utf-8", Body: []byte("main{}")}); err != nil {
		t.Fatal(err)
	}
	if r := ask(t, http.MethodGet, address+old); r.status != http.StatusOK || r.body != "main{}" || r.header.Get("Content-Type") != "text/css; charset=utf-8" {
		t.Errorf("the style of an older program: status %d, %q", r.status, r.body)
	}
	style := regexp.MustCompile(`/static/embed\.[0-9a-f]{12}\.css`).FindString(before.body)
	if kept, err := own.Frozen("stijl", style); err != nil || len(kept.Body) == 0 {
		t.Errorf("the style %q of a frozen embed is not kept: %v", style, err)
	}
}
