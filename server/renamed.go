package server

import (
	"net/url"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/web"
)

// renamed is the name of now by a name of before, of indicators, wijken and interventions.
type renamed map[string]string

// naming are the parameters of addresses that hold names, joined by commas where there are several.
var naming = []string{web.ParamIndicator, web.ParamWijk, web.ParamArea, "subject"}

// address leads an address that nothing answers to the one where what it asked for is now; empty where nothing in it was renamed. It is
// asked after the address itself: what has a name now comes before what had it, and a revision of then has its names of then.
func (r renamed) address(asked string) string {
	u, err := url.Parse(asked)
	if err != nil || len(r) == 0 {
		return ""
	}
	changed := false
	now := func(name string) string {
		if to, ok := r[name]; ok {
			changed = true
			return to
		}
		return name
	}
	segments := strings.Split(u.Path, "/")
	for i, segment := range segments {
		name, ending, isFile := strings.Cut(segment, ".")
		if segments[i] = now(name); isFile {
			segments[i] += "." + ending
		}
	}
	u.Path, u.RawPath = strings.Join(segments, "/"), ""
	q := u.Query()
	for _, param := range naming {
		for i, value := range q[param] {
			names := strings.Split(value, ",")
			for k, name := range names {
				names[k] = now(name)
			}
			q[param][i] = strings.Join(slices.Compact(names), ",")
		}
	}
	if of := q.Get("url"); of != "" && len(of) < len(asked) { // of oEmbed
		if inner := r.address(of); inner != "" {
			changed = true
			q.Set("url", inner)
		}
	}
	if !changed {
		return ""
	}
	u.RawQuery = strings.ReplaceAll(q.Encode(), "%2C", ",")
	return u.String()
}

// leadOn sends who asked by a name of before to what has it now.
func (s *Server) leadOn(c *fiber.Ctx, status int) (sent bool, err error) {
	if status != fiber.StatusNotFound && status != fiber.StatusBadRequest {
		return false, nil
	}
	asked := url.URL{Path: c.Path(), RawQuery: string(c.Request().URI().QueryString())}
	to := s.renamed.address(asked.String())
	if to == "" || !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") {
		return false, nil
	}
	c.Set(fiber.HeaderCacheControl, "public, max-age=86400")
	return true, c.Redirect(to, fiber.StatusMovedPermanently)
}
