package web

import "io"

// ParamSearch is what a visitor looks for.
const ParamSearch = "q"

// SearchPage is "/zoek": the places whose name or code is like what was asked.
type SearchPage struct {
	Frame
	Asked string // empty: nothing was asked yet
	Found []FoundPlace
	Left  int // how many more there are
}

// FoundPlace is a place that a search found.
type FoundPlace struct {
	Name         string
	Kind         string // buurt, wijk, gemeente
	Municipality string // may be empty
	URL          string
	Near         bool // its name is a few letters off
}

// Search writes the page of a search.
func (p *Pages) Search(w io.Writer, page SearchPage) error {
	return p.render(w, "layout", "zoek", page)
}
