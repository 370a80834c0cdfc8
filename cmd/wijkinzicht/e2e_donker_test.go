//go:build e2e

package main

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

func TestBrowserColours(t *testing.T) {
	b := openBrowser(t)
	t.Run("dark embeds", b.darkEmbedsAreSeen)
	t.Run("pictures follow", b.picturesFollowTheScreen)
	t.Run("forced colours", b.forcedColoursAreUsed)
}

// prefer lets the browser say what its visitor prefers, as "prefers-color-scheme", "dark".
func (p *tab) prefer(media string, pairs ...string) {
	p.Helper()
	params := emulation.SetEmulatedMediaParams{Media: media}
	for i := 0; i < len(pairs); i += 2 {
		params.Features = append(params.Features, &emulation.MediaFeature{Name: pairs[i], Value: pairs[i+1]})
	}
	if _, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, params); err != nil {
		p.Fatal(err)
	}
}

// inkOf holds functions on colours: read gives [r, g, b, alpha], ratio WCAG's contrast, and ground what lies behind an element.
const inkOf = `
	const read = text => { const n = text.match(/[\d.]+/g).map(Number); return /^color\(srgb/.test(text) ? [...n.slice(0, 3).map(v => 255 * v), n[3] ?? 1] : [n[0], n[1], n[2], n[3] ?? 1]; };
	const over = (a, b) => [0, 1, 2].map(i => a[i] * a[3] + b[i] * (1 - a[3])).concat(1);
	const light = c => { const [r, g, b] = c.map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
	const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((m, n) => n - m); return (x + .05) / (y + .05); };
	const canvas = read(getComputedStyle(document.body).backgroundColor);
	const ground = e => { const layers = []; for (; e; e = e.parentElement) { const c = read(getComputedStyle(e).backgroundColor); layers.push(c); if (c[3] === 1) break; } return layers.reduceRight((below, c) => over(c, below), canvas); };
	const name = e => e.tagName.toLowerCase() + '.' + (e.className.baseVal ?? e.className) + ' “' + e.textContent.trim().slice(0, 30) + '”';
	const shown = e => e.checkVisibility({visibilityProperty: true, opacityProperty: true}) && e.getBoundingClientRect().width > 1 && !e.closest('.hidden, .skip, [disabled]');
`

// paleTexts names the texts with less than 4.5:1 to what lies behind them, and the edges of fields with less than 3:1.
const paleTexts = `(() => {` + inkOf + `
	const out = [];
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let node; (node = walker.nextNode());) {
		const e = node.parentElement;
		if (!node.data.trim() || !shown(e) || /^(SCRIPT|STYLE|OPTION|OPTGROUP|title|desc)$/.test(e.tagName)) continue;
		const s = getComputedStyle(e), svg = e.closest('svg');
		let back = ground(svg ? svg.parentElement : e), ink = read(svg ? s.fill : s.color);
		if (svg) back = ground(svg);
		if (svg && s.stroke !== 'none' && s.paintOrder.startsWith('stroke')) back = read(s.stroke);
		const bar = svg && s.fill === getComputedStyle(document.documentElement).getPropertyValue('--chart-ink');
		if (!bar && ratio(over(ink, back), back) < 4.49) out.push(name(e) + ' ' + ratio(over(ink, back), back).toFixed(2));
	}
	for (const e of document.querySelectorAll('select, input:not([type=hidden], [type=checkbox], [type=range]), textarea')) {
		if (!shown(e)) continue;
		const edge = read(getComputedStyle(e).borderTopColor), back = ground(e.parentElement);
		if (ratio(edge, back) < 2.99) out.push('edge of ' + name(e) + ' ' + ratio(edge, back).toFixed(2));
	}
	return [...new Set(out)].slice(0, 8).join(' | ');
})()`

// paleShapes names the lines and surfaces of drawings that carry meaning and have less than 3:1 to the page.
const paleShapes = `(() => {` + inkOf + `
	const out = [];
	for (const e of document.querySelectorAll('.spark .own, .spark .behind, .dumbbell .now, .dumbbell .city, .chart svg path[stroke*=chart-line], .chart svg path[stroke*=gemeente], .map .outline, .axis, .bar-value, .dots-of, .t-succes, .t-vroegsignalering')) {
		const s = getComputedStyle(e), paint = s.stroke !== 'none' && s.fill === 'none' ? s.stroke : s.fill;
		if (!shown(e) || paint.startsWith('url')) continue;
		const back = ground(e.closest('svg')), r = ratio(over(read(paint), back), back);
		if (r < 2.99) out.push(name(e) + ' ' + paint + ' ' + r.toFixed(2));
	}
	return [...new Set(out)].slice(0, 8).join(' | ');
})()`

// darkEmbeds are embeds on request; every other kind is light in them, whatever the screen.
var darkEmbeds = []string{"/embed/trend/moerwijk/lbm?thema=donker", "/embed/kaart?gemeente=gm0518&indicator=lbm&thema=donker", "/embed/ranglijst?thema=auto", "/embed/profiel/jol?thema=donker", "/embed/voor-en-na?wijk=jol&indicator=lbm&thema=auto", "/embed/vergelijk?gebied=moerwijk,nl&indicator=lbm&thema=auto"}

// darkEmbedsAreSeen holds the embeds that may be dark to their contrasts on a dark screen and on a light one.
func (b *browser) darkEmbedsAreSeen(t *testing.T) {
	p := b.open(t, desk, true)
	for _, path := range darkEmbeds {
		p.visit(path, 200)
		eval[bool](p, openAll)
		for _, scheme := range []string{"light", "dark"} {
			p.prefer("", "prefers-color-scheme", scheme, "prefers-reduced-motion", "reduce")
			p.isSeen(path, scheme)
		}
	}
}

// isSeen holds a page to its contrasts, and to whether it is dark at all on this screen.
func (p *tab) isSeen(path, scheme string) {
	p.Helper()
	dark := eval[string](p, "getComputedStyle(document.body).backgroundColor") == "rgb(18, 24, 29)"
	embed, asked := strings.HasPrefix(path, "/embed/"), strings.Contains(path, "thema=")
	if want := scheme == "dark" && (!embed || asked) || strings.Contains(path, "thema=donker"); dark != want {
		p.Errorf("%s on a %s screen: dark is %v", path, scheme, dark)
	}
	if pale := eval[string](p, paleTexts); pale != "" {
		p.Errorf("%s on a %s screen: hard to read: %s", path, scheme, pale)
	}
	if pale := eval[string](p, paleShapes); pale != "" {
		p.Errorf("%s on a %s screen: hard to see: %s", path, scheme, pale)
	}
}

// picturesFollowTheScreen: fetched pictures are dark on a dark screen, and light on paper.
func (b *browser) picturesFollowTheScreen(t *testing.T) {
	const ours = `[...document.images].filter(i => i.checkVisibility()).map(i => i.currentSrc).filter(s => /\.svg(\?|$)/.test(s) && !s.includes('/static/'))`
	light := func(p *tab) int {
		const pictures = `/(grafiek|kaart|vergelijk|ligging)\b.*\.svg`
		return p.asked(pictures) - p.asked(pictures+`.*thema=donker`)
	}
	for _, path := range []string{"/wijk/moerwijk", "/wijk/moerwijk?brief=ja", "/wat-werkt"} {
		for _, scheme := range []string{"light", "dark"} {
			p := b.open(t, desk, true)
			p.prefer("", "prefers-color-scheme", scheme)
			p.visit(path, 200)
			p.scrollThrough()
			all, dark := eval[int](p, ours+".length"), eval[int](p, ours+".filter(s => s.includes('thema=donker')).length")
			if all < 1 || scheme == "dark" && dark != all || scheme == "light" && dark != 0 {
				t.Errorf("%s on a %s screen: %d of %d pictures are dark", path, scheme, dark, all)
			}
			if scheme == "light" {
				continue
			}
			if n := light(p); n != 0 {
				t.Errorf("%s on a dark screen: %d light pictures are fetched for nothing", path, n)
			}
			if _, err := chromedp.Run(p.ctx, chromedp.PrintToPDF()); err != nil {
				t.Fatal(err)
			}
			if want := max(1, eval[int](p, "document.querySelectorAll('.theme picture.on-light').length")); light(p) < want { // also those in folds
				t.Errorf("%s: %d of %d light pictures were fetched for paper", path, light(p), want)
			}
			if eval[bool](p, "document.querySelectorAll('.theme').length > 2 && !document.querySelector('.theme:not([open])')") {
				t.Errorf("%s: what was folded stays open after printing", path)
			}
			p.prefer("print", "prefers-color-scheme", "dark")
			if dark := eval[int](p, ours+".filter(s => s.includes('thema=donker')).length"); dark != 0 {
				t.Errorf("%s on paper: %d pictures are dark", path, dark)
			}
			if ink := eval[string](p, "getComputedStyle(document.body).color"); ink != "rgb(27, 42, 53)" {
				t.Errorf("%s on paper: the ink is %s", path, ink)
			}
		}
	}
}

// forcedColoursAreUsed: who forces the colours of the operating system gets the main line in that of text.
func (b *browser) forcedColoursAreUsed(t *testing.T) {
	for _, scheme := range []string{"dark", "light"} {
		p := b.open(t, desk, true)
		p.prefer("", "forced-colors", "active", "prefers-color-scheme", scheme)
		for _, path := range []string{"/embed/trend/moerwijk/lbm", "/embed/trend/moerwijk/lbm?kleur=005a9c", "/vergelijk?gebied=moerwijk,nl&indicator=lbm", "/", "/wijk/moerwijk", "/kaart?gemeente=gm0518&indicator=lbm", "/signalering"} {
			p.visit(path, 200)
			if path != "/kaart?gemeente=gm0518&indicator=lbm" && path != "/signalering" {
				if pale := eval[string](p, paleShapes); pale != "" {
					t.Errorf("%s in forced colours, %s: hard to see: %s", path, scheme, pale)
				}
			}
			if pale := eval[string](p, paleTexts); pale != "" {
				t.Errorf("%s in forced colours, %s: hard to read: %s", path, scheme, pale)
			}
			// Browsers lay a strip in the colour of the ground behind texts: one in that colour is gone.
			const gone = `(() => {` + inkOf + `
				return [...document.querySelectorAll('body *:not(svg *)')].filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) && shown(e) && getComputedStyle(e).color === getComputedStyle(document.body).backgroundColor).map(name).slice(0, 5).join(' | ');
			})()`
			if lost := eval[string](p, gone); lost != "" {
				t.Errorf("%s in forced colours, %s: not to be seen: %s", path, scheme, lost)
			}
			const line = `(() => { const e = [...document.querySelectorAll('.chart svg path[stroke="var(--wijkinzicht-chart-line-color)"], .spark .own')].find(e => e.checkVisibility()); return e ? getComputedStyle(e).stroke : ''; })()`
			text := eval[string](p, `(() => { const e = document.createElement('i'); e.style.cssText = 'forced-color-adjust: none; color: CanvasText'; document.body.append(e); const c = getComputedStyle(e).color; e.remove(); return c; })()`)
			if got := eval[string](p, line); got != text && (got != "" || strings.HasPrefix(path, "/embed/") || path == "/") {
				t.Errorf("%s in forced colours, %s: the main line is %q, text %q", path, scheme, got, text)
			}
		}
	}
}

// smallTargets names what is to be hit and is under 24 pixels in either direction, with another target within 24 pixels of its
// middle; a link within a sentence is as large as its text (WCAG 2.2, 2.5.8).
const smallTargets = `(() => {
	const all = [...document.querySelectorAll('a[href], button, select, input:not([type=hidden]), summary, textarea')].filter(e => e.checkVisibility({visibilityProperty: true}) && !e.closest('.hidden, .skip, svg, label') && e.getBoundingClientRect().width > 1);
	const boxes = all.map(e => e.getBoundingClientRect());
	const inText = e => getComputedStyle(e).display === 'inline' && (e.closest('p, li, td, th, dd') ?? e.parentElement).textContent.trim().length > e.textContent.trim().length + 3;
	return all.filter((e, i) => {
		const b = boxes[i];
		if (b.width >= 24 && b.height >= 24 || inText(e)) return false;
		const x = b.x + b.width / 2, y = b.y + b.height / 2;
		return boxes.some((o, j) => {
			if (j === i) return false;
			const dx = Math.max(o.left - x, 0, x - o.right), dy = Math.max(o.top - y, 0, y - o.bottom);
			return Math.hypot(dx, dy) < 12 - .01 || (o.width < 24 || o.height < 24) && Math.hypot(o.x + o.width / 2 - x, o.y + o.height / 2 - y) < 24 - .01;
		});
	}).map(e => e.tagName + ' “' + e.textContent.trim().slice(0, 30) + '” ' + Math.round(e.getBoundingClientRect().width) + ' by ' + e.getBoundingClientRect().height.toFixed(1)).slice(0, 6).join(' | ');
})()`

// smallActions names the links that stand in a list of their own and are under 24 pixels high.
const smallActions = `[...document.querySelectorAll('.actions a, .contents a, .copy, .below summary, .kinds a, .years a')].filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 24)
	.map(e => e.textContent.trim().slice(0, 30) + ' ' + e.getBoundingClientRect().height.toFixed(1)).slice(0, 6).join(' | ')`

func (p *tab) targetsAreLargeEnough(k kind, width int64) {
	p.Helper()
	if small := eval[string](p, smallTargets); small != "" {
		p.Errorf("%s at %d px: too small to hit: %s", k.path, width, small)
	}
	if small := eval[string](p, smallActions); small != "" {
		p.Errorf("%s at %d px: under 24 pixels: %s", k.path, width, small)
	}
}
