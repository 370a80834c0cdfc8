//go:build e2e

package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// kind is a page of one kind, with the status that it answers.
type kind struct {
	name, path string
	status     int64
}

// family is what pages have in common that are made alike, so that one of them has the pictures of all.
func (k kind) family() string {
	path, _, _ := strings.Cut(k.path, "?")
	parts := strings.Split(path, "/")
	if parts[1] == "gebied" { // made as that of a wijk
		parts[1] = "wijk"
	}
	if parts[1] == "embed" {
		return "embed " + parts[2]
	}
	return parts[1]
}

// everyKind has a page of each kind.
var everyKind = []kind{
	{"elf", "/", 200},
	{"elf-gekozen", "/?indicator=woz&volgorde=verandering", 200},
	{"elf-leeg", "/?indicator=jeugdzorg", 200},
	{"wijk", "/wijk/moerwijk", 200},
	{"wijk-in-plaats-van", "/wijk/willemskwartier", 200},
	{"gebied", "/gebied/BU05183637", 200},
	{"gemeente", "/gebied/GM0518", 200},
	{"oud-gebied", "/gebied/WK099521", 410},
	{"zoeken", "/zoek", 200},
	{"zoeken-namen", "/zoek?q=centrum", 200},
	{"zoeken-postcode", "/zoek?q=2533", 200},
	{"cijfers", "/indicator", 200},
	{"cijfer", "/indicator/inwoners", 200},
	{"cijfer-leeg", "/indicator/jeugdzorg", 200},
	{"wijk-met-gebeurtenissen", "/wijk/moerwijk?gebeurtenissen=ja", 200},
	{"vergelijken", "/vergelijk?gebied=moerwijk,tarwewijk,nl&indicator=gezondheid_goed&als=index&gebeurtenissen=ja", 200},
	{"vergelijken-meer", "/vergelijk?gebied=moerwijk&indicator=gezondheid_goed,inwoners,koop", 200},
	{"vergelijken-veel", "/vergelijk?gebied=moerwijk,morgenstond,oosterparkwijk,vinkhuizen,jol,meijhorst&indicator=lbm", 200},
	{"vergelijken-kan-niet", "/vergelijk?gebied=moerwijk&indicator=lbm&als=index", 200},
	{"signalering", "/signalering", 200},
	{"signalering zonder jaren", "/signalering?indicator=woz", 200},
	{"teken", "/eigen-gebied", 200},
	{"teken-cijfers", "/eigen-gebied?gemeente=gm0518&omtrek=" + twoBuurten + "&naam=Noordrand&indicator=woz", 200},
	{"teken-kan-niet", "/eigen-gebied?gemeente=gm0363&omtrek=80000-452300_80900-453300_80900-452300_80000-453300", 404},
	{"teken-geen-gebied", "/eigen-gebied?gemeente=gm0518&omtrek=80000-452300_80900-453300_80900-452300_80000-453300", 200},
	{"vergelijkbaar", "/vergelijkbaar?wijk=moerwijk&jaar=2020", 200},
	{"voor-en-na", "/voor-en-na?wijk=moerwijk&jaar=2018&indicator=gezondheid_goed&venster=0", 200},
	{"insluiten-vergelijking", "/embed/vergelijk?gebied=moerwijk,tarwewijk&indicator=gezondheid_goed", 200},
	{"interventies", "/interventies", 200},
	{"interventie", "/interventies/meijhorst-flats", 200},
	{"interventie-zonder-plek", "/interventies/xpoint", 200},
	{"wat-werkt", "/wat-werkt?wijk=moerwijk", 200},
	{"brief", "/wijk/moerwijk?brief=ja", 200},
	{"te-veel", "/vergelijk?basis=vroeger", 400},
	{"verantwoording", "/verantwoording", 200},
	{"wijzigingen", "/onderzoek/wijzigingen", 200},
	{"toegankelijkheid", "/toegankelijkheid", 200},
	{"embed", "/embed/trend/moerwijk/lbm2_klasse", 200},
	{"embed-aangekleed", "/embed/trend/moerwijk/woz?kleur=0b7a3b&lijnen=gemeente&titel=nee&van=2015", 200},
	{"embed-engels", "/embed/trend/moerwijk/woz?taal=en", 200},
	{"embed-leeg", "/embed/trend/moerwijk/jeugdzorg", 200},
	{"embed-fout", "/embed/trend/moerwijk/woz?kleur=ffd400", 400},
	{"embed-voor-en-na", "/embed/voor-en-na?wijk=moerwijk&indicator=gezondheid_goed", 200},
	{"embed-profiel", "/embed/profiel/moerwijk", 200},
	{"embed-ranglijst", "/embed/ranglijst?indicator=woz", 200},
	{"embed-ranglijst-verandering", "/embed/ranglijst?indicator=inwoners&volgorde=verandering", 200},
	{"insluiten", "/insluiten?soort=trend&wijk=moerwijk&indicator=woz", 200},
	{"insluiten-ranglijst", "/insluiten?soort=ranglijst&indicator=woz", 200},
	{"insluiten-vergelijking", "/insluiten?soort=vergelijk&gebied=moerwijk,tarwewijk&indicator=gezondheid_goed", 200},
	{"insluiten-fout", "/insluiten?kleur=ffd400", 200},
	{"kaart", "/kaart", 200},
	{"kaart-verschil", "/kaart?gemeente=gm0599&indicator=gezondheid_goed&jaar=2024&vanaf=2012", 200},
	{"kaart-leeg", "/kaart?indicator=jeugdzorg", 200},
	{"embed-kaart", "/embed/kaart?gemeente=gm0268&indicator=gezondheid_goed", 200},
	{"onderzoek", "/onderzoek", 200},
	{"onderzoek-schema", "/onderzoek/schema", 200},
	{"onderzoek-vragen", "/onderzoek/vragen", 200},
	{"onderzoek-recepten", "/onderzoek/recepten", 200},
	{"onderzoek-sql", "/onderzoek/sql", 200},
	{"api", "/api/v1", 200},
	{"onderzoek-antwoord", "/onderzoek/sql?q=from+trend%28%27moerwijk%27%2C+%27inwoners%27%29", 200},
	{"fout", "/niets", 404},
}

// twoBuurten goes round Moerwijk-Noord and the Groente- en Fruitmarkt.
const twoBuurten = "80150-452355_80153-452363_79928-452819_79893-452804_79865-452815_79904-452921_79901-452929_79903-452955_79994-452998_80025-452994_80258-453083_80482-453244_80476-453258_80532-453284_80547-453255_80595-453211_80706-453141_80770-453110_80873-453086_80991-453090_81035-453084_81199-453220_81230-453199_81130-452952_81107-452864_81120-452861_81106-452787_81057-452793_81048-452760_81008-452553_80995-452475_81001-452426_80952-452460_80908-452383_80433-451982_80339-451954"

const (
	telephone = 360
	desk      = 1280
)

func TestBrowser(t *testing.T) {
	b := openBrowser(t)
	t.Run("a visitor without JavaScript", b.visitorWithoutJavaScript)
	t.Run("the years of the map", b.yearsOfTheMap)
	t.Run("every page on a telephone", b.everyPageOnATelephone)
	t.Run("every page on a desk", b.everyPageOnADesk)
	t.Run("every page in the way of nobody on a telephone", b.everyPageWithScriptsOnATelephone)
	t.Run("every page in the way of nobody on a desk", b.everyPageWithScriptsOnADesk)
	t.Run("skip link", b.skipLinkSkips)
	t.Run("sort", b.tablesSort)
	t.Run("from a figure to its matrix", b.fromAFigureToItsMatrix)
	t.Run("embed", b.embedsFitAndPagesRefuse)
	t.Run("build an embed", b.buildAnEmbed)
	t.Run("build without JavaScript", b.buildWithoutJavaScript)
	t.Run("English embed", b.anEnglishEmbed)
	t.Run("fit", b.embedsFitTheirContent)
	t.Run("small frame", b.embedsAreReadInASmallFrame)
	t.Run("readable", b.picturesAreRead)
	t.Run("fit in a sandbox of a file", b.embedsFitInASandboxOfAFile)
	t.Run("no fit for others", b.heightsOfOthersAreIgnored)
	t.Run("embed without JavaScript", b.embedWithoutJavaScript)
	t.Run("print", b.everyPagePrints)
	t.Run("copy", b.whatIsCopiedIsSeen)
	t.Run("register", b.fromTheRegisterToAFigure)
	t.Run("brief", b.briefFitsOnTwoSheets)
	t.Run("journey", b.journey)
	t.Run("first minute", b.firstMinute)
	t.Run("chart", b.charts)
	t.Run("kaart", b.kaart)
	t.Run("draw", b.draw)
	t.Run("search", b.search)
	t.Run("readme", b.readmePicture)
	t.Run("valid", b.everyPageIsValid)
}

// visitorWithoutJavaScript goes from the eleven to a wijk, to its numbers and to an embed.
func (b *browser) visitorWithoutJavaScript(t *testing.T) {
	p := b.open(t, desk, false)
	p.visit("/", 200)
	if n := eval[int](p, "document.querySelectorAll('.eleven th a').length"); n != 11 {
		t.Fatalf("%d wijken, want eleven", n)
	}
	p.do(chromedp.Click(chromedp.CSS(".view summary")), chromedp.SetValue(chromedp.CSS("#indicator"), "woz"))
	p.arrive(200, chromedp.Click(chromedp.CSS(".choose button")))
	if n, at := eval[int](p, "document.querySelectorAll('.eleven th a').length"), eval[string](p, "location.search"); n != 11 || !strings.Contains(at, "indicator=woz") {
		t.Fatalf("%d wijken at %s, want eleven of woz", n, at)
	}
	if chosen := eval[string](p, "document.querySelector('#indicator').value"); chosen != "woz" {
		t.Errorf("the form stands at %s", chosen)
	}
	if n := eval[int](p, "document.querySelectorAll('.eleven svg').length"); n == 0 {
		t.Error("no wijk has a picture")
	}

	p.arrive(200, chromedp.Click(chromedp.CSS(`.eleven a[href^="/wijk/moerwijk"]`)))
	if at := eval[string](p, "location.pathname + location.hash"); at != "/wijk/moerwijk#woz" {
		t.Errorf("arrived at %s", at)
	}
	p.unfold("#woz")
	p.do(chromedp.Click(chromedp.CSS("#woz details.numbers summary")))
	if rows := eval[int](p, "document.querySelector('#woz details.numbers').open ? document.querySelectorAll('#woz tbody tr').length : 0"); rows < 2 {
		t.Errorf("the opened table has %d rows", rows)
	}
	if n := eval[int](p, "document.querySelectorAll('.figure img').length"); n < 20 {
		t.Errorf("the page has only %d pictures", n)
	}
	p.scrollThrough()

	p.do(chromedp.Click(chromedp.CSS("#woz details.share summary")))
	p.arrive(200, chromedp.Click(chromedp.CSS(`#woz a[href^="/insluiten?"]`)))
	p.visit(eval[string](p, "document.querySelector('iframe').getAttribute('src')"), 200)
	if !eval[bool](p, "document.querySelector('h1').textContent.includes('Moerwijk') && document.querySelectorAll('.chart svg').length == 3") {
		t.Error("the embed has no heading or not its three pictures")
	}
}

// yearsOfTheMap goes to another year twice: by a link, and in place where JavaScript may help. Both show the same.
func (b *browser) yearsOfTheMap(t *testing.T) {
	const (
		mapPath = "/kaart?gemeente=gm0518&indicator=gezondheid_goed"
		first   = ".years li:first-child a"
		shown   = `[document.querySelector('#kaart-titel').textContent, document.querySelector('#kaart-zin').textContent,
			document.querySelector('.years [aria-current]').textContent,
			...[...document.querySelectorAll('[data-klasse] title')].map(e => e.textContent)].join('; ')`
	)
	plain := b.open(t, desk, false)
	plain.visit(mapPath, 200)
	plain.arrive(200, chromedp.Click(chromedp.CSS(first)))
	want := eval[string](plain, shown)

	helped := b.open(t, desk, true)
	helped.visit(mapPath, 200)
	before := eval[string](helped, shown)
	eval[bool](helped, "window.sameDocument = true")
	helped.do(chromedp.Click(chromedp.CSS(first)))
	got := before
	for range 200 {
		if got = eval[string](helped, shown); got == want {
			break
		}
		helped.do(chromedp.Sleep(50 * time.Millisecond))
	}
	if got != want || before == want {
		t.Errorf("in place the map shows\n%.300s\nand by a link\n%.300s", got, want)
	}
	if !eval[bool](helped, "window.sameDocument === true") {
		t.Error("with JavaScript the year is a new page")
	}
	if a, b := eval[string](helped, "location.search"), eval[string](plain, "location.search"); a != b {
		t.Errorf("the address is %s in place and %s by a link", a, b)
	}
}

// embedsFitAndPagesRefuse puts our addresses in frames of a page of another origin.
func (b *browser) embedsFitAndPagesRefuse(t *testing.T) {
	widths := []int{280, 500, 800}
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, `<!doctype html><html lang="nl"><link rel="icon" href="data:,"><title>Gemeente Dorrestad</title>`)
		if r.URL.Path == "/" {
			for _, width := range widths {
				fmt.Fprintf(w, `<iframe src="%s/embed/trend/moerwijk/lbm2_klasse" title="Trend" width="%d" height="700"></iframe>`, b.base, width)
			}
			return
		}
		fmt.Fprintf(w, `<iframe src="%s%s" title="Pagina" width="800" height="700"></iframe>`, b.base, r.URL.Path)
	}))
	defer host.Close()
	p := b.open(t, desk, true, host.URL)
	p.arrive(200, chromedp.Navigate(host.URL+"/"))
	frames := p.frames()
	if len(frames) != len(widths) {
		t.Fatalf("%d frames, want %d", len(frames), len(widths))
	}
	for i, width := range widths {
		got := p.evalIn(frames[i], `[document.documentElement.scrollWidth, document.documentElement.clientWidth,
			document.querySelectorAll('.chart svg').length, [...document.querySelectorAll('.chart svg')].filter(s => s.getBoundingClientRect().width > 0).length].join(' ')`)
		want := fmt.Sprintf("%d %d 3 1", width, width)
		if got != want {
			t.Errorf("embed of %d px: scroll width, client width, pictures, visible pictures: %s, want %s", width, got, want)
		}
	}
	p.screenshot("insluiten-elders")
	for _, path := range []string{"/verantwoording", "/wijk/moerwijk", "/niets"} {
		p.arrive(200, chromedp.Navigate(host.URL+path))
		frame := p.frames()[0]
		if !strings.HasPrefix(frame.URL, "chrome-error:") {
			t.Errorf("%s lets itself be framed: %s", path, frame.URL)
		}
		p.forgive("frame-ancestors")
	}
	p.forgive("404")
}

// frames lists the frames of the tab's page.
func (p *tab) frames() []*cdp.Frame {
	p.Helper()
	tree, err := chromedp.Call(p.ctx, page.GetFrameTree, cdp.Empty{})
	if err != nil {
		p.Fatal(err)
	}
	var out []*cdp.Frame
	for _, child := range tree.FrameTree.ChildFrames {
		out = append(out, child.Frame)
	}
	return out
}

// evalIn gives a text expression's value in a frame.
func (p *tab) evalIn(frame *cdp.Frame, expression string) string {
	p.Helper()
	world, err := chromedp.Call(p.ctx, page.CreateIsolatedWorld, page.CreateIsolatedWorldParams{FrameID: frame.ID})
	if err != nil {
		p.Fatal(err)
	}
	result, err := chromedp.Call(p.ctx, runtime.Evaluate, runtime.EvaluateParams{Expression: expression, ContextID: world.ExecutionContextID})
	if err != nil {
		p.Fatal(err)
	}
	var text string
	if err := json.Unmarshal(result.Result.Value, &text); err != nil {
		p.Fatalf("%s: %v", result.Result.Value, err)
	}
	return text
}
