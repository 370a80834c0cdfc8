//go:build e2e

package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// largeText doubles the size of all letters, as a visitor may in the browser's settings.
const largeText = `(document.documentElement.style.fontSize = '200%', true)`

// nothingIsCutOff holds every page at 320 pixels (WCAG 1.4.10: a screen of 1280 at 400%) and with letters of 200%
// (1.4.4): no page scrolls sideways, with all that folds away open.
func (b *browser) nothingIsCutOff(t *testing.T) {
	for _, c := range []struct {
		name  string
		width int64
		js    string
	}{{"320 px", 320, "true"}, {"letters of 200%", desk, largeText}, {"letters of 200% on half a screen", desk / 2, largeText}} {
		p := b.open(t, c.width, false)
		for _, k := range everyKind {
			p.visit(k.path, k.status)
			if k.status >= 400 {
				p.forgive(fmt.Sprint(k.status))
			}
			eval[bool](p, openAll)
			eval[bool](p, c.js)
			if over := eval[int](p, "document.documentElement.scrollWidth - document.documentElement.clientWidth"); over > 0 {
				t.Errorf("%s with %s: %d px too wide: %s", k.path, c.name, over, eval[string](p, tooWide))
			}
			if cut := eval[string](p, cutOff); cut != "" {
				t.Errorf("%s with %s: text is cut off in %s", k.path, c.name, cut)
			}
		}
	}
}

// cutOff names what hides a part of its own text and lets nobody scroll to it.
const cutOff = `[...document.querySelectorAll('body *:not(.hidden):not(svg, svg *)')].filter(e => {
	const s = getComputedStyle(e);
	return s.overflowX === 'hidden' && e.scrollWidth > e.clientWidth + 1 || s.overflowY === 'hidden' && e.scrollHeight > e.clientHeight + 1;
}).map(e => e.tagName + '.' + e.className).slice(0, 5).join(' ')`

// watchFocus notes every stop of the Tab key, and whether it can be seen: by an outline, or on the map by its mark.
const watchFocus = `(() => {
	window.stops = [];
	const name = e => e.tagName.toLowerCase() + (e.className.baseVal ?? e.className ? '.' + (e.className.baseVal ?? e.className) : '') + ' ' + e.textContent.trim().slice(0, 30);
	document.addEventListener('focusin', ({target}) => {
		const s = getComputedStyle(target), box = target.getBoundingClientRect();
		const outlined = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
		const marked = target.closest('.areas') && document.querySelector('.marks .here').getAttribute('d');
		window.stops.push({name: name(target), seen: Boolean(outlined || marked) && box.width > 0 && box.right > 0});
		target.dataset.visited = '';
	});
	return true;
})()`

// focusable counts what the Tab key must reach on a page.
const focusable = `[...document.querySelectorAll('a[href], button, select, input, summary, [tabindex="0"]')]
	.filter(e => e.tabIndex >= 0 && e.getClientRects().length && e.checkVisibility())`

// inFrames counts the stops that an embed in the page has of its own, and the code beside it: Tab goes through them too.
const inFrames = `[...document.querySelectorAll('iframe')].reduce((n, f) => n + 1 +
	(f.contentDocument ? f.contentDocument.querySelectorAll('a[href], button, summary, [tabindex="0"]').length : 10), document.querySelectorAll('textarea').length)`

// keyboardReachesAll presses Tab from the top of every page to its end: every control gets the focus and shows it, and none
// keeps it.
func (b *browser) keyboardReachesAll(t *testing.T) {
	p := b.open(t, desk, true)
	for _, k := range everyKind {
		p.visit(k.path, k.status)
		if k.status >= 400 {
			p.forgive(fmt.Sprint(k.status))
		}
		eval[bool](p, watchFocus)
		n := eval[int](p, focusable+".length") + eval[int](p, inFrames)
		for range n + 1 {
			p.do(chromedp.KeyEvent(kb.Tab))
		}
		var stops []struct {
			Name string
			Seen bool
		}
		if err := json.Unmarshal([]byte(eval[string](p, "JSON.stringify(window.stops)")), &stops); err != nil {
			t.Fatal(err)
		}
		for _, s := range stops {
			if !s.Seen {
				t.Errorf("%s: the focus cannot be seen on %s", k.path, s.Name)
			}
		}
		if missed := eval[string](p, focusable+".filter(e => e.dataset.visited === undefined).map(e => e.outerHTML.slice(0, 80)).slice(0, 5).join(' | ')"); missed != "" {
			t.Errorf("%s: after %d times Tab %d stops, not on %s", k.path, n+1, len(stops), missed)
		}
		if first := stops[0].Name; !strings.HasPrefix(k.path, "/embed/") && !strings.HasPrefix(first, "a.skip") {
			t.Errorf("%s: the first stop is %s, not the skip link", k.path, first)
		}
	}
}

// skipLinkSkips: Enter on it brings the next Tab behind the menu.
func (b *browser) skipLinkSkips(t *testing.T) {
	p := b.open(t, desk, false)
	p.visit("/indicator", 200)
	p.do(chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Enter), chromedp.KeyEvent(kb.Tab))
	if inside := eval[bool](p, "document.activeElement.closest('main') !== null && document.activeElement.id !== 'inhoud'"); !inside {
		t.Errorf("after the skip link the focus is on %s", eval[string](p, "document.activeElement.outerHTML.slice(0, 80)"))
	}
}

// fromAFigureToItsMatrix goes from a wijk by "Over dit cijfer" to the matrix and back by a cell of it.
func (b *browser) fromAFigureToItsMatrix(t *testing.T) {
	p := b.open(t, telephone, false)
	p.visit("/wijk/moerwijk", 200)
	p.unfold("#lbm2_klasse a")
	p.arrive(200, chromedp.Click(chromedp.CSS(`#lbm2_klasse a[href="/indicator/lbm2_klasse"]`)))
	// At the right end of the matrix, the names stay in view.
	eval[bool](p, "(document.querySelector('.matrix').parentElement.scrollLeft = 9999, true)")
	if left := eval[int](p, "Math.round(document.querySelector('.matrix tbody tr:nth-child(2) th').getBoundingClientRect().left)"); left < 0 {
		t.Errorf("the names of the matrix scroll away to %d px", left)
	}
	p.arrive(200, chromedp.Click(chromedp.CSS(".matrix tbody tr:nth-child(2) td:last-child a")))
	if at := eval[string](p, "location.pathname + location.hash"); at != "/wijk/moerwijk#lbm2_klasse" {
		t.Errorf("a cell leads to %s", at)
	}
}
