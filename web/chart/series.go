package chart

import (
	"fmt"
	"slices"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"wijkinzicht/web/color"
)

// look is how a line is told from the others: by colour, dash and marker; its name stands at its end.
type look struct {
	id     string
	color  string
	text   string // colour of its name, when that is not color
	symbol string
	glyph  string    // the symbol as a letter, before the name of a line that ends early
	dash   []float64 // pixels on and off; nil is solid
	width  float64
	size   int // of the marker, in pixels
	z      int
}

var looks = map[Role]look{
	Wijk:     {id: "wijk", color: wijkColor, symbol: "circle", glyph: "●", width: 2.6, size: 7, z: 6},
	Gemeente: {id: "gemeente", color: "#b5500b", symbol: "diamond", glyph: "◆", dash: []float64{9, 3}, width: 1.6, size: 7, z: 5},
	Rest:     {id: "rest", color: "#00756f", symbol: "triangle", glyph: "▲", dash: []float64{8, 3, 2, 3}, width: 1.6, size: 6, z: 4},
	Land:     {id: "land", color: "#66717e", symbol: "rect", glyph: "■", dash: []float64{2, 3}, width: 1.6, size: 5, z: 3},
	Gelijke:  {id: "gelijke", color: "#66717e", symbol: "circle", glyph: "●", width: 1, size: 4, z: 2},
}

// others are the looks of further lines, in turn: as many as a comparison may hold.
var others = []look{
	{color: "#8a3d85", symbol: "roundRect", glyph: "■", dash: []float64{6, 2}},
	{color: "#0072a8", symbol: "diamond", glyph: "◆", dash: []float64{10, 3, 2, 3, 2, 3}},
	{color: "#8a6500", symbol: "triangle", glyph: "▲", dash: []float64{3, 2}},
	{color: "#b3264a", symbol: "rect", glyph: "■", dash: []float64{12, 4}},
	{color: "#4d7a1f", symbol: "circle", glyph: "●", dash: []float64{5, 2, 1, 2}},
	{color: "#5a4fa3", symbol: "diamond", glyph: "◆", dash: []float64{16, 3}},
	{color: "#00706b", symbol: "triangle", glyph: "▲", dash: []float64{7, 2, 7, 4}},
	{color: "#a8480c", symbol: "circle", glyph: "●", dash: []float64{1, 2}},
	{color: "#33414d", symbol: "rect", glyph: "■", dash: []float64{9, 2, 3, 2}},
	{color: "#9c2f9c", symbol: "triangle", glyph: "▲", dash: []float64{4, 2, 1, 2, 1, 2}},
	{color: "#1f6e3c", symbol: "roundRect", glyph: "■", dash: []float64{14, 2, 2, 2}},
	{color: "#805b3b", symbol: "diamond", glyph: "◆", dash: []float64{5, 5}},
}

// FitsOn tells whether everything in a picture but the main line can be told from this ground: texts and the names of
// lines as text, their lines as lines.
func FitsOn(paper color.RGB) bool {
	texts := []string{inkColor, quietColor}
	for _, l := range looks {
		texts = append(texts, l.color)
	}
	for _, l := range others {
		texts = append(texts, l.color)
	}
	return !slices.ContainsFunc(texts, func(text string) bool {
		c, _ := color.Parse(text)
		return color.Contrast(c, paper) < color.LeastText
	})
}

// doubtDash is the dash of every line to a point of quality D.
var doubtDash = []float64{4, 4}

// looksOf gives each line of the figure its look, by index.
func looksOf(f Figure) []look {
	given := make([]look, len(f.Lines))
	other := 0
	for i, line := range f.Lines {
		style, ok := looks[line.Role]
		if !ok {
			style = others[other%len(others)]
			style.id, style.width, style.size, style.z = "ander", 1.6, 6, 2
			other++
		}
		if p := f.Paint; p != nil && line.Role == Wijk {
			if f.Palette != color.Page { // whose style sheet gives the line its colour
				style.color = p.Line.String()
			}
			if color.Contrast(p.Line, p.Paper) < color.LeastText {
				style.text = inkColor
			}
		}
		if f.Size == Small {
			style.width, style.size = style.width*0.75, style.size-2
		}
		given[i] = style
	}
	return given
}

// Key is how a reader knows a line in the picture: its marker as a letter, its colour and its dashes as SVG
// writes them.
type Key struct{ Name, Glyph, Color, Dash string }

// Keys gives the key of each line, by index.
func (f Figure) Keys() []Key {
	var keys []Key
	for i, style := range looksOf(f) {
		dash := strings.Trim(fmt.Sprint(style.dash), "[]")
		keys = append(keys, Key{f.Lines[i].Name, style.glyph, painted(style.color, f.Palette), dash})
	}
	return keys
}

// Legend names the lines in their order, for a picture without names: those that all look the same together, and of a line
// that ends early also its last year.
func (f Figure) Legend() []Key {
	var legend []Key
	alike := -1
	for i, key := range f.Keys() {
		if last := f.Lines[i].last().Year; last != 0 && last < f.Last {
			key.Name += " " + f.words().Value.Until(last)
		}
		switch {
		case f.Lines[i].Role == Gelijke && alike >= 0:
			legend[alike].Name += ", " + key.Name
			continue
		case f.Lines[i].Role == Gelijke:
			alike = len(legend)
		}
		legend = append(legend, key)
	}
	return legend
}

// series adds to go-echarts' one what it cannot say.
type series struct {
	charts.SingleSeries
	Z         int        `json:"z"`
	Clip      bool       `json:"clip"`
	Silent    bool       `json:"silent"`
	LineStyle *lineStyle `json:"lineStyle,omitempty"`
	MarkLine  *markLine  `json:"markLine,omitempty"`
	MarkArea  *markArea  `json:"markArea,omitempty"`
}

// lineStyle differs from go-echarts' one in Type, which is a list of pixels or a word.
type lineStyle struct {
	Color   string  `json:"color"`
	Width   float64 `json:"width"`
	Type    any     `json:"type"`
	Opacity float64 `json:"opacity"`
	Cap     string  `json:"cap,omitempty"`
}

func solid(color string, width float64) *lineStyle {
	return &lineStyle{Color: color, Width: width, Type: "solid", Opacity: 1}
}

func dashed(color string, width float64, dash []float64) *lineStyle {
	if dash == nil {
		return solid(color, width)
	}
	return &lineStyle{Color: color, Width: width, Type: dash, Opacity: 1, Cap: "butt"}
}

// newSeries turns every segment into a series, or into more where certain and doubtful stretches alternate.
func newSeries(f Figure, l layout) []series {
	var all []series
	styles := looksOf(f)
	for i, line := range f.Lines {
		for s, segment := range cut(line, f.Breaks) {
			id := fmt.Sprintf("%s-%d-%d", styles[i].id, i, s)
			all = append(all, bands(id, styles[i], segment, l)...)
			for r, run := range runs(segment) {
				all = append(all, newRun(fmt.Sprintf("%s-%d", id, r), line, styles[i], run, f.Size))
			}
		}
	}
	return all
}

// cut gives the segments of a line, the wijk's also cut at every break: it may not be compared across one, whatever the
// caller joined. Other lines may have no part in a break (a boundary of the wijk), so there the caller's word counts.
func cut(line Line, breaks []Break) [][]Point {
	if line.Role != Wijk {
		return line.Segments
	}
	var pieces [][]Point
	for _, segment := range line.Segments {
		start := 0
		for i := 1; i < len(segment); i++ {
			crosses := func(b Break) bool { return !b.Moment && segment[i-1].Year < b.Year && b.Year <= segment[i].Year }
			if slices.ContainsFunc(breaks, crosses) {
				pieces = append(pieces, segment[start:i])
				start = i
			}
		}
		pieces = append(pieces, segment[start:])
	}
	return pieces
}

// run is a stretch of a segment that is drawn in one dash. Neighbouring runs share a point; its marker belongs to the first.
type run struct {
	points  []Point
	doubt   bool
	follows bool // the first point is the last of the run before
}

// runs cuts a segment where the line to the next point becomes doubtful (quality D at either end) or certain again.
func runs(segment []Point) []run {
	if len(segment) == 0 {
		return nil
	}
	all := []run{{points: segment[:1]}}
	for i := 1; i < len(segment); i++ {
		doubt := segment[i-1].Quality == "D" || segment[i].Quality == "D"
		last := &all[len(all)-1]
		if len(last.points) == 1 && !last.follows {
			last.doubt = doubt
		}
		if last.doubt == doubt {
			last.points = append(last.points[:len(last.points):len(last.points)], segment[i])
			continue
		}
		all = append(all, run{points: []Point{segment[i-1], segment[i]}, doubt: doubt, follows: true})
	}
	return all
}

func newRun(id string, line Line, style look, r run, size Size) series {
	dash := style.dash
	if r.doubt {
		dash = doubtDash
	}
	// In a small multiple only the wijk has a marker every year; but a point without a line is always seen.
	symbol := style.symbol
	if size == Small && line.Role != Wijk && len(r.points) > 1 {
		symbol = "none"
	}
	// Only exceptions carry their own marker: every such item costs ECharts time.
	data := make([]any, len(r.points))
	for i, p := range r.points {
		value := []float64{float64(p.Year), p.Value}
		switch {
		case i == 0 && r.follows:
			data[i] = opts.LineData{Value: value, Symbol: "none"}
		case p.Quality == "D" || p.Open:
			data[i] = opts.LineData{Value: value, Symbol: "empty" + style.symbol, SymbolSize: style.size + 1}
		default:
			data[i] = value
		}
	}
	return series{
		SingleSeries: charts.SingleSeries{
			Id: id, Name: line.Name, Type: "line", Data: data, Color: style.color,
			ShowSymbol: opts.Bool(true), Symbol: symbol, SymbolSize: style.size,
		},
		Z: style.z, LineStyle: dashed(style.color, style.width, dash), Silent: true,
	}
}

// bands gives a band for every stretch of points that have bounds; finish.ts draws it.
func bands(id string, style look, segment []Point, l layout) []series {
	var all []series
	var rows [][]float64
	flush := func() {
		if len(rows) == 0 {
			return
		}
		all = append(all, series{
			SingleSeries: charts.SingleSeries{
				Id: fmt.Sprintf("%s-band-%d", id, len(all)), Type: "custom", CoordSystem: "cartesian2d", Data: rows, Color: style.color,
			},
			Z: 1, Silent: true,
		})
		rows = nil
	}
	for _, p := range segment {
		if p.Low == nil {
			flush()
			continue
		}
		rows = append(rows, []float64{float64(p.Year), max(*p.Low, l.scale.min), min(*p.High, l.scale.max)})
	}
	flush()
	return all
}
