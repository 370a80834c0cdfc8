package boundary

import (
	"math"

	"github.com/paulmach/orb"
)

// webMercator is what programs for web maps save shapefiles in (EPSG:3857): metres that are too long by 1.6 in the Netherlands.
// Layers never have it; their points are brought to WGS84 while they are read.
const webMercator = "EPSG:3857"

// mercatorExtent is where the Netherlands lie in it, as extents says of the other systems; no point is in two of the three.
var mercatorExtent = orb.Bound{Min: fromDegrees(2, 50), Max: fromDegrees(8, 56)}

// earthRadius is the radius in metres of the sphere that EPSG:3857 takes the earth for (EPSG method 1024).
const earthRadius = 6378137

// fromMercator gives degrees, longitude before latitude, for a point in EPSG:3857.
func fromMercator(p orb.Point) orb.Point {
	return orb.Point{p[0] / earthRadius * 180 / math.Pi, (2*math.Atan(math.Exp(p[1]/earthRadius)) - math.Pi/2) * 180 / math.Pi}
}

func fromDegrees(lon, lat float64) orb.Point {
	return orb.Point{lon * math.Pi / 180 * earthRadius, math.Log(math.Tan(math.Pi/4+lat*math.Pi/360)) * earthRadius}
}

// inMercator tells whether the first point can only be in EPSG:3857: layers in one folder may share a .prj, which then bears the name
// of one of them.
func inMercator(records []record) bool {
	for _, r := range records {
		if len(r.shape) > 0 && len(r.shape[0]) > 0 && len(r.shape[0][0]) > 0 {
			return mercatorExtent.Contains(r.shape[0][0][0])
		}
	}
	return false
}

// unproject brings the shapes of records from EPSG:3857 to WGS84.
func unproject(records []record) {
	for _, r := range records {
		for _, polygon := range r.shape {
			for _, ring := range polygon {
				for i, p := range ring {
					ring[i] = fromMercator(p)
				}
			}
		}
	}
}
