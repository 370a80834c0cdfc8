package chart

import (
	"bytes"
	"fmt"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"wijkinzicht/web/raster"
)

// axis is the straight line through what the labels of an axis say.
type axis struct{ from, step float64 }

func (a axis) at(v float64) float64 { return a.from + a.step*v }

func (d *drawing) fault(format string, args ...any) {
	d.faults = append(d.faults, fmt.Sprintf(format, args...))
}

// axis makes one of the first and the last label, and fails for one between them that stands elsewhere.
func (d *drawing) axis(what string, values, places []float64) axis {
	last := len(values) - 1
	if last < 1 {
		d.fault("the axis of %s has %d labels", what, len(values))
		return axis{}
	}
	a := axis{step: (places[last] - places[0]) / (values[last] - values[0])}
	a.from = places[0] - a.step*values[0]
	for i, v := range values {
		if math.Abs(a.at(v)-places[i]) > within {
			d.fault("the axis of %s has %v at %v, want %v", what, v, places[i], a.at(v))
		}
	}
	return a
}

// axes reads the labels of the years and of the values.
func (d *drawing) axes(f Figure) (years, values axis) {
	decimal, thousands := ",", "."
	if f.Words != nil {
		decimal, thousands = thousands, decimal
	}
	plain := strings.NewReplacer(thousands, "", decimal, ".", "−", "-", "+", "")
	var year, x, value, y []float64
	for _, text := range d.texts {
		v, err := strconv.ParseFloat(plain.Replace(text.text), 64)
		switch {
		case err != nil:
		case text.anchor == "middle" && v >= 1000: // not the number of an event
			year, x = append(year, v), append(x, text.at.x)
		case text.anchor == "end":
			value, y = append(value, v), append(y, text.at.y)
		}
	}
	return d.axis("years", year, x), d.axis("values", value, y)
}

// hold holds lines, gaps and breaks against the labels of the axes.
func (d *drawing) hold(f Figure) {
	years, values := d.axes(f)
	d.holdLines(f, years, values)
	d.holdYears(f, years)
}

func (d *drawing) joins(a, b at) bool {
	return slices.ContainsFunc(d.edges, func(e edge) bool { return e[0].is(a) && e[1].is(b) || e[0].is(b) && e[1].is(a) })
}

// holdLines: points of one stretch are joined in their places, a point that stands alone has a sign, and nothing is joined over a gap
// or, of the wijk, over a break.
func (d *drawing) holdLines(f Figure, years, values axis) {
	for _, line := range f.Lines {
		for i, segment := range line.Segments {
			place := func(p Point) at { return at{years.at(float64(p.Year)), values.at(p.Value)} }
			for k, p := range segment {
				if k > 0 {
					d.holdPair(line, segment[k-1].Year, p.Year, d.joins(place(segment[k-1]), place(p)), !apart(f, line, segment[k-1], p))
				}
			}
			if len(segment) == 1 && !slices.ContainsFunc(d.marks, func(m at) bool { return m.is(place(segment[0])) }) {
				d.fault("%s: %d has no sign", line.Name, segment[0].Year)
			}
			if i > 0 {
				before := line.Segments[i-1]
				last, next := before[len(before)-1], segment[0]
				d.holdPair(line, last.Year, next.Year, d.joins(place(last), place(next)), false)
			}
		}
	}
}

func (d *drawing) holdPair(line Line, from, to int, joined, want bool) {
	if joined != want {
		d.fault("%s: %d is joined to %d: %v, want %v", line.Name, from, to, joined, want)
	}
}

// apart tells whether a break keeps two points of the wijk from being one line.
func apart(f Figure, line Line, a, b Point) bool {
	return line.Role == Wijk && slices.ContainsFunc(f.Breaks, func(k Break) bool { return !k.Moment && a.Year < k.Year && k.Year <= b.Year })
}

// holdYears: a year without a figure is hatched, no other is, and a break is a line before its year.
func (d *drawing) holdYears(f Figure, years axis) {
	for year := f.First; year <= f.Last; year++ {
		x := years.at(float64(year))
		hatched := slices.ContainsFunc(d.hatched, func(corners []at) bool {
			byX := func(a, b at) int { return int(math.Copysign(1, a.x-b.x)) }
			return slices.MinFunc(corners, byX).x < x && x < slices.MaxFunc(corners, byX).x
		})
		if gap := slices.ContainsFunc(f.Gaps, func(g Gap) bool { return g.Year == year }); gap != hatched {
			d.fault("%d is hatched: %v, want %v", year, hatched, gap)
		}
	}
	for _, b := range f.Breaks {
		x := years.at(float64(b.Year) - 0.5)
		if !slices.ContainsFunc(d.edges, func(e edge) bool {
			return math.Abs(e[0].x-x) < 1 && math.Abs(e[1].x-x) < 1 && math.Abs(e[0].y-e[1].y) > d.size.y/3
		}) {
			d.fault("no line stands before %d for %q", b.Year, b.Label)
		}
	}
}

// holdBounds: nothing stands outside the picture.
func (d *drawing) holdBounds() {
	hold := func(what string, p at) {
		if p.x < 0 || p.y < 0 || p.x > d.size.x || p.y > d.size.y {
			d.fault("%s stands at %v, outside %v", what, p, d.size)
		}
	}
	for _, e := range d.edges {
		hold("a line", e[0])
		hold("a line", e[1])
	}
	for _, m := range d.marks {
		hold("a sign", m)
	}
	for _, text := range d.texts {
		hold(text.text, text.at)
	}
}

// TestDrawings holds what is drawn against the figure: marks in their places by the labels of the axes, and a list of the texts
// and of how many marks there are of each look. It can be made a picture.
func TestDrawings(t *testing.T) {
	for name, figure := range fixed {
		t.Run(name, func(t *testing.T) {
			f := figure()
			svg := draw(t, renderer(t), f)
			holdPicture(t, []byte(svg))
			d := readDrawing(t, svg)
			d.holdBounds()
			if slices.ContainsFunc(f.Lines, func(l Line) bool { return len(l.Segments) > 0 }) {
				d.hold(f)
			}
			for _, fault := range d.faults {
				t.Error(fault)
			}
			var looks []string
			for look, n := range d.outline {
				looks = append(looks, fmt.Sprintf("%s: %d", look, n))
			}
			slices.Sort(looks)
			golden(t, name+".txt", []byte(strings.Join(append(d.said, looks...), "\n")+"\n"))
		})
	}
}

// holdPicture makes pixels of a drawing: our own rasteriser knows all that is in it.
func holdPicture(t *testing.T, svg []byte) {
	t.Helper()
	made, err := raster.PNG(svg, 600)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(made))
	if err != nil {
		t.Fatal(err)
	}
	colours := map[color.Color]bool{}
	for y := range picture.Bounds().Dy() {
		for x := range picture.Bounds().Dx() {
			colours[picture.At(x, y)] = true
		}
	}
	if len(colours) < 10 {
		t.Errorf("%d colours only", len(colours))
	}
}

// TestDrawingsCanFail spoils a picture as a fault of the drawing would.
func TestDrawingsCanFail(t *testing.T) {
	svg, err := os.ReadFile(filepath.Join("testdata", "klein.svg"))
	if err != nil {
		t.Fatal(err)
	}
	f := lonePoint()
	for was, is := range map[string]string{
		"L157.3 59.1":      "L157.3 65.1",      // a point elsewhere
		"L200 60.8":        "M200 60.8",        // a line that is broken off
		",200,88.21)":      ",200,80.21)",      // a sign elsewhere
		"109.3 123":        "95.3 123",         // a year hatched that has a figure
		"translate(16 74)": "translate(16 70)", // a label beside its line
	} {
		spoilt := strings.Replace(string(svg), was, is, 1)
		if spoilt == string(svg) {
			t.Fatalf("%q is not in the picture", was)
		}
		d := readDrawing(t, spoilt)
		if d.hold(f); len(d.faults) == 0 {
			t.Errorf("with %q for %q nothing is wrong", is, was)
		}
	}
}
