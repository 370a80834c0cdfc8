//go:build e2e

package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// hardToRead lists what is wrong with the texts of a page as they stand there: too small, cut off, or over each other.
// What is hidden, or is no text but a sign, is left out.
// Under 11 pixels, as far as a browser rounds, we hold that a text cannot be read.
const hardToRead = `(() => {
	const wrong = [], seen = e => e.checkVisibility() && e.getBoundingClientRect().width > 0 && !e.closest('.hidden, [aria-hidden], title, desc');
	const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let node; node = walk.nextNode();) {
		const e = node.parentElement, text = node.textContent.trim();
		if (!text || !seen(e) || e.closest('script, style')) continue;
		const scale = e.closest('svg') ? Math.hypot(e.getScreenCTM().a, e.getScreenCTM().b) : 1;
		const size = parseFloat(getComputedStyle(e).fontSize) * scale;
		if (size < 10.9) wrong.push(size.toFixed(1) + 'px: ' + text);
		if (e.closest('svg') && text.endsWith('…')) wrong.push('cut: ' + text);
	}
	for (const svg of document.querySelectorAll('svg')) {
		const texts = [...svg.querySelectorAll('text')].filter(seen), frame = svg.getBoundingClientRect();
		const boxes = texts.map(e => e.getBoundingClientRect());
		boxes.forEach((a, i) => {
			if (a.left < frame.left - .5 || a.right > frame.right + .5 || a.top < frame.top - 2 || a.bottom > frame.bottom + 2)
				wrong.push('outside: ' + texts[i].textContent);
			for (let k = 0; k < i; k++) {
				// A line of text is higher than its letters: a fifth may lie over another's.
				const b = boxes[k], give = Math.min(a.height, b.height, a.width, b.width) / 5;
				if (a.left < b.right - give && b.left < a.right - give && a.top < b.bottom - give && b.top < a.bottom - give)
					wrong.push('over each other: ' + texts[k].textContent + ' and ' + texts[i].textContent);
			}
		});
	}
	if (!document.querySelector('main')?.innerText.trim()) wrong.push('there is nothing to read');
	return wrong.join('\n');
})()`

// sideways lists what can be scrolled sideways.
const sideways = `[document.documentElement, ...document.querySelectorAll('.scroll')].filter(e => e.checkVisibility() && e.scrollWidth > e.clientWidth)
	.map(e => e.tagName + ' scrolls ' + (e.scrollWidth - e.clientWidth) + 'px').join('\n')`

// embedsAreReadInASmallFrame holds what an embed shows at first in columns of a newspaper's width, live and frozen.
func (b *browser) embedsAreReadInASmallFrame(t *testing.T) {
	frozen := "versie=" + b.revision(t)
	const all = "moerwijk,morgenstond,oosterparkwijk,vinkhuizen,jol,zuiderzeewijk,meijhorst,willemskwartier,afrikaanderwijk,tarwewijk,palenstein,nl"
	for _, path := range []string{
		"/embed/trend/moerwijk/woz", "/embed/trend/moerwijk/woz?" + frozen, "/embed/trend/willemskwartier/woz", "/embed/trend/afrikaanderwijk/gezondheid_goed",
		"/embed/trend/jol/inwoners", "/embed/trend/zuiderzeewijk/inwoners?taal=en", "/embed/trend/palenstein/lbm2_klasse", "/embed/trend/meijhorst/misdrijven",
		"/embed/vergelijk?gebied=" + all + "&indicator=gezondheid_goed", "/embed/vergelijk?gebied=afrikaanderwijk,tarwewijk&indicator=woz&" + frozen,
		"/embed/kaart?gemeente=gm0518", "/embed/kaart?gemeente=gm0599&indicator=woz", "/embed/kaart?gemeente=gm0995", "/embed/kaart?gemeente=gm0268&taal=en&" + frozen,
		"/embed/ranglijst?indicator=inkomen_per_inwoner", "/embed/ranglijst?indicator=inwoners&volgorde=verandering", "/embed/ranglijst?indicator=misdrijven&" + frozen,
		"/embed/ranglijst?indicator=lbm&taal=en", "/embed/profiel/jol?taal=en", "/embed/voor-en-na?wijk=moerwijk&indicator=gezondheid_goed&taal=en",
	} {
		b.inSmallFrames(t, path)
	}
}

// inSmallFrames puts an embed in frames of several widths, and fails for every text in them that is hard to read.
func (b *browser) inSmallFrames(t *testing.T, path string) {
	t.Helper()
	widths := []int{280, 320, 360, 480}
	frames := ""
	for _, width := range widths {
		frames += fmt.Sprintf(`<iframe src="%s%s" title="Embed" width="%d" height="900"></iframe>`, b.base, path, width)
	}
	host := dorrestad(t, "iframe { border: 0 }", frames)
	p := b.open(t, 1500, true, host)
	p.arrive(200, chromedp.Navigate(host+"/"))
	for i, frame := range p.frames() {
		for line := range strings.Lines(p.evalIn(frame, "["+hardToRead+", "+sideways+"].join('\\n').trim()")) {
			t.Errorf("%s in %d px: %s", path, widths[i], strings.TrimSpace(line))
		}
	}
	p.screenshot("smal" + regexp.MustCompile(`\W+`).ReplaceAllString(path, "-"))
}

// picturesAreRead holds the texts of pages, and those in pictures that are drawn in them, on a telephone and on a desk.
func (b *browser) picturesAreRead(t *testing.T) {
	for _, width := range []int64{telephone, desk} {
		p := b.open(t, width, false)
		for _, path := range []string{"/", "/?indicator=inwoners", "/?indicator=lbm", "/kaart", "/kaart?gemeente=gm0995", "/interventies/meijhorst-flats",
			"/vergelijk?gebied=afrikaanderwijk,willemskwartier,nl&indicator=gezondheid_goed&gebeurtenissen=ja"} {
			p.visit(path, 200)
			for line := range strings.Lines(eval[string](p, hardToRead)) {
				t.Errorf("%s at %d: %s", path, width, strings.TrimSpace(line))
			}
			if n := eval[int](p, "document.querySelectorAll('main svg text').length"); n == 0 {
				t.Errorf("%s at %d: no picture has a text", path, width)
			}
			p.screenshot(fmt.Sprintf("lezen%s-%d", regexp.MustCompile(`\W+`).ReplaceAllString(path, "-"), width))
		}
	}
}

// revision gives the one that is served.
func (b *browser) revision(t *testing.T) string {
	t.Helper()
	r, err := http.Get(b.base + "/healthz")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	var health struct{ Revision string }
	if err := json.NewDecoder(r.Body).Decode(&health); err != nil || health.Revision == "" {
		t.Fatalf("revision %q: %v", health.Revision, err)
	}
	return health.Revision
}
