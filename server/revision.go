package server

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"wijkinzicht/data"
)

// revision is one opened database with the answers made from it. Requests hold it while they use it; it is closed
// when it was replaced and the last request let go.
type revision struct {
	db      *data.DB
	mu      sync.Mutex
	answers map[string]*answer
	bytes   int // of the answers
	making  singleflight.Group
	years   sync.Map // what mapYears knows
	users   sync.WaitGroup
}

// maxBytes bounds the answers kept per revision. Addresses are normalised, but the map has as many as there are
// pairs of years: hundreds of thousands, of some 100 kB each.
const maxBytes = 256 << 20

func (r *revision) kept(key string) (*answer, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	a, ok := r.answers[key]
	return a, ok
}

func (r *revision) keep(key string, a *answer) {
	r.mu.Lock()
	defer r.mu.Unlock()
	size := len(a.plain) + len(a.gzip) + len(a.br)
	if r.bytes+size > maxBytes {
		clear(r.answers)
		r.bytes = 0
	}
	r.answers[key] = a
	r.bytes += size
}

// current hands out the published revision and follows the store's link to the next one.
type current struct {
	mu    sync.Mutex
	store data.Store
	rev   *revision
}

// openCurrent opens what the store has published now.
func openCurrent(ctx context.Context, store data.Store) (*current, error) {
	_, path, err := store.Current()
	if err != nil {
		return nil, err
	}
	db, err := data.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	return &current{store: store, rev: &revision{db: db, answers: map[string]*answer{}}}, nil
}

// take gives the revision to answer one request from; the caller calls users.Done when the answer is made.
func (c *current) take() *revision {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.rev.users.Add(1)
	return c.rev
}

// followEvery is how soon a publish is noticed.
const followEvery = time.Second

// follow swaps to a newly published revision until ctx ends: the new file is opened first, requests move over at
// once, and the old file is closed when its last request is answered. A revision that cannot be opened
// is logged once and the old one stays.
func (c *current) follow(ctx context.Context) {
	tick := time.NewTicker(followEvery)
	defer tick.Stop()
	refused := ""
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		name, path, err := c.store.Current()
		if err != nil || name == c.rev.db.Revision {
			continue
		}
		db, err := data.Open(ctx, path)
		if err != nil {
			if name != refused { // say it once, and try again: it may pass
				slog.Error("a published revision cannot be opened; the old one stays", "revision", name, "error", err)
				refused = name
			}
			continue
		}
		c.swap(&revision{db: db, answers: map[string]*answer{}})
		slog.Info("now serving", "revision", name)
	}
}

func (c *current) swap(next *revision) {
	c.mu.Lock()
	old := c.rev
	c.rev = next
	c.mu.Unlock()
	go func() {
		old.users.Wait()
		if err := old.db.Close(); err != nil {
			slog.Error("close an old revision", "revision", old.db.Revision, "error", err)
		}
	}()
}

func (c *current) close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.rev.users.Wait()
	return c.rev.db.Close()
}

// errNotFound says that an address names something that we do not have.
var errNotFound = errors.New("not found")
