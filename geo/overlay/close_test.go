package overlay

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// Two halves of a square with a slit of ten metres between them become one square again; a gap wider than the measure stays.
func TestClose(t *testing.T) {
	half := func(left, right float64) orb.Polygon {
		return orb.Polygon{{{left, 450_000}, {right, 450_000}, {right, 451_000}, {left, 451_000}, {left, 450_000}}}
	}
	for _, c := range []struct {
		name  string
		gap   float64
		parts int
		area  float64
	}{
		{"slit", 10, 1, 1_000_000}, {"gap", 40, 2, 960_000},
	} {
		whole := orb.MultiPolygon{half(100_000, 100_500-c.gap/2), half(100_500+c.gap/2, 101_000)}
		closed, err := Close(Area{Code: "WK990101", Geometry: whole}, 15)
		if err != nil {
			t.Fatal(err)
		}
		if len(closed) != c.parts || math.Abs(planar.Area(closed)-c.area) > 1 {
			t.Errorf("%s: %d parts of %.0f m2, want %d of %.0f", c.name, len(closed), planar.Area(closed), c.parts, c.area)
		}
	}
	if _, err := Close(Area{Code: "WK990101", Geometry: orb.MultiPolygon{{{{0, 0}, {1, 1}, {1, 0}, {0, 0}}}}}, 15); err == nil {
		t.Error("degrees were taken for metres")
	}
}
