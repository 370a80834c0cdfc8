package boundary

import (
	"testing"

	"github.com/paulmach/orb"
)

// TestShapefileInWebMercator: the .prj tells, or else where the points lie; areas come out as long as they are.
func TestShapefileInWebMercator(t *testing.T) {
	square := orb.Ring{fromDegrees(5, 52), fromDegrees(5, 52.1), fromDegrees(5.1, 52.1), fromDegrees(5.1, 52), fromDegrees(5, 52)}
	shp := shapefile(5, []orb.Ring{square})
	for name, prj := range map[string]string{
		"as QGIS writes it":   `PROJCS["WGS 84 / Pseudo-Mercator",GEOGCS["WGS 84"]]`,
		"as ArcGIS writes it": `PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",GEOGCS["GCS_WGS_1984"]]`,
		"without":             "",
	} {
		l, err := Shapefile(shp, oneWijk, prj)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		bound := l.Areas[0].Geometry.Bound()
		for i, want := range []float64{5, 52, 5.1, 52.1} {
			if got := []float64{bound.Min[0], bound.Min[1], bound.Max[0], bound.Max[1]}[i]; got < want-1e-9 || got > want+1e-9 {
				t.Errorf("%s: the bound is %v", name, bound)
			}
		}
		if l.CRS != WGS84 {
			t.Errorf("%s: in %s", name, l.CRS)
		}
	}
	// EPSG's own example for the projection (Guidance Note 7-2, method 1024): 24°22'54.433"N 100°20'00"W.
	if p := fromMercator(orb.Point{-11169055.58, 2800000}); p[0] < -100.33334 || p[0] > -100.33333 || p[1] < 24.38178 || p[1] > 24.38179 {
		t.Errorf("the example comes out at %v", p)
	}
}
