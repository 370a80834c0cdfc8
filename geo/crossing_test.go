package geo

import (
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

func TestSegmentCrosses(t *testing.T) {
	s := segment{west: orb.Point{0, 0}, east: orb.Point{10, 10}}
	for name, c := range map[string]struct {
		west, east orb.Point
		want       bool
	}{
		"through the middle":        {orb.Point{0, 10}, orb.Point{10, 0}, true},
		"touching it":               {orb.Point{5, 5}, orb.Point{10, 0}, true},
		"touched by it":             {orb.Point{5, 15}, orb.Point{15, 5}, true},
		"beside it":                 {orb.Point{1, 0}, orb.Point{11, 10}, false},
		"short of it":               {orb.Point{6, 5}, orb.Point{10, 0}, false},
		"on from its end":           {orb.Point{10, 10}, orb.Point{20, 20}, false},
		"off its end":               {orb.Point{10, 10}, orb.Point{20, 0}, false},
		"from its start":            {orb.Point{0, 0}, orb.Point{20, 0}, false},
		"the same":                  {orb.Point{0, 0}, orb.Point{10, 10}, true},
		"along it from its start":   {orb.Point{0, 0}, orb.Point{4, 4}, true},
		"along it to its end":       {orb.Point{4, 4}, orb.Point{10, 10}, true},
		"longer from its start":     {orb.Point{0, 0}, orb.Point{14, 14}, true},
		"longer to its end":         {orb.Point{-4, -4}, orb.Point{10, 10}, true},
		"along a part of it":        {orb.Point{2, 2}, orb.Point{12, 12}, true},
		"back from where it starts": {orb.Point{-5, -5}, orb.Point{0, 0}, false},
	} {
		o := segment{west: c.west, east: c.east}
		check(t, s.crosses(o) == c.want && o.crosses(s) == c.want, "%s: %v and %v, want %v", name, s.crosses(o), o.crosses(s), c.want)
	}
	upright, turned := segment{west: orb.Point{0, 0}, east: orb.Point{0, 9}}, segment{west: orb.Point{0, 9}, east: orb.Point{0, 0}}
	check(t, upright.crosses(turned), "an upright segment is not on itself turned round")
}

func TestSimplifyDoesNotCross(t *testing.T) {
	// The needle's point lies in the bay, whose border would be drawn straight through it.
	needle := one(orb.Ring{{40, -50}, {60, -50}, {50, 8}, {40, -50}})
	island := one(square(48, 3, 4))
	bay := one(orb.Ring{{0, 0}, {30, 10}, {50, 12}, {70, 10}, {100, 0}, {100, 100}, {0, 100}, {0, 0}})
	for name, other := range map[string]orb.MultiPolygon{"needle": needle, "island": island} {
		got := Simplify([]orb.MultiPolygon{bay, other}, 15)
		for _, p := range other[0][0] {
			check(t, !planar.MultiPolygonContains(got[0], p), "%s: %v now lies in %v", name, p, got[0])
		}
	}
	alone := Simplify([]orb.MultiPolygon{bay}, 15)
	check(t, vertices(alone...) == 4, "the bay alone is straightened, but has %v", alone)
}

func TestSimplifyDoesNotLetARingCrossItself(t *testing.T) {
	// The same bay and needle, as two ends of one ring.
	arm := orb.Ring{
		{0, 0}, {30, 10}, {50, 12}, {70, 10}, {100, 0}, {100, 100}, {-100, 100}, {-100, -100},
		{60, -100}, {60, -50}, {50, 8}, {40, -50}, {40, -80}, {-80, -80}, {-80, 0}, {0, 0},
	}
	got := Simplify([]orb.MultiPolygon{one(arm)}, 15)[0][0][0]
	crossings := newCoverage([]orb.MultiPolygon{one(got)}, 0).crossings()
	check(t, len(crossings) == 0, "%v crosses itself", got)
	straightened := newCoverage([]orb.MultiPolygon{one(orb.Ring{
		{0, 0}, {100, 0}, {100, 100}, {-100, 100}, {-100, -100}, {60, -100}, {60, -50}, {50, 8}, {40, -50}, {40, -80}, {-80, -80}, {-80, 0}, {0, 0},
	})}, 0).crossings()
	check(t, straightened[[2]int{0, 0}], "straightened it would have crossed itself, but no crossing was seen")
}

func TestSimplifyBordersThatCrossedAlready(t *testing.T) {
	// Two sources drew the border at x = 100 each in its own way: it is not shared, but simplified all the same.
	west, east := orb.Ring{{0, 100}, {0, 0}}, orb.Ring{{200, 0}, {200, 100}}
	for i := range 51 {
		west = append(west, orb.Point{100 + float64(i%3)/2, 2 * float64(i)})
		east = append(east, orb.Point{100 + float64(i%4)/3, 99.5 - 1.98*float64(i)})
	}
	got := Simplify([]orb.MultiPolygon{one(append(west, west[0])), one(append(east, east[0]))}, 5)
	check(t, vertices(got...) <= 10, "%d vertices left of 106", vertices(got...))
}
