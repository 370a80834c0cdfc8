package chart

import (
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"wijkinzicht/web/words"
)

// fontFamily is also set on the SVG's root, so that a page's own font takes over by inheritance. ECharts writes it
// unescaped: single quotes.
const fontFamily = `'Source Sans 3', system-ui, sans-serif`

// Option gives the figure as the JSON of an ECharts option, for finish.ts: the same figure gives the same bytes.
// It refuses a figure that could only be drawn wrongly: years out of order, values outside a fixed scale, not a number.
func (f Figure) Option() ([]byte, error) {
	if err := f.validate(); err != nil {
		return nil, fmt.Errorf("figure %q: %w", f.ID, err)
	}
	l, err := newLayout(f)
	if err != nil {
		return nil, fmt.Errorf("figure %q: %w", f.ID, err)
	}
	line := charts.NewLine()
	line.SetGlobalOptions(
		charts.WithAnimation(false),
		charts.WithGridOpts(opts.Grid{
			Left: pixels(l.left), Right: pixels(l.width - l.right), Top: pixels(l.top), Bottom: pixels(l.height - l.bottom),
		}),
		charts.WithAriaOpts(&opts.Aria{Enabled: opts.Bool(true), Label: &opts.AriaLabel{Description: f.Title + " " + f.Summary}}),
	)
	line.Validate()
	option := line.JSON()
	for _, unused := range []string{"title", "legend", "tooltip", "toolbox"} {
		delete(option, unused)
	}
	option["textStyle"] = opts.TextStyle{FontFamily: fontFamily, FontSize: int(l.font), Color: inkColor}
	option["xAxis"] = []yearAxis{newYearAxis(f, l)}
	option["yAxis"] = []valueAxis{newValueAxis(f, l)}
	all := append(newSeries(f, l), newMarks(f, l))
	if len(l.events) > 0 {
		all = append(all, newEvents(l))
	}
	option["series"] = all
	option["decimals"] = l.scale.decimals
	if w := f.words(); w != &words.Dutch {
		option["signs"] = [2]string{w.Decimal, w.Thousands}
	}
	text, err := json.Marshal(option)
	if err != nil {
		return nil, fmt.Errorf("figure %q: write option: %w", f.ID, err)
	}
	return paint(text, f.Palette), nil
}

// pixels writes a distance to the edge as go-echarts wants it.
func pixels(v float64) string { return strconv.FormatFloat(v, 'f', 0, 64) }

// axisLabel adds to go-echarts' one the values that ECharts labels instead of its own choice.
type axisLabel struct {
	opts.AxisLabel
	CustomValues []int `json:"customValues,omitempty"`
}

type axisTick struct {
	opts.AxisTick
	Length       int   `json:"length,omitempty"`
	CustomValues []int `json:"customValues,omitempty"`
}

type yearAxis struct {
	opts.XAxis
	AxisLabel axisLabel `json:"axisLabel"`
	AxisTick  axisTick  `json:"axisTick"`
}

// newYearAxis is a value axis, so that every year stands at its true place; half a year of air on both sides.
func newYearAxis(f Figure, l layout) yearAxis {
	ticks := l.years
	if f.Size != Small {
		ticks = nil
		for year := f.First; year <= f.Last; year++ {
			ticks = append(ticks, year)
		}
	}
	return yearAxis{
		XAxis: opts.XAxis{
			Type: "value", Min: float64(f.First) - 0.5, Max: float64(f.Last) + 0.5,
			SplitLine: &opts.SplitLine{Show: opts.Bool(false)},
			AxisLine:  &opts.AxisLine{Show: opts.Bool(true), OnZero: opts.Bool(false), LineStyle: &opts.LineStyle{Color: axisColor, Width: 1}},
		},
		AxisLabel: axisLabel{
			AxisLabel: opts.AxisLabel{Show: opts.Bool(true), Color: quietColor, FontSize: int(l.font), Margin: 8,
				ShowMinLabel: opts.Bool(true), ShowMaxLabel: opts.Bool(true)},
			CustomValues: l.years,
		},
		AxisTick: axisTick{
			AxisTick: opts.AxisTick{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: axisColor, Width: 1}},
			Length:   4, CustomValues: ticks,
		},
	}
}

type valueAxis struct {
	opts.YAxis
	Interval      float64        `json:"interval"`
	NameTextStyle opts.TextStyle `json:"nameTextStyle"`
	AxisTick      opts.AxisTick  `json:"axisTick"`
}

// newValueAxis has lines and numbers, and the unit above them; a figure without points has neither numbers nor lines.
func newValueAxis(f Figure, l layout) valueAxis {
	numbers := !f.empty()
	axis := valueAxis{
		YAxis: opts.YAxis{
			Type: "value", Min: l.scale.min, Max: l.scale.max,
			Name: fit(f.Unit, l.font, l.width-16), NameLocation: "end",
			NameGap:   int(l.top - l.font),
			AxisLine:  &opts.AxisLine{Show: opts.Bool(false)},
			SplitLine: &opts.SplitLine{Show: opts.Bool(numbers), LineStyle: &opts.LineStyle{Color: gridColor, Width: 1}},
			AxisLabel: &opts.AxisLabel{Show: opts.Bool(numbers), Color: quietColor, FontSize: int(l.font), Margin: 8,
				ShowMinLabel: opts.Bool(true), ShowMaxLabel: opts.Bool(true)},
		},
		Interval: l.scale.step,
		AxisTick: opts.AxisTick{Show: opts.Bool(false)},
		// The name is centred on the axis unless told; the padding brings its start to the picture's left edge.
		NameTextStyle: opts.TextStyle{Color: quietColor, FontSize: int(l.font), Align: "left", VerticalAlign: "middle",
			Padding: []float64{0, 0, 0, 4 - l.left}},
	}
	return axis
}
