//go:build e2e

package main

import (
	"slices"
	"strconv"
	"strings"
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

// tablesSort: the head of a column puts the rows in its order by mouse and by keyboard, and says so; what has no figure stays last.
func (b *browser) tablesSort(t *testing.T) {
	p := b.open(t, desk, true)
	p.visit("/?indicator=woz", 200)
	const (
		numbers = `[...document.querySelectorAll('.eleven td.now')].map(c => c.querySelector('.number').textContent.replace(/\D/g, '')).join(' ')`
		names   = `[...document.querySelectorAll('.eleven tbody th a')].map(a => a.textContent).join(' ')`
		state   = `[...document.querySelectorAll('.eleven thead th')].map(h => h.ariaSort ?? '').join(',')`
	)
	first := eval[string](p, names)
	p.do(chromedp.Click(chromedp.CSS(".eleven thead th:nth-child(3) button")))
	values := strings.Fields(eval[string](p, numbers))
	if !slices.IsSortedFunc(values, func(a, b string) int { return atoi(b) - atoi(a) }) || len(values) != 11 || eval[string](p, state) != ",,descending,," {
		t.Errorf("by figure, the highest first: %v (%s)", values, eval[string](p, state))
	}
	p.do(chromedp.Click(chromedp.CSS(".eleven thead th:nth-child(3) button")))
	if up := strings.Fields(eval[string](p, numbers)); atoi(up[0]) > atoi(up[10]) {
		t.Errorf("by figure, the lowest first: %v", up)
	}
	p.do(chromedp.Focus(chromedp.CSS(".eleven thead th:first-child button")), chromedp.KeyEvent(kb.Enter))
	if by := eval[string](p, names); !strings.HasPrefix(by, "Afrikaanderwijk ") || !strings.HasSuffix(by, " Zuiderzeewijk") || by == first {
		t.Errorf("by name: %s", by)
	}
}

func atoi(text string) int {
	n, _ := strconv.Atoi(text)
	return n
}
