package raster

import (
	"bytes"
	"image/png"
	"math"
	"testing"
)

// FuzzPNG: whatever comes in, there is a picture of the right width or an error.
func FuzzPNG(f *testing.F) {
	for _, inside := range []string{
		``, hatch + `<rect width="60" height="60" fill="url(#h)" stroke="#000" stroke-dasharray="4 2.5"/>`,
		`<g opacity=".5"><circle cx="5" cy="5" r="4" transform="rotate(9 5 5)"/></g><polygon points="1,2 3,4 5 6"/>`,
		`<g fill="#f00" stroke="#000"><path d="M1 1q5 5 9 0t9 9a4 4 0 1 1 1 0z"/></g>`,
		`<rect width="9" height="9" rx="2"/><text y="9" font-size="9">Wijk ◆</text>`,
	} {
		f.Add([]byte(`<svg viewBox="0 0 64 64">` + inside + `</svg>`))
	}
	f.Fuzz(func(t *testing.T, svg []byte) {
		out, err := PNG(svg, 16)
		if err != nil {
			return
		}
		config, err := png.DecodeConfig(bytes.NewReader(out))
		if err != nil || config.Width != 16 {
			t.Errorf("%d pixels wide, %v", config.Width, err)
		}
	})
}

// FuzzPath: path data gives finite lines that fill and stroke within the picture, or an error.
func FuzzPath(f *testing.F) {
	for _, d := range []string{"M1 2L3 4Z", "m1-2.5.5l1e1,2h3v4z", "M0 0C1 2 3 4 5 6s7 8 9 9Q1 2 3 4t5 6", "M1 0A1 1 0 1 1 1 -.1", "M2 2h0", "M0 0a1 2 30 0110 10"} {
		f.Add(d, 2.5, 1.0)
	}
	f.Fuzz(func(t *testing.T, d string, width, dash float64) {
		p := newPen(1)
		if p.path(d) != nil {
			return
		}
		contours, err := p.done()
		if err != nil {
			return
		}
		look := initialStyle()
		look.width = math.Abs(width)
		if dash > 0 {
			look.dashes = []float64{dash, dash / 2}
		}
		spend := newEffort(64)
		inside := func(x, y int, cover []int32) {
			if x < 0 || y < 0 || x+len(cover) > 8 || y >= 8 {
				t.Errorf("paints %d pixels at %d,%d of 8 by 8", len(cover), x, y)
			}
			for _, c := range cover {
				if c < 0 || c > fullCover {
					t.Errorf("covers %d of %d", c, fullCover)
				}
			}
		}
		_ = fill(contours, true, 8, 8, &spend, inside)
		if pieces, err := stroke(contours, look, precision); err == nil {
			_ = fill(pieces, false, 8, 8, &spend, inside)
		}
	})
}

// FuzzTransform: a transform is finite or refused.
func FuzzTransform(f *testing.F) {
	for _, text := range []string{"translate(5)", "matrix(3.5,0,0,3.5,57.3,154.38)", "rotate(-90 5 5) scale(2 3)", "translate(1 2)scale(4)"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		m, err := transformOf(text)
		if err != nil || m.flat() {
			return
		}
		if det := m.determinant(); math.IsNaN(det) || math.IsInf(det, 0) {
			t.Errorf("%q: determinant %v", text, det)
		}
	})
}
