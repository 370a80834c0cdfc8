package answer

import (
	"context"
	"net/netip"
	"strings"
	"syscall"
	"time"

	"github.com/gofiber/fiber/v2"
	"golang.org/x/sys/unix"
)

// Client names who asks: the address of the connection, or what the proxy before us says in the header that Visitors names. Of IPv6 it is
// the network, of which a household has a whole one.
func (d *Desk) Client(c *fiber.Ctx) string {
	text := c.Context().RemoteIP().String()
	if d.Visitors != "" { // the last one was put there by our own proxy; those before it by anybody
		list := c.Get(d.Visitors)
		if last := strings.TrimSpace(list[strings.LastIndexByte(list, ',')+1:]); last != "" {
			text = last
		}
	}
	address, err := netip.ParseAddr(text)
	if err != nil {
		return c.Context().RemoteIP().String()
	}
	if address = address.Unmap().WithZone(""); address.Is6() {
		if network, err := address.Prefix(64); err == nil {
			return network.String()
		}
	}
	return address.String()
}

// lookUp is how often we look whether who asked is still there.
const lookUp = 100 * time.Millisecond

// While gives a context that ends when who asks has left; stop ends it too. The server below us does not look while an answer is made.
func While(c *fiber.Ctx) (ctx context.Context, stop context.CancelFunc) {
	ctx, stop = context.WithCancel(context.Background())
	conn, ok := c.Context().Conn().(syscall.Conn)
	if !ok { // of a test, or of ourselves
		return ctx, stop
	}
	raw, err := conn.SyscallConn()
	if err != nil {
		return ctx, stop
	}
	go func() {
		tick := time.NewTicker(lookUp)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				if hasLeft(raw) {
					stop()
					return
				}
			}
		}
	}()
	return ctx, stop
}

// hasLeft asks the kernel whether the other side has closed the connection.
func hasLeft(raw syscall.RawConn) (left bool) {
	err := raw.Control(func(fd uintptr) {
		poll := []unix.PollFd{{Fd: int32(fd), Events: closing}}
		n, err := unix.Poll(poll, 0)
		left = err == nil && n > 0 && poll[0].Revents&(closing|unix.POLLHUP|unix.POLLERR|unix.POLLNVAL) != 0
	})
	return left || err != nil
}
