package geo

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/paulmach/orb"
)

// nederland.csv is the land of the Netherlands in whole kilometres of RD New: provinces of 2016 of CBS (generalised, through
// nl_maps), joined, thinned and rounded by the command omtrekken. Islands and lakes are rings, to be drawn with fill-rule evenodd.
//
//go:embed nederland.csv
var countryCSV string

// Country gives the land of the Netherlands in RD metres, to about a kilometre: a background for small maps, and no border.
func Country() orb.MultiPolygon {
	var rings orb.Polygon
	for line := range strings.Lines(countryCSV) {
		var ring int
		var p orb.Point
		if n, _ := fmt.Sscanf(line, "%d,%f,%f", &ring, &p[0], &p[1]); n != 3 {
			continue // the header
		}
		if ring > len(rings) {
			rings = append(rings, nil)
		}
		rings[ring-1] = append(rings[ring-1], orb.Point{1000 * p[0], 1000 * p[1]})
	}
	return orb.MultiPolygon{rings}
}
