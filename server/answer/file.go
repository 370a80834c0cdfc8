package answer

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
)

// Tag makes a strong ETag of what an answer is made of.
func Tag(text string) string {
	sum := sha256.Sum256([]byte(text))
	return `"` + hex.EncodeToString(sum[:8]) + `"`
}

// SendFile answers with a file, closes it and then calls release. A visitor may ask for a part (RFC 9110, section 14), so
// that a download that was cut goes on where it stopped.
func SendFile(c *fiber.Ctx, file *os.File, tag string, release func()) error {
	p := patient{file: file, conn: c.Context().Conn(), release: release, until: time.Now().Add(sendTime)}
	if tcp, ok := p.conn.(*net.TCPConn); ok { // a full buffer of some megabytes takes a slow visitor longer than a piece may
		if err := tcp.SetWriteBuffer(sendBuffer); err != nil {
			p.Close()
			return fmt.Errorf("send %s: %w", file.Name(), err)
		}
	}
	info, err := file.Stat()
	if err != nil {
		p.Close()
		return fmt.Errorf("send %s: %w", file.Name(), err)
	}
	c.Set(fiber.HeaderETag, tag)
	c.Set(fiber.HeaderAcceptRanges, "bytes")
	if HasTag(c.Get(fiber.HeaderIfNoneMatch), tag) {
		p.Close()
		return c.SendStatus(fiber.StatusNotModified)
	}
	from, length := int64(0), info.Size()
	if wanted := c.Get(fiber.HeaderRange); wanted != "" && (c.Get(fiber.HeaderIfRange) == "" || c.Get(fiber.HeaderIfRange) == tag) {
		first, last, known := oneRange(wanted, info.Size())
		if known && first > last {
			p.Close()
			c.Set(fiber.HeaderContentRange, fmt.Sprintf("bytes */%d", info.Size()))
			return c.Status(fiber.StatusRequestedRangeNotSatisfiable).Send(nil)
		}
		if known {
			from, length = first, last-first+1
			c.Set(fiber.HeaderContentRange, fmt.Sprintf("bytes %d-%d/%d", first, last, info.Size()))
			c.Status(fiber.StatusPartialContent)
		}
	}
	p.SectionReader = io.NewSectionReader(file, from, length)
	return c.SendStream(p, int(length))
}

// oneRange reads a Range header of one range of bytes; known is false when it says something else, which a server may
// pass over. first is behind last when the file has no such bytes.
func oneRange(header string, size int64) (first, last int64, known bool) {
	spec, ok := strings.CutPrefix(header, "bytes=")
	from, to, dash := strings.Cut(strings.TrimSpace(spec), "-")
	if !ok || !dash || strings.Contains(spec, ",") {
		return 0, 0, false
	}
	if from == "" { // the last so many bytes
		n, err := strconv.ParseUint(to, 10, 62)
		if err != nil {
			return 0, 0, false
		}
		if n == 0 {
			return 1, 0, true
		}
		return max(0, size-int64(n)), size - 1, true
	}
	a, err := strconv.ParseUint(from, 10, 62)
	if err != nil {
		return 0, 0, false
	}
	last = size - 1
	if to != "" {
		b, err := strconv.ParseUint(to, 10, 62)
		if err != nil || b < a {
			return 0, 0, false
		}
		last = min(last, int64(b))
	}
	if int64(a) >= size {
		return 1, 0, true
	}
	return int64(a), last, true
}

// patient is a file that gives its visitor longer with every piece that was taken: the server's limit on a whole answer
// would cut a large one.
type patient struct {
	*io.SectionReader
	file    *os.File
	conn    net.Conn
	release func() // when the file is closed
	until   time.Time
}

const (
	// sendTime is how long a whole file may take; who takes it slower goes on with a range.
	sendTime = time.Hour
	// pieceTime is how long one piece of a file may take, about a third of what is buffered: some 300 bytes a second.
	pieceTime = 60 * time.Second
	// sendBuffer is what the kernel may hold of an answer that the visitor has not taken yet, in bytes.
	sendBuffer = 64 << 10
)

func (p patient) Read(b []byte) (int, error) {
	deadline := time.Now().Add(pieceTime)
	if deadline.After(p.until) {
		deadline = p.until
	}
	if err := p.conn.SetWriteDeadline(deadline); err != nil {
		return 0, err
	}
	return p.SectionReader.Read(b)
}

func (p patient) Close() error {
	p.release()
	return p.file.Close()
}
