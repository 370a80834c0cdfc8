//go:build e2e

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// everyPage opens each kind of page once, and holds it; first says that it is the first of its family, of which all pictures were brought
// into view. Those are opened as a visitor has them whose browser runs no scripts, where that is asked: without scripts a browser fetches
// every picture of a page, and drawing those of all pages would take minutes.
func (b *browser) everyPage(t *testing.T, width int64, javascript bool, hold func(p *tab, k kind, first bool)) {
	plain, helped := b.open(t, width, javascript), b.open(t, width, true)
	seen := map[string]bool{}
	for _, k := range everyKind {
		p, first := helped, !seen[k.family()]
		if seen[k.family()] = true; first {
			p = plain
		}
		p.visit(k.path, k.status)
		if k.status >= 400 {
			p.forgive(fmt.Sprint(k.status))
		}
		if first && !javascript {
			p.scrollThrough()
		}
		hold(p, k, first)
	}
}

// everyPageOnATelephone: no page scrolls sideways, with all its tables open; at 320 pixels (WCAG 1.4.10: a screen of
// 1280 at 400%) nothing is cut off either. It keeps a picture of each.
func (b *browser) everyPageOnATelephone(t *testing.T) {
	b.everyPage(t, telephone, false, func(p *tab, k kind, _ bool) {
		p.opensWhole(k, telephone)
		p.do(chromedp.EmulateViewport(320, 800))
		p.cutsNothing(k, "320 px")
		p.do(chromedp.EmulateViewport(telephone, 800))
	})
}

// everyPageOnADesk: the same, and with letters of 200% (WCAG 1.4.4) nothing is cut off, on a whole and on half a screen, nor with text set apart.
func (b *browser) everyPageOnADesk(t *testing.T) {
	b.everyPage(t, desk, false, func(p *tab, k kind, _ bool) {
		p.opensWhole(k, desk)
		eval[bool](p, largeText)
		p.cutsNothing(k, "letters of 200%")
		p.do(chromedp.EmulateViewport(desk/2, 800))
		p.cutsNothing(k, "letters of 200% on half a screen")
		p.do(chromedp.EmulateViewport(desk, 800))
		eval[bool](p, "(document.documentElement.style.fontSize = '', true)")
		p.readsSpaced(k, desk)
		p.do(chromedp.EmulateViewport(telephone, 800))
		p.readsSpaced(k, telephone)
		p.do(chromedp.EmulateViewport(desk, 800))
	})
}

// spaced sets letters, words and lines apart as WCAG 1.4.12 says a visitor may.
const spaced = `(() => {
	const sheet = new CSSStyleSheet();
	sheet.replaceSync('* { letter-spacing: .12em !important; word-spacing: .16em !important; line-height: 1.5 !important } p { margin-bottom: 2em !important }');
	document.adoptedStyleSheets = [sheet];
	return true;
})()`

// cutInPictures names the texts of drawings that end outside the drawing where it ends all, outside what scrolls, or outside the page; a map
// that is looked at from nearer has some of its names outside its frame.
const cutInPictures = `[...document.querySelectorAll('svg:not(.zoomed) text')].filter(e => {
	const r = e.getBoundingClientRect();
	if (!r.width || !e.checkVisibility()) return false;
	for (let box = e.ownerSVGElement; box; box = box.parentElement) {
		const style = getComputedStyle(box);
		if (style.overflowX === 'auto' || style.overflowX === 'scroll') return false;
		if (style.overflowX !== 'hidden' && box !== document.documentElement) continue;
		const edge = box === document.documentElement ? {left: 0, right: innerWidth} : box.getBoundingClientRect();
		if (r.left < edge.left - 1 || r.right > edge.right + 1) return true;
	}
	return false;
}).map(e => e.textContent).slice(0, 8).join(' | ')`

// readsSpaced sets the text apart: nothing is cut off, in drawings neither.
func (p *tab) readsSpaced(k kind, width int) {
	p.Helper()
	eval[bool](p, spaced)
	how := fmt.Sprintf("spaced text at %d px", width)
	p.cutsNothing(k, how)
	if cut := eval[string](p, cutInPictures); cut != "" {
		p.Errorf("%s with %s: cut off in a drawing: %s", k.path, how, cut)
	}
	eval[bool](p, "(document.adoptedStyleSheets = [], true)")
}

// everyPageWithScriptsOnATelephone: axe-core finds nothing, and what is to be hit is large enough.
func (b *browser) everyPageWithScriptsOnATelephone(t *testing.T) {
	axe := readAxe(t)
	b.everyPage(t, telephone, true, func(p *tab, k kind, first bool) {
		eval[bool](p, openAll)
		p.targetsAreLargeEnough(k, telephone)
		if first { // of the others what axe sees is the same as on a desk
			p.nothingInTheWay(axe, k, telephone)
		}
	})
}

// everyPageWithScriptsOnADesk: Tab reaches everything on a page of each family, all is seen on a light and on a dark screen, what is to be hit is large enough, and
// axe-core finds nothing.
func (b *browser) everyPageWithScriptsOnADesk(t *testing.T) {
	axe := readAxe(t)
	b.everyPage(t, desk, true, func(p *tab, k kind, first bool) {
		if first {
			p.keyboardReachesAll(k)
		}
		eval[bool](p, openAll)
		for _, scheme := range []string{"dark", "light"} {
			p.prefer("", "prefers-color-scheme", scheme, "prefers-reduced-motion", "reduce") // colours change at once
			p.isSeen(k.path, scheme)
		}
		p.targetsAreLargeEnough(k, desk)
		p.nothingInTheWay(axe, k, desk)
	})
}

// openAll opens what is folded away within a page.
const openAll = `([...document.querySelectorAll('details:not(.menu-narrow)')].forEach(d => d.open = true), true)`

// tooWide names what sticks out, except in a region that scrolls by itself.
const tooWide = `[...document.querySelectorAll('body *')].filter(e => !e.closest('.scroll') &&
	e.getBoundingClientRect().right > document.documentElement.clientWidth).map(e => e.tagName + '.' + e.className).slice(0, 5).join(' ')`

// opensWhole keeps a picture of a page and opens what is folded: it does not scroll sideways.
func (p *tab) opensWhole(k kind, width int64) {
	p.Helper()
	p.screenshot(fmt.Sprintf("%s-%d", k.name, width))
	eval[bool](p, openAll)
	p.staysInside(k, fmt.Sprintf("%d px", width))
}

// staysInside fails for a page that scrolls sideways.
func (p *tab) staysInside(k kind, how string) {
	p.Helper()
	if over := eval[int](p, "document.documentElement.scrollWidth - document.documentElement.clientWidth"); over > 0 {
		p.Errorf("%s with %s: %d px too wide: %s", k.path, how, over, eval[string](p, tooWide))
	}
}

// cutsNothing fails for a page that scrolls sideways or hides a part of a text.
func (p *tab) cutsNothing(k kind, how string) {
	p.Helper()
	p.staysInside(k, how)
	if cut := eval[string](p, cutOff); cut != "" {
		p.Errorf("%s with %s: text is cut off in %s", k.path, how, cut)
	}
}

// largeText doubles the size of all letters, as a visitor may in the browser's settings.
const largeText = `(document.documentElement.style.fontSize = '200%', true)`

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

// keyboardReachesAll presses Tab from the top of a page to its end: every control gets the focus and shows it, and none
// keeps it.
func (p *tab) keyboardReachesAll(k kind) {
	p.Helper()
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
		p.Fatal(err)
	}
	for _, s := range stops {
		if !s.Seen {
			p.Errorf("%s: the focus cannot be seen on %s", k.path, s.Name)
		}
	}
	if missed := eval[string](p, focusable+".filter(e => e.dataset.visited === undefined).map(e => e.outerHTML.slice(0, 80)).slice(0, 5).join(' | ')"); missed != "" {
		p.Errorf("%s: after %d times Tab %d stops, not on %s", k.path, n+1, len(stops), missed)
	}
	if first := stops[0].Name; !strings.HasPrefix(k.path, "/embed/") && !strings.HasPrefix(first, "a.skip") {
		p.Errorf("%s: the first stop is %s, not the skip link", k.path, first)
	}
}

// readAxe gives axe-core, the accessibility checker; npm ci puts it there.
func readAxe(t *testing.T) string {
	t.Helper()
	axe, err := os.ReadFile("../../web/node_modules/axe-core/axe.min.js")
	if err != nil {
		t.Fatalf("axe-core is missing: run make deps (%v)", err)
	}
	return string(axe)
}

// nothingInTheWay asks axe-core whether a page keeps WCAG 2.2 AA, as far as a machine can tell.
func (p *tab) nothingInTheWay(axe string, k kind, width int64) {
	p.Helper()
	eval[bool](p, axe+";true")
	states := []string{runAxe("document")}
	if k.path == "/" { // the menu, which lies over the page while it is open
		states = append(states, "document.querySelector('.menu-narrow').open = true; "+runAxe("'header'"))
	}
	for _, state := range states {
		var report struct {
			Passes     int
			Violations []string
		}
		if err := json.Unmarshal([]byte(eval[string](p, state)), &report); err != nil {
			p.Fatal(err)
		}
		for _, v := range report.Violations {
			p.Errorf("%s at %d: %s", k.path, width, v)
		}
		if report.Passes < 5 {
			p.Errorf("%s at %d: axe held only %d rules", k.path, width, report.Passes)
		}
	}
}

// runAxe holds a part of a page against the rules.
func runAxe(part string) string {
	return `axe.run(` + part + `, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}).then(r => JSON.stringify({
		passes: r.passes.length,
		violations: r.violations.map(v => v.id + ': ' + v.help + ': ' + v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' ' + n.html.slice(0, 120)).join(' | ')),
	}))`
}
