package answer

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"
)

// ErrBusy says that there is more work than we take on; who asks again a little later is answered.
var ErrBusy = errors.New("too busy")

// Lane lets a few pieces of work of one kind be done at once. The others wait, and every client has its turn: who asks for fifty things
// makes nobody wait for more than one of them.
type Lane struct {
	atOnce int
	each   int // pieces that one client may have waiting

	mu   sync.Mutex
	free int
	line []*queue // clients with something waiting, the next one first
}

// queue is what one client has waiting.
type queue struct {
	client string
	turns  []chan struct{}
}

// NewLane makes a lane of so many pieces at once.
func NewLane(atOnce, each int) *Lane { return &Lane{atOnce: atOnce, free: atOnce, each: each} }

const (
	// patience is how long a piece of work waits for its turn.
	patience = 10 * time.Second
	// pause is how long who has too much waiting is kept before we say so: programs that ask again at once would keep us at work with
	// nothing but refusals.
	pause = time.Second
	// maxLine is how many clients may have something waiting.
	maxLine = 512
)

// Enter waits for a client's turn; leave ends it. The error is ErrBusy when that would take too long, or the context's.
func (l *Lane) Enter(ctx context.Context, client string) (leave func(), err error) {
	turn, err := l.wait(client)
	if err != nil {
		return nil, errors.Join(err, sleep(ctx, pause))
	}
	soon := time.NewTimer(patience)
	defer soon.Stop()
	select {
	case <-turn:
		return l.leave, nil
	case <-soon.C:
		err = ErrBusy
	case <-ctx.Done():
		err = ctx.Err()
	}
	if !l.giveUp(client, turn) { // it came at the last moment
		l.leave()
	}
	return nil, err
}

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (l *Lane) wait(client string) (turn chan struct{}, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	turn = make(chan struct{})
	if l.free > 0 {
		l.free--
		close(turn)
		return turn, nil
	}
	i := l.at(client)
	switch {
	case l.refuses(i):
		return nil, ErrBusy
	case i < 0:
		l.line = append(l.line, &queue{client, []chan struct{}{turn}})
	default:
		l.line[i].turns = append(l.line[i].turns, turn)
	}
	return turn, nil
}

// full tells whether a client has as much waiting as it may.
func (l *Lane) full(client string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.free == 0 && l.refuses(l.at(client))
}

// refuses tells whether the client at a place of the line, -1 for one that is not in it, may have nothing more waiting.
func (l *Lane) refuses(i int) bool {
	if i < 0 {
		return len(l.line) == maxLine
	}
	return len(l.line[i].turns) >= l.each
}

func (l *Lane) at(client string) int {
	return slices.IndexFunc(l.line, func(q *queue) bool { return q.client == client })
}

// giveUp takes a turn out of the line; false says that it has come already.
func (l *Lane) giveUp(client string, turn chan struct{}) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	i := l.at(client)
	if i < 0 {
		return false
	}
	q := l.line[i]
	n := slices.Index(q.turns, turn)
	if n < 0 {
		return false
	}
	if q.turns = slices.Delete(q.turns, n, n+1); len(q.turns) == 0 {
		l.line = slices.Delete(l.line, i, i+1)
	}
	return true
}

// leave gives the turn to the next client in line, which goes to the back with what else it has waiting.
func (l *Lane) leave() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.line) == 0 {
		l.free++
		return
	}
	next := l.line[0]
	close(next.turns[0])
	l.line, next.turns = l.line[1:], next.turns[1:]
	if len(next.turns) > 0 {
		l.line = append(l.line, next)
	}
}
