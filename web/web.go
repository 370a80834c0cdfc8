// Package web turns typed page structs into the HTML, styles, script and icon that a visitor gets.
package web

import (
	"bytes"
	"embed"
	"fmt"
	"html"
	"html/template"
	"io"
	"regexp"
	"slices"
	"strings"

	"wijkinzicht/web/words"
)

//go:embed pages/*/*.html pages/*/*.css shared/*.html shared/*.css shared/*.svg
var files embed.FS

// Pages holds every parsed template. It is safe for use by many goroutines.
type Pages struct {
	byName  map[string]*template.Template
	english *Pages // embeds; nil within themselves
	path    string // of our public address, before every address in a page
}

// New parses the template of every folder in pages; it fails when one is missing or malformed, or when an asset is. path comes before the
// addresses of ours in every page: "/wijk-in-zicht" behind a proxy that has us there, "" at the root of a host.
func New(path string) (*Pages, error) {
	if _, err := assets(); err != nil {
		return nil, err
	}
	folders, err := files.ReadDir("pages")
	if err != nil {
		return nil, fmt.Errorf("list pages: %w", err)
	}
	var names []string
	for _, f := range folders {
		if !slices.Contains(embeds, f.Name()) {
			names = append(names, f.Name())
		}
	}
	pages, err := parse(&words.Dutch, append(names, embeds...))
	if err != nil {
		return nil, err
	}
	if pages.english, err = parse(&words.English, embeds); err != nil {
		return nil, err
	}
	pages.path, pages.english.path = path, path
	return pages, nil
}

// embeds are the pages that there are in every language; the last is no embed, but carries the template of a card.
var embeds = []string{"embed", "embedkaart", "ranglijst", "embedprofiel", "embederror", "error"}

// framed tells whether a page lies in a frame of somebody else's.
func framed(page string) bool { return page != "error" && slices.Contains(embeds, page) }

// parse reads the templates of these pages with the words of a language.
func parse(w *words.Words, names []string) (*Pages, error) {
	shared, err := template.New("shared").Funcs(template.FuncMap{
		"asset":  Asset,
		"dark":   inDark,
		"excel":  func(csv string) string { return strings.Replace(csv, ".csv", ".xlsx", 1) },
		"file":   fileName,
		"keep":   keptAs,
		"social": dated,
		"framed": func() bool { return false },
		"large":  func(png string) string { return strings.Replace(png, ".png", ".groot.png", 1) },
		"words":  func() *words.Words { return w },
		"word":   func(q Quality) string { return w.Value.Qualities[string(q)] },
	}).ParseFS(files, "shared/*.html")
	if err != nil {
		return nil, fmt.Errorf("parse shared templates: %w", err)
	}
	pages := &Pages{byName: map[string]*template.Template{}}
	for _, name := range names {
		page, err := shared.Clone()
		if err != nil {
			return nil, fmt.Errorf("prepare page %s: %w", name, err)
		}
		page.Funcs(template.FuncMap{"framed": func() bool { return framed(name) }})
		if _, err := page.ParseFS(files, "pages/"+name+"/"+name+".html"); err != nil {
			return nil, fmt.Errorf("parse page %s: %w", name, err)
		}
		if page.Lookup("main") == nil {
			return nil, fmt.Errorf("page %s: defines no template \"main\"", name)
		}
		pages.byName[name] = page
	}
	return pages, nil
}

// inDark gives the address of one of our pictures in dark colours.
func inDark(address string) string {
	sign := "?"
	if strings.Contains(address, "?") {
		sign = "&"
	}
	return address + sign + ParamTheme + "=" + ThemeDark
}

// in gives the pages in a language; nil is Dutch.
func (p *Pages) in(w *words.Words) *Pages {
	if w == &words.English {
		return p.english
	}
	return p
}

// render writes one page through the given layout. It writes to w only when the whole page could be made, so that a
// visitor never gets half a page.
func (p *Pages) render(w io.Writer, layout, name string, page any) error {
	var whole bytes.Buffer
	if err := p.byName[name].ExecuteTemplate(&whole, layout, page); err != nil {
		return fmt.Errorf("render page %s: %w", name, err)
	}
	if _, err := w.Write(p.placed(whole.Bytes())); err != nil {
		return fmt.Errorf("write page %s: %w", name, err)
	}
	return nil
}

// ourAddress is the begin of an attribute that holds an address of ours. Within a page it can be nothing else: html/template writes
// a quotation mark in a text as an entity.
var ourAddress = regexp.MustCompile(` (?:href|src|srcset|action|data-optie|data-optie-smal|data-echarts|data-reeksen)="/`)

// placed gives a page with our path before each of its addresses. It is done here, once and for all pages: what makes them knows
// addresses as they are on our own server.
func (p *Pages) placed(page []byte) []byte {
	if p.path == "" {
		return page
	}
	return ourAddress.ReplaceAllFunc(page, func(begin []byte) []byte {
		return []byte(strings.TrimSuffix(string(begin), "/") + html.EscapeString(p.path) + "/")
	})
}
