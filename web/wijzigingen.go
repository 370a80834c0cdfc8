package web

import "io"

// WijzigingenPage is "/onderzoek/wijzigingen": what differs between two revisions.
type WijzigingenPage struct {
	Frame
	Older, Newer []Option
	Indicators   []Option // the first stands for all of them

	None        string // why nothing is compared; takes the place of what follows
	From, To    string // the revisions that are compared
	Sentences   []string
	Sources     []ChangedRow
	ByIndicator []ChangedRow
	Gemeenten   []ChangedRow
	Subjects    []ChangedRow // whose series differ
	Chosen      string       // name of the one indicator that was asked
	Largest     []ChangedFigure
	Files       []Link
	Feed        string // address of the Atom feed
}

// ChangedRow is how much differs of one source, indicator, gemeente or wijk.
type ChangedRow struct {
	Name                            Link
	Changed, Added, Removed, Series string // by Getal
	Largest                         *ChangedFigure
}

// ChangedFigure is one value that differs.
type ChangedFigure struct {
	Where, Code   string // the area's name and code; the code may be empty
	Year          int
	What          string // such as "indeling 2020", or "onze reeks"; may be empty
	Before, After string // with their reason where there is no value
	Difference    string // by Verandering; empty where one of them is no value
	Unit          string
}

// Wijzigingen writes the page of what differs.
func (p *Pages) Wijzigingen(w io.Writer, page WijzigingenPage) error {
	return p.render(w, "layout", "wijzigingen", page)
}
