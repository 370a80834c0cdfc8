//go:build e2e

package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestBrowserFrames holds embeds in the pages of others, with scrollbars that take room, in every engine that is there.
func TestBrowserFrames(t *testing.T) {
	_, out := start(t, "serve", "--store", filled, "--listen", "127.0.0.1:0")
	base := out.address(t)
	inEveryEngine(t, func(e *engine) {
		h := &hostSite{t: e.T, base: base, pages: map[string]hostPage{}}
		server := httptest.NewServer(h)
		e.Cleanup(server.Close)
		h.address = server.URL
		e.Run("every width", func(t *testing.T) { h.everyWidth(e.with(t)) })
		e.Run("sandboxes", func(t *testing.T) { h.everySandbox(e.with(t)) })
		e.Run("style", func(t *testing.T) { h.heightByStyle(e.with(t)) })
		e.Run("list in a small frame", func(t *testing.T) { h.listStaysATable(e.with(t)) })
		e.Run("boxes", func(t *testing.T) { h.everyBox(e.with(t)) })
	})
}

// with lets a part of a test fail by itself.
func (e *engine) with(t *testing.T) *engine { return &engine{t, e.send} }

// hostSite is the website of a fictional gemeente, on another origin than ours.
type hostSite struct {
	t       *testing.T
	address string
	base    string // of the dashboard
	pages   map[string]hostPage
}

type hostPage struct {
	html   string
	header map[string]string
}

func (h *hostSite) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/eigen/pas.js" { // somebody serves our script from the own site
		answer, err := http.Get(h.base + "/embed/pas.js")
		if err != nil {
			h.t.Error(err)
			return
		}
		defer answer.Body.Close()
		w.Header().Set("Content-Type", "text/javascript")
		io.Copy(w, answer.Body)
		return
	}
	page := h.pages[r.URL.Path]
	for name, value := range page.header {
		w.Header().Set(name, value)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprint(w, page.html)
}

// show opens a page with this content.
func (h *hostSite) show(e *engine, style, content string, header map[string]string) {
	e.Helper()
	path := fmt.Sprintf("/%d", len(h.pages))
	h.pages[path] = hostPage{dorrestadPage(style, "<script>heard = 0; addEventListener('message', e => heard += e.data?.wijkinzicht === 'hoogte')</script>"+content), header}
	e.visit(h.address + path)
}

// inside is what a frame sees of itself, in pixels.
type inside struct {
	Width, Height, Content int
	Bar                    int // room that a scrollbar takes
	Over                   int // of the content that does not fit
}

// settle waits until a frame of this width (0: any) has the height of its content without a bar, at two looks in a row;
// after two seconds it gives what there is.
const settle = `async width => {
	let still = 0, now;
	for (let i = 0; i < 250 && still < 2; i++) {
		const root = document.documentElement, main = document.querySelector('main');
		now = {Width: innerWidth, Height: innerHeight, Content: main ? Math.ceil(main.getBoundingClientRect().height) : 0,
			Bar: innerWidth - root.clientWidth, Over: Math.max(0, root.scrollHeight - innerHeight)};
		still = now.Height === now.Content && !now.Bar && !now.Over && (!width || now.Width === width) ? still + 1 : 0;
		await new Promise(next => setTimeout(next, 8));
	}
	return now;
}`

// holds fails when a frame does not hold its content exactly.
func (e *engine) holds(what string, got inside) {
	e.Helper()
	if got.Height != got.Content || got.Bar != 0 || got.Over != 0 {
		e.Errorf("%s: %+v", what, got)
	}
}

// fits fails when the frame that an expression gives does not hold its content exactly.
func (e *engine) fits(what, frame string) {
	e.Helper()
	e.framed(frame, func() { e.holds(what, value[inside](e, "return ("+settle+")(0)")) })
}

// sweep gives the frame each width in turn, and asks what it sees of itself then.
const sweep = `const frame = document.querySelector('iframe'), seen = [];
	for (const width of args[0]) {
		frame.style.width = width + 'px';
		const said = new Promise(done => addEventListener('message', function hear(e) {
			if (!e.data?.staat) return;
			removeEventListener('message', hear);
			done(e.data.staat);
		}));
		frame.contentWindow.postMessage({kijk: width}, '*');
		seen.push(await said);
	}
	return seen`

// everyWidth makes a frame wider and narrower again, as a window that is dragged does.
func (h *hostSite) everyWidth(e *engine) {
	for _, path := range []string{"/embed/trend/moerwijk/lbm2_klasse", "/embed/vergelijk?gebied=moerwijk,tarwewijk&indicator=gezondheid_goed",
		"/embed/kaart?gemeente=gm0599&indicator=woz", "/embed/ranglijst?indicator=woz", "/embed/profiel/moerwijk"} {
		h.show(e, "body { margin: 0 }", fmt.Sprintf(`<iframe src="%s%s" title="Embed" style="border: 0; width: 240px" height="300"></iframe><script src="%s/embed/pas.js"></script>`, h.base, path, h.base), nil)
		e.framed("document.querySelector('iframe')", func() {
			value[bool](e, "addEventListener('message', async e => { if (e.data?.kijk) parent.postMessage({staat: await ("+settle+")(e.data.kijk)}, '*') }); return true")
		})
		var widths []int
		for w := 240; w <= 900; w += 20 {
			widths = append(widths, w)
		}
		up := len(widths)
		for i := range up {
			widths = append(widths, widths[up-1-i])
		}
		for i, got := range value[[]inside](e, sweep, widths) {
			e.holds(fmt.Sprintf("%s at %d px", path, widths[i]), got)
			if got.Width != widths[i] {
				e.Errorf("%s: the frame is %d px wide, want %d", path, got.Width, widths[i])
			}
		}
		if heard := value[int](e, "await new Promise(next => setTimeout(next, 200)); return heard"); heard > 3*len(widths) {
			e.Errorf("%s: %d heights told over %d widths", path, heard, len(widths))
		}
	}
}

// everySandbox takes rights away from the frame. Without scripts the height of the code stays, and the embed is still dressed.
func (h *hostSite) everySandbox(e *engine) {
	for _, rights := range []string{"allow-scripts", "allow-scripts allow-same-origin", "allow-scripts allow-popups", ""} {
		h.show(e, "", fmt.Sprintf(`<iframe sandbox="%s" src="%s/embed/trend/moerwijk/woz" title="Embed" width="600" height="301"></iframe><script src="%s/embed/pas.js"></script>`, rights, h.base, h.base), nil)
		if rights == "" {
			if got := value[int](e, "return document.querySelector('iframe').clientHeight"); got != 301 {
				e.Errorf("without scripts the frame is %d high", got)
			}
			continue
		}
		e.fits("sandbox "+rights, "document.querySelector('iframe')")
		e.framed("document.querySelector('iframe')", func() {
			if got := value[string](e, "return getComputedStyle(document.querySelector('main')).display"); got != "flow-root" {
				e.Errorf("sandbox %q: the embed is not dressed: %s", rights, got)
			}
		})
	}
}

// box is a way in which a site may hold a frame and its script. FRAME and BASE stand for the frame and our address.
type box struct {
	name, style, html string
	header            map[string]string
}

const videoBox = ".video { position: relative; height: 0; padding-bottom: 56.25%; overflow: hidden } .video iframe { position: absolute; top: 0; left: 0; width: 100%; height: 100% }"

var boxes = []box{
	{name: "padding hack", style: videoBox, html: `<div class="video">FRAME</div>`},
	{name: "Bootstrap 5", style: ".ratio { position: relative; width: 100% } .ratio::before { display: block; padding-top: 56.25%; content: '' } .ratio > * { position: absolute; top: 0; left: 0; width: 100%; height: 100% }",
		html: `<div class="ratio">FRAME</div>`},
	{name: "WordPress", style: ".wp-block-embed__wrapper { position: relative } .wp-has-aspect-ratio .wp-block-embed__wrapper::before { content: ''; display: block; padding-top: 100% } .wp-has-aspect-ratio iframe { position: absolute; top: 0; right: 0; bottom: 0; left: 0; height: 100%; width: 100% }",
		html: `<figure class="wp-block-embed wp-has-aspect-ratio"><div class="wp-block-embed__wrapper">FRAME</div></figure>`},
	{name: "aspect ratio", style: ".video { aspect-ratio: 16/9; overflow: hidden } iframe { width: 100%; height: 100% }", html: `<div class="video">FRAME</div>`},
	{name: "high aspect ratio", style: ".video { aspect-ratio: 1/3; overflow: hidden }", html: `<div class="video">FRAME</div>`},
	{name: "important", style: "iframe { aspect-ratio: 16/9; width: 100%; height: auto !important; max-height: 200px }", html: `FRAME`},
	{name: "border-box", style: "iframe { box-sizing: border-box; padding: 10px; border: 3px solid }", html: `FRAME`},
	{name: "content-box", style: "iframe { box-sizing: content-box; padding: 10px; border: 3px solid; width: 300px }", html: `FRAME`},
	{name: "module", html: `FRAME<script type="module" src="BASE/embed/pas.js"></script>`},
	{name: "crossorigin", html: `FRAME<script crossorigin src="BASE/embed/pas.js" async></script>`},
	{name: "self-hosted", html: `FRAME<script src="/eigen/pas.js"></script>`},
	{name: "bundled", html: `FRAME<script type="module">import "/eigen/pas.js"</script>`},
	{name: "shadow tree", html: `<div id="gast"></div><script>gast.attachShadow({mode: "open"}).innerHTML = ` + "`FRAME`" + `</script>`},
	{name: "isolated", html: `FRAME`, header: map[string]string{"Cross-Origin-Embedder-Policy": "require-corp", "Cross-Origin-Opener-Policy": "same-origin"}},
	{name: "code of before", html: `OLD`},
}

// everyBox holds an embed in the boxes and by the scripts that sites have; what stands below it stays below it.
func (h *hostSite) everyBox(e *engine) {
	const old = `<iframe src="BASE/embed/trend/moerwijk/woz" title="Embed" width="100%" height="480" style="border:0"></iframe>`
	const frame = `<iframe data-wijkinzicht="BASE" src="BASE/embed/trend/moerwijk/woz" title="Embed" height="480" style="border:0;width:100%;display:block"></iframe>`
	for _, b := range boxes {
		html := b.html
		if !strings.Contains(html, "pas.js") {
			html += `<script src="BASE/embed/pas.js" async></script>`
		}
		html = `<div style="width:600px">` + html + `<p id="onder" style="margin:0">Onder</p></div>`
		style := b.style
		if strings.Contains(style, "border: 3px") {
			html = strings.ReplaceAll(html, "FRAME", strings.Replace(frame, "border:0;", "", 1))
		}
		html = strings.NewReplacer("FRAME", strings.ReplaceAll(frame, "BASE", h.base), "OLD", strings.ReplaceAll(old, "BASE", h.base), "BASE", h.base).Replace(html)
		h.show(e, style, html, b.header)
		frame := "(document.querySelector('iframe') || document.querySelector('#gast').shadowRoot.querySelector('iframe'))"
		e.fits(b.name, frame)
		if gap := value[float64](e, "return onder.getBoundingClientRect().top - "+frame+".getBoundingClientRect().bottom"); gap < 0 || gap > 20 {
			e.Errorf("%s: what stands below the frame is %.0f px away from it", b.name, gap)
		}
	}
}

// heightByStyle pastes the code that has no script: the frame holds the whole chart in a column of any width, also in a box
// with the shape of a video, and what stands below it stays there.
func (h *hostSite) heightByStyle(e *engine) {
	e.visit(h.base + "/insluiten?soort=trend&wijk=moerwijk&indicator=inwoners&hoogte=stijl")
	code := value[string](e, "return document.querySelector('#code').value")
	for _, width := range []int{240, 358, 359, 576, 577, 900} {
		for _, class := range []string{"", "ratio"} {
			h.show(e, boxes[1].style, fmt.Sprintf(`<div style="width:%dpx"><div class="%s">%s</div><p id="onder" style="margin:0">Onder</p></div>`, width, class, code), nil)
			if gap := value[float64](e, "return onder.getBoundingClientRect().top - document.querySelector('iframe').getBoundingClientRect().bottom"); gap < 0 || gap > 20 {
				e.Errorf("%d px %s: what stands below the frame is %.0f px away from it", width, class, gap)
			}
			e.framed("document.querySelector('iframe')", func() {
				got := value[inside](e, "return ("+strings.Replace(settle, "250", "1", 1)+")(0)")
				if got.Width != width || got.Content > got.Height || got.Bar != 0 || got.Over != 0 {
					e.Errorf("%d px %s: %+v", width, class, got)
				}
			})
		}
	}
}

// listStaysATable: where a small frame puts the cells under each other, a reader aloud still finds rows and their names.
func (h *hostSite) listStaysATable(e *engine) {
	h.show(e, "", fmt.Sprintf(`<iframe src="%s/embed/ranglijst?indicator=woz" title="Embed" width="280" height="900"></iframe>`, h.base), nil)
	e.framed("document.querySelector('iframe')", func() {
		if got := value[string](e, "return getComputedStyle(document.querySelector('tbody td')).display"); got != "block" {
			e.Fatalf("the cells are not under each other: %s", got)
		}
		for element, want := range map[string]string{"table": "table", "tbody tr": "row", "tbody th": "rowheader", "tbody td": "cell"} {
			if got := e.role("document.querySelector('" + element + "')"); got != want {
				e.Errorf("%s is read as %q, want %q", element, got, want)
			}
		}
	})
}
