package store

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// land lays a file aside that was fetched for kwb-2020.
func land(t *testing.T, s Store, hash, edition string) Landed {
	t.Helper()
	at := filepath.Join(s.Dir, "raw", ".onderweg", hash)
	if err := writeWhole(at, []byte("inhoud van "+hash)); err != nil {
		t.Fatal(err)
	}
	return Landed{At: at, RawEntry: RawEntry{SourceID: "kwb-2020", SHA256: hash, Ext: ".json", Name: hash, URL: "https://voorbeeld.example/" + hash,
		RetrievedAt: time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC), Route: "odata4", Scope: "GM9901", Edition: edition}}
}

// hashes gives the hashes of entries, in order.
func hashes(entries []RawEntry, err error) []string {
	if err != nil {
		return []string{err.Error()}
	}
	out := []string{}
	for _, e := range entries {
		out = append(out, e.SHA256)
	}
	slices.Sort(out)
	return out
}

func TestStoreAdopt(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	now := time.Date(2026, 5, 4, 0, 0, 0, 0, time.UTC)
	given := RawEntry{SourceID: "kwb-2020", SHA256: "ffff0000ffff", Name: "met de hand", RetrievedAt: now}
	if err := s.Keep(with(given, "inhoud van ffff0000ffff")); err != nil {
		t.Fatal(err)
	}
	step := func(err error, current, all string) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(hashes(s.Raw()), " "); got != current {
			t.Errorf("current are %s, want %s", got, current)
		}
		history, err := s.RawHistory()
		if got := strings.Join(hashes(history, err), " "); got != all {
			t.Errorf("in all there are %s, want %s", got, all)
		}
		for _, e := range history {
			if content, err := os.ReadFile(filepath.Join(s.Dir, e.Path())); err != nil || string(content) != "inhoud van "+e.SHA256 {
				t.Errorf("%s holds %q, %v", e.Path(), content, err)
			}
		}
	}
	step(s.Adopt("kwb-2020", []Landed{land(t, s, "aa11", "1"), land(t, s, "bb22", "1")}, now), "aa11 bb22 ffff0000ffff", "aa11 bb22 ffff0000ffff")
	before, err := s.Fetched("kwb-2020")
	if got := strings.Join(hashes(before, err), " "); got != "aa11 bb22" {
		t.Errorf("fetched are %s", got)
	}
	// A newer edition of which one file is the same as before.
	step(s.Adopt("kwb-2020", []Landed{land(t, s, "aa11", "2"), land(t, s, "cc33", "2")}, now.Add(time.Hour)), "aa11 cc33 ffff0000ffff", "aa11 bb22 cc33 ffff0000ffff")
	step(s.Confirm("kwb-2020", now.Add(48*time.Hour)), "aa11 cc33 ffff0000ffff", "aa11 bb22 cc33 ffff0000ffff")
	for _, e := range must(s.Fetched("kwb-2020")) {
		if e.Edition != "2" || !e.CheckedAt.Equal(now.Add(48*time.Hour)) || e.Scope != "GM9901" || e.URL == "" {
			t.Errorf("%+v", e)
		}
	}
	step(s.PutBack("kwb-2020", before, now), "aa11 bb22 ffff0000ffff", "aa11 bb22 cc33 ffff0000ffff")
	n, err := s.Forget("ffff0000", now)
	step(err, "aa11 bb22", "aa11 bb22 cc33 ffff0000ffff")
	if short, err := s.Forget("aa", now); n != 1 || short != 0 || err != nil {
		t.Errorf("forgot %d and %d files, %v", n, short, err)
	}
	// What was put aside counts again when it is given again.
	step(s.Keep(with(given, "inhoud van ffff0000ffff")), "aa11 bb22 ffff0000ffff", "aa11 bb22 cc33 ffff0000ffff")
}

func must(entries []RawEntry, err error) []RawEntry {
	if err != nil {
		panic(err)
	}
	return entries
}

// TestOldIndex reads the index as it was before files were fetched, and writes it as it is now.
func TestOldIndex(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	old := "source,sha256,ext,name,url,retrieved_at,licence\nkwb-2020,aa11,.csv,a.csv,,2026-05-04T03:02:01Z,CC BY 4.0\n"
	if err := writeWhole(filepath.Join(s.Dir, "raw", "index.csv"), []byte(old)); err != nil {
		t.Fatal(err)
	}
	if raw := must(s.Raw()); len(raw) != 1 || raw[0].Name != "a.csv" || raw[0].Route != "" {
		t.Errorf("read %+v", raw)
	}
	mark := s.RawMark()
	if err := s.Keep(with(RawEntry{SourceID: "kwb-2021", SHA256: "bb22", Name: "b", RetrievedAt: time.Now()}, "b")); err != nil {
		t.Fatal(err)
	}
	if got := hashes(s.Raw()); !slices.Equal(got, []string{"aa11", "bb22"}) || s.RawMark() == mark {
		t.Errorf("then there are %q", got)
	}
}

func with(e RawEntry, content string) Given {
	return Given{e, func() ([]byte, error) { return []byte(content), nil }}
}

// TestKeepIsWhole: of a set that cannot be kept whole nothing is in the index, and so nothing is in a rebuild.
func TestKeepIsWhole(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	now := time.Now()
	torn := Given{RawEntry{SourceID: "kwb-2020", SHA256: "cc33", Name: "c", RetrievedAt: now}, func() ([]byte, error) { return nil, os.ErrClosed }}
	set := []Given{with(RawEntry{SourceID: "kwb-2020", SHA256: "aa11", Name: "a", RetrievedAt: now}, "a"), with(RawEntry{SourceID: "kwb-2020", SHA256: "bb22", Name: "b", RetrievedAt: now}, "b")}
	if err := s.Keep(append(set, torn)...); !errors.Is(err, os.ErrClosed) {
		t.Fatalf("a set with a file that is gone: %v", err)
	}
	if raw := must(s.Raw()); len(raw) > 0 {
		t.Errorf("a part of a set is kept: %v", raw)
	}
	if err := s.Keep(set...); err != nil || len(must(s.Raw())) != 2 {
		t.Errorf("a whole set: %v, %v", must(s.Raw()), err)
	}
}
