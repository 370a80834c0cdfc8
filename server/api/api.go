package api

import (
	"errors"
	"log/slog"
	"mime"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/server/answer"
)

// api answers the questions of programs.
type api struct {
	desk    *answer.Desk
	address string // public address of the site
}

// Routes lists the addresses of version 1; its errors are problems in JSON.
func Routes(app *fiber.App, desk *answer.Desk, address string) {
	a := &api{desk, address}
	v1 := app.Group("/api/v1", answer.Problems)
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
		return &answer.Problem{Status: fiber.StatusNotFound, Detail: "Dit adres bestaat niet in de API; /api/v1/openapi.json noemt ze alle."}
	})
}

// formatsOf lists the formats of a resource, the default first.
func formatsOf(r data.Resource) []string {
	if r.Name == "areas" {
		return []string{"geojson", "json", "csv", "csv.gz", "parquet"}
	}
	return []string{"json", "csv", "csv.gz", "parquet"}
}

// negotiate picks the format that the Accept header likes best; the first is the default.
func negotiate(c *fiber.Ctx, formats []string) string {
	c.Vary(fiber.HeaderAccept)
	formats = slices.DeleteFunc(slices.Clone(formats), func(f string) bool {
		return f == "csv.gz" || f == "json" && formats[0] == "geojson" // GDAL asks for application/json and means GeoJSON
	})
	offers := make([]string, len(formats))
	for i, f := range formats {
		offers[i], _, _ = mime.ParseMediaType(answer.Types[f])
	}
	if i := slices.Index(offers, c.Accepts(offers...)); i >= 0 {
		return formats[i]
	}
	return formats[0]
}

// Fail says in JSON what the server says of a request that no route of the API took.
func Fail(c *fiber.Ctx, status int, err error) error {
	if known := new(answer.Problem); errors.As(err, &known) {
		return known.Send(c)
	}
	detail := "Dit adres bestaat niet in de API; /api/v1/openapi.json noemt ze alle."
	if !strings.HasPrefix(c.Path(), "/api/") {
		detail = "Dit adres bestaat niet; /onderzoek noemt de revisies en hun bestanden."
	}
	switch {
	case status == fiber.StatusMethodNotAllowed:
		detail = "Dit adres is alleen te lezen: vraag het met GET of HEAD."
	case status >= fiber.StatusInternalServerError:
		slog.Error("answer failed", "path", c.Path(), "error", err)
		detail = "Het antwoord kon niet worden gemaakt; dat ligt aan ons. Probeer het over een minuut opnieuw."
	case status != fiber.StatusNotFound:
		detail = "Dit verzoek kunnen wij niet lezen."
		if refused := new(answer.Refusal); errors.As(err, &refused) {
			detail = refused.Error()
		}
	}
	return (&answer.Problem{Status: status, Detail: detail}).Send(c)
}
