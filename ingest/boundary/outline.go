package boundary

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/paulmach/orb"
)

// Drawn is one feature of what somebody drew.
type Drawn struct {
	Name  string // by which who drew it tells it from others; "" when there is none
	Shape orb.MultiPolygon
}

// Outline reads a GeoJSON of polygons and multipolygons: a geometry itself, a Feature, or a FeatureCollection. crs is WGS84, or what the
// member "crs" names. Shapes may be empty; whether they lie anywhere is not looked at.
func Outline(content []byte) (drawn []Drawn, crs string, err error) {
	drawn, crs, err = readOutline(content)
	if err != nil {
		return nil, "", fmt.Errorf("read GeoJSON: %w", err)
	}
	return drawn, crs, nil
}

func readOutline(content []byte) (drawn []Drawn, crs string, err error) {
	object, err := document(content)
	if err != nil {
		return nil, "", err
	}
	crs = WGS84
	if named := member(object, "crs"); named != nil {
		if crs, err = crsMember(named); err != nil {
			return nil, "", err
		}
	}
	left := room(maxOutlinePoints)
	if textMember(object, "type") != "FeatureCollection" {
		one, err := readDrawn(object, &left)
		return []Drawn{one}, crs, err
	}
	features := member(object, "features")
	if features == nil || features[0] != '[' {
		return nil, "", errors.New("a FeatureCollection without features")
	}
	for f := range elements(features) {
		one, err := readDrawn(f, &left)
		if err != nil {
			return nil, "", err
		}
		drawn = append(drawn, one)
	}
	return drawn, crs, nil
}

func readDrawn(object []byte, left *room) (d Drawn, err error) {
	if textMember(object, "type") == "Feature" {
		if about := member(object, "properties"); about != nil && about[0] == '{' {
			d.Name = nameIn(about)
		}
		object = member(object, "geometry")
	}
	if isNull(object) {
		return d, nil
	}
	d.Shape, err = readGeometry(object, left)
	return d, err
}

// nameIn gives the property by which drawing programs and people name what was drawn.
func nameIn(properties []byte) string {
	for key := range members(properties) {
		if slices.Contains([]string{"naam", "name", "title", "titel", "label"}, strings.ToLower(key)) {
			if name := strings.TrimSpace(textMember(properties, key)); name != "" {
				return name
			}
		}
	}
	return ""
}

// maxOutlinePoints is what one outline may take of a reader's memory.
const maxOutlinePoints = 1 << 20
