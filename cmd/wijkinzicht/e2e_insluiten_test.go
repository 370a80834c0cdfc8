//go:build e2e

package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// dorrestadPage is a page of a fictional gemeente with this in it.
func dorrestadPage(style, content string) string {
	return `<!doctype html><html lang="nl"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Gemeente Dorrestad</title><style>` +
		style + `</style><body>` + content
}

// dorrestad serves such a page from another origin than ours.
func dorrestad(t *testing.T, style, content string) string {
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, dorrestadPage(style, content))
	}))
	t.Cleanup(host.Close)
	return host.URL
}

// until waits until an expression is true.
func (p *tab) until(expression string) bool {
	p.Helper()
	for range 200 {
		if eval[bool](p, expression) {
			return true
		}
		p.do(chromedp.Sleep(50 * time.Millisecond))
	}
	return false
}

// buildAnEmbed is the journey of a web editor: from a figure to its code, made to measure, and into a page.
func (b *browser) buildAnEmbed(t *testing.T) {
	p := b.open(t, desk, true)
	p.visit("/wijk/moerwijk", 200)
	p.unfold("#woz a")
	p.arrive(200, chromedp.Click(chromedp.CSS(`#woz a[href^="/insluiten?"]`)))
	before := eval[string](p, "document.querySelector('#code').value")
	if !strings.Contains(before, `/embed/trend/moerwijk/woz"`) || !strings.Contains(before, `title="Gemiddelde WOZ-waarde in Moerwijk, Den Haag"`) {
		t.Fatalf("the code is\n%s", before)
	}
	// The preview and the code follow the form in place.
	eval[bool](p, "window.sameDocument = true")
	p.do(chromedp.Click(chromedp.CSS(`input[value="nl"]`)), chromedp.SetValue(chromedp.CSS("#titel"), "nee"))
	eval[bool](p, `(kleur.value = '#0b7a3b', kleur.dispatchEvent(new Event('input', {bubbles: true})), true)`)
	if want := "/embed/trend/moerwijk/woz?kleur=0b7a3b&lijnen=gemeente,ring&titel=nee"; !p.until(`document.querySelector('iframe').getAttribute('src') === '` + want + `'`) {
		t.Fatalf("the preview shows %s, want %s", eval[string](p, "document.querySelector('iframe').getAttribute('src')"), want)
	}
	if !eval[bool](p, "window.sameDocument === true && location.search.includes('kleur=%230b7a3b')") {
		t.Error("the form is another page now, or its address does not say what is chosen")
	}
	if !p.until("document.querySelector('iframe').style.height !== ''") {
		t.Error("the preview does not fit")
	}
	p.screenshot("insluiten-gebouwd")
	// A colour that cannot be seen is refused in words, and mended.
	eval[bool](p, `(kleur.value = '#ffd400', kleur.dispatchEvent(new Event('input', {bubbles: true})), true)`)
	if !p.until("!!document.querySelector('[role=alert]')?.textContent.includes('kies een donkerder kleur') && !document.querySelector('#code')") {
		t.Error("a colour that cannot be seen is not refused")
	}
	eval[bool](p, `(kleur.value = '', kleur.dispatchEvent(new Event('input', {bubbles: true})), true)`)
	if !p.until("!!document.querySelector('#code')") {
		t.Fatal("the code does not come back")
	}
	// The button is there for who has a script, and copies or selects.
	p.do(chromedp.Click(chromedp.CSS("#kopieer")))
	if !p.until("document.querySelector('#gekopieerd').textContent !== ''") {
		t.Error("the button says nothing")
	}
	code := eval[string](p, "document.querySelector('#code').value")
	host := dorrestad(t, "", `<div style="width:600px">`+code+`</div>`)
	page := b.open(t, desk, true, host)
	page.arrive(200, chromedp.Navigate(host+"/"))
	if !page.until("document.querySelector('iframe').style.height !== ''") {
		t.Error("the pasted code does not fit")
	}
	page.fits(t, 0)
	page.screenshot("insluiten-geplakt")
}

// buildWithoutJavaScript: the form's button makes the same.
func (b *browser) buildWithoutJavaScript(t *testing.T) {
	p := b.open(t, desk, false)
	p.visit("/insluiten?soort=kaart&gemeente=gm0599", 200)
	if eval[bool](p, "!document.querySelector('#kopieer').hidden") {
		t.Error("there is a button that does nothing")
	}
	p.do(chromedp.SetValue(chromedp.CSS("#versie"), "vast"), chromedp.SetValue(chromedp.CSS("#indicator"), "woz"))
	p.arrive(200, chromedp.Click(chromedp.CSS(".build button")))
	code := eval[string](p, "document.querySelector('#code').value")
	if !regexp.MustCompile(`/embed/kaart\?gemeente=gm0599&amp;indicator=woz&amp;niveau=buurt&amp;versie=[0-9a-f]{12}"`).MatchString(code) {
		t.Errorf("the code is\n%s", code)
	}
	p.visit(eval[string](p, "document.querySelector('iframe').getAttribute('src')"), 200)
	if !eval[bool](p, "document.body.textContent.includes('Stand van ')") {
		t.Error("the frozen map does not say of when it is")
	}
}

// fits fails when a frame is not as high as its content, or wider than its room; a border is allowed for.
func (p *tab) fits(t *testing.T, i int) {
	t.Helper()
	height := eval[float64](p, fmt.Sprintf("document.querySelectorAll('iframe')[%d].clientHeight", i))
	inside := p.evalIn(p.frames()[i], `[Math.ceil(document.querySelector('main').getBoundingClientRect().height), document.documentElement.scrollWidth - document.documentElement.clientWidth].join(' ')`)
	if want := fmt.Sprintf("%.0f 0", height); inside != want {
		t.Errorf("frame %d: height and sideways scroll of the content %s, of the frame %s", i, inside, want)
	}
	if stored := p.evalIn(p.frames()[i], "document.cookie + localStorage.length + sessionStorage.length"); stored != "00" {
		t.Errorf("frame %d keeps something: %s", i, stored)
	}
}

// embedsFitTheirContent holds each kind of embed in columns of three widths, in the page of another origin, also when its
// style makes frames with borders that count in their height.
func (b *browser) embedsFitTheirContent(t *testing.T) {
	for _, path := range []string{"/embed/trend/moerwijk/lbm2_klasse", "/embed/ranglijst?indicator=woz", "/embed/kaart", "/embed/trend/moerwijk/woz?kleur=ffd400"} {
		frames := ""
		for _, width := range []int{280, 500, 800} {
			frames += fmt.Sprintf(`<div style="width:%dpx"><iframe src="%s%s" title="Embed" width="100%%" height="200"></iframe></div>`, width, b.base, path)
		}
		frames = `<p style="height:2000px">Nieuws</p>` + frames // out of sight, where a browser lets a frame wait
		host := dorrestad(t, "* { box-sizing: border-box } iframe { border: 3px solid }", frames+`<script src="`+b.base+`/embed/pas.js" async></script>`)
		p := b.open(t, desk, true, host)
		p.arrive(200, chromedp.Navigate(host+"/"))
		if !p.until("[...document.querySelectorAll('iframe')].every(f => f.style.height !== '')") {
			t.Errorf("%s: not every frame got a height", path)
		}
		for i := range 3 {
			eval[bool](p, fmt.Sprintf("(document.querySelectorAll('iframe')[%d].scrollIntoView(), true)", i))
			p.do(chromedp.Sleep(300 * time.Millisecond))
			p.fits(t, i)
		}
		// A table that is opened makes the frame grow.
		if strings.Contains(path, "lbm2") {
			eval[bool](p, "(document.querySelector('iframe').scrollIntoView(), true)")
			before := eval[int](p, "document.querySelector('iframe').offsetHeight")
			p.evalIn(p.frames()[0], "String(document.querySelector('details').open = true)")
			if !p.until(fmt.Sprintf("document.querySelector('iframe').offsetHeight > %d", before)) {
				t.Error("the frame does not grow with its table")
			}
			p.fits(t, 0)
			p.screenshot("insluiten-drie-breedten")
		}
		if strings.Contains(path, "kleur=ffd400") {
			p.forgive("400")
		}
	}
}

// embedsFitInASandboxOfAFile takes away the origin of the page and of the embed.
func (b *browser) embedsFitInASandboxOfAFile(t *testing.T) {
	dir := t.TempDir()
	text := dorrestadPage("", fmt.Sprintf(`<iframe sandbox="allow-scripts" src="%s/embed/trend/moerwijk/lbm2_klasse" title="Embed" width="280" height="200"></iframe><script src="%s/embed/pas.js" async></script>`, b.base, b.base))
	file := filepath.Join(dir, "dorrestad.html")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	p := b.open(t, desk, true, "file://"+dir)
	p.do(chromedp.Navigate("file://" + file))
	if !p.until("parseInt(document.querySelector('iframe').style.height) > 250") {
		t.Errorf("the frame is %s high", eval[string](p, "document.querySelector('iframe').style.height"))
	}
	p.screenshot("insluiten-zandbak")
}

// heightsOfOthersAreIgnored: a frame that is not ours, and a height that no embed has, change nothing.
func (b *browser) heightsOfOthersAreIgnored(t *testing.T) {
	stranger := dorrestad(t, "", `<script>parent.postMessage({wijkinzicht: "hoogte", hoogte: 900}, "*")</script>`)
	host := dorrestad(t, "", fmt.Sprintf(`<iframe src="%s/" title="Ander" height="200"></iframe>
		<iframe src="%s/embed/trend/moerwijk/lbm2_klasse" title="Embed" width="500" height="200"></iframe><script src="%s/embed/pas.js" async></script>
		<script>heard = []; addEventListener("message", e => heard.push(e.data.hoogte))</script>`, stranger, b.base, b.base))
	p := b.open(t, desk, true, host, stranger)
	p.arrive(200, chromedp.Navigate(host+"/"))
	if !p.until("heard.length >= 2 && document.querySelectorAll('iframe')[1].style.height !== ''") {
		t.Fatal("not both frames spoke")
	}
	fitted := eval[string](p, "document.querySelectorAll('iframe')[1].style.height")
	for _, hoogte := range []string{"900000", "-5", "0", "'javascript:x'", "NaN", "null", "{}"} {
		p.evalIn(p.frames()[1], fmt.Sprintf("String(parent.postMessage({wijkinzicht: 'hoogte', hoogte: %s}, '*'))", hoogte))
	}
	p.evalIn(p.frames()[1], "String(parent.postMessage('hoogte', '*')) + String(parent.postMessage(null, '*'))")
	p.do(chromedp.Sleep(300 * time.Millisecond))
	if got := eval[string](p, "[...document.querySelectorAll('iframe')].map(f => f.style.height).join()"); got != ","+fitted {
		t.Errorf("heights %q, want %q", got, ","+fitted)
	}
	// A quarrel between host and frame ends: it shrinks five times and then only grows.
	p.evalIn(p.frames()[1], "(() => { for (let i = 0; i < 40; i++) parent.postMessage({wijkinzicht: 'hoogte', hoogte: i % 2 ? 700 : 600}, '*'); return '' })()")
	p.do(chromedp.Sleep(300 * time.Millisecond))
	if got := eval[string](p, "document.querySelectorAll('iframe')[1].style.height"); got != "700px" {
		t.Errorf("after a quarrel the frame is %s high, want the largest", got)
	}
}

// embedWithoutJavaScript: the height of the code holds, and what does not fit can be scrolled to.
func (b *browser) embedWithoutJavaScript(t *testing.T) {
	host := dorrestad(t, "", fmt.Sprintf(`<iframe src="%s/embed/trend/moerwijk/lbm2_klasse" title="Embed" width="600" height="480"></iframe>`, b.base))
	p := b.open(t, desk, false, host)
	p.arrive(200, chromedp.Navigate(host+"/"))
	if got := p.evalIn(p.frames()[0], `[innerHeight, document.querySelectorAll('.chart svg').length, document.documentElement.scrollHeight >= innerHeight].join(' ')`); got != "480 3 true" {
		t.Errorf("inside: %s", got)
	}
}
