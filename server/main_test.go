package server_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/andybalholm/brotli"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/store"
	"wijkinzicht/ingest"
	"wijkinzicht/server"
	"wijkinzicht/server/sandbox"
)

// publicAddress is where the servers of these tests say they are.
const publicAddress = "https://wijken.example"

// Filled by TestMain: one store with the embedded figures, one server on it, and its revision opened.
var (
	depot store.Store
	base  string
	db    *data.DB
)

func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == sandbox.Argument { // a question in SQL starts this program again
		os.Exit(sandbox.Child(os.Stdin, os.Stdout))
	}
	os.Exit(withServer(m))
}

func withServer(m *testing.M) int {
	dir, err := os.MkdirTemp("", "wijkinzicht-server")
	if err != nil {
		return failed(err)
	}
	defer os.RemoveAll(dir)
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	depot = store.Store{Dir: dir}
	if err := publishEmbedded(ctx, depot); err != nil {
		return failed(err)
	}
	_, path, err := depot.Current()
	if err != nil {
		return failed(err)
	}
	if db, err = data.Open(ctx, path); err != nil {
		return failed(err)
	}
	defer db.Close()
	address, ended, err := serve(ctx, depot)
	if err != nil {
		return failed(err)
	}
	base = address
	code := m.Run()
	stop()
	if err := <-ended; err != nil {
		return failed(fmt.Errorf("the shared server ended with %w", err))
	}
	return code
}

func failed(err error) int {
	fmt.Fprintln(os.Stderr, err)
	return 1
}

func publishEmbedded(ctx context.Context, depot store.Store) error {
	cat, err := catalogue.Load()
	if err != nil {
		return err
	}
	_, err = ingest.Default(ctx, cat, depot, func(string, int, int) {})
	return err
}

// serve starts a server on a free port; ended gives what Serve returned after ctx ended.
func serve(ctx context.Context, depot store.Store) (address string, ended <-chan error, err error) {
	return serveWith(ctx, depot, server.Config{Address: publicAddress, Program: "test"})
}

func serveWith(ctx context.Context, depot store.Store, c server.Config) (address string, ended <-chan error, err error) {
	if c.Sketch == nil {
		if c.Sketch, err = ingest.Sketcher(); err != nil {
			return "", nil, err
		}
	}
	srv, err := server.New(ctx, depot, c)
	if err != nil {
		return "", nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	done := make(chan error, 1)
	go func() { done <- srv.Serve(ctx, listener) }()
	return "http://" + listener.Addr().String(), done, nil
}

// client asks as we tell it: no compression of its own, no following.
var client = &http.Client{
	Transport:     &http.Transport{DisableCompression: true, MaxIdleConnsPerHost: 32},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	Timeout:       time.Minute,
}

// reply is a whole answer.
type reply struct {
	status int
	header http.Header
	raw    []byte // as it came over the wire
	body   string // after decompression
}

// ask sends a request with these header fields ("Name: value").
func ask(t testing.TB, method, address string, fields ...string) reply {
	t.Helper()
	r, err := try(method, address, fields...)
	// A server that refuses an address before it has read all of it closes, and the answer can be lost on its way: ask again.
	for n := 0; n < 20 && len(address) > 16<<10 && errors.Is(err, syscall.ECONNRESET); n++ {
		r, err = try(method, address, fields...)
	}
	if errors.Is(err, io.EOF) { // the server let go of a connection that had rested; the client asks again by itself for a GET alone
		r, err = try(method, address, fields...)
	}
	if err != nil {
		t.Fatalf("%.300v", err)
	}
	return r
}

func try(method, address string, fields ...string) (reply, error) {
	request, err := http.NewRequest(method, address, nil)
	if err != nil {
		return reply{}, err
	}
	for _, f := range fields {
		name, value, _ := strings.Cut(f, ": ")
		request.Header.Set(name, value)
	}
	response, err := client.Do(request)
	if err != nil {
		return reply{}, err
	}
	defer response.Body.Close()
	raw, err := io.ReadAll(response.Body)
	if err != nil {
		return reply{}, fmt.Errorf("%s %s: %w", method, address, err)
	}
	r := reply{status: response.StatusCode, header: response.Header, raw: raw, body: string(raw)}
	var plain io.Reader
	switch response.Header.Get("Content-Encoding") {
	case "br":
		plain = brotli.NewReader(bytes.NewReader(raw))
	case "gzip":
		if plain, err = gzip.NewReader(bytes.NewReader(raw)); err != nil && len(raw) > 0 {
			return reply{}, err
		}
	}
	if plain != nil && len(raw) > 0 {
		body, err := io.ReadAll(plain)
		if err != nil {
			return reply{}, fmt.Errorf("%s %s: decompress: %w", method, address, err)
		}
		r.body = string(body)
	}
	return r, nil
}

// get asks the shared server.
func get(t testing.TB, path string, fields ...string) reply {
	t.Helper()
	return ask(t, http.MethodGet, base+path, fields...)
}

// wijken lists the slugs of the eleven.
func wijken() []string {
	var out []string
	for _, s := range db.Subjects {
		if s.Kind == catalogue.WijkKind {
			out = append(out, s.Slug)
		}
	}
	return out
}

// shown lists the indicators that visitors can choose.
func shown() []string {
	var out []string
	for _, ind := range db.Indicators {
		if ind.Shown {
			out = append(out, ind.ID)
		}
	}
	return out
}
