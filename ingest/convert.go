package ingest

import (
	"fmt"
	"math"
	"strings"

	"wijkinzicht/data"
)

// wholePart is the part from which an area counts as lying wholly in a wijk: what is drawn differs by a little more than a sliver.
const wholePart = 0.98

// leastWhole is the part of the wijk's ground that areas lying wholly in it must hold for a conversion. A wijk that is a
// small part of one large area keeps that area's figure (D): a converted one would say no more, with a band wider than its value.
const leastWhole = 0.5

// leastCover is the part of the wijk's ground that all the areas together must hold: what lies outside them would be missing.
const leastCover = 0.9

// maxCut bounds the areas that are put in and out by turns for low and high.
const maxCut = 10

// differs tells whether the borders say that an area of a division, held to be the wijk, is another place than the wijk
// is now. Only areas of the same level are held against each other; without borders nothing speaks against the catalogue.
func (g *geometry) differs(wijk string, year int, code string) bool {
	shares := g.shares[partKey{wijk, year}]
	if len(shares) == 0 || shares[0].code[:2] != code[:2] {
		return false
	}
	return len(shares) > 1 || shares[0].part < wholePart
}

// convertible tells whether the areas of a division can stand for the wijk as it is now. Figures about ground need the
// whole outline, which is not known where buurten without a border belong to the wijk.
func (g *geometry) convertible(wijk string, year int, ind data.Indicator) bool {
	inside, cover := 0.0, 0.0
	for _, s := range g.shares[partKey{wijk, year}] {
		cover += s.cover
		if s.part >= wholePart {
			inside += s.cover
		}
	}
	ground := ind.Weight == "oppervlakte_land" || strings.HasPrefix(ind.ID, "oppervlakte")
	return inside >= leastWhole && cover >= leastCover && !(ground && g.partial[wijk])
}

// converted makes a figure for a wijk's present outline from the parts of an older division's areas (quality C): each
// area counts for the part of it that lies in the wijk. low and high come from putting each cut area wholly in or out.
func (l *ladder) converted(slug string, ind data.Indicator, e edition) (data.TrendRow, bool) {
	if !l.places.convertible(slug, e.areaYear, ind) {
		return data.TrendRow{}, false
	}
	var terms, inside []term
	var cut []term
	for _, s := range l.places.shares[partKey{slug, e.areaYear}] {
		if s.part < sliverShare {
			continue
		}
		terms = append(terms, term{s.code, s.part})
		if s.part >= wholePart {
			inside = append(inside, term{s.code, 1})
		} else {
			cut = append(cut, term{s.code, 1})
		}
	}
	c := l.obs.combine(ind, e.areaYear, e.year, terms, "")
	if c.value == nil || len(cut) > maxCut {
		return data.TrendRow{}, false
	}
	row, ok := row1(slug, ind, e, c, data.Converted)
	low, high := *c.value, *c.value
	for choice := 0; choice < 1<<len(cut); choice++ {
		chosen := append([]term{}, inside...)
		for i, t := range cut {
			if choice&(1<<i) != 0 {
				chosen = append(chosen, t)
			}
		}
		if other := l.obs.combine(ind, e.areaYear, e.year, chosen, ""); len(chosen) > 0 && other.value != nil {
			low, high = math.Min(low, *other.value), math.Max(high, *other.value)
		}
	}
	row.Low, row.High = &low, &high
	return row, ok
}

// ring makes a figure of the buurten around a wijk.
func (l *ladder) ring(s data.Subject, ind data.Indicator, e edition) (data.TrendRow, bool) {
	var terms []term
	for _, code := range l.places.rings[partKey{strings.TrimSuffix(s.Slug, "-ring"), e.areaYear}] {
		terms = append(terms, term{code, 1})
	}
	if len(terms) == 0 {
		return data.TrendRow{}, false
	}
	return row1(s.Slug, ind, e, l.obs.combine(ind, e.areaYear, e.year, terms, ""), data.Composed)
}

// findings says where the borders and the catalogue disagree about what is the wijk.
func (g *geometry) findings(cat *data.Catalogue, parts []data.SubjectPart) []data.Finding {
	var out []data.Finding
	for _, w := range cat.Wijken {
		if g.partial[w.Slug] {
			out = append(out, data.Finding{Kind: "grens", Subject: w.Slug, Text: fmt.Sprintf("%s: niet van alle buurten van %d is een grens bekend; de omtrek is onvolledig.",
				w.Name, g.reference)})
		}
	}
	for _, p := range parts {
		if !p.Used || p.Relation != data.Equal || !g.differs(p.Subject, p.Year, p.Code) {
			continue
		}
		wijk, _ := cat.Wijk(p.Subject)
		var held []string
		for _, s := range g.shares[partKey{p.Subject, p.Year}] {
			held = append(held, fmt.Sprintf("%s ligt er voor %.0f%% in", s.code, 100*s.part))
		}
		out = append(out, data.Finding{Kind: "grens", Subject: p.Subject, Text: fmt.Sprintf("%s in %d: volgens de grenzen is %s niet dezelfde plek als de wijk van %d (%s).",
			wijk.Name, p.Year, p.Code, g.reference, strings.Join(held, ", "))})
	}
	return out
}
