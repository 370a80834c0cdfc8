package web

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"testing"
)

type rgb [3]float64 // linear light

// mapColour gives the fill that the style sheet sets for a selector.
func mapColour(t *testing.T, css, selector string) rgb {
	t.Helper()
	found := regexp.MustCompile(`(?:^|[\n}] ?)` + regexp.QuoteMeta(selector) + ` \{ fill: #([0-9a-f]{6}) \}`).FindStringSubmatch(css)
	if found == nil {
		t.Fatalf("%s has no fill", selector)
	}
	var out rgb
	for i := range out {
		n, err := strconv.ParseUint(found[1][2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
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

// palettes gives the colours of the classes, from low to high, as the cascade of the style sheet resolves them.
func palettes(t *testing.T) map[string][]rgb {
	t.Helper()
	css := assetText(t, "kaart.css")
	out := map[string][]rgb{}
	for _, n := range []int{5, 6, 7} {
		for k := 1; k <= n; k++ {
			selector := fmt.Sprintf(".k%d", k)
			if n > 5 && k > 1 && k < n {
				selector = fmt.Sprintf(".of%d .k%d", n, k)
			}
			out[fmt.Sprint("of", n)] = append(out[fmt.Sprint("of", n)], mapColour(t, css, selector))
		}
	}
	for _, selector := range []string{".fall-1", ".fall-2", ".fall-3", ".diverging .k4", ".diverging .k5", ".diverging .k6", ".diverging .k7"} {
		out["diverging"] = append(out["diverging"], mapColour(t, css, selector))
	}
	return out
}

// TestClassesCanBeToldApart: by lightness alone, so on any screen, in print and with any kind of colour blindness.
func TestClassesCanBeToldApart(t *testing.T) {
	for name, colours := range palettes(t) {
		for k := 1; k < len(colours); k++ {
			darker := colours[k-1].luminance() > colours[k].luminance()
			if want := name != "diverging" || k >= 4; darker != want {
				t.Errorf("%s: from class %d to %d the colour goes the wrong way", name, k, k+1)
			}
			if ratio := contrast(colours[k-1], colours[k]); ratio < 1.4 {
				t.Errorf("%s: classes %d and %d have a contrast of %.2f, want 1.4", name, k, k+1, ratio)
			}
		}
	}
}

// TestFallAndRiseCanBeToldApart simulates the full loss of one kind of cone with the matrices of Machado, Oliveira and
// Fernandes (2009). Dots on what falls help where colours do not.
func TestFallAndRiseCanBeToldApart(t *testing.T) {
	colours := palettes(t)["diverging"]
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

func TestHatchIsNoClass(t *testing.T) {
	if css := assetText(t, "kaart.css"); regexp.MustCompile(`\.k0\b`).MatchString(css) {
		t.Error("class 0 has a colour: it must inherit the hatch")
	}
}
