package chart

import (
	"slices"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// Sizes of the rows of events below the year axis, in pixels of the picture.
const (
	laneHeight = 18
	barHeight  = 14
	leastBar   = 16 // room for a number
)

// placedEvent is an event with its row, counted downwards from the years, and its place in pixels.
type placedEvent struct {
	text        string // "3 Krachtwijk" or just "3"
	inside      bool   // the text stands on the bar, else to the right of it
	row         int
	left, right float64
	until       float64 // right edge of bar and text
}

// placeEvents gives each event the first row in which it touches no other, in the order in which they are given, and
// returns the number of rows. An event that finds no row is left out: the list beside the picture has it.
func (l *layout) placeEvents(events []Event) int {
	rows := 0
	for _, e := range events {
		if !e.within(l.first, l.last) {
			continue
		}
		placed := placedEvent{left: l.x(max(e.From, float64(l.first)-0.5)), right: l.x(min(e.Until, float64(l.last)+0.5))}
		placed.right = min(max(placed.right, placed.left+leastBar), l.width)
		l.fitEvent(&placed, e)
		for ; placed.row < l.lanes; placed.row++ {
			if !slices.ContainsFunc(l.events, placed.touches) {
				rows = max(rows, placed.row+1)
				l.events = append(l.events, placed)
				break
			}
		}
	}
	return rows
}

// within tells whether an event falls on a year axis.
func (e Event) within(first, last int) bool {
	return e.Until >= float64(first)-0.5 && e.From <= float64(last)+0.5
}

// touches tells whether two events of the same row lie over each other.
func (p placedEvent) touches(other placedEvent) bool {
	return p.row == other.row && p.left < other.until+3 && other.left < p.until+3
}

// fitEvent chooses the text of an event: number and label where there is room, else the number.
func (l *layout) fitEvent(placed *placedEvent, e Event) {
	placed.until = placed.right
	font := l.font - 1
	number := strconv.Itoa(e.Number)
	whole := number + " " + e.Label
	width := 1.2 * textWidth(whole, font) // a bar is drawn for this text, so it may not be short, also with letters set apart
	switch {
	case e.Label != "" && width+8 <= placed.right-placed.left:
		placed.text, placed.inside = whole, true
	case e.Label != "" && placed.right+width+4 <= l.width:
		placed.text, placed.until = whole, placed.right+4+width
	default:
		placed.text, placed.inside = number, true
	}
}

// newEvents is a series without points that carries the bars of events.
func newEvents(l layout) series {
	marks := [][2]markAt{}
	for _, e := range l.events {
		top := l.bottom + l.font + 14 + float64(e.row)*laneHeight
		bottom := top + barHeight
		text := &label{Show: true, Position: "inside", Color: inkColor, FontSize: l.font - 1}
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
