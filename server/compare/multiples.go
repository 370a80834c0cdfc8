package compare

import (
	"slices"
	"wijkinzicht/data"
	"wijkinzicht/data/series"
	"wijkinzicht/server/figure"
	"wijkinzicht/web"
	"wijkinzicht/web/chart"
	"wijkinzicht/web/words"
)

// mostTogether is the most lines that are told apart in one picture; of more, each has a small one of its own before the others.
const mostTogether = 5

// SmallLines gives each line of a comparison a small picture before the others; there are none where one picture does.
func SmallLines(db *data.DB, w *words.Words, k Choice, all map[string]map[string]series.Line) web.Multiples {
	p := newPanel(db, w, k, nil, all)
	return p.multiples()
}

// multiples gives each line of a crowded panel a small picture, all on one scale; there are none where one picture does.
func (p *Panel) multiples() web.Multiples {
	var shown []figure.Line
	var lines [][][]chart.Point // of those shown
	for _, l := range p.Lines {
		if l.Role == chart.Gelijke { // thin and grey on purpose: it is the background of another line
			return web.Multiples{}
		}
		if l.Series.Count() > 0 {
			shown, lines = append(shown, l), append(lines, figure.SegmentsOf(l.Series, l.Indicator.Years()))
		}
	}
	if len(shown) <= mostTogether {
		return web.Multiples{}
	}
	rows := map[string]web.PanelRow{}
	for _, row := range p.rows() {
		rows[row.Name] = row
	}
	scale, out := web.SparkScaleOf(lines...), web.Multiples{ID: p.Chart.ID}
	for i, l := range shown {
		row, spark := rows[l.Name], scale.Spark(lines[i], nil)
		out.Lines = append(out.Lines, web.Multiple{Name: l.Name, URL: row.URL, Last: row.Last, Change: row.Change,
			Line: spark.Line, X: spark.X, Y: spark.Y, Hollow: spark.Hollow, Alt: figure.Summary(p.Words, l.Name, l.Series, l.Indicator)})
	}
	out.Every = scale.Spark(slices.Concat(lines...), nil).Line
	return out
}
