package server

import (
	"container/list"
	"errors"
	"log/slog"
	"net"
	"sync"
	"syscall"
	"time"

	"github.com/valyala/fasthttp"
	"golang.org/x/sys/unix"
)

// connections is a listener that never ends for lack of file descriptors: it keeps some free for files, and where there are too many
// connections it closes the one on which nothing was asked for longest.
type connections struct {
	net.Listener
	most int

	mu   sync.Mutex
	open int
	idle list.List // of net.Conn, the longest idle first
	at   map[net.Conn]*list.Element
}

// spare is how many file descriptors are kept for databases, files that are sent, and children.
const spare = 200

// newConnections bounds the connections of a listener by what the system lets us open.
func newConnections(l net.Listener) *connections {
	var limit unix.Rlimit
	most := 10_000
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &limit); err == nil {
		most = min(most, max(int(min(limit.Cur, 1<<20))-spare, int(min(limit.Cur, 1<<20))/2))
	}
	return &connections{Listener: l, most: most, at: map[net.Conn]*list.Element{}}
}

// Accept waits for the next connection, also when there is no descriptor for it yet.
func (c *connections) Accept() (net.Conn, error) {
	for said := false; ; {
		conn, err := c.Listener.Accept()
		switch {
		case err == nil:
			c.makeRoom()
			return conn, nil
		case !errors.Is(err, syscall.EMFILE) && !errors.Is(err, syscall.ENFILE) && !errors.Is(err, syscall.ENOBUFS) && !errors.Is(err, syscall.ENOMEM) && !errors.Is(err, syscall.ECONNABORTED):
			return nil, err
		}
		if !said {
			slog.Error("a connection must wait", "error", err)
			said = true
		}
		c.closeIdle()
		time.Sleep(10 * time.Millisecond)
	}
}

func (c *connections) makeRoom() {
	c.mu.Lock()
	full := c.open >= c.most
	c.mu.Unlock()
	if full {
		c.closeIdle()
	}
}

// closeIdle closes the connection on which nothing was asked for longest.
func (c *connections) closeIdle() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if first := c.idle.Front(); first != nil {
		conn := c.idle.Remove(first).(net.Conn)
		delete(c.at, conn)
		conn.Close()
	}
}

// follow hears from the server what becomes of a connection. A new one is idle until something is asked on it.
func (c *connections) follow(conn net.Conn, state fasthttp.ConnState) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if at, ok := c.at[conn]; ok {
		c.idle.Remove(at)
		delete(c.at, conn)
	}
	switch state {
	case fasthttp.StateNew:
		c.open++
		c.at[conn] = c.idle.PushBack(conn)
	case fasthttp.StateIdle:
		c.at[conn] = c.idle.PushBack(conn)
	case fasthttp.StateClosed, fasthttp.StateHijacked:
		c.open--
	}
}
