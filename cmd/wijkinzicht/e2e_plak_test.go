//go:build e2e

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// copied selects a part of a page, copies it in the way that is given, and gives what went onto the clipboard beside what an eye sees there.
const copied = `(() => {
	const part = document.querySelector(%q);
	const noted = {};
	addEventListener('copy', e => { for (const kind of ['html', 'plain']) noted[kind] = e.clipboardData.getData('text/' + kind) }, {once: true});
	getSelection().selectAllChildren(part);
	%s;
	getSelection().removeAllRanges();
	const sheet = new CSSStyleSheet();
	sheet.replaceSync('.hidden { display: none } *, *::before, *::after { text-transform: none !important }');
	document.adoptedStyleSheets = [sheet];
	const flat = text => text.replace(/\s+/g, ' ').trim();
	const cells = table => [...table.rows].map(r => [...r.cells].map(c => flat(c.innerText ?? c.textContent)));
	noted.seen = cells(part);
	document.adoptedStyleSheets = [];
	noted.pasted = [...new DOMParser().parseFromString(noted.html ?? '', 'text/html').querySelectorAll('tr')].map(r => [...r.cells].map(c => flat(c.textContent)));
	return JSON.stringify(noted);
})()`

// byVisitor lets a script do what a page may only after a visitor did something.
func byVisitor(e *runtime.EvaluateParams) {
	yes := true
	e.UserGesture = &yes
}

// tablesToCopy has a table of each sort of page.
var tablesToCopy = map[string]string{
	"/": "table.eleven", "/wijk/moerwijk": "table.profile", "/signalering": "table", "/vergelijk?gebied=moerwijk,tarwewijk&indicator=gezondheid_goed": "main table",
	"/indicator": "main table", "/kaart": "main table", "/embed/ranglijst?indicator=woz": "table", "/embed/profiel/moerwijk": "table",
}

// clip is what went onto the clipboard, and what an eye sees, cell by cell.
type clip struct {
	HTML, Plain  string
	Seen, Pasted [][]string
}

// check holds them against each other, but for the blanks in cells when an engine has its own idea of where those are seen.
func (c clip) check(t *testing.T, path string, blanks bool) {
	t.Helper()
	if !blanks {
		without := strings.NewReplacer(" ", "")
		c.Plain = without.Replace(c.Plain)
		for _, rows := range [][][]string{c.Seen, c.Pasted} {
			for _, row := range rows {
				for i := range row {
					row[i] = without.Replace(row[i])
				}
			}
		}
	}
	if len(c.Seen) < 3 || fmt.Sprint(c.Pasted) != fmt.Sprint(c.Seen) {
		t.Errorf("%s: pasted is\n%.600q\nand seen\n%.600q", path, c.Pasted, c.Seen)
	}
	for _, row := range c.Seen {
		if line := strings.Join(row, "\t"); !strings.Contains("\n"+c.Plain+"\n", "\n"+line+"\n") {
			t.Errorf("%s: as text %q is not pasted as it stands: %.300q", path, line, c.Plain)
			break
		}
	}
}

// whatIsCopiedIsSeen copies tables of pages: what goes into an office program is what stands on the screen, cell by cell.
func (b *browser) whatIsCopiedIsSeen(t *testing.T) {
	p := b.open(t, desk, true)
	var html strings.Builder
	var all [][]string
	for path, part := range tablesToCopy {
		p.visit(path, 200)
		var got clip
		text, err := chromedp.Run(p.ctx, chromedp.Evaluate[string](fmt.Sprintf(copied, part, "document.execCommand('copy')"), byVisitor))
		if err == nil {
			err = json.Unmarshal([]byte(text), &got)
		}
		if err != nil {
			t.Fatal(err)
		}
		got.check(t, path, true)
		html.WriteString(got.HTML)
		all = append(all, got.Seen...)
	}
	inWriter(t, html.String(), all)
}

// inWriter lets LibreOffice Writer read what was copied: each cell is a cell there.
func inWriter(t *testing.T, html string, seen [][]string) {
	t.Helper()
	if _, err := exec.LookPath("soffice"); err != nil {
		return
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "geplakt.html")
	if err := os.WriteFile(file, []byte(`<!doctype html><meta charset="utf-8">`+html), 0o644); err != nil {
		t.Fatal(err)
	}
	soffice := exec.Command("soffice", "-env:UserInstallation=file://"+filepath.Join(os.TempDir(), "plak-office"), "--headless", "--infilter=HTML (StarWriter)", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", dir, file)
	if out, err := soffice.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
	text, err := os.ReadFile(filepath.Join(dir, "geplakt.txt"))
	if err != nil {
		t.Fatal(err)
	}
	lines := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		lines[strings.Join(strings.Fields(strings.TrimPrefix(line, "\ufeff")), " ")] = true
	}
	for _, row := range seen {
		for _, cell := range row {
			if cell != "" && !lines[strings.Join(strings.Fields(cell), " ")] {
				t.Errorf("in Writer no cell has %q: %.400q", cell, text)
				return
			}
		}
	}
}
