package answer

import (
	"errors"
	"fmt"
	"log/slog"

	"github.com/gofiber/fiber/v2"
)

// Types gives the content type of every format that data are given in.
var Types = map[string]string{
	"json": "application/json; charset=utf-8", "csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet",
	"geojson": "application/geo+json; charset=utf-8", "csv.gz": "application/gzip",
}

const (
	// Complete is the header that says "ja" of an answer with every row that was asked, and "nee" of one that was cut.
	Complete = "X-Compleet"
	// LastLine is the parameter by which who asks for CSV also gets a line under it that says so.
	LastLine = "slot"
)

// Problem is a mistake of who asks for data, with one Dutch sentence that says what to do.
type Problem struct {
	Status int // of HTTP
	Detail string
}

func (p *Problem) Error() string { return p.Detail }

// BadRequest is a question that cannot be understood; its sentence says why.
func BadRequest(format string, args ...any) error {
	return &Problem{fiber.StatusBadRequest, fmt.Sprintf(format, args...)}
}

// Problems turns the errors of what comes after it into problem+json.
func Problems(c *fiber.Ctx) error {
	err := c.Next()
	if err == nil {
		return nil
	}
	known := &Problem{fiber.StatusInternalServerError, "Het antwoord kon niet worden gemaakt; dat ligt aan ons. Probeer het over een minuut opnieuw."}
	if !errors.As(err, &known) {
		slog.Error("answer failed", "path", c.Path(), "error", err)
	}
	return known.Send(c)
}

// Send writes a problem as problem+json (RFC 9457).
func (p *Problem) Send(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	if p.Status == fiber.StatusTooManyRequests {
		c.Set(fiber.HeaderRetryAfter, "2")
	}
	return c.Status(p.Status).JSON(problem{Title: problemTitles[p.Status], Status: p.Status, Detail: p.Detail}, "application/problem+json")
}

// problem is a Problem as it is sent.
type problem struct {
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail"`
}

var problemTitles = map[int]string{
	fiber.StatusBadRequest: "Vraag niet begrepen", fiber.StatusNotFound: "Niet gevonden", fiber.StatusMethodNotAllowed: "Alleen lezen", fiber.StatusGone: "Andere revisie",
	fiber.StatusTooManyRequests: "Te druk", fiber.StatusServiceUnavailable: "Uitgezet", fiber.StatusInternalServerError: "Fout bij ons",
}
