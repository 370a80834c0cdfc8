// Package fetch brings files over the network into a folder, politely and without trusting what comes back.
package fetch

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"
)

// Agent is the User-Agent: it names us, so that a source can reach out instead of shutting us out.
const Agent = "wijkinzicht (dashboard Wijk in zicht; haalt open data wekelijks op)"

// Bounds of patience. Sources name none; public clients of CBS wait 0.3 to 0.5 s between requests and try again with a doubling
// pause.
const (
	perHost    = 2                      // requests to one host at the same time
	pause      = 300 * time.Millisecond // between the starts of two requests to one host
	attempts   = 5                      // of one request
	firstWait  = time.Second            // before the second attempt; it doubles
	longest    = 30 * time.Second       // of our own waits
	afterMost  = 5 * time.Minute        // the longest Retry-After that a run waits for
	headerTime = 60 * time.Second       // for an answer to begin
	quiet      = 30 * time.Second       // in which at least slowest bytes come
	slowest    = 256 << 10              // 8.5 kB a second: the largest page of figures (some 12 MB) still comes in half an hour
	whole      = time.Hour              // of one file, all attempts together: the largest (some 100 MB) then comes at 30 kB a second
)

// Client fetches from a few known hosts.
type Client struct {
	http  *http.Client
	hosts []string
	wait  func(context.Context, time.Duration) error
	pause time.Duration
	quiet time.Duration
	whole time.Duration

	mu   sync.Mutex
	turn map[string]*turn
	down map[string]*Error // hosts that gave no answer at all; they are not asked again by this client
}

// turn keeps the requests to one host apart.
type turn struct {
	slots chan struct{}
	mu    sync.Mutex
	next  time.Time
}

// New makes a client that fetches over https from these hosts alone, redirects included; a host with "http://" before it may be asked
// without. A nil transport is the ordinary one.
func New(hosts []string, transport http.RoundTripper) *Client {
	if transport == nil {
		plain := http.DefaultTransport.(*http.Transport).Clone()
		plain.ResponseHeaderTimeout, plain.MaxConnsPerHost = headerTime, perHost
		transport = plain
	}
	c := &Client{hosts: hosts, wait: wait, pause: pause, quiet: quiet, whole: whole, turn: map[string]*turn{}, down: map[string]*Error{}}
	c.http = &http.Client{Transport: transport, CheckRedirect: func(r *http.Request, via []*http.Request) error {
		if len(via) > 5 {
			return &forbidden{"de bron verwijst meer dan vijf keer door"}
		}
		return c.allowed(r.URL)
	}}
	return c
}

// Patience replaces how the client waits before it tries again, and how long an answer may be silent; requests no longer
// wait for each other. Tests do not wait.
func (c *Client) Patience(wait func(context.Context, time.Duration) error, quiet time.Duration) {
	c.wait, c.pause, c.quiet = wait, 0, quiet
}

func (c *Client) allowed(u *url.URL) error {
	https := u.Scheme == "https" && slices.Contains(c.hosts, u.Hostname())
	if !https && !slices.Contains(c.hosts, u.Scheme+"://"+u.Host) {
		return &forbidden{fmt.Sprintf("de bron verwijst door naar %s://%s, dat geen https-adres van een bekende bron is", u.Scheme, u.Host)}
	}
	return nil
}

// forbidden is our own refusal to follow a redirect.
type forbidden struct{ reason string }

func (e *forbidden) Error() string { return e.reason }

func wait(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// enter waits for this host's turn; leave gives it to the next.
func (c *Client) enter(ctx context.Context, host string) (leave func(), err error) {
	c.mu.Lock()
	t := c.turn[host]
	if t == nil {
		t = &turn{slots: make(chan struct{}, perHost)}
		c.turn[host] = t
	}
	c.mu.Unlock()
	select {
	case t.slots <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	leave = func() { <-t.slots }
	t.mu.Lock()
	now := time.Now()
	at := t.next
	if at.Before(now) {
		at = now
	}
	t.next = at.Add(c.pause)
	t.mu.Unlock()
	if d := at.Sub(now); d > 0 {
		if err := c.wait(ctx, d); err != nil {
			leave()
			return nil, err
		}
	}
	return leave, nil
}

// backoff is the pause before the next attempt: doubling, with jitter, so that clients that failed together do not come
// back together.
func backoff(attempt int) time.Duration {
	d := min(longest, firstWait<<attempt)
	return d/2 + rand.N(d/2)
}
