package geo

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// neighbourhoods is a random coverage of crooked areas: schematic cells whose borders are bent, each border the same from both sides.
func neighbourhoods(t testing.TB, seed uint64, n, bends int) (areas []orb.MultiPolygon, outline orb.MultiPolygon) {
	points := scatter(seed, n)
	hull := Hull(points, 100)
	cells, err := Cells(points, hull)
	if err != nil {
		t.Fatal(err)
	}
	welded := map[[2]int64]orb.Point{}
	weld := func(p orb.Point) orb.Point {
		key := [2]int64{int64(math.Round(p[0] * 10)), int64(math.Round(p[1] * 10))}
		if _, met := welded[key]; !met {
			welded[key] = p
		}
		return welded[key]
	}
	all := map[[2]orb.Point]bool{}
	for i, cell := range cells {
		ring := bend(cell[0], weld, bends)
		areas = append(areas, one(startingAt(ring, i%(len(ring)-1))))
		for j := 1; j < len(ring); j++ {
			all[[2]orb.Point{ring[j-1], ring[j]}] = true
		}
	}
	onward := map[orb.Point]orb.Point{} // steps without a neighbour are the outline
	var start orb.Point
	for s := range all {
		if !all[[2]orb.Point{s[1], s[0]}] {
			onward[s[0]] = s[1]
			start = s[0]
		}
	}
	ring := orb.Ring{start}
	for p := onward[start]; p != start && len(ring) <= len(onward); p = onward[p] {
		ring = append(ring, p)
	}
	return areas, one(append(ring, start))
}

// bend puts bends points on each side of a ring that is not very short, off the straight line by up to a twentieth of its length, the same seen from either side.
func bend(r orb.Ring, weld func(orb.Point) orb.Point, bends int) (out orb.Ring) {
	for i := 1; i < len(r); i++ {
		a, b := weld(r[i-1]), weld(r[i])
		if a == b {
			continue
		}
		low, high := a, b
		if b[0] < a[0] || b[0] == a[0] && b[1] < a[1] {
			low, high = b, a
		}
		random := rand.New(rand.NewPCG(math.Float64bits(low[0]+low[1]), math.Float64bits(high[0]+high[1])))
		side := orb.LineString{low}
		count := bends
		if planar.Distance(low, high) < 5 {
			count = 0
		}
		for j := range count {
			part := float64(j+1) / float64(count+1)
			off := (random.Float64() - 0.5) / 10
			side = append(side, orb.Point{
				low[0] + part*(high[0]-low[0]) - off*(high[1]-low[1]),
				low[1] + part*(high[1]-low[1]) + off*(high[0]-low[0]),
			})
		}
		side = append(side, high)
		if low != a {
			side.Reverse()
		}
		out = append(out, side[:len(side)-1]...)
	}
	return append(out, out[0])
}

func TestSimplifyRandomNeighbourhoods(t *testing.T) {
	for seed := range uint64(10) {
		areas, outline := neighbourhoods(t, seed, 40, 10)
		mustCover(t, areas, outline)
		for _, tolerance := range []float64{0, 0.5, 3, 20, 100, 1e5} {
			got := Simplify(append(areas[:len(areas):len(areas)], outline), tolerance)
			mustCover(t, got[:40], got[40])
			mustNotOverlap(t, got[:40], got[40])
			if tolerance == 0 {
				check(t, vertices(got...) == vertices(append(areas, outline)...), "tolerance 0 lost vertices")
			}
			if tolerance == 20 {
				check(t, 3*vertices(got...) < vertices(append(areas, outline)...), "only %d vertices less", vertices(areas...)-vertices(got...))
			}
			again := Simplify(got, 0)
			for i := range got {
				check(t, again[i].Equal(got[i]), "tolerance 0 changed what is simple already")
			}
			if t.Failed() {
				t.Fatalf("seed %d, tolerance %v", seed, tolerance)
			}
		}
	}
}

func BenchmarkSimplify(b *testing.B) {
	areas, _ := neighbourhoods(b, 1, 400, 20)
	b.ReportMetric(float64(vertices(areas...)), "vertices")
	for b.Loop() {
		Simplify(areas, 2)
	}
}
