package raster

import (
	"fmt"
	"image"
)

// scene is where elements are drawn, and what holds for all of them.
type scene struct {
	doc    *document
	to     *image.RGBA
	inTile bool
	layers int
	effort *effort
}

// element draws an element in a parent with the given style; ctm turns the parent's units into pixels.
func (s scene) element(n *node, parent style, ctm matrix) error {
	if word("defs pattern title desc", n.name) {
		return nil
	}
	look, err := styleOf(n, parent)
	if err != nil {
		return err
	}
	if ctm, err = n.transformed(ctm); err != nil {
		return err
	}
	if ctm.flat() {
		return nil
	}
	if look.opacity < 1 {
		return s.faded(look.opacity, func(layer scene) error { return layer.content(n, look, ctm) })
	}
	return s.content(n, look, ctm)
}

func (s scene) content(n *node, look style, ctm matrix) error {
	switch n.name {
	case "svg", "g":
		return s.children(n, look, ctm)
	case "text":
		return s.text(n, look, ctm)
	}
	contours, err := n.contours(ctm.scale())
	if err != nil {
		return err
	}
	if err := s.shape(contours, look, ctm); err != nil {
		return fmt.Errorf("<%s>: %w", n.name, err)
	}
	return nil
}

func (s scene) children(n *node, look style, ctm matrix) error {
	for _, child := range n.children {
		if err := s.element(child, look, ctm); err != nil {
			return err
		}
	}
	return nil
}

// transformed gives ctm with the transform of an element, which counts inside it.
func (n *node) transformed(ctm matrix) (matrix, error) {
	text, ok := n.attribute("transform")
	if !ok {
		return ctm, nil
	}
	m, err := transformOf(text)
	if err != nil {
		return ctm, fmt.Errorf("<%s>: %w", n.name, err)
	}
	return ctm.times(m), nil
}

// inherited gives the style of an element that is not drawn where it stands.
func inherited(n *node) (style, error) {
	if n == nil {
		return initialStyle(), nil
	}
	parent, err := inherited(n.parent)
	if err != nil {
		return parent, err
	}
	return styleOf(n, parent)
}

// shape fills and strokes contours, which are in units that ctm turns into pixels.
func (s scene) shape(contours []contour, look style, ctm matrix) error {
	if look.strokeFirst {
		if err := s.stroke(contours, look, ctm); err != nil {
			return err
		}
		return s.fill(contours, look, ctm)
	}
	if err := s.fill(contours, look, ctm); err != nil {
		return err
	}
	return s.stroke(contours, look, ctm)
}

func (s scene) fill(contours []contour, look style, ctm matrix) error {
	if look.fill.none || len(contours) == 0 {
		return nil
	}
	with, err := s.source(look.fill, look.fillOpacity, ctm)
	if err != nil {
		return err
	}
	return s.paint(ctm.applyAll(contours), look.evenOdd, with)
}

func (s scene) stroke(contours []contour, look style, ctm matrix) error {
	if look.stroke.none || look.width == 0 || len(contours) == 0 {
		return nil
	}
	with, err := s.source(look.stroke, look.strokeOpacity, ctm)
	if err != nil {
		return err
	}
	pieces, err := stroke(contours, look, precision/ctm.scale())
	if err != nil {
		return err
	}
	return s.paint(ctm.applyAll(pieces), false, with)
}
