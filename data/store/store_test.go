package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// publish puts a file that stands for a database into the store, as a build would.
func publish(t *testing.T, s Store, revision string) {
	t.Helper()
	path, err := s.BuildPath(revision)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("revision "+revision), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := s.Publish(path, revision); err != nil {
		t.Fatal(err)
	}
}

// age gives a revision's file another time, of which nothing may depend.
func age(t *testing.T, s Store, revision string, hours int) {
	t.Helper()
	at := time.Now().Add(-time.Duration(hours) * time.Hour)
	if err := os.Chtimes(s.Path(revision), at, at); err != nil {
		t.Fatal(err)
	}
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func TestStorePublish(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	if _, _, err := s.Current(); !errors.Is(err, ErrNoRevision) {
		t.Fatalf("an empty store gives %v", err)
	}
	for _, revision := range []string{"00000000000a", "00000000000b"} {
		publish(t, s, revision)
		current, path, err := s.Current()
		if err != nil || current != revision {
			t.Fatalf("current is %q, %v; want %q", current, err, revision)
		}
		content, err := os.ReadFile(path)
		if err != nil || string(content) != "revision "+revision {
			t.Errorf("the file holds %q, %v", content, err)
		}
	}
	want := []string{recordsName, "wijkinzicht-00000000000a.duckdb", "wijkinzicht-00000000000b.duckdb", "wijkinzicht.duckdb"}
	if got := names(t, s.Dir); !slices.Equal(got, want) {
		t.Errorf("store holds %q, want %q", got, want)
	}
	if err := s.PointAt("00000000000a"); err != nil {
		t.Fatal(err)
	}
	if current, _, _ := s.Current(); current != "00000000000a" {
		t.Errorf("after going back current is %q", current)
	}
}

func TestStoreLinkToSomethingElse(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	if err := os.Symlink("elders.duckdb", filepath.Join(s.Dir, linkName)); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Current(); err == nil || errors.Is(err, ErrNoRevision) {
		t.Errorf("a link to no revision gives %v", err)
	}
}

func TestStoreKeepsFiveRevisions(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	for i := range 7 {
		publish(t, s, fmt.Sprintf("%012x", i))
		age(t, s, fmt.Sprintf("%012x", i), 100-i)
	}
	var kept []string
	for _, name := range names(t, s.Dir) {
		if m := revisionFile.FindStringSubmatch(name); m != nil {
			kept = append(kept, m[1])
		}
	}
	if want := []string{"000000000002", "000000000003", "000000000004", "000000000005", "000000000006"}; !slices.Equal(kept, want) {
		t.Errorf("kept %q, want %q", kept, want)
	}
	// The oldest file is made the current one: a later publish of it must not remove it.
	if err := s.PointAt("000000000002"); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(s.Path("000000000002")); err != nil {
		t.Errorf("the current revision is gone: %v", err)
	}
}

func TestStoreClearsInterruptedBuilds(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	for _, name := range []string{".building-00000000000a.duckdb", ".building-00000000000a.duckdb.wal"} {
		if err := os.WriteFile(filepath.Join(s.Dir, name), []byte("half"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	path, err := s.BuildPath("00000000000b")
	if err != nil {
		t.Fatal(err)
	}
	if filepath.Base(path) != ".building-00000000000b.duckdb" {
		t.Errorf("a build goes to %s", path)
	}
	if left := names(t, s.Dir); len(left) != 0 {
		t.Errorf("left are %q", left)
	}
}

func TestStoreLock(t *testing.T) {
	s := Store{Dir: filepath.Join(t.TempDir(), "new")}
	release, err := s.Lock()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Lock(); err == nil || !strings.Contains(err.Error(), "another ingest") {
		t.Errorf("a second lock gives %v", err)
	}
	release()
	release, err = s.Lock()
	if err != nil {
		t.Fatalf("after release: %v", err)
	}
	release()
}

func TestStoreRaw(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	if raw, err := s.Raw(); err != nil || raw != nil {
		t.Fatalf("an empty store keeps %v, %v", raw, err)
	}
	at := time.Date(2026, 5, 4, 3, 2, 1, 0, time.UTC)
	first := RawEntry{SourceID: "kwb-2020", SHA256: "aa11", Ext: ".csv", Name: `cijfers, "nieuw".csv`, URL: "https://voorbeeld.nl/a;b", RetrievedAt: at, Licence: "CC BY 4.0"}
	second := RawEntry{SourceID: "lbm3-2024", SHA256: "bb22", Name: "scores", RetrievedAt: at.Add(time.Hour)}
	for _, e := range []RawEntry{first, second, {SourceID: "kwb-2020", SHA256: "aa11", Name: "de zelfde nog eens"}} {
		if err := s.Keep(with(e, "inhoud van "+e.SHA256)); err != nil {
			t.Fatal(err)
		}
	}
	raw, err := s.Raw()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(raw, []RawEntry{first, second}) {
		t.Errorf("index holds %+v", raw)
	}
	for _, e := range raw {
		content, err := os.ReadFile(filepath.Join(s.Dir, e.Path()))
		if err != nil || string(content) != "inhoud van "+e.SHA256 {
			t.Errorf("%s holds %q, %v", e.Path(), content, err)
		}
	}
	if got := names(t, filepath.Join(s.Dir, "raw", "kwb-2020")); !slices.Equal(got, []string{"aa11.csv"}) {
		t.Errorf("raw/kwb-2020 holds %q", got)
	}
}

func TestStoreRawRefusesAnotherIndex(t *testing.T) {
	for name, text := range map[string]string{
		"other columns": "a,b\n1,2\n",
		"no time":       strings.Join(rawHeader, ",") + "\nkwb-2020,aa11,.csv,x,,gisteren,CC BY\n",
		"too few":       strings.Join(rawHeader, ",") + "\nkwb-2020,aa11\n",
	} {
		s := Store{Dir: t.TempDir()}
		if err := writeWhole(filepath.Join(s.Dir, "raw", "index.csv"), []byte(text)); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Raw(); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// TestWhole: a file that is not what was published is noticed, whatever happened to it, and put aside.
func TestWhole(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	const revision = "00000000000a"
	for name, harm := range map[string]func(path string) error{
		"gone":    os.Remove,
		"empty":   func(path string) error { return os.Truncate(path, 0) },
		"cut":     func(path string) error { return os.Truncate(path, 5) },
		"a byte":  func(path string) error { return overwrite(path, []byte("Revision "+revision)) },
		"another": func(path string) error { return overwrite(path, []byte("iets anders")) },
	} {
		publish(t, s, revision)
		if err := s.Whole(revision); err != nil {
			t.Fatalf("as published: %v", err)
		}
		if info, err := os.Stat(s.Path(revision)); err != nil || info.Mode().Perm()&0o222 != 0 {
			t.Errorf("a published file may be written: %v, %v", info.Mode(), err)
		}
		if err := harm(s.Path(revision)); err != nil {
			t.Fatal(err)
		}
		var damaged *Damaged
		if err := s.Whole(revision); !errors.As(err, &damaged) {
			t.Errorf("%s: %v", name, err)
		}
		if err := s.PutAside(revision); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := os.Stat(s.Path(revision)); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: still there, %v", name, err)
		}
	}
}

func overwrite(path string, content []byte) error {
	return errors.Join(os.Remove(path), os.WriteFile(path, content, 0o444))
}

// TestOneNameOneContent: a name never comes to stand for other bytes.
func TestOneNameOneContent(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	publish(t, s, "00000000000a")
	path, err := s.BuildPath("00000000000a")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("andere bytes"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := s.Publish(path, "00000000000a"); !errors.Is(err, ErrOtherBytes) {
		t.Errorf("other bytes under the name of a revision: %v", err)
	}
	if err := s.Whole("00000000000a"); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

// TestOrderIsOfPublishing: a clock that was wrong keeps no revision, and throws none away.
func TestOrderIsOfPublishing(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	for i := range KeptRevisions + 2 {
		publish(t, s, fmt.Sprintf("%012d", i))
		age(t, s, fmt.Sprintf("%012d", i), 100*(i-1)) // the first lies in the future
	}
	all, err := s.Revisions()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range all {
		got = append(got, r.Revision[11:])
	}
	if want := []string{"6", "5", "4", "3", "2"}; !slices.Equal(got, want) {
		t.Errorf("kept are %v, want %v", got, want)
	}
}
