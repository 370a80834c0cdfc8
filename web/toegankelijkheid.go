package web

import "io"

// ToegankelijkheidPage is "/toegankelijkheid": what of WCAG is met, what is not, and how to report a problem. The browser
// tests hold what it claims; a change of one asks for a change of the other.
type ToegankelijkheidPage struct {
	Frame
}

// Toegankelijkheid writes the accessibility statement.
func (p *Pages) Toegankelijkheid(w io.Writer, page ToegankelijkheidPage) error {
	return p.render(w, "layout", "toegankelijkheid", page)
}
