package answer

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/gofiber/fiber/v2"
)

// Answer is a ready body: made once per revision and address, sent many times.
type Answer struct {
	Header      [][2]string // what it says of itself beside its type
	contentType string
	hash        string
	plain       []byte
	gzip, br    packed
}

// packed is a compressed form of an answer, made when a visitor first takes it: most answers are sent in one form only,
// and many are sent once.
type packed struct {
	once sync.Once
	body []byte
	err  error
}

// The content types of what we make.
const (
	CSV = "text/csv; charset=utf-8"
	SVG = "image/svg+xml"
	PNG = "image/png"
)

// Fresh is the Cache-Control of what another publish may change. Browsers ask anew each time, which costs a 304; a cache that many visitors
// share asks for all of them once in some seconds, and shows a moment longer what it has while it asks.
const Fresh = "public, max-age=0, s-maxage=5, stale-while-revalidate=10"

// Forever is the Cache-Control of what has another address when it changes.
const Forever = "public, max-age=31536000, immutable"

// New makes an answer of a body, which nobody may change afterwards.
func New(contentType string, body []byte) *Answer {
	sum := sha256.Sum256(body)
	return &Answer{contentType: contentType, hash: hex.EncodeToString(sum[:8]), plain: body}
}

// HTML writes a page for an answer.
func HTML[P any](write func(io.Writer, P) error, page P) (contentType string, body []byte, err error) {
	var html bytes.Buffer
	err = write(&html, page)
	return fiber.MIMETextHTMLCharsetUTF8, html.Bytes(), err
}

// Plain gives what the answer holds, not compressed. Nobody may change the body.
func (a *Answer) Plain() (contentType string, body []byte) { return a.contentType, a.plain }

// packer compresses one body after another; a new one costs a megabyte to clear.
type packer interface {
	io.WriteCloser
	Reset(io.Writer)
}

// packers is a pool of idle compressors for each encoding.
var packers = map[string]*sync.Pool{
	"br":   {New: func() any { return brotli.NewWriterLevel(nil, 5) }},
	"gzip": {New: func() any { return gzip.NewWriter(nil) }},
}

// as gives the body in an encoding; "" is the plain one.
func (a *Answer) as(encoding string) ([]byte, error) {
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
	err := Pack(encoding, &out, func(w io.Writer) error { _, err := w.Write(body); return err })
	return out.Bytes(), err
}

// Pack hands write a writer that puts an encoding's form of what it gets into out; "" is the plain form.
func Pack(encoding string, out io.Writer, write func(io.Writer) error) error {
	if encoding == "" {
		return write(out)
	}
	w := packers[encoding].Get().(packer)
	defer packers[encoding].Put(w)
	w.Reset(out)
	if err := write(w); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return fmt.Errorf("compress: %w", err)
	}
	return nil
}

// Packs tells whether an answer in a format becomes smaller when it is compressed.
func Packs(format string) bool { return format != "parquet" && format != "csv.gz" }

// bytes is about what an answer takes of the memory, with the compressed forms that it may get.
func (a *Answer) bytes() int { return 2 * len(a.plain) }

// Send answers with the best encoding that the visitor takes. Every encoding has a strong ETag of its own.
func (a *Answer) Send(c *fiber.Ctx) error {
	encoding := ""
	if a.contentType != PNG && a.contentType != Types["parquet"] && a.contentType != Types["csv.gz"] { // they are compressed
		encoding = Encoding(c.Get(fiber.HeaderAcceptEncoding))
	}
	for _, h := range a.Header {
		c.Set(h[0], h[1])
	}
	tag := `"` + a.hash + encoding + `"`
	c.Set(fiber.HeaderETag, tag)
	c.Vary(fiber.HeaderAcceptEncoding)
	if HasTag(c.Get(fiber.HeaderIfNoneMatch), tag) {
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

// HasTag tells whether If-None-Match names the tag; a proxy may have made it weak, or sent more than one.
func HasTag(header, tag string) bool {
	for known := range strings.SplitSeq(header, ",") {
		if known = strings.TrimSpace(known); known == "*" || strings.TrimPrefix(known, "W/") == tag {
			return true
		}
	}
	return false
}
