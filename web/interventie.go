package web

import "io"

// The query parameters of the register, beside ParamMunicipality.
const (
	ParamApproach = "aanpak"
	ParamRoute    = "route"
)

// InterventionsPage is "/interventies": the register, as far as it fits the choice.
type InterventionsPage struct {
	Frame
	Approaches []Option
	Routes     []Option
	Gemeenten  []Option
	Sentence   string // how many there are, and how many have what a comparison needs
	Rows       []InterventionRow
	Elsewhere  []InterventionRow // of gemeenten that are not followed; only where nothing was chosen
}

// InterventionRow is one line of the register; what is empty is not known.
type InterventionRow struct {
	Name, URL string
	Where     string
	Who       string
	Kind      string // approach and routes
	When      string
	Goal      string
	Answered  string // such as "2 van 6"
	Own       bool
}

// InterventionPage is "/interventies/{id}": what somebody did, what was wanted, and how things stood before and after.
type InterventionPage struct {
	Frame
	Name     string
	Own      bool
	Note     string
	Terms    []Term // who, where, when …; Text empty: not known
	Source   Link
	Map      Link    // empty URL: none
	Area     AreaMap // a map of its gemeente; zero where the area is not known
	AreaNote string  // what to know about the area; may be empty
	Goal     string
	Answers  []Answer
	Answer   string // how many of the questions are answered, and which are not

	Indicators []OptionGroup // to look at another figure; empty: there is no area or no start
	Chosen     string        // why this figure, where the source names none
	Title      string        // of before and after
	None       string        // why there is no before and after; empty: there is
	Unit       string
	Sentence   string
	Caveat     string
	Others     string // how much else happened at the same time
	Chart      Chart
	Likes      Link // to the wijk beside those most like it; empty URL: none
	Year       int
	Before     string
	After      string
	Rows       []BeforeRow
	Ways       []string // what the chart draws in a way of its own
	Breaks     []SeriesBreak
	Definition string
	More       string // address of the same comparison with other choices
	Timeline   []Event
	Sources    []Link
}

// AreaMap is a map beside other things, with its legend.
type AreaMap struct {
	Map     Map
	Legend  Legend
	Notes   []string // what to know about the map
	Sources []Link
	None    string // why there is no map; takes its place
}

// Answer is one question of the checklist with what the record says.
type Answer struct {
	Question string
	Text     string // empty: Missing says what is not there
	Missing  string
}

// Interventions writes the register.
func (p *Pages) Interventions(w io.Writer, page InterventionsPage) error {
	return p.render(w, "layout", "interventies", page)
}

// Intervention writes the page of one intervention.
func (p *Pages) Intervention(w io.Writer, page InterventionPage) error {
	return p.render(w, "layout", "interventie", page)
}
