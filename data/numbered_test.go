package data

import (
	"math/rand/v2"
	"strconv"
	"testing"
)

// TestNumbered: a text keeps the number that it got first, whatever comes between.
func TestNumbered(t *testing.T) {
	n, want := numbered{at: map[string]int32{}}, map[string]int32{}
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 10_000 {
		text := strconv.Itoa(i % 50) // mostly in the same order
		if r.IntN(10) == 0 {
			text = strconv.Itoa(r.IntN(200))
		}
		first, ok := want[text]
		if !ok {
			first = int32(len(want))
			want[text] = first
		}
		if got := n.of(text); got != first || n.texts[got] != text {
			t.Fatalf("%d: %s is %d (%s), and was %d", i, text, got, n.texts[got], first)
		}
	}
}
