//go:build e2e

package main

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

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
