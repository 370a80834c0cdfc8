package answer

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/store"
	"wijkinzicht/ingest"
)

// TestArchive: a revision is opened once, one that is gone is said to be gone, and what nobody uses is closed, not before
// its last answer is made.
func TestArchive(t *testing.T) {
	ctx := context.Background()
	store := store.Store{Dir: t.TempDir()}
	cat, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	cat.Pack = fstest.MapFS{} // a revision without figures is soon made
	result, err := ingest.Default(ctx, cat, store, func(string, int, int) {})
	if err != nil {
		t.Fatal(err)
	}
	a := &archive{store: store}
	take := func(name string) *Revision {
		t.Helper()
		r, err := a.take(ctx, name)
		if err != nil {
			t.Fatal(err)
		}
		r.Done()
		return r
	}
	first := take(result.Revision)
	if again := take(result.Revision); again != first || len(a.open) != 1 {
		t.Errorf("%d open, the same one again: %v", len(a.open), again == first)
	}
	if _, err := a.take(ctx, "0123456789ab"); !errors.Is(err, ErrGone) {
		t.Errorf("a revision that never was: %v", err)
	}
	if err := os.WriteFile(store.Path("0123456789ab"), []byte("geen database"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := a.take(ctx, "0123456789ab"); err == nil || errors.Is(err, ErrGone) {
		t.Errorf("a file that is no database: %v", err)
	}
	if len(a.open) > maxArchived {
		t.Errorf("%d open", len(a.open))
	}
	// In use: it is closed when its answer is made, not before.
	held, err := a.take(ctx, result.Revision)
	if err != nil {
		t.Fatal(err)
	}
	closed := make(chan struct{})
	go func() {
		a.closeUnused(time.Now().Add(time.Hour))
		close(closed)
	}()
	time.Sleep(50 * time.Millisecond)
	if _, err := held.DB.Trends(ctx, []string{"moerwijk"}, []string{"inwoners"}); err != nil {
		t.Errorf("a revision in use was closed: %v", err)
	}
	held.Done()
	<-closed
	if len(a.open) != 0 {
		t.Errorf("%d still open", len(a.open))
	}
	for open := true; open; { // the test ends when it is not closed
		_, err := held.DB.Trends(ctx, []string{"moerwijk"}, []string{"inwoners"})
		open = err == nil
	}
	if left, _ := filepath.Glob(filepath.Join(store.Dir, "*.wal")); len(left) > 0 {
		t.Errorf("left %v", left)
	}
}
