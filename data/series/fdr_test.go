package series

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestFalseDiscovery holds the procedure against the worked example of Benjamini and Hochberg (1995, section 3.2), and against
// its definition on random tests.
func TestFalseDiscovery(t *testing.T) {
	published := []float64{0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1}
	if got := FalseDiscovery(slices.Clone(published), 0.05); got != 0.0095 {
		t.Errorf("the example gives %v, want its fourth p", got)
	}
	if got := FalseDiscovery(nil, 0.1); got != -1 {
		t.Errorf("no tests give %v", got)
	}
	random := rand.New(rand.NewPCG(3, 5))
	for range 300 {
		ps := make([]float64, 1+random.IntN(60))
		for i := range ps {
			ps[i] = random.Float64() * random.Float64()
		}
		bound := FalseDiscovery(slices.Clone(ps), 0.1)
		passed := 0
		for _, p := range ps {
			if p <= bound {
				passed++
			}
		}
		if passed > 0 && bound > 0.1*float64(passed)/float64(len(ps)) {
			t.Fatalf("%d of %d pass at %v", passed, len(ps), bound)
		}
		for k := passed + 1; k <= len(ps); k++ { // no larger set would do
			slices.Sort(ps)
			if ps[k-1] <= 0.1*float64(k)/float64(len(ps)) {
				t.Fatalf("%d would pass too", k)
			}
		}
	}
}
