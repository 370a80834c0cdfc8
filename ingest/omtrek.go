package ingest

import (
	"errors"
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/geo"
	"wijkinzicht/geo/overlay"
	"wijkinzicht/ingest/boundary"
)

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
	if area, problem = oneArea(parts); problem == "" {
		problem = tooSmall(area)
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
		if geo.InDutchDegrees(geo.Reversed(bound)) {
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

// leastDrawn is the smallest area, in km2, that can be told from a slip of the mouse.
const leastDrawn = 0.001

func tooSmall(area overlay.Area) (problem string) {
	if geo.AreaKm2(area.Geometry) < leastDrawn {
		return "de omtrek is kleiner dan 1.000 m²"
	}
	return ""
}

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
