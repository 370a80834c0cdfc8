package answer

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"regexp"
	"slices"
	"sync"
	"time"

	"wijkinzicht/data"
	"wijkinzicht/data/store"
)

// archive opens older revisions of the store for embeds that stay at one.
type archive struct {
	mu    sync.Mutex
	store store.Store
	open  []*archived // the last used last
}

type archived struct {
	*Revision
	used time.Time
}

const (
	// maxArchived is how many older revisions are open at once: each holds a database with its own memory.
	maxArchived = 2
	// archiveIdle is how long one stays open after its last use.
	archiveIdle = time.Minute
)

// ErrGone says that the store does not keep a revision any more, or that this program cannot read it.
var ErrGone = errors.New("revision is gone")

var revisionName = regexp.MustCompile(`^[0-9a-f]{12}$`)

// IsRevision tells whether a text can be the name of a revision.
func IsRevision(name string) bool { return revisionName.MatchString(name) }

// take gives an older revision; the caller calls Done when the answer is made. Whoever comes while another is
// opened or closed waits for that.
func (a *archive) take(ctx context.Context, name string) (*Revision, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	i := slices.IndexFunc(a.open, func(r *archived) bool { return r.DB.Revision == name })
	if i < 0 {
		db, err := a.openFile(ctx, name)
		if err != nil {
			return nil, err
		}
		i = len(a.open)
		a.open = append(a.open, &archived{Revision: newRevision(db)})
	}
	r := a.open[i]
	a.open = append(slices.Delete(a.open, i, i+1), r)
	r.used = time.Now()
	r.users.Add(1)
	return r.Revision, nil
}

// openFile makes room and opens a revision that the store still has.
func (a *archive) openFile(ctx context.Context, name string) (*data.DB, error) {
	path := a.store.Path(name)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: %w", name, ErrGone)
	}
	if len(a.open) == maxArchived {
		a.closeFirst()
	}
	db, err := data.Open(ctx, path)
	var other *data.OtherSchema
	if errors.As(err, &other) || errors.Is(err, fs.ErrNotExist) { // of another program, or pruned just now
		return nil, fmt.Errorf("%w: %w", ErrGone, err)
	}
	return db, err
}

// closeFirst closes the revision that was used least recently, when its last answer is made.
func (a *archive) closeFirst() {
	r := a.open[0]
	a.open = a.open[1:]
	r.users.Wait()
	if err := r.DB.Close(); err != nil {
		slog.Error("close an archived revision", "revision", r.DB.Revision, "error", err)
	}
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
