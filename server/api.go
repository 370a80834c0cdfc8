package server

import (
	"errors"
	"fmt"
	"log/slog"
	"mime"
	"slices"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
)

// apiTypes gives the content type of every format that the API speaks.
var apiTypes = map[string]string{
	"json": "application/json; charset=utf-8", "csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet",
	"geojson": "application/geo+json; charset=utf-8",
}

// api lists the addresses of version 1; its errors are problems in JSON.
func (s *Server) api() {
	v1 := s.app.Group("/api/v1", s.problem)
	v1.Use(func(c *fiber.Ctx) error {
		c.Set(fiber.HeaderAccessControlAllowOrigin, "*") // public figures, without cookies: any page may read them
		c.Set(fiber.HeaderAccessControlExposeHeaders, "X-Revision, X-Total, X-Rows, Link, ETag")
		return c.Next()
	})
	v1.Get("/openapi.json", s.openAPI)
	v1.Get("/revisions", s.apiRevisions)
	for _, r := range data.Resources {
		formats := apiFormats(r)
		v1.Get("/"+r.Name, func(c *fiber.Ctx) error { return s.apiRows(c, r, negotiate(c, formats)) })
		for _, f := range formats {
			v1.Get("/"+r.Name+"."+f, func(c *fiber.Ctx) error { return s.apiRows(c, r, f) })
		}
	}
	v1.Use(func(*fiber.Ctx) error {
		return &apiError{fiber.StatusNotFound, "Dit adres bestaat niet in de API; /api/v1/openapi.json noemt ze alle."}
	})
}

// apiFormats lists the formats of a resource, the default first.
func apiFormats(r data.Resource) []string {
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
		offers[i], _, _ = mime.ParseMediaType(apiTypes[f])
	}
	if i := slices.Index(offers, c.Accepts(offers...)); i >= 0 {
		return formats[i]
	}
	return formats[0]
}

// apiError is a mistake of the asker, with one sentence that says what to do.
type apiError struct {
	status int
	detail string
}

func (e *apiError) Error() string { return e.detail }

func badRequest(format string, args ...any) error {
	return &apiError{fiber.StatusBadRequest, fmt.Sprintf(format, args...)}
}

// problem turns an error into problem+json (RFC 9457).
func (s *Server) problem(c *fiber.Ctx) error {
	err := c.Next()
	if err == nil {
		return nil
	}
	known := &apiError{fiber.StatusInternalServerError, "Het antwoord kon niet worden gemaakt; dat ligt aan ons. Probeer het over een minuut opnieuw."}
	if !errors.As(err, &known) {
		slog.Error("answer failed", "path", c.Path(), "error", err)
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	if known.status == fiber.StatusTooManyRequests {
		c.Set(fiber.HeaderRetryAfter, "2")
	}
	return c.Status(known.status).JSON(problem{Title: problemTitles[known.status], Status: known.status, Detail: known.detail}, "application/problem+json")
}

type problem struct {
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail"`
}

var problemTitles = map[int]string{
	fiber.StatusBadRequest: "Vraag niet begrepen", fiber.StatusNotFound: "Niet gevonden", fiber.StatusGone: "Andere revisie",
	fiber.StatusTooManyRequests: "Te druk", fiber.StatusServiceUnavailable: "Uitgezet", fiber.StatusInternalServerError: "Fout bij ons",
}
