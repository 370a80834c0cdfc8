//go:build e2e

package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"wijkinzicht/web"
	"wijkinzicht/web/chart"
)

// aliveCharts are charts that wake up: an indicator with comparisons, on a page of ours and in an embed.
var aliveCharts = []struct{ name, path, chart string }{
	{"wijk", "/wijk/moerwijk", "#gezondheid_goed .chart"},
	{"embed", "/embed/trend/moerwijk/gezondheid_goed", ".chart"},
}

func TestBrowserChart(t *testing.T) {
	b := openBrowser(t)
	t.Run("pointer", b.pointerReadsAChart)
	t.Run("keyboard", b.keyboardReadsAChart)
	t.Run("touch", b.fingerReadsAChart)
	t.Run("every kind of line", b.everyKindOfLineStaysInItsPlace)
	t.Run("hostile names", b.namesAreText)
	t.Run("turning the screen", b.chartFollowsTheWidth)
	t.Run("axe", b.aliveChartsAreAccessible)
	t.Run("without the figures", b.pictureStaysWithoutFigures)
	t.Run("without JavaScript", b.pictureStaysWithoutJavaScript)
	t.Run("sandbox", b.chartInASandbox)
}

// pointerReadsAChart moves over a chart: the figures appear, nothing moves, and what was drawn stays as it was.
func (b *browser) pointerReadsAChart(t *testing.T) {
	published := b.published(t, "moerwijk", "gezondheid_goed")
	for _, c := range aliveCharts {
		for _, width := range []int64{300, telephone, 768, desk} {
			t.Run(fmt.Sprintf("%s at %d", c.name, width), func(t *testing.T) {
				p := b.open(t, width, true)
				p.visit(c.path, 200)
				ch := p.chart(c.chart)
				p.scrollTo(ch)
				if n := p.asked(`/static/echarts|/grafiek/.*json`); n > 0 {
					t.Errorf("%d requests for a chart that nobody turned to", n)
				}
				before, drawn := ch.box(), ch.picture() // before shifts are counted: the browser moves the page to picture it
				eval[bool](p, countShifts)
				for _, year := range []string{"2012", "2016", "2024"} {
					ch.pointAt(year, 0.3)
					p.wait(ch.tip + `?.textContent.startsWith("` + year + `")`)
					ch.reads(year, published[year])
					ch.tipFits(before.x+ch.place(year)*before.width, before.y+0.3*before.height)
				}
				p.screenshotNow(fmt.Sprintf("grafiek-%s-%d", c.name, width))
				if n := eval[int](p, "document.getAnimations().length"); n > 0 {
					t.Errorf("%d animations run", n)
				}
				if after := ch.box(); after != before {
					t.Errorf("the chart was at %v and is at %v", before, after)
				}
				// The box can be reached and read: it stays when the pointer goes to it.
				box := ch.tipBox()
				p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, box.x+box.width/2, box.y+box.height/2))
				if !eval[bool](p, ch.shown) {
					t.Error("the box goes away from a pointer that goes to it")
				}
				p.do(chromedp.KeyEvent(kb.Escape))
				p.wait("!" + ch.shown)
				if shifted := eval[string](p, "window.shifted"); shifted != "" {
					t.Errorf("the layout shifted: %s", shifted)
				}
				p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, 1, 1))
				if n, most := moved(t, drawn, ch.picture()); n > most {
					t.Errorf("%d pixels have no like within a pixel in the picture that was there, of which at most %d may", n, most)
				}
			})
		}
	}
}

// keyboardReadsAChart goes to a chart with Tab and through its years with the arrows, and hears each.
func (b *browser) keyboardReadsAChart(t *testing.T) {
	published := b.published(t, "moerwijk", "gezondheid_goed")
	for _, c := range aliveCharts {
		p := b.open(t, desk, true)
		p.visit(c.path+"#gezondheid_goed", 200) // from there Tab goes on
		ch := p.chart(c.chart)
		for i := 0; !eval[bool](p, ch.element+" === document.activeElement"); i++ {
			if i > 20 {
				t.Fatalf("%s: Tab does not come to the chart", c.path)
			}
			p.do(chromedp.KeyEvent(kb.Tab))
		}
		p.wait(ch.element + `.classList.contains("alive")`)
		for _, step := range []struct{ key, year string }{
			{kb.ArrowRight, "2012"}, {kb.ArrowRight, "2016"}, {kb.ArrowLeft, "2012"}, {kb.ArrowLeft, "2012"}, {kb.End, "2024"}, {kb.ArrowRight, "2024"}, {kb.Home, "2012"},
		} {
			p.do(chromedp.KeyEvent(step.key))
			ch.reads(step.year, published[step.year])
			heard := eval[string](p, ch.element+`.querySelector("[aria-live=polite]").textContent`)
			want := fmt.Sprintf("%s: Moerwijk %s%%", step.year, published[step.year]["moerwijk"].value)
			if !strings.HasPrefix(heard, want) || !strings.Contains(heard, "samengesteld") || !strings.Contains(heard, "; Den Haag ") {
				t.Errorf("%s: heard %q, want %q and what it is compared with", c.path, heard, want)
			}
		}
		p.screenshotNow("grafiek-toetsen-" + c.name)
		p.do(chromedp.KeyEvent(kb.Escape))
		p.wait("!" + ch.shown)
		p.do(chromedp.KeyEvent(kb.Tab))
		if eval[bool](p, ch.element+".contains(document.activeElement)") {
			t.Errorf("%s: Tab does not leave the chart", c.path)
		}
	}
}

// fingerReadsAChart taps on a chart, reads on after the finger is gone, and taps beside it to be done.
func (b *browser) fingerReadsAChart(t *testing.T) {
	p := b.open(t, telephone, true)
	p.do(chromedp.EmulateViewport(telephone, 800, chromedp.EmulateMobile, chromedp.EmulateTouch))
	p.visit("/embed/trend/moerwijk/gezondheid_goed", 200)
	ch := p.chart(".chart")
	box, place := ch.box(), ch.place("2016")
	p.tap(box.x+place*box.width, box.y+box.height/2)
	p.wait(ch.shown)
	p.do(chromedp.Sleep(300 * time.Millisecond)) // the mouse events that follow a tap
	if text := eval[string](p, ch.tip+".textContent"); !strings.HasPrefix(text, "2016") || !eval[bool](p, ch.shown) {
		t.Errorf("after a tap on 2016: %q", text)
	}
	p.screenshotNow("grafiek-vinger")
	p.tap(5, 700)
	p.wait("!" + ch.shown)
}

func (p *tab) tap(x, y float64) {
	p.Helper()
	for _, step := range []input.DispatchTouchEventParams{
		{Type: input.DispatchTouchEventTypeTouchStart, TouchPoints: []*input.TouchPoint{{X: x, Y: y}}},
		{Type: input.DispatchTouchEventTypeTouchEnd, TouchPoints: []*input.TouchPoint{}},
	} {
		if _, err := chromedp.Call(p.ctx, input.DispatchTouchEvent, step); err != nil {
			p.Fatal(err)
		}
	}
}

// everyKindOfLineStaysInItsPlace wakes pictures with everything that a picture can have, in every size.
func (b *browser) everyKindOfLineStaysInItsPlace(t *testing.T) {
	address := serveFigure(t, everyKindOfLine)
	for size := range everySize {
		for _, width := range []int64{telephone, desk} {
			p := b.open(t, width, true, address)
			p.arrive(200, chromedp.Navigate(address+"/"+size))
			ch := p.chart(".chart")
			before := ch.picture()
			ch.pointInside(0.5, 0.5)
			p.wait(ch.element + `.classList.contains("alive")`)
			p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, 1, 1))
			after := ch.picture()
			if n, most := moved(t, before, after); n > most {
				t.Errorf("%s at %d: %d pixels have no like within a pixel in the picture that was there, of which at most %d may", size, width, n, most)
			}
			p.screenshotNow(fmt.Sprintf("grafiek-alles-%s-%d", size, width))
		}
	}
}

var everySize = map[string]chart.Size{"groot": chart.Large, "smal": chart.Narrow, "klein": chart.Small}

// everyKindOfLine has a band, a doubtful stretch, gaps, a break, a name that ends early and a zero line.
func everyKindOfLine(size chart.Size) chart.Figure {
	at := func(year int, value float64, quality string) chart.Point {
		return chart.Point{Year: year, Value: value, Quality: quality}
	}
	band := func(year int, low, value, high float64) chart.Point {
		return chart.Point{Year: year, Value: value, Low: &low, High: &high, Quality: "C"}
	}
	return chart.Figure{
		ID: "alles", Title: "Verschil met het land in Zonnewijk", Summary: "Verzonnen.", Unit: "punten", Decimals: 1, First: 2004, Last: 2024, Size: size,
		Lines: []chart.Line{
			{Name: "Zonnewijk", Role: chart.Wijk, Segments: [][]chart.Point{
				{at(2004, -12, "D"), at(2006, -9, "D"), at(2008, -10, "A")}, {band(2014, -9, -7, -3), band(2016, -4, -1, 2), band(2018, 0, 3, 5), at(2024, 6, "B")}}},
			{Name: "Dorrestad", Role: chart.Gemeente, Segments: [][]chart.Point{{at(2004, 2, "A"), at(2014, 4, "A"), at(2024, 5, "A")}}},
			{Name: "Ring om Zonnewijk", Role: chart.Ander, Segments: [][]chart.Point{{at(2004, -4, "B"), at(2016, -2, "B")}}},
		},
		Breaks: []chart.Break{{Year: 2012, Label: "andere grens"}},
		Gaps:   []chart.Gap{{Year: 2009, Reason: "geheim"}, {Year: 2010, Reason: "geheim"}},
	}
}

// serveFigure gives the address of a server that shows a figure in each size, with our own assets and policy.
func serveFigure(t *testing.T, figure func(chart.Size) chart.Figure) string {
	t.Helper()
	renderer, err := chart.NewRenderer(1)
	if err != nil {
		t.Fatal(err)
	}
	assets, err := web.Static()
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	for name, file := range assets {
		mux.HandleFunc("/static/"+name, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", file.ContentType)
			w.Write(file.Body)
		})
	}
	asset := func(name string) string {
		address, err := web.Asset(name)
		if err != nil {
			t.Fatal(err)
		}
		return address
	}
	for name, size := range everySize {
		f := figure(size)
		svg, err := renderer.SVG(t.Context(), f)
		if err != nil {
			t.Fatal(err)
		}
		option, err := f.Option()
		if err != nil {
			t.Fatal(err)
		}
		reading := web.ChartReading{Option: option, Lines: []web.LineReading{}}
		reading.Width, reading.Height = size.Pixels()
		body, err := json.Marshal(reading)
		if err != nil {
			t.Fatal(err)
		}
		mux.HandleFunc("/"+name+".json", func(w http.ResponseWriter, _ *http.Request) { w.Write(body) })
		mux.HandleFunc("/"+name, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Header().Set("Content-Security-Policy", "default-src 'none'; img-src data:; style-src 'self'; script-src 'self'; connect-src 'self'")
			fmt.Fprintf(w, `<!doctype html><html lang="nl"><title>Zonnewijk</title><link rel="icon" href="data:,"><link rel="stylesheet" href="%s">
				<script type="module" src="%s"></script><main><div class="chart" data-optie="/%s.json" data-echarts="%s">%s</div></main>`,
				asset("embed.css"), asset("grafiek.js"), name, asset("echarts.js"), svg)
		})
	}
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

// namesAreText gives a chart names and remarks with markup in them, and a year without a value.
func (b *browser) namesAreText(t *testing.T) {
	const hostile = `<img src=x onerror=window.broken=1> "Zonnewijk" & 'Maan' {a}`
	p := b.open(t, desk, true)
	p.visit("/embed/trend/moerwijk/gezondheid_goed", 200)
	eval[bool](p, `(window.hostile = `+fmt.Sprintf("%q", hostile)+`, window.trusted = window.fetch, window.fetch = async (...asked) => {
		const reading = await (await window.trusted(...asked)).json()
		reading.lijnen[0].naam = reading.lijnen[0].waarden[1].opmerking = hostile
		reading.lijnen[0].waarden[1].tekst = reading.lijnen[0].waarden[1].kwaliteit = ""
		for (const series of reading.optie.series) for (const [mark] of series.markLine?.data ?? []) mark.name = hostile
		return Response.json(reading)
	}, true)`)
	ch := p.chart(".chart")
	ch.pointInside(0.5, 0.5)
	p.wait(ch.shown)
	eval[bool](p, "(window.fetch = window.trusted, true)")
	eval[bool](p, "("+ch.element+".focus(), true)")
	p.do(chromedp.KeyEvent(kb.Home), chromedp.KeyEvent(kb.ArrowRight))
	shown := eval[string](p, ch.tip+".textContent")
	heard := eval[string](p, ch.element+`.querySelector("[aria-live=polite]").textContent`)
	if want := hostile + ": geen gegevens " + hostile; !strings.Contains(shown, want) {
		t.Errorf("shown %q, want %q", shown, want)
	}
	if want := "2016: " + hostile + " geen gegevens (" + hostile + "); Ring"; !strings.HasPrefix(heard, want) {
		t.Errorf("heard %q, want %q", heard, want)
	}
	if drawn := eval[string](p, ch.element+`.querySelector(".chart-live").textContent`); !strings.Contains(drawn, hostile) {
		t.Errorf("drawn %q lacks the name", drawn)
	}
	if eval[bool](p, "window.broken === 1 || "+ch.element+".querySelector('img') !== null") {
		t.Error("a name became markup")
	}
}

// chartFollowsTheWidth makes the window narrow after a chart woke: it becomes the picture for a narrow screen.
func (b *browser) chartFollowsTheWidth(t *testing.T) {
	p := b.open(t, desk, true)
	p.visit("/wijk/moerwijk", 200)
	ch := p.chart("#gezondheid_goed .chart")
	p.scrollTo(ch)
	ch.pointAt("2016", 0.5)
	p.wait(ch.shown)
	p.do(chromedp.EmulateViewport(telephone, 800))
	p.wait(ch.element + `.querySelector(".chart-live svg")?.getAttribute("viewBox") === "0 0 360 300"`)
	p.scrollTo(ch)
	ch.pointAt("2012", 0.5)
	p.wait(ch.shown)
	box := ch.box()
	if live := p.rect(ch.element + `.querySelector(".chart-live svg")`); math.Abs(live.height-box.height) > 1 || math.Abs(live.width-box.width) > 1 {
		t.Errorf("the chart is drawn in %v and its place is %v", live, box)
	}
}

// aliveChartsAreAccessible asks axe-core about pages of which a chart shows a year.
func (b *browser) aliveChartsAreAccessible(t *testing.T) {
	axe, err := os.ReadFile(axeScript)
	if err != nil {
		t.Fatalf("axe-core is missing: run make deps (%v)", err)
	}
	for _, width := range []int64{telephone, desk} {
		for _, c := range aliveCharts {
			p := b.open(t, width, true)
			p.visit(c.path, 200)
			ch := p.chart(c.chart)
			p.scrollTo(ch)
			ch.pointAt("2016", 0.5)
			p.wait(ch.shown)
			eval[bool](p, string(axe)+";true")
			var report struct{ Violations []string }
			if err := json.Unmarshal([]byte(eval[string](p, runAxe)), &report); err != nil {
				t.Fatal(err)
			}
			for _, v := range report.Violations {
				t.Errorf("%s at %d: %s", c.path, width, v)
			}
		}
	}
}

// pictureStaysWithoutFigures has a network that fails after the page came.
func (b *browser) pictureStaysWithoutFigures(t *testing.T) {
	p := b.open(t, desk, true)
	p.visit("/wijk/moerwijk", 200)
	ch := p.chart("#gezondheid_goed .chart")
	p.scrollTo(ch)
	before := ch.picture()
	eval[bool](p, `(window.fetch = () => (window.failed = true, Promise.reject(new TypeError("no network"))), true)`)
	ch.pointInside(0.5, 0.5)
	p.wait("window.failed === true")
	if n, _ := moved(t, before, ch.picture()); n > 0 {
		t.Errorf("%d pixels of the picture changed", n)
	}
	if eval[bool](p, ch.element+`.classList.contains("alive")`) {
		t.Error("a chart without figures is alive")
	}
}

func (b *browser) pictureStaysWithoutJavaScript(t *testing.T) {
	for _, c := range aliveCharts {
		p := b.open(t, desk, false)
		p.visit(c.path, 200)
		ch := p.chart(c.chart)
		p.scrollTo(ch)
		before := ch.picture()
		ch.pointInside(0.5, 0.5)
		p.do(chromedp.Sleep(200 * time.Millisecond))
		if n, _ := moved(t, before, ch.picture()); n > 0 {
			t.Errorf("%s: %d pixels changed", c.path, n)
		}
		if eval[int](p, ch.element+".tabIndex") >= 0 {
			t.Errorf("%s: the chart takes the focus, and nothing can be done there", c.path)
		}
		if eval[int](p, "document.querySelectorAll('table').length") == 0 {
			t.Errorf("%s: there is no table", c.path)
		}
	}
}

// chartInASandbox reads an embed in a frame that has no origin of its own, on a page of another server and on a file.
func (b *browser) chartInASandbox(t *testing.T) {
	const host = `<!doctype html><html lang="nl"><link rel="icon" href="data:,"><title>Gemeente Dorrestad</title>
		<iframe src="%s/embed/trend/moerwijk/gezondheid_goed" sandbox="allow-scripts" title="Trend" width="600" height="600"></iframe>`
	text := fmt.Sprintf(host, b.base)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, text)
	}))
	defer server.Close()
	file := filepath.Join(t.TempDir(), "gemeente.html")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{server.URL + "/", "file://" + file} {
		p := b.open(t, desk, true, server.URL, "file://"+filepath.Dir(file))
		p.arrive(200, chromedp.Navigate(address))
		frame := b.frameOf(t, p)
		if origin := eval[string](frame, "window.origin"); origin != "null" {
			t.Fatalf("%s: the frame has the origin %s", address, origin)
		}
		outer, inner := p.rect("document.querySelector('iframe')"), frame.chart(".chart").box()
		p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, outer.x+inner.x+inner.width/2, outer.y+inner.y+inner.height/2))
		frame.wait(frame.chart(".chart").shown)
		if got := eval[string](frame, frame.chart(".chart").tip+".textContent"); !strings.Contains(got, "Moerwijk: ") || !strings.Contains(got, "samengesteld") {
			t.Errorf("%s: the frame shows %q", address, got)
		}
		p.screenshotNow("grafiek-zandbak")
	}
}

// frameOf gives the only frame of a tab's page as a tab of its own: without an origin it has a process to itself.
func (b *browser) frameOf(t *testing.T, p *tab) *tab {
	t.Helper()
	for range 100 {
		targets, err := chromedp.Targets(p.ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, info := range targets {
			if info.Type == "iframe" && strings.HasPrefix(info.URL, b.base) {
				return b.attach(t, info.TargetID)
			}
		}
		p.do(chromedp.Sleep(50 * time.Millisecond))
	}
	t.Fatal("the page has no frame")
	return nil
}

// attach gives a tab that is there already; it keeps what the tab complained of before.
func (b *browser) attach(t *testing.T, id target.ID) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(b.ctx, chromedp.WithTargetID(id))
	p := &tab{T: t, ctx: ctx, base: b.base}
	t.Cleanup(func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		for _, c := range p.complaints {
			t.Errorf("the browser complains: %s", c)
		}
		cancel()
	})
	if err := chromedp.Listen(ctx, p.hear); err != nil {
		t.Fatal(err)
	}
	p.do()
	return p
}

// figure is a value as a page writes it, with its quality.
type figure struct{ value, quality string }

// published gives the figures of a wijk by year and subject, from the CSV that the page offers.
func (b *browser) published(t *testing.T, slug, indicator string) map[string]map[string]figure {
	t.Helper()
	r, err := http.Get(b.base + "/grafiek/" + slug + "/" + indicator + ".csv")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(body)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]map[string]figure{}
	for _, row := range rows[1:] {
		subject, year, value, quality := row[0], row[4], row[5], row[7]
		if value == "" {
			continue
		}
		var v float64
		if _, err := fmt.Sscan(value, &v); err != nil {
			t.Fatal(err)
		}
		if out[year] == nil {
			out[year] = map[string]figure{}
		}
		out[year][subject] = figure{strings.ReplaceAll(fmt.Sprintf("%.1f", v), ".", ","), quality}
	}
	return out
}

// shownChart is one chart of a tab: the visible one of those that a selector names.
type shownChart struct {
	*tab
	element, tip, shown string // expressions
}

func (p *tab) chart(selector string) shownChart {
	element := `[...document.querySelectorAll("` + selector + `")].find(e => e.checkVisibility())`
	tip := element + `.querySelector(".chart-tip")`
	return shownChart{p, element, tip, `(` + tip + `?.checkVisibility() ?? false)`}
}

type rect struct{ x, y, width, height float64 }

func (p *tab) rect(element string) rect {
	p.Helper()
	r := eval[[]float64](p, `(r => [r.x, r.y, r.width, r.height])(`+element+`.getBoundingClientRect())`)
	return rect{r[0], r[1], r[2], r[3]}
}

func (c shownChart) box() rect    { return c.rect(c.element) }
func (c shownChart) tipBox() rect { return c.rect(c.tip) }

// place says which part of the way from the left a year stands, from the option that the picture was drawn from.
func (c shownChart) place(year string) float64 {
	c.Helper()
	return eval[float64](c.tab, `(async () => {
		const chart = `+c.element+`, narrow = matchMedia("(max-width: 36em)").matches && chart.dataset.optieSmal
		const { optie, breedte } = await (await fetch(narrow || chart.dataset.optie)).json()
		const { left, right } = optie.grid[0], { min, max } = optie.xAxis[0], l = Number(left)
		return (l + (`+year+` - min) / (max - min) * (breedte - l - Number(right))) / breedte
	})()`)
}

// pointAt moves the pointer to a year, down from the chart's top by this part of its height.
func (c shownChart) pointAt(year string, down float64) {
	c.Helper()
	c.pointInside(c.place(year), down)
}

// pointInside moves the pointer to these parts of the chart's width and height.
func (c shownChart) pointInside(along, down float64) {
	c.Helper()
	box := c.box()
	c.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, box.x+along*box.width, box.y+down*box.height))
}

// reads holds the box to the published figures, and the line to the year.
func (c shownChart) reads(year string, want map[string]figure) {
	c.Helper()
	text := eval[string](c.tab, c.tip+".textContent")
	for _, w := range []struct{ name, slug string }{{"Moerwijk", "moerwijk"}, {"Ring om Moerwijk", "moerwijk-ring"}, {"Den Haag", "gm0518"}} {
		f := want[w.slug]
		line := fmt.Sprintf("%s: %s%% %s, %s", w.name, f.value, f.quality, map[string]string{"A": "rechtstreeks", "B": "samengesteld"}[f.quality])
		if f.value == "" || !strings.HasPrefix(text, year) || !strings.Contains(text, line) {
			c.Errorf("%s: %q lacks %q", year, text, line)
		}
	}
	box, line := c.box(), c.rect(c.element+`.querySelector(".chart-year")`)
	if at := box.x + c.place(year)*box.width; math.Abs(line.x-at) > 1 || line.height < box.height/2 || line.y < box.y || line.y+line.height > box.y+box.height {
		c.Errorf("%s: the line is at %v, the year at x = %.1f of %v", year, line, at, box)
	}
}

// tipFits holds the box within the chart and away from a place.
func (c shownChart) tipFits(x, y float64) {
	c.Helper()
	const near = 4
	box, tip := c.box(), c.tipBox()
	if tip.x < box.x-1 || tip.y < box.y-1 || tip.x+tip.width > box.x+box.width+1 || tip.y+tip.height > box.y+box.height+1 {
		c.Errorf("the box at %v is outside the chart at %v", tip, box)
	}
	if x > tip.x-near && x < tip.x+tip.width+near && y > tip.y-near && y < tip.y+tip.height+near {
		c.Errorf("the box at %v covers the pointer at %.0f, %.0f in the chart at %v", tip, x, y, box)
	}
}

// picture is what the chart looks like.
func (c shownChart) picture() image.Image {
	c.Helper()
	eval[bool](c.tab, `(`+c.element+`.id ||= "gezien", true)`)
	shot, err := chromedp.Run(c.ctx, chromedp.Screenshot(chromedp.CSS("#"+eval[string](c.tab, c.element+".id"))))
	if err != nil {
		c.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		c.Fatal(err)
	}
	return picture
}

// moved counts the pixels of either picture that have none like them within one pixel of their place in the other. Less
// may differ: the browser puts a picture that is a file on whole pixels, and one in the page where it belongs. For the
// same reason one in a thousand may have none.
func moved(t *testing.T, a, b image.Image) (n, most int) {
	t.Helper()
	if a.Bounds() != b.Bounds() {
		t.Fatalf("a picture of %v became one of %v", a.Bounds(), b.Bounds())
	}
	bounds := a.Bounds()
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			if !alike(a, b, x, y) || !alike(b, a, x, y) {
				n++
			}
		}
	}
	return n, bounds.Dx() * bounds.Dy() / 1000
}

// alike tells whether a pixel of one picture has one of nearly its colour around the same place in the other.
func alike(one, other image.Image, x, y int) bool {
	const nearly = 0x5000
	r1, g1, b1, _ := one.At(x, y).RGBA()
	for _, d := range [][2]int{{0, 0}, {0, 1}, {0, -1}, {1, 0}, {-1, 0}, {1, 1}, {-1, -1}, {1, -1}, {-1, 1}} {
		at := image.Pt(x+d[0], y+d[1])
		if !at.In(other.Bounds()) {
			continue
		}
		r2, g2, b2, _ := other.At(at.X, at.Y).RGBA()
		if max(apart(r1, r2), apart(g1, g2), apart(b1, b2)) < nearly {
			return true
		}
	}
	return false
}

func apart(a, b uint32) uint32 { return max(a, b) - min(a, b) }

// countShifts names what shifts in the layout from now on.
const countShifts = `(window.shifted = "", new PerformanceObserver(list => list.getEntries().forEach(e =>
	window.shifted += e.value + " " + e.sources.map(s => s.node?.nodeName + "." + s.node?.className).join(", ") + "; ")).observe({type: "layout-shift"}), true)`

// wait asks until an expression is true.
func (p *tab) wait(expression string) {
	p.Helper()
	for range 200 {
		if eval[bool](p, "Boolean("+expression+")") {
			return
		}
		p.do(chromedp.Sleep(25 * time.Millisecond))
	}
	p.Fatalf("never: %s", expression)
}

// scrollTo brings a chart into view with its picture there.
func (p *tab) scrollTo(c shownChart) {
	p.Helper()
	eval[bool](p, "("+c.element+`.scrollIntoView({block: "center"}), true)`)
	p.wait(`[...` + c.element + `.querySelectorAll("img")].every(i => i.complete && i.naturalWidth > 0)`)
	p.do(chromedp.Sleep(100 * time.Millisecond))
}

// screenshotNow keeps what the tab shows when $WIJKINZICHT_SCREENSHOTS says where.
func (p *tab) screenshotNow(name string) {
	p.Helper()
	dir := os.Getenv("WIJKINZICHT_SCREENSHOTS")
	if dir == "" {
		return
	}
	shot, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		p.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), shot, 0o644); err != nil {
		p.Fatal(err)
	}
}
