package web

import (
	"html/template"
	"io"

	"wijkinzicht/web/words"
)

// The query parameters of every embed, and of the page that builds one; ParamFrom and ParamTo are the period of a trend.
const (
	ParamTitle   = "titel"  // ja, nee
	ParamLines   = "lijnen" // of a trend
	ParamColor   = "kleur"
	ParamTheme   = "thema"
	ParamVersion = "versie" // revision of the store
	ParamLang    = "taal"   // nl, en
)

// The values of ParamTheme that are not the name of a house style. A picture knows the first two.
const (
	ThemeLight = "licht"
	ThemeDark  = "donker"
	ThemeAuto  = "auto" // what the reader's device asks for
)

// EmbedFrame is what every embed carries around its picture: a view inside somebody else's page.
type EmbedFrame struct {
	Words     *words.Words  // of its language; nil: Dutch
	Title     string        // names what is seen
	NoTitle   bool          // the page around it says the title; it is kept for who cannot see the picture
	OEmbed    string        // absolute address of how to embed it; may be empty
	Dark      bool          // always; else light
	Auto      bool          // dark where the reader's device asks for it
	Styles    []string      // addresses of style sheets after ours: a house style's, a colour's
	Frozen    string        // day of the figures of an embed that does not follow the store, by Datum; empty: it does
	Newer     template.HTML // that there are newer figures than the frozen ones, with a link to them; empty: there are none
	Notice    string        // what the address asks and cannot be shown; may be empty
	Sources   []Link
	Page      string // absolute address of the view on our own site
	PageLabel string // text of that link, such as "Zonnewijk op Wijk in zicht"
}

// EmbedPage is "/embed/trend/{slug}/{indicator}": one chart inside somebody else's page.
type EmbedPage struct {
	EmbedFrame
	Chart Chart
	Table Table
	Notes []string // what is left out, and why; may be empty
}

// Embed writes an embedded chart.
func (p *Pages) Embed(w io.Writer, page EmbedPage) error {
	return p.in(page.Words).render(w, "embed-layout", "embed", page)
}

// EmbedErrorPage says in the room of an embed why there is none, to the web editor who put it there.
type EmbedErrorPage struct {
	EmbedFrame
	Sentence string // what is wrong and what to do
	Live     string // address of the same embed with the figures of now; empty: no link
}

// EmbedError writes the error page of an embed. The status code of the answer is the server's to set.
func (p *Pages) EmbedError(w io.Writer, page EmbedErrorPage) error {
	return p.in(page.Words).render(w, "embed-layout", "embederror", page)
}
