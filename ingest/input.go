package ingest

import (
	"bufio"
	"bytes"
	"compress/gzip"
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

// maxFile is the size above which a file, opened, is refused: the largest that we know (the national
// TypedDataSet as JSON) is 64 MB.
const maxFile = 1 << 30

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
	content, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", in.name, err)
	}
	if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != in.sha256 {
		return nil, errChanged(in.name)
	}
	if bytes.HasPrefix(content, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(bytes.NewReader(content))
		if err != nil {
			return nil, refuse(in.name, "het gzip-bestand is beschadigd")
		}
		if content, err = io.ReadAll(io.LimitReader(z, maxFile+1)); err != nil {
			return nil, refuse(in.name, "het gzip-bestand is beschadigd of afgekapt")
		}
	}
	if len(content) > maxFile {
		return nil, refuse(in.name, "het bestand is groter dan %d MB", maxFile>>20)
	}
	return content, nil
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
	var content io.Reader = whole
	if head, _ := whole.Peek(2); bytes.Equal(head, []byte{0x1f, 0x8b}) {
		if content, err = gzip.NewReader(whole); err != nil {
			return refuse(in.name, "het gzip-bestand is beschadigd")
		}
	}
	text := bufio.NewReader(io.LimitReader(content, maxFile))
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
