package geo

import (
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// The country is where it is: it holds its land, not its lakes and seas, and has about its surface (33,700 km2, CBS 2016).
func TestCountry(t *testing.T) {
	land := func(p orb.Point) bool {
		inside := false
		for _, ring := range Country()[0] {
			if planar.RingContains(ring, p) {
				inside = !inside
			}
		}
		return inside
	}
	for name, p := range map[string]orb.Point{
		"Amersfoort": {5.387, 52.155}, "Lelystad": {5.475, 52.508}, "Maastricht": {5.69, 50.85}, "Groningen": {6.566, 53.219},
		"Den Burg": {4.798, 53.055}, "Middelburg": {3.61, 51.499},
	} {
		if !land(ToRD(p)) {
			t.Errorf("%s lies in the water", name)
		}
	}
	for name, p := range map[string]orb.Point{"IJsselmeer": {5.4, 52.82}, "Noordzee": {4.0, 52.5}, "Brussel": {4.35, 50.85}, "Waddenzee": {5.2, 53.25}} {
		if land(ToRD(p)) {
			t.Errorf("%s lies on land", name)
		}
	}
	surface := 0.0
	for _, ring := range Country()[0] {
		if first := ring[0]; first != ring[len(ring)-1] {
			t.Errorf("the ring from %v is not closed", first)
		}
		if a := AreaKm2(orb.MultiPolygon{{ring}}); ring.Orientation() == Country()[0][0].Orientation() {
			surface += a
		} else {
			surface -= a
		}
	}
	if surface < 32_500 || surface > 36_000 {
		t.Errorf("%.0f km2 of land", surface)
	}
}
