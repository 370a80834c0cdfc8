package answer

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"testing"
	"testing/fstest"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/store"
	"wijkinzicht/ingest"
)

// TestDamagedWhileServing: a look at a file of which bytes have changed moves to the last whole revision.
func TestDamagedWhileServing(t *testing.T) {
	ctx := context.Background()
	depot := store.Store{Dir: t.TempDir()}
	cat, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, hash := range []string{"een", "twee"} {
		cat.Pack, cat.Hash = fstest.MapFS{}, hash
		result, err := ingest.Default(ctx, cat, depot, func(string, int, int) {})
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, result.Revision)
	}
	c, err := openCurrent(ctx, depot)
	if err != nil {
		t.Fatal(err)
	}
	defer c.close()
	if c.look(ctx, 0); c.name() != names[1] {
		t.Fatalf("a whole revision was left for %s", c.name())
	}
	file, err := os.OpenFile(depot.Path(names[1]), os.O_WRONLY, 0)
	if errors.Is(err, fs.ErrPermission) { // as it should be for who is not root
		err = os.Chmod(depot.Path(names[1]), 0o644)
		file, _ = os.OpenFile(depot.Path(names[1]), os.O_WRONLY, 0)
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file.WriteAt([]byte("kapot"), 500_000); err != nil {
		t.Fatal(err)
	}
	file.Close()
	if c.look(ctx, 0); c.name() != names[0] {
		t.Errorf("serving %s, the last whole one is %s", c.name(), names[0])
	}
	if c.step(ctx); c.name() != names[0] || c.trouble == "" {
		t.Errorf("then %s (%s)", c.name(), c.trouble)
	}
}
