//go:build e2e

package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// paper is the width in pixels that A4 leaves between its margins.
const paper = 673

// mostSheets is what a page may take that is printed beside the first of its family, or is long; the others at most 7.
var mostSheets = map[string]int{"wijk": 25, "verantwoording": 18, "wat-werkt": 18, "brief": 2, "onderzoek-vragen": 6}

// onPaperOnly names what is pressed, filled in or followed on a screen, and stands on paper.
const onPaperOnly = `[...document.querySelectorAll('nav, form, select, input, button:not(.sort), .skip, .actions, .copy')].filter(e => e.checkVisibility()).map(e => e.tagName + '.' + e.className).slice(0, 5).join(' ')`

// pictured does what a browser does when a visitor prints: it fetches the pictures that waited for the eye, and waits for them.
const pictured = `(async () => {
	dispatchEvent(new Event('beforeprint'));
	const shown = [...document.images].filter(i => i.checkVisibility());
	for (const i of shown) i.loading = 'eager';
	for (let n = 0; n < 1600 && shown.some(i => !i.complete); n++) await new Promise(r => setTimeout(r, 25));
	return shown.filter(i => !i.naturalWidth).map(i => i.currentSrc || i.src).slice(0, 5).join(' ');
})()`

// everyPagePrints puts a page of each family on A4: its pictures are there, nothing is cut off at the right, no menu or form takes paper,
// and no sheet is empty.
func (b *browser) everyPagePrints(t *testing.T) {
	p := b.open(t, paper, true)
	p.prefer("print")
	seen := map[string]bool{}
	for _, k := range everyKind {
		most, named := mostSheets[k.name]
		if seen[k.family()] && !named {
			continue
		}
		if seen[k.family()] = true; !named {
			most = 7
		}
		p.visit(k.path, k.status)
		if k.status >= 400 {
			p.forgive(fmt.Sprint(k.status))
		}
		if blank := eval[string](p, pictured); blank != "" {
			t.Errorf("%s: blank on paper: %s", k.path, blank)
		}
		p.staysInside(k, "paper")
		if waste := eval[string](p, onPaperOnly); waste != "" {
			t.Errorf("%s: stands on paper: %s", k.path, waste)
		}
		sheets := p.print(k)
		if len(sheets) == 0 || len(sheets) > most {
			t.Errorf("%s: takes %d sheets, want 1 to %d", k.path, len(sheets), most)
		}
		for i, text := range sheets {
			if len(strings.TrimSpace(text)) < 40 {
				t.Errorf("%s: sheet %d has nothing but %q", k.path, i+1, text)
			}
		}
		if k.name == "signalering" && !strings.Contains(sheets[2], "Interval") {
			t.Errorf("%s: the table has no head on its second sheet: %.200s", k.path, sheets[2])
		}
	}
}

// print gives the text of each sheet of A4 that the page of the tab takes.
func (p *tab) print(k kind) []string {
	p.Helper()
	pdf, err := chromedp.Run(p.ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize(), chromedp.PDFPaper(chromedp.PaperA4)))
	if err != nil {
		p.Fatal(err)
	}
	if dir := os.Getenv("WIJKINZICHT_SCREENSHOTS"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, k.name+".pdf"), pdf, 0o644); err != nil {
			p.Fatal(err)
		}
	}
	return sheetsOf(p.T, pdf)
}

// sheetsOf gives the text of each sheet of a PDF.
func sheetsOf(t *testing.T, pdf []byte) []string {
	t.Helper()
	read := exec.Command("pdftotext", "-layout", "-", "-")
	read.Stdin = bytes.NewReader(pdf)
	text, err := read.Output()
	if err != nil {
		t.Fatalf("pdftotext (Debian's poppler-utils) is missing or fails: %v", err)
	}
	return strings.Split(strings.TrimSuffix(string(text), "\f"), "\f")
}
