package server

import (
	"log/slog"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/recover"

	"wijkinzicht/web"
	"wijkinzicht/web/chart"
)

// Content policies: nothing from elsewhere, no script, no inline style. A page may not be framed; an embed is made for it.
const (
	policy      = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors "
	pagePolicy  = policy + "'none'"
	embedPolicy = policy + "* file:" // the star leaves out pages that are files
	// A script of ours may run on the map, which changes its year without a new page, and beside charts, which it lets read.
	scripts           = "script-src 'self'; connect-src 'self'; "
	scriptPolicy      = scripts + pagePolicy
	embedScriptPolicy = scripts + embedPolicy
)

// secure sets what every answer carries, also one that no route made.
func secure(c *fiber.Ctx) {
	c.Set("Content-Security-Policy", pagePolicy)
	if strings.HasPrefix(c.Path(), "/embed/") {
		c.Set("Content-Security-Policy", embedPolicy)
	}
	// In a sandboxed frame our own page is a stranger to us, and asks for script and figures as one.
	if strings.HasPrefix(c.Path(), "/static/") || strings.HasPrefix(c.Path(), "/grafiek/") || strings.HasPrefix(c.Path(), "/vergelijk.") {
		c.Set(fiber.HeaderAccessControlAllowOrigin, "*")
	}
	c.Set("X-Content-Type-Options", "nosniff")
	c.Set("Referrer-Policy", "strict-origin-when-cross-origin")
}

// routes lists every address that we answer.
func (s *Server) routes() error {
	s.app.Use(recover.New())
	s.app.Use(s.log)
	s.app.Use(func(c *fiber.Ctx) error {
		secure(c)
		return c.Next()
	})

	// pages
	s.app.Get("/", s.home)
	s.app.Get("/wijk/:slug", allow(scriptPolicy), s.wijk)
	s.app.Get("/vergelijk", allow(scriptPolicy), s.compare("/vergelijk", s.makeCompare))
	s.app.Get("/vergelijk.svg", s.compare("/vergelijk.svg", s.makeComparePicture(chart.Large)))
	s.app.Get("/vergelijk.smal.svg", s.compare("/vergelijk.smal.svg", s.makeComparePicture(chart.Narrow)))
	s.app.Get("/vergelijk.png", s.compare("/vergelijk.png", s.makeComparePNG))
	s.app.Get("/vergelijk.json", s.compare("/vergelijk.json", s.makeCompareReading(chart.Large)))
	s.app.Get("/vergelijk.smal.json", s.compare("/vergelijk.smal.json", s.makeCompareReading(chart.Narrow)))
	s.app.Get("/vergelijk.csv", s.compare("/vergelijk.csv", s.makeCompareCSV))
	s.app.Get("/voor-en-na", s.before)
	s.app.Get("/kaart", allow(scriptPolicy), s.kaart(s.makeKaart))
	s.app.Get("/kaart.json", s.kaart(s.makeKaartJSON))
	s.app.Get("/kaart.svg", s.kaart(s.makeMapCard(false)))
	s.app.Get("/kaart.png", s.kaart(s.makeMapCard(true)))
	s.app.Get("/kaart.csv", s.kaart(s.makeKaartCSV))
	s.app.Get("/signalering", s.signalering("/signalering", s.makeSignalering))
	s.app.Get("/signalering.csv", s.signalering("/signalering.csv", s.makeSignaleringCSV))
	s.app.Get("/vergelijkbaar", s.vergelijkbaar)
	s.app.Get("/indicator", s.indicatoren)
	s.app.Get("/indicator/:id", s.indicator)
	s.app.Get("/verantwoording", s.verantwoording)
	s.app.Get("/toegankelijkheid", s.toegankelijkheid)
	// embeds
	s.app.Get("/embed/trend/:slug/:indicator", allow(embedScriptPolicy), s.embedTrend)
	s.app.Get("/embed/vergelijk", allow(embedScriptPolicy), s.compare("/embed/vergelijk", s.makeEmbedCompare))
	s.app.Get("/embed/kaart", s.kaart(s.makeEmbedKaart))
	// pictures and figures
	s.app.Get("/grafiek/:slug/:file", s.picture)
	s.app.Get("/cijfers/:file", s.figures)
	// ourselves
	s.app.Get("/healthz", s.health)
	if err := s.static(); err != nil {
		return err
	}
	s.app.Use(func(*fiber.Ctx) error { return errNotFound })
	return nil
}

// allow gives an address another content policy than other pages have; its errors keep theirs.
func allow(policy string) fiber.Handler {
	return func(c *fiber.Ctx) error {
		err := c.Next()
		if err == nil {
			c.Set("Content-Security-Policy", policy)
		}
		return err
	}
}

// static serves our own assets; their names change with their content, so they are kept for a year.
func (s *Server) static() error {
	files, err := web.Static()
	if err != nil {
		return err
	}
	for name, f := range files {
		ready, err := newAnswer(f.ContentType, f.Body)
		if err != nil {
			return err
		}
		s.app.Get("/static/"+name, func(c *fiber.Ctx) error {
			c.Set(fiber.HeaderCacheControl, "public, max-age=31536000, immutable")
			return ready.send(c)
		})
	}
	return nil
}

// health tells a watchman that the published revision is open.
func (s *Server) health(c *fiber.Ctx) error {
	rev := s.current.take()
	defer rev.users.Done()
	c.Set(fiber.HeaderCacheControl, "no-store")
	return c.JSON(struct {
		Status   string `json:"status"`
		Revision string `json:"revision"`
		Program  string `json:"program"`
	}{"ok", rev.db.Revision, s.program})
}

// slow is the time above which a request is worth a line in the log; faults always are.
const slow = time.Second

func (s *Server) log(c *fiber.Ctx) error {
	start := time.Now()
	err := c.Next()
	if took := time.Since(start); took > slow {
		slog.Info("slow answer", "path", c.Path(), "took", took.Round(time.Millisecond).String())
	}
	return err
}
