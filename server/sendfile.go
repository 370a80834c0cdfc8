package server

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"
)

// tagOf makes a strong ETag of what an answer is made of.
func tagOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return `"` + hex.EncodeToString(sum[:8]) + `"`
}

// sendFile answers with a file, closes it and then calls release; a visitor may ask for a part (RFC 9110, section 14), so that a download that
// was cut goes on where it stopped.
func sendFile(c *fiber.Ctx, file *os.File, tag string, release func()) error {
	p := patient{file: file, conn: c.Context().Conn(), release: release}
	info, err := file.Stat()
	if err != nil {
		p.Close()
		return fmt.Errorf("send %s: %w", file.Name(), err)
	}
	c.Set(fiber.HeaderETag, tag)
	c.Set(fiber.HeaderAcceptRanges, "bytes")
	if hasTag(c.Get(fiber.HeaderIfNoneMatch), tag) {
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
