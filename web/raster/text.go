package raster

import (
	"fmt"
	"strings"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// The typeface is Go's own, whatever the SVG asks for: the server has no others. It is no wider than the charts expect.
var (
	regular = sync.OnceValues(func() (*sfnt.Font, error) { return sfnt.Parse(goregular.TTF) })
	bold    = sync.OnceValues(func() (*sfnt.Font, error) { return sfnt.Parse(gobold.TTF) })
)

// wordJoiner keeps text on one line and has no shape; the typeface does not know it.
const wordJoiner = "\u2060"

// text draws a text of one line.
func (s scene) text(n *node, look style, ctm matrix) error {
	if len(n.children) > 0 {
		return fmt.Errorf("<%s> in <text> is not known", n.children[0].name)
	}
	words := strings.FieldsFunc(n.text, func(r rune) bool { return strings.ContainsRune(" \t\r\n", r) })
	at, err := n.numbers("x", "y")
	if err != nil {
		return err
	}
	y := at[1]
	if dy, ok := n.attribute("dy"); ok {
		unit := 1.0
		if em, ok := strings.CutSuffix(dy, "em"); ok {
			dy, unit = em, look.fontSize
		}
		v, err := length(dy)
		if err != nil {
			return fmt.Errorf("<text dy>: %w", err)
		}
		y += v * unit
	}
	shown := strings.ReplaceAll(strings.Join(words, " "), wordJoiner, "")
	contours, err := letters(shown, look, point{at[0], y}, ctm.scale())
	if err != nil {
		return fmt.Errorf("<text>: %w", err)
	}
	return s.shape(contours, look, ctm)
}

// letters gives the outlines of a text at a point of its base line, for a picture in which its units are scale pixels.
func letters(text string, look style, at point, scale float64) ([]contour, error) {
	face := regular
	if look.bold {
		face = bold
	}
	f, err := face()
	if err != nil {
		return nil, fmt.Errorf("read font: %w", err)
	}
	t := typesetter{font: f, pen: newPen(scale), size: look.fontSize, at: at}
	// The outlines are made at their place, so the width has to be known first.
	width := 0.0
	for _, r := range text {
		advance, err := t.advance(r)
		if err != nil {
			return nil, fmt.Errorf("%q: %w", text, err)
		}
		width += advance
	}
	switch look.anchor {
	case "middle":
		t.at.x -= width / 2
	case "end":
		t.at.x -= width
	}
	for _, r := range text {
		if err := t.letter(r); err != nil {
			return nil, fmt.Errorf("%q: %w", text, err)
		}
		if t.pen.points > maxPoints {
			break // done tells
		}
	}
	return t.pen.done()
}

// typesetter draws letters one after the other.
type typesetter struct {
	font   *sfnt.Font
	buffer sfnt.Buffer
	pen    *pen
	size   float64
	at     point
}

// The charts mark lines with a diamond, which Go's typeface lacks; it is drawn as wide as the square that it has.
const (
	diamond       = '◆'
	diamondWidth  = 0.604 // font sizes, as below
	diamondMiddle = 0.35  // above the base line
	diamondRadius = 0.32
)

// units is how many parts a font size is measured in.
func (t *typesetter) units() fixed.Int26_6 { return fixed.I(int(t.font.UnitsPerEm())) }

func (t *typesetter) glyph(r rune) (sfnt.GlyphIndex, error) {
	index, err := t.font.GlyphIndex(&t.buffer, r)
	if err == nil && index == 0 {
		err = fmt.Errorf("the font has no %q (%U)", r, r)
	}
	return index, err
}

func (t *typesetter) advance(r rune) (float64, error) {
	if r == diamond {
		return diamondWidth * t.size, nil
	}
	index, err := t.glyph(r)
	if err != nil {
		return 0, err
	}
	v, err := t.font.GlyphAdvance(&t.buffer, index, t.units(), font.HintingNone)
	return float64(v) / float64(t.units()) * t.size, err
}

func (t *typesetter) letter(r rune) error {
	advance, err := t.advance(r)
	if err != nil {
		return err
	}
	defer func() { t.at.x += advance }()
	if r == diamond {
		middle := t.at.plus(point{advance / 2, -diamondMiddle * t.size})
		for i, side := range []point{{0, -1}, {1, 0}, {0, 1}, {-1, 0}} {
			if p := middle.plus(side.times(diamondRadius * t.size)); i == 0 {
				t.pen.move(p)
			} else {
				t.pen.line(p)
			}
		}
		t.pen.close()
		return nil
	}
	index, err := t.glyph(r)
	if err != nil {
		return err
	}
	segments, err := t.font.LoadGlyph(&t.buffer, index, t.units(), nil)
	if err != nil {
		return fmt.Errorf("%q: %w", r, err)
	}
	place := func(p fixed.Point26_6) point {
		return t.at.plus(point{float64(p.X), float64(p.Y)}.times(t.size / float64(t.units())))
	}
	for _, s := range segments {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			t.pen.close()
			t.pen.move(place(s.Args[0]))
		case sfnt.SegmentOpLineTo:
			t.pen.line(place(s.Args[0]))
		case sfnt.SegmentOpQuadTo:
			t.pen.quadratic(place(s.Args[0]), place(s.Args[1]))
		case sfnt.SegmentOpCubeTo:
			t.pen.cubic(place(s.Args[0]), place(s.Args[1]), place(s.Args[2]))
		}
	}
	t.pen.close()
	return nil
}
