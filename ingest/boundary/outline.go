package boundary

import (
	"errors"
	"fmt"

	"github.com/paulmach/orb"
)

// Outline reads a GeoJSON that is one polygon or multipolygon: the geometry itself, a Feature, or a FeatureCollection of one
// Feature. crs is WGS84, or what the member "crs" names. It may be empty; whether it lies anywhere is not looked at.
func Outline(content []byte) (shape orb.MultiPolygon, crs string, err error) {
	shape, crs, err = readOutline(content)
	if err != nil {
		return nil, "", fmt.Errorf("read GeoJSON: %w", err)
	}
	return shape, crs, nil
}

func readOutline(content []byte) (orb.MultiPolygon, string, error) {
	object, err := document(content)
	if err != nil {
		return nil, "", err
	}
	crs := WGS84
	if named := member(object, "crs"); named != nil {
		if crs, err = crsMember(named); err != nil {
			return nil, "", err
		}
	}
	if textMember(object, "type") == "FeatureCollection" {
		features := member(object, "features")
		if features == nil || features[0] != '[' {
			return nil, "", errors.New("a FeatureCollection without features")
		}
		var all [][]byte
		for f := range elements(features) {
			all = append(all, f)
		}
		switch len(all) {
		case 0:
			return nil, crs, nil
		case 1:
			object = all[0]
		default:
			return nil, "", fmt.Errorf("%d %w", len(all), ErrSeveral)
		}
	}
	if textMember(object, "type") == "Feature" {
		object = member(object, "geometry")
	}
	if isNull(object) {
		return nil, crs, nil
	}
	left := room(maxOutlinePoints)
	shape, err := readGeometry(object, &left)
	return shape, crs, err
}

// maxOutlinePoints is what one outline may take of a reader's memory.
const maxOutlinePoints = 1 << 20
