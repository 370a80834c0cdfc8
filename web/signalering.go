package web

import "io"

// ParamType is the kind of place on "/signalering", beside ParamIndicator, ParamLevel, ParamMunicipality and the bounds, which
// are called as the catalogue names them.
const ParamType = "soort"

// SignaleringPage is "/signalering": places by level and direction of one indicator.
type SignaleringPage struct {
	Frame
	Indicators     []OptionGroup // those with enough comparable years first
	Levels         []Option
	Municipalities []Option
	Types          []Option
	Bounds         []BoundChoice

	Heading    string
	Sentence   string // reads the chart in words
	Definition string
	Level      string   // how the bound between weak and fair came out, in words; may be empty
	None       string   // why there is no place to show; takes the place of chart and table
	Ready      []Link   // other indicators that do have enough years, with how many places
	Kinds      []Kind   // the typology with how many places; empty when the indicator has no better and worse
	Without    []string // how many places have no direction, a line for each reason
	Scatter    Scatter
	Wijken     []SignalRow // the wijken that we follow
	Rows       []SignalRow
	Rest       string // what the table leaves out; may be empty
	Unit       string
	CSV        string
	About      string // address of the indicator's page, with its sources; may be empty
	Chance     string // how many directions chance alone would give; may be empty
	Method     string // how the directions were computed
}

// BoundChoice is a threshold of the typology with its choices.
type BoundChoice struct {
	ID      string
	Name    string
	Meaning string
	Source  string
	Options []Option
}

// Kind is one kind of the typology.
type Kind struct {
	Name, Definition string
	URL              string // the same page with only this kind in its table
	Count            string
	Class            string // of its dots
}

// SignalRow is one place in a table.
type SignalRow struct {
	Mark     int    // its number in the chart; 0: a dot without one
	Name     Link   // leads to the wijk that it belongs to, if to one
	Where    string // gemeente
	Code     string
	Kind     string // of the typology, or its direction, or why it has none
	Level    string
	Year     int
	Quality  Quality
	Change   string // between the first year and the last, with a mark where it counts
	Slope    string
	Interval string
	Years    string // first and last, and how many
	Chance   string
	Map      string // address of its gemeente on the map over these years; empty: none
}

// Scatter is a chart of level against change, with a dot for each place.
type Scatter struct {
	Width, Height            int
	Left, Right, Top, Bottom int // of the field
	Zero                     int // height of no change
	Bound                    int // where weak begins; 0: nowhere
	XTicks, YTicks           []Tick
	XTitle, YTitle           string
	Corners                  []Corner
	Dots                     []Dots
	Marks                    []Mark
	Alt                      string
	Outside                  string // how many dots lie on the edge because they fall outside; may be empty
}

// Tick is a labelled place on an axis.
type Tick struct {
	At   int
	Text string
}

// Corner names a part of the field.
type Corner struct {
	X, Y   int
	Anchor string // start or end
	Text   string
}

// Dots are all dots of one class as one path.
type Dots struct {
	Class, Path string
}

// Mark is a numbered place.
type Mark struct {
	X, Y, Number int
	Name         string
}

// Signalering writes the page of levels and directions.
func (p *Pages) Signalering(w io.Writer, page SignaleringPage) error {
	return p.render(w, "layout", "signalering", page)
}
