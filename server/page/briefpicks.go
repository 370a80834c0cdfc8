package page

import (
	"math"
	"slices"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/figure"
	"wijkinzicht/web/words"
)

// pick is a chart of a brief with the rule that chose it and what it says.
type pick struct {
	ind  catalogue.Indicator
	rule string
	text string // a sentence that claims no more than the figures
}

// picks chooses at most three charts of three figures: the largest change, the largest gap to the city, and the break that
// matters most; without a break, the next of the first two. A figure is only chosen on what the wijk has of its own.
func (b brief) picks() []pick {
	var out []pick
	taken := map[string]bool{}
	for _, choose := range []func(map[string]bool) (pick, bool){b.change, b.gap, b.broken, b.change, b.gap} {
		if p, ok := choose(taken); ok && len(out) < 3 {
			out, taken[p.ind.ID] = append(out, p), true
		}
	}
	return out
}

// change gives the figure that changed most over its comparable years, measured in the spread of the eleven.
func (b brief) change(taken map[string]bool) (best pick, found bool) {
	most := 0.0
	for _, ind := range b.indicators {
		c := b.mine[ind.ID].Own(figure.OnlyEnclosing).Latest()
		if taken[ind.ID] || b.spread[ind.ID] == 0 || ind.Kind == catalogue.Class || c.Toward(ind.Step) == 0 {
			continue
		}
		if size := math.Abs(c.Difference()) / b.spread[ind.ID]; size > most {
			most, found = size, true
			best = pick{ind, words.Page.Brief.MostChanged, changeWords(b.wijk.Name, b.city, ind, b.mine[ind.ID], b.around[ind.ID])}
		}
	}
	return best, found
}

// gap gives the figure that lies furthest from the city's in the same year, measured in the spread of the eleven. Counts
// of a wijk and a city cannot be held together.
func (b brief) gap(taken map[string]bool) (best pick, found bool) {
	most := 0.0
	for _, ind := range b.indicators {
		last, ok := b.mine[ind.ID].Own(figure.OnlyEnclosing).Last()
		if taken[ind.ID] || !ok || b.spread[ind.ID] == 0 || ind.Kind == catalogue.Count || ind.Kind == catalogue.Class {
			continue
		}
		there, ok := b.around[ind.ID].Own(figure.OnlyEnclosing).At(last.Year)
		if !ok {
			continue
		}
		if size := math.Abs(*last.Value-*there.Value) / b.spread[ind.ID]; size > most {
			most, found = size, true
			best = pick{ind, words.Page.Brief.MostApart(b.city), gapWords(b.wijk.Name, b.city, ind, last, there)}
		}
	}
	return best, found
}

// broken gives the figure with most years of which a break cuts the line, and of those the latest break.
func (b brief) broken(taken map[string]bool) (best pick, found bool) {
	years, latest := 0, 0
	for _, ind := range b.indicators {
		s := b.mine[ind.ID].Own(figure.OnlyEnclosing)
		first, _ := s.First()
		last, ok := s.Last()
		for _, br := range b.breaks[ind.ID] {
			if taken[ind.ID] || !ok || br.Year <= first.Year || br.Year > last.Year {
				continue
			}
			if n := s.Count(); n > years || n == years && br.Year > latest {
				years, latest, found = n, br.Year, true
				kind := words.NL.Value.Breaks[br.Kind]
				best = pick{ind, words.Page.Brief.LongestBreak(br.Year, kind), words.Page.Brief.Broken(ind.Naam, b.wijk.Name, br.Year, kind)}
			}
		}
	}
	return best, found
}

// changeWords says how a figure changed over its own comparable years, and in the city between the same two years where
// that can be said; empty when it cannot be said of the wijk.
func changeWords(name, city string, ind catalogue.Indicator, s, around series.Line) string {
	s = s.Own(figure.OnlyEnclosing)
	c := s.Latest()
	if c.Why != series.Same {
		return ""
	}
	first, last := c.From, c.To
	out := words.BriefChange{Indicator: ind.Naam, Name: name, From: figure.Dated(first, ind), To: figure.Dated(last, ind), City: city,
		By: figure.DifferenceWithUnit(*last.Value-*first.Value, ind), Alike: c.Toward(ind.Step) == 0, Prices: words.Money(ind.Unit)}
	around = around.Own(figure.OnlyEnclosing)
	from, there := around.At(first.Year)
	to, still := around.At(last.Year)
	if there && still && ind.Kind != catalogue.Count && around.Joined(first.Year, last.Year) {
		out.CityWas, out.CityIs = figure.WithUnit(*from.Value, ind), figure.WithUnit(*to.Value, ind)
	}
	doubt(&out, s.Period(first.Year, last.Year))
	return words.Page.Brief.Changed(out)
}

// doubt adds what makes a change less sure: few years, converted figures, provisional ones.
func doubt(c *words.BriefChange, s series.Line) {
	first, _ := s.First()
	last, _ := s.Last()
	c.Two, c.Within, c.Provisional = s.Count() == 2, s.Latest().Doubtful(), first.Status == data.Provisional || last.Status == data.Provisional
	for _, r := range s {
		c.Converted = c.Converted || r.Value != nil && r.Quality == data.Converted
	}
}

// gapWords says how a wijk and its city stood in one year.
func gapWords(name, city string, ind catalogue.Indicator, mine, there series.Point) string {
	return words.Page.Brief.Apart(ind.Naam, name, figure.WithUnit(*mine.Value, ind), city, figure.WithUnit(*there.Value, ind), mine.Year, mine.Quality == data.Converted)
}

// sentences puts the picks in words.
func (b brief) sentences() []string {
	var out []string
	for _, p := range b.picks() {
		if p.text != "" {
			out = append(out, p.text)
		}
	}
	if len(out) == 0 {
		out = append(out, words.Page.Brief.Nothing(b.wijk.Name))
	}
	return out
}

// caveats are what a reader should know of every brief.
func (b brief) caveats() []string {
	out := slices.Clone(words.Page.Brief.Always[:])
	if b.wijk.Note != "" {
		out = append(out, b.wijk.Note)
	}
	missing := 0
	for _, ind := range b.facts() {
		if b.mine[ind.ID].Count() == 0 {
			missing++
		}
	}
	if missing > 0 {
		out = append(out, words.Page.Brief.Missing(missing))
	}
	return out
}
