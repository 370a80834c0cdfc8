package server

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/sandbox"
	"wijkinzicht/web"
	"wijkinzicht/web/chart"
)

// Server serves one store.
type Server struct {
	address   string // public address without a closing slash
	pages     *web.Pages
	charts    *chart.Renderer
	desk      *answer.Desk
	styles    map[string]houseStyle // by name
	framers   string                // who may frame an embed, as frame-ancestors has it
	app       *fiber.App
	addresses *addressService // nil: no address is searched
	sandbox   *sandbox.Runner // nil: switched off, or not to be had on this system
}

// houseStyle is a gemeente's style with the name of its file under /static/.
type houseStyle struct {
	web.HouseStyle
	file string
}

// Config says how a store is served.
type Config struct {
	Address   string // public address, such as https://wijken.example.nl
	Program   string // version of the program, named on every page
	Own       string // directory with what a gemeente adds: house styles; "": none
	Addresses string // base address of the address service, as LocationService; "": none is asked
	Framers   string // origins that may frame an embed, separated by blanks; "": any
}

// chartWorkers is how many pictures are drawn at once: the machines we plan for have two cores.
const chartWorkers = 2

// New opens the store's published revision and prepares every template and the chart renderer, so that what is
// missing is known before the first visitor comes. What a gemeente adds is refused with a Dutch sentence when it is not
// right.
func New(ctx context.Context, store data.Store, c Config) (*Server, error) {
	s := &Server{address: strings.TrimSuffix(c.Address, "/")}
	var err error
	if s.framers, err = framers(c.Framers); err != nil {
		return nil, err
	}
	if s.styles, err = houseStyles(c.Own); err != nil {
		return nil, err
	}
	if s.pages, err = web.New(); err != nil {
		return nil, err
	}
	if s.charts, err = chart.NewRenderer(chartWorkers); err != nil {
		return nil, err
	}
	if s.desk, err = answer.Open(ctx, store, c.Program); err != nil {
		return nil, err
	}
	if c.Addresses != "" {
		s.addresses = newAddressService(strings.TrimSuffix(c.Addresses, "/"))
	}
	if sandbox.Works {
		s.sandbox = sandbox.New(sandbox.DefaultLimits)
	}
	s.app = fiber.New(fiber.Config{
		AppName: "wijkinzicht", DisableStartupMessage: true, StrictRouting: true, CaseSensitive: true, Immutable: true,
		ReadTimeout: 5 * time.Second, WriteTimeout: 30 * time.Second, IdleTimeout: 60 * time.Second,
		ReadBufferSize: 16 << 10, BodyLimit: 1 << 10, GETOnly: true, ErrorHandler: s.fail,
	})
	return s, s.routes()
}

// stopTime is how long answers in flight may take after a signal; longer than the ReadTimeout, so that a browser's idle
// connection is let go of before.
const stopTime = 10 * time.Second

// Serve answers on the listener until ctx ends, then finishes the answers in flight and closes the revision.
func (s *Server) Serve(ctx context.Context, listener net.Listener) error {
	following, stop := context.WithCancel(ctx)
	go s.desk.Follow(following)
	var preparing sync.WaitGroup
	preparing.Go(func() { s.prepareDownloads(following, prepareAgain) })
	defer preparing.Wait()
	defer stop()
	done := make(chan error, 1)
	go func() { done <- s.app.Listener(listener) }()
	select {
	case err := <-done:
		return errors.Join(fmt.Errorf("serve: %w", err), s.desk.Close())
	case <-ctx.Done():
	}
	err := s.app.ShutdownWithTimeout(stopTime)
	if errors.Is(err, context.DeadlineExceeded) { // a visitor who does not take the answer is no fault of ours
		slog.Warn("stopped with visitors still connected")
		err = nil
	}
	listener.Close() // when ctx ended before the server began, the shutdown found nothing to stop
	return errors.Join(err, <-done, s.desk.Close())
}

// houseStyles reads the house styles of a gemeente and names their files by their content.
func houseStyles(dir string) (map[string]houseStyle, error) {
	out := map[string]houseStyle{}
	if dir == "" {
		return out, nil
	}
	styles, err := web.ReadHouseStyles(os.DirFS(dir))
	for _, style := range styles {
		sum := sha256.Sum256(style.CSS)
		out[style.Name] = houseStyle{style, "thema-" + style.Name + "." + hex.EncodeToString(sum[:6]) + ".css"}
	}
	return out, err
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
