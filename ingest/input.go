package ingest

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/store"
)

// input is a file that may hold figures: in the folder that was named, or kept in the store.
type input struct {
	name, path, ext string
	sha256          string
	bytes           int64
	kept            *store.RawEntry // how the store knows it; nil when it is new
	folder          string          // files of one OData table stand in one folder
	retrieved       time.Time
	given           bool     // it lies in the folder that was named, also when the store keeps it already
	held            []byte   // the content of what is no file
	also            []string // other names under which the folder has the same content
	bad             *Refusal // why it cannot be opened
}

// read gives the file's content, opened when it is gzipped.
func (in input) read() ([]byte, error) {
	if in.held != nil {
		return in.held, nil
	}
	f, err := os.Open(in.path)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", in.name, err)
	}
	defer f.Close()
	size, most, err := in.size(f)
	if err != nil {
		return nil, err
	}
	if size > most {
		return nil, refuse(in.name, "het bestand is groter dan %d MB; dat is geen tabel of kaart van een uitgever", most>>20)
	}
	sum := sha256.New()
	whole := io.TeeReader(f, sum)
	opened, _, _, err := opening(whole, in.ext)
	if err != nil {
		return nil, refuse(in.name, "het gzip-bestand is beschadigd")
	}
	content, tooLarge, err := readWithin(opened, size, most)
	if err == nil {
		_, err = io.Copy(io.Discard, whole) // what stands behind the packed text
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", in.name, err)
	}
	if tooLarge || hex.EncodeToString(sum.Sum(nil)) != in.sha256 {
		return nil, errChanged(in.name)
	}
	return content, nil
}

// size gives how many bytes a file holds, counted where it is gzipped, and how many it may; the file stands at its begin again.
func (in input) size(f *os.File) (size, most int64, err error) {
	content, most, zipped, err := opening(f, in.ext)
	if err != nil {
		return 0, 0, refuse(in.name, "het gzip-bestand is beschadigd")
	}
	if zipped {
		if size, err = io.Copy(io.Discard, io.LimitReader(content, most+1)); err != nil {
			return 0, 0, refuse(in.name, "het gzip-bestand is beschadigd of afgekapt")
		}
	} else if info, err := f.Stat(); err != nil {
		return 0, 0, fmt.Errorf("read %s: %w", in.name, err)
	} else {
		size = info.Size()
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return 0, 0, fmt.Errorf("read %s: %w", in.name, err)
	}
	return size, most, nil
}

// stream gives the content, opened and without a byte order mark, piece by piece: a national table does not fit in memory twice.
func (in input) stream(read func(io.Reader) error) error {
	if in.held != nil {
		return read(bytes.NewReader(bytes.TrimPrefix(in.held, byteOrderMark)))
	}
	f, err := os.Open(in.path)
	if err != nil {
		return fmt.Errorf("open %s: %w", in.name, err)
	}
	defer f.Close()
	sum := sha256.New()
	whole := bufio.NewReaderSize(io.TeeReader(f, sum), 1<<20)
	content, most, _, err := opening(whole, in.ext)
	if err != nil {
		return refuse(in.name, "het gzip-bestand is beschadigd")
	}
	text := bufio.NewReader(io.LimitReader(content, most))
	if head, _ := text.Peek(len(byteOrderMark)); bytes.Equal(head, byteOrderMark) {
		text.Discard(len(byteOrderMark))
	}
	if err := read(text); err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, whole); err != nil {
		return fmt.Errorf("read %s: %w", in.name, err)
	}
	if hex.EncodeToString(sum.Sum(nil)) != in.sha256 {
		return errChanged(in.name)
	}
	return nil
}

// errChanged refuses a file that is another than the one that was looked at.
func errChanged(name string) error {
	return refuse(name, "het bestand is niet meer wat het was toen het werd bewaard of bekeken; haal het opnieuw")
}

// text gives the content without a byte order mark.
func (in input) text() ([]byte, error) {
	content, err := in.read()
	return bytes.TrimPrefix(content, byteOrderMark), err
}

// collect lists the files of a folder, deepest included and zip files opened below scratch, and those that the store keeps, each
// content once.
func collect(ctx context.Context, store store.Store, from, scratch string) ([]input, error) {
	kept, err := store.Raw()
	if err != nil {
		return nil, err
	}
	var inputs []input
	seen := map[string]int{}
	for _, e := range kept {
		in := input{name: e.Name, path: filepath.Join(store.Dir, e.Path()), ext: e.Ext, sha256: e.SHA256, kept: &e, folder: "raw/" + e.SourceID, retrieved: e.RetrievedAt}
		info, err := os.Stat(in.path)
		if err != nil {
			return nil, fmt.Errorf("a kept file is gone: %w", err)
		}
		in.bytes = info.Size()
		seen[e.SHA256], inputs = len(inputs), append(inputs, in)
	}
	if from == "" {
		return inputs, nil
	}
	found, err := list(ctx, from)
	if err != nil {
		return nil, err
	}
	for _, in := range found {
		members := []input{in}
		if in.bad == nil && isZip(in) {
			if members, err = unzip(ctx, in, scratch); errors.As(err, &in.bad) {
				members, err = []input{in}, nil
			}
			if err != nil {
				return nil, err
			}
		}
		for _, in := range members {
			in.given = true
			if i, twice := seen[in.sha256]; twice {
				inputs[i].given = true
				if in.name != inputs[i].name {
					inputs[i].also = append(inputs[i].also, in.name)
				}
				continue
			}
			seen[in.sha256], inputs = len(inputs), append(inputs, in)
		}
	}
	return inputs, nil
}

// toKeep gives what is kept of a file under its source.
func (in input) toKeep(source catalogue.Source) store.Given {
	return store.Given{RawEntry: store.RawEntry{SourceID: source.ID, SHA256: in.sha256, Ext: in.ext, Name: in.name, RetrievedAt: in.retrieved,
		Licence: source.Licence}, Content: func() ([]byte, error) {
		content, err := os.ReadFile(in.path)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", in.name, err)
		}
		if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != in.sha256 {
			return nil, refuse(in.name, "het bestand veranderde tijdens het inlezen; probeer het opnieuw")
		}
		return content, nil
	}}
}
