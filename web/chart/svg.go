package chart

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"wijkinzicht/web/color"
)

// allowed says which elements and attributes may come out, so that no ECharts release can bring in script, style,
// or references; an unknown element is an error, an unknown attribute is left out.
var (
	allowedElements   = set("svg g path rect circle ellipse line polyline polygon text tspan defs pattern")
	allowedAttributes = set(`d x y x1 y1 x2 y2 cx cy r rx ry width height points transform patternUnits patternTransform
		fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-dasharray stroke-dashoffset stroke-linecap
		stroke-linejoin stroke-miterlimit opacity paint-order id
		text-anchor dominant-baseline dy font-size font-weight font-style`)
	// Nothing is clipped: the option draws nothing outside the plot, and yet ECharts makes a clip path for every line.
	skippedElements = set("style clipPath")
	reference       = regexp.MustCompile(`^url\(#([^()]+)\)$`)
)

func set(words string) map[string]bool {
	members := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		members[word] = true
	}
	return members
}

// cleaner rewrites one picture.
type cleaner struct {
	out    bytes.Buffer
	figure Figure
	ids    map[string]string // ECharts' ids, which count on per runtime, to ours
	open   bool              // the start tag just written may still become an empty element
}

// cleanSVG rewrites what ECharts made into an element for a page with a strict content security policy: a viewBox
// instead of a size, title and description, attributes instead of styles, ids of the figure's own.
func cleanSVG(raw string, f Figure) ([]byte, error) {
	c := &cleaner{figure: f, ids: map[string]string{}}
	decoder := xml.NewDecoder(strings.NewReader(raw))
	for root := true; ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return c.out.Bytes(), nil
		}
		if err != nil {
			return nil, fmt.Errorf("read SVG: %w", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			name := t.Name.Local
			if skippedElements[name] {
				if err := decoder.Skip(); err != nil {
					return nil, fmt.Errorf("read SVG: %w", err)
				}
				continue
			}
			if !allowedElements[name] {
				return nil, fmt.Errorf("element <%s> is not expected", name)
			}
			if root {
				c.root()
				root = false
				continue
			}
			c.start(t)
		case xml.EndElement:
			c.end(t.Name.Local)
		case xml.CharData:
			if strings.TrimSpace(string(t)) != "" {
				c.close()
				c.text(string(t))
			}
		}
	}
}

func (c *cleaner) root() {
	size := frames[c.figure.Size]
	title, desc := c.figure.ID+"-titel", c.figure.ID+"-uitleg"
	fmt.Fprintf(&c.out, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g" width="100%%" role="img" aria-labelledby="%s %s" font-family="`,
		size.width, size.height, title, desc)
	c.text(fontFamily)
	fmt.Fprintf(&c.out, `"><title id="%s">`, title)
	c.text(c.figure.Title)
	fmt.Fprintf(&c.out, `</title><desc id="%s">`, desc)
	c.text(c.figure.Summary)
	c.out.WriteString("</desc>")
	if c.figure.Palette == color.Dark {
		fmt.Fprintf(&c.out, `<rect width="%g" height="%g" fill="%s"/>`, size.width, size.height, Ground)
	}
}

func (c *cleaner) start(element xml.StartElement) {
	c.close()
	c.out.WriteString("\n<" + element.Name.Local)
	for _, attribute := range element.Attr {
		if attribute.Name.Local != "style" {
			c.attribute(attribute.Name.Local, attribute.Value)
			continue
		}
		for declaration := range strings.SplitSeq(attribute.Value, ";") {
			name, value, _ := strings.Cut(declaration, ":")
			c.attribute(strings.TrimSpace(name), strings.TrimSpace(value))
		}
	}
	c.open = true
}

func (c *cleaner) attribute(name, value string) {
	if !allowedAttributes[name] {
		return
	}
	if name == "id" {
		value = c.id(value)
	} else if match := reference.FindStringSubmatch(value); match != nil {
		value = "url(#" + c.id(match[1]) + ")"
	} else if strings.Contains(strings.ToLower(value), "url(") {
		return
	} else if name == "dominant-baseline" && value == "central" {
		name, value = "dy", "0.35em" // the same place, also for programs that know no baselines, such as librsvg 2.54
	} else if name == "font-size" {
		value = strings.TrimSuffix(value, "px")
	}
	c.out.WriteString(" " + name + `="`)
	c.text(value)
	c.out.WriteString(`"`)
}

// id numbers ids in the order in which the picture names them.
func (c *cleaner) id(original string) string {
	if c.ids[original] == "" {
		c.ids[original] = c.figure.ID + "-" + strconv.Itoa(len(c.ids)+1)
	}
	return c.ids[original]
}

func (c *cleaner) close() {
	if c.open {
		c.out.WriteString(">")
		c.open = false
	}
}

func (c *cleaner) end(name string) {
	if c.open {
		c.out.WriteString("/>")
		c.open = false
		return
	}
	c.out.WriteString("</" + name + ">")
}

// text writes character data or an attribute value. EscapeText fails only when the buffer does, which it cannot.
func (c *cleaner) text(s string) { _ = xml.EscapeText(&c.out, []byte(s)) }
