package server

import (
	"log/slog"
	"maps"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/recover"

	"wijkinzicht/server/answer"
	"wijkinzicht/server/api"
	"wijkinzicht/server/atlas"
	"wijkinzicht/server/compare"
	"wijkinzicht/server/embed"
	"wijkinzicht/server/page"
	"wijkinzicht/server/search"
	"wijkinzicht/server/signal"
	"wijkinzicht/server/site"
	"wijkinzicht/server/sketch"
	"wijkinzicht/web"
)

const (
	fitPath             = "/embed/pas.js"
	crossOriginResource = "Cross-Origin-Resource-Policy"
	allowed             = "GET, HEAD, OPTIONS"
)

// isEmbed tells whether an address is meant for a frame in somebody else's page.
func isEmbed(c *fiber.Ctx) bool { return strings.HasPrefix(c.Path(), "/embed/") }

// isOpen tells whether any page may read the answers at an address, its errors too: public figures, without cookies. In a sandboxed
// frame our own page is a stranger, and asks for script and figures as one.
func isOpen(path string) bool {
	for _, begin := range []string{"/api/", "/onderzoek", "/cijfers/", "/static/", "/grafiek/", "/vergelijk.", "/kaart.", web.SketchPath + ".", "/oembed"} {
		if strings.HasPrefix(path, begin) {
			return true
		}
	}
	return path == fitPath
}

// methods lets pages be asked for, and says to who asks in another way what is taken; before a page of another site asks with
// headers of its own, its browser asks whether it may (OPTIONS).
func methods(c *fiber.Ctx) error {
	switch c.Method() {
	case fiber.MethodGet, fiber.MethodHead:
		return c.Next()
	case fiber.MethodOptions:
		c.Set(fiber.HeaderAllow, allowed)
		if isOpen(c.Path()) {
			c.Set(fiber.HeaderAccessControlAllowMethods, allowed)
			c.Set(fiber.HeaderAccessControlAllowHeaders, "Accept, Content-Type, If-None-Match, If-Range, Range")
			c.Set(fiber.HeaderAccessControlMaxAge, "86400")
		}
		return c.SendStatus(fiber.StatusNoContent)
	}
	return fiber.ErrMethodNotAllowed
}

// secure sets what every answer carries, also one that no route made.
func (s *Server) secure(c *fiber.Ctx) {
	c.Set("Content-Security-Policy", site.PagePolicy)
	if isEmbed(c) {
		c.Set("Content-Security-Policy", s.embedPolicy)
		c.Set("Cross-Origin-Embedder-Policy", "require-corp") // a page that is isolated takes no frame that is not
		c.Set(crossOriginResource, "cross-origin")
	}
	if isOpen(c.Path()) {
		c.Set(fiber.HeaderAccessControlAllowOrigin, "*")
		c.Set(fiber.HeaderAccessControlExposeHeaders, "X-Revision, X-Total, X-Rows, X-Compleet, Link, ETag, Content-Length, Content-Encoding, Content-Disposition, Content-Range, Accept-Ranges, Retry-After, Allow")
		c.Set(crossOriginResource, "cross-origin")
	}
	c.Set("X-Content-Type-Options", "nosniff")
	c.Set("Referrer-Policy", "strict-origin-when-cross-origin")
}

// routes lists every address that we answer.
func (s *Server) routes(addresses string) error {
	s.app.Use(recover.New())
	s.app.Use(s.log)
	s.app.Use(func(c *fiber.Ctx) error {
		s.secure(c)
		return c.Next()
	}, methods, cleanText, s.awaited)

	s.app.Use(withoutSlash)
	page.New(s.Site).Routes(s.app)
	search.New(s.Site, addresses).Routes(s.app)
	compare.New(s.Site).Routes(s.app)
	atlas.New(s.Site).Routes(s.app)
	signal.New(s.Site).Routes(s.app)
	sketch.New(s.Site).Routes(s.app)
	embeds := embed.New(s.Site)
	embeds.Routes(s.app)
	s.research.Routes(s.app)
	api.Routes(s.app, s.Desk, s.Address)
	// ourselves
	s.app.Get("/healthz", s.health)
	s.app.Get("/healthz/ready", s.health)
	if err := s.static(); err != nil {
		return err
	}
	s.app.Get("/static/:file", embeds.StaticOfBefore)
	s.app.Use(func(*fiber.Ctx) error { return answer.ErrNotFound })
	return nil
}

// static serves our own assets; their names change with their content, so they are kept for a year.
func (s *Server) static() error {
	ours, err := web.Static()
	if err != nil {
		return err
	}
	files := maps.Clone(ours)
	for _, style := range s.Styles {
		files[style.File] = web.StaticFile{ContentType: "text/css; charset=utf-8", Body: style.CSS}
	}
	for name, f := range files {
		ready := answer.New(f.ContentType, f.Body)
		s.app.Get("/static/"+name, func(c *fiber.Ctx) error {
			c.Set(fiber.HeaderCacheControl, answer.Forever)
			return ready.Send(c)
		})
	}
	return s.fitScript(files)
}

// fitScript serves the script that pages of others have in their code, under a name that stays.
func (s *Server) fitScript(files map[string]web.StaticFile) error {
	hashed, err := web.Asset("pas.js")
	if err != nil {
		return err
	}
	f := files[strings.TrimPrefix(hashed, "/static/")]
	ready := answer.New(f.ContentType, f.Body)
	s.app.Get(fitPath, func(c *fiber.Ctx) error {
		c.Set(fiber.HeaderCacheControl, "public, max-age=86400")
		return ready.Send(c)
	})
	return nil
}

// health tells a watchman that the published revision is open and still stands in the store; else 503, with what is wrong.
func (s *Server) health(c *fiber.Ctx) error {
	rev := s.Desk.Take(c)
	defer rev.Done()
	c.Set(fiber.HeaderCacheControl, "no-store")
	status, trouble := "ok", s.Desk.Trouble()
	if trouble != "" {
		status = "fout"
		c.Status(fiber.StatusServiceUnavailable)
	}
	return c.JSON(struct {
		Status   string `json:"status"`
		Trouble  string `json:"melding,omitempty"`
		Revision string `json:"revision"`
		Program  string `json:"program"`
	}{status, trouble, rev.DB.Revision, s.Desk.Program})
}

// slow is the time above which a request is worth a line in the log; faults always are.
const slow = time.Second

// log counts a request; at level debug every one has a line.
func (s *Server) log(c *fiber.Ctx) error {
	start := time.Now()
	err := c.Next()
	took, status := time.Since(start), c.Response().StatusCode()
	if err != nil {
		status = statusOf(err)
	}
	s.metrics.count(c, status, took)
	slog.Debug("request", "method", c.Method(), "path", c.Path(), "status", status, "took", took.Round(time.Microsecond).String())
	if took > slow {
		slog.Info("slow answer", "path", c.Path(), "took", took.Round(time.Millisecond).String())
	}
	return err
}

// withoutSlash sends a visitor who wrote a slash behind an address on to the address.
func withoutSlash(c *fiber.Ctx) error {
	path, trimmed := c.Path(), strings.TrimRight(c.Path(), "/")
	if path == trimmed || trimmed == "" || c.Method() != fiber.MethodGet || strings.HasPrefix(path, "//") || strings.Contains(path, `\`) {
		return c.Next()
	}
	if query := c.Request().URI().QueryString(); len(query) > 0 {
		trimmed += "?" + string(query)
	}
	return c.Redirect(trimmed, fiber.StatusMovedPermanently)
}
