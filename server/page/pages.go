package page

import (
	"github.com/gofiber/fiber/v2"

	"wijkinzicht/server/site"
)

// Pages answers with the pages about the eleven, places, figures and what was done.
type Pages struct{ *site.Site }

// New makes the pages of a site.
func New(s *site.Site) *Pages { return &Pages{s} }

// Routes lists the addresses of pages.
func (s *Pages) Routes(app *fiber.App) {
	app.Get("/", s.home)
	app.Get("/wijk/:slug", s.brief, s.wijk)
	app.Get("/robots.txt", s.robots)
	app.Get("/sitemap.xml", s.sitemap)
	app.Get("/favicon.ico", s.icon)
	app.Get("/gebied/:code", s.area)
	app.Get("/voor-en-na", s.before)
	app.Get("/indicator", s.indicatoren)
	app.Get("/indicator/:id", s.indicator)
	app.Get("/wat-werkt", s.watWerkt)
	app.Get("/interventies", s.interventions)
	app.Get("/interventies/:id", s.intervention)
	app.Get("/verantwoording", s.verantwoording)
	app.Get("/toegankelijkheid", s.toegankelijkheid)
}
