package page

import (
	"context"
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/server/answer"
	"wijkinzicht/server/place"
	"wijkinzicht/web"
)

// robots answers /robots.txt: pages may be found, what is made per question of a visitor may not.
func (s *Pages) robots(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "public, max-age=86400")
	var closed []string
	for _, path := range []string{"/zoek", "/onderzoek/sql", "/api/", "/embed/", web.SketchPath + "?"} {
		closed = append(closed, s.Path()+path)
	}
	return c.SendString("User-agent: *\nDisallow: " + strings.Join(closed, "\nDisallow: ") + "\n\nSitemap: " + s.Address + "/sitemap.xml\n")
}

type sitemap struct {
	XMLName xml.Name    `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URLs    []sitemapAt `xml:"url"`
}

type sitemapAt struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod"` // when the revision was made
}

// mostSitemap is how many addresses a sitemap may hold (sitemaps.org).
const mostSitemap = 50000

// sitemap answers /sitemap.xml: every page with an address of its own.
func (s *Pages) sitemap(c *fiber.Ctx) error {
	return s.Desk.Serve(c, "/sitemap.xml", func(_ context.Context, rev *answer.Revision) (string, []byte, error) {
		db := rev.DB
		paths := []string{"/", "/kaart", "/vergelijk", "/signalering", "/interventies", web.SketchPath, "/wat-werkt", "/indicator", "/onderzoek", "/onderzoek/wijzigingen", "/verantwoording", "/insluiten", "/toegankelijkheid"}
		for _, sub := range db.Subjects {
			if sub.IsWijk() {
				paths = append(paths, place.Path(sub))
			}
		}
		for _, ind := range db.Indicators {
			if ind.Shown {
				paths = append(paths, "/indicator/"+ind.ID)
			}
		}
		for _, a := range db.Areas {
			if place.FollowedAs(db, a) == "" { // else its address leads to that of the wijk
				paths = append(paths, place.AreaPath(a.Code))
			}
		}
		var out sitemap
		for _, path := range paths[:min(len(paths), mostSitemap)] {
			out.URLs = append(out.URLs, sitemapAt{s.Address + path, db.MadeAt.UTC().Format("2006-01-02")})
		}
		body, err := xml.Marshal(out)
		if err != nil {
			return "", nil, fmt.Errorf("write the sitemap: %w", err)
		}
		return "application/xml; charset=utf-8", append([]byte(xml.Header), body...), nil
	})
}

// icon answers /favicon.ico for programs that ask for it without reading a page.
func (s *Pages) icon(c *fiber.Ctx) error {
	address, err := web.Asset("icoon.svg")
	if err != nil {
		return err
	}
	files, err := web.Static()
	if err != nil {
		return err
	}
	icon := files[strings.TrimPrefix(address, "/static/")]
	c.Set(fiber.HeaderCacheControl, "public, max-age=86400")
	return answer.New(icon.ContentType, icon.Body).Send(c)
}
