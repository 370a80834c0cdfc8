package raster

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

const (
	maxDepth = 32
	maxNodes = 200_000
)

// elements says which attributes each element may have beside those of every element and the style properties.
var elements = map[string]string{
	"svg": "viewBox width height", "g": "", "defs": "", "title": "", "desc": "",
	"path": "d", "rect": "x y width height rx ry", "circle": "cx cy r", "ellipse": "cx cy rx ry",
	"line": "x1 y1 x2 y2", "polyline": "points", "polygon": "points", "text": "x y dy",
	"pattern": "x y width height patternUnits patternTransform",
}

// everywhere are the attributes that any element may have; those that start with "data-" or "aria-" may stand there too.
const everywhere = "id transform role xmlns"

// node is an element.
type node struct {
	name       string
	attributes []xml.Attr
	parent     *node
	children   []*node
	text       string
}

// document is a whole SVG.
type document struct {
	root *node
	ids  map[string]*node
}

func (n *node) attribute(name string) (string, bool) {
	for _, a := range n.attributes {
		if a.Name.Local == name {
			return a.Value, true
		}
	}
	return "", false
}

// number gives an attribute in units of the SVG; one that is not there is 0.
func (n *node) number(name string) (float64, error) {
	text, ok := n.attribute(name)
	if !ok {
		return 0, nil
	}
	v, err := length(text)
	if err != nil {
		return 0, fmt.Errorf("<%s %s>: %w", n.name, name, err)
	}
	return v, nil
}

// numbers gives several attributes in units of the SVG.
func (n *node) numbers(names ...string) ([]float64, error) {
	all := make([]float64, len(names))
	for i, name := range names {
		v, err := n.number(name)
		if err != nil {
			return nil, err
		}
		all[i] = v
	}
	return all, nil
}

// parse reads an SVG.
func parse(svg []byte) (*document, error) {
	doc := &document{ids: map[string]*node{}}
	decoder := xml.NewDecoder(bytes.NewReader(svg))
	var at *node
	for depth, nodes := 0, 0; ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			depth, nodes = depth+1, nodes+1
			if depth > maxDepth || nodes > maxNodes {
				return nil, fmt.Errorf("more than %d elements, or deeper than %d", maxNodes, maxDepth)
			}
			if at, err = doc.open(t, at); err != nil {
				return nil, err
			}
		case xml.EndElement:
			depth--
			at = at.parent
		case xml.CharData:
			if at != nil {
				at.text += string(t)
			}
		}
	}
	if doc.root == nil {
		return nil, errors.New("no <svg> in it")
	}
	return doc, nil
}

func (doc *document) open(t xml.StartElement, parent *node) (*node, error) {
	n := &node{name: t.Name.Local, attributes: t.Attr, parent: parent}
	if err := n.check(); err != nil {
		return nil, err
	}
	if id, ok := n.attribute("id"); ok {
		doc.ids[id] = n
	}
	switch {
	case (n.name == "svg") != (parent == nil):
		return nil, fmt.Errorf("<%s> is not expected here", n.name)
	case parent != nil:
		parent.children = append(parent.children, n)
	case doc.root != nil:
		return nil, errors.New("more than one <svg>")
	default:
		doc.root = n
	}
	return n, nil
}

// check refuses what could only be left out or drawn wrongly.
func (n *node) check() error {
	own, ok := elements[n.name]
	if !ok {
		return fmt.Errorf("element <%s> is not known", n.name)
	}
	for _, a := range n.attributes {
		name := a.Name.Local
		_, property := properties[name]
		switch {
		case a.Name.Space == "xmlns", strings.HasPrefix(name, "data-"), strings.HasPrefix(name, "aria-"):
		case a.Name.Space == "" && (property || word(own, name) || word(everywhere, name) || word(ignoredProperties, name)):
		default:
			return fmt.Errorf("attribute %q of <%s> is not known", name, n.name)
		}
	}
	return nil
}

// word tells whether a list of words holds a name.
func word(list, name string) bool {
	for w := range strings.FieldsSeq(list) {
		if w == name {
			return true
		}
	}
	return false
}
