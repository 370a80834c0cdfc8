package page

import (
	"math"

	"wijkinzicht/web/words"
)

// clear is how often mere chance may give an outcome that is called one; /signalering has the same bound.
const clear = 0.1

// fewest are the fewest wijken of which an outcome can be clear: four that all agree do so by chance in one of eight cases.
const fewest = 5

// signs tells what a count of wijken for and against says, by the two-sided sign test; those within the margin count for neither.
func signs(t words.Tally) (words.Verdict, float64) {
	n, most := t.For+t.Against, max(t.For, t.Against)
	chance := 0.0
	for k := most; k <= n; k++ {
		chance += 2 * choose(n, k) / math.Pow(2, float64(n))
	}
	return verdictOf(t.For-t.Against, n+t.Same, min(chance, 1))
}

func verdictOf(side, n int, chance float64) (words.Verdict, float64) {
	switch {
	case n < fewest:
		return words.TooFew, 1
	case chance > clear:
		return words.Unclear, chance
	case side > 0:
		return words.Fits, chance
	}
	return words.Against, chance
}

func choose(n, k int) float64 {
	out := 1.0
	for i := 1; i <= k; i++ {
		out = out * float64(n-k+i) / float64(i)
	}
	return out
}

// kendall is how often rankings of n without ties differ at least as much from nought as score, pairs alike less pairs unlike (Kendall 1938).
func kendall(n, score int) float64 {
	ways := []float64{1} // of rankings, by their number of pairs unlike
	for k := 2; k <= n; k++ {
		next := make([]float64, len(ways)+k-1)
		for unlike, w := range ways {
			for more := range k {
				next[unlike+more] += w / float64(k)
			}
		}
		ways = next
	}
	chance, pairs := 0.0, n*(n-1)/2
	for unlike, w := range ways {
		if abs(pairs-2*unlike) >= abs(score) {
			chance += w
		}
	}
	return min(chance, 1)
}

func abs(n int) int { return max(n, -n) }
