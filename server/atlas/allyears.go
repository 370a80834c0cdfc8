package atlas

import (
	"context"
	"fmt"
	"strconv"

	"github.com/paulmach/orb"

	"wijkinzicht/geo"
	"wijkinzicht/server/answer"
	"wijkinzicht/web"
)

// The drawing of one of many maps, in its own units.
const smallMapWidth, smallMapHeight = 300, 240

// drawYears puts the maps of all years beside each other, in one frame and with one legend. Shapes that two years share are written
// once.
func (v View) drawYears(ctx context.Context, rev *answer.Revision, page *web.KaartPage) error {
	shapes, drawn, err := v.shapes()
	if err != nil || len(shapes) == 0 {
		return err
	}
	bound, err := v.window(ctx, rev.DB, shapes, drawn)
	if err != nil {
		return err
	}
	width, height := bound.Max[0]-bound.Min[0], bound.Max[1]-bound.Min[1]
	page.SmallWidth, page.SmallHeight = smallMapWidth, tenth(max(120, min(smallMapHeight, smallMapWidth*height/width)))
	view := geo.Fit(bound, page.SmallWidth, page.SmallHeight, 2)
	detail := mapDetail * max(width/page.SmallWidth, height/page.SmallHeight)
	numbers := map[string]web.ShapeID{} // of shapes by their path
	paths := map[int]map[string]web.ShapeID{}
	for _, y := range v.Years {
		if y.Year <= v.before.Year {
			continue
		}
		choice := v.Choice
		choice.Year, choice.all = y.Year, false
		year, err := ViewOf(ctx, rev, v.Words, choice)
		if err != nil {
			return err
		}
		if paths[y.AreaYear] == nil {
			if paths[y.AreaYear], err = year.number(view, page, detail, numbers); err != nil {
				return err
			}
		}
		small := web.SmallMap{Year: y.Year, URL: "/kaart?" + choice.Query(), Title: year.Title + ". " + year.Sentence}
		for _, a := range year.Areas {
			if n, there := paths[y.AreaYear][a.Code]; there {
				small.Areas = append(small.Areas, web.SmallArea{Shape: n, Class: a.class})
			}
		}
		page.Small = append(page.Small, small)
	}
	return nil
}

// number gives the shapes of a division a number each, and writes those that are new.
func (v View) number(view geo.View, page *web.KaartPage, detail float64, numbers map[string]web.ShapeID) (map[string]web.ShapeID, error) {
	shapes, drawn, err := v.shapes()
	if err != nil {
		return nil, fmt.Errorf("year %d: %w", v.year.Year, err)
	}
	out := map[string]web.ShapeID{}
	ground := view.Ground(page.SmallWidth, page.SmallHeight)
	for i, shape := range geo.Simplify(shapes, detail) {
		path := view.Path(within(ground, orb.MultiPolygon(shape)))
		if path == "" {
			continue
		}
		n, known := numbers[path]
		if !known {
			n = web.ShapeID(strconv.Itoa(len(numbers) + 1))
			numbers[path] = n
			page.Shapes = append(page.Shapes, web.MapShape{ID: n, Path: path})
		}
		out[drawn[i].Code] = n
	}
	return out, nil
}
