package answer

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"wijkinzicht/data"
	"wijkinzicht/data/store"
)

// current hands out the published revision and follows the store's link to the next one.
type current struct {
	mu    sync.Mutex
	store store.Store
	rev   *Revision
}

// openCurrent opens what the store has published now.
func openCurrent(ctx context.Context, store store.Store) (*current, error) {
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

// take gives the revision to answer one request from; the caller calls Done when the answer is made.
func (c *current) take() *Revision {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.rev.users.Add(1)
	return c.rev
}

// FollowEvery is how soon a publish is noticed.
const FollowEvery = time.Second

// follow swaps to a newly published revision until ctx ends: the new file is opened first, requests move over at
// once, and the old file is closed when its last request is answered. A revision that cannot be opened
// is logged once and the old one stays.
func (c *current) follow(ctx context.Context) {
	tick := time.NewTicker(FollowEvery)
	defer tick.Stop()
	refused := ""
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		name, path, err := c.store.Current()
		if err != nil || name == c.rev.DB.Revision {
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

func (c *current) swap(next *Revision) {
	c.mu.Lock()
	old := c.rev
	c.rev = next
	c.mu.Unlock()
	go func() {
		old.users.Wait()
		if err := old.DB.Close(); err != nil {
			slog.Error("close an old revision", "revision", old.DB.Revision, "error", err)
		}
	}()
}

func (c *current) close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.rev.users.Wait()
	return c.rev.DB.Close()
}
