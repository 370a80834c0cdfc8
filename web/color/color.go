// Package color reads the colours of styles and tells how well one stands out on another.
package color

import (
	"fmt"
	"math"
	"strconv"
)

// The least contrast that WCAG 2.2 AA asks: of text on its ground (1.4.3), and of a line that carries meaning (1.4.11).
const (
	LeastText = 4.5
	LeastLine = 3.0
)

// RGB is an opaque colour of the sRGB space.
type RGB struct{ R, G, B uint8 }

// White is the ground that pictures are drawn for.
var White = RGB{255, 255, 255}

// Parse reads "#1b2a35" or "#123", capitals or not; ok is false for anything else.
func Parse(text string) (c RGB, ok bool) {
	if len(text) == 4 && text[0] == '#' {
		text = string([]byte{'#', text[1], text[1], text[2], text[2], text[3], text[3]})
	}
	if len(text) != 7 || text[0] != '#' {
		return RGB{}, false
	}
	for _, digit := range text[1:] {
		if !(digit >= '0' && digit <= '9' || digit >= 'a' && digit <= 'f' || digit >= 'A' && digit <= 'F') {
			return RGB{}, false
		}
	}
	n, _ := strconv.ParseUint(text[1:], 16, 24)
	return RGB{uint8(n >> 16), uint8(n >> 8), uint8(n)}, true
}

// String gives the one form that we write: "#1b2a35".
func (c RGB) String() string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// Contrast gives the contrast ratio of two colours, 1 to 21, by the formula of WCAG 2.2.
func Contrast(a, b RGB) float64 {
	high, low := a.luminance(), b.luminance()
	if high < low {
		high, low = low, high
	}
	return (high + 0.05) / (low + 0.05)
}

// luminance is WCAG's relative luminance: 0 for black to 1 for white.
func (c RGB) luminance() float64 {
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

func linear(channel uint8) float64 {
	v := float64(channel) / 255
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}
