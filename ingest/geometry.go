package ingest

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkb"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/geo"
	"wijkinzicht/geo/overlay"
)

// geometry is what the outlines say: which areas are the wijken, what lay where in another division, and what lies
// around them. It is empty where no borders are known.
type geometry struct {
	reference  int                               // latest division with borders of buurten; 0: none
	shares     map[partKey][]share               // wijk and division: the areas that lie in it on the reference outline
	wijkShares map[partKey][]share               // the same by wijken, where shares tells by buurten
	rings      map[partKey][]string              // wijk and division: the buurten around it
	partial    map[string]bool                   // wijken of which not every buurt has a border in the reference division
	ground     map[string][2]float64             // by wijk: surface of its buurten with a border there, and of all its buurten, in km2
	shapes     map[catalogue.AreaKey]*data.Shape // areas of the gemeenten
	outlines   []data.SubjectOutline             // of the wijken
	neighbours map[catalogue.AreaKey][]string    // buurten beside a buurt
	mostCut    int                               // areas that a drawn one may cut
}

// share is an area of another division of which a part lies in a wijk of the reference division.
type share struct {
	code  string
	part  float64 // of its inhabitants where places tell, else of its surface
	under float64 // of its surface
	cover float64 // part of the wijk's surface that it holds
}

// overlayWorkers is how many overlays run at once: the machines we plan for have two cores.
const overlayWorkers = 2

// sliverShare is the part of the smaller area from which an overlap can be a move (with the tolerance in metres).
const sliverShare = 0.02

func newGeometry(shapes []data.Shape) *geometry {
	g := &geometry{shares: map[partKey][]share{}, wijkShares: map[partKey][]share{}, rings: map[partKey][]string{}, partial: map[string]bool{}, shapes: map[catalogue.AreaKey]*data.Shape{}, neighbours: map[catalogue.AreaKey][]string{}, mostCut: catalogue.MaxCut}
	for i := range shapes {
		s := &shapes[i]
		g.shapes[catalogue.AreaKey{Year: s.Year, Code: s.Code}] = s
	}
	return g
}

// writeGeometry draws schematic cells where there are label points and no borders, then records outlines of the wijken,
// neighbours and crosswalks where there are borders.
func writeGeometry(ctx context.Context, cat *catalogue.Catalogue, b *data.Builder, parts []data.SubjectPart) (*geometry, error) {
	shapes, err := b.Shapes(ctx, cat.Gemeenten())
	if err != nil {
		return nil, err
	}
	if err := drawCells(ctx, b, shapes); err != nil {
		return nil, err
	}
	g := newGeometry(shapes)
	g.reference = g.latest(cat, parts)
	if g.outlines, err = g.wijkOutlines(parts); err != nil {
		return nil, err
	}
	if err := b.AddSubjectOutlines(ctx, g.outlines); err != nil {
		return nil, err
	}
	if g.reference == 0 {
		return g, nil
	}
	for _, p := range parts {
		if s := g.shapes[catalogue.AreaKey{Year: p.Year, Code: p.Code}]; p.Used && p.Year == g.reference && p.Relation == catalogue.Component && !drawnFor(s) {
			g.partial[p.Subject] = true
		}
	}
	if err := g.measure(ctx, b, parts); err != nil {
		return nil, err
	}
	if err := g.findRings(ctx, b, parts); err != nil {
		return nil, err
	}
	return g, g.crosswalks(ctx, b, parts)
}

// latest gives the last division in which the buurten have borders and as many of the eleven as in any are made of them: a newer
// one, whose buurten nobody has tied to the wijken yet, would leave them without an outline. Other wijken decide where
// there are none of them; else one that ended long ago would take everybody back. 0 when no buurt has a border.
func (g *geometry) latest(cat *catalogue.Catalogue, parts []data.SubjectPart) int {
	drawn := map[int]bool{}
	for _, s := range g.shapes {
		if drawnFor(s) && s.Level == "buurt" {
			drawn[s.Year] = true
		}
	}
	best, most := 0, 0
	for _, others := range []bool{false, true} {
		for _, year := range slices.Sorted(maps.Keys(drawn)) {
			n := 0
			for wijk := range g.ownBuurten(parts, year) {
				if w, _ := cat.Wijk(wijk); (w.Kind != catalogue.WijkKind) == others {
					n++
				}
			}
			if n >= most {
				best, most = year, n
			}
		}
		if most > 0 {
			break
		}
	}
	return best
}

// outlineOf decodes an outline for overlay.
func outlineOf(s *data.Shape) (overlay.Area, error) {
	shape, err := wkb.Unmarshal(s.Outline)
	if err != nil {
		return overlay.Area{}, fmt.Errorf("outline of %s in %d: %w", s.Code, s.Year, err)
	}
	m, ok := shape.(orb.MultiPolygon)
	if !ok {
		return overlay.Area{}, fmt.Errorf("outline of %s in %d is a %s", s.Code, s.Year, shape.GeoJSONType())
	}
	return overlay.Area{Code: s.Code, Geometry: m, Within: s.Tolerance}, nil
}

// own gives the areas of a division and level that have borders of their own division, per gemeente.
func (g *geometry) own(year int, level string) (map[string][]overlay.Area, error) {
	out := map[string][]overlay.Area{}
	for _, k := range slices.SortedFunc(maps.Keys(g.shapes), compareKeys) {
		s := g.shapes[k]
		if s.Year != year || s.Level != level || !drawnFor(s) {
			continue
		}
		a, err := outlineOf(s)
		if err != nil {
			return nil, err
		}
		out[s.Gemeente] = append(out[s.Gemeente], a)
	}
	return out, nil
}

func compareKeys(a, b catalogue.AreaKey) int {
	if a.Year != b.Year {
		return a.Year - b.Year
	}
	return strings.Compare(a.Code, b.Code)
}

// drawnFor tells whether the outline is a border of the area's own division.
func drawnFor(s *data.Shape) bool {
	return s != nil && s.Outline != nil && s.OutlineYear == s.Year && s.Kind != "schematisch"
}

// cellMargin is how far, in metres, schematic cells reach beyond the outermost label points.
const cellMargin = 500

// drawCells gives the buurten of a gemeente and division cells around their label points, where none of them has an outline.
func drawCells(ctx context.Context, b *data.Builder, shapes []data.Shape) error {
	groups := map[string][]*data.Shape{}
	drawn := map[string]bool{}
	for i := range shapes {
		s := &shapes[i]
		if s.Level != "buurt" {
			continue
		}
		k := fmt.Sprint(s.Year, s.Gemeente)
		drawn[k] = drawn[k] || s.Outline != nil
		if s.Lon != nil && s.Lat != nil {
			groups[k] = append(groups[k], s)
		}
	}
	var cells []data.Shape
	for _, k := range slices.Sorted(maps.Keys(groups)) {
		if drawn[k] || len(groups[k]) < 3 {
			continue
		}
		points := make([]orb.Point, len(groups[k]))
		for i, s := range groups[k] {
			points[i] = geo.ToRD(orb.Point{*s.Lon, *s.Lat})
		}
		polygons, err := geo.Cells(points, geo.Hull(points, cellMargin))
		if err != nil {
			return fmt.Errorf("cells of %s: %w", k, err)
		}
		for i, s := range groups[k] {
			if s.Outline, err = wkb.Marshal(orb.MultiPolygon{polygons[i]}); err != nil {
				return fmt.Errorf("cell of %s: %w", s.Code, err)
			}
			s.Kind, s.OutlineYear = "schematisch", s.Year
			cells = append(cells, *s)
		}
	}
	return b.SetSchematic(ctx, cells)
}

// wijkOutlines gives the union of every wijk's areas per division, and how far it is the reference outline. Where areas
// that are put together are not all there, or not wholly in the wijk, their union is not the wijk.
func (g *geometry) wijkOutlines(parts []data.SubjectPart) ([]data.SubjectOutline, error) {
	chosen, unplaced := map[partKey][]*data.Shape{}, unplaced(parts)
	for _, relation := range []catalogue.Relation{catalogue.Component, catalogue.StandIn, catalogue.Equal} { // the last that has outlines stays
		found := map[partKey][]*data.Shape{}
		for _, p := range parts {
			if s := g.shapes[catalogue.AreaKey{Year: p.Year, Code: p.Code}]; p.Used && p.Relation == relation && s != nil && s.Outline != nil {
				if k := (partKey{p.Subject, p.Year}); relation != catalogue.Component || !unplaced[k] {
					found[k] = append(found[k], s)
				}
			}
		}
		for k, shapes := range found {
			if len(chosen[k]) == 0 || drawnFor(shapes[0]) || !drawnFor(chosen[k][0]) {
				chosen[k] = shapes
			}
		}
	}
	reference := map[string]overlay.Area{}
	var out []data.SubjectOutline
	keys := slices.SortedFunc(maps.Keys(chosen), func(a, b partKey) int { return b.year - a.year + 10000*strings.Compare(a.subject, b.subject) })
	for _, k := range keys { // the latest division of a wijk first
		o, whole, err := union(k, chosen[k])
		if err != nil {
			return nil, err
		}
		if _, ok := reference[k.subject]; !ok && drawnFor(chosen[k][0]) {
			reference[k.subject] = whole
		}
		if ref, ok := reference[k.subject]; ok && !slices.ContainsFunc(chosen[k], func(s *data.Shape) bool { return !drawnFor(s) }) {
			both, err := overlay.Intersection(ref, whole)
			if err != nil {
				return nil, fmt.Errorf("outline of %s in %d: %w", k.subject, k.year, err)
			}
			shared := geo.AreaKm2(both)
			part := shared / (geo.AreaKm2(ref.Geometry) + o.AreaKm2 - shared)
			o.Overlap = &part
		}
		out = append(out, o)
	}
	return out, nil
}

func union(k partKey, shapes []*data.Shape) (data.SubjectOutline, overlay.Area, error) {
	o := data.SubjectOutline{Subject: k.subject, Year: k.year, Kind: "officieel"}
	var areas []overlay.Area
	for _, s := range shapes {
		a, err := outlineOf(s)
		if err != nil {
			return o, overlay.Area{}, err
		}
		areas = append(areas, a)
		if s.Kind == "schematisch" || o.Kind == "officieel" {
			o.Kind = s.Kind
		}
	}
	whole, err := overlay.Union(areas)
	if err != nil {
		return o, overlay.Area{}, fmt.Errorf("outline of %s in %d: %w", k.subject, k.year, err)
	}
	if len(areas) > 1 && o.Kind == "gegeneraliseerd" { // buurten simplified each by itself leave slits
		if whole, err = overlay.Close(overlay.Area{Code: k.subject, Geometry: whole}, min(coarsest(areas), coarseSimplified)/2); err != nil {
			return o, overlay.Area{}, fmt.Errorf("outline of %s in %d: %w", k.subject, k.year, err)
		}
	}
	o.AreaKm2 = geo.AreaKm2(whole)
	o.Outline, err = wkb.Marshal(whole)
	return o, overlay.Area{Code: k.subject, Geometry: whole}, err
}

// codes lists the areas that rings and converted values are made of.
func (g *geometry) codes() []string {
	all := map[string]bool{}
	for _, ring := range g.rings {
		for _, code := range ring {
			all[code] = true
		}
	}
	for _, shares := range g.shares {
		for _, s := range shares {
			all[s.code] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}
