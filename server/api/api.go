package api

import (
	"errors"
	"fmt"
	"log/slog"
	"mime"
	"slices"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/server/answer"
)

// Types gives the content type of every format that we speak.
var Types = map[string]string{
	"json": "application/json; charset=utf-8", "csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet",
	"geojson": "application/geo+json; charset=utf-8",
}

// api answers the questions of programs.
type api struct {
	desk    *answer.Desk
	address string        // public address of the site
	spools  chan struct{} // large answers that are being made
}

// Routes lists the addresses of version 1; its errors are problems in JSON.
func Routes(app *fiber.App, desk *answer.Desk, address string) {
	a := &api{desk, address, make(chan struct{}, maxSpools)}
	v1 := app.Group("/api/v1", Problem)
	v1.Get("/openapi.json", a.openAPI)
	v1.Get("/revisions", a.revisions)
	for _, r := range data.Resources {
		formats := formatsOf(r)
		v1.Get("/"+r.Name, func(c *fiber.Ctx) error { return a.rows(c, r, negotiate(c, formats)) })
		for _, f := range formats {
			v1.Get("/"+r.Name+"."+f, func(c *fiber.Ctx) error { return a.rows(c, r, f) })
		}
	}
	v1.Use(func(*fiber.Ctx) error {
		return &Error{fiber.StatusNotFound, "Dit adres bestaat niet in de API; /api/v1/openapi.json noemt ze alle."}
	})
}

// formatsOf lists the formats of a resource, the default first.
func formatsOf(r data.Resource) []string {
	if r.Name == "areas" {
		return []string{"geojson", "json", "csv", "parquet"}
	}
	return []string{"json", "csv", "parquet"}
}

// negotiate picks the format that the Accept header likes best; the first is the default.
func negotiate(c *fiber.Ctx, formats []string) string {
	c.Vary(fiber.HeaderAccept)
	if formats[0] == "geojson" { // GDAL asks for application/json and means GeoJSON
		formats = slices.DeleteFunc(slices.Clone(formats), func(f string) bool { return f == "json" })
	}
	offers := make([]string, len(formats))
	for i, f := range formats {
		offers[i], _, _ = mime.ParseMediaType(Types[f])
	}
	if i := slices.Index(offers, c.Accepts(offers...)); i >= 0 {
		return formats[i]
	}
	return formats[0]
}

// Error is a mistake of who asks, with one Dutch sentence that says what to do.
type Error struct {
	Status int // of HTTP
	Detail string
}

func (e *Error) Error() string { return e.Detail }

// BadRequest is a question that cannot be understood; its sentence says why.
func BadRequest(format string, args ...any) error {
	return &Error{fiber.StatusBadRequest, fmt.Sprintf(format, args...)}
}

// Problem turns an error into problem+json (RFC 9457).
func Problem(c *fiber.Ctx) error {
	err := c.Next()
	if err == nil {
		return nil
	}
	known := &Error{fiber.StatusInternalServerError, "Het antwoord kon niet worden gemaakt; dat ligt aan ons. Probeer het over een minuut opnieuw."}
	if !errors.As(err, &known) {
		slog.Error("answer failed", "path", c.Path(), "error", err)
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	if known.Status == fiber.StatusTooManyRequests {
		c.Set(fiber.HeaderRetryAfter, "2")
	}
	return c.Status(known.Status).JSON(problem{Title: problemTitles[known.Status], Status: known.Status, Detail: known.Detail}, "application/problem+json")
}

// Fail says in JSON what the server says of a request that no route of the API took.
func Fail(c *fiber.Ctx, status int, err error) error {
	detail := "Dit adres bestaat niet in de API; /api/v1/openapi.json noemt ze alle."
	switch {
	case status == fiber.StatusMethodNotAllowed:
		detail = "De API is alleen te lezen: vraag met GET of HEAD."
	case status >= fiber.StatusInternalServerError:
		slog.Error("answer failed", "path", c.Path(), "error", err)
		detail = "Het antwoord kon niet worden gemaakt; dat ligt aan ons. Probeer het over een minuut opnieuw."
	case status != fiber.StatusNotFound:
		detail = "Dit verzoek kunnen wij niet lezen."
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	return c.Status(status).JSON(problem{Title: problemTitles[status], Status: status, Detail: detail}, "application/problem+json")
}

type problem struct {
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail"`
}

var problemTitles = map[int]string{
	fiber.StatusBadRequest: "Vraag niet begrepen", fiber.StatusNotFound: "Niet gevonden", fiber.StatusMethodNotAllowed: "Alleen lezen", fiber.StatusGone: "Andere revisie",
	fiber.StatusTooManyRequests: "Te druk", fiber.StatusServiceUnavailable: "Uitgezet", fiber.StatusInternalServerError: "Fout bij ons",
}
