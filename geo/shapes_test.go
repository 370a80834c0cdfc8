package geo

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
)

// square is a counter-clockwise square with its south-western corner at x, y.
func square(x, y, side float64) orb.Ring {
	return orb.Ring{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}
}

// reversed is the ring the other way round.
func reversed(r orb.Ring) orb.Ring {
	out := r.Clone()
	out.Reverse()
	return out
}

// startingAt is the same closed ring, starting n vertices further.
func startingAt(r orb.Ring, n int) orb.Ring {
	open := r[:len(r)-1]
	var out orb.Ring
	for i := range open {
		out = append(out, open[(i+n)%len(open)])
	}
	return append(out, out[0])
}

// one is an area of one polygon.
func one(rings ...orb.Ring) orb.MultiPolygon { return orb.MultiPolygon{rings} }

// scatter gives n points at least 5 m apart in a square kilometre near RD (150000, 450000).
func scatter(seed uint64, n int) []orb.Point {
	r := rand.New(rand.NewPCG(seed, 1))
	var out []orb.Point
next:
	for len(out) < n {
		p := orb.Point{150000 + 1000*r.Float64(), 450000 + 1000*r.Float64()}
		for _, q := range out {
			if math.Hypot(p[0]-q[0], p[1]-q[1]) < 5 {
				continue next
			}
		}
		out = append(out, p)
	}
	return out
}

// near tells whether two numbers differ less than a relative part.
func near(a, b, part float64) bool {
	return math.Abs(a-b) <= part*math.Max(math.Abs(a), math.Abs(b))
}

func check(t *testing.T, ok bool, format string, args ...any) {
	t.Helper()
	if !ok {
		t.Errorf(format, args...)
	}
}
