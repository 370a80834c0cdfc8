//go:build e2e

package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"image"
	"image/png"
	"io"
	"math"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

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

// unfold opens what is folded around these elements.
func (p *tab) unfold(selector string) {
	p.Helper()
	eval[bool](p, `[...document.querySelectorAll("`+selector+`")].every(e => {
		for (let fold = e.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
		return true;
	})`)
}

func (p *tab) chart(selector string) shownChart {
	p.unfold(selector)
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
	p.wait(`[...` + c.element + `.querySelectorAll("img")].every(i => !i.checkVisibility() || i.complete && i.naturalWidth > 0)`)
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
