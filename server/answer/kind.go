package answer

import (
	"runtime"
	"strings"

	"wijkinzicht/web"
)

// kind is a sort of work with a lane of its own: who keeps us at work with one sort makes nobody wait for another.
type kind int

const (
	kindPage kind = iota // whole pages about places and figures
	kindMap
	kindChart
	kindCompare // and other pages that a chart is drawn into, in three widths
	kindWide    // comparisons of many places or figures
	kindEmbed
	kindColor // in a colour that nobody else asks for
	kindPNG
	kindRows  // of the API
	kindPast  // of a revision that is not the published one
	kindLarge // what is written to a file first
	kinds
)

const (
	// wide is how many places and figures a comparison has from which on it is work for the slow lane.
	wide = 8
	// eachLight and eachHeavy are how many pieces of work one client may have waiting: all pictures of a page, and a few costly things.
	eachLight = 64
	eachHeavy = 6
)

// processors is how many there are: what draws gets others of Go's beside them (server.drawApart).
var processors = runtime.GOMAXPROCS(0)

// newLanes gives every kind its lane: costly things are made one at a time, so that a processor is left for all others.
func newLanes() (lanes [kinds]*Lane) {
	for k := range lanes {
		lanes[k] = NewLane(processors, eachLight)
	}
	for _, slow := range []kind{kindCompare, kindEmbed, kindPast} { // 0.3 s of processor time each
		lanes[slow] = NewLane(1, eachLight)
	}
	for _, heavy := range []kind{kindWide, kindColor, kindPNG, kindLarge} {
		lanes[heavy] = NewLane(1, eachHeavy)
	}
	return lanes
}

// isSketch tells whether a key is of an area that a visitor drew.
func isSketch(path, query string) bool {
	return strings.HasPrefix(path, web.SketchPath) && strings.Contains(query, web.ParamOutline+"=")
}

// kindOf tells what kind of work the answer under a key is.
func kindOf(key string, past bool) kind {
	path, query, _ := strings.Cut(key, "?")
	switch {
	case past:
		return kindPast
	case strings.HasSuffix(path, ".png") && !isSketch(path, query):
		return kindPNG
	case strings.Contains(query, web.ParamColor+"="), strings.HasPrefix(path, "/embed/kleur/"):
		return kindColor
	case strings.HasPrefix(path, "/api/"):
		return kindRows
	case strings.HasPrefix(path, "/onderzoek/wijzigingen"), strings.HasPrefix(path, "/vergelijkbaar"), // eleven charts
		isSketch(path, query): // overlays of every division
		return kindWide
	case strings.Contains(path, "/vergelijk") && strings.Count(query, ",")+strings.Count(query, "%2C") >= wide-2:
		return kindWide
	case strings.HasSuffix(path, ".csv"), strings.HasSuffix(path, ".xlsx"):
		return kindPage
	case strings.HasPrefix(path, "/kaart"), strings.HasPrefix(path, "/embed/kaart"):
		return kindMap
	case strings.HasPrefix(path, "/grafiek/"), strings.HasPrefix(path, "/ligging/"), strings.Contains(path, "."):
		return kindChart
	case strings.HasPrefix(path, "/vergelijk"), strings.HasPrefix(path, "/voor-en-na"), strings.HasPrefix(path, "/interventies/"):
		return kindCompare
	case strings.HasPrefix(path, "/embed/trend/"), strings.HasPrefix(path, "/embed/vergelijk"), strings.HasPrefix(path, "/embed/voor-en-na"):
		return kindEmbed
	}
	return kindPage
}
