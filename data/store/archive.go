package store

import (
	"context"
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

// copiedName is the table of which the archive keeps the rows.
const copiedName = "trend.parquet"

// archiveFiles lists what may stay of a revision whose files were made, also when the revision is thrown away: what it had, the hashes of
// that, its trends, and what changed with it.
var archiveFiles = []string{packageName, sumsName, copiedName, changesName, changesRowsName}

func (s Store) archive(revision string) string { return filepath.Join(s.Dir, "archief", revision) }

// keepInArchive puts what stays of a revision, whose files are in a folder, where nothing throws it away; what is there already
// stays as it is.
func (s Store) keepInArchive(ctx context.Context, revision, from string) error {
	kept := s.archive(revision)
	if _, err := os.Stat(kept); err == nil {
		return s.addChanges(ctx, revision)
	}
	p, err := data.ReadPackage(filepath.Join(from, packageName))
	if err != nil {
		return fmt.Errorf("archive %s: %w", revision, err)
	}
	aside := kept + ".part"
	if err := errors.Join(os.RemoveAll(aside), os.MkdirAll(aside, 0o755)); err != nil {
		return fmt.Errorf("archive %s: %w", revision, err)
	}
	for _, name := range []string{packageName, copiedName} {
		content, err := os.ReadFile(filepath.Join(from, name))
		if err == nil {
			err = writeWhole(filepath.Join(aside, name), content)
		}
		if err != nil {
			return fmt.Errorf("archive %s: %w", revision, err)
		}
	}
	if err := errors.Join(writeWhole(filepath.Join(aside, sumsName), []byte(sums(p))), s.writeChanges(ctx, revision, aside)); err != nil {
		return fmt.Errorf("archive %s: %w", revision, err)
	}
	if err := os.Rename(aside, kept); err != nil && !errors.Is(err, fs.ErrExist) { // another server may have been first
		return fmt.Errorf("archive %s: %w", revision, err)
	}
	return nil
}

// addChanges gives what a program before this one put in the archive its change list.
func (s Store) addChanges(ctx context.Context, revision string) error {
	if _, err := os.Stat(filepath.Join(s.archive(revision), changesName)); err == nil {
		return nil
	}
	return s.writeChanges(ctx, revision, s.archive(revision))
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
	Files    []string  // ArchiveFiles of it
}

// Archive lists the revisions in the archive, from new to old.
func (s Store) Archive() ([]Archived, error) {
	entries, err := os.ReadDir(filepath.Join(s.Dir, "archief"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("list the archive: %w", err)
	}
	var out []Archived
	for _, e := range entries {
		if info, err := e.Info(); err == nil && IsRevision(e.Name()) {
			out = append(out, Archived{e.Name(), info.ModTime(), s.ArchiveFiles(e.Name())})
		}
	}
	slices.SortFunc(out, func(a, b Archived) int { return b.At.Compare(a.At) })
	return out, nil
}

// ArchiveFiles lists the files that the archive keeps of a revision, under the names by which Download gives them.
func (s Store) ArchiveFiles(revision string) (names []string) {
	if !IsRevision(revision) {
		return nil
	}
	for _, name := range archiveFiles {
		if _, err := os.Stat(filepath.Join(s.archive(revision), name)); err == nil {
			names = append(names, name)
		}
	}
	return names
}
