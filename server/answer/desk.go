package answer

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/utils"
	"github.com/maypok86/otter/v2"

	"wijkinzicht/data"
	"wijkinzicht/data/store"
)

// MakeTime bounds the making of one answer; a page's charts take the longest.
const MakeTime = 20 * time.Second

// Desk hands out answers from the revision that the store has published, and follows it to the next one.
type Desk struct {
	Store   store.Store
	Program string // version of the program
	current *current
	archive *archive
}

// Open opens the published revision of a store.
func Open(ctx context.Context, store store.Store, program string) (*Desk, error) {
	current, err := openCurrent(ctx, store)
	if err != nil {
		return nil, err
	}
	return &Desk{Store: store, Program: program, current: current, archive: &archive{store: store}}, nil
}

// Follow notices what is published and closes what nobody uses, until ctx ends.
func (d *Desk) Follow(ctx context.Context) {
	go d.archive.sweep(ctx)
	d.current.follow(ctx)
}

// Close lets go of every revision.
func (d *Desk) Close() error {
	d.archive.closeUnused(time.Now().Add(time.Hour))
	return d.current.close()
}

// Take gives the revision to answer one request from; the caller calls Done when the answer is made.
func (d *Desk) Take() *Revision { return d.current.take() }

// TakeVersion gives a revision by its name, "" the published one; the caller calls Done when the answer is made. The
// error is ErrGone when the store does not keep it any more.
func (d *Desk) TakeVersion(name string) (*Revision, error) {
	rev := d.Take()
	if name == "" || name == rev.DB.Revision {
		return rev, nil
	}
	rev.Done()
	ctx, cancel := context.WithTimeout(context.Background(), MakeTime)
	defer cancel()
	return d.archive.take(ctx, name)
}

// NoRevision is the problem of who asks for a revision that the store does not keep: it says which there are, and where.
func (d *Desk) NoRevision(name string) error {
	stored, err := d.Store.Revisions()
	if err != nil {
		return err
	}
	var there []string
	for _, r := range stored {
		there = append(there, r.Revision)
	}
	return &Problem{Status: fiber.StatusGone, Detail: fmt.Sprintf("Revisie %.40q bewaren wij niet (meer). Wel: %s (/onderzoek). Van eerdere revisies staan de reeksen en de lijst van bestanden met hun sha256 in /onderzoek#archief.",
		name, strings.Join(there, ", "))}
}

// Edition names what a picture was made of and by: pictures that carry it in their address never change.
func (d *Desk) Edition(db *data.DB) string { return db.Revision + "-" + d.Program }

// Maker makes the body of an address from a revision.
type Maker func(ctx context.Context, rev *Revision) (contentType string, body []byte, err error)

// Serve answers from the published revision's ready answers, making the answer when it is not there yet. key is the
// address in its one normal form, so that no visitor can fill the memory with spellings.
func (d *Desk) Serve(c *fiber.Ctx, key string, make Maker) error {
	rev := d.Take()
	defer rev.Done()
	return d.ServeFrom(c, rev, key, make)
}

// ServeFrom is Serve for a revision that the caller holds.
func (d *Desk) ServeFrom(c *fiber.Ctx, rev *Revision, key string, make Maker) error {
	return d.ServeAnswer(c, rev, key, func(ctx context.Context, rev *Revision) (*Answer, error) {
		contentType, body, err := make(ctx, rev)
		if err != nil {
			return nil, err
		}
		return New(contentType, body), nil
	})
}

// ServeAnswer is ServeFrom for an answer that says more of itself than its type. An answer is made once for all who wait
// for it, and made to its end when the first of them leaves.
func (d *Desk) ServeAnswer(c *fiber.Ctx, rev *Revision, key string, make func(ctx context.Context, rev *Revision) (*Answer, error)) error {
	if a, ok := rev.Kept(key); ok {
		return d.SendFrom(c, rev, a)
	}
	a, err := rev.shelf(key).Get(context.Background(), utils.CopyString(key), otter.LoaderFunc[string, *Answer](func(ctx context.Context, _ string) (*Answer, error) {
		ctx, cancel := context.WithTimeout(ctx, MakeTime)
		defer cancel()
		return make(ctx, rev)
	}))
	if err != nil {
		return fmt.Errorf("%s: %w", key, err)
	}
	return d.SendFrom(c, rev, a)
}

// SendFrom sends an answer of a revision, saying how long it may be kept.
func (d *Desk) SendFrom(c *fiber.Ctx, rev *Revision, a *Answer) error {
	c.Set(fiber.HeaderCacheControl, "public, no-cache") // a publish shows at once; an unchanged answer costs a 304
	if c.Query("revisie") == d.Edition(rev.DB) {
		c.Set(fiber.HeaderCacheControl, Forever)
	}
	c.Set("X-Revision", rev.DB.Revision)
	return a.Send(c)
}
