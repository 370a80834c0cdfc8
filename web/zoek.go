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

	Postcode   string       // that was asked: its four digits; empty: none was
	Around     []FoundPlace // buurten in which it is the most frequent
	Addresses  []FoundAddress
	AddressWhy string // why no address was found, where one was asked; may be empty
	Serves     bool   // addresses are searched here
}

// FoundAddress is an address with the place that it lies in.
type FoundAddress struct {
	Name  string // as the address service writes it
	Kind  string // what it is where it is no address; may be empty
	Place Link
	Level string // of the place: buurt, wijk or gemeente
	Wijk  Link   // around a buurt; empty URL: none
}

// FoundPlace is a place that a search found.
type FoundPlace struct {
	Name         string
	Kind         string // buurt, wijk, gemeente
	Municipality string // may be empty
	URL          string
	Wijk         Link // around a buurt, where that is said; empty URL: not
	Near         bool // its name is a few letters off
}

// Search writes the page of a search.
func (p *Pages) Search(w io.Writer, page SearchPage) error {
	return p.render(w, "layout", "zoek", page)
}
