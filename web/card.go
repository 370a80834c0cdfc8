package web

import (
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"wijkinzicht/web/words"
)

// Card is a figure on its own: what a visitor downloads, and what a link to a page shows.
type Card struct {
	Words   *words.Words // of its language; nil: Dutch
	Title   string
	Summary string        // for who cannot see it
	Chart   template.HTML // an svg of Width by Height; empty: Map is the picture
	Size    [2]float64    // of Chart
	Map     *Map
	Legend  Legend
	Source  string // one line, or two
	Site    string // where it comes from
}

// Measures of a card, in units of its drawing.
const (
	cardMargin    = 20.0
	cardTitle     = 20.0
	cardSmall     = 12.0
	cardInk       = "#1b2a35"
	cardSoft      = "#4b5b67"
	cardLine      = 17.0 // between lines of small text
	cardLegendRow = 24.0
)

// cardView is a card with everything at its place.
type cardView struct {
	Title, Summary     string
	Width, Height      float64
	Texts              []cardText
	Picture            template.HTML
	PictureX, PictureY float64
	Map                *Map
	Palette            string
	Style              template.CSS
	Boxes              []cardBox
}

type cardText struct {
	X, Y, Size float64
	Bold       bool
	Color      string
	Text       string
}

type cardBox struct {
	Class int
	X, Y  float64
}

// Card writes a card as SVG that needs nothing else.
func (p *Pages) Card(w io.Writer, card Card) error {
	v := cardView{Title: card.Title, Summary: card.Summary, Width: card.Size[0] + 2*cardMargin, PictureX: cardMargin, Map: card.Map}
	if card.Map != nil {
		v.Width = card.Map.Width + 2*cardMargin
		picture := *card.Map
		picture.Areas = slices.Clone(card.Map.Areas)
		for i := range picture.Areas { // a picture leads nowhere
			picture.Areas[i].URL = ""
		}
		v.Map = &picture
	}
	y := cardMargin
	for _, line := range wrapText(card.Title, int((v.Width-2*cardMargin)/(0.56*cardTitle)), 3) {
		y += cardTitle * 1.1
		v.Texts = append(v.Texts, cardText{cardMargin, y, cardTitle, true, cardInk, line})
	}
	v.PictureY = y + 14
	y = v.PictureY + card.Size[1]
	if card.Map != nil {
		y = v.PictureY + card.Map.Height
		v.Palette = card.Legend.Palette()
		y = v.placeLegend(card.Legend, y+cardMargin)
		style, err := mapStyle()
		if err != nil {
			return err
		}
		v.Style = style
	} else {
		picture, err := inner(card.Chart)
		if err != nil {
			return err
		}
		v.Picture = picture
	}
	y += 8
	if card.Words == nil {
		card.Words = &words.Dutch
	}
	lines := wrapText(card.Words.Frame.Source+": "+card.Source, int((v.Width-2*cardMargin)/(0.52*cardSmall)), 3)
	for _, line := range append(lines, card.Site) {
		y += cardLine
		v.Texts = append(v.Texts, cardText{cardMargin, y, cardSmall, false, cardSoft, line})
	}
	v.Height = y + cardMargin
	return p.in(card.Words).render(w, "card", "error", v)
}

// placeLegend puts the classes in rows under the map and gives where they end.
func (v *cardView) placeLegend(l Legend, y float64) float64 {
	x := cardMargin
	v.Texts = append(v.Texts, cardText{x, y, 13, true, cardInk, l.Title})
	y += 10
	for _, c := range l.All() {
		width := 28 + 8 + 7.2*float64(utf8.RuneCountInString(c.Label)) + 20
		if x > cardMargin && x+width > v.Width-cardMargin {
			x, y = cardMargin, y+cardLegendRow
		}
		v.Boxes = append(v.Boxes, cardBox{c.Class, x, y})
		v.Texts = append(v.Texts, cardText{x + 36, y + 13, 13, false, cardInk, c.Label})
		x += width
	}
	return y + cardLegendRow
}

// mapStyle gives the colours of a map, which in a page come from its style sheets.
func mapStyle() (template.CSS, error) {
	var css strings.Builder
	for _, part := range []string{"shared/tokens.css", "shared/map.css"} {
		text, err := read(part)
		if err != nil {
			return "", fmt.Errorf("style of a map: %w", err)
		}
		css.Write(text)
	}
	return template.CSS(css.String()), nil
}

// inner takes the drawing out of an svg that web/chart made.
func inner(svg template.HTML) (template.HTML, error) {
	_, body, ok := strings.Cut(string(svg), "</desc>")
	if !ok {
		return "", fmt.Errorf("card: the picture is not one of our charts")
	}
	return template.HTML(strings.TrimSuffix(strings.TrimSpace(body), "</svg>")), nil
}

// wrapText breaks a text between words in lines of about so many characters; what does not fit in the last line is cut.
func wrapText(text string, width, lines int) []string {
	var out []string
	for _, word := range strings.Fields(text) {
		n := len(out) - 1
		if n >= 0 && utf8.RuneCountInString(out[n]+" "+word) <= width {
			out[n] += " " + word
		} else if len(out) == lines {
			out[n] += " …"
			break
		} else {
			out = append(out, word)
		}
	}
	return out
}
