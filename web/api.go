package web

import "io"

// APIPage is "/api/v1": the API for people, with addresses to click.
type APIPage struct {
	Frame
	Revision  string
	MaxRows   string // by Getal
	Resources []APIResource
}

// APIResource is a part of the database that the API gives.
type APIResource struct {
	Name, Summary string
	Examples      []Link
	Parameters    []APIParameter
}

// APIParameter is what may be chosen by.
type APIParameter struct {
	Name, Description string
}

// API writes the page about the API.
func (p *Pages) API(w io.Writer, page APIPage) error {
	return p.render(w, "layout", "api", page)
}
