package chart

import (
	"bytes"
	"strings"

	"wijkinzicht/web/color"
)

// Colours of everything that is not a line: text at least 4.5:1 on white, lines that carry meaning at least 3:1.
const (
	inkColor   = "#2b3642"
	quietColor = "#5b6673"
	axisColor  = "#87919d"
	gridColor  = "#e4e8ed"
	gapColor   = "#eff2f5"
	hatchColor = "#cfd6de"
	eventColor = "#e6dcc8" // ink stands on it
	eventEdge  = "#8a7a55"
	wijkColor  = "#12385c"
)

// Ground is what a picture in the dark palette lies on: it may be seen on a page that is printed, on white.
const Ground = "#12181d"

// Inks are all colours of a chart. In their light form a figure is drawn, which paint then turns into another palette.
var Inks = []color.Ink{
	{Name: "chart-ink", Light: inkColor, Dark: "#e3e9ee", System: "CanvasText"},
	{Name: "chart-quiet", Light: quietColor, Dark: "#b0bbc5", System: "CanvasText"},
	{Name: "chart-axis", Light: axisColor, Dark: "#7d8994", System: "CanvasText"},
	{Name: "chart-grid", Light: gridColor, Dark: "#2a343c", System: "GrayText"},
	{Name: "chart-gap", Light: gapColor, Dark: "#1e262d", System: "Canvas"},
	{Name: "chart-hatch", Light: hatchColor, Dark: "#3c4852", System: "GrayText"},
	{Name: "chart-event", Light: eventColor, Dark: "#4a4026", System: "Canvas"},
	{Name: "chart-event-edge", Light: eventEdge, Dark: "#a8956a", System: "CanvasText"},
	{Name: "wijkinzicht-chart-line-color", Light: wijkColor, Dark: "#8ec5f5", System: "CanvasText"},
	{Name: "chart-gemeente", Light: "#b5500b", Dark: "#f0a060", System: "LinkText"},
	{Name: "chart-rest", Light: "#00756f", Dark: "#1ab4ac", System: "LinkText"},
	{Name: "chart-land", Light: "#66717e", Dark: "#909aa5", System: "LinkText"},
	{Name: "chart-other-1", Light: "#8a3d85", Dark: "#d6a2d3", System: "LinkText"},
	{Name: "chart-other-2", Light: "#0072a8", Dark: "#2ea8e1", System: "LinkText"},
	{Name: "chart-other-3", Light: "#8a6500", Dark: "#c5971c", System: "LinkText"},
	{Name: "chart-other-4", Light: "#b3264a", Dark: "#e996ab", System: "LinkText"},
	{Name: "chart-other-5", Light: "#4d7a1f", Dark: "#6caa2b", System: "LinkText"},
	{Name: "chart-other-6", Light: "#5a4fa3", Dark: "#b4aed8", System: "LinkText"},
	{Name: "chart-other-7", Light: "#00706b", Dark: "#1bbbb3", System: "LinkText"},
	{Name: "chart-other-8", Light: "#a8480c", Dark: "#e7905a", System: "LinkText"},
	{Name: "chart-other-9", Light: "#33414d", Dark: "#b6c3cf", System: "LinkText"},
	{Name: "chart-other-10", Light: "#9c2f9c", Dark: "#de93de", System: "LinkText"},
	{Name: "chart-other-11", Light: "#1f6e3c", Dark: "#37c46b", System: "LinkText"},
	{Name: "chart-other-12", Light: "#805b3b", Dark: "#c6a182", System: "LinkText"},
}

// paint puts the colours of a palette in the place of the light ones. They stand between quotes of their own in JSON, so no
// text of a figure is touched: its quotes are escaped.
func paint(option []byte, p color.Palette) []byte {
	for _, i := range Inks {
		option = bytes.ReplaceAll(option, []byte(`"`+i.Light+`"`), []byte(`"`+p.Of(i)+`"`))
	}
	return option
}

// painted gives one colour of ours in a palette.
func painted(light string, p color.Palette) string {
	return strings.Trim(string(paint([]byte(`"`+light+`"`), p)), `"`)
}
