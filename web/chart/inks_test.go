package chart

import (
	"strings"
	"testing"

	"wijkinzicht/web/color"
)

// contrastOf gives the contrast of two light colours of ours in a palette.
func contrastOf(t *testing.T, p color.Palette, ink, ground string) float64 {
	t.Helper()
	back := ground
	if ground != "#ffffff" {
		back = painted(ground, p)
	} else if p == color.Dark {
		back = Ground
	}
	a, known := color.Parse(painted(ink, p))
	b, ok := color.Parse(back)
	if !known || !ok {
		t.Fatalf("%s on %s are no colours", ink, ground)
	}
	return color.Contrast(a, b)
}

// TestInksAreRead: in both palettes texts have 4.5:1 with what they lie on, and lines that carry meaning 3:1.
func TestInksAreRead(t *testing.T) {
	texts := []string{inkColor, quietColor}
	for _, l := range looks {
		texts = append(texts, l.color)
	}
	for _, l := range others {
		texts = append(texts, l.color)
	}
	for _, p := range []color.Palette{color.Light, color.Dark} {
		for _, text := range texts {
			if ratio := contrastOf(t, p, text, "#ffffff"); ratio < color.LeastText {
				t.Errorf("%s in palette %d: %.2f", text, p, ratio)
			}
		}
		for _, pair := range []struct {
			ink, ground string
			least       float64
		}{{inkColor, gapColor, color.LeastText}, {quietColor, gapColor, color.LeastText}, {inkColor, eventColor, color.LeastText},
			{axisColor, "#ffffff", color.LeastLine}, {eventEdge, "#ffffff", color.LeastLine}} {
			if ratio := contrastOf(t, p, pair.ink, pair.ground); ratio < pair.least {
				t.Errorf("%s on %s in palette %d: %.2f, want %.1f", pair.ink, pair.ground, p, ratio, pair.least)
			}
		}
	}
}

// TestEveryColourIsAnInk: what is drawn in another palette has no light colour left.
func TestEveryColourIsAnInk(t *testing.T) {
	f := Figure{ID: "zonnewijk", Title: "Inkomen", Unit: "x € 1.000", First: 2010, Last: 2020, Breaks: []Break{{Year: 2013, Label: `"#2b3642"`}}, Gaps: []Gap{{Year: 2014, Reason: "geheim"}},
		Events: []Event{{Number: 1, Label: "Krachtwijk", From: 2015, Until: 2018}}}
	for i := range Gelijke + 12 {
		f.Lines = append(f.Lines, Line{Name: "Lijn", Role: min(i, Gelijke), Segments: [][]Point{{{Year: 2010, Value: float64(i), Quality: "A"}, {Year: 2020, Value: float64(i), Quality: "D"}}}})
	}
	for range len(others) {
		f.Lines = append(f.Lines, Line{Name: "Lijn", Role: Ander, Segments: [][]Point{{{Year: 2011, Value: 1, Quality: "A"}}}})
	}
	for p, other := range map[color.Palette]string{color.Dark: "#e3e9ee", color.Page: "var(--chart-ink)"} {
		f.Palette = p
		option, err := f.Option()
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(option), other) {
			t.Errorf("palette %d lacks %s", p, other)
		}
		for _, i := range Inks {
			if strings.Contains(string(option), `"`+i.Light+`"`) {
				t.Errorf("palette %d has %s of the light one", p, i.Light)
			}
		}
		if !strings.Contains(string(option), `\"#2b3642\"`) {
			t.Errorf("palette %d changes the text of a break", p)
		}
	}
	for _, l := range others {
		if painted(l.color, color.Dark) == l.color {
			t.Errorf("%s is no ink", l.color)
		}
	}
}
