package ingest

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
)

// points gives the best point of every year: of all editions, or of the newest one that says anything of the subject where
// editions may not be mixed.
func (l *ladder) points(s catalogue.Subject, ind catalogue.Indicator) map[int]data.TrendRow {
	best := map[int]data.TrendRow{}
	known := false
	division := 0
	for _, e := range slices.Backward(l.editions(ind)) { // the latest division first: its point stays where another is as good
		if ind.EstimatedAnew() && known && e.areaYear != division {
			break
		}
		if e.areaYear != division && !known {
			division = e.areaYear
		}
		row, ok := l.point(s, ind, e)
		if !ok {
			continue
		}
		known = known || row.Value != nil
		if old, there := best[e.year]; !there || !better(old, row) {
			best[e.year] = row
		}
	}
	return best
}

// madeOfWijken tells an indicator of which the figure of a gemeente, or of the country, may be made of those of its wijken: the
// scores of the Leefbaarometer. Held against the gemeenten of 2024 whose score is published, five of six lie within 0,002 and
// Den Haag within 0,004.
func madeOfWijken(ind catalogue.Indicator) bool {
	return ind.SourceID == catalogue.Leefbaarometer && ind.Kind == catalogue.Score
}

// wijkWeights are what wijken are weighed with, in order of preference. The publisher does not say what it weighs with. Dwellings come
// nearest: where a wijk has two buurten, its score tells their weights, and those follow dwellings; by households Den Haag
// would be 0,007 too low and Nijmegen 0,005 too high.
var wijkWeights = []string{"woningen", "huishoudens"}

// ofWijken makes the figure of a gemeente or the country of all its wijken in one division, less the areas that are taken
// away. The wijken must hold nearly all of its weight: a file of some wijken says nothing about the whole.
func (l *ladder) ofWijken(slug, code string, ind catalogue.Indicator, e edition, taken []term) (data.TrendRow, bool) {
	wijken := l.wijken[catalogue.AreaKey{Year: e.areaYear, Code: code}]
	if len(wijken) == 0 {
		return data.TrendRow{}, false
	}
	var terms []term
	for _, w := range wijken {
		if !slices.Contains(taken, term{w, -1}) {
			terms = append(terms, term{w, 1})
		}
	}
	for _, t := range taken {
		if !slices.Contains(wijken, t.code) {
			terms = append(terms, t)
		}
	}
	for _, weight := range wijkWeights {
		weighed, ok := l.weighed(weight, code, wijken, terms, e)
		if !ok {
			continue
		}
		by := ind
		by.Weight = weight
		return row1(slug, ind, e, l.obs.average(by, e.areaYear, e.year, weighed, ""), data.Composed)
	}
	return data.TrendRow{}, false
}

// weighed gives the terms of which the weight is known. ok is false where the wijken of which it is do not hold nearly all of the
// whole's, or one that is taken away has none.
func (l *ladder) weighed(weight, code string, wijken []string, terms []term, e edition) (out []term, ok bool) {
	whole, ok := l.obs.weight(weight, e.areaYear, e.year, code)
	if !ok {
		return nil, false
	}
	for _, t := range terms {
		if _, known := l.obs.weight(weight, e.areaYear, e.year, t.code); known {
			out = append(out, t)
		} else if t.sign < 0 {
			return nil, false
		}
	}
	sum := 0.0
	for _, w := range wijken {
		if o, ok := l.obs.weight(weight, e.areaYear, e.year, w); ok {
			sum += *o.Value
		}
	}
	return out, sum >= minCoverage**whole.Value
}

// gemeente gives the published figure of a gemeente or the country, or else one made of its wijken.
func (l *ladder) gemeente(slug, code string, ind catalogue.Indicator, e edition) (data.TrendRow, bool) {
	row, ok := l.whole(slug, code, ind, e)
	if ok && row.Value != nil && madeOfWijken(ind) && code == catalogue.NationCode {
		row.Quality = data.Composed // nobody publishes the country's: what there is was made of its wijken, as its source says
	}
	if ok && row.Value != nil || !madeOfWijken(ind) {
		return row, ok
	}
	if made, there := l.ofWijken(slug, code, ind, e, nil); there {
		return made, true
	}
	return row, ok
}

// findWijken lists the wijken of every gemeente, and of the country, that have scores, per division.
func (l *ladder) findWijken(observations []data.Observation) {
	seen := map[catalogue.AreaKey]bool{}
	l.wijken = map[catalogue.AreaKey][]string{}
	for _, o := range observations {
		k := catalogue.AreaKey{Year: o.AreaYear, Code: o.Code}
		if ind, _ := l.cat.Indicator(o.Indicator); !strings.HasPrefix(o.Code, "WK") || !madeOfWijken(ind) || seen[k] {
			continue
		}
		seen[k] = true
		for _, code := range []string{gemeenteOf(o.Code), catalogue.NationCode} {
			whole := catalogue.AreaKey{Year: o.AreaYear, Code: code}
			l.wijken[whole] = append(l.wijken[whole], o.Code)
		}
	}
	for _, codes := range l.wijken {
		slices.Sort(codes)
	}
}

// madeSlack is how far a score made of wijken may lie from the published one of the same year: within it the two make one line.
const madeSlack = 0.002

// findApart holds the scores of gemeenten that are made of wijken against those that are published for the same year. Where they
// differ, and other years have to be made, the line is cut where the one begins and the other ends.
func (l *ladder) findApart() {
	for _, s := range l.cat.Subjects() {
		if s.Kind != catalogue.GemeenteKind {
			continue
		}
		for _, ind := range l.cat.Indicators {
			if !madeOfWijken(ind) {
				continue
			}
			if b, ok := l.madeApart(s, ind); ok {
				l.apart = append(l.apart, b)
			}
		}
	}
	l.rule = catalogue.RuleOf(slices.Concat(l.cat.Breaks, l.apart), l.cat.Indicators, l.kept)
}

// madeApart compares the latest year that can be compared; ok is false where the two agree, or all years are published.
func (l *ladder) madeApart(s catalogue.Subject, ind catalogue.Indicator) (b catalogue.Break, ok bool) {
	rows := l.points(s, ind)
	first, made := 0, false
	for year, r := range rows {
		made = made || r.Value != nil && r.Quality == data.Composed
		if r.Value != nil && r.Quality == data.Direct && (first == 0 || year < first) {
			first = year
		}
	}
	if !made || first == 0 {
		return b, false
	}
	e := edition{rows[first].Inputs[0].AreaYear, first}
	other, there := l.ofWijken(s.Slug, s.Gemeente, ind, e, nil)
	if !there || other.Value == nil || math.Abs(*other.Value-*rows[first].Value) <= madeSlack {
		return b, false
	}
	return catalogue.Break{Indicator: ind.ID, Subject: s.Slug, Year: first, Kind: "instrument", Source: "eigen vergelijking",
		Note: fmt.Sprintf("%s: vóór %d is het cijfer van %s door ons gemaakt van dat van de wijken, gewogen met woningen. Zo gemaakt is het in %d %s, en gepubliceerd is %s: de uitgever weegt anders, en zegt niet hoe.",
			ind.Naam, first, s.Name, first, short(*other.Value), short(*rows[first].Value))}, true
}

// madeFindings says which lines were cut for it.
func madeFindings(apart []catalogue.Break) []data.Finding {
	var out []data.Finding
	for _, b := range apart {
		out = append(out, data.Finding{Kind: "verschil", Subject: b.Subject, Text: b.Note + " De lijn is daar gebroken."})
	}
	return out
}
