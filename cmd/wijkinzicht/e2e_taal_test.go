//go:build e2e

package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// anEnglishEmbed is built by a web editor, and read by somebody who has no Dutch: picture, year by year, and table.
func (b *browser) anEnglishEmbed(t *testing.T) {
	p := b.open(t, desk, true)
	p.visit("/insluiten?wijk=moerwijk&indicator=inwoners", 200)
	p.do(chromedp.SetValue(chromedp.CSS("#taal"), "en"))
	eval[bool](p, "(taal.dispatchEvent(new Event('input', {bubbles: true})), true)")
	const want = "/embed/trend/moerwijk/inwoners?taal=en"
	if !p.until(`document.querySelector('iframe').getAttribute('src') === '` + want + `'`) {
		t.Fatalf("the preview shows %s", eval[string](p, "document.querySelector('iframe').getAttribute('src')"))
	}
	if code := eval[string](p, "document.querySelector('#code').value"); !strings.Contains(code, `title="Inhabitants in Moerwijk, Den Haag"`) {
		t.Errorf("the code is\n%s", code)
	}
	for _, width := range []int64{280, 640} {
		page := b.open(t, width, true)
		page.visit(want, 200)
		if lang := eval[string](page, "document.documentElement.lang"); lang != "en" {
			t.Errorf("the page is in %q", lang)
		}
		before := eval[string](page, `[...[...document.querySelectorAll('.chart svg')].find(e => e.checkVisibility()).querySelectorAll('text')].map(e => e.textContent).sort().join()`)
		if !strings.Contains(before, "21,500") || strings.Contains(before, "21.500") {
			t.Errorf("the axis has %s", before)
		}
		chart := page.chart(".chart")
		eval[bool](page, "("+chart.element+".focus(), true)")
		if !page.until(chart.element + ".classList.contains('alive')") {
			t.Fatal("the chart cannot be read")
		}
		live := eval[string](page, `[...`+chart.element+`.querySelectorAll('.chart-live text')].map(e => e.textContent).sort().join()`)
		if live != before {
			t.Errorf("the picture says %s, and over it %s", before, live)
		}
		page.do(chromedp.KeyEvent(kb.End))
		said := eval[string](page, chart.element+`.querySelector('[aria-live]').textContent`)
		if !strings.HasPrefix(said, "2024: Moerwijk 21,") || !strings.Contains(said, "inhabitants (A, direct") {
			t.Errorf("2024 is read as %q", said)
		}
		if hint := eval[string](page, "document.querySelector('#grafiek-uitleg').textContent"); !strings.HasPrefix(hint, "Arrows left and right") {
			t.Errorf("the hint is %q", hint)
		}
		if table := eval[string](page, "document.querySelector('table').textContent"); !strings.Contains(table, "Quality") || strings.Contains(table, "Kwaliteit") {
			t.Errorf("the table says %s", table)
		}
		page.screenshot("insluiten-engels")
	}
}
