package raster

import (
	"fmt"
	"testing"
)

func TestTextStandsWhereItShould(t *testing.T) {
	for name, test := range map[string]struct {
		svg            string
		x0, y0, x1, y1 int // all the ink is in here
	}{
		"start":           {`<text x="50" y="50" font-size="10">Wijk</text>`, 50, 41, 75, 51 + 2},
		"middle":          {`<text x="50" y="50" font-size="10" text-anchor="middle">Wijk</text>`, 38, 41, 62, 53},
		"end":             {`<text x="50" y="50" font-size="10" text-anchor="end">Wijk</text>`, 27, 41, 50, 53},
		"shifted":         {`<text x="50" y="50" dy="0.35em" font-size="20" text-anchor="middle">H</text>`, 40, 49 - 7, 60, 50 + 8},
		"shift in pixels": {`<text x="50" y="50" dy="-20" font-size="10">H</text>`, 50, 21, 60, 31},
		"moved":           {`<text y="6.5" font-size="10" transform="translate(30 40)">H</text>`, 30, 38, 40, 47},
		"upright":         {`<text font-size="10" transform="rotate(-90) translate(-80 50)">Wijk</text>`, 41, 55, 53, 80},
		"diamond":         {`<text x="50" y="50" font-size="20">◆</text>`, 49, 36, 63, 50},
		"joined":          {"<text x='50' y='50' font-size='10'>Wi\u2060jk</text>", 50, 41, 75, 53},
		"white space":     {"<text x='50' y='50' font-size='10'>\n  Wijk \t</text>", 50, 41, 75, 53},
	} {
		t.Run(name, func(t *testing.T) {
			picture := draw(t, test.svg)
			inside, all := darkness(picture, test.x0, test.y0, test.x1, test.y1), darkness(picture, 0, 0, 100, 100)
			if inside < 5 || all-inside > 0.01 {
				t.Errorf("%.2f pixels of ink inside, %.2f outside", inside, all-inside)
			}
		})
	}
}

func TestTextLooks(t *testing.T) {
	amount := func(inside string) float64 { return darkness(draw(t, inside), 0, 0, 100, 100) }
	plain := amount(`<text x="5" y="50" font-size="20">Wijk</text>`)
	for name, svg := range map[string]string{
		"bold":   `<text x="5" y="50" font-size="20" font-weight="bold">Wijk</text>`,
		"650":    `<text x="5" y="50" font-size="20" font-weight="650">Wijk</text>`,
		"larger": `<text x="5" y="50" font-size="24px">Wijk</text>`,
		"stroke": `<text x="5" y="50" font-size="20" stroke="#000">Wijk</text>`,
	} {
		if got := amount(svg); got < 1.1*plain {
			t.Errorf("%s: %.1f pixels of ink, plain has %.1f", name, got, plain)
		}
	}
	if got := amount(`<text x="5" y="50" font-size="20" font-weight="400">Wijk</text>`); got != plain {
		t.Errorf("weight 400: %.1f pixels of ink, plain has %.1f", got, plain)
	}
	// The hole of an o stays open, and a halo lies under its letter.
	o := draw(t, `<rect width="100" height="100" fill="#00f"/><text x="50" y="70" font-size="60" text-anchor="middle" fill="#f00"
		stroke="#fff" stroke-width="6" paint-order="stroke">o</text>`)
	counts := map[string]int{}
	for x := range 100 {
		counts[hex(o.At(x, 54))]++
	}
	if hex(o.At(50, 54)) != "#0000ff" || counts["#ff0000"] < 6 || counts["#ffffff"] < 8 {
		t.Errorf("across an o: %v, middle %s", counts, hex(o.At(50, 54)))
	}
}

// TestLetters: what Dutch and Frisian names, and the charts' numbers and marks, are written with.
func TestLetters(t *testing.T) {
	for _, r := range "ABCXYZabcxyz0123456789áàâäéèêëíìîïóòôöúùûüñçÿŷÁÉËÏÖÜ.,:;'’‘“”()%&/+-−–—…·×€²³§±≤≥≠●◆▲■" {
		if darkness(draw(t, fmt.Sprintf(`<text x="30" y="70" font-size="50"><![CDATA[%c]]></text>`, r)), 0, 0, 100, 100) < 5 {
			t.Errorf("%q draws no ink", r)
		}
	}
}
