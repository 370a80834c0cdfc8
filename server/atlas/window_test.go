package atlas

import (
	"testing"

	"github.com/paulmach/orb"

	"wijkinzicht/geo"
)

func block(x, y, width, height float64) orb.Polygon {
	return orb.Polygon{{{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}, {x, y}}}
}

// A map shows all ground that belongs together, and larger ground that lies apart; dikes and islets far off do not make it small.
func TestFrame(t *testing.T) {
	city := []orb.MultiPolygon{{block(150000, 450000, 5000, 4000)}, {block(155000, 450000, 3000, 4000)}}
	whole := orb.Bound{Min: orb.Point{150000, 450000}, Max: orb.Point{158000, 454000}}
	for _, c := range []struct {
		name   string
		shapes []orb.MultiPolygon
		want   orb.Bound
	}{
		{"a city", city, whole},
		{"with a part of it apart", append(city[:2:2], orb.MultiPolygon{block(162000, 450000, 1000, 1000)}), orb.Bound{Min: whole.Min, Max: orb.Point{163000, 454000}}},
		{"with an islet far off", append(city[:2:2], orb.MultiPolygon{block(180000, 450000, 300, 300)}), whole},
		{"with an islet of one of its areas", []orb.MultiPolygon{city[0], append(city[1].Clone(), block(150000, 480000, 200, 200))}, whole},
		{"with an islet close by", append(city[:2:2], orb.MultiPolygon{block(158300, 450000, 300, 300)}), orb.Bound{Min: whole.Min, Max: orb.Point{158600, 454000}}},
		{"one area", city[:1], orb.Bound{Min: whole.Min, Max: orb.Point{155000, 454000}}},
	} {
		if got := frame(lived(c.shapes, make([]*float64, len(c.shapes)))); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	// A dike of 20 km by 50 m counts as far as it is near its middle.
	dike := frame([]ground{{orb.MultiPolygon{block(150000, 450000, 20000, 50)}, 1}, {city[0], 20}})
	if width := dike.Max[0] - dike.Min[0]; width > 15000 {
		t.Errorf("a dike makes the map %v wide", dike)
	}
}

// Where it is known where people live, docks and fields do not make the city small, nor does a village far off.
func TestFrameIsWherePeopleLive(t *testing.T) {
	shapes := []orb.MultiPolygon{{block(150000, 450000, 5000, 4000)}, {block(155000, 450000, 30000, 9000)}, {block(190000, 450000, 1000, 1000)}}
	many, docks, few := 60000.0, 40.0, 1200.0
	if got, want := frame(lived(shapes, []*float64{&many, &docks, &few})), shapes[0].Bound(); got != want {
		t.Errorf("%v, want %v", got, want)
	}
	village := 9000.0
	if got := frame(lived(shapes, []*float64{&many, &docks, &village})); got.Max[0] != 191000 {
		t.Errorf("a part of the city is left out: %v", got)
	}
}

// What lies outside a drawing is cut off, and the drawing's ground is what its view maps to its corners.
func TestWithin(t *testing.T) {
	view := geo.Fit(orb.Bound{Min: orb.Point{150000, 450000}, Max: orb.Point{158000, 454000}}, 900, 500, 8)
	ground := view.Ground(900, 500)
	if x, y := view.Point(ground.Min); x < -1e-6 || x > 1e-6 || y < 500-1e-6 || y > 500+1e-6 {
		t.Errorf("the lower left corner is at %v, %v", x, y)
	}
	if x, y := view.Point(ground.Max); x < 900-1e-6 || x > 900+1e-6 || y < -1e-6 || y > 1e-6 {
		t.Errorf("the upper right corner is at %v, %v", x, y)
	}
	sea := orb.MultiPolygon{block(100000, 453000, 100000, 50000)}
	cut := within(ground, sea)
	if b := cut.Bound(); !ground.Contains(b.Min) || !ground.Contains(b.Max) || geo.AreaKm2(cut) == 0 {
		t.Errorf("the sea is drawn at %v of %v", b, ground)
	}
	if geo.AreaKm2(sea) != 5000 {
		t.Error("cutting changed what was cut")
	}
	if path := view.Path(within(ground, orb.MultiPolygon{block(200000, 500000, 100, 100)})); path != "" {
		t.Errorf("far ground is drawn as %q", path)
	}
}
