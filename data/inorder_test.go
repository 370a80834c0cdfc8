package data

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// TestInOrder: pieces that take any time are put away one by one, in their order, up to the first that fails.
func TestInOrder(t *testing.T) {
	const n = 200
	for _, fails := range []int{n, 120, 1, 0} {
		var put, want []int
		err := InOrder(1+rand.IntN(8), n, func(i int, turn func() bool) error {
			time.Sleep(time.Duration(rand.IntN(300)) * time.Microsecond)
			if i == fails || i == fails+1 {
				return fmt.Errorf("piece %d", i)
			}
			if turn() {
				put = append(put, i) // the race detector tells whether two do this at once
			}
			return nil
		})
		for i := range fails {
			want = append(want, i)
		}
		if !slices.Equal(put, want) {
			t.Errorf("with an error in %d, put away are %v", fails, put)
		}
		if fails < n && (err == nil || err.Error() != fmt.Sprintf("piece %d", fails)) || fails == n && err != nil {
			t.Errorf("with an error in %d: %v", fails, err)
		}
	}
	if err := InOrder(2, 0, func(int, func() bool) error { return errors.New("called") }); err != nil {
		t.Error(err)
	}
}
