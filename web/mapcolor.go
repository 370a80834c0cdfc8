package web

import (
	"fmt"

	"wijkinzicht/web/color"
)

// The inks of a page that its maps are drawn with too; they are tokens, so a test holds them against tokens.css and dark.css.
var (
	paperInk = color.Ink{Name: "wijkinzicht-color-paper", Light: "#ffffff", Dark: "#12181d"}
	textInk  = color.Ink{Name: "wijkinzicht-color-ink", Light: "#1b2a35", Dark: "#e8edf0"}
	softInk  = color.Ink{Name: "wijkinzicht-color-ink-soft", Light: "#4b5b67", Dark: "#b3bfc8"}
)

// Inks that only maps have. The classes of a scale differ in lightness alone, so that they can be told apart on any screen
// and with any kind of colour blindness: on white paper more is darker, on a dark screen more is lighter.
var (
	waterInk       = color.Ink{Name: "map-water", Light: "#e4eaee", Dark: "#22303b"}
	hatchGroundInk = color.Ink{Name: "map-hatch-ground", Light: "#f4f6f7", Dark: "#1b232a"}
	hatchInk       = color.Ink{Name: "map-hatch", Light: "#8593a0", Dark: "#7c8995"}
	circleInk      = color.Ink{Name: "map-circle", Light: "#2b83b4", Dark: "#69b3d8"}
	// Of the scatter of signals: a buurt without a kind, and one that is on its way down.
	otherInk = color.Ink{Name: "signal-other", Light: "#84929d", Dark: "#7c8995"}
	earlyInk = color.Ink{Name: "signal-early", Light: "#8a1c00", Dark: "#ff7a5c"}

	neutralInk = color.Ink{Name: "map-neutral", Light: "#eceae4", Dark: "#64686b"}
)

// changeInks are those of a scale with a neutral middle: three falls, which carry dots, and three rises.
var changeInks = [...]color.Ink{
	{Name: "map-fall-1", Light: "#792709", Dark: "#ffd3ad"},
	{Name: "map-fall-2", Light: "#bd6335", Dark: "#f0a468"},
	{Name: "map-fall-3", Light: "#e2ab82", Dark: "#c47741"},
	neutralInk,
	{Name: "map-rise-1", Light: "#86beda", Dark: "#3f8cc0"},
	{Name: "map-rise-2", Light: "#3082b5", Dark: "#77b8e4"},
	{Name: "map-rise-3", Light: "#00447a", Dark: "#c3e2fa"},
}

// levelColors are the classes of a level from low to high, by how many there are, on white paper and on a dark screen.
var levelColors = map[int][2][]string{
	5: {{"#c5e8f6", "#69b3d8", "#2b83b4", "#205982", "#203041"}, {"#2a6aa5", "#3a8ac1", "#62aed8", "#9cd3ed", "#eafbff"}},
	6: {{"#c5e8f6", "#79bdde", "#3f96c3", "#2172a2", "#215176", "#203041"}, {"#2a6aa5", "#3684bc", "#4e9fd0", "#78bce0", "#a9dbf1", "#eafbff"}},
	7: {{"#c5e8f6", "#85c4e2", "#50a3cd", "#2b83b4", "#1f6694", "#214b6e", "#203041"},
		{"#2a6aa5", "#347fb8", "#4196cb", "#62aed8", "#87c7e5", "#b1e1f4", "#eafbff"}},
}

func levelInk(classes, class int) color.Ink {
	shades := levelColors[classes]
	return color.Ink{Name: fmt.Sprintf("map-%d-%d", classes, class), Light: shades[0][class-1], Dark: shades[1][class-1]}
}

// mapInks lists every ink that is not a token of the page.
func mapInks() []color.Ink {
	out := append([]color.Ink{waterInk, hatchGroundInk, hatchInk, circleInk, otherInk, earlyInk}, changeInks[:]...)
	for classes := range 8 {
		for class := range levelColors[classes][0] {
			out = append(out, levelInk(classes, class+1))
		}
	}
	return out
}

// noData is the pattern of an area without a class.
const noData = "url(#geen-gegevens)"

// rough is the pattern of RoughClass.
const rough = "url(#onscherp)"

// fill gives what an area of a class is filled with, in a drawing that has the patterns of map-picture.
func (l Legend) fill(p color.Palette, class int) string {
	switch {
	case class == 0:
		return noData
	case class == RoughClass:
		return rough
	case l.Circles:
		return p.Of(neutralInk)
	case l.Diverging && class <= 3:
		return fmt.Sprintf("url(#daling-%d)", class)
	case l.Diverging:
		return p.Of(changeInks[class-1])
	}
	return p.Of(levelInk(max(5, len(l.Classes)), class))
}
