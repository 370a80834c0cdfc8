package answer

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/web"
)

// Types gives the content type of every format that data are given in.
var Types = map[string]string{
	"json": "application/json; charset=utf-8", "csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet",
	"geojson": "application/geo+json; charset=utf-8", "csv.gz": "application/gzip", "atom": "application/atom+xml; charset=utf-8",
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
	Links  []web.Link // what there is instead; may be empty
}

func (p *Problem) Error() string { return p.Detail }

// BadRequest is a question that cannot be understood; its sentence says why.
func BadRequest(format string, args ...any) error {
	return &Problem{Status: fiber.StatusBadRequest, Detail: fmt.Sprintf(format, args...)}
}

// Problems turns the errors of what comes after it into problem+json.
func Problems(c *fiber.Ctx) error {
	err := c.Next()
	if err == nil {
		return nil
	}
	if errors.Is(err, context.Canceled) { // nobody is there to hear it
		return nil
	}
	if errors.Is(err, ErrBusy) {
		return Busy.Send(c)
	}
	known := &Problem{Status: fiber.StatusInternalServerError, Detail: "Het antwoord kon niet worden gemaakt; dat ligt aan ons. Probeer het over een minuut opnieuw."}
	if !errors.As(err, &known) {
		slog.Error("answer failed", "path", c.Path(), "error", err)
	}
	return known.Send(c)
}

// Busy says that there is more work than we take on.
var Busy = &Problem{Status: fiber.StatusTooManyRequests, Detail: "Het is te druk; vraag het over een paar seconden opnieuw."}

// NotReady says that a file is being made.
var NotReady = &Problem{Status: fiber.StatusServiceUnavailable, Detail: "Dit bestand wordt net gemaakt, want er is een nieuwe revisie; vraag het over een halve minuut opnieuw."}

// retryAfter is how many seconds who was refused for lack of room is asked to wait.
const retryAfter = "5"

// Send writes a problem as problem+json (RFC 9457).
func (p *Problem) Send(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	switch {
	case p == NotReady:
		c.Set(fiber.HeaderRetryAfter, "30")
	case p.Status == fiber.StatusTooManyRequests:
		c.Set(fiber.HeaderRetryAfter, retryAfter)
	}
	return c.Status(p.Status).JSON(problem{Title: problemTitles[p.Status], Status: p.Status, Detail: p.Detail, Links: p.Links}, "application/problem+json")
}

// problem is a Problem as it is sent.
type problem struct {
	Title  string     `json:"title"`
	Status int        `json:"status"`
	Detail string     `json:"detail"`
	Links  []web.Link `json:"links,omitempty"`
}

var problemTitles = map[int]string{
	fiber.StatusBadRequest: "Vraag niet begrepen", fiber.StatusNotFound: "Niet gevonden", fiber.StatusMethodNotAllowed: "Alleen lezen", fiber.StatusGone: "Andere revisie",
	fiber.StatusTooManyRequests: "Te druk", fiber.StatusServiceUnavailable: "Nu niet", fiber.StatusInternalServerError: "Fout bij ons",
}
