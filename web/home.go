package web

import "io"

// The query parameters that the form of the home page sends.
const (
	ParamIndicator = "indicator"
	ParamSort      = "volgorde"
	ParamScale     = "schaal"
)

// HomePage is "/": the eleven side by side on one indicator.
type HomePage struct {
	Frame
	Indicators []OptionGroup // one group for each theme
	Sorts      []Option      // naam, niveau, verandering
	Scales     []Option      // own or shared
	From, To   []Option      // the period

	Indicator  string // Dutch name of the chosen indicator
	Definition string // of the indicator, with its unit; may be empty
	About      string // address of the page on the chosen indicator; empty: no link
	Sentence   string // reads the picture in words; may be empty
	None       string // why the chosen indicator has no figure at all; takes the place of cards and table
	Compared   string // what the thin line in every card is, such as "Nederland"; empty: there is none
	Wijken     []HomeWijk
	Own        []OwnWijk
	Sources    []Link // source lines of what is shown
	CSV        string // address of these numbers as CSV; empty: no link
	Embed      string // address of the page that builds an embed of these numbers; empty: no link
	Cities     []CityDot
}

// HomeWijk is one of the eleven on the home page: a card, and a row of the table.
type HomeWijk struct {
	Name         string
	URL          string
	Municipality string
	Chart        Chart // small
	First        Value // the earliest value, comparable with the last or not
	Last         Value
	Change       Change
	Rank         string // such as "3"; empty: not ranked
	Likes        string // address of it beside the wijken most like it; empty: no link
}

// OwnWijk is a wijk that a gemeente added, on the home page a link.
type OwnWijk struct {
	Name         string
	URL          string
	Municipality string
}

// OptionGroup is a named group of choices in a select.
type OptionGroup struct {
	Label   string
	Options []Option
}

// Option is one choice in a select.
type Option struct {
	Value    string // as it stands in the address
	Label    string
	Selected bool
}

// Home writes the home page.
func (p *Pages) Home(w io.Writer, page HomePage) error {
	return p.render(w, "layout", "home", page)
}
