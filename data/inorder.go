package data

import (
	"sync"
	"sync/atomic"
)

// InOrder does n pieces of work, some at once, and what they come to is put away in their order: do(i) calls turn when it is
// ready for that, which waits until every piece before i has ended. It tells whether all of them ended well; else nothing is to be
// put away any more. InOrder returns the error of the first piece that has one; those behind it need not be done.
func InOrder(atOnce, n int, do func(i int, turn func() bool) error) error {
	ended := make([]chan struct{}, n+1) // by piece: closed when all before it have ended
	for i := range ended {
		ended[i] = make(chan struct{})
	}
	close(ended[0])
	errs, well := make([]error, n), make([]bool, n+1)
	well[0] = true
	var next atomic.Int64
	var mu sync.Mutex
	failed := n // the first piece that did; guarded by mu
	var workers sync.WaitGroup
	for range min(atOnce, n) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				turn := func() bool {
					<-ended[i]
					return well[i]
				}
				mu.Lock()
				skip := failed < i
				mu.Unlock()
				if !skip {
					errs[i] = do(i, turn)
				}
				if errs[i] != nil {
					mu.Lock()
					failed = min(failed, i)
					mu.Unlock()
				}
				well[i+1] = turn() && errs[i] == nil && !skip
				close(ended[i+1])
			}
		})
	}
	workers.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
