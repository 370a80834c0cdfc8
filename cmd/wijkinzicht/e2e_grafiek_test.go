//go:build e2e

package main

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// aliveCharts are charts that wake up: an indicator with comparisons, on a page of ours and in an embed.
var aliveCharts = []struct{ name, path, chart string }{
	{"wijk", "/wijk/moerwijk", "#gezondheid_goed .chart"},
	{"embed", "/embed/trend/moerwijk/gezondheid_goed", ".chart"},
}

// charts are read with pointer, keys and finger, and fall back to their picture.
func (b *browser) charts(t *testing.T) {
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
	p.wait("!" + ch.element + `.classList.contains("alive")`)
	p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, 1, 1))
	p.scrollTo(ch)
	ch.pointAt("2012", 0.5)
	p.wait(ch.shown)
	if view := eval[string](p, ch.element+`.querySelector(".chart-live svg").getAttribute("viewBox")`); view != "0 0 360 300" {
		t.Errorf("the chart is drawn in %s", view)
	}
	box := ch.box()
	if live := p.rect(ch.element + `.querySelector(".chart-live svg")`); math.Abs(live.height-box.height) > 1 || math.Abs(live.width-box.width) > 1 {
		t.Errorf("the chart is drawn in %v and its place is %v", live, box)
	}
}

// aliveChartsAreAccessible asks axe-core about pages of which a chart shows a year.
func (b *browser) aliveChartsAreAccessible(t *testing.T) {
	axe := readAxe(t)
	for _, width := range []int64{telephone, desk} {
		for _, c := range aliveCharts {
			p := b.open(t, width, true)
			p.visit(c.path, 200)
			ch := p.chart(c.chart)
			p.scrollTo(ch)
			ch.pointAt("2016", 0.5)
			p.wait(ch.shown)
			eval[bool](p, axe+";true")
			var report struct{ Violations []string }
			if err := json.Unmarshal([]byte(eval[string](p, runAxe("document"))), &report); err != nil {
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
