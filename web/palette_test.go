package web

import (
	"fmt"
	"io/fs"
	"math"
	"regexp"
	"strings"
	"testing"

	"wijkinzicht/web/chart"
	"wijkinzicht/web/color"
)

type rgb [3]float64 // linear light

// light gives a colour of ours in linear light.
func light(t *testing.T, text string) rgb {
	t.Helper()
	c, ok := color.Parse(text)
	if !ok {
		t.Fatalf("%q is no colour", text)
	}
	var out rgb
	for i, v := range [3]uint8{c.R, c.G, c.B} {
		c := float64(v) / 255
		out[i] = c / 12.92
		if c > 0.04045 {
			out[i] = math.Pow((c+0.055)/1.055, 2.4)
		}
	}
	return out
}

func (c rgb) luminance() float64 { return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2] }

func contrast(a, b rgb) float64 {
	high, low := max(a.luminance(), b.luminance()), min(a.luminance(), b.luminance())
	return (high + 0.05) / (low + 0.05)
}

// scales gives the colours of the classes, from low to high.
func scales(t *testing.T, p color.Palette) map[string][]rgb {
	t.Helper()
	out := map[string][]rgb{}
	for _, n := range []int{5, 6, 7} {
		for class := range n {
			out[fmt.Sprint("of", n)] = append(out[fmt.Sprint("of", n)], light(t, p.Of(levelInk(n, class+1))))
		}
	}
	for _, ink := range changeInks {
		out["diverging"] = append(out["diverging"], light(t, p.Of(ink)))
	}
	return out
}

// TestClassesCanBeToldApart: by lightness alone, so on any screen, in print and with any kind of colour blindness. Seven classes
// that each have 3:1 with a dark page leave 1.3 between them, up to white.
func TestClassesCanBeToldApart(t *testing.T) {
	for _, c := range []struct {
		palette color.Palette
		least   float64
	}{{color.Light, 1.4}, {color.Dark, 1.3}} {
		for name, colours := range scales(t, c.palette) {
			for k := 1; k < len(colours); k++ {
				darker := colours[k-1].luminance() > colours[k].luminance()
				if want := (name != "diverging" || k >= 4) == (c.palette == color.Light); darker != want {
					t.Errorf("%s in palette %d: from class %d to %d the colour goes the wrong way", name, c.palette, k, k+1)
				}
				if ratio := contrast(colours[k-1], colours[k]); ratio < c.least {
					t.Errorf("%s in palette %d: classes %d and %d have a contrast of %.2f, want %.1f", name, c.palette, k, k+1, ratio, c.least)
				}
			}
		}
	}
}

// TestClassesStandOutInTheDark: every class, and the lines on it, against the page and the lines between areas.
func TestClassesStandOutInTheDark(t *testing.T) {
	paper := light(t, paperInk.Dark)
	for name, colours := range scales(t, color.Dark) {
		for k, c := range colours {
			if ratio := contrast(c, paper); ratio < color.LeastLine {
				t.Errorf("%s: class %d has a contrast of %.2f with the page", name, k+1, ratio)
			}
		}
	}
}

// TestInksOfMapsAreTokens: a map in a page takes them from its style sheet.
func TestInksOfMapsAreTokens(t *testing.T) {
	own, err := ownTokens("shared/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	dark, err := ownTokens("shared/dark.css")
	if err != nil {
		t.Fatal(err)
	}
	for _, ink := range []color.Ink{paperInk, textInk, softInk} {
		if own["--"+ink.Name] != ink.Light || dark["--"+ink.Name] != ink.Dark {
			t.Errorf("%s is %s and %s in the style sheets, %s and %s in a picture", ink.Name, own["--"+ink.Name], dark["--"+ink.Name], ink.Light, ink.Dark)
		}
	}
	for name, value := range own {
		if strings.HasPrefix(value, "#") && name != "--wijkinzicht-chart-line-color" && dark[name] == "" {
			t.Errorf("%s has no value in the dark", name)
		}
	}
	if dark["--"+paperInk.Name] != chart.Ground {
		t.Errorf("charts lie on %s in the dark", chart.Ground)
	}
}

// TestInksOfSheetsAreKnown: a drawing with an ink that has no value is black.
func TestInksOfSheetsAreKnown(t *testing.T) {
	known := map[string]bool{}
	for _, ink := range append(mapInks(), chart.Inks...) {
		known["--"+ink.Name] = true
	}
	names, err := fs.Glob(files, "*/*.css")
	if err != nil {
		t.Fatal(err)
	}
	more, err := fs.Glob(files, "pages/*/*.css")
	if err != nil {
		t.Fatal(err)
	}
	used := 0
	for _, name := range append(names, more...) {
		if name == "shared/tokens.css" || name == "shared/dark.css" {
			continue
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, ink := range regexp.MustCompile(`var\((--(?:map|chart|signal)-[a-z0-9-]+)\)`).FindAllSubmatch(text, -1) {
			used++
			if !known[string(ink[1])] {
				t.Errorf("%s uses %s, which has no value", name, ink[1])
			}
		}
		if found := regexp.MustCompile(`(?:fill|stroke|color|background): *#[0-9a-f]`).Find(text); found != nil {
			t.Errorf("%s has a colour of its own, which stays the same in the dark: %s", name, found)
		}
	}
	if used < 30 {
		t.Errorf("only %d inks are used", used)
	}
}

// TestFallAndRiseCanBeToldApart simulates the full loss of one kind of cone with the matrices of Machado, Oliveira and
// Fernandes (2009). Dots on what falls help where colours do not.
func TestFallAndRiseCanBeToldApart(t *testing.T) {
	for _, palette := range []color.Palette{color.Light, color.Dark} {
		colours := scales(t, palette)["diverging"]
		for name, m := range map[string][3]rgb{
			"protanopia":   {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
			"deuteranopia": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
			"tritanopia":   {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
		} {
			for k := range 3 {
				distance := 0.0
				for _, row := range m {
					fall, rise := 0.0, 0.0
					for i := range row {
						fall, rise = fall+row[i]*colours[k][i], rise+row[i]*colours[6-k][i]
					}
					// Compared as the eye does, roughly: by the cube root of light.
					distance += math.Pow(math.Cbrt(fall)-math.Cbrt(rise), 2)
				}
				if distance = math.Sqrt(distance); distance < 0.15 {
					t.Errorf("%s: classes %d and %d are %.2f apart, want 0.15", name, k+1, 7-k, distance)
				}
			}
		}
	}
}

func TestHatchIsNoClass(t *testing.T) {
	if css := assetText(t, "kaart.css"); regexp.MustCompile(`\.k0\b`).MatchString(css) {
		t.Error("class 0 has a colour: it must inherit the hatch")
	}
}
