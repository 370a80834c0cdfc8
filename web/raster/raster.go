// Package raster turns the SVG that this program makes itself into PNG pictures, without a browser.
//
// It knows the part of SVG that our charts and maps use, and no style sheets. What it does not know is an error, so that a chart that
// begins to use more is noticed and never drawn wrongly.
package raster

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"
	"math"
	"strings"
)

// Limits of one picture, so that no request can take the server's memory or time.
const (
	maxBytes  = 8 << 20 // of SVG
	maxWidth  = 4000    // pixels
	maxPixels = 16_000_000
)

// PNG draws an SVG on white, width pixels wide and as high as its viewBox asks. The same input gives the same bytes.
// It is an error when the SVG holds an element or attribute that is not known here, or is too large to draw.
func PNG(svg []byte, width int) ([]byte, error) {
	if width < 1 || width > maxWidth {
		return nil, fmt.Errorf("width of %d pixels: want 1 to %d", width, maxWidth)
	}
	if len(svg) > maxBytes {
		return nil, fmt.Errorf("SVG of %d bytes: want at most %d", len(svg), maxBytes)
	}
	doc, err := parse(svg)
	if err != nil {
		return nil, fmt.Errorf("read SVG: %w", err)
	}
	box, err := viewBox(doc.root)
	if err != nil {
		return nil, fmt.Errorf("read SVG: %w", err)
	}
	scale := float64(width) / box.width
	height := math.Max(1, math.Round(box.height*scale))
	if !(float64(width)*height <= maxPixels) {
		return nil, fmt.Errorf("picture of %d by %.0f pixels: want at most %d in all", width, height, maxPixels)
	}
	picture := image.NewRGBA(image.Rect(0, 0, width, int(height)))
	for i := range picture.Pix {
		picture.Pix[i] = 0xff
	}
	effort := newEffort(width * int(height))
	s := scene{doc: doc, to: picture, effort: &effort}
	if err := s.element(doc.root, initialStyle(), matrix{scale, 0, 0, scale, -box.x * scale, -box.y * scale}); err != nil {
		return nil, fmt.Errorf("draw SVG: %w", err)
	}
	var out bytes.Buffer
	if err := png.Encode(&out, picture); err != nil {
		return nil, fmt.Errorf("write PNG: %w", err)
	}
	return out.Bytes(), nil
}

type box struct{ x, y, width, height float64 }

// viewBox gives what the picture shows, in the units of the SVG; without a viewBox its size tells.
func viewBox(root *node) (box, error) {
	text, ok := root.attribute("viewBox")
	if !ok {
		width, _ := root.attribute("width")
		height, _ := root.attribute("height")
		text = "0 0 " + strings.TrimSuffix(width, "px") + " " + strings.TrimSuffix(height, "px")
	}
	n, err := numbers(text)
	if err != nil || len(n) != 4 || !(n[2] > 0 && n[3] > 0) {
		return box{}, fmt.Errorf("viewBox or size %q: want a width and height above 0", text)
	}
	return box{n[0], n[1], n[2], n[3]}, nil
}

// effort is what may still be spent on one picture, roughly in pixels touched.
type effort int

// newEffort allows at least three times what a map of a large city takes, the dearest of our pictures.
func newEffort(pixels int) effort { return effort(100_000_000 + 12*pixels) }

var errEffort = errors.New("too much work for one picture")

func (e *effort) spend(n int) error {
	*e -= effort(n)
	if *e < 0 {
		return errEffort
	}
	return nil
}
