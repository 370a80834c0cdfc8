package search

import (
	"bytes"
	"context"
	"strings"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/server/answer"
	"wijkinzicht/server/place"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
)

// Of a search: how many places a page shows, how many letters count, and how many places an error page suggests.
const (
	mostFound     = 40
	mostLetters   = 80
	mostSuggested = 3
)

// Search finds places.
type Search struct {
	*site.Site
	addresses *addressService // nil: no address is searched
}

// New makes the search of a site. addresses is the base address of the address service (PDOK's Locatieserver); "" asks none.
func New(s *site.Site, addresses string) *Search {
	out := &Search{Site: s}
	if addresses != "" {
		out.addresses = newAddressService(strings.TrimSuffix(addresses, "/"))
	}
	return out
}

// Routes lists the addresses of the search.
func (s *Search) Routes(app *fiber.App) {
	app.Get("/zoek", s.search)
	app.Get("/zoek.json", s.suggest)
}

// askedText gives the text that is searched for: its words, up to a bound.
func askedText(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > mostLetters {
		return string(runes[:mostLetters])
	}
	return text
}

// search answers "/zoek": the places whose name or code is like what was asked. One that bears the very name opens at once.
func (s *Search) search(c *fiber.Ctx) error {
	asked := askedText(site.Query(c).Get(web.ParamSearch))
	rev := s.Desk.Take(c)
	defer rev.Done()
	ctx, cancel := context.WithTimeout(context.Background(), answer.MakeTime)
	defer cancel()
	page := web.SearchPage{Frame: s.Frame(rev, "Zoeken", "Zoek een wijk, buurt, gemeente, postcode of adres.", "/zoek", ""), Asked: asked, Serves: s.addresses != nil}
	all := searchNames(namesIn(rev), asked)
	if one, ok := onlyOne(all); ok {
		return site.Lead(c, one.url)
	}
	page.Found, page.Left = foundPlaces(all, mostFound), max(0, len(all)-mostFound)
	whole := postcodeOf(asked)
	page.Postcode = whole[:min(4, len(whole))]
	page.Around = withPostcode(rev.DB, page.Postcode)
	if s.addresses != nil && asksAddress(asked, whole, all) {
		open := ""
		if page.Addresses, open, page.AddressWhy = s.findAddresses(ctx, rev.DB, asked); open != "" {
			return site.Lead(c, open)
		}
	}
	var body bytes.Buffer
	if err := s.Templates.Search(&body, page); err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, "no-store") // there are as many answers as questions
	c.Set(fiber.HeaderContentType, fiber.MIMETextHTMLCharsetUTF8)
	return c.Send(body.Bytes())
}

// asksAddress tells whether the address service may know what was asked: a postcode of six characters, a text with a number in it, or one that
// is no name of ours.
func asksAddress(asked, postcode string, all []found) bool {
	if len([]rune(asked)) < 4 || postcode != "" && postcode == plainText(asked) && len(postcode) == 4 {
		return false
	}
	return strings.ContainsAny(asked, "0123456789") || len(all) == 0 || all[0].near >= misspelt
}

// Nearest leads from an address that is not there to the places whose name is like its last part.
func Nearest(rev *answer.Revision, path string) []web.Link {
	at := strings.LastIndexByte(path, '/')
	text := strings.NewReplacer("-", " ", "_", " ", "%20", " ").Replace(path[at+1:])
	if len(text) > mostLetters || strings.Contains(text, ".") {
		return nil
	}
	if place.Code.MatchString(text) { // no such area: its gemeente or wijk, by its number, may be there
		if a, ok := place.Today(rev.DB, "GM"+text[2:6]); ok {
			return []web.Link{place.Link(rev.DB, a)}
		}
		return nil
	}
	var out []web.Link
	for _, f := range searchNames(namesIn(rev), text) {
		link := web.Link{Text: f.name, URL: f.url}
		if f.city != "" {
			link.Text += ", " + f.kind + " in " + f.city
		}
		if out = append(out, link); len(out) == mostSuggested {
			break
		}
	}
	return out
}
