package overlay

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"
)

func TestBoxesFindWhatMeets(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 9))
	var areas []Area
	for range 300 {
		x, y := random.Float64()*20_000, random.Float64()*20_000
		areas = append(areas, box4("a", x, y, x+1+random.Float64()*3_000, y+1+random.Float64()*3_000))
	}
	areas = append(areas, box4("sea", 0, 0, 60_000, 60_000))
	index := newBoxes(areas)
	asked := []orb.Bound{
		country,
		{Min: orb.Point{-1e12, -1e12}, Max: orb.Point{1e12, 1e12}}, // as with an enormous tolerance
		{Min: orb.Point{1e300, 1e300}, Max: orb.Point{1e300, 1e300}},
	}
	for _, area := range areas {
		asked = append(asked, area.Geometry.Bound(), area.Geometry.Bound().Pad(random.Float64()*100))
	}
	for _, bound := range asked {
		var want []int
		for i, area := range areas {
			if area.Geometry.Bound().Intersects(bound) {
				want = append(want, i)
			}
		}
		if got := index.meeting(bound); !slices.Equal(got, want) {
			t.Fatalf("%v meets %v, want %v", bound, got, want)
		}
	}
}
