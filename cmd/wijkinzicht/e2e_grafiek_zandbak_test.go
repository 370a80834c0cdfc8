//go:build e2e

package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// chartInASandbox reads an embed in a frame that has no origin of its own, on a page of another server and on a file.
func (b *browser) chartInASandbox(t *testing.T) {
	const host = `<!doctype html><html lang="nl"><link rel="icon" href="data:,"><title>Gemeente Dorrestad</title>
		<iframe src="%s/embed/trend/moerwijk/gezondheid_goed" sandbox="allow-scripts" title="Trend" width="600" height="600"></iframe>`
	text := fmt.Sprintf(host, b.base)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, text)
	}))
	defer server.Close()
	file := filepath.Join(t.TempDir(), "gemeente.html")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{server.URL + "/", "file://" + file} {
		p := b.open(t, desk, true, server.URL, "file://"+filepath.Dir(file))
		p.arrive(200, chromedp.Navigate(address))
		frame := b.frameOf(t, p)
		if origin := eval[string](frame, "window.origin"); origin != "null" {
			t.Fatalf("%s: the frame has the origin %s", address, origin)
		}
		outer, inner := p.rect("document.querySelector('iframe')"), frame.chart(".chart").box()
		// A hand moves on until something shows: a first movement can come before the frame's script does.
		for i := range 100 {
			p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, outer.x+inner.x+inner.width/2+float64(i%2), outer.y+inner.y+inner.height/2),
				chromedp.Sleep(50*time.Millisecond))
			if eval[bool](frame, "Boolean("+frame.chart(".chart").shown+")") {
				break
			}
		}
		frame.wait(frame.chart(".chart").shown)
		if got := eval[string](frame, frame.chart(".chart").tip+".textContent"); !strings.Contains(got, "Moerwijk: ") || !strings.Contains(got, "samengesteld") {
			t.Errorf("%s: the frame shows %q", address, got)
		}
		p.screenshotNow("grafiek-zandbak")
	}
}

// frameOf gives the only frame of a tab's page as a tab of its own: without an origin it has a process to itself.
func (b *browser) frameOf(t *testing.T, p *tab) *tab {
	t.Helper()
	for range 100 {
		targets, err := chromedp.Targets(p.ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, info := range targets {
			if info.Type == "iframe" && strings.HasPrefix(info.URL, b.base) {
				return b.attach(t, info.TargetID)
			}
		}
		p.do(chromedp.Sleep(50 * time.Millisecond))
	}
	t.Fatal("the page has no frame")
	return nil
}

// attach gives a tab that is there already; it keeps what the tab complained of before.
func (b *browser) attach(t *testing.T, id target.ID) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(b.ctx, chromedp.WithTargetID(id))
	p := &tab{T: t, ctx: ctx, base: b.base}
	t.Cleanup(func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		for _, c := range p.complaints {
			t.Errorf("the browser complains: %s", c)
		}
		cancel()
	})
	if err := chromedp.Listen(ctx, p.hear); err != nil {
		t.Fatal(err)
	}
	p.do()
	return p
}
