package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/web"
	"wijkinzicht/web/chart"
)

// Server serves one store.
type Server struct {
	address string // public address without a closing slash
	program string
	pages   *web.Pages
	charts  *chart.Renderer
	current *current
	app     *fiber.App
}

// chartWorkers is how many pictures are drawn at once: the machines we plan for have two cores.
const chartWorkers = 2

// New opens the store's published revision and prepares every template and the chart renderer, so that what is
// missing is known before the first visitor comes. address is the public address, such as https://wijken.example.nl.
func New(ctx context.Context, store data.Store, address, program string) (*Server, error) {
	s := &Server{address: strings.TrimSuffix(address, "/"), program: program}
	var err error
	if s.pages, err = web.New(); err != nil {
		return nil, err
	}
	if s.charts, err = chart.NewRenderer(chartWorkers); err != nil {
		return nil, err
	}
	if s.current, err = openCurrent(ctx, store); err != nil {
		return nil, err
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
	defer stop()
	go s.current.follow(following)
	done := make(chan error, 1)
	go func() { done <- s.app.Listener(listener) }()
	select {
	case err := <-done:
		return errors.Join(fmt.Errorf("serve: %w", err), s.current.close())
	case <-ctx.Done():
	}
	err := s.app.ShutdownWithTimeout(stopTime)
	if errors.Is(err, context.DeadlineExceeded) { // a visitor who does not take the answer is no fault of ours
		slog.Warn("stopped with visitors still connected")
		err = nil
	}
	listener.Close() // when ctx ended before the server began, the shutdown found nothing to stop
	return errors.Join(err, <-done, s.current.close())
}
