package web

import (
	"encoding/json"
	"strconv"
)

// Map is a choropleth that the template draws as inline SVG, coloured by the style sheet.
type Map struct {
	Width    float64 // of the drawing; every path and label is in its units
	Height   float64
	Areas    []MapArea
	Outlines []MapOutline // the eleven and a gemeente's own wijken, drawn on top
	Unit     string       // follows every value, such as "inwoners"; may be empty
	Read     bool         // a sentence on the page (#kaart-zin) reads the map
	Differs  bool         // the values are differences: with another year, or with the gemeente
	Division string       // which year's outlines these are; may be empty
	// Schematic outlines say where an area lies, not what its border is; they are drawn dashed.
	Schematic bool
	Circles   []MapCircle // largest first, where a count is drawn
	Dots      []MapDot    // in the middle of every schematic area: it is drawn around a point
	Water     []string    // SVG path data of large water, a quiet ground under the areas
	Title     string      // what, where and when
	Summary   string      // what the map shows beside the figures, for who cannot see it; stays when the year changes
}

// MapArea is one coloured area.
type MapArea struct {
	Code   string
	Name   string
	Path   string // SVG path data
	Class  int    // 1 to 7, a class of the Legend; 0: no data; RoughClass
	Value  string // by Getal or Verandering; empty: there is no value
	Reason string // why there is no value, or what to know about it, such as "voorlopig"; may be empty
	URL    string // of the area's own page; empty: no link
}

// MapDot is a dot on a Map.
type MapDot struct{ X, Y float64 }

// MapCircle is a circle whose surface stands for a count.
type MapCircle struct {
	Code    string
	X, Y, R float64
}

// MapOutline is the thick outline of a wijk, with its name; where that would be too small to read, its number stands
// there, and beside the name under the map.
type MapOutline struct {
	Number           int // from 1
	Name             string
	URL              string
	Path             string // SVG path data
	LabelX, LabelY   float64
	NumberX, NumberY float64
}

// Legend explains the classes of a Map.
type Legend struct {
	Title   string
	Classes []LegendClass // from low to high, at most seven
	None    LegendClass   // areas without data; without a label it is not shown
	Rough   LegendClass   // of RoughClass, likewise
	// Diverging says that class 4 is the neutral middle of seven: 1 to 3 fall, 5 to 7 rise. Classes may be left out.
	Diverging bool
	Circles   bool        // a count is drawn: the colour of an area says nothing
	Bars      []LegendBar // a histogram of the areas
	City      LegendCity
}

// LegendBar is a piece of a bar in the histogram, of one class, in units of a drawing of 240 by 56.
type LegendBar struct {
	X, Y, Width, Height float64
	Class               int
}

// MarshalJSON gives [x, y, width, height, class].
func (b LegendBar) MarshalJSON() ([]byte, error) {
	return json.Marshal([]any{b.X, b.Y, b.Width, b.Height, b.Class})
}

// LegendCity says where the whole gemeente stands in the histogram, and what its ends are.
type LegendCity struct {
	X         float64 `json:"x"`
	Text      string  `json:"tekst"` // empty: not known
	Low, High string  `json:"-"`
}

// LegendClass is one line of a Legend.
type LegendClass struct {
	Class int    `json:"klasse"` // 1 to 7; 0: no data; RoughClass
	Label string `json:"label"`  // such as "10 tot 20"
	Count string `json:"aantal"` // number of areas, by Getal
}

// All gives every line of the legend, those without a class of the scale last.
func (l Legend) All() []LegendClass {
	out := l.Classes[:len(l.Classes):len(l.Classes)]
	for _, beside := range []LegendClass{l.Rough, l.None} {
		if beside.Label != "" {
			out = append(out, beside)
		}
	}
	return out
}

// RoughClass is that of an area whose figure the rounding of its counts makes too coarse for a class of the scale.
const RoughClass = 8

// Palette names the colours for the style sheet: "of7" for seven classes, "diverging" for a change.
func (l Legend) Palette() string {
	if l.Diverging {
		return "diverging"
	}
	if l.Circles {
		return "circles"
	}
	return "of" + strconv.Itoa(len(l.Classes))
}

// AreaValue is the value of one area in a KaartYear.
type AreaValue struct {
	Class  int
	Value  string
	Reason string
	Radius float64 // of its circle; 0: none
}

// MarshalJSON gives [class, value, reason], and the radius where there are circles: a city has a hundred of these.
func (v AreaValue) MarshalJSON() ([]byte, error) {
	if v.Radius != 0 {
		return json.Marshal([]any{v.Class, v.Value, v.Reason, v.Radius})
	}
	return json.Marshal([]any{v.Class, v.Value, v.Reason})
}
