package answer

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"wijkinzicht/data"
	"wijkinzicht/data/store"
)

// current hands out the published revision, follows the store's link to the next one, and leaves one of which the file is damaged.
type current struct {
	store store.Store
	warm  func(old, next *Revision) // before the next one answers
	past  func(*Revision)           // takes over the old one

	mu      sync.Mutex
	rev     *Revision
	trouble string // why the store is not what it was, in Dutch; "" when it is

	turn    sync.Mutex // one looks for another revision at a time
	refused string     // said already that it cannot be opened
	looked  time.Time

	pressure pressure // of follow alone
}

// openCurrent opens what the store has published now, or when that is damaged the last revision before it that is whole.
func openCurrent(ctx context.Context, store store.Store) (*current, error) {
	name, _, err := store.Current()
	if err != nil {
		return nil, err
	}
	c := &current{store: store, pressure: pressure{part: 1}}
	if err = store.Whole(name); err == nil {
		db, err := data.Open(ctx, store.Path(name))
		if err != nil {
			return nil, err
		}
		c.rev = newRevision(db)
		return c, nil
	}
	damage := err
	db, err := c.lastWhole(ctx, name, damage)
	if err != nil {
		return nil, err
	}
	if db == nil {
		return nil, damage
	}
	c.rev = newRevision(db)
	return c, nil
}

// lastWhole puts a damaged revision aside and opens the last one beside it that is whole; nil when there is none.
func (c *current) lastWhole(ctx context.Context, name string, damage error) (*data.DB, error) {
	var damaged *store.Damaged
	if !errors.As(damage, &damaged) {
		return nil, damage
	}
	slog.Error("a revision is damaged; run wijkinzicht ingest --offline to make it again", "revision", name, "reason", damaged.Reason)
	if err := c.store.PutAside(name); err != nil {
		slog.Error("a damaged revision stays where it is", "error", err)
	}
	stored, err := c.store.Revisions()
	if errors.Is(err, store.ErrNoRevision) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	for _, r := range stored {
		if r.Revision == name || c.store.Whole(r.Revision) != nil {
			continue
		}
		if db, err := data.Open(ctx, r.Path); err == nil {
			slog.Warn("serving the last whole revision", "revision", r.Revision)
			return db, nil
		}
	}
	return nil, nil
}

// take gives the revision to answer one request from; the caller calls Done when the answer is made.
func (c *current) take() *Revision {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.rev.users.Add(1)
	return c.rev
}

const (
	// FollowEvery is how soon a publish is noticed.
	FollowEvery = time.Second
	// lookEvery is how often the file of the published revision is held against what was published.
	lookEvery = time.Hour
	// lookRest is how long after a look an error of the database is no reason for another.
	lookRest = 10 * time.Second
)

// follow swaps to a newly published revision until ctx ends: the new file is opened first, requests move over at
// once, and the old file is closed when its last request is answered. A revision that cannot be opened
// is logged once and the old one stays.
func (c *current) follow(ctx context.Context) {
	tick, hour := time.NewTicker(FollowEvery), time.NewTicker(lookEvery)
	defer tick.Stop()
	defer hour.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-hour.C:
			c.look(ctx, 0)
		case <-tick.C:
			c.step(ctx)
			c.relieve(memoryUsage())
		}
	}
}

// step moves to what is published now. A file that was made again under the name that is served is another one.
func (c *current) step(ctx context.Context) {
	c.turn.Lock()
	defer c.turn.Unlock()
	name, path, err := c.store.Current()
	moved := c.rev.DB.Moved()
	switch {
	case err != nil:
		c.say("De opslag is niet te lezen, of haar verwijzing naar de gepubliceerde revisie is weg; wat geopend was wordt nog getoond.", err)
		return
	case name == c.rev.DB.Revision && !moved:
		c.say("", nil)
		return
	}
	db, err := data.Open(ctx, path)
	if err != nil {
		c.say("De gepubliceerde revisie "+name+" is niet te openen; revisie "+c.rev.DB.Revision+" wordt nog getoond. Draai wijkinzicht ingest --offline.", nil)
		if name != c.refused { // say it once, and try again: it may pass
			slog.Error("a published revision cannot be opened; the old one stays", "revision", name, "error", err)
			c.refused = name
		}
		return
	}
	c.refused = ""
	c.swap(newRevision(db))
	c.say("", nil)
	slog.Info("now serving", "revision", name)
}

// say keeps what is wrong with the store for who asks, and logs it once.
func (c *current) say(trouble string, err error) {
	c.mu.Lock()
	changed := c.trouble != trouble
	c.trouble = trouble
	c.mu.Unlock()
	if changed && err != nil {
		slog.Error("the store is not what it was", "trouble", trouble, "error", err)
	}
}

// look holds the file that is served against what was published, unless that was done less than rest ago, and moves to the last whole
// revision when it is damaged.
func (c *current) look(ctx context.Context, rest time.Duration) {
	c.turn.Lock()
	defer c.turn.Unlock()
	if time.Since(c.looked) < rest {
		return
	}
	c.looked = time.Now()
	name := c.rev.DB.Revision
	damage := c.store.Whole(name)
	if damage == nil {
		return
	}
	db, err := c.lastWhole(ctx, name, damage)
	switch {
	case err != nil:
		slog.Error("the published file cannot be looked at", "revision", name, "error", err)
	case db == nil:
		slog.Error("no revision of the store is whole; what is open stays", "revision", name)
	default:
		c.swap(newRevision(db))
	}
}

func (c *current) swap(next *Revision) {
	if c.warm != nil {
		c.warm(c.rev, next)
	}
	c.mu.Lock()
	old := c.rev
	c.rev = next
	c.mu.Unlock()
	if c.past != nil {
		c.past(old)
		return
	}
	go old.close()
}

func (c *current) close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.rev.users.Wait()
	return c.rev.DB.Close()
}

// name gives the revision that answers now.
func (c *current) name() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.rev.DB.Revision
}
