package color

import (
	"fmt"
	"strings"
)

// Ink is a colour of our drawings and pages by what it is for, as "#rrggbb" on white paper and on dark.
type Ink struct {
	Name        string // of the custom property, without the dashes before it
	Light, Dark string
	// System is the colour of the operating system that takes its place where a visitor forces those; empty: none does.
	System string
}

// Palette says in which colours a drawing is made.
type Palette int

const (
	Light  Palette = iota // for white paper: everything that leaves the site
	Dark                  // for a dark screen
	Page                  // of the page that holds the drawing, whose style sheet knows every Ink by its name
	System                // the visitor's own
)

// Of gives an ink as an attribute of SVG holds it.
func (p Palette) Of(i Ink) string {
	switch p {
	case Dark:
		return i.Dark
	case Page:
		return "var(--" + i.Name + ")"
	case System:
		return i.System
	}
	return i.Light
}

// Declarations gives the custom properties that Page asks for, in one palette: a line of CSS each. Those of System stand above
// every other style sheet of the page.
func (p Palette) Declarations(inks []Ink) string {
	var out strings.Builder
	for _, i := range inks {
		switch {
		case p != System:
			fmt.Fprintf(&out, "--%s:%s;\n", i.Name, p.Of(i))
		case i.System != "":
			fmt.Fprintf(&out, "--%s:%s!important;\n", i.Name, i.System)
		}
	}
	return out.String()
}
