// Package mirrortest is a server on loopback that speaks as the sources do, faults included, with made-up areas and
// figures. Only tests use it.
package mirrortest

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// Mirror answers for every host; Transport leads there.
type Mirror struct {
	Server *httptest.Server

	mu       sync.Mutex
	files    map[string][]byte       // host/path
	handlers map[string]http.Handler // host/path prefix
	faults   []*fault
	asked    []string
}

// New starts a mirror until the test ends.
func New(t testing.TB) *Mirror {
	m := &Mirror{files: map[string][]byte{}, handlers: map[string]http.Handler{}}
	m.Server = httptest.NewServer(m)
	t.Cleanup(func() { m.Server.CloseClientConnections(); m.Server.Close() })
	return m
}

// File serves content at an https address, with an ETag and by ranges, as a plain web server does.
func (m *Mirror) File(address string, content []byte) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.files[strings.TrimPrefix(address, "https://")] = content
}

// Handle serves all that lies below an https address.
func (m *Mirror) Handle(address string, h http.Handler) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.handlers[strings.TrimPrefix(address, "https://")] = h
}

// Asked lists the addresses asked for, in order, and begins a new list.
func (m *Mirror) Asked() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	asked := m.asked
	m.asked = nil
	return asked
}

// Fault spoils an answer; next is the right one.
type Fault func(w http.ResponseWriter, r *http.Request, next http.Handler)

type fault struct {
	part  string
	after int
	times int
	spoil Fault
}

// Spoil makes the answers whose address has this part faulty: after as many right ones, and as many times; times 0 is forever.
func (m *Mirror) Spoil(part string, after, times int, f Fault) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.faults = append(m.faults, &fault{part, after, times, f})
}

// Mend ends all faults.
func (m *Mirror) Mend() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.faults = nil
}

// spoiled gives the fault that is due for an address, or nil.
func (m *Mirror) spoiled(address string) Fault {
	for i, f := range m.faults {
		if !strings.Contains(address, f.part) {
			continue
		}
		if f.after > 0 {
			f.after--
			continue
		}
		if f.times > 0 {
			if f.times--; f.times == 0 {
				m.faults = append(m.faults[:i:i], m.faults[i+1:]...)
			}
		}
		return f.spoil
	}
	return nil
}

func (m *Mirror) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	query, _ := url.QueryUnescape(r.URL.RawQuery)
	address := r.Host + r.URL.Path
	m.mu.Lock()
	m.asked = append(m.asked, strings.TrimSuffix(address+"?"+query, "?"))
	spoil := m.spoiled(address + "?" + query)
	m.mu.Unlock()
	right := http.HandlerFunc(m.answer)
	if spoil != nil {
		spoil(w, r, right)
		return
	}
	right(w, r)
}

func (m *Mirror) answer(w http.ResponseWriter, r *http.Request) {
	address := r.Host + r.URL.Path
	m.mu.Lock()
	content, ok := m.files[address]
	var h http.Handler
	long := 0
	for prefix, candidate := range m.handlers {
		if strings.HasPrefix(address, prefix) && len(prefix) > long {
			h, long = candidate, len(prefix)
		}
	}
	m.mu.Unlock()
	switch {
	case ok:
		sum := sha256.Sum256(content)
		w.Header().Set("ETag", fmt.Sprintf(`"%x"`, sum[:8]))
		http.ServeContent(w, r, address, time.Time{}, bytes.NewReader(content))
	case h != nil:
		h.ServeHTTP(w, r)
	default:
		http.NotFound(w, r)
	}
}

// Transport leads every https request to the mirror; a host in refuse gives no connection.
func Transport(address string, refuse ...string) http.RoundTripper {
	return lead{address: address, refuse: refuse, plain: &http.Transport{MaxIdleConnsPerHost: 8}}
}

// Transport leads every https request to this mirror.
func (m *Mirror) Transport(refuse ...string) http.RoundTripper {
	return Transport(m.Server.Listener.Addr().String(), refuse...)
}

type lead struct {
	address string
	refuse  []string
	plain   *http.Transport
}

func (l lead) RoundTrip(r *http.Request) (*http.Response, error) {
	for _, host := range l.refuse {
		if r.URL.Hostname() == host {
			return nil, &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
		}
	}
	if r.URL.Scheme != "https" {
		return nil, fmt.Errorf("asked for %s", r.URL)
	}
	led := r.Clone(r.Context())
	led.Host = r.URL.Host
	led.URL.Scheme, led.URL.Host = "http", l.address
	return l.plain.RoundTrip(led)
}

// Status answers with an error and, when it is not empty, a Retry-After.
func Status(code int, retryAfter string) Fault {
	return func(w http.ResponseWriter, _ *http.Request, _ http.Handler) {
		if retryAfter != "" {
			w.Header().Set("Retry-After", retryAfter)
		}
		http.Error(w, "storing", code)
	}
}

// HTML answers 200 with a page for people, as a source in trouble does.
func HTML(w http.ResponseWriter, _ *http.Request, _ http.Handler) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	io.WriteString(w, "<!DOCTYPE html>\n<html><body><h1>Onderhoud</h1></body></html>")
}

// WrongType gives the right answer under another Content-Type.
func WrongType(w http.ResponseWriter, r *http.Request, next http.Handler) {
	rec := httptest.NewRecorder()
	next.ServeHTTP(rec, r)
	w.Header().Set("Content-Type", "text/html")
	w.WriteHeader(rec.Code)
	w.Write(rec.Body.Bytes())
}

// Reset breaks the connection halfway the answer.
func Reset(w http.ResponseWriter, r *http.Request, next http.Handler) {
	half(w, r, next, func(conn net.Conn) {
		if tcp, ok := conn.(*net.TCPConn); ok {
			tcp.SetLinger(0)
		}
	})
}

// Hangup breaks the connection before any answer.
func Hangup(w http.ResponseWriter, _ *http.Request, _ http.Handler) {
	if conn, _, err := w.(http.Hijacker).Hijack(); err == nil {
		if tcp, ok := conn.(*net.TCPConn); ok {
			tcp.SetLinger(0)
		}
		conn.Close()
	}
}

// Cut ends the answer halfway, as if it were whole to those who do not count.
func Cut(w http.ResponseWriter, r *http.Request, next http.Handler) {
	half(w, r, next, func(net.Conn) {})
}

func half(w http.ResponseWriter, r *http.Request, next http.Handler, before func(net.Conn)) {
	rec := httptest.NewRecorder()
	next.ServeHTTP(rec, r)
	hijacker, ok := w.(http.Hijacker)
	if !ok {
		return
	}
	conn, _, err := hijacker.Hijack()
	if err != nil {
		return
	}
	body := rec.Body.Bytes()
	fmt.Fprintf(conn, "HTTP/1.1 %d OK\r\nContent-Length: %d\r\nETag: %s\r\n", rec.Code, len(body), rec.Header().Get("ETag"))
	if cr := rec.Header().Get("Content-Range"); cr != "" {
		fmt.Fprintf(conn, "Content-Range: %s\r\n", cr)
	}
	fmt.Fprint(conn, "\r\n")
	conn.Write(body[:len(body)/2])
	time.Sleep(20 * time.Millisecond) // so that the half arrives before the end does
	before(conn)
	conn.Close()
}

// Drip gives the answer a byte at a time, until the client has enough of it.
func Drip(w http.ResponseWriter, r *http.Request, next http.Handler) { drip(w, r, next, 0) }

// DripHalf gives half of the answer at once, and the rest a byte at a time.
func DripHalf(w http.ResponseWriter, r *http.Request, next http.Handler) { drip(w, r, next, 0.5) }

func drip(w http.ResponseWriter, r *http.Request, next http.Handler, part float64) {
	rec := httptest.NewRecorder()
	next.ServeHTTP(rec, r)
	maps.Copy(w.Header(), rec.Header())
	w.WriteHeader(rec.Code)
	body := rec.Body.Bytes()
	for n := max(1, int(part*float64(len(body)))); len(body) > 0; n = 1 {
		if _, err := w.Write(body[:n]); err != nil {
			return
		}
		body = body[n:]
		w.(http.Flusher).Flush()
		select {
		case <-r.Context().Done():
			return
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// Bomb answers with very much, packed very small.
func Bomb(megabytes int) Fault {
	return func(w http.ResponseWriter, _ *http.Request, _ http.Handler) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Set("Content-Type", "application/json")
		z := gzip.NewWriter(w)
		defer z.Close()
		io.WriteString(z, `{"value":[`)
		block := bytes.Repeat([]byte(" "), 1<<20)
		for range megabytes {
			if _, err := z.Write(block); err != nil {
				return
			}
		}
	}
}

// Redirect sends the client elsewhere.
func Redirect(to string) Fault {
	return func(w http.ResponseWriter, r *http.Request, _ http.Handler) {
		http.Redirect(w, r, to, http.StatusFound)
	}
}
