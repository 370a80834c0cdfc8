package page

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/place"
	"wijkinzicht/server/portrait"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
)

// area answers "/gebied/{code}": everything that is known of a gemeente, wijk or buurt of CBS. A code in another spelling, one that is one of
// the eleven, and one of the past whose place has another code now are led to the page that there is.
func (s *Pages) area(c *fiber.Ctx) error {
	text, withEvents := c.Params("code"), c.Query(web.ParamEvents) == "ja"
	if !place.Code.MatchString(text) {
		return fmt.Errorf("area %q: %w", text, answer.ErrNotFound)
	}
	code := strings.ToUpper(text)
	rev := s.Desk.Take(c)
	defer rev.Done()
	a, ok := rev.DB.AreaNow(code)
	if !ok {
		return s.pastArea(c, rev, code)
	}
	if slug := place.FollowedAs(rev.DB, a); slug != "" {
		return site.Lead(c, "/wijk/"+slug+figure.EventQuery(withEvents))
	}
	if text != code {
		return site.Lead(c, place.AreaPath(code)+figure.EventQuery(withEvents))
	}
	return s.Desk.ServeFrom(c, rev, place.AreaPath(code)+figure.EventQuery(withEvents), func(ctx context.Context, rev *answer.Revision) (string, []byte, error) {
		of, err := portrait.OfArea(ctx, rev, code)
		if err != nil {
			return "", nil, err
		}
		page, err := s.makePortrait(ctx, rev, of, withEvents)
		if err != nil {
			return "", nil, err
		}
		page.Current, page.Crumbs, page.Within = "", liesIn(rev.DB, a), holds(rev.DB, a)
		if a.Level == "gemeente" {
			page.Profile, page.Apart = web.Profile{}, nil // they show how wijken lie apart around their gemeente
		}
		return answer.HTML(s.Templates.Wijk, page)
	})
}

// liesIn leads from an area to what it lies in.
func liesIn(db *data.DB, a data.AreaNow) []web.Link {
	out := []web.Link{{Text: "Alle gebieden", URL: "/zoek"}}
	if gemeente, ok := db.AreaNow(a.Gemeente); ok && a.Level != "gemeente" {
		out = append(out, place.Link(db, gemeente))
	}
	if a.Level == "buurt" {
		if wijk, ok := db.AreaNow(place.WijkCode(a.Code)); ok {
			out = append(out, place.Link(db, wijk))
		}
	}
	return out
}

// holds leads from an area to what lies in it: from a gemeente to its wijken, from a wijk to its buurten.
func holds(db *data.DB, a data.AreaNow) []web.Link {
	prefix := map[string]string{"gemeente": "WK", "wijk": "BU"}[a.Level]
	if prefix == "" {
		return nil
	}
	var out []web.Link
	for _, part := range place.Within(db, prefix+a.Code[2:]) {
		out = append(out, place.Link(db, part))
	}
	return out
}

// pastArea leads to the place that a code of an earlier division was, or says what became of it.
func (s *Pages) pastArea(c *fiber.Ctx, rev *answer.Revision, code string) error {
	ctx, cancel := context.WithTimeout(context.Background(), answer.MakeTime)
	defer cancel()
	past, ok, err := rev.DB.PastArea(ctx, code)
	if err != nil {
		return err
	}
	if !ok {
		return fmt.Errorf("area %q: %w", code, answer.ErrNotFound)
	}
	for _, h := range past.Heirs {
		if _, now := rev.DB.AreaNow(h.Code); h.Same && now {
			return site.Lead(c, place.AreaPath(h.Code))
		}
	}
	page := s.pastPage(rev, past)
	var body bytes.Buffer
	if err := s.Templates.Error(&body, page); err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, fiber.MIMETextHTMLCharsetUTF8)
	c.Set(fiber.HeaderCacheControl, "no-cache")
	return c.Status(fiber.StatusGone).Send(body.Bytes())
}

// pastPage says that an area is no more, why no page of today takes its place, and where to go on.
func (s *Pages) pastPage(rev *answer.Revision, past data.PastArea) web.ErrorPage {
	db, name, kind := rev.DB, figure.AreaName(past.Name), data.LevelOf(past.Code)
	in := ""
	if city := db.GemeenteName(past.Gemeente); city != "" && kind != "gemeente" {
		in = " in " + city
	}
	page := web.ErrorPage{Heading: name + " bestaat niet meer",
		Sentence: fmt.Sprintf("%s was een %s%s (%s), voor het laatst in de indeling van %d.", name, kind, in, past.Code, past.Years[0])}
	page.Frame = s.Frame(rev, page.Heading, "", "", "")
	for _, h := range past.Heirs {
		if a, ok := db.AreaNow(h.Code); ok {
			link := place.Link(db, a)
			link.Text = fmt.Sprintf("%s, met %s%% van het oude gebied", link.Text, web.Getal(100*h.Share, 0))
			page.Links = append(page.Links, link)
		}
	}
	page.LinksHead = "Wat er nu ligt"
	switch gemeente, ok := db.AreaNow(past.Gemeente); {
	case len(page.Links) > 0:
		page.Advice = []string{"Een ander gebied heeft andere cijfers. Daarom tonen wij niet vanzelf een van deze in plaats van het oude."}
	case kind == "gemeente":
		page.Sentence += " Zij is in een andere gemeente opgegaan; in welke, weten onze cijfers niet."
	default:
		page.Sentence += " Waar het nu bij hoort, weten wij niet: van die indeling kennen wij de grenzen niet."
		if ok {
			page.Links, page.LinksHead = []web.Link{place.Link(db, gemeente)}, "De gemeente nu"
		}
	}
	return page
}
