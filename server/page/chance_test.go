package page

import (
	"math"
	"testing"

	"wijkinzicht/web/words"
)

// TestChances against tables: Kendall's S of 4 and 5 (Kendall, Rank Correlation Methods, table 1), and tosses of a coin.
func TestChances(t *testing.T) {
	near := func(what string, got, want float64) {
		if math.Abs(got-want) > 1e-9 {
			t.Errorf("%s: %v, want %v", what, got, want)
		}
	}
	near("four in order", kendall(4, 6), 2.0/24)
	near("four in order but one pair", kendall(4, -4), 8.0/24)
	near("five in order", kendall(5, 10), 2.0/120)
	near("no order", kendall(5, 0), 1)
	near("none", kendall(0, 0), 1)
	for _, c := range []struct {
		tally  words.Tally
		want   words.Verdict
		chance float64
	}{
		{words.Tally{For: 7, Against: 1}, words.Fits, 18.0 / 256},
		{words.Tally{For: 1, Against: 7}, words.Against, 18.0 / 256},
		{words.Tally{For: 2, Against: 2, Same: 6}, words.Unclear, 1},
		{words.Tally{Same: 11}, words.Unclear, 1},
		{words.Tally{For: 4}, words.TooFew, 1},
	} {
		verdict, chance := signs(c.tally)
		if verdict != c.want {
			t.Errorf("%+v: %v, want %v", c.tally, verdict, c.want)
		}
		near("signs", chance, c.chance)
	}
}
