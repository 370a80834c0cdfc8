package web

import (
	"slices"
	"unicode/utf8"
)

// The panel of the cities on the home page.
const (
	citiesWidth  = 236
	citiesHeight = 260
)

// CityDot is one city on the panel of the home page.
type CityDot struct {
	Name string
	URL  string
	X, Y float64 // in a panel of 236 by 260, y down
}

// CityLabel is a CityDot with the place of its name.
type CityLabel struct {
	CityDot
	TextX  float64
	TextY  float64 // of the middle of the line
	Anchor string  // SVG text-anchor: start, middle or end
}

// Sizes of dot and name in the panel; a letter's width is a generous mean.
const (
	cityDot    = 4.0
	cityGap    = 10.0
	cityLetter = 7.8
	cityLine   = 15.0
)

// box is a rectangle by its corners.
type box struct{ left, top, right, bottom float64 }

func (b box) overlaps(other box) bool {
	return b.left < other.right && other.left < b.right && b.top < other.bottom && other.top < b.bottom
}

// places gives where a name may stand, the best first: right, left, above, below, and right of the dot but higher or lower.
func (c CityDot) places() []CityLabel {
	return []CityLabel{
		{c, c.X + cityGap, c.Y, "start"}, {c, c.X - cityGap, c.Y, "end"},
		{c, c.X, c.Y - cityLine, "middle"}, {c, c.X, c.Y + cityLine, "middle"},
		{c, c.X + cityDot, c.Y - 0.8*cityLine, "start"}, {c, c.X + cityDot, c.Y + 0.8*cityLine, "start"},
	}
}

// area gives the room that the name takes.
func (l CityLabel) area() box {
	width := cityLetter * float64(utf8.RuneCountInString(l.Name))
	left := map[string]float64{"start": l.TextX, "end": l.TextX - width, "middle": l.TextX - width/2}[l.Anchor]
	return box{left, l.TextY - cityLine/2, left + width, l.TextY + cityLine/2}
}

// CityLabels puts every name beside its dot, wherever no dot and no other name is in the way. When
// nothing is free the name stands on the right.
func (p HomePage) CityLabels() []CityLabel {
	var taken []box
	for _, c := range p.Cities {
		taken = append(taken, box{c.X - cityDot, c.Y - cityDot, c.X + cityDot, c.Y + cityDot})
	}
	var labels []CityLabel
	for _, c := range p.Cities {
		places := c.places()
		i := max(0, slices.IndexFunc(places, func(l CityLabel) bool { return free(l.area(), taken) }))
		labels, taken = append(labels, places[i]), append(taken, places[i].area())
	}
	return labels
}

// free says whether a name lies on the panel and over nothing else.
func free(area box, taken []box) bool {
	if area.left < 0 || area.top < 0 || area.right > citiesWidth || area.bottom > citiesHeight {
		return false
	}
	for _, other := range taken {
		if area.overlaps(other) {
			return false
		}
	}
	return true
}
