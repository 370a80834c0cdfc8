package fetch

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
)

// MarkExt ends the name of the file that holds the validator of a file that is underway.
const MarkExt = ".kenmerk"

// partial is what lies on disk of an answer that broke off, and the validator it belongs to.
func partial(r Request) (size int64, validator string) {
	if r.Kind == JSON { // small, and of many pages: begun again
		return 0, ""
	}
	info, err := os.Stat(r.To)
	if err != nil || info.Size() == 0 {
		return 0, ""
	}
	mark, err := os.ReadFile(r.To + MarkExt)
	if err != nil || len(mark) == 0 {
		return 0, ""
	}
	return info.Size(), string(mark)
}

// write brings the body to disk, within the limit and while bytes keep coming.
func (c *Client) write(r Request, res *http.Response, have int64, validator string, cancel func()) (err error) {
	if n := res.ContentLength; n >= 0 && have+n > r.Limit {
		return tooLarge(r)
	}
	mode := os.O_CREATE | os.O_WRONLY | os.O_TRUNC
	if have > 0 {
		mode = os.O_WRONLY | os.O_APPEND
	} else if strings.HasPrefix(validator, "W/") { // a weak tag does not name these very bytes
		validator = ""
	}
	if have == 0 && r.Kind != JSON {
		if err := os.WriteFile(r.To+MarkExt, []byte(validator), 0o644); err != nil {
			return fmt.Errorf("write beside %s: %w", r.To, err)
		}
	}
	f, err := os.OpenFile(r.To, mode, 0o644)
	if err != nil {
		return fmt.Errorf("write %s: %w", r.To, err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	watch := watchBytes(c.quiet, cancel)
	defer watch.stop()
	body := io.TeeReader(io.LimitReader(res.Body, r.Limit-have+1), counter(func(n int) { watch.saw(n); r.Bytes(int64(n)) }))
	n, err := io.Copy(diskWriter{f}, body)
	var full *diskError
	switch {
	case errors.As(err, &full):
		return fmt.Errorf("write %s: %w", r.To, full.err)
	case watch.slow():
		return &Error{URL: r.URL, Reason: "de bron levert te traag; er kwam bijna niets meer", again: true}
	case err != nil:
		return &Error{URL: r.URL, Reason: "de verbinding brak halverwege af", again: true, cause: err}
	case have+n > r.Limit:
		return tooLarge(r)
	case !res.Uncompressed && res.ContentLength >= 0 && n != res.ContentLength:
		return &Error{URL: r.URL, Reason: "het antwoord is afgekapt", again: true}
	}
	return nil
}

// diskWriter tells a failure of the disk from one of the network.
type diskWriter struct{ f *os.File }

type diskError struct{ err error }

func (e *diskError) Error() string { return e.err.Error() }

func (w diskWriter) Write(p []byte) (int, error) {
	n, err := w.f.Write(p)
	if err != nil {
		err = &diskError{err}
	}
	return n, err
}

type counter func(int)

func (c counter) Write(p []byte) (int, error) {
	c(len(p))
	return len(p), nil
}

// finish holds the file against its kind and gives its hash.
func finish(r Request, validator string) (Answer, error) {
	f, err := os.Open(r.To)
	if err != nil {
		return Answer{}, fmt.Errorf("read %s: %w", r.To, err)
	}
	defer f.Close()
	head := make([]byte, 512)
	n, _ := io.ReadFull(f, head)
	if err := r.Kind.check(r.URL, head[:n]); err != nil {
		os.Remove(r.To)
		return Answer{}, err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return Answer{}, fmt.Errorf("read %s: %w", r.To, err)
	}
	h := sha256.New()
	size, err := io.Copy(h, f)
	if err != nil {
		return Answer{}, fmt.Errorf("read %s: %w", r.To, err)
	}
	os.Remove(r.To + MarkExt)
	return Answer{SHA256: hex.EncodeToString(h.Sum(nil)), Bytes: size, Validator: validator, At: now()}, nil
}
