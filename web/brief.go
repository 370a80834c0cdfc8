package web

import "io"

// ParamBrief asks a wijk's page for its brief.
const ParamBrief = "brief"

// BriefPage is "/wijk/{slug}?brief=ja": a wijk on at most two sheets of paper.
type BriefPage struct {
	Frame
	Name         string
	Municipality string
	Areas        string // what the figures are about; may be empty
	Sentences    []string
	Facts        []BriefFact
	Map          BriefPicture
	Charts       []BriefPicture
	Caveats      []string
	Sources      []Link
	Back         string // address of the wijk
}

// BriefFact is a key figure with its change.
type BriefFact struct {
	Label  string
	Value  Value
	Change Change // without Text and Why: not shown
}

// BriefPicture is a picture with why it was chosen.
type BriefPicture struct {
	Title string
	Why   string
	Image string // empty: None says why there is none
	Alt   string
	None  string
}

// Brief writes the brief.
func (p *Pages) Brief(w io.Writer, page BriefPage) error {
	return p.render(w, "layout", "brief", page)
}
