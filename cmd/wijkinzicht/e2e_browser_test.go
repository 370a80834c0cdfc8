//go:build e2e

package main

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

const chromium = "/usr/bin/chromium"

// browser is a started chromium and the server that it looks at.
type browser struct {
	ctx  context.Context
	base string // http://127.0.0.1:port
}

// openBrowser starts the built program and chromium.
func openBrowser(t *testing.T) *browser {
	t.Helper()
	if _, err := os.Stat(chromium); err != nil {
		t.Fatalf("%s is missing: run make deps-browser", chromium)
	}
	_, out := start(t, "serve", "--store", filled, "--listen", "127.0.0.1:0")
	return openBrowserAt(t, out.address(t))
}

// openBrowserAt starts chromium for a server that is there; on https it takes any certificate.
func openBrowserAt(t *testing.T, base string) *browser {
	t.Helper()
	b := &browser{base: base}
	allocator, stop := chromedp.NewExecAllocator(context.Background(),
		chromedp.ExecPath(chromium), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.NoDefaultBrowserCheck, chromedp.UserDataDir(t.TempDir()), chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true), chromedp.Flag("disable-dev-shm-usage", true), chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("ignore-certificate-errors", strings.HasPrefix(base, "https:")))
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(func() {
		if err := chromedp.Cancel(ctx); err != nil {
			t.Errorf("close chromium: %v", err)
		}
		cancel()
	})
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start chromium: %v", err)
	}
	b.ctx = ctx
	return b
}

// tab is an open tab that keeps what the page asked for and complained of.
type tab struct {
	*testing.T
	ctx    context.Context
	base   string
	opened int // pages opened so far

	mu         sync.Mutex
	requests   []string
	complaints []string
}

// open gives a tab of this width, with or without JavaScript in its pages. When the test ends it fails for every
// request to another host than those allowed, and for every complaint of the browser.
func (b *browser) open(t *testing.T, width int64, javascript bool, allowed ...string) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(b.ctx)
	ctx, late := context.WithTimeout(ctx, 8*time.Minute) // Tab goes past every name of a table
	p := &tab{T: t, ctx: ctx, base: b.base}
	t.Cleanup(func() {
		p.atHome(append(allowed, b.base))
		late()
		cancel()
	})
	if err := chromedp.Listen(ctx, p.hear); err != nil {
		t.Fatal(err)
	}
	p.do(chromedp.EmulateViewport(width, 800))
	if _, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !javascript}); err != nil {
		t.Fatal(err)
	}
	return p
}

func (p *tab) hear(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		p.requests = append(p.requests, e.Request.URL)
	case *log.EventEntryAdded:
		if e.Entry.Level == "error" {
			p.complaints = append(p.complaints, e.Entry.Text+" "+e.Entry.URL)
		}
	}
}

// atHome fails for requests that leave our host, and for what the browser refused or could not do.
func (p *tab) atHome(allowed []string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.requests) == 0 {
		p.Error("no request was heard")
	}
	for _, address := range p.requests {
		home := strings.HasPrefix(address, "data:") || strings.HasPrefix(address, "about:") || strings.HasPrefix(address, "chrome-error:")
		for _, a := range allowed {
			home = home || strings.HasPrefix(address, a+"/")
		}
		if !home {
			p.Errorf("the page asked %s", address)
		}
	}
	for _, c := range p.complaints {
		p.Errorf("the browser complains: %s", c)
	}
}

// forgive drops the complaints that contain text, and fails when there is none.
func (p *tab) forgive(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	var rest []string
	for _, c := range p.complaints {
		if !strings.Contains(c, text) {
			rest = append(rest, c)
		}
	}
	if len(rest) == len(p.complaints) {
		p.Errorf("the browser does not complain of %q", text)
	}
	p.complaints = rest
}

// asked counts the requests whose address matches.
func (p *tab) asked(pattern string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	seen := map[string]bool{}
	for _, address := range p.requests {
		if regexp.MustCompile(pattern).MatchString(address) {
			seen[address] = true
		}
	}
	return len(seen)
}

func (p *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	p.Helper()
	if err := chromedp.Do(p.ctx, steps...); err != nil {
		p.Fatal(err)
	}
}

// visit opens a page of ours; status is what it must answer.
func (p *tab) visit(path string, status int64) {
	p.Helper()
	p.arrive(status, chromedp.Navigate(p.base+path))
}

// arrive does the steps and waits for the page that they lead to.
func (p *tab) arrive(status int64, steps ...chromedp.Action[chromedp.Void]) {
	p.Helper()
	response, err := chromedp.RunResponse(p.ctx, steps...)
	if err != nil {
		p.Fatal(err)
	}
	if response.Status != status {
		p.Fatalf("%s: status %d, want %d", response.URL, response.Status, status)
	}
	p.opened++
}

// took fails when the way to here went over more pages than this.
func (p *tab) took(most int) {
	p.Helper()
	if p.opened > most {
		p.Errorf("it took %d pages, want at most %d", p.opened, most)
	}
}

// eval gives the value of an expression in the page; our own questions are answered also where the page may run no script.
func eval[T any](p *tab, expression string) T {
	p.Helper()
	v, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.Fatalf("%.100s: %v", expression, err)
	}
	return v
}

// scrollThrough brings every picture into view once and waits until all have come.
func (p *tab) scrollThrough() {
	p.Helper()
	n := eval[int](p, "document.images.length")
	for i := range n {
		p.do(chromedp.Sleep(10 * time.Millisecond))
		eval[bool](p, "(document.images["+strconv.Itoa(i)+"].scrollIntoView(), true)")
	}
	for range 600 {
		if eval[bool](p, "[...document.images].every(i => !i.checkVisibility() || i.complete && i.naturalWidth > 0)") {
			return
		}
		// One that was passed too fast to be fetched is looked at again.
		eval[bool](p, "([...document.images].find(i => i.checkVisibility() && !i.complete)?.scrollIntoView(), true)")
		p.do(chromedp.Sleep(50 * time.Millisecond))
	}
	p.Errorf("pictures did not come: %s", eval[string](p, "[...document.images].filter(i => i.checkVisibility() && !i.naturalWidth).map(i => i.currentSrc || i.src).join(' ')"))
}

// screenshot keeps the whole page when $WIJKINZICHT_SCREENSHOTS says where.
func (p *tab) screenshot(name string) {
	p.Helper()
	dir := os.Getenv("WIJKINZICHT_SCREENSHOTS")
	if dir == "" {
		return
	}
	eval[bool](p, "(window.scrollTo(0, 0), true)")
	picture, err := chromedp.Run(p.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		p.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), picture, 0o644); err != nil {
		p.Fatal(err)
	}
}
