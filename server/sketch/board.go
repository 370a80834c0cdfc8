package sketch

import (
	"context"
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"wijkinzicht/data"
	"wijkinzicht/geo"
	"wijkinzicht/server/atlas"
	"wijkinzicht/web"
)

// The drawing's width and largest height in its own units, the margin around the gemeente, and the width in units below which a border's
// bends are left out.
const (
	boardWidth, boardHeight, boardMargin = 900, 800, 10
	boardDetail                          = 0.4
)

// drawnBoard is the map of a gemeente without anything drawn on it.
type drawnBoard struct {
	web.SketchBoard
	view geo.View
}

// with gives the map with an outline on it.
func (b drawnBoard) with(outline orb.Ring) web.SketchBoard {
	if outline != nil {
		b.Path = b.view.Path(orb.MultiPolygon{{outline}})
	}
	return b.SketchBoard
}

// board draws the map of a gemeente with its buurten, in the last division with their borders.
func board(ctx context.Context, db *data.DB, gemeente string) (drawnBoard, error) {
	b := drawnBoard{SketchBoard: web.SketchBoard{Width: boardWidth}}
	shapes, err := db.Shapes(ctx, gemeente)
	if err != nil {
		return b, err
	}
	var names []string
	var outlines []orb.MultiPolygon
	for _, s := range shapes { // by year
		if s.Level != "buurt" || s.Outline == nil || s.OutlineYear != s.Year || s.Kind == "schematisch" {
			continue
		}
		outline, err := geo.ReadOutline(s.Outline)
		if err != nil {
			return b, fmt.Errorf("outline of %s in %d: %w", s.Code, s.Year, err)
		}
		if s.Year != b.Division {
			b.Division, names, outlines = s.Year, nil, nil
		}
		names, outlines = append(names, s.Name), append(outlines, outline)
	}
	if len(outlines) == 0 {
		return b, fmt.Errorf("no buurt of %s has a border", gemeente)
	}
	bound := outlines[0].Bound()
	for _, o := range outlines {
		bound = bound.Union(o.Bound())
	}
	wide, high := bound.Max[0]-bound.Min[0], bound.Max[1]-bound.Min[1]
	b.Height = math.Round(max(300, min(boardHeight, boardWidth*high/wide)))
	b.view = geo.Fit(bound, b.Width, b.Height, boardMargin)
	view := b.view
	ground := view.Ground(b.Width, b.Height)
	b.West, b.North, b.Metre = ground.Min[0], ground.Max[1], (ground.Max[0]-ground.Min[0])/b.Width
	for i, o := range geo.Simplify(outlines, boardDetail*b.Metre) {
		x, y := view.Point(geo.LabelPoint(o))
		b.Buurten = append(b.Buurten, web.SketchBuurt{Name: names[i], Path: view.Path(o), X: math.Round(x), Y: math.Round(y)})
	}
	if b.Water, err = atlas.Water(ctx, db, b.Division, view, ground, boardDetail*b.Metre); err != nil {
		return b, err
	}
	b.Wijken, err = followed(ctx, db, gemeente, b.Division, view, b.Metre)
	return b, err
}

// followed draws the outlines of the wijken that are followed in the gemeente.
func followed(ctx context.Context, db *data.DB, gemeente string, division int, view geo.View, metre float64) ([]web.MapOutline, error) {
	outlines, err := db.WijkOutlines(ctx, gemeente, division)
	if err != nil {
		return nil, err
	}
	var out []web.MapOutline
	for _, o := range outlines {
		shape, err := geo.ReadOutline(o.Outline)
		if err != nil {
			return nil, fmt.Errorf("outline of %s: %w", o.Slug, err)
		}
		s, _ := db.Subject(o.Slug)
		x, y := view.Point(geo.LabelPoint(shape))
		out = append(out, web.MapOutline{Name: s.Name, LabelX: x, LabelY: y, Path: view.Path(geo.Simplify([]orb.MultiPolygon{shape}, boardDetail*metre)[0])})
	}
	return out, nil
}
