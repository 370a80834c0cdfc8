package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/store"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/research"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
	"wijkinzicht/web/chart"
)

// Server serves one store.
type Server struct {
	*site.Site
	embedPolicy string // with who may frame an embed
	app         *fiber.App
	research    *research.Research
	metrics     *metrics
	await       func(context.Context) error // Config.Await
	renamed     renamed                     // what indicators, wijken and interventions were called before
}

// Config says how a store is served.
type Config struct {
	Address   string                      // public address, such as https://wijken.example.nl or https://www.example.nl/wijken
	Program   string                      // version of the program, named on every page
	Own       string                      // directory with what a gemeente adds: house styles; "": none
	Addresses string                      // base address of the address service, as search.LocationService; "": none is asked
	Visitors  string                      // header in which the proxy before the server says who asks, such as X-Forwarded-For; "": there is no proxy
	Await     func(context.Context) error // asks the server that this one follows what it has published; nil: it follows none
	Elder     site.Elder                  // asks that server for an answer; nil: it follows none
	Sketch    site.Sketch                 // makes the figures of areas that visitors draw; nil: none can be drawn
	Report    string                      // where visitors report a fault: an https address, or one of e-mail; "": nowhere
	Framers   string                      // origins that may frame an embed, separated by blanks; "": any
}

// chartWorkers is how many pictures are drawn at once: the machines we plan for have two cores.
const chartWorkers = 2

// drawApart gives what is made at once places of its own in Go's scheduler, once. A picture keeps its place for a tenth of a second; the
// system, which knows that it may wait (answer.Desk), then lets what is ready go first, but only when that has a place to run in.
var drawApart = sync.OnceFunc(func() {
	if os.Getenv("GOMAXPROCS") == "" {
		runtime.GOMAXPROCS(runtime.GOMAXPROCS(0) + chartWorkers)
	}
})

// New opens the store's published revision and prepares every template and the chart renderer, so that what is
// missing is known before the first visitor comes. What a gemeente adds is refused with a Dutch sentence when it is not
// right.
func New(ctx context.Context, store store.Store, c Config) (*Server, error) {
	drawApart()
	s := &Server{metrics: newMetrics(), await: c.Await, Site: &site.Site{Address: strings.TrimSuffix(c.Address, "/"), Elder: c.Elder, Sketch: c.Sketch}}
	allowed, err := framers(c.Framers)
	if err != nil {
		return nil, err
	}
	s.embedPolicy = s.EmbedPolicy(allowed)
	if s.Styles, err = site.HouseStyles(c.Own); err != nil {
		return nil, err
	}
	if s.Templates, err = web.New(s.Path()); err != nil {
		return nil, err
	}
	if s.Charts, err = chart.NewRenderer(chartWorkers); err != nil {
		return nil, err
	}
	if s.Desk, err = answer.Open(ctx, store, c.Program); err != nil {
		return nil, err
	}
	s.Desk.Visitors = c.Visitors
	if s.renamed, err = catalogue.ReadRenamed(); err != nil {
		return nil, err
	}
	if s.Report, err = site.ReportAddress(c.Report); err != nil {
		return nil, err
	}
	s.research = research.New(s.Site)
	s.app = fiber.New(fiber.Config{
		AppName: "wijkinzicht", DisableStartupMessage: true, StrictRouting: true, CaseSensitive: true, Immutable: true,
		ReadTimeout: 5 * time.Second, WriteTimeout: 30 * time.Second, IdleTimeout: 60 * time.Second,
		ReadBufferSize: 16 << 10, BodyLimit: 1 << 10, ErrorHandler: s.fail,
	})
	if err := s.routes(c.Addresses); err != nil {
		return nil, err
	}
	if err := s.apart(); err != nil {
		return nil, err
	}
	handle := s.app.Handler()
	s.app.Server().Handler = s.within(handle)
	s.Desk.Warm = func(rev *answer.Revision, path string) {
		var c fasthttp.RequestCtx
		c.Init(&fasthttp.Request{}, nil, nil)
		c.Request.SetRequestURI(path)
		answer.For(&c, rev)
		handle(&c)
	}
	return s, nil
}

// stopTime is how long answers in flight may take after a signal; longer than the ReadTimeout, so that a browser's idle
// connection is let go of before.
const stopTime = 10 * time.Second

// Serve answers on the listener until ctx ends, then finishes the answers in flight and closes the revision.
func (s *Server) Serve(ctx context.Context, listener net.Listener) error {
	following, stop := context.WithCancel(ctx)
	go s.Desk.Follow(following)
	var preparing sync.WaitGroup
	preparing.Go(func() { s.research.PrepareDownloads(following) })
	defer preparing.Wait()
	defer stop()
	done := make(chan error, 1)
	accepted := newConnections(listener)
	s.app.Server().ConnState = accepted.follow
	go func() { done <- s.app.Listener(accepted) }()
	select {
	case err := <-done:
		return errors.Join(fmt.Errorf("serve: %w", err), s.Desk.Close())
	case <-ctx.Done():
	}
	err := s.app.ShutdownWithTimeout(stopTime)
	if errors.Is(err, context.DeadlineExceeded) { // a visitor who does not take the answer is no fault of ours
		slog.Warn("stopped with visitors still connected")
		err = nil
	}
	listener.Close() // when ctx ended before the server began, the shutdown found nothing to stop
	return errors.Join(err, <-done, s.Desk.Close())
}

// framer is an origin as frame-ancestors takes it: a host, of which the first part may be any.
var framer = regexp.MustCompile(`^https?://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:[0-9]{1,5})?$`)

// framers gives the sources of frame-ancestors: any, or the origins in the text and our own page with its preview.
func framers(text string) (string, error) {
	origins := strings.Fields(text)
	if len(origins) == 0 || text == "*" {
		return "* file:", nil // a star is for pages on the web alone, and an editor may try a page from a folder
	}
	for _, origin := range origins {
		if !framer.MatchString(origin) {
			return "", fmt.Errorf("%q is geen adres van een website; schrijf bijvoorbeeld https://www.dorrestad.nl of https://*.dorrestad.nl, met spaties ertussen", origin)
		}
	}
	return "'self' " + strings.Join(origins, " "), nil
}

// DisableSQL switches off questions in SQL over the web; call it before Serve.
func (s *Server) DisableSQL() { s.research.DisableSQL() }
