package figure

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/web"
	"wijkinzicht/web/chart"
	"wijkinzicht/web/color"
	"wijkinzicht/web/words"
)

// reading writes the chart at a size with the words beside it, for the browser.
func (p Picture) reading(size chart.Size) ([]byte, error) {
	f := p.At(size)
	f.Palette = color.Page
	option, err := f.Option()
	if err != nil {
		return nil, err
	}
	lines := p.drawn()
	reading := web.ChartReading{Option: option, Lines: make([]web.LineReading, len(lines))}
	reading.Width, reading.Height = size.Pixels()
	for i, key := range f.Keys() {
		reading.Lines[i] = web.LineReading{Name: lines[i].Name, Glyph: key.Glyph, Color: key.Color, Values: []web.YearReading{}}
		for _, r := range lines[i].Series {
			if r.Year >= f.First && r.Year <= f.Last {
				reading.Lines[i].Values = append(reading.Lines[i].Values, readYear(p.Words, r, lines[i].Indicator))
			}
		}
	}
	sayMissing(p.Words, reading.Lines)
	body, err := json.Marshal(reading)
	if err != nil {
		return nil, fmt.Errorf("write reading of %s: %w", f.ID, err)
	}
	return body, nil
}

// sayMissing gives the first line, which the picture is about, a word in the years that only the others have, as the table does.
func sayMissing(w *words.Words, lines []web.LineReading) {
	for _, other := range lines[1:] {
		for _, y := range other.Values {
			at, found := slices.BinarySearchFunc(lines[0].Values, y.Year, func(v web.YearReading, year int) int { return cmp.Compare(v.Year, year) })
			if !found {
				lines[0].Values = slices.Insert(lines[0].Values, at, web.YearReading{Year: y.Year, Remark: w.Value.NotLoaded})
			}
		}
	}
}

// readYear gives one year of a line in words.
func readYear(w *words.Words, r series.Point, ind catalogue.Indicator) web.YearReading {
	y := web.YearReading{Year: r.Year, Remark: Remark(w, r)}
	if r.Value == nil {
		return y
	}
	y.Text = w.Number(*r.Value, ind.Decimals)
	if ind.Kind != catalogue.Score && ind.Kind != catalogue.Class { // a class has no unit, and a score's is on the axis
		y.Unit = ind.Unit
	}
	y.Quality = web.Quality(r.Quality)
	y.Word = w.Value.Qualities[string(y.Quality)]
	var notes []string
	if y.Remark != "" {
		notes = append(notes, y.Remark)
	}
	if r.Low != nil && r.High != nil {
		notes = append(notes, w.Value.Margin(w.Number(*r.Low, ind.Decimals), w.Number(*r.High, ind.Decimals)))
	}
	if r.Why != series.Same {
		notes = append(notes, w.Value.BreakBefore+" ("+w.Value.Breaks[string(r.Why)]+")")
	}
	y.Remark = strings.Join(notes, "; ")
	return y
}
