package geo

import (
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

func TestAreaKm2(t *testing.T) {
	for name, c := range map[string]struct {
		area orb.MultiPolygon
		want float64
	}{
		"a square of 2 km":           {one(square(150000, 450000, 2000)), 4},
		"clockwise is the same":      {one(reversed(square(150000, 450000, 2000))), 4},
		"a hole is taken off":        {one(square(150000, 450000, 2000), reversed(square(150500, 450500, 1000))), 3},
		"a hole that winds likewise": {one(square(150000, 450000, 2000), square(150500, 450500, 1000)), 3},
		"two parts":                  {orb.MultiPolygon{{square(150000, 450000, 2000)}, {square(160000, 450000, 1000)}}, 5},
		"nothing":                    {nil, 0},
	} {
		if got := AreaKm2(c.area); !near(got, c.want, 1e-12) {
			t.Errorf("%s: %v km2, want %v", name, got, c.want)
		}
	}
}

func TestValid(t *testing.T) {
	with := func(i int, p orb.Point) orb.MultiPolygon {
		r := square(150000, 450000, 1000)
		r[i] = p
		return orb.MultiPolygon{{square(150000, 450000, 10)}, {square(150000, 450000, 2000), r}}
	}
	for name, c := range map[string]struct {
		area orb.MultiPolygon
		want string // part of the error, "" for none
	}{
		"good":                {one(square(150000, 450000, 1000)), ""},
		"no polygons":         {orb.MultiPolygon{}, "no polygons"},
		"no rings":            {orb.MultiPolygon{{}}, "polygon 0 has no rings"},
		"three points":        {one(orb.Ring{{150000, 450000}, {150001, 450000}, {150000, 450000}}), "only 3 points"},
		"not closed":          {with(4, orb.Point{150000, 450001}), "polygon 1, ring 1: not closed"},
		"not a number":        {with(2, orb.Point{math.NaN(), 450000}), "polygon 1, ring 1: point 2: [NaN 450000] is not finite"},
		"infinite":            {with(3, orb.Point{150000, math.Inf(-1)}), "point 3: [150000 -Inf] is not finite"},
		"swapped axes":        {with(1, orb.Point{450000, 150000}), "point 1: [450000 150000] has x and y swapped"},
		"longitude, latitude": {with(1, orb.Point{5.4, 52.1}), "in degrees"},
		"latitude, longitude": {with(1, orb.Point{52.1, 5.4}), "in degrees"},
		"Null Island":         {with(1, orb.Point{0, 0}), "outside the Netherlands"},
		"Web Mercator":        {with(1, orb.Point{600000, 6800000}), "outside the Netherlands"},
	} {
		err := Valid(c.area)
		if c.want == "" && err != nil {
			t.Errorf("%s: %v, want no error", name, err)
		}
		if c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: error %v, want %q in it", name, err, c.want)
		}
	}
}
