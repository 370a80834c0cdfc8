package answer

import (
	"context"
	"fmt"
	"log/slog"
	"runtime"
	"runtime/debug"
	"sync"
)

// flights are the answers that are being made, each once for all who wait for it. One of which everybody who asked has left is stopped.
type flights struct {
	mu  sync.Mutex
	now map[string]*flight
}

type flight struct {
	done    chan struct{}
	stop    context.CancelFunc
	waiting int
	a       *Answer
	err     error
}

// share gives the answer under a key, which maker makes for the first who asks. It comes back without one when ctx ends. done is called
// when nothing more is done for this caller.
func (f *flights) share(ctx context.Context, key string, done func(), maker func(ctx context.Context) (*Answer, error)) (*Answer, error) {
	one := f.board(key, done, maker)
	select {
	case <-one.done:
		return one.a, one.err
	case <-ctx.Done():
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if one.waiting--; one.waiting == 0 {
		one.stop()
		if f.now[key] == one { // who asks for it now gets another
			delete(f.now, key)
		}
	}
	return nil, ctx.Err()
}

func (f *flights) board(key string, done func(), maker func(ctx context.Context) (*Answer, error)) *flight {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.now == nil {
		f.now = map[string]*flight{}
	}
	one, ok := f.now[key]
	if ok {
		done()
	} else {
		ctx, stop := context.WithCancel(context.Background())
		one = &flight{done: make(chan struct{}), stop: stop}
		f.now[key] = one
		go func() {
			defer done()
			defer stop()
			one.a, one.err = guarded(ctx, key, maker)
			f.mu.Lock()
			if f.now[key] == one {
				delete(f.now, key)
			}
			f.mu.Unlock()
			close(one.done)
		}()
	}
	one.waiting++
	return one
}

// standBehind puts the goroutine that makes an answer, which is its own and ends with it, on a thread that yields to all others: a picture or a
// map takes a processor for a tenth of a second, and whoever asks for what is ready waits for none. The thread ends with the goroutine, as
// it can never become as quick as the others again.
func standBehind() {
	runtime.LockOSThread()
	yield()
}

// guarded makes an answer; a fault in our own code ends that answer, and not the server.
func guarded(ctx context.Context, key string, maker func(ctx context.Context) (*Answer, error)) (a *Answer, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			slog.Error("panic", "answer", key, "fault", fault, "stack", string(debug.Stack()))
			err = fmt.Errorf("panic: %v", fault)
		}
	}()
	return maker(ctx)
}
