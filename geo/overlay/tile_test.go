package overlay

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
)

// mustTile checks that areas lie side by side: on the grid, valid, every step of a border taken once each way, and together
// exactly their union.
func mustTile(t *testing.T, areas []Area) {
	t.Helper()
	taken := map[[2]orb.Point]string{}
	var all []Area
	for _, a := range areas {
		if len(a.Geometry) == 0 {
			continue
		}
		if err := Valid(a); err != nil {
			t.Errorf("%s: %v", a.Code, err)
		}
		all = append(all, a)
		for _, polygon := range a.Geometry {
			for i, r := range polygon {
				r = r.Clone()
				if (r.Orientation() == orb.CW) == (i == 0) { // outer rings one way, holes the other
					r.Reverse()
				}
				for k := 1; k < len(r); k++ {
					if r[k][0] != math.Trunc(r[k][0]) || r[k][1] != math.Trunc(r[k][1]) {
						t.Fatalf("%s: %v is not on the grid", a.Code, r[k])
					}
					step := [2]orb.Point{r[k-1], r[k]}
					if other, twice := taken[step]; twice {
						t.Errorf("%s and %s both have the ground beside %v", a.Code, other, step)
					}
					taken[step] = a.Code
				}
			}
		}
	}
	whole, err := Union(all)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "the union of all areas", ground(whole), totalGround(all), 1e-3)
}

// stripe is a rectangle with points along its upright sides that are taken from the same crooked line, each copy its own choice.
func stripe(code string, left, right func(y float64) (x float64, kept bool), width float64) Area {
	var r orb.Ring
	for y := 0.0; y <= 1000; y += 20 {
		if x, kept := right(y); kept || y == 0 || y == 1000 {
			r = append(r, ring(width+x, y)[0])
		}
	}
	for y := 1000.0; y >= 0; y -= 20 {
		if x, kept := left(y); kept || y == 0 || y == 1000 {
			r = append(r, ring(x, y)[0])
		}
	}
	return area(code, append(r, r[0]))
}

func TestTile(t *testing.T) {
	laid := func(a Area, rank int, rough bool) Laid { return Laid{Area: a, Rank: rank, Near: 5, Rough: rough} }
	cases := []struct {
		name  string
		areas []Laid
		want  []float64 // m2
	}{
		{"a narrow gap is filled, by the higher rank", []Laid{laid(box4("a", 0, 0, 500, 1000), 0, false), laid(box4("b", 520, 0, 1000, 1000), 1, false)}, []float64{500e3, 500e3}},
		{"what two hold goes to the lower rank", []Laid{laid(box4("a", 0, 0, 500, 1000), 0, false), laid(box4("b", 470, 0, 1000, 1000), 1, false)}, []float64{500e3, 500e3}},
		{"and so when it comes later", []Laid{laid(box4("b", 470, 0, 1000, 1000), 1, false), laid(box4("a", 0, 0, 500, 1000), 0, false)}, []float64{500e3, 500e3}},
		{"a wide gap stays open", []Laid{laid(box4("a", 0, 0, 500, 1000), 0, false), laid(box4("b", 600, 0, 1000, 1000), 1, false)}, []float64{500e3, 400e3}},
		{"what is left of a whole", []Laid{laid(box4("a", 0, 0, 1000, 400), 0, false), laid(box4("whole", 0, -10, 1000, 1000), 1, true)}, []float64{410e3, 600e3}},
		{"nothing is left", []Laid{laid(box4("a", 0, 0, 1000, 1000), 0, false), laid(box4("b", 100, 100, 900, 900), 1, false)}, []float64{1000e3, 0}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			tiles, err := Tile(c.areas, 40)
			if err != nil {
				t.Fatal(err)
			}
			mustTile(t, tiles)
			for i, tile := range tiles {
				if tile.Code != c.areas[i].Code {
					t.Errorf("area %d is %s", i, tile.Code)
				}
				if c.want[i] == 0 && len(tile.Geometry) == 0 {
					continue
				}
				near(t, tile.Code, ground(tile.Geometry), c.want[i], 5e3)
			}
		})
	}
	if _, err := Tile([]Laid{{Area: area("bow", ring(0, 0, 100, 100, 100, 0, 0, 100))}}, 40); err == nil {
		t.Error("an invalid outline was laid")
	}
}

// Two copies of one crooked border, each with its own choice of its points, become one.
func TestTileOneBorder(t *testing.T) {
	line := func(y float64) float64 { return 6 * math.Sin(y/90) }
	for seed := range uint64(20) {
		random := rand.New(rand.NewPCG(seed, 3))
		some := func(y float64) (float64, bool) { return 500 + line(y), random.IntN(2) == 0 }
		straight := func(float64) (float64, bool) { return 0, false }
		a := stripe("a", straight, some, 0)
		b := stripe("b", some, func(float64) (float64, bool) { return 0, false }, 1000)
		tiles, err := Tile([]Laid{{Area: a, Near: 20}, {Area: b, Near: 20}}, 40)
		if err != nil {
			t.Fatal(err)
		}
		mustTile(t, tiles)
		for _, tile := range tiles {
			if len(tile.Geometry) != 1 {
				t.Errorf("seed %d: %s is in %d pieces", seed, tile.Code, len(tile.Geometry))
			}
			near(t, tile.Code, ground(tile.Geometry), 500e3, 10e3)
		}
	}
}

// A patchwork whose areas were shifted a little, each by itself, comes out as a tiling of about the same areas.
func TestTilePatchwork(t *testing.T) {
	for seed := range uint64(5) {
		random := rand.New(rand.NewPCG(seed, 4))
		areas := newPatchwork(random, 6, 5).areas("BU99")
		laid := make([]Laid, len(areas))
		for i, a := range areas {
			dx, dy := 6*random.Float64()-3, 6*random.Float64()-3
			moved := a.Geometry.Clone()
			for j, p := range moved[0][0] {
				moved[0][0][j] = orb.Point{p[0] + dx, p[1] + dy}
			}
			laid[i] = Laid{Area: Area{Code: a.Code, Geometry: moved}, Rank: random.IntN(2), Near: 10}
		}
		tiles, err := Tile(laid, 40)
		if err != nil {
			t.Fatal(err)
		}
		mustTile(t, tiles)
		for i, tile := range tiles {
			near(t, tile.Code, ground(tile.Geometry), ground(areas[i].Geometry), 0.05*ground(areas[i].Geometry))
		}
		near(t, "all", totalGround(tiles), totalGround(areas), 0.01*totalGround(areas))
	}
}
