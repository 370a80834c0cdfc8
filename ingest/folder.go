package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// list gives the files of a folder, in order of their paths; a link that leads to a folder is followed. What is in it and is no file,
// such as a link or a pipe, is given as one that cannot be opened: nobody can say what lies behind it, or whether it ends.
func list(ctx context.Context, from string) ([]input, error) {
	info, err := os.Stat(from)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, refuse(from, "deze map bestaat niet")
	}
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", from, err)
	}
	if info.Mode().IsRegular() {
		in, err := describe(ctx, from)
		return []input{in}, err
	}
	if !info.IsDir() {
		return nil, refuse(from, "dit is %s en geen map of bestand; geef de map waarin de bestanden staan", odd(info.Mode()))
	}
	root, err := filepath.EvalSymlinks(from)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", from, err)
	}
	var found []input
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || ctx.Err() != nil {
			return errors.Join(err, ctx.Err())
		}
		switch {
		case strings.HasPrefix(d.Name(), ".") && path != root:
			if d.IsDir() {
				return filepath.SkipDir
			}
			return nil
		case d.IsDir():
			return nil
		case !d.Type().IsRegular():
			found = append(found, unopened(path, odd(d.Type())))
			return nil
		}
		in, err := describe(ctx, path)
		found = append(found, in)
		return err
	})
	return found, err
}

// odd says in Dutch what is no file and no folder.
func odd(mode fs.FileMode) string {
	switch {
	case mode&fs.ModeSymlink != 0:
		return "een verwijzing (symlink)"
	case mode&fs.ModeNamedPipe != 0:
		return "een pijp (FIFO)"
	case mode&fs.ModeSocket != 0:
		return "een socket"
	}
	return "een apparaat"
}

// unopened is what stands in a folder and is not opened. It has no content, and is known by its path.
func unopened(path, what string) input {
	name := filepath.Base(path)
	sum := sha256.Sum256([]byte(what + " " + path))
	return input{name: name, path: path, sha256: hex.EncodeToString(sum[:]), held: []byte{}, folder: filepath.Dir(path),
		bad: refuse(name, "dit is %s en geen bestand; leg het bestand zelf in de map", what)}
}

// describe gives a file with the hash of its content.
func describe(ctx context.Context, path string) (input, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrPermission) {
		in := unopened(path, "een bestand dat dit programma niet mag lezen")
		in.bad = refuse(in.name, "dit programma mag het bestand niet lezen; geef het leesrecht (chmod a+r) of laat het weg")
		return in, nil
	}
	if err != nil {
		return input{}, fmt.Errorf("open %s: %w", path, err)
	}
	defer f.Close()
	h := sha256.New()
	n, err := io.Copy(h, whileWanted{ctx, f})
	if err != nil {
		return input{}, fmt.Errorf("read %s: %w", path, err)
	}
	ext := strings.ToLower(filepath.Ext(path))
	if ext == ".gz" {
		ext = strings.ToLower(filepath.Ext(strings.TrimSuffix(path, filepath.Ext(path)))) + ext
	}
	return input{name: filepath.Base(path), path: path, ext: ext, sha256: hex.EncodeToString(h.Sum(nil)), bytes: n,
		folder: filepath.Dir(path), retrieved: time.Now().UTC().Truncate(time.Second)}, nil
}

// whileWanted reads until the run is told to stop.
type whileWanted struct {
	ctx context.Context
	r   io.Reader
}

func (w whileWanted) Read(p []byte) (int, error) {
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	return w.r.Read(p)
}

// attend reads files by another hand, and comes back at once when the run is told to stop: what decodes JSON, XML or a database does not
// look up from its work, and a large file takes it a minute. What is left behind only reads, and ends with the program.
func attend[T any](ctx context.Context, read func() (T, error)) (T, error) {
	type outcome struct {
		value T
		err   error
	}
	ended := make(chan outcome, 1)
	go func() {
		value, err := read()
		ended <- outcome{value, err}
	}()
	select {
	case o := <-ended:
		return o.value, o.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}
