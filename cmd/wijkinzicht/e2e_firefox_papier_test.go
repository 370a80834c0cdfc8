//go:build e2e

package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// byEvent copies in an engine that lets no script do so: by the event that its visitors cause.
const byEvent = "document.body.dispatchEvent(new ClipboardEvent('copy', {clipboardData: new DataTransfer(), bubbles: true, cancelable: true}))"

// toPaper prints the page: https://www.w3.org/TR/webdriver2/#print-page
var toPaper = webdriverCommand{"print", "WebDriver:Print"}

// TestBrowserFirefox prints and copies in the other engine that has a share among office computers.
func TestBrowserFirefox(t *testing.T) {
	if _, err := os.Stat("/usr/bin/firefox-esr"); err != nil {
		t.Skip("firefox-esr is missing: make deps-browser installs it where Debian has it")
	}
	_, out := start(t, "serve", "--store", filled, "--listen", "127.0.0.1:0")
	base, e := out.address(t), startFirefox(t)
	for _, k := range everyKind {
		if most := onFirefoxPaper[k.name]; most > 0 {
			e.visit(base + k.path)
			e.prints(k, most)
		}
	}
	for path, table := range tablesToCopy {
		e.visit(base + path)
		var got clip
		if err := json.Unmarshal([]byte(value[string](e, "return "+fmt.Sprintf(copied, table, byEvent))), &got); err != nil {
			t.Fatal(err)
		}
		got.check(t, path, false) // beside what stands in a box of its own
	}
}

// onFirefoxPaper has a page of each sort of content, with the most sheets that it may take.
var onFirefoxPaper = map[string]int{"elf": 9, "wijk": 25, "kaart": 7, "vergelijken": 7, "wat-werkt": 18, "brief": 2, "teken-cijfers": 9, "embed": 3, "interventie": 7}

// prints puts the page on A4: its pictures are there, and no sheet is empty.
func (e *engine) prints(k kind, most int) {
	e.Helper()
	if blank := value[string](e, "return await "+pictured); blank != "" {
		e.Errorf("%s: blank on paper: %s", k.path, blank)
	}
	var encoded string
	if err := json.Unmarshal(e.do(toPaper, map[string]any{"page": map[string]any{"width": 21, "height": 29.7}, "background": false}), &encoded); err != nil {
		e.Fatal(err)
	}
	pdf, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		e.Fatal(err)
	}
	if dir := os.Getenv("WIJKINZICHT_SCREENSHOTS"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, k.name+"-firefox.pdf"), pdf, 0o644); err != nil {
			e.Fatal(err)
		}
	}
	sheets := sheetsOf(e.T, pdf)
	if len(sheets) == 0 || len(sheets) > most {
		e.Errorf("%s: takes %d sheets, want 1 to %d", k.path, len(sheets), most)
	}
	for i, text := range sheets {
		if len(strings.TrimSpace(text)) < 40 || strings.Contains(text, "Kopieer adres") {
			e.Errorf("%s: sheet %d is %.200q", k.path, i+1, text)
		}
	}
}
