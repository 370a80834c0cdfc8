package web

import "io"

// The query parameters that the form of the home page sends.
const (
	ParamIndicator = "indicator"
	ParamSort      = "volgorde"
)

// HomePage is "/": the eleven on one indicator, each against its own city.
type HomePage struct {
	Frame
	Headline string // what the figures say, in one sentence
	Sentence string // how the distance to the cities went; may be empty
	None     string // why the chosen indicator has no figure at all; takes the place of the list

	Themes     []ThemeLink   // a leading figure of every theme
	Indicators []OptionGroup // one group for each theme; those without figures are in a group of their own
	Sorts      []Option
	From, To   []Option // the period
	Chosen     bool     // the visitor chose something in the form: it is shown open

	Indicator  string // Dutch name of the chosen indicator, with its unit
	Definition string // of the indicator; may be empty
	About      string // address of the page on the chosen indicator
	Gaps       bool   // the rows have a distance to the city; else a change
	Wijken     []HomeWijk
	Beside     []Beside // to compare the eleven with
	Own        []OwnWijk
	Sources    []Link // of what is shown
	CSV        string // address of these numbers as CSV
	Embed      string // address of the page that builds an embed of these numbers
	Compare    string // address of these lines in one picture
	Cities     []CityDot
	Country    string // SVG path of the land in the panel of the cities
}

// ThemeLink leads to the leading figure of a theme.
type ThemeLink struct {
	Label   string
	URL     string
	Current bool
}

// HomeWijk is one of the eleven on the home page.
type HomeWijk struct {
	Name         string
	URL          string
	Municipality string
	Spark        Spark
	Alt          string // the spark in words
	Last         Value
	Change       Change
	City         string // the value of the city in the year of Last, as read; may be empty
	Gap          Distance
}

// Distance is how far a place lies from its gemeente, then and now.
type Distance struct {
	Text     string // now, with sign and unit; empty: it cannot be said
	Then     string // in the first of the years
	From, To int    // years
	How      string // such as "liep in"
	Gained   int    // 1: the place did better than the gemeente, -1: worse, 0: neither
	Why      string // why there is none
}

// Beside is a wijk that is followed to compare the eleven with.
type Beside struct {
	Name         string
	URL          string
	Municipality string
	Last         Value
	City         string // the value of the city in that year, as read; may be empty
	Change       Change
	How          string // its distance to the city went, with the years; may be empty
}

// OwnWijk is a wijk that a gemeente added, on the home page a link.
type OwnWijk struct {
	Name         string
	URL          string
	Municipality string
}

// OptionGroup is a named group of choices in a select.
type OptionGroup struct {
	Label    string
	Disabled bool
	Options  []Option
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
