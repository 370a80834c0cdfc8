// Package chart draws one trend picture: from a Figure to an ECharts option and, on the server, to SVG.
package chart

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"wijkinzicht/web/color"
	"wijkinzicht/web/words"
)

// Figure is what one trend picture shows; years are calendar years, values are in Unit.
type Figure struct {
	ID          string   // stable and unique on a page: letters, digits, '-' and '_', a letter first
	Title       string   // a sentence, becomes the SVG's <title>
	Summary     string   // becomes <desc>: the trend and its caveats in words
	Unit        string   // stands above the value axis
	Decimals    int      // how exact the values are published: 0 to 6
	First, Last int      // the year axis
	Min, Max    *float64 // fixed scale, for small multiples that share one; nil: chosen from the values
	Lines       []Line
	Breaks      []Break  // those with First < Year <= Last are drawn
	Gaps        []Gap    // those with First <= Year <= Last are drawn
	Events      []Event  // numbered bars below the year axis, as many as there is room for; the first go first
	Base        *float64 // a level that the lines are read against, such as 100 of an index; drawn when inside the scale
	Target      *Target  // what somebody wants to reach; the scale makes room for it
	Size        Size
	Paint       *Paint // nil: our own colour, on white
	Palette     color.Palette
	Words       *words.Words // of the language of these texts; nil: Dutch
}

// Paint is a colour for the Wijk line and the ground that the picture will lie on. A name that would be hard to read in
// the line's colour is written in ink.
type Paint struct {
	Line, Paper color.RGB
}

// Target is a level that is a wish, not a figure: a dashed line with its label.
type Target struct {
	Value float64
	Label string // short, such as "doel 2030: 45,0"
}

// Size is the room a picture gets; the SVG scales, but its texts are laid out for this width.
type Size int

const (
	Large  Size = iota // 720 by 320: a figure in a page
	Narrow             // 360 by 300: the same figure on a telephone
	Small              // 260 by 150: a small multiple, without names and with few ticks
	Tight              // 250 by 220: for a frame of 280 pixels, without names: its Legend stands beside it
)

// Line is one subject through time.
type Line struct {
	Name     string
	Role     Role
	Segments [][]Point // a segment is a run of points that may be joined; between segments, and by Wijk across a Break, nothing is drawn
}

// last gives the last point; the zero point when there is none.
func (l Line) last() Point {
	for _, segment := range slices.Backward(l.Segments) {
		if len(segment) > 0 {
			return segment[len(segment)-1]
		}
	}
	return Point{}
}

// Role says what a line is to the picture, and so how it looks.
type Role int

const (
	Wijk     Role = iota // the line that the picture is about
	Gemeente             // its municipality
	Rest                 // the rest of its municipality
	Land                 // the Netherlands
	Ander                // any other; several get different looks
	Gelijke              // one of many that resemble the Wijk: thin, all in one look, named where there is room beside its end
)

// Point is the value of one year. Low and High bound a converted value (quality C).
type Point struct {
	Year      int
	Value     float64
	Low, High *float64
	Quality   string // "A", "B", "C" or "D", as the project's methods page explains them
	Open      bool   // the publisher may still change it: drawn hollow
}

// Break says that values from Year on may not be compared with those before it.
type Break struct {
	Year  int
	Label string // short, such as "nieuwe definitie"
	// Moment says that it is no break but a moment to look at: drawn solid, and lines go on across it.
	Moment bool
}

// Gap is a year in which the main line has no value.
type Gap struct {
	Year   int
	Reason string // short, such as "geheim"
}

// Event is a dated fact. A moment has From equal to Until; 2007.5 is the middle of 2007.
type Event struct {
	Number      int // in the list beside the picture
	From, Until float64
	Label       string // short; left out where there is no room beside the number
}

// words gives those that the figure is written in.
func (f Figure) words() *words.Words {
	if f.Words == nil {
		return &words.Dutch
	}
	return f.Words
}

// empty tells whether there is nothing to draw.
func (f Figure) empty() bool {
	for _, line := range f.Lines {
		for _, segment := range line.Segments {
			if len(segment) > 0 {
				return false
			}
		}
	}
	return true
}

// points calls visit for every point of every line.
func (f Figure) points(visit func(Line, Point)) {
	for _, line := range f.Lines {
		for _, segment := range line.Segments {
			for _, point := range segment {
				visit(line, point)
			}
		}
	}
}

// validate refuses what could only be drawn wrongly.
func (f Figure) validate() error {
	if !validID(f.ID) {
		return fmt.Errorf("id %q: want a letter, then letters, digits, '-' or '_'", f.ID)
	}
	if f.First > f.Last {
		return fmt.Errorf("years %d to %d: the first is after the last", f.First, f.Last)
	}
	if f.Last-f.First > 300 {
		return fmt.Errorf("years %d to %d: more than 300", f.First, f.Last)
	}
	if f.Decimals < 0 || f.Decimals > 6 {
		return fmt.Errorf("decimals %d: want 0 to 6", f.Decimals)
	}
	if p := f.Paint; p != nil && color.Contrast(p.Line, p.Paper) < color.LeastLine {
		return fmt.Errorf("line in %v: hardly seen on %v", p.Line, p.Paper)
	}
	if _, ok := frames[f.Size]; !ok {
		return fmt.Errorf("size %d is unknown", f.Size)
	}
	for _, e := range f.Events {
		if !drawable(e.From) || !drawable(e.Until) || e.From > e.Until {
			return fmt.Errorf("event %q: from %v until %v is not a period", e.Label, e.From, e.Until)
		}
	}
	if f.Base != nil && !drawable(*f.Base) {
		return fmt.Errorf("base %v cannot be drawn", *f.Base)
	}
	if f.Target != nil && !drawable(f.Target.Value) {
		return fmt.Errorf("target %v cannot be drawn", f.Target.Value)
	}
	for _, line := range f.Lines {
		if line.Role < Wijk || line.Role > Gelijke {
			return fmt.Errorf("line %q: role %d is unknown", line.Name, line.Role)
		}
		last := f.First - 1
		for _, segment := range line.Segments {
			for _, point := range segment {
				if point.Year <= last || point.Year > f.Last {
					return fmt.Errorf("line %q: year %d is out of order or outside %d-%d", line.Name, point.Year, f.First, f.Last)
				}
				last = point.Year
				if err := point.validate(); err != nil {
					return fmt.Errorf("line %q, year %d: %w", line.Name, point.Year, err)
				}
			}
		}
	}
	return nil
}

func (p Point) validate() error {
	if !drawable(p.Value) {
		return fmt.Errorf("value %v cannot be drawn", p.Value)
	}
	if len(p.Quality) != 1 || !strings.Contains("ABCD", p.Quality) {
		return fmt.Errorf("quality %q: want A, B, C or D", p.Quality)
	}
	if (p.Low == nil) != (p.High == nil) {
		return fmt.Errorf("low and high: one is missing")
	}
	if p.Low != nil && !(drawable(*p.Low) && drawable(*p.High) && *p.Low <= *p.High) {
		return fmt.Errorf("low %v, high %v: not a range", *p.Low, *p.High)
	}
	return nil
}

// Largest is how far from zero a value can be drawn: further on a float64 has no decimals, and at last no whole numbers either.
const Largest = 1e15

// drawable tells whether a value is a number that fits on a scale.
func drawable(v float64) bool { return math.Abs(v) <= Largest }

// validID keeps ids usable in SVG attributes and url(#…) without any escaping.
func validID(id string) bool {
	for i, r := range id {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		other := r >= '0' && r <= '9' || r == '-' || r == '_'
		if !letter && (i == 0 || !other) {
			return false
		}
	}
	return id != ""
}
