package server

import (
	"net"
	"os"
	"syscall"
	"testing"

	"github.com/valyala/fasthttp"
)

// short is a listener of which the system has no descriptors for a while.
type short struct {
	net.Listener
	fails int
}

func (s *short) Accept() (net.Conn, error) {
	if s.fails--; s.fails >= 0 {
		return nil, &net.OpError{Op: "accept", Err: os.NewSyscallError("accept4", syscall.EMFILE)}
	}
	return &seen{}, nil
}

// seen is a connection that knows whether it was closed.
type seen struct {
	net.Conn
	closed bool
}

func (s *seen) Close() error {
	s.closed = true
	return nil
}

// TestNoDescriptors: where connections have taken all descriptors the longest idle is closed, and the server goes on.
func TestNoDescriptors(t *testing.T) {
	c := newConnections(&short{fails: 2})
	var all []*seen
	for range 4 {
		conn := &seen{}
		c.follow(conn, fasthttp.StateNew)
		all = append(all, conn)
	}
	c.follow(all[0], fasthttp.StateActive) // an answer is made on it
	if _, err := c.Accept(); err != nil {
		t.Fatal(err)
	}
	for i, conn := range all {
		if conn.closed != (i == 1 || i == 2) {
			t.Errorf("connection %d is closed: %v", i, conn.closed)
		}
	}
	c.most = 4 // a bound before the system's
	if _, err := c.Accept(); err != nil {
		t.Fatal(err)
	}
	if !all[3].closed {
		t.Error("the last idle one stays open where there is no room")
	}
}
