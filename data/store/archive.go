package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"wijkinzicht/data"
)

// sumsName is the list of hashes of a revision's files, as sha256sum reads it.
const sumsName = "sha256sums.txt"

// ArchiveFiles lists what stays of every revision whose files were made, also when the revision is thrown away: what it had, the
// hashes of that, and its trends.
var ArchiveFiles = []string{packageName, sumsName, "trend.parquet"}

func (s Store) archive(revision string) string { return filepath.Join(s.Dir, "archief", revision) }

// keepInArchive puts what stays of a revision, whose files are in a folder, where nothing throws it away; what is there already
// stays as it is.
func (s Store) keepInArchive(revision, from string) error {
	kept := s.archive(revision)
	if _, err := os.Stat(kept); err == nil {
		return nil
	}
	p, err := data.ReadPackage(filepath.Join(from, packageName))
	if err != nil {
		return fmt.Errorf("archive %s: %w", revision, err)
	}
	aside := kept + ".part"
	if err := errors.Join(os.RemoveAll(aside), os.MkdirAll(aside, 0o755)); err != nil {
		return fmt.Errorf("archive %s: %w", revision, err)
	}
	for _, name := range ArchiveFiles {
		content := []byte(sums(p))
		if name != sumsName {
			if content, err = os.ReadFile(filepath.Join(from, name)); err != nil {
				return fmt.Errorf("archive %s: %w", revision, err)
			}
		}
		if err := writeWhole(filepath.Join(aside, name), content); err != nil {
			return fmt.Errorf("archive %s: %w", revision, err)
		}
	}
	if err := os.Rename(aside, kept); err != nil && !errors.Is(err, fs.ErrExist) { // another server may have been first
		return fmt.Errorf("archive %s: %w", revision, err)
	}
	return nil
}

func sums(p data.Package) string {
	var b strings.Builder
	for _, r := range p.Resources {
		fmt.Fprintf(&b, "%s  %s\n", r.SHA256(), r.Path)
	}
	return b.String()
}

// Archived is a revision of which the archive keeps files.
type Archived struct {
	Revision string
	At       time.Time // when it was put there
}

// Archive lists the revisions in the archive, from new to old.
func (s Store) Archive() ([]Archived, error) {
	entries, err := os.ReadDir(filepath.Join(s.Dir, "archief"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("list the archive: %w", err)
	}
	var out []Archived
	for _, e := range entries {
		if info, err := e.Info(); err == nil && isRevision(e.Name()) {
			out = append(out, Archived{e.Name(), info.ModTime()})
		}
	}
	slices.SortFunc(out, func(a, b Archived) int { return b.At.Compare(a.At) })
	return out, nil
}
