package web

import "io"

// The query parameters of a before-and-after view, beside ParamIndicator and ParamYear.
const (
	ParamWijk   = "wijk"
	ParamWindow = "venster"
)

// BeforePage is "/voor-en-na": a wijk before and after a year, beside its surroundings and the other ten.
type BeforePage struct {
	Frame
	Ways       []string // what the chart draws in a way of its own
	Wijken     []Option
	Indicators []OptionGroup
	Windows    []Option
	Year       int

	Title      string
	Wijk       string
	Unit       string
	Definition string // may be empty
	Sentence   string // reads the table
	Caveat     string // what may not be concluded
	Before     string // the years of the column, such as "2003–2007"
	After      string
	Chart      Chart
	Likes      Link // to the wijk beside those most like it; empty URL: none
	Rows       []BeforeRow
	Files      Files
	Timeline   []Event
	Sources    []Link
}

// BeforeRow is one area of the table.
type BeforeRow struct {
	Name   string
	URL    string // may be empty
	Group  string // what it is to the wijk
	Own    bool   // the wijk itself
	Before BeforeSide
	After  BeforeSide
	Change Change
}

// BeforeSide is the level and the direction over some years.
type BeforeSide struct {
	Level   string // by Getal, the mean; empty: no value
	Years   string // how many values it is the mean of
	Quality Quality
	Slope   string // by Verandering, per year; empty: Why says why
	Why     string
}

// Before writes the before-and-after page.
func (p *Pages) Before(w io.Writer, page BeforePage) error {
	return p.render(w, "layout", "voorenna", page)
}
