package raster

import (
	"fmt"
	"image/color"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	webcolor "wijkinzicht/web/color"
)

// ink is what a shape is filled or stroked with: nothing, a colour, or a pattern.
type ink struct {
	none    bool
	color   color.NRGBA
	pattern string // its id
}

// style is how an element looks; lengths are in its own units.
type style struct {
	fill, stroke               ink
	fillOpacity, strokeOpacity float64
	evenOdd, strokeFirst       bool
	width, miterLimit          float64 // of the stroke
	dashes                     []float64
	dashOffset                 float64
	cap, join                  string
	fontSize                   float64
	bold                       bool
	anchor                     string

	opacity float64 // children do not inherit it
}

func initialStyle() style {
	return style{
		fill: ink{color: color.NRGBA{A: 255}}, stroke: ink{none: true}, fillOpacity: 1, strokeOpacity: 1, opacity: 1,
		width: 1, miterLimit: 4, cap: "butt", join: "miter", fontSize: 16, anchor: "start",
	}
}

// ignoredProperties change nothing that is drawn here: there is one typeface.
const ignoredProperties = "font-family"

// properties are the attributes that say how an element looks, and are inherited.
var properties = map[string]func(*style, string) error{
	"fill":              func(s *style, v string) error { return s.fill.set(v) },
	"stroke":            func(s *style, v string) error { return s.stroke.set(v) },
	"fill-opacity":      func(s *style, v string) error { return setOpacity(&s.fillOpacity, v) },
	"stroke-opacity":    func(s *style, v string) error { return setOpacity(&s.strokeOpacity, v) },
	"opacity":           func(s *style, v string) error { return setOpacity(&s.opacity, v) },
	"fill-rule":         func(s *style, v string) error { return setFlag(&s.evenOdd, v, "evenodd", "nonzero") },
	"paint-order":       func(s *style, v string) error { return setFlag(&s.strokeFirst, v, "stroke", "normal fill") },
	"font-style":        func(s *style, v string) error { return setWord(new(string), v, "normal") },
	"stroke-linecap":    func(s *style, v string) error { return setWord(&s.cap, v, "butt round square") },
	"stroke-linejoin":   func(s *style, v string) error { return setWord(&s.join, v, "miter round bevel") },
	"text-anchor":       func(s *style, v string) error { return setWord(&s.anchor, v, "start middle end") },
	"stroke-width":      func(s *style, v string) error { return setSize(&s.width, v) },
	"stroke-miterlimit": func(s *style, v string) error { return setSize(&s.miterLimit, v) },
	"font-size":         func(s *style, v string) error { return setSize(&s.fontSize, v) },
	"stroke-dasharray":  func(s *style, v string) error { return s.setDashes(v) },
	"stroke-dashoffset": func(s *style, v string) (err error) { s.dashOffset, err = length(v); return err },
	"font-weight":       func(s *style, v string) error { return s.setWeight(v) },
}

var reference = regexp.MustCompile(`^url\(#([^()]+)\)$`)

// styleOf gives the style of an element in a parent with the given style.
func styleOf(n *node, parent style) (style, error) {
	s := parent
	s.opacity = 1
	for _, a := range n.attributes {
		if set := properties[a.Name.Local]; set != nil {
			if err := set(&s, strings.TrimSpace(a.Value)); err != nil {
				return s, fmt.Errorf("<%s>: %s: %w", n.name, a.Name.Local, err)
			}
		}
	}
	return s, nil
}

func (i *ink) set(text string) error {
	if match := reference.FindStringSubmatch(text); match != nil {
		*i = ink{pattern: match[1]}
		return nil
	}
	if text == "none" {
		*i = ink{none: true}
		return nil
	}
	c, err := colorOf(text)
	*i = ink{color: c}
	return err
}

func colorOf(text string) (color.NRGBA, error) {
	c, ok := webcolor.Parse(text)
	if !ok {
		return color.NRGBA{}, fmt.Errorf("colour %q is not known", text)
	}
	return color.NRGBA{c.R, c.G, c.B, 255}, nil
}

func setOpacity(to *float64, text string) error {
	v, err := length(text)
	*to = math.Max(0, math.Min(v, 1))
	return err
}

func setSize(to *float64, text string) error {
	v, err := length(text)
	if err == nil && v < 0 {
		err = fmt.Errorf("%q is below 0", text)
	}
	*to = v
	return err
}

func setWord(to *string, text, known string) error {
	if !word(known, text) {
		return fmt.Errorf("%q is not known", text)
	}
	*to = text
	return nil
}

func setFlag(to *bool, text, yes, no string) error {
	*to = text == yes
	return setWord(new(string), text, yes+" "+no)
}

func (s *style) setDashes(text string) error {
	s.dashes = nil
	if text == "none" {
		return nil
	}
	n, err := numbers(strings.ReplaceAll(text, "px", ""))
	if err != nil {
		return err
	}
	sum := 0.0
	for _, v := range n {
		if v < 0 {
			return fmt.Errorf("%q: below 0", text)
		}
		sum += v
	}
	if sum == 0 {
		return nil // a line without dashes
	}
	if len(n)%2 == 1 {
		n = slices.Concat(n, n)
	}
	s.dashes = n
	return nil
}

// boldFrom is the weight from which the bold typeface is nearer than the regular one.
const boldFrom = 600

func (s *style) setWeight(text string) error {
	switch text {
	case "normal":
		s.bold = false
	case "bold":
		s.bold = true
	default:
		weight, err := strconv.Atoi(text)
		if err != nil || weight < 1 || weight > 1000 {
			return fmt.Errorf("weight %q is not known", text)
		}
		s.bold = weight >= boldFrom
	}
	return nil
}
