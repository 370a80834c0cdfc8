//go:build e2e

package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// kaart asks the map which buurt of Rotterdam slipped most since 2014, and reads its areas.
func (b *browser) kaart(t *testing.T) {
	t.Run("which slipped most, without JavaScript", b.slippedMost)
	t.Run("tip, zoom and play", b.mapIsRead)
}

// slippedMost takes three steps: the city, the year to compare with, the table by size.
func (b *browser) slippedMost(t *testing.T) {
	p := b.open(t, desk, false)
	p.visit("/kaart?gemeente=gm0599", 200)
	p.do(chromedp.SetValue(chromedp.CSS("#vanaf"), "2014"))
	p.arrive(200, chromedp.Click(chromedp.CSS("form#keuze button")))
	sentence := eval[string](p, "document.querySelector('#kaart-zin').textContent")
	_, after, found := strings.Cut(sentence, "Het sterkst daalde ")
	name, _, _ := strings.Cut(after, " (")
	if !found || name == "" {
		t.Fatalf("the map says %q", sentence)
	}
	p.arrive(200, chromedp.Click(chromedp.CSS(`.orders a[href*="volgorde=laag"]`)))
	if first := eval[string](p, "document.querySelector('#gebieden tbody th').textContent"); first != name {
		t.Errorf("the sentence names %q, the table begins with %q", name, first)
	}
	if to := eval[string](p, "document.querySelector('#gebieden tbody th a').getAttribute('href')"); !strings.HasPrefix(to, "/gebied/BU0599") {
		t.Errorf("its name leads to %q", to)
	}
	p.took(3)
}

// mapIsRead goes along the areas by keyboard, looks from nearer, and lets the years pass.
func (b *browser) mapIsRead(t *testing.T) {
	p := b.open(t, desk, true)
	p.visit("/kaart?gemeente=gm0599", 200)
	const tip = "document.querySelector('.tip').hidden ? '' : document.querySelector('.tip').innerText"
	eval[bool](p, "(document.querySelector('.areas path[tabindex=\"0\"]').focus(), true)")
	p.wait("!!document.querySelector('.tip svg')")
	if text := eval[string](p, tip); !strings.Contains(text, "Rotterdam: ") {
		t.Errorf("the tip says %q", text)
	}
	eval[bool](p, "(document.activeElement.blur(), true)")
	if text := eval[string](p, tip); text != "" {
		t.Errorf("the tip stays: %q", text)
	}
	whole := eval[string](p, "document.querySelector('#kaartbeeld .map').getAttribute('viewBox')")
	p.do(chromedp.Click(chromedp.CSS(".zoom button")))
	if near := eval[string](p, "document.querySelector('#kaartbeeld .map').getAttribute('viewBox')"); near == whole {
		t.Error("the map is not nearer")
	}
	p.wait("getComputedStyle(document.querySelector('#kaartbeeld .map')).overflow === 'hidden'")
	p.do(chromedp.Click(chromedp.CSS(".play")))
	p.wait("document.querySelector('.years [aria-current]').textContent === '2008'")
	p.do(chromedp.Click(chromedp.CSS(".play")))
	eval[bool](p, `(() => { const s = document.querySelector('#vanaf'); s.value = s.options[1].value; s.dispatchEvent(new Event('change')); return true })()`)
	p.wait(`location.search.includes("vanaf=") && document.querySelector("#kaart-titel")?.textContent.includes("verandering")`)
}
