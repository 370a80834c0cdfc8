package answer

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"sync"
	"time"

	"wijkinzicht/data"
	"wijkinzicht/data/store"
)

// archive opens older revisions of the store, for embeds that stay at one and for the pictures of a page that was sent before a publish.
type archive struct {
	store store.Store

	mu   sync.Mutex
	open []*archived // the last used last
}

type archived struct {
	name  string
	ready chan struct{} // closed when it is open, or cannot be
	rev   *Revision
	err   error
	used  time.Time
}

const (
	// maxArchived is how many older revisions are open at once: as many as the store keeps beside the current one.
	maxArchived = store.KeptRevisions - 1
	// archiveIdle is how long one stays open after its last use.
	archiveIdle = time.Minute
)

// ErrGone says that the store does not keep a revision any more, or that this program cannot read it.
var ErrGone = errors.New("revision is gone")

// take gives an older revision; the caller calls Done when the answer is made. Whoever comes while it is opened waits for that, and
// nobody for another.
func (a *archive) take(ctx context.Context, name string) (*Revision, error) {
	if !exists(a.store.Path(name)) { // also when it is still open: an answer may not depend on who asked a minute ago
		return nil, fmt.Errorf("%s: %w", name, ErrGone)
	}
	for {
		one, first := a.find(name)
		if first {
			a.openFile(ctx, one)
		}
		select {
		case <-one.ready:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		if one.err != nil {
			return nil, one.err
		}
		if a.hold(one) {
			return one.rev, nil
		}
	}
}

// find gives the place of a revision, and makes it when there is none.
func (a *archive) find(name string) (one *archived, first bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if i := a.at(name); i >= 0 {
		return a.open[i], false
	}
	one = &archived{name: name, ready: make(chan struct{}), used: time.Now()}
	a.open = append(a.open, one)
	return one, true
}

func (a *archive) at(name string) int {
	return slices.IndexFunc(a.open, func(r *archived) bool { return r.name == name })
}

// hold counts one user more, and closes what there is too many of; false when the revision was closed just now.
func (a *archive) hold(one *archived) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	i := slices.Index(a.open, one)
	if i < 0 {
		return false
	}
	a.open = append(slices.Delete(a.open, i, i+1), one)
	one.used = time.Now()
	one.rev.users.Add(1)
	for len(a.open) > maxArchived {
		a.closeFirst()
	}
	return true
}

// openFile opens a revision that the store still has.
func (a *archive) openFile(ctx context.Context, one *archived) {
	defer close(one.ready)
	path := a.store.Path(one.name)
	db, err := data.Open(ctx, path)
	var other *data.OtherSchema
	if errors.As(err, &other) || errors.Is(err, fs.ErrNotExist) || !exists(path) { // of another program, or pruned
		err = fmt.Errorf("%s: %w (%w)", one.name, ErrGone, err)
	}
	if one.err = err; err == nil {
		one.rev = newRevision(db)
		one.rev.shrink()
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if i := slices.Index(a.open, one); i >= 0 {
		a.open = slices.Delete(a.open, i, i+1)
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// adopt takes over a revision that was the published one until now: pages that were sent from it still ask for its pictures.
func (a *archive) adopt(rev *Revision) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.at(rev.DB.Revision) >= 0 || !exists(rev.DB.Path) {
		go rev.close()
		return
	}
	rev.shrink()
	one := &archived{name: rev.DB.Revision, ready: make(chan struct{}), rev: rev, used: time.Now()}
	close(one.ready)
	a.open = append(a.open, one)
}

// closeFirst closes the revision that was used least recently, when its last answer is made.
func (a *archive) closeFirst() {
	r := a.open[0]
	a.open = a.open[1:]
	go func() {
		if <-r.ready; r.rev != nil {
			r.rev.close()
		}
	}()
}

// sweep closes what nobody uses until ctx ends.
func (a *archive) sweep(ctx context.Context) {
	tick := time.NewTicker(archiveIdle / 4)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-tick.C:
			a.closeUnused(now.Add(-archiveIdle))
		}
	}
}

// closeUnused closes every revision that was last used before a moment.
func (a *archive) closeUnused(before time.Time) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for len(a.open) > 0 && a.open[0].used.Before(before) {
		a.closeFirst()
	}
}

// close closes all, when their last answers are made.
func (a *archive) close() {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, r := range a.open {
		if <-r.ready; r.rev != nil {
			r.rev.close()
		}
	}
	a.open = nil
}
