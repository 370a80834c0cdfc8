package raster

import (
	"fmt"
	"image/color"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// ink is what a shape is filled or stroked with: nothing, a colour, or a pattern.
type ink struct {
	none    bool
	color   color.NRGBA
	pattern string // its id
}

// style is how an element looks; lengths are in its own units, or in pixels of the picture where nonScaling says so.
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
	central                    bool // y is the middle of the text, not its base line

	// Children do not inherit these.
	opacity    float64
	clip       string // id of a clipPath
	nonScaling bool
	hidden     bool
}

func initialStyle() style {
	return style{
		fill: ink{color: color.NRGBA{A: 255}}, stroke: ink{none: true}, fillOpacity: 1, strokeOpacity: 1, opacity: 1,
		width: 1, miterLimit: 4, cap: "butt", join: "miter", fontSize: 16, anchor: "start",
	}
}

// ignoredProperties change nothing that is drawn here: there is one typeface, and a picture does not move.
const ignoredProperties = `font-family font-variant-numeric pointer-events cursor transition overflow print-color-adjust`

// rootProperties place the picture in a page.
const rootProperties = "width height"

// properties are the style properties, which may also be attributes.
var properties = map[string]func(*style, string) error{
	"fill":              func(s *style, v string) error { return s.fill.set(v) },
	"stroke":            func(s *style, v string) error { return s.stroke.set(v) },
	"fill-opacity":      func(s *style, v string) error { return setOpacity(&s.fillOpacity, v) },
	"stroke-opacity":    func(s *style, v string) error { return setOpacity(&s.strokeOpacity, v) },
	"opacity":           func(s *style, v string) error { return setOpacity(&s.opacity, v) },
	"fill-rule":         func(s *style, v string) error { return setFlag(&s.evenOdd, v, "evenodd", "nonzero") },
	"paint-order":       func(s *style, v string) error { return setFlag(&s.strokeFirst, v, "stroke", "normal fill") },
	"vector-effect":     func(s *style, v string) error { return setFlag(&s.nonScaling, v, "non-scaling-stroke", "none") },
	"display":           func(s *style, v string) error { return setFlag(&s.hidden, v, "none", "block inline") },
	"dominant-baseline": func(s *style, v string) error { return setFlag(&s.central, v, "central", "auto alphabetic") },
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
	"font":              func(s *style, v string) error { return s.setFont(v) },
	"clip-path": func(s *style, v string) error {
		if match := reference.FindStringSubmatch(v); match != nil {
			s.clip = match[1]
			return nil
		}
		return setWord(new(string), v, "none")
	},
}

var (
	reference = regexp.MustCompile(`^url\(#([^()]+)\)$`)
	hexColor  = regexp.MustCompile(`^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$`)
	rgbColor  = regexp.MustCompile(`^rgba?\(([0-9., ]+)\)$`)
)

// styleOf gives the style of an element in a parent with the given style. The order is that of CSS: attributes count
// least, then the style sheet, then the style attribute.
func (doc *document) styleOf(n *node, parent style) (style, error) {
	s := parent
	s.opacity, s.clip, s.nonScaling, s.hidden = 1, "", false, false
	var all []declaration
	for _, a := range n.attributes {
		if properties[a.Name.Local] != nil {
			all = append(all, declaration{a.Name.Local, a.Value})
		}
	}
	declared, err := doc.sheet.declared(n)
	if err != nil {
		return s, fmt.Errorf("<%s>: %w", n.name, err)
	}
	text, _ := n.attribute("style")
	own, err := declarationsOf(text)
	if err != nil {
		return s, fmt.Errorf("<%s style>: %w", n.name, err)
	}
	for _, d := range slices.Concat(all, declared, own) {
		set := properties[d.name]
		if set == nil && (word(ignoredProperties, d.name) || n.parent == nil && word(rootProperties, d.name)) {
			continue
		}
		if set == nil {
			return s, fmt.Errorf("<%s>: style %q is not known", n.name, d.name)
		}
		if err := set(&s, strings.TrimSpace(d.value)); err != nil {
			return s, fmt.Errorf("<%s>: %s: %w", n.name, d.name, err)
		}
	}
	return s, nil
}

func (i *ink) set(text string) error {
	if match := reference.FindStringSubmatch(text); match != nil {
		*i = ink{pattern: match[1]}
		return nil
	}
	if text == "none" || text == "transparent" {
		*i = ink{none: true}
		return nil
	}
	c, err := colorOf(text)
	*i = ink{color: c}
	return err
}

func colorOf(text string) (color.NRGBA, error) {
	switch text {
	case "white":
		text = "#fff"
	case "black":
		text = "#000"
	}
	if match := hexColor.FindStringSubmatch(text); match != nil {
		digits := match[1]
		if len(digits) == 3 {
			digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
		}
		v, err := strconv.ParseUint(digits, 16, 32)
		return color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 255}, err
	}
	if match := rgbColor.FindStringSubmatch(text); match != nil {
		n, err := numbers(match[1])
		if err == nil && (len(n) == 3 || len(n) == 4) && slices.Max(n[:3]) <= 255 {
			c := color.NRGBA{uint8(math.Round(n[0])), uint8(math.Round(n[1])), uint8(math.Round(n[2])), 255}
			if len(n) == 4 {
				c.A = uint8(math.Round(255 * math.Min(n[3], 1)))
			}
			return c, nil
		}
	}
	return color.NRGBA{}, fmt.Errorf("colour %q is not known", text)
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

// setFont reads "[weight] size[/line height] family".
func (s *style) setFont(text string) error {
	words := strings.Fields(text)
	s.bold = false
	if len(words) > 0 && !strings.Contains(words[0], "px") {
		if err := s.setWeight(words[0]); err != nil {
			return err
		}
		words = words[1:]
	}
	if len(words) < 2 {
		return fmt.Errorf("%q: want a size in px and a family", text)
	}
	size, _, _ := strings.Cut(words[0], "/")
	return setSize(&s.fontSize, size)
}
