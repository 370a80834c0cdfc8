package boundary

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/paulmach/orb"
)

// GeoJSON reads a FeatureCollection of polygons and multipolygons of one level. Coordinates are WGS84 (RFC 7946), or what
// the member "crs" of older files names: RD New or WGS84; any other is an error. It fails on coordinates that do not lie
// in the Netherlands in that system, on rings that are not closed, and on a code that comes twice for
// different land. The features of one page of a longer answer are given with a note.
func GeoJSON(content []byte) (Layer, error) {
	layer, err := readGeoJSON(content)
	if err != nil {
		return Layer{}, fmt.Errorf("read GeoJSON: %w", err)
	}
	return layer, nil
}

func readGeoJSON(content []byte) (Layer, error) {
	content, err := document(content)
	if err != nil {
		return Layer{}, err
	}
	layer := Layer{Format: "GeoJSON"}
	var kind, matched string
	var features, crs []byte
	for name, value := range members(content) {
		switch name {
		case "type":
			kind = scalar(value)
		case "name":
			layer.Name = scalar(value)
		case "features":
			features = value
		case "crs":
			crs = value
		case "numberMatched":
			matched = scalar(value)
		}
	}
	if kind != "FeatureCollection" || features == nil || features[0] != '[' {
		return Layer{}, fmt.Errorf("a %q instead of a FeatureCollection with features", kind)
	}
	if layer.CRS, err = crsMember(crs); err != nil {
		return Layer{}, err
	}
	if crs == nil {
		layer.CRS = WGS84
	}
	records, err := readFeatures(features)
	if err != nil {
		return Layer{}, err
	}
	if layer, err = build(layer, "feature", records); err != nil {
		return Layer{}, err
	}
	if total, err := strconv.Atoi(matched); err == nil && total > len(records) {
		layer.Note = addTo(layer.Note, fmt.Sprintf("Dit is een deel van de laag: %d van %d gebieden.", len(records), total))
	}
	return layer, nil
}

func readFeatures(features []byte) ([]record, error) {
	left := room(maxRoom)
	var records []record
	for feature := range elements(features) {
		if len(records) == maxAreas {
			return nil, fmt.Errorf("over the limit of %d features", maxAreas)
		}
		r := record{line: len(records) + 1}
		var geometry, id []byte
		for name, value := range members(feature) {
			switch name {
			case "properties":
				r.setProperties(value)
			case "geometry":
				geometry = value
			case "id":
				id = value
			}
		}
		if id != nil {
			r.set("id", scalar(id))
		}
		if !isNull(geometry) {
			var kind notArea
			if r.shape, r.err = readGeometry(geometry, &left); errors.As(r.err, &kind) {
				r.other, r.err = string(kind), nil
			}
		}
		records = append(records, r)
		if r.err != nil { // build reports it, with the code
			break
		}
	}
	return records, nil
}

// readGeometry gives a polygon or multipolygon, empty if it has no coordinates.
func readGeometry(geometry []byte, left *room) (orb.MultiPolygon, error) {
	var kind string
	var coordinates []byte
	for name, value := range members(geometry) {
		switch name {
		case "type":
			kind = scalar(value)
		case "coordinates":
			coordinates = value
		}
	}
	if kind == "GeometryCollection" {
		return nil, notArea(kind)
	}
	if coordinates == nil || coordinates[0] != '[' {
		return nil, fmt.Errorf("a geometry of type %q without coordinates", kind)
	}
	switch kind {
	case "Polygon":
		polygon, err := readPolygon(coordinates, left)
		if err != nil || len(polygon) == 0 {
			return nil, err
		}
		return orb.MultiPolygon{polygon}, nil
	case "MultiPolygon":
		var shape orb.MultiPolygon
		for element := range elements(coordinates) {
			polygon, err := readPolygon(element, left)
			if err != nil {
				return nil, err
			}
			shape = append(shape, polygon)
		}
		return shape, nil
	}
	return nil, notArea(kind)
}

// notArea is a kind of geometry that is no area.
type notArea string

func (kind notArea) Error() string {
	return fmt.Sprintf("geometry is a %q, not a polygon", string(kind))
}

func readPolygon(coordinates []byte, left *room) (orb.Polygon, error) {
	if coordinates[0] != '[' {
		return nil, errors.New("a polygon that is not an array of rings")
	}
	if err := left.take(perRing); err != nil {
		return nil, err
	}
	var polygon orb.Polygon
	for element := range elements(coordinates) {
		ring, err := positions(element, left)
		if err != nil {
			return nil, err
		}
		polygon = append(polygon, ring)
	}
	return polygon, nil
}
