//go:build e2e

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// fromTheRegisterToAFigure chooses in the register, opens an intervention and looks at another figure, without JavaScript.
func (b *browser) fromTheRegisterToAFigure(t *testing.T) {
	p := b.open(t, telephone, false)
	p.visit("/", 200)
	p.do(chromedp.Click(chromedp.CSS(".menu-narrow summary")))
	p.arrive(200, chromedp.Click(chromedp.CSS(`.menu-narrow a[href="/interventies"]`)))
	all := eval[int](p, "document.querySelectorAll('tbody tr').length")
	p.do(chromedp.SetValue(chromedp.CSS("#gemeente"), "Nijmegen"))
	p.arrive(200, chromedp.Click(chromedp.CSS(".choose button")))
	if n := eval[int](p, "document.querySelectorAll('tbody tr').length"); n == 0 || n >= all {
		t.Fatalf("%d of %d interventions in Nijmegen", n, all)
	}
	p.arrive(200, chromedp.Click(chromedp.CSS(`a[href="/interventies/meijhorst-flats"]`)))
	if n := eval[int](p, "[...document.querySelectorAll('.picture svg')].filter(s => s.getBoundingClientRect().width > 0).length"); n != 1 {
		t.Errorf("%d pictures are seen, want one", n)
	}
	p.do(chromedp.SetValue(chromedp.CSS("#indicator"), "inwoners"))
	p.arrive(200, chromedp.Click(chromedp.CSS(".choose button")))
	if title := eval[string](p, "document.querySelector('#voor-en-na').textContent"); !strings.HasPrefix(title, "Inwoners in Meijhorst") {
		t.Errorf("shown is %q", title)
	}
}

// briefFitsOnTwoSheets prints the brief of every wijk and reads the paper: at most two sheets of A4, with twelve figures, the
// map and the pictures on it.
func (b *browser) briefFitsOnTwoSheets(t *testing.T) {
	p := b.open(t, desk, false)
	p.visit("/", 200)
	wijken := strings.Fields(eval[string](p, "[...document.querySelectorAll('.eleven th a')].map(a => a.getAttribute('href').split('#')[0]).join(' ')"))
	if len(wijken) != 11 {
		t.Fatalf("%d wijken", len(wijken))
	}
	dir := os.Getenv("WIJKINZICHT_SCREENSHOTS")
	if dir == "" {
		dir = t.TempDir()
	}
	sheets := regexp.MustCompile(`Pages:\s+(\d+)`)
	for _, wijk := range wijken {
		p.visit(wijk+"?brief=ja", 200)
		pdf, err := chromedp.Run(p.ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize(), chromedp.PDFPrintBackground()))
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(dir, "brief-"+filepath.Base(wijk)+".pdf")
		if err := os.WriteFile(file, pdf, 0o644); err != nil {
			t.Fatal(err)
		}
		info, err := exec.Command("pdfinfo", file).Output()
		if err != nil {
			t.Fatalf("pdfinfo (Debian's poppler-utils) is missing or fails: %v", err)
		}
		text, err := exec.Command("pdftotext", file, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		if n := sheets.FindSubmatch(info); n == nil || string(n[1]) != "2" && string(n[1]) != "1" || !strings.Contains(string(info), "A4") {
			t.Errorf("%s: the print is no two sheets of A4:\n%s", wijk, info)
		}
		for _, said := range []string{"in het kort", "Kerncijfers", "Bij het lezen", "Bron", "Inwoners"} {
			if !strings.Contains(string(text), said) {
				t.Errorf("%s: %q is not on paper", wijk, said)
			}
		}
		if strings.Contains(string(text), "Vergelijken") {
			t.Errorf("%s: the menu is on paper", wijk)
		}
	}
}
