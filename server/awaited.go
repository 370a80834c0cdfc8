package server

import (
	"context"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data/store"
	"wijkinzicht/server/answer"
)

// awaitTime is how long an answer waits for a revision that is on its way here.
const awaitTime = 5 * time.Second

// awaited lets a server that follows another ask that one first, when an address names a revision that is not here yet: a page may come
// from one of us and its pictures be asked of another. Without an answer it says so, and gives no picture of another revision.
func (s *Server) awaited(c *fiber.Ctx) error {
	if s.await == nil {
		return c.Next()
	}
	for _, name := range named(c) {
		if !store.IsRevision(name) || s.Desk.Store.Has(name) {
			continue
		}
		if _, was, err := s.Desk.Store.Record(name); err != nil || was { // it is gone everywhere
			continue
		}
		here, stop := answer.While(c)
		ctx, cancel := context.WithTimeout(here, awaitTime)
		err := s.await(ctx)
		cancel()
		stop()
		if err != nil && !s.Desk.Store.Has(name) {
			c.Set(fiber.HeaderRetryAfter, "5")
			return &answer.Problem{Status: fiber.StatusServiceUnavailable, Detail: "Revisie " + name + " is hier nog niet, en de server waar zij vandaan moet komen antwoordt niet. Vraag het over een paar seconden opnieuw."}
		}
	}
	return c.Next()
}

// named lists the revisions that an address names.
func named(c *fiber.Ctx) []string {
	edition, _, _ := strings.Cut(c.Query("revisie"), "-")
	out := []string{edition, c.Query("versie"), c.Query("revision"), c.Query("van"), c.Query("tot")}
	if file, ok := strings.CutPrefix(c.Path(), "/onderzoek/bestand/"); ok {
		name, _, _ := strings.Cut(file, "/")
		out = append(out, name)
	}
	return out
}
