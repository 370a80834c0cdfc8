package web

import "io"

// SketchPath is the address of the page on which an area is drawn, and begins those of its files.
const SketchPath = "/eigen-gebied"

// The query parameters of a drawn area, beside ParamMunicipality and ParamIndicator.
const (
	ParamOutline = "omtrek"
	ParamName    = "naam"
)

// SketchPage is "/eigen-gebied": a map to draw an area on, and what the figures say of the one that was drawn.
type SketchPage struct {
	Frame
	Municipalities []Option
	Municipality   string // its name; empty: nothing can be drawn
	Board          SketchBoard
	Outline        string // of the area as the address has it; empty: none was drawn yet
	Name           string // that the visitor gave it; may be empty
	Problem        string // why what was drawn is no area, in Dutch; empty: nothing was drawn, or it is one

	AreaTitle  string // of what was drawn; empty: there are no figures, and nothing of what is below
	Sentence   string // how large it is, and what lies in it
	How        string // how the figures were made, or why there are none
	Whole      []Link // areas of whole buurten that it may have been meant to be
	Parts      []SketchPart
	PartsHead  string
	Indicators []OptionGroup // those with any figure
	Picture    Panel
	Themes     []SketchTheme
	FileName   string // of the files, without the ending
	CSV        string
	GeoJSON    string
	Sources    []Link
}

// SketchBoard is the map on which is drawn: an SVG of Width by Height units.
type SketchBoard struct {
	Width, Height float64
	West, North   float64 // RD metres of its upper left corner
	Metre         float64 // metres a unit
	Division      int     // year of its borders
	Water         []string
	Buurten       []SketchBuurt
	Wijken        []MapOutline // of the eleven and others that are followed
	Path          string       // of the area that was drawn; empty: none
}

// SketchBuurt is a buurt on the map.
type SketchBuurt struct {
	Name, Path string
	X, Y       float64 // where its name stands
}

// SketchPart is an area of CBS that lies in what was drawn, or around it.
type SketchPart struct {
	Area Link
	Part string // how much of it, by Getal with its sign
}

// SketchTheme is the figures of a theme.
type SketchTheme struct {
	Name string
	Rows []SketchRow
}

// SketchRow is one figure of the area.
type SketchRow struct {
	Name  string
	URL   string // to the same page with its chart
	Value Value
	Band  string // between which values it lies; may be empty
	Of    string // the larger area that it is about; may be empty
	City  string // the figure of the gemeente in that year; may be empty
	Change
	Within bool // the change is within the margins
	Spark  Spark
	Alt    string // what the spark shows
}

// Sketch writes the page of a drawn area.
func (p *Pages) Sketch(w io.Writer, page SketchPage) error {
	return p.render(w, "layout", "teken", page)
}
