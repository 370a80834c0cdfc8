package overlay

import (
	"context"
	"sync"
	"sync/atomic"
)

// each calls work for 0 to n-1, spread over workers (at least 1, at most poolSize), until one fails or ctx is done. Of
// several errors it gives the one of the lowest number, so that the answer does not depend on the workers.
func each(ctx context.Context, n, workers int, work func(i int) error) error {
	var (
		next    atomic.Int64
		stopped atomic.Bool
		failed  = struct {
			sync.Mutex
			at  int
			err error
		}{at: n}
		running sync.WaitGroup
	)
	for range min(max(workers, 1), poolSize) {
		running.Go(func() {
			for !stopped.Load() && ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				if err := work(i); err != nil {
					stopped.Store(true)
					failed.Lock()
					if i < failed.at {
						failed.at, failed.err = i, err
					}
					failed.Unlock()
				}
			}
		})
	}
	running.Wait()
	if failed.err != nil {
		return failed.err
	}
	return ctx.Err()
}
