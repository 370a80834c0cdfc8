package web

import (
	"html/template"

	"wijkinzicht/web/chart"
	"wijkinzicht/web/words"
)

// Frame is what every page inside the site's layout carries: head, notice bar, navigation and footer.
type Frame struct {
	Title       string // of this page, without the name of the site
	Description string // one sentence for search engines and social cards
	Address     string // absolute address of this exact view: canonical, og:url, and printed on the page
	OEmbed      string // absolute address of how to embed this view; empty: it cannot be
	Image       string // absolute address of a social card; empty: none
	Notice      string // a bar on top of the page: what the address asks and cannot be shown; empty: no bar
	Current     Section
	Footer      Footer
}

// Section says which entry of the main navigation the visitor is in.
type Section string

// The entries of the main navigation; a page outside them leaves Section empty.
const (
	SectionElf            Section = "elf"
	SectionKaart          Section = "kaart"
	SectionVergelijk      Section = "vergelijk"
	SectionCijfers        Section = "cijfers"
	SectionOnderzoek      Section = "onderzoek"
	SectionSignalering    Section = "signalering"
	SectionVerantwoording Section = "verantwoording"
	SectionInterventies   Section = "interventies"
	SectionWatWerkt       Section = "watwerkt"
)

// Footer tells where the figures come from and what made the page. Every field may be empty.
type Footer struct {
	Sources  []string // attribution lines, as the publishers ask for them
	Licence  string   // of the figures as we publish them
	Revision string   // of the store
	Version  string   // of the program
	Report   string   // address for who found a fault; empty: there is none
	Made     string   // day on which the revision was made, by Datum
}

// Quality says how directly a value was published for the wijk; the empty Quality shows no mark.
type Quality string

// The qualities, from the most to the least direct.
const (
	Rechtstreeks Quality = "A"
	Samengesteld Quality = "B"
	Omgerekend   Quality = "C"
	Omliggend    Quality = "D"
)

// Qualities lists all of them in order, for explanations.
var Qualities = []Quality{Rechtstreeks, Samengesteld, Omgerekend, Omliggend}

// Word gives the one Dutch word that stands beside the letter; "" for anything but A to D.
func (q Quality) Word() string {
	return words.Dutch.Value.Qualities[string(q)]
}

// Value is one number as it is read, or the reason why there is none.
type Value struct {
	Text    string // by Getal, with a currency sign if it has one; empty: there is no value
	Unit    string // follows Text; may be empty
	Year    int    // calendar year of the value; 0: not shown
	Note    string // what to know of Text, such as "voorlopig"; may be empty
	Quality Quality
	Reason  string // why there is no Text, such as "geheim"; may be empty
}

// Change is the difference between the last year and the first year that may be compared with it.
type Change struct {
	Text  string // by Verandering; empty: the years may not be compared
	Unit  string // follows Text, such as "procentpunt"; may be empty
	Since int    // the first comparable year; 0: not shown
	Why   string // why the years may not be compared; may be empty
	Mark  string // ▲ for a rise, ▼ for a fall; may be empty
}

// Chart is a picture that is ready to be put into the page, or the address of one: a page with many pictures names
// them, so that a visitor's browser fetches those that come into view.
type Chart struct {
	Image       string // address of the picture, 720 by 320; empty: SVG holds the picture itself
	NarrowImage string // the same for a telephone, 360 by 300
	Alt         string // what Image shows, in words

	SVG    template.HTML // trusted; carries its own role, title and description; empty: no picture
	Narrow template.HTML // the same with other ids, drawn for a telephone; empty: SVG shrinks
	Tight  template.HTML // the same for a frame of 280 pixels, without names in it; comes with Narrow
	Legend []chart.Key   // the names of the lines, beside Tight
	None   string        // why there is no picture; empty: "nog geen cijfers"

	Shows         string // what the chart shows, in a few words
	Reading       string // address of the ChartReading, for pointer and keyboard; empty: the picture is all there is
	NarrowReading string // the same for NarrowImage or Narrow
	TightReading  string // the same for Tight
}

// Table holds all numbers behind one chart.
type Table struct {
	Caption  string   // says what, where and in which unit
	Columns  []string // names of the lines
	Compared bool     // every cell has its own quality and remark; else the first column has those of the row
	Rows     []TableRow
}

// TableRow is one year of a Table.
type TableRow struct {
	Year  int
	Cells []TableCell // one for each of Columns
}

// TableCell is one value, or why there is none.
type TableCell struct {
	Text    string // by Getal; empty: no value
	Quality Quality
	Remark  string // why there is no value, or what to know about it; may be empty
	Break   bool   // it may not be compared with the year above it
}

// Link is a text with an address; an empty URL shows the text alone.
type Link struct {
	Text string `json:"tekst"`
	URL  string `json:"adres"`
}
