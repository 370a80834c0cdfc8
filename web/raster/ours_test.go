package raster_test

import (
	"bytes"
	"context"
	"fmt"
	"image/png"
	"testing"

	"wijkinzicht/web"
	"wijkinzicht/web/chart"
	"wijkinzicht/web/raster"
)

// picture renders an SVG and gives its colours: how many pixels have each.
func picture(t testing.TB, svg []byte, width int) map[string]int {
	t.Helper()
	out, err := raster.PNG(svg, width)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	colours := map[string]int{}
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			r, g, b, _ := img.At(x, y).RGBA()
			colours[fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)]++
		}
	}
	return colours
}

// figure has every role, quality and mark; names and values are made up. The lines of the others end early, so that
// their markers stand in their names.
func figure(size chart.Size) chart.Figure {
	value := func(year int, v float64, quality string) chart.Point {
		return chart.Point{Year: year, Value: v, Quality: quality}
	}
	low, high := 9.0, 12.5
	converted := value(2012, 11, "C")
	converted.Low, converted.High = &low, &high
	f := chart.Figure{
		ID: "zonnewijk", Title: "Inkomen in Zonnewijk", Summary: "Verzonnen.", Unit: "x € 1.000 (≥ −5 m²)", Decimals: 1, First: 2010, Last: 2024, Size: size,
		Lines: []chart.Line{
			{Name: "Zonnewijk", Role: chart.Wijk, Segments: [][]chart.Point{
				{value(2010, 10, "D"), value(2011, 10.5, "D"), converted}, {value(2016, -2, "B")}, {value(2018, 14, "A"), value(2024, 19, "A")}}},
		},
		Breaks: []chart.Break{{Year: 2013, Label: "nieuwe definitie"}, {Year: 2017, Label: "andere wijkgrens"}},
		Gaps:   []chart.Gap{{Year: 2014, Reason: "geheim"}, {Year: 2015, Reason: "geheim"}},
	}
	names := []string{"Dorrestad", "Rest van Dorrestad", "Nederland", "Ándere wijk", "Súderfeart-Noard", "Oude Wal"}
	for i, role := range []chart.Role{chart.Gemeente, chart.Rest, chart.Land, chart.Ander, chart.Ander, chart.Ander} {
		f.Lines = append(f.Lines, chart.Line{Name: names[i], Role: role,
			Segments: [][]chart.Point{{value(2010, float64(12+i), "A"), value(2018+i, float64(14+2*i), "A")}}})
	}
	return f
}

// TestOurCharts: the lines of a chart are seen in every size. The tests of web/chart make pictures of the other kinds.
func TestOurCharts(t *testing.T) {
	renderer, err := chart.NewRenderer(1)
	if err != nil {
		t.Fatal(err) // says to run make build
	}
	for size, name := range map[chart.Size]string{chart.Large: "large", chart.Narrow: "narrow", chart.Small: "small", chart.Tight: "tight"} {
		t.Run(name, func(t *testing.T) {
			svg, err := renderer.SVG(context.Background(), figure(size))
			if err != nil {
				t.Fatal(err)
			}
			colours := picture(t, svg, 1200)
			for _, line := range []string{"#12385c", "#b5500b", "#00756f", "#66717e"} {
				if colours[line] < 200 {
					t.Errorf("%d pixels of %s", colours[line], line)
				}
			}
		})
	}
}

// mapSVG is the card of a map, with an area of every class.
func mapSVG(t testing.TB, diverging bool) []byte {
	t.Helper()
	m := web.Map{Width: 400, Height: 200, Title: "Inwoners, Dorrestad", Summary: "Verzonnen.", Water: []string{"m0 190h400v10h-400z"},
		Outlines: []web.MapOutline{{Name: "Zonnewijk", Path: "m20 20h80v160h-80z", LabelX: 60, LabelY: 100}},
		Dots:     []web.MapDot{{X: 200, Y: 100}}, Circles: []web.MapCircle{{Code: "BU99010101", X: 300, Y: 100, R: 10}}}
	legend := web.Legend{Diverging: diverging}
	for class := range 8 {
		m.Areas = append(m.Areas, web.MapArea{Code: fmt.Sprintf("BU9901010%d", class), Name: "Buurt", Class: class, Path: fmt.Sprintf("m%d 0h50v200h-50z", 50*class)})
		if class > 0 {
			legend.Classes = append(legend.Classes, web.LegendClass{Class: class})
		}
	}
	pages, err := web.New("")
	if err != nil {
		t.Fatal(err)
	}
	var svg bytes.Buffer
	if err := pages.Card(&svg, web.Card{Title: "Inwoners", Map: &m, Legend: legend, Source: "verzonnen"}); err != nil {
		t.Fatal(err)
	}
	return svg.Bytes()
}

func TestOurMaps(t *testing.T) {
	for name, test := range map[string]struct {
		diverging bool
		areas     []string // the colours of the areas, the hatch's first
	}{
		"classes": {false, []string{"#f4f6f7", "#c5e8f6", "#85c4e2", "#50a3cd", "#2b83b4", "#1f6694", "#214b6e", "#203041"}},
		"change":  {true, []string{"#f4f6f7", "#792709", "#bd6335", "#e2ab82", "#eceae4", "#86beda", "#3082b5", "#00447a"}},
	} {
		t.Run(name, func(t *testing.T) {
			colours := picture(t, mapSVG(t, test.diverging), 800)
			for _, area := range test.areas {
				if colours[area] < 10_000 { // of 40,000; the dots and hatch take their part
					t.Errorf("%d pixels of %s", colours[area], area)
				}
			}
			if ink := colours["#1b2a35"]; ink < 500 {
				t.Errorf("%d pixels of ink for the outline and the name", ink)
			}
		})
	}
}

func BenchmarkChart(b *testing.B) {
	renderer, err := chart.NewRenderer(1)
	if err != nil {
		b.Fatal(err)
	}
	svg, err := renderer.SVG(b.Context(), figure(chart.Large))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := raster.PNG(svg, 1200); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMap(b *testing.B) {
	svg := mapSVG(b, true)
	for b.Loop() {
		if _, err := raster.PNG(svg, 1200); err != nil {
			b.Fatal(err)
		}
	}
}
