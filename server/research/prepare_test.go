package research

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/store"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/site"
)

// TestFilesAreMadeAgainAfterAFailure: what stood in the way of the files for researchers is taken away, and they come.
func TestFilesAreMadeAgainAfterAFailure(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	store := store.Store{Dir: t.TempDir()}
	const revision = "0123456789ab"
	publishEmpty(t, store, revision)
	desk, err := answer.Open(ctx, store, "toets")
	if err != nil {
		t.Fatal(err)
	}
	defer desk.Close()
	rev := desk.Published()
	defer rev.Done()
	blocked := filepath.Join(store.Dir, "downloads")
	if err := os.WriteFile(blocked, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := store.Prepare(ctx, rev.DB); err == nil {
		t.Fatal("nothing stands in the way: the test says nothing")
	}
	s := &Research{Site: &site.Site{Desk: desk}}
	ended := make(chan struct{})
	go func() { defer close(ended); s.prepareDownloads(ctx, time.Millisecond) }()
	time.Sleep(100 * time.Millisecond) // it fails, more than once
	if err := os.Remove(blocked); err != nil {
		t.Fatal(err)
	}
	for n := 0; ; n++ {
		if _, err := store.Package(revision); err == nil {
			break
		} else if n > 3000 {
			t.Fatalf("the files are not made: %v", err)
		}
		time.Sleep(10 * time.Millisecond)
	}
	stop()
	<-ended
}

// publishEmpty publishes a revision with the catalogue alone.
func publishEmpty(t *testing.T, store store.Store, revision string) {
	t.Helper()
	ctx := t.Context()
	cat, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	path, err := store.BuildPath(revision)
	if err != nil {
		t.Fatal(err)
	}
	b, err := data.Create(ctx, path, cat)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Merge(ctx, nil, nil); err != nil {
		t.Fatal(err)
	}
	for k, v := range map[string]string{"schema_version": strconv.Itoa(data.SchemaVersion), "revision": revision, "made_from": "bestanden"} {
		if err := b.SetMeta(ctx, k, v); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Close(ctx); err != nil {
		t.Fatal(err)
	}
	if err := store.Publish(path, revision); err != nil {
		t.Fatal(err)
	}
}
