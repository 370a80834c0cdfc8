package server

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
)

const (
	// maxReady is the number of rows up to which an answer is kept; a larger one is written to a file first, so that a
	// slow visitor holds no connection to the database.
	maxReady = 2000
	// maxRows bounds one answer; who wants more takes the files of /onderzoek.
	maxRows = 250_000
	// maxSpools is how many large answers may be on their way: each is a file on our disk until its visitor has it.
	maxSpools = 8
)

// apiRows answers a resource's rows that the address asks for.
func (s *Server) apiRows(c *fiber.Ctx, r data.Resource, format string) error {
	asked, err := readAsked(c, r)
	if err != nil {
		return err
	}
	key := c.Path() + " " + format + "?" + asked.key()
	rev := s.current.take()
	defer rev.users.Done()
	if a, ok := rev.shelf(key).kept(key); ok { // no question at all
		return s.sendFrom(c, rev, a)
	}
	ctx, cancel := context.WithTimeout(context.Background(), makeTime)
	defer cancel()
	sel, err := asked.selection(ctx, rev.db)
	if err != nil {
		return err
	}
	if fetched, ok, err := fetchSmall(ctx, rev.db, sel, format); err != nil {
		return err
	} else if ok {
		return s.serveFetched(c, rev, key, asked, fetched, format)
	}
	page, err := pageOf(ctx, rev.db, sel)
	if err != nil {
		return err
	}
	if page.Rows > maxReady {
		return s.spool(c, rev, key, apiTypes[format], rowHeader(s.address, c.Path(), rev.db, asked, page),
			func(w io.Writer) error { return s.writeRows(ctx, rev.db, c.Path(), asked, sel, page, format, w) })
	}
	path := c.Path()
	return s.serveAnswer(c, rev, key, func(ctx context.Context, rev *revision) (*answer, error) {
		var body bytes.Buffer
		if err := s.writeRows(ctx, rev.db, path, asked, sel, page, format, &body); err != nil {
			return nil, err
		}
		a := newAnswer(apiTypes[format], body.Bytes())
		a.header = rowHeader(s.address, path, rev.db, asked, page)
		return a, nil
	})
}

// fetchSmall reads an answer of few rows with one question; ok is false when it is none.
func fetchSmall(ctx context.Context, db *data.DB, sel data.Selection, format string) (f data.Fetched, ok bool, err error) {
	if sel.Limit > 0 || sel.After >= 0 || format != "json" && format != "csv" {
		return f, false, nil
	}
	return db.Fetch(ctx, sel, maxReady)
}

func (s *Server) serveFetched(c *fiber.Ctx, rev *revision, key string, q asked, f data.Fetched, format string) error {
	path := c.Path()
	return s.serveAnswer(c, rev, key, func(_ context.Context, rev *revision) (*answer, error) {
		var body bytes.Buffer
		if err := rev.db.WriteFetched(f, format, &body); err != nil {
			return nil, err
		}
		a := newAnswer(apiTypes[format], body.Bytes())
		a.header = rowHeader(s.address, path, rev.db, q, f.Page())
		return a, nil
	})
}

func (s *Server) writeRows(ctx context.Context, db *data.DB, path string, q asked, sel data.Selection, page data.Page, format string, w io.Writer) error {
	next := ""
	if page.Next >= 0 {
		next = nextPage(s.address, path, db, q, page)
	}
	if format == "geojson" {
		return writeGeoJSON(ctx, db, sel, page, next, w)
	}
	return db.WriteSelection(ctx, sel, page, next, format, w)
}

// nextPage is the address of the page after this one.
func nextPage(address, path string, db *data.DB, q asked, page data.Page) string {
	return address + path + "?" + q.with("cursor", fmt.Sprintf("%s-%d", db.Revision, page.Next)).key()
}

// rowHeader tells the number of rows before the rows come.
func rowHeader(address, path string, db *data.DB, q asked, page data.Page) [][2]string {
	out := [][2]string{{"X-Total", strconv.FormatInt(page.Total, 10)}, {"X-Rows", strconv.FormatInt(page.Rows, 10)}}
	if page.Next >= 0 {
		out = append(out, [2]string{fiber.HeaderLink, "<" + nextPage(address, path, db, q, page) + `>; rel="next"`})
	}
	return out
}

// spool writes a large answer to a file without a name and sends that, as slowly as the visitor takes it.
func (s *Server) spool(c *fiber.Ctx, rev *revision, key, contentType string, header [][2]string, write func(io.Writer) error) error {
	c.Set(fiber.HeaderCacheControl, "public, no-cache")
	c.Set("X-Revision", rev.db.Revision)
	tag := tagOf(s.edition(rev.db) + key)
	if hasTag(c.Get(fiber.HeaderIfNoneMatch), tag) { // without writing a row, or waiting for a place
		c.Set(fiber.HeaderETag, tag)
		return c.SendStatus(fiber.StatusNotModified)
	}
	release := func() { <-s.spools }
	select {
	case s.spools <- struct{}{}:
	default:
		return &apiError{fiber.StatusTooManyRequests, "Er worden al andere grote antwoorden gemaakt; vraag het over een paar seconden opnieuw, of vraag met limit en cursor kleinere delen."}
	}
	file, err := spooled(write)
	if err != nil {
		release()
		return fmt.Errorf("%s: %w", key, err)
	}
	for _, h := range header {
		c.Set(h[0], h[1])
	}
	c.Set(fiber.HeaderContentType, contentType)
	return sendFile(c, file, tag, release)
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

// patient is a file that gives its visitor longer with every piece that was taken: the server's limit on a whole answer
// would cut a large one.
type patient struct {
	*io.SectionReader
	file    *os.File
	conn    net.Conn
	release func() // when the file is closed
}

// pieceTime is how long one piece of a file may take.
const pieceTime = 30 * time.Second

func (p patient) Read(b []byte) (int, error) {
	if err := p.conn.SetWriteDeadline(time.Now().Add(pieceTime)); err != nil {
		return 0, err
	}
	return p.SectionReader.Read(b)
}

func (p patient) Close() error {
	p.release()
	return p.file.Close()
}
