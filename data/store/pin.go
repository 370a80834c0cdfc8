package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// pinned is the folder with an empty file for each revision that is never thrown away.
const pinned = "bewaard"

// Pin keeps a revision for good, whatever is published after it; ErrNoRevision when the store does not have it.
func (s Store) Pin(revision string) error {
	if !s.Has(revision) {
		return fmt.Errorf("keep %s: %w", revision, ErrNoRevision)
	}
	if err := writeWhole(filepath.Join(s.Dir, pinned, revision), nil); err != nil {
		return fmt.Errorf("keep %s: %w", revision, err)
	}
	return nil
}

// Unpin lets a revision go as others do: it stays until newer ones take its place.
func (s Store) Unpin(revision string) error {
	if !IsRevision(revision) {
		return fmt.Errorf("let go of %q: %w", revision, ErrNoRevision)
	}
	err := os.Remove(filepath.Join(s.Dir, pinned, revision))
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("let go of %s: %w", revision, ErrNoRevision)
	}
	return err
}

// IsRevision tells whether a text can be the name of a revision.
func IsRevision(name string) bool { return revisionFile.MatchString("wijkinzicht-" + name + ".duckdb") }

// IsPinned tells whether a revision is kept for good.
func (s Store) IsPinned(revision string) bool {
	_, err := os.Stat(filepath.Join(s.Dir, pinned, revision))
	return err == nil
}
