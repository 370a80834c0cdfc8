package web

import "io"

// ErrorPage says that something went wrong and what a visitor can do.
type ErrorPage struct {
	Frame
	Status   int      // HTTP status; 0: not shown
	Heading  string   // such as "Deze pagina bestaat niet"
	Sentence string   // what happened, without technical words
	Advice   []string // what to do; may be empty

	LinksHead string // above Links
	Links     []Link // where to go on; may be empty
}

// Error writes the error page. The status code of the answer is the server's to set.
func (p *Pages) Error(w io.Writer, page ErrorPage) error {
	return p.render(w, "layout", "error", page)
}
