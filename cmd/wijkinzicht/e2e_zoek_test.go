//go:build e2e

package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// search goes from what somebody knows of where they live to its page: with the keyboard alone and without JavaScript.
func (b *browser) search(t *testing.T) {
	pdok := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, `{"response":{"numFound":1,"start":0,"docs":[{"type":"adres","weergavenaam":"Voorbeeldstraat 1, 2533ZZ 's-Gravenhage","gemeentecode":"0518","centroide_ll":"POINT(4.29407 52.05102)"}]}}`)
	}))
	t.Cleanup(pdok.Close)
	t.Run("postcode", b.fromAPostcodeToItsBuurt)
	t.Run("typing error", b.fromATypingErrorToTheWijk)
	t.Run("first letters", b.fromTheFirstLettersToTheWijk)
	t.Setenv("WIJKINZICHT_ADRESDIENST", pdok.URL)
	_, out := start(t, "serve", "--store", filled, "--listen", "127.0.0.1:0")
	asking := &browser{ctx: b.ctx, base: out.address(t)}
	t.Run("address", asking.fromAnAddressToItsBuurt)
}

// types goes to the search box with Tab, and asks.
func (p *tab) types(text string) {
	p.Helper()
	for range 80 {
		if eval[string](p, "document.activeElement.id") == "zoek" {
			p.arrive(200, chromedp.KeyEvent(text), chromedp.KeyEvent(kb.Enter))
			return
		}
		p.do(chromedp.KeyEvent(kb.Tab))
	}
	p.Fatal("Tab does not reach the search box")
}

// follows goes with Tab to the link of this text, and opens it.
func (p *tab) follows(text string) {
	p.Helper()
	for range 120 {
		p.do(chromedp.KeyEvent(kb.Tab))
		if eval[string](p, "document.activeElement.textContent.trim()") == text {
			p.arrive(200, chromedp.KeyEvent(kb.Enter))
			return
		}
	}
	p.Fatalf("Tab does not reach the link %q", text)
}

func (p *tab) isPageOf(name string) {
	p.Helper()
	if h1 := eval[string](p, "document.querySelector('h1').textContent"); h1 != name {
		p.Errorf("the page is of %q, want %q", h1, name)
	}
}

func (b *browser) fromAPostcodeToItsBuurt(t *testing.T) {
	p := b.open(t, telephone, false)
	p.visit("/", 200)
	p.types("2533 zz")
	p.follows("Moerwijk-West")
	p.isPageOf("Moerwijk-West")
	p.took(3)
	p.follows("Moerwijk") // the wijk that it lies in
	p.isPageOf("Moerwijk")
}

func (b *browser) fromATypingErrorToTheWijk(t *testing.T) {
	p := b.open(t, desk, false)
	p.visit("/zoek", 200)
	p.types("zuiderzewijk lelystad")
	if text := eval[string](p, "document.querySelector('main').innerText"); !strings.Contains(text, "Bedoelt u een van deze?") {
		t.Errorf("the page says %.200s", text)
	}
	p.follows("Zuiderzeewijk")
	p.isPageOf("Zuiderzeewijk")
}

func (b *browser) fromAnAddressToItsBuurt(t *testing.T) {
	p := b.open(t, desk, false)
	p.visit("/", 200)
	p.types("Voorbeeldstraat 1 Den Haag")
	p.isPageOf("Moerwijk-West")
	p.took(2)
}

// fromTheFirstLettersToTheWijk takes what is offered while somebody types; the list itself is the browser's own.
func (b *browser) fromTheFirstLettersToTheWijk(t *testing.T) {
	p := b.open(t, desk, true)
	p.visit("/", 200)
	p.do(chromedp.SendKeys(chromedp.CSS("#zoek"), "palenst"))
	p.wait("document.querySelector('#zoek').list.options.length > 0")
	offered := eval[string](p, "document.querySelector('#zoek').list.options[0].value")
	if offered != "Palenstein, Zoetermeer" {
		t.Fatalf("offered is %q", offered)
	}
	const take = `(() => { const box = document.querySelector('#zoek'); box.value = box.list.options[0].value;
		box.dispatchEvent(new InputEvent('input', {inputType: 'insertReplacementText'})); })()`
	p.arrive(200, chromedp.Evaluate[chromedp.Void](take))
	p.isPageOf("Palenstein")
	p.took(2)
}
