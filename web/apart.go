package web

import (
	"fmt"
	"math"
)

// Apart sets the figures of a place beside those of its people: how each moved against the same city in the same years.
type Apart struct {
	Heading string // whether they moved apart, in one sentence
	Size    string // may be empty
	City    string
	Sides   []ApartSide
	Sure    []string // how sure it is, whatever the figures say
	Moves   string   // that residents move
	LeftOut []MissingIndicator
}

// ApartSide is the place, its people, or what stands beside and is not counted.
type ApartSide struct {
	Name string
	Rows []ApartRow
}

// ApartRow is one figure.
type ApartRow struct {
	Name      string
	URL       string // of the figure with its table and sources
	Route     string // along which people rise; may be empty
	Then, Now string // the distance to the city
	Years     string
	How       string
	Gained    int // 1: better than the city, -1: worse, 0: neither
	Shift     Shift
	Alt       string // the picture in words
}

// Shift is a bar from where a place stood against its city to where it stands: to the right it did better.
type Shift struct {
	Bar    string // path data; empty: no distance to tell
	Counts bool   // larger than the margin of the figure
	Beyond string // the arrow where the bar goes further than the picture, as path data
}

// The drawing of a shift: its middle is no change.
const (
	shiftMiddle = 70
	shiftMost   = 0.75 // in how far wijken lie apart, to either side
	shiftReach  = 60
)

// NewShift draws a move that is told in spreads of the wijken.
func NewShift(moved float64, counts bool) Shift {
	within := math.Max(-shiftMost, math.Min(shiftMost, moved))
	x := shiftMiddle + within/shiftMost*shiftReach
	s := Shift{Bar: fmt.Sprintf("M%d 4H%.1fV14H%dZ", shiftMiddle, x, shiftMiddle), Counts: counts}
	if math.Abs(moved) > shiftMost {
		s.Beyond = map[bool]string{true: "M133 4L138 9L133 14", false: "M7 4L2 9L7 14"}[moved > 0]
	}
	return s
}
