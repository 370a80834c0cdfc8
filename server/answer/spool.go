package answer

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"sync"

	"github.com/gofiber/fiber/v2"
)

const (
	// maxSpools is how many large answers may be on their way: each is a file on our disk until its visitor has it.
	maxSpools = 24
	// maxEach is how many of them one visitor may have.
	maxEach = 4
)

// spools are the large answers that are on their way.
type spools struct {
	mu  sync.Mutex
	all []*spool
}

type spool struct {
	client string
	end    func() // ends the connection
}

// add counts an answer that goes on its way. Where there are too many, who has most of them loses the one that takes longest: eight who
// read slowly keep nobody from an answer.
func (s *spools) add(one *spool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.all = append(s.all, one)
	most := one.client
	for _, other := range s.all {
		if s.of(other.client) > s.of(most) {
			most = other.client
		}
	}
	if len(s.all) > maxSpools || s.of(one.client) > maxEach {
		if s.of(one.client) > maxEach {
			most = one.client
		}
		i := slices.IndexFunc(s.all, func(other *spool) bool { return other.client == most })
		s.all[i].end()
		s.all = slices.Delete(s.all, i, i+1)
	}
}

func (s *spools) of(client string) (n int) {
	for _, one := range s.all {
		if one.client == client {
			n++
		}
	}
	return n
}

func (s *spools) remove(one *spool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.all = slices.DeleteFunc(s.all, func(other *spool) bool { return other == one })
}

// Spool writes a large answer to a file without a name, in a lane of its own and the encoding that the visitor takes, and sends that as
// slowly as the visitor takes it. What write gives is the header of the answer beside its type. here ends when the visitor leaves.
func (d *Desk) Spool(c *fiber.Ctx, here context.Context, rev *Revision, key, format string, write func(context.Context, io.Writer) ([][2]string, error)) error {
	c.Set(fiber.HeaderCacheControl, Fresh)
	c.Set("X-Revision", rev.DB.Revision)
	encoding := ""
	if Packs(format) {
		c.Vary(fiber.HeaderAcceptEncoding)
		encoding = Encoding(c.Get(fiber.HeaderAcceptEncoding))
	}
	tag := Tag(d.Edition(rev.DB) + key + encoding)
	if HasTag(c.Get(fiber.HeaderIfNoneMatch), tag) { // without writing a row, or waiting for a place
		c.Set(fiber.HeaderETag, tag)
		return c.SendStatus(fiber.StatusNotModified)
	}
	client := d.Client(c)
	var file *os.File
	var header [][2]string
	err := d.Large(here, client, func(ctx context.Context) (err error) {
		file, err = spooled(func(w io.Writer) error {
			return Pack(encoding, w, func(w io.Writer) error { header, err = write(ctx, w); return err })
		})
		return err
	})
	if err != nil {
		return fmt.Errorf("%s: %w", key, err)
	}
	for _, h := range header {
		c.Set(h[0], h[1])
	}
	c.Set(fiber.HeaderContentType, Types[format])
	if encoding != "" {
		c.Set(fiber.HeaderContentEncoding, encoding)
	}
	conn := c.Context().Conn()
	one := &spool{client: client, end: func() { conn.Close() }}
	d.spools.add(one)
	return SendFile(c, file, tag, func() { d.spools.remove(one) })
}

// spooled writes an answer to a file that has no name any more.
func spooled(write func(io.Writer) error) (*os.File, error) {
	file, err := os.CreateTemp("", "wijkinzicht-antwoord")
	if err != nil {
		return nil, err
	}
	os.Remove(file.Name())
	buffered := bufio.NewWriterSize(file, 1<<16)
	if err = write(buffered); err == nil {
		err = buffered.Flush()
	}
	if err != nil {
		file.Close()
	}
	return file, err
}
