package store

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"syscall"
	"time"
)

// Store is the directory that holds the raw files and the revisions of the database.
type Store struct {
	Dir string
}

// KeptRevisions is how many revisions stay as files, the current one included, to be opened by who cited them.
const KeptRevisions = 5

const linkName = "wijkinzicht.duckdb"

var revisionFile = regexp.MustCompile(`^wijkinzicht-([0-9a-f]{12})\.duckdb$`)

// ErrNoRevision says that nothing has been published in the store yet.
var ErrNoRevision = errors.New("no revision has been published in this store")

// ErrLocked says that another process is building in the store.
var ErrLocked = errors.New("another ingest is at work in this store")

// Current gives the published revision and the path of its file; ErrNoRevision when there is none.
func (s Store) Current() (revision, path string, err error) {
	target, err := os.Readlink(filepath.Join(s.Dir, linkName))
	if errors.Is(err, fs.ErrNotExist) {
		return "", "", ErrNoRevision
	}
	if err != nil {
		return "", "", fmt.Errorf("read the store's link: %w", err)
	}
	match := revisionFile.FindStringSubmatch(filepath.Base(target))
	if match == nil {
		return "", "", fmt.Errorf("the store's link points to %q, which is no revision", target)
	}
	return match[1], filepath.Join(s.Dir, filepath.Base(target)), nil
}

// Path gives the file of a revision in this store.
func (s Store) Path(revision string) string {
	return filepath.Join(s.Dir, "wijkinzicht-"+revision+".duckdb")
}

// Has tells whether the store keeps the file of a revision.
func (s Store) Has(revision string) bool {
	_, err := os.Stat(s.Path(revision))
	return err == nil && IsRevision(revision)
}

// Lock makes this process the only one that builds in the store; release lets go.
func (s Store) Lock() (release func(), err error) {
	if err := os.MkdirAll(s.Dir, 0o755); err != nil {
		return nil, fmt.Errorf("make the store: %w", err)
	}
	f, err := os.OpenFile(filepath.Join(s.Dir, ".lock"), os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, fmt.Errorf("lock the store: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		f.Close()
		return nil, fmt.Errorf("%s: %w", s.Dir, ErrLocked)
	}
	return func() { f.Close() }, nil
}

// BuildPath gives the path a revision is built at, aside from what is served, and clears what an
// interrupted build left there.
func (s Store) BuildPath(revision string) (string, error) {
	left, err := filepath.Glob(filepath.Join(s.Dir, ".building-*"))
	if err != nil {
		return "", err
	}
	for _, path := range left {
		if err := os.RemoveAll(path); err != nil {
			return "", fmt.Errorf("clear an interrupted build: %w", err)
		}
	}
	return filepath.Join(s.Dir, ".building-"+revision+".duckdb"), nil
}

// ErrOtherBytes says that the name of a revision stands for other bytes already.
var ErrOtherBytes = errors.New("the revision was published before with other bytes")

// Publish makes the finished file at built the store's current revision: one rename for the file, one for the link. Before the last
// rename nothing that is served has changed; after it everything has. It gives ErrOtherBytes, and leaves the file where it is, when the
// name stands for another file.
func (s Store) Publish(built, revision string) error {
	if err := errors.Join(os.Chmod(built, 0o444), syncFile(built)); err != nil {
		return err
	}
	made, err := recordOf(built, revision)
	if err != nil {
		return err
	}
	known, ok, err := s.Record(revision)
	if err != nil {
		return err
	}
	if ok && known.SHA256 != made.SHA256 {
		return fmt.Errorf("publish %s: %w", revision, ErrOtherBytes)
	}
	if err := s.write(made); err != nil {
		return fmt.Errorf("publish %s: %w", revision, err)
	}
	if err := os.Rename(built, s.Path(revision)); err != nil {
		return fmt.Errorf("publish %s: %w", revision, err)
	}
	return s.point(revision)
}

func recordOf(path, revision string) (Record, error) {
	info, err := os.Stat(path)
	if err != nil {
		return Record{}, fmt.Errorf("publish %s: %w", revision, err)
	}
	sum, err := sumOf(path)
	return Record{revision, sum, info.Size(), info.ModTime().UTC().Truncate(time.Second)}, err
}

// PointAt makes a revision that is in the store the current one, and the last published.
func (s Store) PointAt(revision string) error {
	r, ok, err := s.Record(revision)
	if err == nil && !ok { // of a program that wrote nothing down, or set down by hand
		r, err = recordOf(s.Path(revision), revision)
	}
	if err == nil {
		err = s.write(r)
	}
	if err != nil {
		return fmt.Errorf("publish %s: %w", revision, err)
	}
	return s.point(revision)
}

func (s Store) point(revision string) error {
	aside := filepath.Join(s.Dir, ".link-"+revision)
	os.Remove(aside)
	if err := os.Symlink(filepath.Base(s.Path(revision)), aside); err != nil {
		return fmt.Errorf("publish %s: %w", revision, err)
	}
	if err := os.Rename(aside, filepath.Join(s.Dir, linkName)); err != nil {
		return fmt.Errorf("publish %s: %w", revision, err)
	}
	if err := syncFile(s.Dir); err != nil {
		return err
	}
	return s.prune(revision)
}

func syncFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("publish: %w", err)
	}
	defer f.Close()
	if err := f.Sync(); err != nil {
		return fmt.Errorf("publish %s: %w", path, err)
	}
	return nil
}

// prune removes the oldest revisions beyond the number that is kept, never the current one or one that is kept for good.
func (s Store) prune(current string) error {
	all, err := s.stored(current)
	if err != nil {
		return err
	}
	passing := slices.DeleteFunc(all, func(r StoredRevision) bool { return r.Pinned && !r.Current })
	for _, old := range passing[min(KeptRevisions, len(passing)):] {
		if err := os.Remove(old.Path); err != nil {
			return fmt.Errorf("remove an old revision: %w", err)
		}
	}
	return nil
}

// StoredRevision is a revision that the store keeps.
type StoredRevision struct {
	Revision string
	Path     string
	Bytes    int64
	Built    time.Time
	Current  bool
	Pinned   bool // kept for good (Pin)
}

// Revisions lists the revisions that the store keeps: the published one first, then from new to old.
func (s Store) Revisions() ([]StoredRevision, error) {
	current, _, err := s.Current()
	if err != nil {
		return nil, err
	}
	return s.stored(current)
}

func (s Store) stored(current string) ([]StoredRevision, error) {
	entries, err := os.ReadDir(s.Dir)
	if err != nil {
		return nil, fmt.Errorf("list revisions: %w", err)
	}
	records, err := s.Records()
	if err != nil {
		return nil, err
	}
	place := func(revision string) int {
		return slices.IndexFunc(records, func(r Record) bool { return r.Revision == revision })
	}
	var out []StoredRevision
	for _, e := range entries {
		match := revisionFile.FindStringSubmatch(e.Name())
		if match == nil {
			continue
		}
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) { // a publish has just removed it
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("list revisions: %w", err)
		}
		built := info.ModTime()
		if i := place(match[1]); i >= 0 { // a clock that was wrong, or a copy, changes the time of a file
			built = records[i].MadeAt
		}
		out = append(out, StoredRevision{match[1], filepath.Join(s.Dir, e.Name()), info.Size(), built, match[1] == current, s.IsPinned(match[1])})
	}
	if len(out) == 0 {
		return nil, ErrNoRevision
	}
	slices.SortStableFunc(out, func(a, b StoredRevision) int {
		if a.Current != b.Current {
			return map[bool]int{true: -1, false: 1}[a.Current]
		}
		return cmp.Or(cmp.Compare(place(b.Revision), place(a.Revision)), b.Built.Compare(a.Built))
	})
	return out, nil
}

// writeWhole writes a file aside and renames it, so that nobody meets half of it; who writes the same file at the same time
// writes aside of us.
func writeWhole(path string, content []byte) (err error) {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, filepath.Base(path)+".*.part")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(f.Name())
		}
	}()
	_, err = f.Write(content)
	if err = errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
		return err
	}
	if err = os.Rename(f.Name(), path); err != nil {
		return err
	}
	return syncFile(dir) // the rename itself must last too
}
