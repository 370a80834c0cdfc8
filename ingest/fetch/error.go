package fetch

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"sync"
	"syscall"
	"time"
)

// Error says in Dutch why a file did not come.
type Error struct {
	URL    string
	Status int // of HTTP; 0 when there was no answer
	Reason string

	again  bool          // worth another attempt
	silent bool          // there was no connection
	after  time.Duration // the source's own wish, 0 for none
	cause  error
}

func (e *Error) Error() string {
	if u, err := url.Parse(e.URL); err == nil && u.Host != "" {
		return u.Host + ": " + e.Reason
	}
	return e.URL + ": " + e.Reason
}

// Came tells whether something came that is not what was asked for; otherwise nothing came, or an error of the source.
func (e *Error) Came() bool { return e.Status == 0 && !e.again && e.cause == nil }

func (e *Error) Unwrap() error { return e.cause }

// errTooLong ends what takes longer than a file may.
var errTooLong = errors.New("longer than a file may take")

// unreachable explains why there was no answer at all. Only a host with which no connection can be made is down: one that breaks a
// connection, as CBS's did for days, may answer the next request.
func unreachable(address string, err error) *Error {
	e := &Error{URL: address, again: true, cause: err}
	var dial *net.OpError
	e.silent = errors.As(err, &dial) && dial.Op == "dial"
	var dns *net.DNSError
	var timeout net.Error
	var no *forbidden
	switch {
	case errors.As(err, &dns):
		e.Reason, e.again, e.silent = "het adres is niet te vinden; is er wel internet?", dns.IsTemporary, true
	case errors.Is(err, syscall.ECONNREFUSED):
		e.Reason = "de bron weigert de verbinding"
	case errors.Is(err, syscall.ECONNRESET):
		e.Reason = "de bron verbrak de verbinding"
	case errors.As(err, &timeout) && timeout.Timeout():
		e.Reason = "de bron antwoordt niet op tijd"
	case errors.As(err, &no):
		e.Reason, e.again, e.silent = no.reason, false, false
	default:
		e.Reason = "de verbinding mislukte"
	}
	return e
}

func tooLarge(r Request) *Error {
	return &Error{URL: r.URL, Reason: fmt.Sprintf("het antwoord is groter dan %d MB en is niet verder gelezen", r.Limit>>20)}
}

// watch ends a request of which too few bytes come.
type watch struct {
	mu     sync.Mutex
	seen   int
	ended  bool
	ticker *time.Ticker
	done   chan struct{}
}

func watchBytes(quiet time.Duration, cancel func()) *watch {
	w := &watch{ticker: time.NewTicker(quiet), done: make(chan struct{})}
	go func() {
		for {
			select {
			case <-w.done:
				return
			case <-w.ticker.C:
			}
			w.mu.Lock()
			if w.seen < slowest {
				w.ended = true
				w.mu.Unlock()
				cancel()
				return
			}
			w.seen = 0
			w.mu.Unlock()
		}
	}()
	return w
}

func (w *watch) saw(n int) {
	w.mu.Lock()
	w.seen += n
	w.mu.Unlock()
}

func (w *watch) slow() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.ended
}

func (w *watch) stop() {
	w.ticker.Stop()
	close(w.done)
}
