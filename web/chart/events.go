package chart

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// Sizes of the rows of events below the year axis, in pixels of the picture.
const (
	laneHeight = 17
	barHeight  = 13
	leastBar   = 15 // room for a number
)

// Colours of an event's bar; its text has 4.5:1 on the bar.
const (
	eventColor = "#e6dcc8"
	eventEdge  = "#8a7a55"
)

// placedEvent is an event with its row, counted downwards from the years, and its place in pixels.
type placedEvent struct {
	text        string // "3 Krachtwijk" or just "3"
	inside      bool   // the text stands on the bar, else to the right of it
	row         int
	left, right float64
}

// placeEvents gives each event a row in which it touches no other, the earliest first, and returns the number of rows.
// An event that finds no row is left out: the list beside the picture has it.
func (l *layout) placeEvents(events []Event) int {
	sorted := slices.Clone(events)
	slices.SortStableFunc(sorted, func(a, b Event) int { return cmp.Compare(a.From, b.From) })
	until := make([]float64, l.lanes) // where each row is free again
	rows := 0
	for _, e := range sorted {
		if e.Until < float64(l.first)-0.5 || e.From > float64(l.last)+0.5 {
			continue
		}
		placed := placedEvent{left: l.x(max(e.From, float64(l.first)-0.5)), right: l.x(min(e.Until, float64(l.last)+0.5))}
		placed.right = min(max(placed.right, placed.left+leastBar), l.width)
		for row := range until {
			if placed.left < until[row] {
				continue
			}
			placed.row = row
			until[row] = l.fitEvent(&placed, e) + 3
			rows = max(rows, row+1)
			l.events = append(l.events, placed)
			break
		}
	}
	return rows
}

// fitEvent chooses the text of an event and gives the right edge of bar and text.
func (l *layout) fitEvent(placed *placedEvent, e Event) float64 {
	font := l.font - 2
	number := strconv.Itoa(e.Number)
	whole := number + " " + e.Label
	width := textWidth(whole, font)
	switch {
	case e.Label != "" && width+8 <= placed.right-placed.left:
		placed.text, placed.inside = whole, true
	case e.Label != "" && placed.right+width+4 <= l.width:
		placed.text = whole
		return placed.right + 4 + width
	default:
		placed.text, placed.inside = number, true
	}
	return placed.right
}

// newEvents is a series without points that carries the bars of events.
func newEvents(l layout) series {
	marks := [][2]markAt{}
	for _, e := range l.events {
		top := l.bottom + l.font + 14 + float64(e.row)*laneHeight
		bottom := top + barHeight
		text := &label{Show: true, Position: "inside", Color: inkColor, FontSize: l.font - 2}
		if !e.inside {
			text.Position, text.Distance = "right", 4
		}
		left, right := e.left, e.right
		marks = append(marks, [2]markAt{
			{Name: e.text, X: &left, Y: &top, Label: text, ItemStyle: &itemStyle{Color: eventColor, BorderColor: eventEdge, BorderWidth: 1}},
			{X: &right, Y: &bottom},
		})
	}
	return series{
		SingleSeries: charts.SingleSeries{Id: "events", Type: "line", Data: []opts.LineData{}},
		Z:            1, Silent: true, LineStyle: solid(axisColor, 1),
		MarkArea: &markArea{Silent: true, Data: marks},
	}
}
