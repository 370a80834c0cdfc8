package web

import (
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"wijkinzicht/web/color"
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
	Notes   []string      // what to know about the picture, such as what an open point is
	Source  string        // one line, or two
	Licence string        // of the figures
	AsOf    string        // the day of the figures, as read
	Palette color.Palette // Light or Dark; of a Map: Chart has its own
	Site    string        // where it comes from
}

// Measures of a card, in units of its drawing.
const (
	cardMargin    = 20.0
	cardTitle     = 20.0
	cardSmall     = 12.0
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
	Legend             Legend
	Palette            color.Palette
	Boxes              []cardBox
	Falls              []cardFall // of a map of changes
	Inks               struct{ Paper, Text, Soft, Water, HatchGround, Hatch, Circle string }
}

// paint resolves the inks of the drawing.
func (v *cardView) paint() {
	of := v.Palette.Of
	v.Inks.Paper, v.Inks.Text, v.Inks.Soft = of(paperInk), of(textInk), of(softInk)
	v.Inks.Water, v.Inks.HatchGround, v.Inks.Hatch, v.Inks.Circle = of(waterInk), of(hatchGroundInk), of(hatchInk), of(circleInk)
	if v.Legend.Diverging {
		for i, fall := range changeInks[:3] {
			v.Falls = append(v.Falls, cardFall{i + 1, of(fall)})
		}
	}
}

// Fill gives what a class of the map is filled with.
func (v cardView) Fill(class int) string { return v.Legend.fill(v.Palette, class) }

type cardText struct {
	X, Y, Size float64
	Bold       bool
	Soft       bool // less important
	Text       string
}

// cardFall is a class that carries dots.
type cardFall struct {
	Class int
	Color string
}

type cardBox struct {
	Class int
	X, Y  float64
}

// Card writes a card as SVG that needs nothing else.
func (p *Pages) Card(w io.Writer, card Card) error {
	v := cardView{Title: card.Title, Summary: card.Summary, Width: card.Size[0] + 2*cardMargin, PictureX: cardMargin, Map: card.Map, Legend: card.Legend, Palette: card.Palette}
	v.paint()
	if card.Map != nil {
		v.Width = card.Map.Width + 2*cardMargin
	}
	y := cardMargin
	for _, line := range wrapText(card.Title, int((v.Width-2*cardMargin)/(0.56*cardTitle)), 3) {
		y += cardTitle * 1.1
		v.Texts = append(v.Texts, cardText{cardMargin, y, cardTitle, true, false, line})
	}
	v.PictureY = y + 14
	y = v.PictureY + card.Size[1]
	if card.Map != nil {
		y = v.PictureY + card.Map.Height
		y = v.placeLegend(card.Legend, y+cardMargin)
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
	width := int((v.Width - 2*cardMargin) / (0.52 * cardSmall))
	lines := wrapText(strings.Join(card.Notes, " "), width, 3)
	lines = append(lines, wrapText(card.Words.Frame.Source+": "+card.Source, width, 3)...)
	for _, line := range append(lines, wrapText(card.imprint(), width, 2)...) {
		y += cardLine
		v.Texts = append(v.Texts, cardText{cardMargin, y, cardSmall, false, true, line})
	}
	v.Height = y + cardMargin
	return p.in(card.Words).render(w, "card", "error", v)
}

// imprint says whose picture it is, under which conditions, and of which day.
func (c Card) imprint() string {
	parts := []string{c.Site}
	if c.Licence != "" {
		parts = append(parts, c.Words.Frame.Licence+": "+c.Licence)
	}
	if c.AsOf != "" {
		parts = append(parts, strings.ToLower(c.Words.Frame.AsOf[:1])+c.Words.Frame.AsOf[1:]+" "+c.AsOf)
	}
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), " · ")
}

// placeLegend puts the classes in rows under the map and gives where they end.
func (v *cardView) placeLegend(l Legend, y float64) float64 {
	x := cardMargin
	v.Texts = append(v.Texts, cardText{x, y, 13, true, false, l.Title})
	y += 10
	for _, c := range l.All() {
		width := 28 + 8 + 7.2*float64(utf8.RuneCountInString(c.Label)) + 20
		if x > cardMargin && x+width > v.Width-cardMargin {
			x, y = cardMargin, y+cardLegendRow
		}
		v.Boxes = append(v.Boxes, cardBox{c.Class, x, y})
		v.Texts = append(v.Texts, cardText{x + 36, y + 13, 13, false, false, c.Label})
		x += width
	}
	return y + cardLegendRow
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
