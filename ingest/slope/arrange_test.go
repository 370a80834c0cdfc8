package slope

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestArrange: what stands at the ranks, and beside one between two, is what a sort puts there; nothing is lost.
func TestArrange(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for n := 1; n < 400; n++ {
		values := make([]float64, n)
		kinds := 1 + r.IntN(2*n) // few kinds: many ties
		for i := range values {
			values[i] = float64(r.IntN(kinds)) - float64(kinds)/3
		}
		if n%3 == 0 {
			slices.Sort(values)
		}
		sorted := slices.Sorted(slices.Values(values))
		ranks := []float64{1 + r.Float64()*float64(n-1), 1 + float64(r.IntN(2*n))/2, float64(1 + r.IntN(n))}
		slices.Sort(ranks)
		ranks[0], ranks[2] = ranks[0]-1, ranks[2]+1 // an interval can reach beyond the ends
		arrange(values, ranks)
		for _, rank := range ranks {
			for _, at := range []int{int(math.Floor(rank)) - 1, int(math.Ceil(rank)) - 1} {
				if at >= 0 && at < n && values[at] != sorted[at] {
					t.Fatalf("of %d values, %v stands at rank %v, want %v", n, values[at], rank, sorted[at])
				}
			}
		}
		if slices.Sort(values); !slices.Equal(values, sorted) {
			t.Fatalf("of %d values some changed", n)
		}
	}
}
