package color

import (
	"math"
	"testing"
)

func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		"#1b2a35": "#1b2a35", "#1B2A35": "#1b2a35", "#123": "#112233", "#FfF": "#ffffff", "#000000": "#000000",
		"": "", "#": "", "#12": "", "#1234": "", "#12345": "", "#1234567": "", "1b2a35": "", "red": "", "#12345g": "", "#+12345": "", "#1_2345": "",
		"#éé1": "", "rgb(0,0,0)": "", "#1b2a35;": "", " #1b2a35": "",
	} {
		c, ok := Parse(text)
		if ok != (want != "") || ok && c.String() != want {
			t.Errorf("Parse(%q) = %v, %v, want %q", text, c, ok, want)
		}
	}
}

// TestContrast holds pairs whose ratios are commonly known.
func TestContrast(t *testing.T) {
	for _, pair := range []struct {
		a, b string
		want float64
	}{
		{"#000000", "#ffffff", 21}, {"#ffffff", "#ffffff", 1}, {"#777777", "#ffffff", 4.48}, {"#767676", "#ffffff", 4.54},
		{"#949494", "#ffffff", 3.03}, {"#969696", "#ffffff", 2.96}, {"#ff0000", "#ffffff", 4.00}, {"#0000ff", "#ffffff", 8.59},
	} {
		a, _ := Parse(pair.a)
		b, _ := Parse(pair.b)
		if got := Contrast(a, b); math.Abs(got-pair.want) > 0.005 || got != Contrast(b, a) {
			t.Errorf("contrast of %s and %s: %.3f, want %.2f both ways", pair.a, pair.b, got, pair.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("#1b2a35")
	f.Add("#fff")
	f.Fuzz(func(t *testing.T, text string) {
		c, ok := Parse(text)
		if !ok {
			return
		}
		if again, ok := Parse(c.String()); !ok || again != c {
			t.Errorf("%q reads as %v and that as %v", text, c, again)
		}
		if ratio := Contrast(c, White); ratio < 1 || ratio > 21.0001 {
			t.Errorf("%q has a contrast of %v", text, ratio)
		}
	})
}
