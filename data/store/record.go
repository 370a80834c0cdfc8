package store

import (
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Record is what was written down of a revision when it was published: a name never stands for other bytes.
type Record struct {
	Revision, SHA256 string
	Bytes            int64
	MadeAt           time.Time
}

const recordsName = "revisies.csv"

var recordHeader = []string{"revision", "sha256", "bytes", "made_at"}

// Records lists what was ever published in the store, the last published last. It also names revisions that are gone.
func (s Store) Records() ([]Record, error) {
	f, err := os.Open(filepath.Join(s.Dir, recordsName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", recordsName, err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) == 0 || !slices.Equal(rows[0], recordHeader) {
		return nil, fmt.Errorf("%s does not have the columns %s (%w)", recordsName, strings.Join(recordHeader, ", "), err)
	}
	var out []Record
	for _, row := range rows[1:] {
		n, err := strconv.ParseInt(row[2], 10, 64)
		at, errAt := time.Parse(time.RFC3339, row[3])
		if err := errors.Join(err, errAt); err != nil {
			return nil, fmt.Errorf("%s, revision %s: %w", recordsName, row[0], err)
		}
		out = append(out, Record{row[0], row[1], n, at})
	}
	return out, nil
}

// Record gives what was written down of a revision; ok is false when it was never published, or by a program that wrote nothing down.
func (s Store) Record(revision string) (r Record, ok bool, err error) {
	all, err := s.Records()
	if i := slices.IndexFunc(all, func(r Record) bool { return r.Revision == revision }); i >= 0 {
		return all[i], true, err
	}
	return r, false, err
}

// write puts a revision behind those that were published before it.
func (s Store) write(r Record) error {
	all, err := s.Records()
	if err != nil {
		return err
	}
	return s.writeRecords(append(slices.DeleteFunc(all, func(known Record) bool { return known.Revision == r.Revision }), r))
}

func (s Store) writeRecords(all []Record) error {
	var b strings.Builder
	w := csv.NewWriter(&b)
	w.Write(recordHeader)
	for _, r := range all {
		w.Write([]string{r.Revision, r.SHA256, strconv.FormatInt(r.Bytes, 10), r.MadeAt.UTC().Format(time.RFC3339)})
	}
	w.Flush()
	return writeWhole(filepath.Join(s.Dir, recordsName), []byte(b.String()))
}

// Damaged says that the file of a revision is not what was published.
type Damaged struct{ Revision, Path, Reason string }

func (e *Damaged) Error() string {
	return fmt.Sprintf("revision %s is damaged: %s", e.Revision, e.Reason)
}

// Whole looks whether the file of a revision is there with the bytes that were published, and gives a *Damaged where it is not. Of a
// revision of which nothing was written down it only looks whether there is a file.
func (s Store) Whole(revision string) error {
	path := s.Path(revision)
	damaged := func(format string, args ...any) error {
		return &Damaged{revision, path, fmt.Sprintf(format, args...)}
	}
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return damaged("het bestand is weg")
	}
	if err != nil {
		return fmt.Errorf("look at %s: %w", revision, err)
	}
	r, ok, err := s.Record(revision)
	if err != nil {
		return err
	}
	switch {
	case info.Size() == 0:
		return damaged("het bestand is leeg")
	case !ok:
		return nil
	case info.Size() != r.Bytes:
		return damaged("het bestand heeft %d bytes en was gepubliceerd met %d", info.Size(), r.Bytes)
	}
	sum, err := sumOf(path)
	if err == nil && sum != r.SHA256 {
		return damaged("de inhoud is een andere dan er gepubliceerd is")
	}
	return err
}

func sumOf(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("look at %s: %w", path, err)
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", fmt.Errorf("look at %s: %w", path, err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// PutAside takes the file of a damaged revision out of the way, so that nobody opens it again; it stays beside, for who wants to know
// what happened to it. A file that is gone is no error.
func (s Store) PutAside(revision string) error {
	err := os.Rename(s.Path(revision), s.Path(revision)+".beschadigd")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("put %s aside: %w", revision, err)
	}
	return nil
}
