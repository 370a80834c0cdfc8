package ingest

import (
	"context"
	"maps"
	"slices"

	"github.com/paulmach/orb"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/geo"
	"wijkinzicht/geo/overlay"
)

// findRings records the neighbours in every division with borders of buurten, and the ring of buurten around each wijk:
// those of its gemeente that touch one of its own.
func (g *geometry) findRings(ctx context.Context, b *data.Builder, parts []data.SubjectPart) error {
	years := map[int]bool{}
	for _, s := range g.shapes {
		if s.Level == "buurt" && drawnFor(s) {
			years[s.Year] = true
		}
	}
	for _, year := range slices.Sorted(maps.Keys(years)) {
		perGemeente, err := g.own(year, "buurt")
		if err != nil {
			return err
		}
		for _, gemeente := range slices.Sorted(maps.Keys(perGemeente)) {
			areas := perGemeente[gemeente]
			found, err := overlay.Neighbours(areas, 2*min(coarsest(areas), coarseSimplified))
			if err != nil {
				return err
			}
			codes := slices.Sorted(maps.Keys(found))
			if err := b.AddNeighbours(ctx, year, found, codes); err != nil {
				return err
			}
			for code, others := range found {
				g.neighbours[catalogue.AreaKey{Year: year, Code: code}] = others
			}
			g.ringsOf(year, found, parts)
		}
	}
	return nil
}

// coarsest gives the metres within which the borders of all these areas are to be taken.
func coarsest(areas []overlay.Area) float64 {
	most := 0.0
	for _, a := range areas {
		most = max(most, a.Within)
	}
	return most
}

// ringsOf puts the buurten around each wijk together. One without published inhabitants (a park, a hospital, an industrial estate)
// is left out where others have them: its missing figures would leave the whole ring without any.
func (g *geometry) ringsOf(year int, neighbours map[string][]string, parts []data.SubjectPart) {
	counted := false
	lived := func(code string) bool {
		s := g.shapes[catalogue.AreaKey{Year: year, Code: code}]
		return s != nil && s.People != nil && *s.People > 0
	}
	for code := range neighbours {
		counted = counted || lived(code)
	}
	mine, unplaced := map[string][]string{}, unplaced(parts) // buurten of each wijk in this gemeente and division
	for _, p := range parts {
		if _, here := neighbours[p.Code]; here && p.Used && p.Year == year && !unplaced[partKey{p.Subject, year}] && p.Relation != catalogue.Surrounding {
			mine[p.Subject] = append(mine[p.Subject], p.Code)
		}
	}
	for wijk, own := range mine {
		around := map[string]bool{}
		for _, code := range own {
			for _, other := range neighbours[code] {
				if !slices.Contains(own, other) && (lived(other) || !counted) {
					around[other] = true
				}
			}
		}
		g.rings[partKey{wijk, year}] = slices.Sorted(maps.Keys(around))
	}
}

// crosswalks says what of every other division's areas lies in the buurten of the reference division, and with that how
// much of which area lies in each wijk as it is now.
func (g *geometry) crosswalks(ctx context.Context, b *data.Builder, parts []data.SubjectPart) error {
	to, err := g.own(g.reference, "buurt")
	if err != nil {
		return err
	}
	type layer struct {
		year  int
		level string
	}
	layers := map[layer]bool{}
	for _, s := range g.shapes {
		if s.Year != g.reference && drawnFor(s) && s.Level != "gemeente" {
			layers[layer{s.Year, s.Level}] = true
		}
	}
	ordered := slices.SortedFunc(maps.Keys(layers), func(a, b layer) int {
		return compareKeys(catalogue.AreaKey{Year: a.year, Code: a.level}, catalogue.AreaKey{Year: b.year, Code: b.level})
	})
	for _, l := range ordered { // "buurt" before "wijk": buurten, where they are drawn, tell a wijk's shares first
		from, err := g.own(l.year, l.level)
		if err != nil {
			return err
		}
		for _, gemeente := range slices.Sorted(maps.Keys(from)) {
			if len(to[gemeente]) == 0 {
				continue
			}
			moves, err := overlay.Crosswalk(ctx, from[gemeente], to[gemeente], overlay.Tolerance{Share: sliverShare}, g.places(gemeente), overlayWorkers)
			if err != nil {
				return err
			}
			rows := make([]data.CrosswalkRow, len(moves))
			for i, m := range moves {
				rows[i] = data.CrosswalkRow{FromYear: l.year, FromCode: m.From, ToYear: g.reference, ToCode: m.To, ShareArea: m.ShareArea,
					SharePeople: m.SharePeople, Method: m.Method, Tolerance: m.Metres}
			}
			if err := b.AddCrosswalk(ctx, rows); err != nil {
				return err
			}
			g.share(l.year, moves, from[gemeente], to[gemeente], parts)
		}
	}
	return nil
}

// places gives the reference division's buurten as points with their inhabitants.
func (g *geometry) places(gemeente string) []overlay.Place {
	var out []overlay.Place
	for _, k := range slices.SortedFunc(maps.Keys(g.shapes), compareKeys) {
		s := g.shapes[k]
		if s.Year == g.reference && s.Level == "buurt" && s.Gemeente == gemeente && drawnFor(s) && s.Lon != nil && s.People != nil {
			out = append(out, overlay.Place{At: geo.ToRD(orb.Point{*s.Lon, *s.Lat}), People: *s.People})
		}
	}
	return out
}

// share adds up, for each wijk, the parts of an older division's areas that lie in its buurten.
func (g *geometry) share(year int, moves []overlay.Move, from, to []overlay.Area, parts []data.SubjectPart) {
	surface, now := map[string]float64{}, map[string]float64{}
	for _, a := range to {
		now[a.Code] = geo.AreaKm2(a.Geometry)
	}
	for _, a := range from {
		surface[a.Code] = geo.AreaKm2(a.Geometry)
	}
	for wijk, own := range g.ownBuurten(parts, g.reference) {
		k, shares := partKey{wijk, year}, g.shares
		if len(shares[k]) > 0 { // a finer level told already; some figures are of the wijken alone
			shares = g.wijkShares
		}
		part, ground, total := map[string]float64{}, map[string]float64{}, 0.0
		for _, code := range own {
			total += now[code]
		}
		for _, m := range moves {
			if !slices.Contains(own, m.To) {
				continue
			}
			if m.SharePeople != nil {
				part[m.From] += *m.SharePeople
			} else {
				part[m.From] += m.ShareArea
			}
			ground[m.From] += m.ShareArea * surface[m.From]
		}
		for _, code := range slices.Sorted(maps.Keys(part)) {
			if all := part[code]; all > 0 {
				if all > 1-1e-9 {
					all = 1 // rounding
				}
				shares[k] = append(shares[k], share{code: code, part: all, under: ground[code] / surface[code], cover: ground[code] / total})
			}
		}
	}
}

// measure finds how much of each wijk's ground, as CBS has its surface, the drawn buurten of the reference division hold.
func (g *geometry) measure(ctx context.Context, b *data.Builder, parts []data.SubjectPart) error {
	g.ground = map[string][2]float64{}
	surface, err := b.SurfacesKm2(ctx, g.reference)
	if err != nil {
		return err
	}
	for wijk, own := range g.ownBuurten(parts, g.reference) {
		var drawn, all float64
		for _, code := range own {
			if s := g.shapes[catalogue.AreaKey{Year: g.reference, Code: code}]; drawnFor(s) {
				drawn += surface[code]
			}
			all += surface[code]
		}
		g.ground[wijk] = [2]float64{drawn, all}
	}
	return nil
}

// drawnPart is the part of a wijk's ground whose buurten have a border; 1 where surfaces are not known.
func (g *geometry) drawnPart(wijk string) float64 {
	if s := g.ground[wijk]; g.partial[wijk] && s[0] > 0 && s[1] > 0 {
		return s[0] / s[1]
	}
	return 1
}

// unplaced tells which wijken are, in which division, not the whole of the areas found: one belongs to them for a part
// only, or is not there.
func unplaced(parts []data.SubjectPart) map[partKey]bool {
	out := map[partKey]bool{}
	for _, p := range parts {
		if p.Share < 1 || p.Relation == catalogue.Component && !p.Used {
			out[partKey{p.Subject, p.Year}] = true
		}
	}
	return out
}

// ownBuurten gives the buurten of each wijk in a division, where they are the wijk.
func (g *geometry) ownBuurten(parts []data.SubjectPart, year int) map[string][]string {
	out, unplaced := map[string][]string{}, unplaced(parts)
	for _, p := range parts {
		if p.Used && !unplaced[partKey{p.Subject, p.Year}] && p.Year == year && p.Code[:2] == "BU" && (p.Relation == catalogue.Equal || p.Relation == catalogue.Component) {
			out[p.Subject] = append(out[p.Subject], p.Code)
		}
	}
	return out
}
