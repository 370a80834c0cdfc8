package server

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/utils"

	"wijkinzicht/data"
)

// answer is a ready body: made once per revision and address, sent many times.
type answer struct {
	contentType string
	hash        string
	plain       []byte
	gzip, br    packed
	header      [][2]string // what else it says of itself
}

// packed is a compressed form of an answer, made when a visitor first takes it: most answers are sent in one form only,
// and many are sent once.
type packed struct {
	once sync.Once
	body []byte
	err  error
}

// The content types of what we make beside pages.
const (
	svgType = "image/svg+xml"
	csvType = "text/csv; charset=utf-8"
)

// makeTime bounds the making of one answer; a page's charts take the longest.
const makeTime = 20 * time.Second

func newAnswer(contentType string, body []byte) *answer {
	sum := sha256.Sum256(body)
	return &answer{contentType: contentType, hash: hex.EncodeToString(sum[:8]), plain: body}
}

// packer compresses one body after the other; a new one costs a megabyte to clear.
type packer interface {
	io.WriteCloser
	Reset(io.Writer)
}

// packers are those that rest, by the name of the encoding.
var packers = map[string]*sync.Pool{
	"br":   {New: func() any { return brotli.NewWriterLevel(nil, 5) }},
	"gzip": {New: func() any { return gzip.NewWriter(nil) }},
}

// as gives the body in an encoding; "" is the plain one.
func (a *answer) as(encoding string) ([]byte, error) {
	form := &a.gzip
	switch encoding {
	case "":
		return a.plain, nil
	case "br":
		form = &a.br
	}
	form.once.Do(func() { form.body, form.err = pack(encoding, a.plain) })
	return form.body, form.err
}

func pack(encoding string, body []byte) ([]byte, error) {
	var out bytes.Buffer
	w := packers[encoding].Get().(packer)
	defer packers[encoding].Put(w)
	w.Reset(&out)
	_, err := w.Write(body)
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return nil, fmt.Errorf("compress: %w", err)
	}
	return out.Bytes(), nil
}

// bytes is about what an answer takes of the memory, with the compressed forms that it may get.
func (a *answer) bytes() int { return 2 * len(a.plain) }

// send answers with the best encoding that the visitor takes. Every encoding has a strong ETag of its own.
func (a *answer) send(c *fiber.Ctx) error {
	encoding := ""
	if c.Get(fiber.HeaderAcceptEncoding) != "" { // without the header fiber takes the first offer: bytes that curl cannot read
		if taken := c.AcceptsEncodings("br", "gzip", "identity"); taken != "identity" && a.contentType != pngType { // a PNG is compressed
			encoding = taken
		}
	}
	for _, h := range a.header {
		c.Set(h[0], h[1])
	}
	tag := `"` + a.hash + encoding + `"`
	c.Set(fiber.HeaderETag, tag)
	c.Vary(fiber.HeaderAcceptEncoding)
	if hasTag(c.Get(fiber.HeaderIfNoneMatch), tag) {
		return c.SendStatus(fiber.StatusNotModified)
	}
	body, err := a.as(encoding)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, a.contentType)
	if encoding != "" {
		c.Set(fiber.HeaderContentEncoding, encoding)
	}
	return c.Send(body)
}

// hasTag tells whether If-None-Match names the tag; a proxy may have made it weak, or sent more than one.
func hasTag(header, tag string) bool {
	for known := range strings.SplitSeq(header, ",") {
		if strings.TrimPrefix(strings.TrimSpace(known), "W/") == tag {
			return true
		}
	}
	return false
}

// edition names what a picture was made of and by: pictures that carry it in their address never change.
func (s *Server) edition(db *data.DB) string { return db.Revision + "-" + s.program }

// maker makes the body of an address from a revision.
type maker func(ctx context.Context, rev *revision) (contentType string, body []byte, err error)

// answerMaker makes an answer that says more of itself than its type.
type answerMaker func(ctx context.Context, rev *revision) (*answer, error)

// serve answers from the revision's ready answers, making the answer when it is not there yet. key is the address in
// its one normal form, so that no visitor can fill the memory with spellings.
func (s *Server) serve(c *fiber.Ctx, key string, make maker) error {
	rev := s.current.take()
	defer rev.users.Done()
	return s.serveFrom(c, rev, key, make)
}

// serveFrom is serve for a revision that the caller holds.
func (s *Server) serveFrom(c *fiber.Ctx, rev *revision, key string, make maker) error {
	return s.serveAnswer(c, rev, key, func(ctx context.Context, rev *revision) (*answer, error) {
		contentType, body, err := make(ctx, rev)
		if err != nil {
			return nil, err
		}
		return newAnswer(contentType, body), nil
	})
}

// forever is for what has another address when it changes.
const forever = "public, max-age=31536000, immutable"

// serveAnswer is serveFrom for an answer that says more of itself.
func (s *Server) serveAnswer(c *fiber.Ctx, rev *revision, key string, make answerMaker) error {
	if a, ok := rev.shelf(key).kept(key); ok {
		return s.sendFrom(c, rev, a)
	}
	key = utils.CopyString(key)
	made, err, _ := rev.making.Do(key, func() (any, error) {
		ctx, cancel := context.WithTimeout(context.Background(), makeTime)
		defer cancel()
		a, err := make(ctx, rev)
		if err != nil {
			return nil, err
		}
		rev.shelf(key).keep(key, a)
		return a, nil
	})
	if err != nil {
		return fmt.Errorf("%s: %w", key, err)
	}
	return s.sendFrom(c, rev, made.(*answer))
}

// sendFrom sends an answer of a revision, saying how long it may be kept.
func (s *Server) sendFrom(c *fiber.Ctx, rev *revision, a *answer) error {
	c.Set(fiber.HeaderCacheControl, "public, no-cache") // a publish shows at once; an unchanged answer costs a 304
	if c.Query("revisie") == s.edition(rev.db) {
		c.Set(fiber.HeaderCacheControl, forever)
	}
	c.Set("X-Revision", rev.db.Revision)
	return a.send(c)
}
