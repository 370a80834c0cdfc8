package web

import "io"

// WijkPage is "/wijk/{slug}" and "/gebied/{code}": everything that is known of one place.
type WijkPage struct {
	Frame
	Name         string
	Municipality string
	Where        string   // what kind of place it is, and in which gemeente
	Crumbs       []Link   // what it lies in, the largest first; empty: it is one of the eleven, or own
	Within       []Link   // what lies in it
	Own          bool     // not one of the eleven: a gemeente added it
	Beside       bool     // not one of the eleven: it is there to compare them with
	Standing     []string // where the place stands, how it moved, and what cannot be said
	Locator      string   // address of a picture of where it lies; empty: not known
	Areas        []AreaNow
	Instead      bool   // Areas stand in for the wijk, which has no area of its own
	AreaNote     string // what to know about these areas, such as that a wijk is shown as a larger buurt; may be empty
	Apart        *Apart
	Opening      *Opening // what the page opens with; nil: nothing has two years
	Profile      Profile
	Themes       []Theme
	Timeline     []Event
	Axes         [2]TimeAxis // the facts of Timeline on one axis, wide and narrow
	WithEvents   bool        // the pictures show the events
	Toggle       string      // address of this page with or without events in the pictures
	Compare      []Link      // to comparisons of this wijk with others
}

// Opening is the picture that a page opens with, and what it says.
type Opening struct {
	Title   string
	URL     string // of the same figure further down, with its table and sources
	Message string
	Chart   Chart
}

// AreaNow is a statistical area of today that the wijk is made of.
type AreaNow struct {
	Name string
	Kind string // "wijk", "buurt"
	Code string
}

// Theme is a section of the page.
type Theme struct {
	ID      string // anchor, unique on the page
	Name    string
	Open    bool     // shown without being asked for
	Figures []Figure // with three years or more that may be compared
	Short   []ShortFigure
	Missing []MissingIndicator
}

// ShortFigure is an indicator with one or two years: no line to draw.
type ShortFigure struct {
	ID     string // anchor, unique on the page: the indicator's id
	Name   string
	About  string // address of the page on this indicator
	Value  Value
	Change Change
	City   string // the value of the gemeente in the same year, as read; may be empty
	CSV    string
}

// MissingIndicator has no figure at all for this wijk.
type MissingIndicator struct {
	Name   string
	Reason string // such as "nog niet geladen"
}

// Story says what an indicator is about: a place and its people are told apart.
type Story string

// The two stories; an empty Story shows no tag.
const (
	Plek   Story = "plek"
	Mensen Story = "mensen"
)

// Figure is one indicator of a wijk over the years. URL fields may be empty: then there is no link.
type Figure struct {
	ID         string // anchor, unique on the page: the indicator's id
	Title      string // the indicator's name with its unit
	Message    string // what the picture says; may be empty
	Story      Story
	Route      string // of social rise: leren, werken, wonen, vrije tijd; may be empty
	Definition string // may be empty
	About      string // address of the page on this indicator
	Chart      Chart  // large
	Breaks     []SeriesBreak
	Gaps       []Gap
	Ways       []string // what the chart draws in a way of its own
	Open       string   // years with a provisional value, as read; may be empty
	Rough      string   // likewise with one that rounding makes rough
	FileName   string   // of its files, without the ending
	Table      Table
	CSV        string
	SVG        string
	PNG        string
	Embed      string // address of the page that builds an embed of it
	Likes      Link   // to this wijk beside those most like it; empty URL: none
	Address    string // of this figure
	Sources    []Link
}

// SeriesBreak says where a series may not be joined.
type SeriesBreak struct {
	Year int    // the first year after the break
	Kind string // definitie, eenheid, indeling, instrument
	Note string // may be empty
}

// Gap is a run of years without a value.
type Gap struct {
	Years  string // such as "2004" or "2005–2008"
	Reason string
}

// Wijk writes the page of one wijk.
func (p *Pages) Wijk(w io.Writer, page WijkPage) error {
	return p.render(w, "layout", "wijk", page)
}
