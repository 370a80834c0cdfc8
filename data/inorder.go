package data

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// InOrder does n pieces of work on all processors, and what they come to is put away in their order: do(i) calls turn when it
// is ready for that, which waits until every piece before i has ended. It tells whether all of them ended well; else nothing is
// to be put away any more. InOrder returns the error of the first piece that has one.
func InOrder(n int, do func(i int, turn func() bool) error) error {
	ended := make([]chan struct{}, n+1) // by piece: closed when all before it have ended
	for i := range ended {
		ended[i] = make(chan struct{})
	}
	close(ended[0])
	errs, well := make([]error, n), make([]bool, n+1)
	well[0] = true
	var next atomic.Int64
	var failed atomic.Bool
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				turn := func() bool {
					<-ended[i]
					return well[i]
				}
				skip := failed.Load()
				if !skip {
					errs[i] = do(i, turn)
				}
				if errs[i] != nil {
					failed.Store(true)
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
