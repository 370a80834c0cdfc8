package server

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"wijkinzicht/data"
	"wijkinzicht/web"
)

// revision is one opened database with the answers made from it. Requests hold it while they use it; it is closed
// when it was replaced and the last request let go.
type revision struct {
	db      *data.DB
	ready   shelf
	colored shelf // embeds in a colour of their own: there are sixteen million, and none may push out the others
	rows    shelf // of the API, which has an address for every list of values
	making  singleflight.Group
	years   sync.Map // what mapYears knows
	scales  sync.Map // of maps, by what they are made of
	recent  recent
	names   func() []named // every place that has a page, for a search
	users   sync.WaitGroup
}

func newRevision(db *data.DB) *revision {
	return &revision{db: db, ready: newShelf(maxBytes), colored: newShelf(maxBytes / 8), rows: newShelf(maxBytes / 8),
		names: sync.OnceValue(func() []named { return namesOf(db) })}
}

// shelf gives the one that an address belongs on.
func (r *revision) shelf(key string) *shelf {
	if strings.Contains(key, web.ParamColor+"=") {
		return &r.colored
	}
	if strings.HasPrefix(key, "/api/") {
		return &r.rows
	}
	return &r.ready
}

// maxBytes bounds the answers kept per revision. Addresses are normalised, but the map has as many as there are
// pairs of years: hundreds of thousands, of some 100 kB each.
const maxBytes = 256 << 20

// shelf keeps answers by their address, up to a number of bytes.
type shelf struct {
	mu          sync.Mutex
	answers     map[string]*answer
	bytes, most int // of the answers
}

func newShelf(most int) shelf { return shelf{answers: map[string]*answer{}, most: most} }

func (s *shelf) kept(key string) (*answer, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a, ok := s.answers[key]
	return a, ok
}

func (s *shelf) keep(key string, a *answer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	size := a.bytes()
	if s.bytes+size > s.most {
		clear(s.answers)
		s.bytes = 0
	}
	s.answers[key] = a
	s.bytes += size
}

// recent keeps what was read last of the database and goes into many answers: who turns the bounds of /signalering asks for
// the same thousands of rows every time.
type recent struct {
	mu    sync.Mutex
	known map[string]any
}

// mostRecent bounds what is kept, in readings; the largest are some 4 MB: every buurt of the country.
const mostRecent = 16

// recall gives what is kept under a key, or reads it. Nobody may change what it gives.
func recall[T any](r *recent, key string, read func() (T, error)) (T, error) {
	r.mu.Lock()
	known, ok := r.known[key]
	r.mu.Unlock()
	if ok {
		return known.(T), nil
	}
	v, err := read()
	if err != nil {
		return v, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.known == nil || len(r.known) >= mostRecent {
		r.known = map[string]any{}
	}
	r.known[key] = v
	return v, nil
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
	return &current{store: store, rev: newRevision(db)}, nil
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
		c.swap(newRevision(db))
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
