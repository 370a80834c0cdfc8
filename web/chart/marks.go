package chart

import (
	"cmp"
	"slices"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// label is a text at a mark; finish.ts makes it show the mark's name, never a template.
type label struct {
	Show          bool    `json:"show"`
	Position      string  `json:"position,omitempty"`
	Color         string  `json:"color,omitempty"`
	FontSize      float64 `json:"fontSize,omitempty"`
	FontWeight    string  `json:"fontWeight,omitempty"`
	LineHeight    float64 `json:"lineHeight,omitempty"`
	Align         string  `json:"align,omitempty"`
	VerticalAlign string  `json:"verticalAlign,omitempty"`
	Distance      float64 `json:"distance"`
	Rotate        float64 `json:"rotate,omitempty"`
	Padding       []int   `json:"padding,omitempty"`
}

// markLine holds pairs: from and to.
type markLine struct {
	Symbol string      `json:"symbol"`
	Silent bool        `json:"silent"`
	Data   [][2]markAt `json:"data"`
}

// markArea holds pairs: left and right.
type markArea struct {
	Silent bool        `json:"silent"`
	Data   [][2]markAt `json:"data"`
}

// markAt is one end of a mark: in years and values, or in pixels where Y is set.
type markAt struct {
	Name      string     `json:"name,omitempty"`
	Coord     []float64  `json:"coord,omitempty"`
	XAxis     *float64   `json:"xAxis,omitempty"`
	X         *float64   `json:"x,omitempty"`
	Y         *float64   `json:"y,omitempty"`
	Label     *label     `json:"label,omitempty"`
	LineStyle *lineStyle `json:"lineStyle,omitempty"`
	ItemStyle *itemStyle `json:"itemStyle,omitempty"`
}

// newMarks is a series without points that carries what is not data: gaps, the zero line, breaks and names.
func newMarks(f Figure, l layout) series {
	lines := &markLine{Symbol: "none", Silent: true, Data: [][2]markAt{}}
	if l.scale.min < 0 && l.scale.max > 0 {
		lines.Data = append(lines.Data, levelMark(f, 0))
	}
	if b := f.Base; b != nil && *b > l.scale.min && *b < l.scale.max {
		lines.Data = append(lines.Data, levelMark(f, *b))
	}
	if f.Target != nil && !f.empty() {
		lines.Data = append(lines.Data, targetMark(f, l))
	}
	for _, b := range l.breaks {
		lines.Data = append(lines.Data, breakMark(b, l))
	}
	styles := looksOf(f)
	for _, n := range l.names {
		lines.Data = append(lines.Data, nameMark(n, f.Lines[n.line], styles[n.line], l))
	}
	return series{
		SingleSeries: charts.SingleSeries{Id: "marks", Type: "line", Data: []opts.LineData{}},
		Z:            1, Silent: true, LineStyle: solid(axisColor, 1),
		MarkLine: lines,
		MarkArea: &markArea{Silent: true, Data: gapMarks(f, l)},
	}
}

// levelMark is a line across the plot.
func levelMark(f Figure, level float64) [2]markAt {
	return [2]markAt{
		{Coord: []float64{float64(f.First) - 0.5, level}, LineStyle: solid(axisColor, 1), Label: &label{}},
		{Coord: []float64{float64(f.Last) + 0.5, level}},
	}
}

// targetMark is a level with a label at its start, on the side where there is room.
func targetMark(f Figure, l layout) [2]markAt {
	mark := levelMark(f, f.Target.Value)
	mark[0].LineStyle = dashed(inkColor, 1.2, []float64{8, 4})
	mark[0].Name = f.Target.Label
	mark[0].Label = &label{Show: true, Position: "insideStartTop", Color: inkColor, FontSize: l.font - 1, Distance: 3}
	if l.y(f.Target.Value)-l.top < l.lineHeight() {
		mark[0].Label.Position = "insideStartBottom"
	}
	return mark
}

// breakMark is a vertical line halfway between the last old and the first new year, up to its label's row.
func breakMark(b placedBreak, l layout) [2]markAt {
	x := float64(b.year) - 0.5
	top := l.top - 2 - float64(b.row)*l.lineHeight()
	text := &label{}
	if b.text != "" {
		top -= l.lineHeight()
		text = &label{Show: true, Position: "end", Color: quietColor, FontSize: l.font - 1, Align: "left", VerticalAlign: "top",
			Padding: []int{0, 0, 0, 4}}
		if b.left {
			text.Align, text.Padding = "right", []int{0, 4, 0, 0}
		}
	}
	style := dashed(quietColor, 1, []float64{3, 3})
	if b.moment {
		style = solid(inkColor, 1.4)
	}
	return [2]markAt{
		{Name: b.text, Coord: []float64{x, l.scale.min}, LineStyle: style, Label: text},
		{Coord: []float64{x, l.scale.max}, Y: &top},
	}
}

// nameMark is the name in the right margin, with a hair line to it from a point in the last year.
func nameMark(n endName, line Line, style look, l layout) [2]markAt {
	weight := "normal"
	if line.Role == Wijk {
		weight = "bold"
	}
	y := min(max(n.y, l.top), l.bottom)
	edge := float64(l.last) + 0.5
	from := []float64{float64(l.last), n.from.Value}
	hair := solid(style.color, 0.8)
	if n.from.Year < l.last {
		from, hair = []float64{edge - 0.01, l.value(y)}, solid(style.color, 0)
	}
	return [2]markAt{
		{Name: n.text, Coord: from, LineStyle: hair,
			Label: &label{Show: true, Position: "end", Color: cmp.Or(style.text, style.color), FontSize: l.font, FontWeight: weight,
				LineHeight: l.lineHeight(), Align: "left", VerticalAlign: "middle", Padding: []int{0, 0, 0, 5}}},
		{Coord: []float64{edge, l.value(y)}},
	}
}

// gapMarks are light bands over the years without a value, one for neighbours with the same reason.
func gapMarks(f Figure, l layout) [][2]markAt {
	if f.empty() {
		return [][2]markAt{areaMark(float64(f.First)-0.5, float64(f.Last)+0.5, noData(f),
			&label{Show: true, Position: "inside", Color: inkColor, FontSize: l.font})}
	}
	gaps := slices.Clone(f.Gaps)
	slices.SortStableFunc(gaps, func(a, b Gap) int { return cmp.Compare(a.Year, b.Year) })
	marks := [][2]markAt{}
	for i := 0; i < len(gaps); {
		end := i + 1
		for end < len(gaps) && gaps[end].Reason == gaps[i].Reason && gaps[end].Year <= gaps[end-1].Year+1 {
			end++
		}
		first, last := max(gaps[i].Year, f.First), min(gaps[end-1].Year, f.Last)
		if first <= last {
			text := gapLabel(f, l, gaps[i].Reason, first, last)
			marks = append(marks, areaMark(float64(first)-0.5, float64(last)+0.5, text.name, text.label))
		}
		i = end
	}
	return marks
}

// itemStyle fills an area with a colour, or with a pattern, which ECharts takes as the drawing of one tile.
type itemStyle struct {
	Color       any    `json:"color"` // a string or a tile
	BorderColor string `json:"borderColor,omitempty"`
	BorderWidth int    `json:"borderWidth,omitempty"`
}

type tile struct {
	SVGElement tileElement `json:"svgElement"`
	SVGWidth   int         `json:"svgWidth"`
	SVGHeight  int         `json:"svgHeight"`
}

type tileElement struct {
	Tag        string            `json:"tag"`
	Key        string            `json:"key"`
	Attributes map[string]string `json:"attrs"`
	Children   []tileElement     `json:"children"`
}

// hatch is thin diagonals on a light ground: "no data" without colour.
var hatch = tile{SVGWidth: 6, SVGHeight: 6, SVGElement: tileElement{Tag: "g", Key: "hatch", Children: []tileElement{
	{Tag: "rect", Key: "ground", Attributes: map[string]string{"width": "6", "height": "6", "fill": gapColor}},
	{Tag: "path", Key: "lines", Attributes: map[string]string{"d": "M-1 1L1 -1M0 6L6 0M5 7L7 5", "stroke": hatchColor, "stroke-width": "0.8"}},
}}}

func areaMark(from, to float64, name string, text *label) [2]markAt {
	return [2]markAt{
		{Name: name, XAxis: &from, Label: text, ItemStyle: &itemStyle{Color: hatch}},
		{XAxis: &to},
	}
}

// noData says that there is nothing, and why when all gaps agree.
func noData(f Figure) string {
	text := f.words().Value.NoData
	for _, g := range f.Gaps {
		if g.Reason != f.Gaps[0].Reason {
			return text
		}
	}
	if len(f.Gaps) > 0 && f.Gaps[0].Reason != "" {
		text += ": " + f.Gaps[0].Reason
	}
	return text
}

type namedLabel struct {
	name  string
	label *label
}

// gapLabel writes the reason across the band where it fits, else upright; at the end of the band that the lines leave free.
func gapLabel(f Figure, l layout, reason string, first, last int) namedLabel {
	font := l.font - 1
	width := l.x(float64(last)+0.5) - l.x(float64(first)-0.5)
	across := textWidth(reason, font) <= width-8
	upright := font+2 <= width && textWidth(reason, font) <= l.bottom-l.top-16
	if f.Size == Small || reason == "" || !across && !upright {
		return namedLabel{label: &label{}}
	}
	text := &label{Show: true, Position: "insideBottom", Color: quietColor, FontSize: font, Distance: 6}
	if freeAbove(f, l, first, last) {
		text.Position = "insideTop"
	}
	if !across {
		text.Rotate, text.VerticalAlign, text.Align = 90, "middle", "left"
		if text.Position == "insideTop" {
			text.Align = "right"
		}
	}
	return namedLabel{reason, text}
}

// freeAbove tells whether the lines near the years lie nearer to the bottom of the plot than to its top.
func freeAbove(f Figure, l layout, first, last int) bool {
	highest, lowest := l.bottom, l.top
	f.points(func(_ Line, p Point) {
		if p.Year >= first-1 && p.Year <= last+1 {
			highest, lowest = min(highest, l.y(p.Value)), max(lowest, l.y(p.Value))
		}
	})
	return highest-l.top > l.bottom-lowest
}
