package web

import "io"

// The query parameters of the map's form, beside ParamIndicator. The addresses in YearLink carry them too, so that
// kaart.ts can ask for the same view as "/kaart.json".
const (
	ParamMunicipality = "gemeente"
	ParamLevel        = "niveau"
	ParamYear         = "jaar"
	ParamSince        = "vanaf"
)

// KaartPage is "/kaart": one city's buurten or wijken, coloured by one indicator in one year, or by its change.
type KaartPage struct {
	Frame
	Municipalities []Option
	Indicators     []OptionGroup // one group for each theme
	Levels         []Option      // buurt, wijk
	Years          []YearLink    // the years that have figures, in order
	Since          []Option      // earlier years to compare with; the first is no year at all

	Municipality string // for the heading; may be empty
	Definition   string // of the indicator, with its unit; may be empty
	Sentence     string // reads the map in words; may be empty
	None         string // why there is no map at all; takes its place
	Map          Map
	Legend       Legend
	Rows         []AreaRow // every area with its value, also one without an outline
	Notes        []string  // what to know about the map, such as that its outlines are schematic
	Sources      []Link

	// Addresses of this view; empty: no link. kaart.ts follows the slider by setting their query parameter ParamYear.
	CSV   string
	SVG   string
	PNG   string
	Embed string
}

// YearLink leads to the same map in another year.
type YearLink struct {
	Year    int
	URL     string
	Current bool
}

// AreaRow is one area in the table under the map.
type AreaRow struct {
	Name   string
	Code   string // of the year shown
	Value  string // as in MapArea
	Reason string // as in MapArea
	Wijk   Link   // one of the eleven, or a gemeente's own, that it belongs to; empty: none
}

// EmbedKaartPage is "/embed/kaart": one map inside somebody else's page.
type EmbedKaartPage struct {
	EmbedFrame
	Map    Map
	Legend Legend
	Rows   []AreaRow
	Notes  []string
	None   string // why there is no map at all; takes its place
}

// KaartYear is what "/kaart.json" answers: another year of a map that the visitor already has. kaart.ts reads it.
type KaartYear struct {
	Year     int                  `json:"jaar"`
	Division string               `json:"indeling"` // as in Map: when it differs, kaart.ts opens the whole page instead
	Title    string               `json:"titel"`
	Sentence string               `json:"zin"`
	Classes  []LegendClass        `json:"klassen"` // by Legend.All
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
