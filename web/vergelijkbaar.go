package web

import "io"

// VergelijkbaarPage is "/vergelijkbaar": the CBS wijken most like one wijk (ParamWijk) in one year (ParamYear), and an indicator
// (ParamIndicator) of it beside theirs.
type VergelijkbaarPage struct {
	Frame
	Wijken     []Option
	Indicators []OptionGroup
	Years      []Option

	Name     string // of the wijk
	Year     int
	Query    string // of the same question in SQL
	Sentence string
	None     string // why there is nothing to compare; takes the table's place
	Columns  []Trait
	Own      AlikeRow
	Rows     []AlikeRow
	Panel    Panel  // the wijk beside its likes; without an ID there is none
	Compare  []Link // where to go on with these places
}

// Trait is an indicator that tells whether wijken are alike.
type Trait struct {
	Link   Link
	Unit   string
	Why    string
	Absent bool // it does not count in this year
}

// AlikeRow is one place with its distance and indicators.
type AlikeRow struct {
	Rank     int // 0: the wijk itself
	Name     Link
	Where    string
	Map      string // may be empty
	Page     string // of a CBS wijk of today; may be empty
	Distance string
	Cells    []string // for the columns that count
}

// Vergelijkbaar writes the page of places that are alike.
func (p *Pages) Vergelijkbaar(w io.Writer, page VergelijkbaarPage) error {
	return p.render(w, "layout", "vergelijkbaar", page)
}
