package web

import "io"

// RanglijstPage is "/embed/ranglijst": the eleven in order of one indicator, inside somebody else's page.
type RanglijstPage struct {
	EmbedFrame
	Caption  string // of the table: what is ranked, and by what
	Sentence string // reads the list in words; may be empty
	Ranked   bool   // by level; otherwise by change
	Rows     []RanglijstRow
	Beside   []ListBeside // to compare the eleven with
	Notes    []string     // what to know about the order
	None     string       // why there is no list at all; takes its place
}

// RanglijstRow is one of the eleven.
type RanglijstRow struct {
	Rank         string // such as "3"; empty: its figure cannot be ranked
	Name         string
	URL          string // absolute address of its page
	Municipality string
	Value        Value // the latest
	Change       Change
	Bar          *Bar // nil: not to be compared with the others
}

// ListBeside is a wijk to compare the eleven with: it has no rank, nor a bar beside theirs.
type ListBeside struct {
	Name         string
	URL          string // absolute address of its page
	Municipality string
	Value        Value // the latest
	Change       Change
}

// Bar is a length beside others, in hundredths of the room that all of them share.
type Bar struct {
	From, To, Zero float64
}

// Ranglijst writes the embedded list.
func (p *Pages) Ranglijst(w io.Writer, page RanglijstPage) error {
	return p.in(page.Words).render(w, "embed-layout", "ranglijst", page)
}
