package api

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkb"
	"github.com/paulmach/orb/planar"

	"wijkinzicht/data"
	"wijkinzicht/geo"
)

// atPoint narrows a selection of areas to those whose outline holds a point, in degrees.
func atPoint(ctx context.Context, db *data.DB, sel data.Selection, p orb.Point) (data.Selection, error) {
	rd := geo.ToRD(p)
	probe, err := wkb.Marshal(rd)
	if err != nil {
		return sel, err
	}
	var places []int64
	err = db.OutlinesAround(ctx, sel, probe, func(place int64, outline []byte) error {
		m, err := geo.ReadOutline(outline)
		if err == nil && planar.MultiPolygonContains(m, rd) {
			places = append(places, place)
		}
		return err
	})
	return sel.Only(places), err
}

// decimals of degrees in GeoJSON: a tenth of a metre.
const degreeDecimals = 1e6

// writeGeoJSON writes areas as a FeatureCollection in degrees (RFC 7946), with the number of rows before them and
// "complete": true behind. Rings follow the right-hand rule. An area whose border is not known has a null geometry; only who
// asks for such areas gets them.
func writeGeoJSON(ctx context.Context, db *data.DB, sel data.Selection, p data.Page, next string, w io.Writer) error {
	link, err := json.Marshal(next)
	if err != nil {
		return err
	}
	if next == "" {
		link = []byte("null")
	}
	fmt.Fprintf(w, "{\"type\": \"FeatureCollection\", \"revision\": %q, \"total\": %d, \"rows\": %d, \"features\": [", db.Revision, p.Total, p.Rows)
	n := int64(0)
	err = db.AreaFeatures(ctx, sel, func(properties json.RawMessage, outline []byte) error {
		geometry := json.RawMessage("null")
		if outline != nil {
			m, err := geo.ReadOutline(outline)
			if err != nil {
				return err
			}
			degrees := geo.Project(m, func(q orb.Point) orb.Point { return trimmed(geo.ToWGS84(q)) })
			rightHanded(degrees)
			if geometry, err = json.Marshal(multiPolygonJSON{"MultiPolygon", degrees}); err != nil {
				return err
			}
		}
		separator := ",\n"
		if n == 0 {
			separator = "\n"
		}
		n++
		_, err := fmt.Fprintf(w, `%s{"type": "Feature", "properties": %s, "geometry": %s}`, separator, properties, geometry)
		return err
	})
	if err == nil && n != p.Rows {
		err = fmt.Errorf("%d areas were written and %d counted", n, p.Rows)
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "\n], \"next\": %s, \"complete\": true}\n", link)
	return err
}

type multiPolygonJSON struct {
	Type        string           `json:"type"`
	Coordinates orb.MultiPolygon `json:"coordinates"`
}

// rightHanded turns rings so that what they enclose lies on their left (RFC 7946, 3.1.6): outer ones counterclockwise, holes
// clockwise.
func rightHanded(m orb.MultiPolygon) {
	for _, polygon := range m {
		for i, ring := range polygon {
			if want := map[bool]orb.Orientation{true: orb.CCW, false: orb.CW}[i == 0]; ring.Orientation() != want {
				ring.Reverse()
			}
		}
	}
}

func trimmed(p orb.Point) orb.Point {
	return orb.Point{float64(int64(p[0]*degreeDecimals+0.5)) / degreeDecimals, float64(int64(p[1]*degreeDecimals+0.5)) / degreeDecimals}
}
