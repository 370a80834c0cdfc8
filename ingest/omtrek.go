package ingest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkb"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/geo"
	"wijkinzicht/geo/overlay"
	"wijkinzicht/ingest/boundary"
)

// ownKind says in subject_outline that a gemeente drew the outline itself.
const ownKind = "eigen"

// CheckOutlines reads the outlines that a gemeente drew. A *catalogue.Fault says which file cannot be right.
func CheckOutlines(cat *catalogue.Catalogue) error {
	_, err := drawnAreas(cat)
	return err
}

// drawnAreas gives the outlines of areas that are no CBS areas, in RD metres, by slug.
func drawnAreas(cat *catalogue.Catalogue) (map[string]overlay.Area, error) {
	out := map[string]overlay.Area{}
	for _, w := range cat.Wijken {
		if w.Outline == "" {
			continue
		}
		area, problem := drawnArea(w.Slug, cat.Outlines[w.Outline])
		if problem != "" {
			return nil, &catalogue.Fault{File: w.Outline, Problem: problem}
		}
		out[w.Slug] = area
	}
	return out, nil
}

// drawnArea reads one outline; problem says in Dutch what is wrong with it.
func drawnArea(slug string, content []byte) (area overlay.Area, problem string) {
	drawn, crs, err := boundary.Outline(content)
	switch {
	case errors.Is(err, boundary.ErrCRS):
		return area, "het coördinatenstelsel van deze GeoJSON is geen WGS84 of RD (EPSG:28992)"
	case err != nil:
		return area, "hier staat geen GeoJSON met één gebied (Polygon of MultiPolygon) in WGS84 of RD" + textPlace(content, err)
	}
	drawn = slices.DeleteFunc(drawn, func(d boundary.Drawn) bool { return isEmpty(d.Shape) })
	if len(drawn) == 0 {
		return area, "de omtrek is leeg"
	}
	if problem := twoAreas(drawn); problem != "" {
		return area, problem
	}
	var parts []overlay.Area
	for _, d := range drawn {
		part, problem := drawnPart(slug, d.Shape, crs)
		if problem != "" {
			return area, problem
		}
		parts = append(parts, part)
	}
	if area, problem = oneArea(parts); problem == "" && geo.AreaKm2(area.Geometry) < leastDrawn {
		problem = "de omtrek is kleiner dan 1.000 m²"
	}
	return area, problem
}

func isEmpty(shape orb.MultiPolygon) bool {
	for _, polygon := range shape {
		for _, ring := range polygon {
			if len(ring) > 0 {
				return false
			}
		}
	}
	return true
}

// drawnPart gives a feature in RD metres, when it can be ground in the Netherlands.
func drawnPart(slug string, shape orb.MultiPolygon, crs string) (area overlay.Area, problem string) {
	named, bound, reversed := "RD", shape.Bound(), ""
	if crs == boundary.WGS84 {
		named = "WGS84"
		if bound.Min[0] < -180 || bound.Max[0] > 180 || bound.Min[1] < -90 || bound.Max[1] > 90 {
			return area, `de getallen zijn geen graden; hoort er een lid "crs" bij dat EPSG:28992 (RD) noemt?`
		}
		if inDutchDegrees(bound.Min.Y(), bound.Min.X()) && inDutchDegrees(bound.Max.Y(), bound.Max.X()) {
			reversed = "; de lengte hoort voor de breedte, en hier lijken zij verwisseld"
		}
		shape = geo.Project(shape, geo.ToRD)
	}
	area = overlay.Area{Code: slug, Geometry: shape}
	switch err := overlay.Valid(area); {
	case errors.Is(err, overlay.ErrCrossing):
		return area, "de omtrek snijdt zichzelf; herstel haar in het kaartprogramma"
	case err != nil && geo.Valid(shape) != nil && closed(shape):
		return area, fmt.Sprintf("de omtrek ligt niet in Nederland (gelezen als %s)%s", named, reversed)
	case err != nil:
		return area, "de omtrek is niet te gebruiken: een ring is niet gesloten, of omsluit niets"
	}
	return area, ""
}

// twoAreas says so when features have names that tell them apart.
func twoAreas(drawn []boundary.Drawn) string {
	var names []string
	for _, d := range drawn {
		if d.Name != "" && !slices.Contains(names, d.Name) {
			names = append(names, d.Name)
		}
	}
	if len(names) < 2 {
		return ""
	}
	return fmt.Sprintf("hier staan %d gebieden, waaronder %.60q en %.60q; laat er één staan, of geef ze dezelfde naam als zij samen één gebied zijn", len(names), names[0], names[1])
}

// drawnSlit is how far apart, in metres, the parts of one area may be drawn: a hand with a mouse leaves slits.
const drawnSlit = 2

// oneArea joins what a drawing program saved as several features: they touch or overlap, or it is not said which of them is meant.
func oneArea(parts []overlay.Area) (area overlay.Area, problem string) {
	area = parts[0]
	if len(parts) == 1 {
		return area, ""
	}
	united, err := overlay.Union(parts)
	if err == nil {
		area.Geometry = united
		united, err = overlay.Close(area, drawnSlit/2)
	}
	switch {
	case err != nil:
		return area, "de gebieden die hier staan zijn niet samen te voegen; maak er in het kaartprogramma één van"
	case len(united) > 1:
		return area, fmt.Sprintf("hier staan %d gebieden die los van elkaar liggen; laat er één staan, of maak er in het kaartprogramma één MultiPolygon van", len(united))
	case len(area.Geometry) > 1:
		area.Geometry = united
	}
	return area, ""
}

// inDutchDegrees tells whether a place in degrees lies in or near the Netherlands.
func inDutchDegrees(longitude, latitude float64) bool {
	return longitude > 3 && longitude < 7.5 && latitude > 50.5 && latitude < 54
}

// leastDrawn is the smallest area, in km2, that can be told from a slip of the mouse.
const leastDrawn = 0.001

func closed(shape orb.MultiPolygon) bool {
	for _, polygon := range shape {
		for _, ring := range polygon {
			if len(ring) < 4 || ring[0] != ring[len(ring)-1] {
				return false
			}
		}
	}
	return true
}

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
		if relation == catalogue.Component && s.part < wholePart {
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
		shares, err := g.within(ctx, area, perGemeente[wijk.GemeenteCode], year, level)
		if err != nil {
			return nil, err
		}
		cut := 0
		for _, s := range shares {
			if s.part < wholePart {
				cut++
			}
			if s.cover >= wholePart && len(around) == 0 {
				around = []data.SubjectPart{part(s, catalogue.Surrounding)}
			}
		}
		g.shares[k] = shares
		if g.convertible(area.Code, shares, catalogue.Indicator{}) && cut <= catalogue.MaxCut {
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
func (g *geometry) within(ctx context.Context, area overlay.Area, from []overlay.Area, year int, level string) ([]share, error) {
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
