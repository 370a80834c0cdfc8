package ingest

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
)

// leastWhole is the part of the wijk's ground that areas lying wholly in it must hold for a conversion. A wijk that is a
// small part of one large area keeps that area's figure (D): a converted one would say no more, with a band wider than its value.
const leastWhole = 0.5

// differs tells whether the borders say that an area of a division, held to be the wijk, is another place than the wijk
// is now. Only areas of the same level are held against each other; without borders nothing speaks against the catalogue.
func (g *geometry) differs(wijk string, year int, code string) bool {
	shares := g.shares[partKey{wijk, year}]
	if len(shares) == 0 || shares[0].code[:2] != code[:2] {
		return false
	}
	return len(shares) > 1 || shares[0].part < catalogue.WholePart
}

// convertible tells whether the areas of a division can stand for the wijk as it is now. Figures about ground need the
// whole outline, which is not known where buurten without a border belong to the wijk.
func (g *geometry) convertible(wijk string, shares []share, ind catalogue.Indicator) bool {
	inside, cover := 0.0, 0.0
	for _, s := range shares {
		cover += s.cover
		if s.part >= catalogue.WholePart {
			inside += s.cover
		}
	}
	ground := ind.Weight == "oppervlakte_land" || strings.HasPrefix(ind.ID, "oppervlakte")
	if ground && slices.ContainsFunc(shares, func(s share) bool { return math.Abs(s.part-s.under) > 1-catalogue.WholePart }) {
		return false // the parts are of people
	}
	return inside >= leastWhole && cover >= catalogue.LeastCover && !(ground && g.partial[wijk])
}

// converted makes a figure for a wijk's present outline from the parts of an older division's areas (quality C): each
// area counts for the part of it that lies in the wijk. low and high come from putting each cut area wholly in or out.
func (l *ladder) converted(slug string, ind catalogue.Indicator, e edition) (data.TrendRow, bool) {
	k := partKey{slug, e.areaYear}
	for _, shares := range [][]share{l.places.shares[k], l.places.wijkShares[k]} {
		if !l.places.convertible(slug, shares, ind) {
			continue
		}
		var terms []term
		for _, s := range shares {
			if s.part >= sliverShare {
				terms = append(terms, term{s.code, s.part})
			}
		}
		if row, ok := l.banded(slug, ind, e, terms, "", data.Converted); ok && row.Value != nil {
			l.uncovered(&row, ind, e, terms, l.places.covered(slug, shares))
			return row, true
		}
	}
	return data.TrendRow{}, false
}

// covered is the part of the wijk's ground that areas hold, as far as its surface is known.
func (g *geometry) covered(wijk string, shares []share) float64 {
	cover := 0.0
	for _, s := range shares {
		cover += s.cover
	}
	return math.Min(1, cover*g.drawnPart(wijk))
}

// uncovered widens the margin of a converted figure by the part of the wijk that none of the areas hold: of a count there may be as
// much again there as elsewhere, of a share it may be as low or as high there as in any of the areas.
func (l *ladder) uncovered(row *data.TrendRow, ind catalogue.Indicator, e edition, terms []term, cover float64) {
	if cover >= catalogue.WholePart {
		return
	}
	coverage := *row.Coverage * cover
	low, high := *row.Low, *row.High
	row.Coverage, row.Low, row.High = &coverage, &low, &high
	if ind.Kind == catalogue.Count {
		high /= cover
		return
	}
	least, most := *row.Value, *row.Value
	for _, t := range terms {
		if c := l.obs.combine(ind, e.areaYear, e.year, []term{{t.code, 1}}, ""); c.value != nil {
			least, most = math.Min(least, *c.value), math.Max(most, *c.value)
		}
	}
	low, high = cover*low+(1-cover)*least, cover*high+(1-cover)*most
}

// banded makes a figure of areas of which some may count for a part only. Then it is a converted one (C), and low and high
// come from putting each of these wholly in or out.
func (l *ladder) banded(slug string, ind catalogue.Indicator, e edition, terms []term, whole string, quality data.Quality) (data.TrendRow, bool) {
	var inside, cut []term
	for _, t := range terms {
		if math.Abs(t.sign) < 1 {
			quality = data.Converted
		}
		all := term{t.code, math.Copysign(1, t.sign)}
		if math.Abs(t.sign) >= catalogue.WholePart {
			inside = append(inside, all)
		} else {
			cut = append(cut, all)
		}
	}
	if len(cut) > catalogue.MaxCut {
		return data.TrendRow{}, false
	}
	c := l.obs.combine(ind, e.areaYear, e.year, terms, whole)
	row, ok := row1(slug, ind, e, c, quality)
	if !ok || c.value == nil || quality != data.Converted {
		return row, ok
	}
	low, high := *c.value, *c.value
	for choice := range 1 << len(cut) {
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
func (l *ladder) ring(s catalogue.Subject, ind catalogue.Indicator, e edition) (data.TrendRow, bool) {
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
func (g *geometry) findings(cat *catalogue.Catalogue, parts []data.SubjectPart, own []catalogue.Break) []data.Finding {
	var out []data.Finding
	for _, b := range own {
		out = append(out, data.Finding{Kind: "grens", Subject: b.Subject, Text: b.Note + " Vergelijk de gebieden in " + catalogue.OwnParts + "; de reeks is daar gebroken."})
	}
	for _, w := range cat.Wijken {
		if g.partial[w.Slug] {
			out = append(out, data.Finding{Kind: "grens", Subject: w.Slug, Text: fmt.Sprintf("%s: niet van alle buurten van %d is een grens bekend; de omtrek is onvolledig.",
				w.Name, g.reference)})
		}
	}
	for _, p := range parts {
		if !p.Used || p.Relation != catalogue.Equal || !g.differs(p.Subject, p.Year, p.Code) {
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

// ownBreaks finds where the areas that a gemeente puts together as its own wijk are another place than in the division
// before: their outlines share another part with that of the latest division. Ours have reviewed breaks instead.
func (g *geometry) ownBreaks(cat *catalogue.Catalogue) []catalogue.Break {
	var out []catalogue.Break
	later := map[string]data.SubjectOutline{}
	for _, o := range g.outlines { // the latest division of a wijk first
		w, _ := cat.Wijk(o.Subject)
		if w.Kind != catalogue.OwnKind || o.Overlap == nil {
			continue
		}
		if next, ok := later[o.Subject]; ok && math.Abs(*next.Overlap-*o.Overlap) > 1-catalogue.WholePart {
			out = append(out, catalogue.Break{Indicator: "*", Subject: o.Subject, Year: next.Year, Kind: "indeling", Source: "omtrekken van de indelingen",
				Note: fmt.Sprintf("Met de jongste omtrek van %s valt die van %d voor %.0f%% samen en die van %d voor %.0f%%.",
					w.Name, o.Year, 100**o.Overlap, next.Year, 100**next.Overlap)})
		}
		later[o.Subject] = o
	}
	return out
}
