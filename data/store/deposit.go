package store

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"text/template"

	"wijkinzicht/data"
)

//go:embed deposit/*
var depositTexts embed.FS

// citationName is the file by which programs cite a revision.
const citationName = "CITATION.cff"

// ErrNotEmpty says that a folder has something in it already.
var ErrNotEmpty = errors.New("the folder is not empty")

// WriteFolder makes a folder whole or not at all: write fills one aside, which is renamed once. ErrNotEmpty where there is something already.
func WriteFolder(dir string, write func(aside string) error) (err error) {
	if left, err := os.ReadDir(dir); err == nil && len(left) > 0 {
		return fmt.Errorf("write %s: %w", dir, ErrNotEmpty)
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("write a folder: %w", err)
	}
	aside := strings.TrimRight(dir, "/") + ".part"
	if err := errors.Join(os.RemoveAll(aside), os.MkdirAll(aside, 0o755)); err != nil {
		return fmt.Errorf("write a folder: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(aside))
		}
	}()
	if err := write(aside); err != nil {
		return err
	}
	if err := os.Remove(dir); err != nil && !errors.Is(err, fs.ErrNotExist) { // an empty one
		return fmt.Errorf("write a folder: %w", err)
	}
	return os.Rename(aside, dir)
}

// Deposit writes a revision to a folder as an archive of data takes it: its database and every table, what describes them, how it is cited,
// the licences of its sources, what changed with it, and the hash of each file; ErrNotEmpty where there is something already. The public
// addresses of the site's page and of the database may be empty.
func (s Store) Deposit(ctx context.Context, db *data.DB, dir, page, file string) error {
	return WriteFolder(dir, func(aside string) error {
		if err := s.fillDeposit(ctx, db, aside, page, file); err != nil {
			return fmt.Errorf("deposit %s: %w", db.Revision, err)
		}
		return nil
	})
}

func (s Store) fillDeposit(ctx context.Context, db *data.DB, dir, page, file string) error {
	p, err := db.WritePackage(ctx, dir)
	if err != nil {
		return err
	}
	if err := copyFile(db.Path, filepath.Join(dir, data.DatabaseName)); err != nil {
		return err
	}
	if err := errors.Join(describeIn(dir, p), s.writeChanges(ctx, db.Revision, dir), writeWhole(filepath.Join(dir, citationName), []byte(p.Citation(page, file)))); err != nil {
		return err
	}
	texts, err := template.ParseFS(depositTexts, "deposit/*")
	if err != nil {
		return err
	}
	for _, t := range texts.Templates() {
		var text bytes.Buffer
		if err := t.Execute(&text, struct {
			data.Package
			Oldest string
		}{p, strings.TrimPrefix(data.OldestDuckDB, "v")}); err != nil {
			return err
		}
		if err := writeWhole(filepath.Join(dir, t.Name()), text.Bytes()); err != nil {
			return err
		}
	}
	return writeSums(dir)
}

// describeIn writes what describes a package beside its files.
func describeIn(dir string, p data.Package) error {
	for name, v := range map[string]any{packageName: p, csvwName: p.AsCSVW()} {
		text, err := json.MarshalIndent(v, "", "  ")
		if err == nil {
			err = writeWhole(filepath.Join(dir, name), append(text, '\n'))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// writeSums writes the hash of every file of a folder, as sha256sum reads it.
func writeSums(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	var list strings.Builder
	for _, e := range entries {
		sum, err := sumOf(filepath.Join(dir, e.Name()))
		if err != nil {
			return err
		}
		fmt.Fprintf(&list, "%s  %s\n", sum, e.Name())
	}
	return writeWhole(filepath.Join(dir, sumsName), []byte(list.String()))
}

func copyFile(from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}
