package atlas

import (
	"math"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/figure"
	"wijkinzicht/web/words"
)

// clear tells whether there is a figure that may stand in front, and in a class.
func (f Figure) clear() bool { return f.shown != nil && !f.rough }

// Measure is what a map shows of an area: its figure, or its change since a year; as it is, or beside that of its gemeente.
type Measure struct {
	ind     catalogue.Indicator
	since   bool
	against bool
	city    series.Line // of the gemeente
	name    string      // of the gemeente
	rule    *series.Rule
	words   *words.Words
}

// percent tells whether what is shown is a percentage of something, not a difference in the indicator's own unit.
func (m Measure) percent() bool { return (m.since || m.against) && inPercent(m.ind) }

// least is the smallest difference that counts, in the indicator's unit. Beside the gemeente two figures may each be off.
func (m Measure) least() float64 {
	if m.against {
		return 2 * m.ind.Step
	}
	return m.ind.Step
}

// Figure is what is shown of one area.
type Figure struct {
	shown  *float64
	toward int // on which side of the neutral middle it counts
	reason string
	plain  *float64 // in the indicator's unit: the figure, or the difference between the two years
	why    series.Reason
	margin *float64 // what rounding may make of plain; nil where nothing
	rough  bool     // so much that it says little
	open   bool     // provisional
}

// level measures a figure.
func (m Measure) level(a data.MapArea, year data.MapYear) Figure {
	out := Figure{plain: a.Value, shown: a.Value}
	if a.Value == nil {
		out.reason = m.words.Reason(a.Status)
		return out
	}
	m.qualify(&out, a)
	if !m.against {
		if !out.rough {
			out.toward = series.Toward(*a.Value, m.least())
		}
		return out
	}
	city, ok := m.city.At(year.Year)
	if !ok || m.percent() && *city.Value <= 0 {
		out.shown, out.reason = nil, m.words.Map.NoCity(m.name)
		return out
	}
	d := *a.Value - *city.Value
	if !out.rough {
		out.toward = series.Toward(d, m.least())
	}
	if m.percent() {
		d *= 100 / *city.Value
	}
	out.shown = &d
	return out
}

// change measures the difference between two years, which the rule must let be compared: of the area, and of the gemeente where
// that is held beside it.
func (m Measure) change(from, to data.MapArea, before, year data.MapYear) Figure {
	c := series.Change{From: mapPoint(from, before), To: mapPoint(to, year)}
	c.Why = m.rule.Between(m.ind.ID, data.WhoIs(to.Code), c.From, c.To)
	switch c.Why {
	case series.Same:
	case series.NoValue:
		return Figure{why: c.Why, reason: m.words.Map.NotBoth}
	default:
		return Figure{why: c.Why, reason: m.words.Map.Unlike(before.Year, m.words.Value.Whys[string(c.Why)])}
	}
	d := c.Difference()
	out := Figure{plain: &d, shown: &d, toward: c.Toward(m.least())}
	m.qualify(&out, from, to)
	base, scale := *c.From.Value, 1.0
	if m.percent() {
		if base <= 0 {
			out.shown, out.toward, out.reason = nil, 0, m.words.Map.NotPositive(before.Year)
			return out
		}
		scale = 100 / base
	}
	shown := scale * d
	if m.against {
		city := m.city.Over(before.Year, year.Year)
		if city.Why != series.Same || m.percent() && *city.From.Value <= 0 {
			out.shown, out.toward, out.reason = nil, 0, m.words.Map.NoCity(m.name)
			return out
		}
		byCity := city.Difference()
		if m.percent() {
			byCity *= 100 / *city.From.Value
		}
		shown -= byCity
		if !out.rough {
			out.toward = series.Toward(shown/scale, m.least())
		}
	}
	out.shown = &shown
	return out
}

// qualify says of a figure what is to be known of those that it is made of: provisional, or rough.
func (m Measure) qualify(out *Figure, made ...data.MapArea) {
	var notes []string
	sum := 0.0
	for _, a := range made {
		out.open, out.rough = out.open || a.Status == string(data.Provisional), out.rough || a.Rough
		if a.Margin != nil {
			sum += *a.Margin
			out.margin = &sum
		}
	}
	if out.open {
		notes = append(notes, m.words.Reason(string(data.Provisional)))
	}
	if out.rough {
		out.toward = 0
		notes = append(notes, figure.RoughText(m.words, *out.margin))
	}
	out.reason = strings.Join(notes, "; ")
}

// mapPoint is what an area has in a year of a map.
func mapPoint(a data.MapArea, year data.MapYear) series.Point {
	return series.Point{Year: year.Year, Edition: a.Edition, Division: year.AreaYear, Value: a.Value, Status: data.Status(a.Status), Quality: data.Direct}
}

// inPercent tells whether a change is told in percent: of money and of counts, of which a point means little beside another's.
func inPercent(ind catalogue.Indicator) bool {
	return ind.Kind == catalogue.Count || words.Money(ind.Unit)
}

// text writes what is shown of an area.
func (m Measure) text(v float64) string {
	switch {
	case m.percent():
		return m.words.Difference(v, percentDecimals(v)) + "%"
	case m.since || m.against:
		return m.words.Difference(v, m.ind.Decimals)
	}
	return figure.Amount(m.words, m.ind, v)
}

// unit follows what text writes.
func (m Measure) unit() string {
	switch {
	case m.percent():
		return ""
	case m.since || m.against:
		return figure.ChangeUnit(m.words, m.ind)
	}
	return figure.AmountUnit(m.ind)
}

// decimals is how precise a file tells what is shown.
func (m Measure) decimals() int {
	if m.percent() {
		return 1
	}
	return m.ind.Decimals
}

// percentDecimals gives small percentages a decimal, which makes them differ.
func percentDecimals(v float64) int {
	if math.Abs(v) < 10 {
		return 1
	}
	return 0
}
