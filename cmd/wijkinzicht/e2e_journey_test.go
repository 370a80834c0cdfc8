//go:build e2e

package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// journey walks as a beleidsmaker does, without JavaScript: find the wijk that improved most, see what
// happened there, hold it beside its city, look before and after a year, and get the same view from the address.
func (b *browser) journey(t *testing.T) {
	p := b.open(t, desk, false)
	p.visit("/", 200)
	p.do(chromedp.Click(chromedp.CSS(".view summary")), chromedp.SetValue(chromedp.CSS("#indicator"), "woz"), chromedp.SetValue(chromedp.CSS("#volgorde"), "verandering"))
	p.arrive(200, chromedp.Click(chromedp.CSS(".choose button")))
	if first := eval[string](p, "document.querySelector('.eleven .moved').textContent"); !strings.Contains(first, "▲") {
		t.Fatalf("the wijk that improved most shows %q", first)
	}
	name := eval[string](p, "document.querySelector('.eleven th a').textContent")

	p.arrive(200, chromedp.Click(chromedp.CSS(".eleven th a")))
	if h1 := eval[string](p, "document.querySelector('h1').textContent"); h1 != name {
		t.Fatalf("the row of %s leads to %s", name, h1)
	}
	for _, route := range []string{"Leren", "Werken", "Wonen", "Vrije tijd"} {
		if !eval[bool](p, "[...document.querySelectorAll('.profile .group')].some(g => g.textContent.startsWith('"+route+"'))") {
			t.Errorf("the profile has no route %q", route)
		}
	}
	p.arrive(200, chromedp.Click(chromedp.CSS("#gebeurtenissen ~ p a"))) // the facts below every chart
	if !eval[bool](p, "[...document.querySelectorAll('.figure img')].every(i => i.src.includes('gebeurtenissen=ja'))") {
		t.Error("not every chart has the events")
	}

	p.arrive(200, chromedp.Click(chromedp.CSS(`.compare-links a[href^="/vergelijk"]`)))
	p.do(chromedp.SetValue(chromedp.CSS("#indicator"), "woz"), chromedp.SetValue(chromedp.CSS("#als"), "index"))
	p.arrive(200, chromedp.Click(chromedp.CSS(".compare button")))
	const shown = `[...document.querySelectorAll('h2, .reading, td, tbody th')].map(e => e.textContent.trim()).join('|')`
	view := eval[string](p, shown)
	if !strings.Contains(view, "= 100") || !strings.Contains(view, name) {
		t.Errorf("the comparison shows %.200s", view)
	}
	again := b.open(t, desk, false)
	again.visit(eval[string](p, "new URL(document.querySelector('.address a').href).pathname + new URL(document.querySelector('.address a').href).search"), 200)
	if same := eval[string](again, shown); same != view {
		t.Error("the address of the view gives another view")
	}

	p.arrive(200, chromedp.Click(chromedp.CSS(`main a[href="/voor-en-na"]`)))
	p.do(chromedp.SetValue(chromedp.CSS("#jaar"), "2018"), chromedp.SetValue(chromedp.CSS("#venster"), "0"))
	p.arrive(200, chromedp.Click(chromedp.CSS(".compare button")))
	text := eval[string](p, "document.querySelector('main').innerText")
	if !strings.Contains(text, "een vergelijking, geen bewijs") || strings.Contains(text, "effect ") {
		t.Error("before and after does not say what it is")
	}
	if own := eval[string](p, "document.querySelector('tr.own').innerText"); !strings.Contains(own, "de wijk") {
		t.Errorf("the wijk's own row is %q", own)
	}
}

// firstMinute asks what a newcomer asks, and counts the pages and clicks until the answer.
func (b *browser) firstMinute(t *testing.T) {
	t.Run("against its city", func(t *testing.T) {
		p := b.open(t, desk, false)
		p.visit("/", 200)
		row := "[...document.querySelectorAll('.eleven tr')].find(r => r.querySelector('a')?.textContent === 'Moerwijk')"
		if how := eval[string](p, row+".querySelector('.how').textContent"); !strings.HasSuffix(strings.TrimSpace(how), "Den Haag") {
			t.Errorf("the row of Moerwijk says %q", how)
		}
		if bottom := eval[float64](p, row+".getBoundingClientRect().bottom"); bottom > 1500 {
			t.Errorf("it stands at %.0f px", bottom)
		}
		p.visit("/wijk/moerwijk", 200)
		const where = `[...document.querySelectorAll('main p, main li')].find(e => /Den Haag/.test(e.textContent) && /achter|voor|even ver|dichter/.test(e.textContent))?.getBoundingClientRect().bottom ?? -1`
		if bottom := eval[float64](p, where); bottom < 0 || bottom > 1500 {
			t.Errorf("how Moerwijk did against Den Haag stands at %.0f px, want within 1500", bottom)
		}
	})
	t.Run("picture for a slide", func(t *testing.T) {
		p := b.open(t, desk, true)
		p.visit("/wijk/moerwijk#lbm", 200) // as the row of the home page leads there
		p.do(chromedp.Click(chromedp.CSS("#lbm .share > summary")))
		address := eval[string](p, `[...document.querySelectorAll('#lbm .actions a')].find(a => a.textContent === 'PNG' && a.checkVisibility())?.href ?? ''`)
		if kind := eval[string](p, `fetch("`+address+`").then(r => r.headers.get('content-type'))`); kind != "image/png" {
			t.Errorf("the second click gives %q", kind)
		}
	})
}
