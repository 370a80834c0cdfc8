package server

import (
	"encoding/json"
	"fmt"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/web"
	"wijkinzicht/web/chart"
)

// readingJSON writes a figure with the words beside it, for the browser. lines are those of the figure, in its order.
func readingJSON(ind data.Indicator, lines []shownLine, all map[string]map[string]series, f chart.Figure) ([]byte, error) {
	option, err := f.Option()
	if err != nil {
		return nil, err
	}
	reading := web.ChartReading{Option: option, Lines: make([]web.LineReading, len(lines))}
	reading.Width, reading.Height = f.Size.Pixels()
	for i, key := range f.Keys() {
		line := web.LineReading{Name: lines[i].subject.Name, Glyph: key.Glyph, Color: key.Color, Values: []web.YearReading{}}
		for _, r := range all[lines[i].subject.Slug][ind.ID] {
			if r.Year >= f.First && r.Year <= f.Last {
				line.Values = append(line.Values, readYear(r, ind))
			}
		}
		reading.Lines[i] = line
	}
	body, err := json.Marshal(reading)
	if err != nil {
		return nil, fmt.Errorf("write reading of %s: %w", f.ID, err)
	}
	return body, nil
}

// readYear gives one year of a line in words.
func readYear(r data.TrendRow, ind data.Indicator) web.YearReading {
	y := web.YearReading{Year: r.Year, Remark: remark(r)}
	if r.Value == nil {
		return y
	}
	y.Text, y.Unit = web.Getal(*r.Value, ind.Decimals), ind.Unit
	y.Quality = web.Quality(r.Quality)
	y.Word = y.Quality.Word()
	var notes []string
	if y.Remark != "" {
		notes = append(notes, y.Remark)
	}
	if r.Low != nil && r.High != nil {
		notes = append(notes, "marge "+web.Getal(*r.Low, ind.Decimals)+" tot "+web.Getal(*r.High, ind.Decimals))
	}
	if r.BreakBefore {
		notes = append(notes, "breuk: niet te vergelijken met eerder")
	}
	y.Remark = strings.Join(notes, "; ")
	return y
}
