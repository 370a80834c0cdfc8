package ingest

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/paulmach/orb/encoding/wkb"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/geo"
	"wijkinzicht/geo/overlay"
)

// ownKind says in subject_outline that a gemeente drew the outline itself.
const ownKind = "eigen"

// drawn gives the areas that a gemeente drew their outline in every division, and finds what of the division's areas lies
// in them: that makes their figures, as it does for a wijk whose borders moved. The parts tell it to readers.
func (g *geometry) drawn(ctx context.Context, cat *catalogue.Catalogue, b *data.Builder) ([]data.SubjectPart, []data.Finding, error) {
	areas, err := drawnAreas(cat)
	if err != nil {
		return nil, nil, err
	}
	var parts []data.SubjectPart
	var findings []data.Finding
	for _, slug := range slices.Sorted(maps.Keys(areas)) {
		wijk, _ := cat.Wijk(slug)
		outlines, years, err := g.drawnYears(areas[slug], wijk.GemeenteCode)
		if err != nil {
			return nil, nil, err
		}
		if err := b.AddSubjectOutlines(ctx, outlines); err != nil {
			return nil, nil, err
		}
		var mine []data.SubjectPart
		for _, year := range years {
			more, err := g.drawnParts(ctx, areas[slug], wijk, year)
			if err != nil {
				return nil, nil, err
			}
			mine = append(mine, more...)
		}
		if len(mine) == 0 {
			why := "geen van de wijken en buurten waarvan de grens bekend is, ligt er genoeg in of omheen"
			if len(years) == 0 {
				why = "van " + wijk.GemeenteCode + " zijn geen grenzen van wijken en buurten geladen"
			}
			findings = append(findings, data.Finding{Kind: "grens", Subject: slug, Text: fmt.Sprintf("%s: er zijn geen cijfers, want %s.", wijk.Name, why)})
		}
		parts = append(parts, mine...)
	}
	return parts, findings, nil
}

// drawnYears gives the outline for every division of the gemeente that has any, and the divisions with borders of their own.
func (g *geometry) drawnYears(area overlay.Area, gemeente string) (outlines []data.SubjectOutline, bordered []int, err error) {
	all, own := map[int]bool{}, map[int]bool{}
	for _, s := range g.shapes {
		if s.Gemeente == gemeente && s.Outline != nil && s.Level != "gemeente" {
			all[s.Year] = true
			own[s.Year] = own[s.Year] || drawnFor(s)
		}
	}
	outline, err := wkb.Marshal(area.Geometry)
	if err != nil {
		return nil, nil, fmt.Errorf("outline of %s: %w", area.Code, err)
	}
	for _, year := range slices.Sorted(maps.Keys(all)) {
		outlines = append(outlines, data.SubjectOutline{Subject: area.Code, Year: year, Outline: outline, Kind: ownKind, AreaKm2: geo.AreaKm2(area.Geometry)})
		if own[year] {
			bordered = append(bordered, year)
		}
	}
	return outlines, bordered, nil
}

// drawnParts finds what of a division lies in a drawn area: the areas that its figures are converted from, or else the
// smallest area that lies around it. Buurten go before wijken.
func (g *geometry) drawnParts(ctx context.Context, area overlay.Area, wijk catalogue.Wijk, year int) ([]data.SubjectPart, error) {
	k := partKey{area.Code, year}
	part := func(s share, relation catalogue.Relation) data.SubjectPart {
		name := g.shapes[catalogue.AreaKey{Year: year, Code: s.code}].Name
		p := data.SubjectPart{Subject: area.Code, Year: year, Code: s.code, Relation: relation, Share: 1, Name: name, Found: name,
			Evidence: "ligging ten opzichte van " + wijk.Outline, Confidence: "M", Used: true}
		if relation == catalogue.Component && s.part < catalogue.WholePart {
			p.Share = s.part
		}
		return p
	}
	var around []data.SubjectPart
	for _, level := range []string{"buurt", "wijk"} {
		perGemeente, err := g.own(year, level)
		if err != nil {
			return nil, err
		}
		shares, err := g.within(ctx, area, perGemeente[wijk.GemeenteCode], level)
		if err != nil {
			return nil, err
		}
		cut := 0
		for _, s := range shares {
			if s.part < catalogue.WholePart {
				cut++
			}
			if s.cover >= catalogue.WholePart && len(around) == 0 {
				around = []data.SubjectPart{part(s, catalogue.Surrounding)}
			}
		}
		g.shares[k] = shares
		if g.convertible(area.Code, shares, catalogue.Indicator{}) && cut <= g.mostCut {
			for _, s := range shares {
				if s.part >= sliverShare { // those that figures are made of
					around = append(around, part(s, catalogue.Component))
				}
			}
			g.ringAround(k, shares)
			return around, nil
		}
		delete(g.shares, k)
	}
	return around, nil
}

// within says what of each area lies in a drawn one. No finer place tells where in a cut buurt people live, so its surface
// does; in a wijk the buurten of the reference division tell.
func (g *geometry) within(ctx context.Context, area overlay.Area, all []overlay.Area, level string) ([]share, error) {
	var from []overlay.Area
	for _, a := range all {
		if a.Geometry.Bound().Intersects(area.Geometry.Bound()) {
			from = append(from, a)
		}
	}
	if len(from) == 0 {
		return nil, nil
	}
	var people []overlay.Place
	if level == "wijk" {
		people = g.places(gemeenteOf(from[0].Code))
	}
	moves, err := overlay.Crosswalk(ctx, from, []overlay.Area{area}, overlay.Tolerance{Share: sliverShare}, people, overlayWorkers)
	if err != nil {
		return nil, err
	}
	surface := map[string]float64{}
	for _, a := range from {
		surface[a.Code] = geo.AreaKm2(a.Geometry)
	}
	var out []share
	for _, m := range moves {
		s := share{code: m.From, part: m.ShareArea, under: m.ShareArea, cover: m.ShareArea * surface[m.From] / geo.AreaKm2(area.Geometry)}
		if m.SharePeople != nil {
			s.part = *m.SharePeople
		}
		if m.To == area.Code {
			out = append(out, s)
		}
	}
	return out, nil
}

// ringAround gives a drawn area the buurten that touch those of which a part lies in it.
func (g *geometry) ringAround(k partKey, inside []share) {
	around := map[string]bool{}
	for _, s := range inside {
		for _, other := range g.neighbours[catalogue.AreaKey{Year: k.year, Code: s.code}] {
			around[other] = true
		}
	}
	for _, s := range inside {
		delete(around, s.code)
	}
	if len(around) > 0 {
		g.rings[k] = slices.Sorted(maps.Keys(around))
	}
}
