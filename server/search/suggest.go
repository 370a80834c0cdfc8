package search

import (
	"github.com/gofiber/fiber/v2"

	"wijkinzicht/server/site"
	"wijkinzicht/web"
)

// mostOffered is how many places are offered while somebody types: more do not fit above a phone's keyboard.
const mostOffered = 7

// suggestion is a place that is offered to who types in the search box.
type suggestion struct {
	Value string `json:"value"` // what comes into the box, by which a search finds the place
	Label string `json:"label"` // wijk, buurt, gemeente
	URL   string `json:"url"`
}

// suggest answers "/zoek.json": the places that the first letters in the search box may become.
func (s *Search) suggest(c *fiber.Ctx) error {
	rev := s.Desk.Take(c)
	defer rev.Done()
	out, offered := []suggestion{}, map[string]bool{}
	for _, f := range searchNames(namesIn(rev), askedText(site.Query(c).Get(web.ParamSearch))) {
		value := f.name
		if f.city != "" {
			value += ", " + f.city
		}
		if offered[value] { // a wijk and a buurt of one name: the box cannot tell them apart, the page of the search can
			continue
		}
		offered[value] = true
		if out = append(out, suggestion{value, f.kind, s.Path() + f.url}); len(out) == mostOffered {
			break
		}
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	return c.JSON(out)
}
