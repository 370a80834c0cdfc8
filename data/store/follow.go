package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// FollowPath gives where a file of another server is gathered until it is whole.
func (s Store) FollowPath(name string) (string, error) {
	dir := filepath.Join(s.Dir, "volgen")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", fmt.Errorf("follow: %w", err)
	}
	return filepath.Join(dir, name), nil
}

// Swept removes what was gathered of revisions that were published no more before they were whole.
func (s Store) Swept() error {
	if err := os.RemoveAll(filepath.Join(s.Dir, "volgen")); err != nil {
		return fmt.Errorf("follow: %w", err)
	}
	return nil
}

// Remember writes down what another store published, the last published last. What has other bytes here under the same name is put aside:
// every store that makes a revision itself leaves other bytes in it.
func (s Store) Remember(published []Record) error {
	known, err := s.Records()
	if err != nil {
		return err
	}
	all := slices.DeleteFunc(slices.Clone(known), func(r Record) bool {
		return slices.ContainsFunc(published, func(p Record) bool { return p.Revision == r.Revision })
	})
	for _, p := range published {
		if i := slices.IndexFunc(known, func(r Record) bool { return r.Revision == p.Revision }); i >= 0 && known[i].SHA256 != p.SHA256 {
			if err := s.putOursAside(p.Revision); err != nil {
				return err
			}
		}
		all = append(all, p)
	}
	if slices.Equal(all, known) {
		return nil
	}
	return s.writeRecords(all)
}

func (s Store) putOursAside(revision string) error {
	for _, path := range []string{s.Path(revision), s.archive(revision)} {
		if err := errors.Join(os.RemoveAll(path+".opzij"), os.Rename(path, path+".opzij")); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("follow %s: %w", revision, err)
		}
	}
	return nil
}

// Accept takes a whole file of another store into this one, without publishing it. It gives a *Damaged when the file has other bytes than
// the record says, and removes it.
func (s Store) Accept(file string, r Record) error {
	sum, err := sumOf(file)
	if err != nil {
		return err
	}
	if sum != r.SHA256 {
		return errors.Join(&Damaged{r.Revision, file, "wat er binnenkwam is iets anders dan er gepubliceerd is"}, os.Remove(file))
	}
	// Answers say when the revision was made: on every machine the same.
	if err := errors.Join(os.Chmod(file, 0o444), os.Chtimes(file, r.MadeAt, r.MadeAt), syncFile(file)); err != nil {
		return fmt.Errorf("follow %s: %w", r.Revision, err)
	}
	if err := os.Rename(file, s.Path(r.Revision)); err != nil {
		return fmt.Errorf("follow %s: %w", r.Revision, err)
	}
	return syncFile(s.Dir)
}

// Holds tells whether the store has a file of the size that a record says, under a name that stands for the same bytes.
func (s Store) Holds(r Record) bool {
	known, ok, err := s.Record(r.Revision)
	if err != nil || !ok || known.SHA256 != r.SHA256 {
		return false
	}
	info, err := os.Stat(s.Path(r.Revision))
	return err == nil && info.Size() == r.Bytes
}
