//go:build e2e

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// draw lets a visitor draw an area of their own, in the four ways that there are.
func (b *browser) draw(t *testing.T) {
	t.Run("with a pointer", b.drawWithAPointer)
	t.Run("with the keyboard", b.drawWithTheKeyboard)
	t.Run("from a file", b.drawFromAFile)
	t.Run("without JavaScript", b.drawWithoutJavaScript)
}

const drawnCorners = "document.querySelector('#omtrek').value.split('_').filter(Boolean).length"

// buurt gives where on the screen the corners of a buurt's box are.
func (p *tab) buurt(name string) (left, top, right, bottom float64) {
	p.Helper()
	box := eval[[]float64](p, fmt.Sprintf(`(() => {
		const area = [...document.querySelectorAll("#tekenkaart .areas path")].find((a) => a.textContent === %q);
		area.scrollIntoView({block: "center"});
		const {left, top, right, bottom} = area.getBoundingClientRect();
		return [left, top, right, bottom];
	})()`, name))
	return box[0], box[1], box[2], box[3]
}

// drawWithAPointer goes round a buurt with some room, drags a corner, takes one back, and takes the whole buurten that it is offered.
func (b *browser) drawWithAPointer(t *testing.T) {
	p := b.open(t, desk, true)
	p.visit("/eigen-gebied?gemeente=gm0518", 200)
	left, top, right, bottom := p.buurt("Moerwijk-Noord")
	p.do(chromedp.MouseClickXY(left, top), chromedp.MouseClickXY(right, top), chromedp.MouseClickXY(right, bottom), chromedp.MouseClickXY(left, bottom), chromedp.MouseClickXY(left-40, bottom))
	p.wait(drawnCorners + " === 5")
	p.do(chromedp.Click(chromedp.CSS("#terug")))
	p.wait(drawnCorners + " === 4")
	before := eval[string](p, "document.querySelector('#omtrek').value")
	p.buurt("Moerwijk-Noord")
	corner := eval[[]float64](p, "(() => { const {x, y, width, height} = document.querySelector('#hoeken .corner').getBoundingClientRect(); return [x + width / 2, y + height / 2]; })()")
	p.drag(corner[0], corner[1], corner[0]-15, corner[1]-15)
	p.wait(drawnCorners + " === 4")
	if after := eval[string](p, "document.querySelector('#omtrek').value"); after == before || strings.Split(after, "_")[1] != strings.Split(before, "_")[1] {
		t.Errorf("a dragged corner: %s became %s", before, after)
	}
	if size := eval[string](p, "document.querySelector('#maat').value"); !strings.Contains(size, "4 hoeken, ") || !strings.Contains(size, "km²") {
		t.Errorf("it says %q", size)
	}
	half := eval[[]float64](p, "(() => { const {x, y, width, height} = document.querySelector('#hoeken .half').getBoundingClientRect(); return [x + width / 2, y + height / 2]; })()")
	p.drag(half[0], half[1], half[0], half[1]-10)
	p.wait(drawnCorners + " === 5")
	p.do(chromedp.SetValue(chromedp.CSS("#naam"), "Rand"))
	p.arrive(200, chromedp.Click(chromedp.CSS("#toon")))
	if says := eval[string](p, "document.querySelector('#gebied').parentElement.innerText"); !strings.Contains(says, "Rand in cijfers") || !strings.Contains(says, "Of neem hele buurten") {
		t.Fatalf("it says %.400q", says)
	}
	p.arrive(200, chromedp.Click(chromedp.CSS("#gebied ~ ul:not(.actions) a")))
	says := eval[string](p, "document.querySelector('#gebied').parentElement.innerText")
	if !strings.Contains(says, "Dit zijn hele buurten") || !strings.Contains(says, "Moerwijk-Noord") {
		t.Errorf("whole buurten: it says %.400q", says)
	}
	p.wait("document.querySelector('#grafiek .chart svg')")
	p.wait("tekenkaart.viewBox.baseVal.width < 450 && getComputedStyle(tekenkaart).overflow === 'hidden'") // what was drawn is near, and the map stays in its frame
	if rows := eval[int](p, "document.querySelectorAll('.sketch-figures tbody tr').length"); rows < 40 {
		t.Errorf("%d figures", rows)
	}
	p.took(3)
}

func (p *tab) drag(x, y, toX, toY float64) {
	p.Helper()
	for _, step := range []input.DispatchMouseEventParams{
		{Type: input.DispatchMouseEventTypeMousePressed, X: x, Y: y, Button: input.MouseButtonLeft, ClickCount: 1},
		{Type: input.DispatchMouseEventTypeMouseMoved, X: (x + toX) / 2, Y: (y + toY) / 2, Button: input.MouseButtonLeft},
		{Type: input.DispatchMouseEventTypeMouseMoved, X: toX, Y: toY, Button: input.MouseButtonLeft},
		{Type: input.DispatchMouseEventTypeMouseReleased, X: toX, Y: toY, Button: input.MouseButtonLeft, ClickCount: 1},
	} {
		if _, err := chromedp.Call(p.ctx, input.DispatchMouseEvent, step); err != nil {
			p.Fatal(err)
		}
	}
}

// drawWithTheKeyboard puts three corners, hearing where the aim is, and takes one back.
func (b *browser) drawWithTheKeyboard(t *testing.T) {
	p := b.open(t, desk, true)
	p.visit("/eigen-gebied?gemeente=gm0599", 200)
	eval[bool](p, "(document.querySelector('#tekenkaart').focus(), true)")
	p.do(chromedp.KeyEvent(kb.ArrowRight), chromedp.KeyEvent(kb.ArrowDown))
	if says := eval[string](p, "document.querySelector('#maat').value"); says == "" {
		t.Error("where the aim is, is not said")
	}
	p.do(chromedp.KeyEvent(kb.Enter), chromedp.KeyEvent(kb.ArrowRight), chromedp.KeyEvent(kb.Enter), chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.Enter), chromedp.KeyEvent(kb.ArrowLeft), chromedp.KeyEvent(kb.Enter))
	p.wait(drawnCorners + " === 4")
	p.do(chromedp.KeyEvent(kb.Backspace))
	p.wait(drawnCorners + " === 3")
	p.arrive(200, chromedp.Click(chromedp.CSS("#toon")))
	if says := eval[string](p, "document.querySelector('#gebied').textContent"); says != "Getekend gebied in cijfers" {
		t.Errorf("it leads to %q", says)
	}
}

// drawFromAFile takes the GeoJSON that another program wrote, with more around the outline than an address has room for.
func (b *browser) drawFromAFile(t *testing.T) {
	p := b.open(t, desk, true)
	p.visit("/eigen-gebied?gemeente=gm0518", 200)
	name := filepath.Join(t.TempDir(), "plein.geojson")
	file := `{"type":"FeatureCollection","name":"plein","features":[{"type":"Feature","properties":{"toelichting":"` + strings.Repeat("lang ", 4000) + `"},"geometry":{"type":"Polygon","coordinates":[[[4.2937106612,52.0539257612],[4.3068304012,52.0540469312],[4.3066134012,52.0630335912],[4.2937106612,52.0539257612]]]}}]}`
	if err := os.WriteFile(name, []byte(file), 0o644); err != nil {
		t.Fatal(err)
	}
	p.do(chromedp.Click(chromedp.CSS("#omtrekformulier summary")))
	p.arrive(200, chromedp.SetUploadFiles(chromedp.CSS("#bestand"), []string{name}))
	if at := eval[string](p, "location.search"); !strings.Contains(at, "omtrek=80000-452300_80900-452300_80900-453300") {
		t.Errorf("it leads to %q", at)
	}
	p.visit("/eigen-gebied?gemeente=gm0518", 200)
	p.do(chromedp.Click(chromedp.CSS("#omtrekformulier summary")), chromedp.SendKeys(chromedp.CSS("#omtrek"), "Polygon ((80000.123456789 452300, 80900 452300, 80900 453300, 80000.123456789 452300))"))
	p.arrive(200, chromedp.Click(chromedp.CSS("#toon")))
	if at := eval[string](p, "location.search"); !strings.Contains(at, "omtrek=80000-452300_80900-452300_80900-453300") {
		t.Errorf("WKT leads to %q", at)
	}
}

// drawWithoutJavaScript pastes corners.
func (b *browser) drawWithoutJavaScript(t *testing.T) {
	p := b.open(t, telephone, false)
	p.visit("/eigen-gebied?gemeente=gm0518", 200)
	p.do(chromedp.Click(chromedp.CSS("#omtrekformulier summary")), chromedp.SetValue(chromedp.CSS("#omtrek"), twoBuurten))
	p.arrive(200, chromedp.Click(chromedp.CSS("#toon")))
	p.do(chromedp.WaitVisible(chromedp.CSS(".sketch-figures")))
}
