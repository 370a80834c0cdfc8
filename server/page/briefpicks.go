package page

import (
	"fmt"
	"math"
	"strings"

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
			best = pick{ind, "De grootste verandering, gemeten in hoe ver de elf wijken uit elkaar liggen.", changeWords(b.wijk.Name, b.city, ind, b.mine[ind.ID], b.around[ind.ID])}
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
			best = pick{ind, "Het grootste verschil met " + b.city + ", gemeten in hoe ver de elf wijken uit elkaar liggen.", gapWords(b.wijk.Name, b.city, ind, last, there)}
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
				best = pick{ind, fmt.Sprintf("De breuk in de langste reeks: %d, %s.", br.Year, words.NL.Value.Breaks[br.Kind]), breakWords(b.wijk.Name, ind, br.Break)}
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
	a, z := figure.WithUnit(*first.Value, ind), figure.WithUnit(*last.Value, ind)
	text := fmt.Sprintf("%s: in %s van %s in %d naar %s in %d, een verschil van %s.", ind.Naam, name, a, first.Year, z, last.Year,
		figure.DifferenceWithUnit(*last.Value-*first.Value, ind))
	switch {
	case a == z:
		text = fmt.Sprintf("%s: in %s gelijk, %s in %d en in %d.", ind.Naam, name, a, first.Year, last.Year)
	case c.Toward(ind.Step) == 0:
		text = fmt.Sprintf("%s: in %s vrijwel gelijk, %s in %d en %s in %d.", ind.Naam, name, a, first.Year, z, last.Year)
	}
	from, there := around.Own(figure.OnlyEnclosing).At(first.Year)
	to, still := around.Own(figure.OnlyEnclosing).At(last.Year)
	if there && still && ind.Kind != catalogue.Count && around.Own(figure.OnlyEnclosing).Joined(first.Year, last.Year) {
		text += fmt.Sprintf(" In heel %s was het toen %s en %s.", city, figure.WithUnit(*from.Value, ind), figure.WithUnit(*to.Value, ind))
	}
	if strings.Contains(ind.Unit, "€") {
		text += " Dat is zonder correctie voor prijzen, die ook veranderden."
	}
	return text + doubts(s.Period(first.Year, last.Year))
}

// doubts says what makes a change less sure: few years, converted figures, provisional ones.
func doubts(s series.Line) string {
	text := ""
	if n := s.Count(); n == 2 {
		text += " Het zijn maar twee metingen."
	}
	converted, provisional := false, false
	first, _ := s.First()
	last, _ := s.Last()
	for _, r := range s {
		converted = converted || r.Value != nil && r.Quality == data.Converted
	}
	provisional = first.Status == data.Provisional || last.Status == data.Provisional
	switch {
	case s.Latest().Doubtful():
		text += " Het is omgerekend uit andere grenzen, en de marge daarvan is groter dan het verschil."
	case converted:
		text += " Een deel is omgerekend uit andere grenzen (C)."
	}
	if provisional {
		text += " Een van beide cijfers is voorlopig."
	}
	return text
}

// gapWords says how a wijk and its city stood in one year.
func gapWords(name, city string, ind catalogue.Indicator, mine, there series.Point) string {
	text := fmt.Sprintf("%s: in %d %s in %s en %s in heel %s.", ind.Naam, mine.Year, figure.WithUnit(*mine.Value, ind), name, figure.WithUnit(*there.Value, ind), city)
	if mine.Quality == data.Converted {
		text += " Het cijfer van de wijk is omgerekend uit andere grenzen (C)."
	}
	return text
}

func breakWords(name string, ind catalogue.Indicator, b catalogue.Break) string {
	return fmt.Sprintf("%s: vergelijk in %s de jaren vóór %d niet met die erna (%s).", ind.Naam, name, b.Year, words.NL.Value.Breaks[b.Kind])
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
		out = append(out, "Van "+b.wijk.Name+" is er geen eigen cijfer dat in de tijd of met de stad te vergelijken is.")
	}
	return out
}

// caveats are what a reader should know of every brief.
func (b brief) caveats() []string {
	out := []string{
		"Een cijfer verandert ook doordat er andere mensen komen wonen. Dat iets in dezelfde tijd gebeurde, zegt niet dat het de oorzaak is.",
		"De verandering is geteld vanaf het eerste jaar dat met het laatste te vergelijken is; dat jaar verschilt per cijfer.",
	}
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
		out = append(out, fmt.Sprintf("Van %d van de twaalf kerncijfers is er geen cijfer; de reden staat erbij.", missing))
	}
	return out
}
