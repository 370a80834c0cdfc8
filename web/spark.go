package web

import (
	"fmt"
	"math"
	"strings"

	"wijkinzicht/web/chart"
)

// Spark is a line without axes: what a place did, with its gemeente behind it, on years and values that a list of them shares.
type Spark struct {
	Line   string // path data; points that may not be joined are apart
	Behind string // of the gemeente; empty: not shown
	Zero   string // path data of the line of zero, where values lie on both sides of it
	X, Y   string // of the last point; empty: there is none
	Hollow bool   // the last value is a larger area's
}

// SparkScale is what the sparks of one list share.
type SparkScale struct {
	First, Last int // years
	Low, High   float64
}

// The drawing of a spark, in its own units.
const (
	SparkWidth  = 150
	SparkHeight = 44
	sparkMargin = 5
)

// SparkScaleOf gives the scale that all these lines fit on.
func SparkScaleOf(lines ...[][]chart.Point) SparkScale {
	scale := SparkScale{Low: math.Inf(1), High: math.Inf(-1)}
	for _, line := range lines {
		for _, segment := range line {
			for _, p := range segment {
				scale.Low, scale.High = math.Min(scale.Low, p.Value), math.Max(scale.High, p.Value)
				if scale.First == 0 || p.Year < scale.First {
					scale.First = p.Year
				}
				scale.Last = max(scale.Last, p.Year)
			}
		}
	}
	return scale
}

// Spark draws a place's line and that of its gemeente.
func (s SparkScale) Spark(line, behind [][]chart.Point) Spark {
	out := Spark{Line: s.path(line), Behind: s.path(behind)}
	if s.Low < 0 && s.High > 0 {
		out.Zero = fmt.Sprintf("M0 %.1fH%d", s.y(0), SparkWidth)
	}
	if len(line) > 0 {
		segment := line[len(line)-1]
		last := segment[len(segment)-1]
		out.X, out.Y = fmt.Sprintf("%.1f", s.x(last.Year)), fmt.Sprintf("%.1f", s.y(last.Value))
		out.Hollow = last.Quality == string(Omliggend)
	}
	return out
}

func (s SparkScale) path(segments [][]chart.Point) string {
	var out strings.Builder
	for _, segment := range segments {
		for i, p := range segment {
			letter := "L"
			if i == 0 {
				letter = "M"
			}
			fmt.Fprintf(&out, "%s%.1f %.1f", letter, s.x(p.Year), s.y(p.Value))
		}
		if len(segment) == 1 { // a point alone is a short stroke
			out.WriteString("h.1")
		}
	}
	return out.String()
}

func (s SparkScale) x(year int) float64 {
	if s.Last == s.First {
		return SparkWidth / 2
	}
	return sparkMargin + float64(year-s.First)/float64(s.Last-s.First)*(SparkWidth-2*sparkMargin)
}

func (s SparkScale) y(v float64) float64 {
	if s.High == s.Low {
		return SparkHeight / 2
	}
	return SparkHeight - sparkMargin - (v-s.Low)/(s.High-s.Low)*(SparkHeight-2*sparkMargin)
}
