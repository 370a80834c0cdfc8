package answer

import (
	"context"
	"log/slog"
	"strings"
	"sync"

	"github.com/maypok86/otter/v2"

	"wijkinzicht/data"
	"wijkinzicht/web"
)

// Revision is one opened database with the answers made from it. Requests hold it while they use it; it is closed
// when it was replaced and the last request let go.
type Revision struct {
	DB *data.DB

	ready   *shelf
	colored *shelf // what one visitor asks, embeds in a colour and drawn areas: there are millions, and none may push out the others
	rows    *shelf // of the API, which has an address for every list of values
	recent  *otter.Cache[string, any]
	known   sync.Map // what Permanent keeps
	making  flights
	users   sync.WaitGroup
}

// shelf keeps answers by their address; the least used go when they outgrow it.
type shelf = otter.Cache[string, *Answer]

const (
	// maxBytes bounds the answers kept per revision, in memory. Addresses are normalised, but the map has as many as there are
	// pairs of years: hundreds of thousands, of some 100 kB each.
	maxBytes = 64 << 20
	// olderPart is how much less an older revision keeps: four may be open beside the published one, and all of it must fit in memory.
	olderPart = 8
	// mostRecent bounds what Cached keeps, in readings; the largest are some 4 MB: every buurt of the country.
	mostRecent = 16
)

func newRevision(db *data.DB) *Revision {
	r := &Revision{DB: db, ready: newShelf(), colored: newShelf(), rows: newShelf(), recent: otter.Must(&otter.Options[string, any]{MaximumSize: mostRecent})}
	r.keep(1)
	return r
}

// shrink lets a revision that is not the published one keep less.
func (r *Revision) shrink() {
	r.keep(olderPart)
}

func newShelf() *shelf {
	return otter.Must(&otter.Options[string, *Answer]{MaximumWeight: maxBytes, Weigher: func(_ string, a *Answer) uint32 { return uint32(a.bytes()) }})
}

// shelf gives the one that an address belongs on.
func (r *Revision) shelf(key string) *shelf {
	switch path, query, _ := strings.Cut(key, "?"); {
	case strings.Contains(key, web.ParamColor+"="), isSketch(path, query): // what one visitor asks
		return r.colored
	case strings.HasPrefix(key, "/api/"):
		return r.rows
	}
	return r.ready
}

// close closes the file when the last who took the revision let go.
func (r *Revision) close() {
	r.users.Wait()
	if err := r.DB.Close(); err != nil {
		slog.Error("close a revision", "revision", r.DB.Revision, "error", err)
	}
}

// Done lets go of a revision that was taken.
func (r *Revision) Done() { r.users.Done() }

// Kept gives the answer of an address that is ready.
func (r *Revision) Kept(key string) (*Answer, bool) { return r.shelf(key).GetIfPresent(key) }

// Cached gives what was read last of the database under a key and goes into many answers, or reads it, once for all who
// wait for it: who turns the bounds of /signalering asks for the same thousands of rows every time. Nobody may change
// what it gives.
func Cached[T any](r *Revision, key string, read func() (T, error)) (T, error) {
	v, err := r.recent.Get(context.Background(), key, otter.LoaderFunc[string, any](func(context.Context, string) (any, error) { return read() }))
	if err != nil { // the one who read for all may have left: that stopped the reading
		return read()
	}
	return v.(T), nil
}

// Permanent gives what a revision keeps as long as it lives under a key, or reads it. What is kept must be small, and of
// few keys. Nobody may change what it gives.
func Permanent[T any](r *Revision, key string, read func() (T, error)) (T, error) {
	if known, ok := r.known.Load(key); ok {
		return known.(T), nil
	}
	v, err := read()
	if err == nil {
		r.known.Store(key, v)
	}
	return v, err
}
