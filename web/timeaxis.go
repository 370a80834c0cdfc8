package web

import (
	"fmt"
	"math"
	"strconv"
	"unicode/utf8"
)

// Span is a dated fact on a TimeAxis, in years with their part.
type Span struct {
	Number      int
	From, Until float64
	Row         string // what it is about: facts of one are drawn together
	Label       string
	When        string
}

// TimeAxis draws facts once for a whole page: a row for each thing that they are about, a bar or a dot for each.
type TimeAxis struct {
	Width, Height int
	Rows          []AxisText
	Years         []AxisText
	Bars          []AxisBar
}

// AxisText is a word on the axis, with its place in the units of the drawing.
type AxisText struct{ X, Y, Text string }

// AxisBar is one fact: a bar with its number behind its begin.
type AxisBar struct {
	X, Y, Width string
	Number      int
	TextX       string
	TextY       string
	Title       string
	Label       string // behind the number, where there is room before the next bar; may be empty
	GoesOn      bool   // beyond the last year
}

// The widths of an axis that a page has: its style shows one.
const (
	WideAxis   = 960
	NarrowAxis = 330
)

const (
	axisLane   = 22 // height of a row of bars
	axisHead   = 20 // of the name above them
	axisFoot   = 24 // of the years below
	axisLetter = 8  // the width of a letter of a label, set apart
	axisEdge   = 10 // left and right of the years, for half of the name of one
	axisNumber = 24 // least room of a bar with its number, so that numbers do not cover each other
)

// NewTimeAxis draws facts from the first year to the end of the last; rows stand in the order in which they are first met.
func NewTimeAxis(facts []Span, first, last, width int) TimeAxis {
	out := TimeAxis{Width: width}
	if len(facts) == 0 {
		return out
	}
	x := func(year float64) float64 {
		at := (year - float64(first)) / float64(last+1-first)
		return axisEdge + math.Max(0, math.Min(1, at))*float64(width-2*axisEdge)
	}
	var rows []string
	of := map[string][]Span{}
	for _, f := range facts {
		if of[f.Row] == nil {
			rows = append(rows, f.Row)
		}
		of[f.Row] = append(of[f.Row], f)
	}
	y := 0
	for _, row := range rows {
		out.Rows = append(out.Rows, AxisText{"0", strconv.Itoa(y + axisHead - 6), row})
		y += axisHead
		var ends []float64 // of the lanes
		var lanes [][]int  // the bars in them
		for _, f := range of[row] {
			from, until := x(f.From), x(f.Until)
			from = math.Min(from, float64(width-axisNumber))
			lane := 0
			for lane < len(ends) && ends[lane] > from {
				lane++
			}
			if lane == len(ends) {
				ends, lanes = append(ends, 0), append(lanes, nil)
			}
			ends[lane] = math.Max(until, from+axisNumber) + 3
			lanes[lane] = append(lanes[lane], len(out.Bars))
			top := y + lane*axisLane
			out.Bars = append(out.Bars, AxisBar{X: unit(from), Y: strconv.Itoa(top), Width: unit(math.Max(until-from, 4)), Number: f.Number,
				TextX: unit(from + 8), TextY: strconv.Itoa(top + 14), Title: f.Label + ", " + f.When, Label: f.Label, GoesOn: f.Until > float64(last+1)})
		}
		for _, bars := range lanes {
			out.fitLabels(bars)
		}
		y += len(ends)*axisLane + 6
	}
	step := 5
	for _, year := range yearsEvery(first, last, step) {
		out.Years = append(out.Years, AxisText{unit(x(float64(year))), strconv.Itoa(y + 16), strconv.Itoa(year)})
	}
	out.Height = y + axisFoot
	return out
}

// fitLabels drops the labels of a lane that would run into the next bar.
func (a *TimeAxis) fitLabels(lane []int) {
	for i, bar := range lane {
		end := float64(a.Width)
		if i+1 < len(lane) {
			end, _ = strconv.ParseFloat(a.Bars[lane[i+1]].X, 64)
		}
		from, _ := strconv.ParseFloat(a.Bars[bar].X, 64)
		if b := &a.Bars[bar]; from+axisNumber+8+axisLetter*float64(utf8.RuneCountInString(b.Label)) > end {
			b.Label = ""
		}
	}
}

func yearsEvery(first, last, step int) (out []int) {
	for year := (first + step - 1) / step * step; year <= last; year += step {
		out = append(out, year)
	}
	return out
}

func unit(v float64) string { return fmt.Sprintf("%.1f", v) }
