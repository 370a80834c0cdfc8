package answer

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/utils"
	"github.com/valyala/fasthttp"

	"wijkinzicht/data"
	"wijkinzicht/data/store"
)

// MakeTime bounds the making of one answer; a page's charts take the longest.
const MakeTime = 20 * time.Second

// Desk hands out answers from the revision that the store has published, and follows it to the next one.
type Desk struct {
	Store    store.Store
	Program  string                           // version of the program
	Visitors string                           // header in which the proxy before us says who asks; "": who connects
	Warm     func(rev *Revision, path string) // asks for an address of a revision that is not published yet
	current  *current
	archive  *archive
	lanes    [kinds]*Lane
	spools   spools
	counts   counts
}

// Open opens the published revision of a store.
func Open(ctx context.Context, store store.Store, program string) (*Desk, error) {
	current, err := openCurrent(ctx, store)
	if err != nil {
		return nil, err
	}
	d := &Desk{Store: store, Program: program, current: current, archive: &archive{store: store}, lanes: newLanes()}
	current.past, current.warm = d.archive.adopt, d.warm
	return d, nil
}

// Follow notices what is published and closes what nobody uses, until ctx ends.
func (d *Desk) Follow(ctx context.Context) {
	go d.archive.sweep(ctx)
	d.current.follow(ctx)
}

// Trouble says in Dutch what is wrong with the store; "" when nothing is.
func (d *Desk) Trouble() string {
	d.current.mu.Lock()
	defer d.current.mu.Unlock()
	return d.current.trouble
}

// Close lets go of every revision.
func (d *Desk) Close() error {
	d.archive.close()
	return d.current.close()
}

// maxWarm is how many addresses are ready before a new revision answers: what everybody asks first.
const maxWarm = 40

// warm makes the answers that were asked most of the revision before.
func (d *Desk) warm(old, next *Revision) {
	if d.Warm == nil {
		return
	}
	paths, until := []string{"/"}, time.Now().Add(MakeTime/2)
	for e := range old.ready.Hottest() {
		if strings.HasPrefix(e.Key, "/") && len(paths) < maxWarm {
			paths = append(paths, e.Key)
		}
	}
	for _, path := range paths {
		if time.Now().Before(until) {
			d.Warm(next, path)
		}
	}
}

// forRevision is where a request of our own says which revision it is for.
const forRevision = "revision"

// For lets a request of our own be answered from a revision, whatever is published.
func For(c *fasthttp.RequestCtx, rev *Revision) { c.SetUserValue(forRevision, rev) }

// Published gives the published revision, for work of our own; the caller calls Done.
func (d *Desk) Published() *Revision { return d.current.take() }

// Take gives the revision to answer one request from; the caller calls Done when the answer is made. A picture that names the edition of
// its page comes from that, as long as it is kept.
func (d *Desk) Take(c *fiber.Ctx) *Revision {
	if rev, ok := c.Context().UserValue(forRevision).(*Revision); ok {
		rev.users.Add(1)
		return rev
	}
	rev := d.current.take()
	name, _, edition := strings.Cut(c.Query("revisie"), "-")
	if !edition || name == rev.DB.Revision || !store.IsRevision(name) {
		return rev
	}
	old, err := d.older(c, name)
	if err != nil {
		return rev
	}
	rev.Done()
	return old
}

// TakeVersion gives a revision by its name, "" the published one; the caller calls Done when the answer is made. The
// error is ErrGone when the store does not keep it any more.
func (d *Desk) TakeVersion(c *fiber.Ctx, name string) (*Revision, error) {
	rev := d.Take(c)
	if name == "" || name == rev.DB.Revision {
		return rev, nil
	}
	rev.Done()
	return d.older(c, name)
}

func (d *Desk) older(c *fiber.Ctx, name string) (*Revision, error) {
	ctx, cancel := context.WithTimeout(context.Background(), MakeTime)
	defer cancel()
	return d.archive.take(ctx, utils.CopyString(name))
}

// Edition names what a picture was made of and by: pictures that carry it in their address never change.
func (d *Desk) Edition(db *data.DB) string { return db.Revision + "-" + d.Program }

// Maker makes the body of an address from a revision.
type Maker func(ctx context.Context, rev *Revision) (contentType string, body []byte, err error)

// Serve answers from the published revision's ready answers, making the answer when it is not there yet. key is the
// address in its one normal form, so that no visitor can fill the memory with spellings.
func (d *Desk) Serve(c *fiber.Ctx, key string, make Maker) error {
	rev := d.Take(c)
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

// ServeAnswer is ServeFrom for an answer that says more of itself than its type. An answer is made once for all who wait for it, and
// stopped when the last of them has left; make may use nothing of the request.
func (d *Desk) ServeAnswer(c *fiber.Ctx, rev *Revision, key string, make func(ctx context.Context, rev *Revision) (*Answer, error)) error {
	if a, ok := rev.Kept(key); ok {
		return d.SendFrom(c, rev, a)
	}
	key = utils.CopyString(key)
	lane, client := d.lanes[kindOf(key, rev.DB.Revision != d.current.name())], d.Client(c)
	here, stop := While(c)
	defer stop()
	rev.users.Add(1) // it may be stopped, and end, after we came back
	a, err := rev.making.share(here, key, rev.Done, func(ctx context.Context) (*Answer, error) {
		if a, ok := rev.Kept(key); ok { // made just now
			return a, nil
		}
		leave, err := lane.Enter(ctx, client)
		if err != nil {
			return nil, err
		}
		defer leave()
		standBehind()
		ctx, cancel := context.WithTimeout(ctx, MakeTime)
		defer cancel()
		a, err := make(ctx, rev)
		if err == nil {
			d.counts.made.Add(1)
			rev.shelf(key).Set(key, a)
		}
		return a, d.Judge(ctx, err)
	})
	if err != nil {
		return fmt.Errorf("%s: %w", key, err)
	}
	return d.SendFrom(c, rev, a)
}

// Ask has questions answered for a client, in its turn among all who ask for rows.
func (d *Desk) Ask(ctx context.Context, client string, ask func(ctx context.Context) error) error {
	return d.inTurn(ctx, kindRows, client, ask)
}

// Large does work that is too large for an answer in memory, one piece at a time.
func (d *Desk) Large(ctx context.Context, client string, do func(ctx context.Context) error) error {
	return d.inTurn(ctx, kindLarge, client, do)
}

// RoomForLarge says ErrBusy to a client that has as much large work waiting as it may, before anything is counted for it.
func (d *Desk) RoomForLarge(ctx context.Context, client string) error {
	if d.lanes[kindLarge].full(client) {
		return errors.Join(ErrBusy, sleep(ctx, pause))
	}
	return nil
}

func (d *Desk) inTurn(ctx context.Context, k kind, client string, do func(ctx context.Context) error) error {
	leave, err := d.lanes[k].Enter(ctx, client)
	if err != nil {
		return err
	}
	defer leave()
	ctx, cancel := context.WithTimeout(ctx, MakeTime)
	defer cancel()
	return d.Judge(ctx, do(ctx))
}

// Judge says of an error whether there was too little time, and looks at the file when it may be damaged.
func (d *Desk) Judge(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return errors.Join(ErrBusy, err)
	}
	if ctx.Err() == nil && data.Suspect(err) {
		d.current.look(context.Background(), lookRest)
	}
	return err
}

// SendFrom sends an answer of a revision, saying how long it may be kept.
func (d *Desk) SendFrom(c *fiber.Ctx, rev *Revision, a *Answer) error {
	c.Set(fiber.HeaderCacheControl, Fresh)
	if c.Query("revisie") == d.Edition(rev.DB) {
		c.Set(fiber.HeaderCacheControl, Forever)
	}
	c.Set("X-Revision", rev.DB.Revision)
	d.counts.sent.Add(1)
	return a.Send(c)
}
