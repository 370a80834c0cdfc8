package site

import (
	"net"
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/web"
)

// The kinds of embed that can be built.
const (
	KindTrend     = "trend"
	KindKaart     = "kaart"
	KindRanglijst = "ranglijst"
	KindVergelijk = "vergelijk"
	KindVoorEnNa  = "voor-en-na"
	KindProfiel   = "profiel"
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

// Path is the path of our public address: "/wijk-in-zicht" behind a proxy that has us there, "" at the root of a host.
func (s *Site) Path() string {
	u, err := url.Parse(s.Address)
	if err != nil {
		return ""
	}
	return u.EscapedPath()
}

// Local tells whether our public address is one that works on this machine alone: nobody said where visitors find us. We never take it from
// what a visitor asked: that may be anything, and what is made for one is kept for all.
func (s *Site) Local() bool {
	u, err := url.Parse(s.Address)
	return err != nil || u.Hostname() == "" || u.Hostname() == "localhost" || net.ParseIP(u.Hostname()).IsLoopback()
}

// Inside gives what an address on our host asks of us, such as "/kaart" of "/wijk-in-zicht/kaart"; false when it is not under our path.
func (s *Site) Inside(path string) (string, bool) {
	rest, ours := strings.CutPrefix(path, s.Path())
	switch {
	case !ours || rest != "" && rest[0] != '/':
		return path, false
	case rest == "":
		return "/", true
	}
	return rest, true
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
