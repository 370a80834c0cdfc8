package atlas

import (
	"context"
	"fmt"
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/clip"

	"wijkinzicht/data"
	"wijkinzicht/geo"
)

// schematic is the kind of an outline that is a cell around a point.
const schematic = "schematisch"

// Water draws the large water of a division that a drawing shows of this ground, cut off at its edge: a coast makes a city known at a glance.
// Bends of fewer metres than detail are left out.
func Water(ctx context.Context, db *data.DB, division int, view geo.View, ground orb.Bound, detail float64) ([]string, error) {
	outlines, err := db.LargeWater(ctx, division)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, o := range outlines {
		shape, err := geo.ReadOutline(o)
		if err != nil {
			return nil, fmt.Errorf("outline of large water: %w", err)
		}
		if !shape.Bound().Intersects(ground) {
			continue
		}
		shape = geo.Simplify([]orb.MultiPolygon{shape}, detail)[0]
		if path := view.Path(within(ground, shape)); path != "" {
			out = append(out, path)
		}
	}
	return out, nil
}

// within cuts off what lies outside the drawing.
func within(ground orb.Bound, shape orb.MultiPolygon) orb.MultiPolygon {
	if bound := shape.Bound(); ground.Contains(bound.Min) && ground.Contains(bound.Max) {
		return shape
	}
	return clip.MultiPolygon(ground, shape.Clone())
}

// tenth rounds to what a drawing shows.
func tenth(v float64) float64 { return math.Round(10*v) / 10 }
