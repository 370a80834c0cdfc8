package web

import "io"

// IndicatorPage is "/indicator/{id}": what one indicator means, where it comes from, and for which wijk and year it is there.
type IndicatorPage struct {
	Frame
	Name       string
	Story      Story
	Route      string // of social rise; may be empty
	Definition string
	Sentence   string // reads the matrix in words
	Terms      []Term // unit, kind, direction, how it is combined …
	Home       string // address of the eleven side by side on this indicator
	Map        string // address of its map
	CSV        string // address of all its figures

	Matrix       Matrix
	Breaks       []MatrixBreak
	Publications []UsedPublication
	NotLoaded    string // years of which no publication was loaded, such as "2003–2011, 2013"; empty: none
	Theme        string
	Others       []Link // the other indicators of the theme
}

// Term is a property of an indicator, in words.
type Term struct {
	Name string
	Text string
}

// MatrixBreak is a year in which the matrix has a thick line.
type MatrixBreak struct {
	SeriesBreak
	Subject string // the only row that it cuts; empty: all rows
	Source  string // where that is stated
}

// UsedPublication is what the values of one year were taken from.
type UsedPublication struct {
	Year    int
	Link    Link     // title and public page
	TableID string   // the publisher's own; may be empty
	Status  string   // voorlopig, definitief
	Columns []string // where it keeps the indicator; may be empty
}

// Indicator writes the page of one indicator.
func (p *Pages) Indicator(w io.Writer, page IndicatorPage) error {
	return p.render(w, "layout", "indicator", page)
}

// IndicatorsPage is "/indicator": what there is, by theme.
type IndicatorsPage struct {
	Frame
	Sentence string
	Themes   []IndicatorTheme
}

// IndicatorTheme is one table of the page.
type IndicatorTheme struct {
	ID   string // anchor, unique on the page
	Name string
	Rows []IndicatorRow
}

// IndicatorRow says how much there is of one indicator.
type IndicatorRow struct {
	Link      Link
	Unit      string
	Wijken    string // number of wijken with a figure, such as "9 van de 11"
	Years     string // number of years with a figure
	Span      string // first and last of them, such as "2012–2024"; empty: none
	Qualities []Quality
}

// Indicators writes the list of all indicators.
func (p *Pages) Indicators(w io.Writer, page IndicatorsPage) error {
	return p.render(w, "layout", "indicatoren", page)
}
