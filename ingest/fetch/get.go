package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"
)

// Kind is what an answer must be; its first bytes are held against it, whatever the Content-Type says.
type Kind string

// The kinds, by how they begin.
const (
	JSON     Kind = "JSON"
	Zip      Kind = "zip-bestand"
	Workbook Kind = "Excel-bestand"
	Database Kind = "DuckDB-bestand"
)

// Limits of an answer as it comes out, in bytes: several times the largest that is known of each kind (a
// GeoPackage zip of 104 MB, a national year of KWB of 64 MB, 50 million observations in 162 MB).
var limits = map[Kind]int64{JSON: 512 << 20, Zip: 1 << 30, Workbook: 128 << 20, Database: 2 << 30}

// Request is one file to fetch.
type Request struct {
	URL   string
	Kind  Kind
	Limit int64       // bytes; 0: the limit of the kind
	To    string      // path to write; what lies there of an earlier attempt is gone on with, for all but JSON
	Since string      // validator of the copy that is kept; empty when there is none
	Bytes func(int64) // hears how many more bytes came; may be nil
	Begin bool        // only the first bytes are asked for and held against the kind; nothing is written
}

// Answer is a file that came.
type Answer struct {
	SHA256    string
	Bytes     int64  // of a beginning: of the whole file, 0 where the source does not say
	Validator string // ETag, or else Last-Modified; empty when the source gives none
	Unchanged bool   // the source says that the kept copy is its newest; nothing was written
	At        time.Time
}

// Get fetches one file, trying again what is worth it. Errors are *Error, except when ctx ends.
func (c *Client) Get(ctx context.Context, r Request) (Answer, error) {
	u, err := url.Parse(r.URL)
	if err == nil {
		err = c.allowed(u)
	}
	if err != nil {
		return Answer{}, &Error{URL: r.URL, Reason: "dit adres is geen https-adres van een bekende bron"}
	}
	if r.Limit == 0 {
		r.Limit = limits[r.Kind]
	}
	if r.Bytes == nil {
		r.Bytes = func(int64) {}
	}
	if e := c.isDown(u.Hostname()); e != nil {
		return Answer{}, &Error{URL: r.URL, Reason: e.Reason, cause: e.cause}
	}
	left := c.whole
	for attempt := 0; ; attempt++ {
		answer, err := c.once(ctx, u.Hostname(), r, &left)
		if ctx.Err() != nil {
			return Answer{}, ctx.Err()
		}
		var problem *Error
		if err == nil || !errors.As(err, &problem) || !problem.again || attempt == attempts-1 {
			if problem != nil && problem.silent {
				c.setDown(u.Hostname(), problem)
			}
			return answer, err
		}
		d := backoff(attempt)
		if problem.after > 0 {
			d = problem.after
		}
		if err := c.wait(ctx, d); err != nil {
			return Answer{}, err
		}
	}
}

func (c *Client) isDown(host string) *Error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.down[host]
}

func (c *Client) setDown(host string, e *Error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.down[host] = e
}

// once makes one attempt, when it is this host's turn. What it takes is taken from what is left for the file: a source that drips just
// fast enough would otherwise hold a run for days.
func (c *Client) once(ctx context.Context, host string, r Request, left *time.Duration) (answer Answer, err error) {
	leave, err := c.enter(ctx, host)
	if err != nil {
		return Answer{}, err
	}
	defer leave()
	ctx, cancel := context.WithTimeoutCause(ctx, *left, errTooLong)
	defer cancel()
	began := time.Now()
	defer func() {
		*left -= time.Since(began)
		if err != nil && errors.Is(context.Cause(ctx), errTooLong) {
			err = &Error{URL: r.URL, Reason: fmt.Sprintf("na %d minuten was het bestand nog niet binnen", int(c.whole.Minutes())), cause: errTooLong}
		}
	}()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, r.URL, nil)
	if err != nil {
		return Answer{}, &Error{URL: r.URL, Reason: "dit adres klopt niet"}
	}
	have, mark := partial(r)
	header(req, r, have, mark)
	if r.Begin {
		req.Header.Set("Range", fmt.Sprintf("bytes=0-%d", beginning-1))
	}
	res, err := c.http.Do(req)
	if err != nil {
		return Answer{}, unreachable(r.URL, err)
	}
	defer res.Body.Close()
	if r.Begin && (res.StatusCode == http.StatusOK || res.StatusCode == http.StatusPartialContent) {
		return begin(r, res)
	}
	switch {
	case res.StatusCode == http.StatusNotModified && r.Since != "":
		return Answer{Unchanged: true, Validator: r.Since, At: now()}, nil
	case res.StatusCode == http.StatusPartialContent && have > 0 && continues(res.Header.Get("Content-Range"), have):
	case res.StatusCode == http.StatusOK:
		have = 0
	case res.StatusCode == http.StatusRequestedRangeNotSatisfiable && have > 0, res.StatusCode == http.StatusPartialContent:
		os.Remove(r.To)
		return Answer{}, &Error{URL: r.URL, Reason: "de bron kan het begonnen bestand niet vervolgen", again: true}
	default:
		return Answer{}, status(r.URL, res)
	}
	validator := validatorOf(res.Header)
	if err := c.write(r, res, have, validator, cancel); err != nil {
		return Answer{}, err
	}
	return finish(r, validator)
}

// beginning is how many bytes are asked for to see what a file is.
const beginning = 1024

// begin holds the first bytes of an answer against their kind, and leaves the rest.
func begin(r Request, res *http.Response) (Answer, error) {
	head, err := io.ReadAll(io.LimitReader(res.Body, beginning))
	if err != nil {
		return Answer{}, &Error{URL: r.URL, Reason: "de verbinding brak halverwege af", again: true, cause: err}
	}
	r.Bytes(int64(len(head)))
	size := max(0, res.ContentLength)
	if res.StatusCode == http.StatusPartialContent {
		_, whole, _ := strings.Cut(res.Header.Get("Content-Range"), "/")
		size, _ = strconv.ParseInt(whole, 10, 64)
	}
	return Answer{Bytes: size, Validator: validatorOf(res.Header), At: now()}, r.Kind.check(r.URL, head)
}

func now() time.Time { return time.Now().UTC().Truncate(time.Second) }

func header(req *http.Request, r Request, have int64, mark string) {
	req.Header.Set("User-Agent", Agent)
	if r.Kind == JSON {
		req.Header.Set("Accept", "application/json")
	} else {
		req.Header.Set("Accept-Encoding", "identity") // ranges count bytes of the file itself
	}
	switch {
	case have > 0:
		req.Header.Set("Range", fmt.Sprintf("bytes=%d-", have))
		req.Header.Set("If-Range", mark)
	case strings.HasPrefix(r.Since, `"`), strings.HasPrefix(r.Since, "W/"):
		req.Header.Set("If-None-Match", r.Since)
	case r.Since != "":
		req.Header.Set("If-Modified-Since", r.Since)
	}
}

func validatorOf(h http.Header) string {
	if tag := h.Get("ETag"); tag != "" {
		return tag
	}
	return h.Get("Last-Modified")
}

func continues(contentRange string, have int64) bool {
	return strings.HasPrefix(contentRange, fmt.Sprintf("bytes %d-", have))
}

// check tells a file of this kind by its first bytes.
func (k Kind) check(address string, head []byte) error {
	if k == Database && len(head) >= 12 && string(head[8:12]) == "DUCK" { // after the checksum of its first block
		return nil
	}
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \r\n\t")
	starts := map[Kind][]string{JSON: {"{", "["}, Zip: {"PK\x03\x04"}, Workbook: {"PK\x03\x04", "\xd0\xcf\x11\xe0"}}
	for _, s := range starts[k] {
		if bytes.HasPrefix(text, []byte(s)) {
			return nil
		}
	}
	lower := bytes.ToLower(text)
	switch {
	case len(text) == 0:
		return &Error{URL: address, Reason: "het antwoord is leeg", again: true}
	case bytes.HasPrefix(lower, []byte("<!doctype html")), bytes.HasPrefix(lower, []byte("<html")):
		return &Error{URL: address, Reason: "er kwam een webpagina in plaats van een " + string(k) + "; de bron meldt waarschijnlijk een storing"}
	case bytes.HasPrefix(text, []byte("<")):
		return &Error{URL: address, Reason: "er kwam XML in plaats van een " + string(k) + "; de bron meldt waarschijnlijk een fout"}
	}
	return &Error{URL: address, Reason: "wat er kwam is geen " + string(k)}
}

// status makes an error of an answer that is none.
func status(address string, res *http.Response) *Error {
	e := &Error{URL: address, Status: res.StatusCode, Reason: fmt.Sprintf("de bron antwoordt met fout %d", res.StatusCode)}
	switch res.StatusCode {
	case http.StatusNotFound, http.StatusGone:
		e.Reason = fmt.Sprintf("op dit adres staat niets meer (fout %d)", res.StatusCode)
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		e.again, e.after = true, retryAfter(res.Header.Get("Retry-After"))
		e.Reason = fmt.Sprintf("de bron is te druk (fout %d)", res.StatusCode)
		if e.after > afterMost {
			e.again, e.Reason = false, fmt.Sprintf("de bron is te druk en vraagt over %d minuten terug te komen", int(e.after.Minutes()))
		}
	case http.StatusRequestTimeout, http.StatusInternalServerError, http.StatusBadGateway, http.StatusGatewayTimeout:
		e.again = true
	}
	return e
}

// retryAfter reads the header's two forms: seconds, or a date.
func retryAfter(text string) time.Duration {
	if seconds, err := strconv.Atoi(strings.TrimSpace(text)); err == nil && seconds > 0 {
		return time.Duration(min(seconds, 1<<30)) * time.Second
	}
	if at, err := http.ParseTime(text); err == nil {
		return max(0, time.Until(at))
	}
	return 0
}
