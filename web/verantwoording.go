package web

import "io"

// VerantwoordingPage is "/verantwoording": how the figures are made, and from what.
type VerantwoordingPage struct {
	Frame
	Sources  []Source
	Breaks   []IndicatorBreak
	Wijken   []WijkAreas
	Licences []Licence
}

// Qualities gives the qualities to explain, in order.
func (VerantwoordingPage) Qualities() []Quality { return Qualities }

// Source is a publication that figures come from.
type Source struct {
	Title       string
	Publisher   string
	TableID     string // the publisher's own; may be empty
	Status      string // voorlopig, definitief; may be empty
	Licence     string
	Attribution string // may be empty
	URL         string // may be empty
	Fresh       string // when its files came, and when the source was last asked for newer ones; may be empty
	Files       string // number of files read, by Getal
	Rows        string // number of rows read, by Getal
	Rejected    string // number of rows rejected, by Getal
}

// IndicatorBreak is a SeriesBreak with the indicator it is in.
type IndicatorBreak struct {
	Indicator string
	SeriesBreak
}

// WijkAreas says which areas make up one of the eleven, by division.
type WijkAreas struct {
	Name         string
	Municipality string
	Note         string // may be empty
	Divisions    []Division
}

// Division is a run of years in which the wijk is made of the same areas.
type Division struct {
	Years    string // such as "2013–2019"
	Areas    []AreaPart
	Evidence string // why these areas
}

// AreaPart is an area, or a part of one, that belongs to a wijk.
type AreaPart struct {
	Name  string
	Kind  string // "wijk", "buurt"
	Code  string
	Share string // such as "62%"; empty: all of it
}

// Licence is a licence and what it covers.
type Licence struct {
	Name   string
	URL    string // may be empty
	Covers string
}

// Verantwoording writes the page on methods and sources.
func (p *Pages) Verantwoording(w io.Writer, page VerantwoordingPage) error {
	return p.render(w, "layout", "verantwoording", page)
}
