package compare

import (
	"math"

	"wijkinzicht/server/figure"
	"wijkinzicht/web"
	"wijkinzicht/web/chart"
)

// mostTogether is the most lines that are told apart in one picture; of more, each has a small one of its own before the others.
const mostTogether = 5

// multiples gives each line of a crowded panel a small picture, all on one scale; nil where one picture does.
func (p *Panel) multiples() []web.Multiple {
	var shown []figure.Line
	scale := web.SparkScale{Low: math.Inf(1), High: math.Inf(-1)}
	for _, l := range p.Lines {
		if l.Role == chart.Gelijke { // thin and grey on purpose: it is the background of another line
			return nil
		}
		if l.Series.Count() == 0 {
			continue
		}
		shown = append(shown, l)
		for _, v := range l.Series.Valued() {
			scale.Low, scale.High = math.Min(scale.Low, *v.Value), math.Max(scale.High, *v.Value)
			if scale.First == 0 || v.Year < scale.First {
				scale.First = v.Year
			}
			scale.Last = max(scale.Last, v.Year)
		}
	}
	if len(shown) <= mostTogether {
		return nil
	}
	rows := map[string]web.PanelRow{}
	for _, row := range p.rows() {
		rows[row.Name] = row
	}
	var out []web.Multiple
	for i, l := range shown {
		var others [][]chart.Point
		for k, o := range shown {
			if k != i {
				others = append(others, figure.SegmentsOf(o.Series, o.Indicator.Years())...)
			}
		}
		row := rows[l.Name]
		out = append(out, web.Multiple{Name: l.Name, URL: row.URL, Last: row.Last, Change: row.Change,
			Spark: scale.Spark(figure.SegmentsOf(l.Series, l.Indicator.Years()), others),
			Alt:   figure.Summary(p.Words, l.Name, l.Series, l.Indicator)})
	}
	return out
}
