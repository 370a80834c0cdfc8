package ingest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/geo"
	"wijkinzicht/geo/overlay"
)

// Sketcher gives what makes the series of an area of a gemeente that a visitor drew, in RD metres, from a revision's borders and figures, in
// the way of an area that a gemeente drew for --eigen: converted (C) from the buurten or wijken that lie in it, or those of the area around
// it (D). Its error is a *data.NoArea when the outline cannot be an area.
func Sketcher() (func(ctx context.Context, db *data.DB, gemeente string, outline orb.Ring) (data.Sketch, error), error) {
	cat, err := catalogue.Load()
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, db *data.DB, gemeente string, outline orb.Ring) (data.Sketch, error) {
		return sketchOf(ctx, cat, db, gemeente, outline)
	}, nil
}

func sketchOf(ctx context.Context, cat *catalogue.Catalogue, db *data.DB, gemeente string, outline orb.Ring) (data.Sketch, error) {
	area, problem := sketched(outline)
	if problem != "" {
		return data.Sketch{}, &data.NoArea{Problem: problem}
	}
	out := data.Sketch{Km2: geo.AreaKm2(area.Geometry)}
	shapes, err := db.Shapes(ctx, gemeente)
	if err != nil {
		return out, err
	}
	g := newGeometry(shapes)
	g.reference, g.mostCut = g.lastBuurten(), data.SketchMostCut
	wijk := catalogue.Wijk{Slug: data.SketchSlug, Name: "Getekend gebied", Kind: catalogue.OwnKind, GemeenteCode: gemeente, Outline: "de getekende omtrek"}
	_, years, err := g.drawnYears(area, gemeente)
	if err != nil {
		return out, err
	}
	for _, year := range years {
		parts, err := g.drawnParts(ctx, area, wijk, year)
		if err != nil {
			return out, fmt.Errorf("what lies in a drawn area in %d: %w", year, err)
		}
		out.Parts = append(out.Parts, parts...)
	}
	if err := g.wholeBuurten(ctx, area, gemeente, &out); err != nil {
		return out, err
	}
	out.Rows, err = sketchSeries(ctx, cat, db, wijk, g, out.Parts)
	return out, err
}

// sketched gives a closed ring in RD metres as an area; problem says in Dutch why it is none.
func sketched(outline orb.Ring) (area overlay.Area, problem string) {
	area = overlay.Area{Code: data.SketchSlug, Geometry: orb.MultiPolygon{{outline}}}
	switch err := overlay.Valid(area); {
	case errors.Is(err, overlay.ErrCrossing):
		return area, "de lijnen van de omtrek kruisen elkaar"
	case err != nil:
		return area, "de omtrek omsluit geen gebied in Nederland"
	}
	return area, tooSmall(area)
}

// mostSlit is the surface, in m2, of a hole that is one between borders that were simplified each by itself.
const mostSlit = 5000

// What a buurt has to do with a drawn area to be meant by it: at least half of it lies in there, or it holds a tenth of the area.
const (
	mostlyIn = 0.5
	holds    = 0.1
)

// wholeBuurten finds the buurten of the last division that lie in a drawn area for a part, and the areas of whole ones that it may have been
// meant to be: of those that mostly lie in it, and of those that hold a part of it worth mentioning.
func (g *geometry) wholeBuurten(ctx context.Context, area overlay.Area, gemeente string, out *data.Sketch) error {
	own, err := g.own(g.reference, "buurt")
	if err != nil {
		return err
	}
	shares, err := g.within(ctx, area, own[gemeente], "buurt")
	if err != nil {
		return err
	}
	shares = slices.DeleteFunc(shares, func(s share) bool { return s.under < sliverShare && s.cover < sliverShare })
	slices.SortStableFunc(shares, func(a, b share) int { return cmp.Compare(b.cover, a.cover) })
	for _, s := range shares {
		out.Near = append(out.Near, data.SketchNear{Name: g.shapes[catalogue.AreaKey{Year: g.reference, Code: s.code}].Name, Part: s.under, Cover: s.cover})
	}
	cover := 0.0
	for _, s := range shares {
		cover += s.cover
	}
	if out.Exact = cover >= catalogue.WholePart && !slices.ContainsFunc(shares, func(s share) bool { return s.under < catalogue.WholePart }); out.Exact {
		return nil
	}
	for _, meant := range []func(share) bool{func(s share) bool { return s.under >= mostlyIn }, func(s share) bool { return s.under >= mostlyIn || s.cover >= holds }} {
		w, ok, err := g.together(own[gemeente], shares, meant)
		if err != nil {
			return err
		}
		if ok && (len(out.Whole) == 0 || len(out.Whole[0].Names) < len(w.Names)) {
			out.Whole = append(out.Whole, w)
		}
	}
	return nil
}

// together joins the buurten that are meant, as far as they lie together; ok is false where there are none, or a hole is among them.
func (g *geometry) together(own []overlay.Area, shares []share, meant func(share) bool) (w data.SketchWhole, ok bool, err error) {
	var areas []overlay.Area
	for _, s := range shares {
		at := slices.IndexFunc(own, func(a overlay.Area) bool { return a.Code == s.code })
		if at < 0 || !meant(s) {
			continue
		}
		areas = append(areas, own[at])
	}
	if len(areas) == 0 {
		return w, false, nil
	}
	united, err := overlay.Union(areas)
	if err != nil {
		return w, false, fmt.Errorf("buurten of a drawn area: %w", err)
	}
	largest := slices.MaxFunc(united, func(a, b orb.Polygon) int { return cmp.Compare(planar.Area(a), planar.Area(b)) })
	for _, hole := range largest[1:] {
		if planar.Area(orb.Polygon{hole}) > mostSlit {
			return w, false, nil
		}
	}
	largest = largest[:1]
	for _, a := range areas { // those beyond a river are another place
		if planar.PolygonContains(largest, geo.LabelPoint(a.Geometry)) {
			w.Names = append(w.Names, g.shapes[catalogue.AreaKey{Year: g.reference, Code: a.Code}].Name)
		}
	}
	w.Outline = largest[0]
	return w, true, nil
}

// lastBuurten gives the last division in which buurten have borders; 0 when none have.
func (g *geometry) lastBuurten() (last int) {
	for _, s := range g.shapes {
		if s.Level == "buurt" && drawnFor(s) {
			last = max(last, s.Year)
		}
	}
	return last
}

// sketchSeries makes the series of one drawn area.
func sketchSeries(ctx context.Context, cat *catalogue.Catalogue, db *data.DB, wijk catalogue.Wijk, g *geometry, parts []data.SubjectPart) ([]data.TrendRow, error) {
	codes := map[string]bool{}
	for _, p := range parts {
		codes[p.Code] = true
	}
	for _, code := range g.codes() {
		codes[code] = true
	}
	named := slices.Sorted(maps.Keys(codes))
	observations, err := db.Observations(ctx, named)
	if err != nil {
		return nil, err
	}
	alone := *cat
	alone.Wijken, alone.Parts = []catalogue.Wijk{wijk}, nil
	l := newLadder(&alone, observations, parts)
	l.places = g
	if l.rule, l.kept, err = db.Rule(ctx, named); err != nil {
		return nil, err
	}
	var rows []data.TrendRow
	subject := alone.Subjects()[0]
	for _, ind := range alone.Indicators {
		if err := ctx.Err(); err != nil { // who asked has left
			return nil, err
		}
		rows = append(rows, l.series(subject, ind)...)
	}
	return rows, nil
}
