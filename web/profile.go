package web

import (
	"fmt"
	"io"
	"math"
)

// Profile is where a place lies from its gemeente on each figure.
type Profile struct {
	Title    string // whose profile it is, and beside what
	City     string
	Sentence string // counts the rows; may be empty
	Reads    string // how the picture is read
	Groups   []ProfileGroup
	Page     string // absolute address of the page that the rows lead to; empty: this page
	Embed    string // address of the builder of its embed; empty: none
}

// ProfilePage is "/embed/profiel/{slug}": a profile inside somebody else's page.
type ProfilePage struct {
	EmbedFrame
	Profile Profile
	None    string // why there is no profile; takes its place
}

// Profile writes an embedded profile.
func (p *Pages) Profile(w io.Writer, page ProfilePage) error {
	return p.in(page.Words).render(w, "embed-layout", "embedprofiel", page)
}

// ProfileGroup is a part of a place's profile: the place itself, or one of the routes along which people rise.
type ProfileGroup struct {
	Name  string
	About string // may be empty
	Rows  []ProfileRow
}

// ProfileRow is one figure of a profile: where the place lies from its gemeente, then and now.
type ProfileRow struct {
	Name   string
	URL    string // of the figure on the page
	Value  Value
	City   string // the value of the gemeente in the same year, as read; may be empty
	Years  string // such as "2002–2024"; empty: there is no earlier year to compare with
	How    string // such as "liep in op Den Haag"; may be empty
	Gained int    // 1: better than the gemeente, -1: worse, 0: neither
	Dumb   Dumbbell
	Alt    string // the picture in words
}

// Dumbbell is a picture of distances to the gemeente, which is the line in the middle: what is favourable lies to the right.
// X are in its own units; empty: not there.
type Dumbbell struct {
	Then, Now, Nation string
	Beyond            string // the arrow where Now lies further than the picture goes, as path data
}

// The drawing of a dumbbell.
const (
	DumbbellWidth  = 240
	dumbbellMargin = 8
	dumbbellMost   = 2.5 // spreads to either side
)

// NewDumbbell places distances that are told in spreads of the wijken; nil is not known.
func NewDumbbell(then, now, nation *float64) Dumbbell {
	x := func(v *float64) string {
		if v == nil {
			return ""
		}
		within := math.Max(-dumbbellMost, math.Min(dumbbellMost, *v))
		return fmt.Sprintf("%.1f", DumbbellWidth/2+within/dumbbellMost*(DumbbellWidth/2-dumbbellMargin))
	}
	d := Dumbbell{Then: x(then), Now: x(now), Nation: x(nation)}
	if now != nil && math.Abs(*now) > dumbbellMost {
		d.Beyond = map[bool]string{true: "M234 8L239 13L234 18", false: "M6 8L1 13L6 18"}[*now > 0]
	}
	return d
}
