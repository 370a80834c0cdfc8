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
	status := statusOf(err)
	if status == clientLeft {
		return c.SendStatus(status)
	}
	if status == fiber.StatusTooManyRequests {
		c.Set(fiber.HeaderRetryAfter, "5")
	}
	s.secure(c) // a method or an address that the server refuses never meets a route
	if status == fiber.StatusMethodNotAllowed {
		c.Set(fiber.HeaderAllow, allowed)
	}
	if sent, err := s.leadOn(c, status); sent {
		return err
	}
	if speaksJSON(c) {
		return api.Fail(c, status, err)
	}
	if isEmbed(c) {
		if status >= fiber.StatusInternalServerError {
			slog.Error("embed failed", "path", c.Path(), "error", err)
		}
		return embed.Fail(c, s.Site, status, err)
	}
	if status >= fiber.StatusInternalServerError && status != fiber.StatusServiceUnavailable { // that one says what it lacks
		slog.Error("answer failed", "path", c.Path(), "error", err)
	}
	page := errorPage(status, err)
	rev := s.Desk.Take(c)
	defer rev.Done()
	page.Frame = s.Frame(rev, page.Heading, "", "", "")
	if status == fiber.StatusNotFound && page.Links == nil {
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

// speaksJSON tells whether who asks is a program: at an address for programs, or at that of a file without taking pages, as a browser does.
func speaksJSON(c *fiber.Ctx) bool {
	path := c.Path()
	return strings.HasPrefix(path, "/api/") || strings.HasPrefix(path, "/onderzoek/sql.") || strings.HasPrefix(path, "/onderzoek/wijzigingen.") ||
		strings.HasPrefix(path, "/onderzoek/bestand/") && !strings.Contains(c.Get(fiber.HeaderAccept), fiber.MIMETextHTML)
}

// statusOf gives the status of an answer to an error.
func statusOf(err error) int {
	var known *fiber.Error
	var refused *answer.Refusal
	var fault *answer.Fault
	var problem *answer.Problem
	switch {
	case errors.Is(err, context.Canceled): // who asked has left
		return clientLeft
	case errors.Is(err, answer.ErrBusy):
		return fiber.StatusTooManyRequests
	case errors.Is(err, answer.ErrNotFound):
		return fiber.StatusNotFound
	case errors.As(err, &refused):
		return fiber.StatusBadRequest
	case errors.As(err, &fault):
		return fault.Status
	case errors.As(err, &problem):
		return problem.Status
	case errors.As(err, &known):
		return known.Code
	}
	return fiber.StatusInternalServerError
}

// errorPage says what happened and what to do; it has no frame yet.
func errorPage(status int, err error) web.ErrorPage {
	page := web.ErrorPage{Status: status, Heading: "Deze pagina bestaat niet",
		Sentence: "Wij hebben geen wijk, cijfer of pagina op dit adres.",
		Advice:   []string{"Kijk of het adres goed is overgenomen.", "Begin bij de elf wijken en kies daar een wijk of een cijfer."}}
	var refused *answer.Refusal
	var problem *answer.Problem
	switch {
	case status == fiber.StatusTooManyRequests:
		page.Heading, page.Sentence = "Het is nu te druk", "Er wordt meer gevraagd dan wij tegelijk kunnen maken."
		page.Advice = []string{"Probeer het over een paar seconden opnieuw."}
	case errors.As(err, &problem) && status >= fiber.StatusInternalServerError:
		page.Heading, page.Sentence, page.Advice = "Dit kunnen wij nu niet geven", problem.Detail, nil
	case status >= fiber.StatusInternalServerError:
		page.Heading, page.Sentence = "Er ging iets mis", "De pagina kon nu niet worden gemaakt. Dat ligt aan ons, niet aan u."
		page.Advice = []string{"Probeer het over een minuut opnieuw.", "Blijft het misgaan, meld dan het adres van deze pagina."}
	case errors.As(err, &refused):
		page.Heading, page.Sentence, page.Advice = "Dit kan niet zo", refused.Error(), nil
	case errors.As(err, &problem):
		page.Heading, page.Sentence, page.Advice = "Dit kunnen wij niet geven", problem.Detail, nil
		page.Links, page.LinksHead = problem.Links, "Wat er wel is"
	case status != fiber.StatusNotFound:
		page.Heading, page.Sentence = "Dit verzoek kunnen wij niet beantwoorden", "Onze pagina's zijn alleen op te vragen, en op een gewoon adres."
	}
	return page
}
