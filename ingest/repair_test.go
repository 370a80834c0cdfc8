package ingest

import (
	"errors"
	"os"
	"testing"
	"time"

	"wijkinzicht/data/store"
)

// TestBackToARevision: who puts a file aside again has the very file of before again, and a download of it goes on where it stopped.
func TestBackToARevision(t *testing.T) {
	depot := store.Store{Dir: t.TempDir()}
	first := ingested(t, depot, folder(t, map[string][]byte{"a": lbm3CSV(lbm3Rows...)}))
	recorded, _, err := depot.Record(first.Revision)
	if err != nil {
		t.Fatal(err)
	}
	second := folder(t, map[string][]byte{"b": lbm2Classes([]string{"WK990101", "4", "4", "5", "5", "6"})})
	for range 2 { // the second time the files of both revisions are there
		ingested(t, depot, second)
		raw, err := depot.Raw()
		if err != nil {
			t.Fatal(err)
		}
		if n, err := depot.Forget(raw[1].SHA256, time.Now()); n != 1 || err != nil {
			t.Fatalf("put %d files aside, %v", n, err)
		}
		if back := ingested(t, depot, ""); back.Revision != first.Revision || back.Unchanged {
			t.Fatalf("back gives %+v, the first was %s", back, first.Revision)
		}
		if now, _, err := depot.Record(first.Revision); err != nil || now != recorded {
			t.Errorf("the revision is now %+v, %v; it was %+v", now, err, recorded)
		}
		if err := depot.Whole(first.Revision); err != nil {
			t.Error(err)
		}
	}
}

// TestRepair: a published file that is gone, cut or changed is made again, and its name never comes to stand for other bytes.
func TestRepair(t *testing.T) {
	depot := store.Store{Dir: t.TempDir()}
	from := folder(t, map[string][]byte{"a": lbm3CSV(lbm3Rows...)})
	last := ingested(t, depot, from)
	for name, harm := range map[string]func(path string) error{
		"gone": os.Remove,
		"cut":  func(path string) error { return os.Truncate(path, 5000) },
		"one byte": func(path string) error {
			content, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			content[len(content)/2] ^= 0x40
			return errors.Join(os.Remove(path), os.WriteFile(path, content, 0o444))
		},
	} {
		for _, again := range []string{"", from} {
			if err := harm(depot.Path(last.Revision)); err != nil {
				t.Fatal(err)
			}
			result := ingested(t, depot, again)
			if result.Unchanged || result.Revision == last.Revision {
				t.Fatalf("%s: %+v after %s", name, result, last.Revision)
			}
			if err := depot.Whole(result.Revision); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			expect(t, opened(t, depot), "select count(*) from observation where indicator = 'lbm' and area_code = 'BU99010101'", "2")
			if result := ingested(t, depot, again); !result.Unchanged {
				t.Errorf("%s: a whole file was made again", name)
			}
			last = result
		}
	}
}
