package boundary

import (
	"errors"
	"fmt"
	"strings"

	"github.com/paulmach/orb"
)

// TopoJSON reads the objects of a topology that hold gemeenten, wijken or buurten, in the order of the file. Label points
// are joined to the one object of polygons of their level; where there is none they are a layer of their own, with labels
// and no outlines. Objects of anything else are left out with a note. A quantised file has areas and rings that collapsed
// when it was rounded: these are left out with a note too. Otherwise it fails as GeoJSON does, and on arcs that do not
// exist or do not meet; but a topology that names no coordinate system is taken to be in what its coordinates are in.
func TopoJSON(content []byte) ([]Layer, error) {
	layers, err := readTopoJSON(content)
	if err != nil {
		return nil, fmt.Errorf("read TopoJSON: %w", err)
	}
	return layers, nil
}

func readTopoJSON(content []byte) ([]Layer, error) {
	content, err := document(content)
	if err != nil {
		return nil, err
	}
	var kind string
	var arcs, objects, transform, crs []byte
	for name, value := range members(content) {
		switch name {
		case "type":
			kind = scalar(value)
		case "arcs":
			arcs = value
		case "objects":
			objects = value
		case "transform":
			transform = value
		case "crs":
			crs = value
		}
	}
	if kind != "Topology" || arcs == nil || objects == nil {
		return nil, fmt.Errorf("a %q instead of a Topology with arcs and objects", kind)
	}
	t := topology{left: maxRoom}
	if err := t.setTransform(transform); err != nil {
		return nil, err
	}
	if err := t.setArcs(arcs); err != nil {
		return nil, err
	}
	return t.layers(objects, crs)
}

// layers builds every object; crs is that of the file, for objects that name none.
func (t *topology) layers(objects, crs []byte) ([]Layer, error) {
	var areas, points []Layer
	var skipped []string
	for name, object := range members(objects) {
		if len(areas)+len(points)+len(skipped) == maxLayers {
			return nil, fmt.Errorf("over the limit of %d objects", maxLayers)
		}
		layer := Layer{Format: "TopoJSON", Name: name}
		own := member(object, "crs")
		if own == nil {
			own = crs
		}
		var err error
		if layer.CRS, err = crsMember(own); err != nil {
			return nil, fmt.Errorf("object %q: %w", name, err)
		}
		records, labels, err := t.records(object)
		if err == nil && len(records) > 0 {
			layer, err = build(layer, "feature", records)
		}
		switch {
		case errors.Is(err, ErrForeign), err == nil && len(records) == 0:
			skipped = append(skipped, name)
		case err != nil:
			return nil, fmt.Errorf("object %q: %w", name, err)
		case labels:
			points = append(points, layer)
		default:
			areas = append(areas, layer)
		}
	}
	layers := join(areas, points)
	if len(layers) == 0 {
		return nil, fmt.Errorf("objects %q: %w", skipped, ErrForeign)
	}
	if len(skipped) > 0 {
		layers[0].Note = addTo(layers[0].Note, fmt.Sprintf("Niet gelezen objecten: %s.", strings.Join(skipped, ", ")))
	}
	return layers, nil
}

// join puts label points with the outlines of their level and coordinate system, if there is exactly one such layer.
func join(areas, points []Layer) []Layer {
	for _, p := range points {
		match, matches := -1, 0
		for i := range areas {
			if a := &areas[i]; a.Level == p.Level && a.CRS == p.CRS && a.Areas[0].Geometry != nil {
				match = i
				matches++
			}
		}
		if matches == 1 {
			areas[match].label(p)
		} else {
			areas = append(areas, p)
		}
	}
	return areas
}

// records reads the geometries of an object, and tells whether they are label points.
func (t *topology) records(object []byte) (records []record, labels bool, err error) {
	if object[0] != '{' {
		return nil, false, errors.New("not an object")
	}
	if textMember(object, "type") != "GeometryCollection" {
		r := t.record(object, 1)
		return []record{r}, r.label != nil, nil
	}
	geometries := member(object, "geometries")
	if geometries == nil {
		return nil, false, nil
	}
	for element := range elements(geometries) {
		if len(records) == maxAreas {
			return nil, false, fmt.Errorf("over the limit of %d features", maxAreas)
		}
		r := t.record(element, len(records)+1)
		records = append(records, r)
		if r.err != nil {
			break // build reports it, with the code
		}
		if len(records) > 1 && r.label != nil != labels {
			return nil, false, fmt.Errorf("feature %d: points and polygons in one object", r.line)
		}
		labels = r.label != nil
	}
	return records, labels, nil
}

func (t *topology) record(geometry []byte, line int) record {
	r := record{line: line}
	var kind string
	var arcs, coordinates, id []byte
	for name, value := range members(geometry) {
		switch name {
		case "type":
			kind = scalar(value)
		case "arcs":
			arcs = value
		case "coordinates":
			coordinates = value
		case "properties":
			r.setProperties(value)
		case "id":
			id = value
		}
	}
	if id != nil {
		r.set("id", scalar(id))
	}
	switch {
	case kind == "": // null: without geometry
	case kind == "Point" && coordinates != nil:
		var p orb.Point
		if p, r.err = position(coordinates); r.err == nil {
			p = t.place(p)
			r.label = &p
		}
	case kind == "Polygon" && arcs != nil:
		r.shape = orb.MultiPolygon{nil}
		r.shape[0], r.err = t.polygon(arcs)
	case kind == "MultiPolygon" && arcs != nil:
		for element := range elements(arcs) {
			var polygon orb.Polygon
			if polygon, r.err = t.polygon(element); r.err != nil {
				break
			}
			r.shape = append(r.shape, polygon)
		}
	default:
		r.err = fmt.Errorf("geometry is a %q, not a polygon with arcs or a point", kind)
	}
	return r
}
