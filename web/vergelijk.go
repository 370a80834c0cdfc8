package web

import "io"

// The query parameters of a comparison, beside ParamIndicator.
const (
	ParamArea      = "gebied"
	ParamAs        = "als"
	ParamAgainst   = "met"
	ParamBase      = "basis"
	ParamFrom      = "van"
	ParamTo        = "tot"
	ParamEnclosing = "omliggend"
	ParamEvents    = "gebeurtenissen"
)

// ComparePage is "/vergelijk": several areas or several figures, in one picture or more.
type ComparePage struct {
	Frame
	Places     []OptionGroup
	Who        string           // what is compared, at most three by name; empty for nothing
	Indicators [3][]OptionGroup // the first is always chosen, the others may be empty
	As         []Option
	Forms      []Form // what is compared, in each form
	Base       []Option
	From, To   []Option
	Enclosing  bool
	Events     bool
	Most       int // areas that fit in one picture

	Panels   []Panel
	Timeline []Event
}

// Panel is one picture of a comparison with its figures. URL fields may be empty: then there is no link.
type Panel struct {
	ID         string // unique on the page
	Title      string
	Definition string // may be empty
	Sentence   string // reads the picture; may be empty
	Caveat     string // what may not be concluded; may be empty
	Chart      Chart
	Multiples  Multiples // of more lines than one picture can tell apart; it is folded away then
	Rows       []PanelRow
	Table      Table
	Notes      []string // what is left out, and why
	Files
	Likes   Link // to a wijk of the picture beside those most like it; empty URL: none
	Sources []Link
}

// Files are the addresses of what can be taken from a picture, and of the builder of its embed. They may be empty.
type Files struct {
	CSV, SVG, PNG, Embed string
	FileName             string // under which somebody keeps them, without the ending; empty: by their address
}

// Form is one way to show what is compared.
type Form struct {
	Link
	Chosen bool
}

// PanelRow sums up one line of a Panel.
type PanelRow struct {
	Name   string
	URL    string // may be empty
	Place  string // where it is, for an area that the name alone does not tell; may be empty
	First  Value
	Last   Value
	Change Change
}

// Event is a dated fact in a list; its number is that of its bar in the picture.
type Event struct {
	Number int
	When   string
	About  string // the wijk, the gemeente or the country
	Kind   string
	Label  string
	Note   string
	Source Link
	Unsure bool // sources differ, or it is not an official one
}

// Compare writes the page of a comparison.
func (p *Pages) Compare(w io.Writer, page ComparePage) error {
	return p.render(w, "layout", "vergelijk", page)
}
