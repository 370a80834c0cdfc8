package web

import "io"

// InsluitenPage is "/insluiten": it builds the code that puts one of our embeds into somebody else's page. Which of the
// choices are there depends on the kind; the form of the page sends the parameters of the embed, ParamKind, and
// ParamForm, without which no line ticked would be taken for no choice.
type InsluitenPage struct {
	Frame
	Kind           string // as in the address
	Kinds          []KindLink
	Indicators     []OptionGroup
	Wijken         []Option
	Chosen         []Option // what was chosen on another page, by the name of its parameter
	ChosenAt       string   // address of that page; empty: none
	Municipalities []Option
	Levels         []Option
	Years          []Option
	Since          []Option
	Sorts          []Option
	Lines          []Option // may all be selected
	From, To       string   // as written
	Titles         []Option
	Color          string // as written
	ColorLabel     string // says what gets the colour
	Themes         []Option
	Languages      []Option
	Versions       []Option
	VersionHint    string
	Width          int // of the column that the embed comes in, in pixels
	Fits           []Option

	Problem      string // why there is nothing to embed, with what to do; takes the place of what follows
	Preview      string // address of the embed, without the host
	PreviewTitle string // of the frame: what is seen
	Still        bool   // a picture alone: Preview is its address, and PreviewTitle its description
	Height       int    // of the frame, in pixels; 0 for a picture alone
	Snippet      string // HTML to copy
	Scripted     bool   // a line of it is our script
	Direct       string // absolute address of the embed
	Local        bool   // the code works on the server's own machine alone
}

// KindLink leads to the form of one kind of embed.
type KindLink struct {
	Label   string
	URL     string
	Current bool
}

// The query parameters of the page's form beside those of the embeds.
const (
	ParamKind = "soort"     // trend, kaart, ranglijst, vergelijk, voor-en-na, profiel
	ParamForm = "formulier" // ja: sent by the form

	ParamWidth = "breedte" // of the column, in pixels
	ParamFit   = "hoogte"  // how the frame gets its height: by the script, stijl, vast
)

// Insluiten writes the page that builds the code of an embed.
func (p *Pages) Insluiten(w io.Writer, page InsluitenPage) error {
	return p.render(w, "layout", "insluiten", page)
}
