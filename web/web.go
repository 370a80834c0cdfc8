// Package web turns typed page structs into the HTML, styles, script and icon that a visitor gets.
package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io"
)

//go:embed pages/*/*.html pages/*/*.css shared/*.html shared/*.css shared/*.svg
var files embed.FS

// Pages holds every parsed template. It is safe for use by many goroutines.
type Pages struct {
	byName map[string]*template.Template
}

// New parses the templates of all pages; it fails when one is missing or malformed, or when an asset is.
func New() (*Pages, error) {
	if _, err := assets(); err != nil {
		return nil, err
	}
	shared, err := template.New("shared").Funcs(template.FuncMap{"asset": Asset}).ParseFS(files, "shared/*.html")
	if err != nil {
		return nil, fmt.Errorf("parse shared templates: %w", err)
	}
	pages := &Pages{byName: map[string]*template.Template{}}
	for _, name := range []string{
		"home", "wijk", "vergelijk", "voorenna", "kaart", "signalering", "vergelijkbaar", "indicator", "indicatoren",
		"interventies", "interventie", "watwerkt", "brief", "onderzoek", "schema", "vragen", "recepten", "sql",
		"verantwoording", "toegankelijkheid", "embed", "embedkaart", "ranglijst", "embederror", "insluiten", "error",
	} {
		page, err := shared.Clone()
		if err != nil {
			return nil, fmt.Errorf("prepare page %s: %w", name, err)
		}
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

// render writes one page through the given layout. It writes to w only when the whole page could be made, so that a
// visitor never gets half a page.
func (p *Pages) render(w io.Writer, layout, name string, page any) error {
	var whole bytes.Buffer
	if err := p.byName[name].ExecuteTemplate(&whole, layout, page); err != nil {
		return fmt.Errorf("render page %s: %w", name, err)
	}
	if _, err := w.Write(whole.Bytes()); err != nil {
		return fmt.Errorf("write page %s: %w", name, err)
	}
	return nil
}
