package store

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// RawEntry is a kept file: where it stands in the store and where it came from. Of a file that was fetched it also says
// what it was an answer to; of a file that was given by hand everything from Route on is empty.
type RawEntry struct {
	SourceID, SHA256, Ext, Name, URL string
	RetrievedAt                      time.Time
	Licence                          string
	Route                            string    // kind of route that brought it: Route.Kind
	Scope                            string    // codes of the gemeenten asked for, joined by blanks; or landelijk
	Edition                          string    // the publisher's mark of this edition: "definitief 2020-11-06", or the answer's validator
	CheckedAt                        time.Time // when the source last said that this is its newest edition
	ReplacedAt                       time.Time // when a newer edition took its place; it stays readable, and out of new revisions
}

// Path gives the kept file's path below the store.
func (e RawEntry) Path() string {
	return filepath.Join("raw", e.SourceID, e.SHA256+e.Ext)
}

// rawHeader is the heading of raw/index.csv; its first givenColumns were all there was before files were fetched.
var rawHeader = []string{"source", "sha256", "ext", "name", "url", "retrieved_at", "licence", "route", "scope", "edition", "checked_at", "replaced_at"}

const givenColumns = 7

// Raw lists the files that the store keeps and a new revision is made of, in the order they came.
func (s Store) Raw() ([]RawEntry, error) {
	all, err := s.RawHistory()
	return slices.DeleteFunc(all, func(e RawEntry) bool { return !e.ReplacedAt.IsZero() }), err
}

// Fetched lists the files of a source that came over the network and are not replaced.
func (s Store) Fetched(sourceID string) ([]RawEntry, error) {
	current, err := s.Raw()
	return slices.DeleteFunc(current, func(e RawEntry) bool { return e.SourceID != sourceID || e.Route == "" }), err
}

// RawHistory lists all files that the store keeps, those that a newer edition replaced included.
func (s Store) RawHistory() ([]RawEntry, error) {
	f, err := os.Open(filepath.Join(s.Dir, "raw", "index.csv"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("open the raw index: %w", err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	header, err := r.Read()
	if err != nil || !slices.Equal(header, rawHeader) && !slices.Equal(header, rawHeader[:givenColumns]) {
		return nil, fmt.Errorf("raw/index.csv does not have the columns %s", strings.Join(rawHeader, ", "))
	}
	var out []RawEntry
	for {
		row, err := r.Read()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("raw/index.csv: %w", err)
		}
		e, err := rawEntry(row)
		if err != nil {
			return nil, fmt.Errorf("raw/index.csv: %w", err)
		}
		out = append(out, e)
	}
}

// RawMark changes whenever what the store says of its kept files does; empty when it keeps none.
func (s Store) RawMark() string {
	info, err := os.Stat(filepath.Join(s.Dir, "raw", "index.csv"))
	if err != nil {
		return ""
	}
	return info.ModTime().UTC().Format(time.RFC3339Nano)
}

func rawEntry(row []string) (RawEntry, error) {
	row = append(row, make([]string, len(rawHeader)-len(row))...)
	e := RawEntry{SourceID: row[0], SHA256: row[1], Ext: row[2], Name: row[3], URL: row[4], Licence: row[6], Route: row[7], Scope: row[8], Edition: row[9]}
	for i, at := range map[int]*time.Time{5: &e.RetrievedAt, 10: &e.CheckedAt, 11: &e.ReplacedAt} {
		if row[i] == "" && i != 5 {
			continue
		}
		var err error
		if *at, err = time.Parse(time.RFC3339, row[i]); err != nil {
			return e, fmt.Errorf("%s of %s: %w", rawHeader[i], row[1], err)
		}
	}
	return e, nil
}

func (s Store) writeIndex(entries []RawEntry) error {
	stamp := func(at time.Time) string {
		if at.IsZero() {
			return ""
		}
		return at.UTC().Format(time.RFC3339)
	}
	var b strings.Builder
	w := csv.NewWriter(&b)
	w.Write(rawHeader)
	for _, e := range entries {
		w.Write([]string{e.SourceID, e.SHA256, e.Ext, e.Name, e.URL, stamp(e.RetrievedAt), e.Licence, e.Route, e.Scope, e.Edition, stamp(e.CheckedAt), stamp(e.ReplacedAt)})
	}
	w.Flush()
	return writeWhole(filepath.Join(s.Dir, "raw", "index.csv"), []byte(b.String()))
}

// Given is a file that was given by hand, ready to be kept.
type Given struct {
	RawEntry
	Content func() ([]byte, error)
}

// Keep writes files that were given by hand into raw/ under their hash and adds them to the index, all in one write of it: a set of
// files that belong together is kept whole or not at all. A file that is kept already stays as it is.
func (s Store) Keep(set ...Given) error {
	known, err := s.RawHistory()
	if err != nil {
		return err
	}
	added := false
	for _, g := range set {
		same := func(k RawEntry) bool { return k.SHA256 == g.SHA256 && k.SourceID == g.SourceID }
		if i := slices.IndexFunc(known, same); i >= 0 {
			if known[i].ReplacedAt.IsZero() {
				continue
			}
			known = slices.Delete(known, i, i+1) // given again after it was put aside: it counts again
		}
		content, err := g.Content()
		if err != nil {
			return fmt.Errorf("keep %s: %w", g.Name, err)
		}
		if err := writeWhole(filepath.Join(s.Dir, g.Path()), content); err != nil {
			return fmt.Errorf("keep %s: %w", g.Name, err)
		}
		known, added = append(known, g.RawEntry), true
	}
	if !added {
		return nil
	}
	return s.writeIndex(known)
}

// Landed is a fetched file that lies aside on the same disk, ready to be kept.
type Landed struct {
	RawEntry
	At string // path; the file is moved from there
}

// Adopt makes a set of fetched files the current edition of a source: they come into raw/ under their hash, and the
// fetched files that were current before are marked as replaced, all in one write of the index.
func (s Store) Adopt(sourceID string, set []Landed, now time.Time) error {
	all, err := s.RawHistory()
	if err != nil {
		return err
	}
	for _, l := range set {
		if err := moveWhole(l.At, filepath.Join(s.Dir, l.Path())); err != nil {
			return fmt.Errorf("keep %s: %w", l.Name, err)
		}
	}
	now = now.UTC().Truncate(time.Second)
	for i := range all {
		if all[i].SourceID == sourceID && all[i].Route != "" && all[i].ReplacedAt.IsZero() {
			all[i].ReplacedAt = now
		}
	}
	for _, l := range set {
		l.CheckedAt = now
		all = slices.DeleteFunc(all, func(e RawEntry) bool { return e.SourceID == sourceID && e.SHA256 == l.SHA256 })
		all = append(all, l.RawEntry)
	}
	return s.writeIndex(all)
}

// Confirm records that a source still has the fetched edition that is kept.
func (s Store) Confirm(sourceID string, now time.Time) error {
	return s.change(func(e *RawEntry) {
		if e.SourceID == sourceID && e.Route != "" && e.ReplacedAt.IsZero() {
			e.CheckedAt = now.UTC().Truncate(time.Second)
		}
	})
}

// PutBack undoes an Adopt: the fetched files of a source that are current now are put aside, and those given are
// current again. Nothing is removed from raw/.
func (s Store) PutBack(sourceID string, before []RawEntry, now time.Time) error {
	return s.change(func(e *RawEntry) {
		if e.SourceID != sourceID || e.Route == "" {
			return
		}
		if slices.ContainsFunc(before, func(b RawEntry) bool { return b.SHA256 == e.SHA256 }) {
			e.ReplacedAt = time.Time{}
		} else if e.ReplacedAt.IsZero() {
			e.ReplacedAt = now.UTC().Truncate(time.Second)
		}
	})
}

// Forget puts a kept file aside, named by the beginning of its hash (eight characters or more): new revisions are made
// without it. It says how many files that were.
func (s Store) Forget(hash string, now time.Time) (n int, err error) {
	if len(hash) < 8 {
		return 0, nil
	}
	err = s.change(func(e *RawEntry) {
		if strings.HasPrefix(e.SHA256, hash) && e.ReplacedAt.IsZero() {
			e.ReplacedAt = now.UTC().Truncate(time.Second)
			n++
		}
	})
	return n, err
}

func (s Store) change(each func(*RawEntry)) error {
	all, err := s.RawHistory()
	if err != nil || len(all) == 0 {
		return err
	}
	for i := range all {
		each(&all[i])
	}
	return s.writeIndex(all)
}

// moveWhole moves a finished file on one disk, so that it lasts.
func moveWhole(from, to string) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	if err := syncFile(from); err != nil {
		return err
	}
	if err := os.Rename(from, to); err != nil {
		return err
	}
	return syncFile(filepath.Dir(to))
}
