package research

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"

	"wijkinzicht/data"
	"wijkinzicht/data/store"
)

// TestTheArchiveStays throws a revision away, as a publish does with the oldest: its trends and the hashes of its files stay, and
// say what was handed out.
func TestTheArchiveStays(t *testing.T) {
	in := store.Store{Dir: t.TempDir()}
	const gone, next = "0123456789ab", "ba9876543210"
	prepare := func(revision string) {
		publishEmpty(t, in, revision)
		db, err := data.Open(t.Context(), in.Path(revision))
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if err := in.Prepare(t.Context(), db); err != nil {
			t.Fatal(err)
		}
	}
	prepare(gone)
	if err := os.Remove(in.Path(gone)); err != nil {
		t.Fatal(err)
	}
	prepare(next)
	if path, _, err := in.Download(gone, "area.csv"); err == nil || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%s of a revision that is gone: %v", path, err)
	}
	read := func(name string) []byte {
		path, _, err := in.Download(gone, name)
		if err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	sum := sha256.Sum256(read("trend.parquet"))
	if sums := string(read("sha256sums.txt")); !strings.Contains(sums, hex.EncodeToString(sum[:])+"  trend.parquet\n") || !strings.Contains(sums, "  area.csv\n") {
		t.Errorf("the sums are %s", sums)
	}
	if !strings.Contains(string(read("datapackage.json")), gone) {
		t.Error("the package is of another revision")
	}
	kept, err := in.Archive()
	if err != nil || len(kept) != 2 {
		t.Errorf("the archive has %v, %v", kept, err)
	}
}
