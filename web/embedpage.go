package web

import "io"

// EmbedPage is "/embed/trend/{slug}/{indicator}": one chart inside somebody else's page.
type EmbedPage struct {
	Title     string // names indicator and wijk
	Chart     Chart
	Table     Table
	Grid      Grid     // in the place of Table, for several areas
	Notes     []string // what is left out, and why; may be empty
	Sources   []Link
	Page      string // absolute address of the figure on our own site
	PageLabel string // text of that link, such as "Zonnewijk op Wijk in zicht"
}

// Embed writes the embed page, which has a layout and a style sheet of its own.
func (p *Pages) Embed(w io.Writer, page EmbedPage) error {
	return p.render(w, "main", "embed", page)
}
