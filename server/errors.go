package server

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/server/answer"
	"wijkinzicht/server/api"
	"wijkinzicht/server/embed"
	"wijkinzicht/server/search"
	"wijkinzicht/web"
)

// clientLeft is the status, in nobody's standard but in many logs, of an answer that nobody waits for.
const clientLeft = 499

// fail is the one place where an error becomes an answer: a sentence and what to do, never what went wrong inside.
func (s *Server) fail(c *fiber.Ctx, err error) error {
	status := fiber.StatusInternalServerError
	var known *fiber.Error
	var refused *answer.Refusal
	var fault *answer.Fault
	switch {
	case errors.Is(err, context.Canceled): // who asked has left
		return c.SendStatus(clientLeft)
	case errors.Is(err, answer.ErrBusy):
		status = fiber.StatusTooManyRequests
		c.Set(fiber.HeaderRetryAfter, "5")
	case errors.Is(err, answer.ErrNotFound):
		status = fiber.StatusNotFound
	case errors.As(err, &refused):
		status = fiber.StatusBadRequest
	case errors.As(err, &fault):
		status = fault.Status
	case errors.As(err, &known):
		status = known.Code
	}
	s.secure(c) // a method or an address that the server refuses never meets a route
	if status == fiber.StatusMethodNotAllowed {
		c.Set(fiber.HeaderAllow, allowed)
	}
	if strings.HasPrefix(c.Path(), "/api/") || strings.HasPrefix(c.Path(), "/onderzoek/sql.") {
		return api.Fail(c, status, err)
	}
	if isEmbed(c) {
		if status >= fiber.StatusInternalServerError {
			slog.Error("embed failed", "path", c.Path(), "error", err)
		}
		return embed.Fail(c, s.Site, status, err)
	}
	page := web.ErrorPage{Status: status, Heading: "Deze pagina bestaat niet",
		Sentence: "Wij hebben geen wijk, cijfer of pagina op dit adres.",
		Advice:   []string{"Kijk of het adres goed is overgenomen.", "Begin bij de elf wijken en kies daar een wijk of een cijfer."}}
	if status == fiber.StatusTooManyRequests {
		page.Heading, page.Sentence = "Het is nu te druk", "Er wordt meer gevraagd dan wij tegelijk kunnen maken."
		page.Advice = []string{"Probeer het over een paar seconden opnieuw."}
	} else if status >= fiber.StatusInternalServerError {
		slog.Error("answer failed", "path", c.Path(), "error", err)
		page.Heading, page.Sentence = "Er ging iets mis", "De pagina kon nu niet worden gemaakt. Dat ligt aan ons, niet aan u."
		page.Advice = []string{"Probeer het over een minuut opnieuw.", "Blijft het misgaan, meld dan het adres van deze pagina."}
	} else if refused != nil {
		page.Heading, page.Sentence, page.Advice = "Dit kan niet zo", refused.Error(), nil
	} else if status != fiber.StatusNotFound {
		page.Heading, page.Sentence = "Dit verzoek kunnen wij niet beantwoorden", "Onze pagina's zijn alleen op te vragen, en op een gewoon adres."
	}
	rev := s.Desk.Take(c)
	defer rev.Done()
	page.Frame = s.Frame(rev, page.Heading, "", "", "")
	if status == fiber.StatusNotFound {
		page.Links, page.LinksHead = search.Nearest(rev, c.Path()), "Bedoelt u"
	}
	var body bytes.Buffer
	if err := s.Templates.Error(&body, page); err != nil {
		slog.Error("the error page failed", "error", err)
		return c.SendStatus(status)
	}
	c.Set(fiber.HeaderContentType, fiber.MIMETextHTMLCharsetUTF8)
	c.Set(fiber.HeaderCacheControl, "no-store")
	return c.Status(status).Send(body.Bytes())
}
