package web

import "io"

// The query parameters of the map's form, beside ParamIndicator. The addresses in YearLink carry them too, so that
// kaart.ts can ask for the same view as "/kaart.json".
const (
	ParamMunicipality = "gemeente"
	ParamLevel        = "niveau"
	ParamYear         = "jaar"
	ParamSince        = "vanaf"
	ParamBeside       = "tov"      // "gemeente": beside the figure of the whole gemeente
	ParamMapAs        = "als"      // "aantal": a count as circles
	ParamClasses      = "klassen"  // "kwantielen"; otherwise the same in all years
	ParamBounds       = "grenzen"  // a visitor's own bounds of the classes
	ParamPart         = "uitsnede" // "alles", or the slug of a wijk
	ParamYears        = "jaren"    // "alle": all years beside each other
)

// KaartPage is "/kaart": one city's buurten or wijken, coloured by one indicator in one year, or by its change.
type KaartPage struct {
	Frame
	Municipalities []Option
	Indicators     []OptionGroup // one group for each theme
	Levels         []Option      // buurt, wijk
	Years          []YearLink    // the years that have figures, in order
	Since          []Option      // earlier years to compare with; the first is no year at all
	Against        []Option      // as it is, or beside the gemeente
	ClassChoices   []Option
	Bounds         string   // the visitor's own bounds; may be empty
	Windows        []Option // what part of the gemeente
	Kept           []Option // of the choice, what no control of the form sends: Value is the parameter, Label its value

	Municipality            string // for the heading; may be empty
	Definition              string // of the indicator, with its unit; may be empty
	Sentence                string // reads the map in words; may be empty
	Remark                  string // why something else is drawn than was asked; may be empty
	Other                   Link   // the same as counts, or as a rate
	None                    string // why there is no map at all; takes its place
	Map                     Map
	Legend                  Legend
	Small                   []SmallMap // all years beside each other, in place of Map
	Shapes                  []MapShape // what they are drawn of
	SmallWidth, SmallHeight float64
	AllYears                Link      // to all years beside each other, or back
	Rows                    []AreaRow // every area with its value, also one without an outline
	Orders                  []Order   // of the table
	Notes                   []string  // what to know about the map, such as that its outlines are schematic
	Sources                 []Link

	// Addresses of this view; empty: no link. kaart.ts follows the slider by setting their query parameter ParamYear.
	FileName string // of these, without the ending
	CSV      string
	SVG      string
	PNG      string
	Embed    string
	Sketch   string // the page on which an area of this gemeente is drawn; empty: none can be
	Lines    string // the years of every area, which kaart.ts draws small
}

// SmallMap is one of many maps, drawn of shapes that they share.
type SmallMap struct {
	Year  int
	URL   string
	Title string // what it shows, in words
	Areas []SmallArea
}

// SmallArea colours a shape.
type SmallArea struct {
	Shape ShapeID
	Class int
}

// ShapeID names a MapShape.
type ShapeID string

// MapShape is an outline that several maps share.
type MapShape struct {
	ID   ShapeID
	Path string
}

// YearLink leads to the same map in another year.
type YearLink struct {
	Year    int
	URL     string
	Current bool
}

// Order leads to the same table in another order.
type Order struct {
	Link
	Current bool
}

// AreaRow is one area in the table under the map.
type AreaRow struct {
	Name   string
	URL    string // of its own page; empty: no link
	Code   string // of the year shown
	Value  string // as in MapArea
	Reason string // as in MapArea
	Wijk   Link   // one of the eleven, or a gemeente's own, that it belongs to; empty: none
}

// EmbedKaartPage is "/embed/kaart": one map inside somebody else's page.
type EmbedKaartPage struct {
	EmbedFrame
	Map      Map
	Sentence string // reads the map, for those who do not see it
	Legend   Legend
	Rows     []AreaRow
	Notes    []string
	None     string // why there is no map at all; takes its place
}

// KaartYear is what "/kaart.json" answers: another year of a map that the visitor already has. kaart.ts reads it.
type KaartYear struct {
	Year     int                  `json:"jaar"`
	Division string               `json:"indeling"` // as in Map: when it differs, kaart.ts opens the whole page instead
	Title    string               `json:"titel"`
	Legend   string               `json:"legenda"` // its title
	Sentence string               `json:"zin"`
	Remark   string               `json:"opmerking"`
	Classes  []LegendClass        `json:"klassen"` // by Legend.All
	Bars     []LegendBar          `json:"balken"`
	City     LegendCity           `json:"stad"`
	Sources  []Link               `json:"bronnen"`
	Values   map[string]AreaValue `json:"waarden"` // by area code
}

// Kaart writes the map page.
func (p *Pages) Kaart(w io.Writer, page KaartPage) error {
	return p.render(w, "layout", "kaart", page)
}

// EmbedKaart writes the embedded map, which has a style sheet of its own.
func (p *Pages) EmbedKaart(w io.Writer, page EmbedKaartPage) error {
	return p.in(page.Words).render(w, "embed-layout", "embedkaart", page)
}
