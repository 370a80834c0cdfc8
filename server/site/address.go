package site

import (
	"net/url"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/web"
)

// The kinds of embed that can be built.
const (
	KindTrend     = "trend"
	KindKaart     = "kaart"
	KindRanglijst = "ranglijst"
	KindVergelijk = "vergelijk"
)

// Query gives the parameters of the address; what cannot be read is left out.
func Query(c *fiber.Ctx) url.Values {
	q, _ := url.ParseQuery(string(c.Request().URI().QueryString()))
	return q
}

// BuildLink leads to the page that builds an embed of a kind, with what is seen filled in.
func BuildLink(kind string, q url.Values) string {
	q.Set(web.ParamKind, kind)
	return "/insluiten?" + q.Encode()
}

// Discovery is the address at which sites learn how to show a page of ours.
func (s *Site) Discovery(path string) string {
	return s.Address + "/oembed?" + url.Values{"format": {"json"}, "url": {s.Address + path}}.Encode()
}

// Lead sends a visitor on; which page is the right one may change with a revision, so no browser may remember it.
func Lead(c *fiber.Ctx, path string) error {
	c.Set(fiber.HeaderCacheControl, "no-cache")
	return c.Redirect(path, fiber.StatusFound)
}

// Allow gives an address another content policy than other pages have; its errors keep theirs.
func Allow(policy string) fiber.Handler {
	return func(c *fiber.Ctx) error {
		err := c.Next()
		if err == nil {
			c.Set("Content-Security-Policy", policy)
		}
		return err
	}
}
