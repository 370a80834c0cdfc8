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

	"wijkinzicht/data"
)

// The files that describe a package.
const (
	packageName = "datapackage.json"
	csvwName    = "csvw.json"
)

// downloads is the folder with the files of a revision that are handed out.
func (s Store) downloads(revision string) string {
	return filepath.Join(s.Dir, "downloads", revision)
}

// Package gives the files of a revision; it is there once Prepare has made them (fs.ErrNotExist before).
func (s Store) Package(revision string) (data.Package, error) {
	return data.ReadPackage(filepath.Join(s.downloads(revision), packageName))
}

// Described gives the description of a revision whose files were made, also when only the archive is left of it (fs.ErrNotExist for others).
func (s Store) Described(revision string) (data.Package, error) {
	if !IsRevision(revision) {
		return data.Package{}, fs.ErrNotExist
	}
	return data.ReadPackage(filepath.Join(s.archive(revision), packageName))
}

// ErrNotReady says that the files of a revision are not made yet.
var ErrNotReady = errors.New("the files of the revision are not made yet")

// Download gives the path of a file that a revision hands out and the sha256 of its bytes; fs.ErrNotExist for any other name.
func (s Store) Download(revision, name string) (path, sum string, err error) {
	if !IsRevision(revision) {
		return "", "", fs.ErrNotExist
	}
	if kept := filepath.Join(s.archive(revision), name); slices.Contains(archiveFiles, name) {
		if sum, err := sumOf(kept); err == nil {
			return kept, sum, nil
		}
	}
	if name == data.DatabaseName {
		path = s.Path(revision)
		r, ok, err := s.Record(revision)
		if err == nil && !ok {
			r.SHA256, err = sumOf(path)
		}
		return path, r.SHA256, err
	}
	p, err := s.Package(revision)
	if errors.Is(err, fs.ErrNotExist) {
		if s.Has(revision) {
			err = ErrNotReady
		}
	}
	if err != nil {
		return "", "", err
	}
	path = filepath.Join(s.downloads(revision), name)
	if name == packageName || name == csvwName {
		sum, err = sumOf(path)
		return path, sum, err
	}
	i := slices.IndexFunc(p.Resources, func(r data.PackageResource) bool { return r.Path == name })
	if i < 0 {
		return "", "", fs.ErrNotExist
	}
	return path, p.Resources[i].SHA256(), nil
}

// Prepare writes the files of a revision that are handed out: every table as Parquet and CSV, the areas as GeoParquet, and
// what describes them. It works aside and renames once; files that are there already stay. The files of revisions that the
// store no longer keeps are removed, but for those in the archive.
func (s Store) Prepare(ctx context.Context, db *data.DB) error {
	if err := s.forgetDownloads(); err != nil {
		return err
	}
	ready := s.downloads(db.Revision)
	published, recorded, err := s.Record(db.Revision)
	if err != nil {
		return err
	}
	if p, err := s.Package(db.Revision); err == nil && (!recorded || p.Resources[0].SHA256() == published.SHA256) {
		return s.keepInArchive(ctx, db.Revision, ready)
	}
	aside := ready + ".part"
	if err := errors.Join(os.RemoveAll(aside), os.RemoveAll(ready), os.MkdirAll(aside, 0o755)); err != nil {
		return fmt.Errorf("prepare downloads: %w", err)
	}
	p, err := db.WritePackage(ctx, aside)
	if err != nil {
		return errors.Join(fmt.Errorf("prepare downloads: %w", err), os.RemoveAll(aside))
	}
	if err := describeIn(aside, p); err != nil {
		return fmt.Errorf("prepare downloads: %w", err)
	}
	if err := s.keepInArchive(ctx, db.Revision, aside); err != nil {
		return err
	}
	if err := os.Rename(aside, ready); err != nil && !errors.Is(err, fs.ErrExist) { // another server may have been first
		return fmt.Errorf("prepare downloads: %w", err)
	}
	return nil
}

func (s Store) forgetDownloads() error {
	entries, err := os.ReadDir(filepath.Join(s.Dir, "downloads"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("list downloads: %w", err)
	}
	for _, e := range entries {
		revision := strings.TrimSuffix(e.Name(), ".part")
		if _, err := os.Stat(s.Path(revision)); errors.Is(err, fs.ErrNotExist) {
			if err := os.RemoveAll(filepath.Join(s.Dir, "downloads", e.Name())); err != nil {
				return fmt.Errorf("remove old downloads: %w", err)
			}
		}
	}
	return nil
}
