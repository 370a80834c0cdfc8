package server

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
)

// within lets who asks for an address under our path ask for what it is on our own server; a proxy may have taken the path off already.
// Where an answer sends a visitor on, the path comes before it again.
func (s *Server) within(handle fasthttp.RequestHandler) fasthttp.RequestHandler {
	path := s.Path()
	if path == "" {
		return handle
	}
	return func(c *fasthttp.RequestCtx) {
		if inside, ours := s.Inside(string(c.URI().PathOriginal())); ours {
			c.URI().SetPath(inside)
		}
		handle(c)
		if to := c.Response.Header.Peek(fiber.HeaderLocation); bytes.HasPrefix(to, []byte("/")) {
			c.Response.Header.Set(fiber.HeaderLocation, path+string(to))
		}
	}
}

// apart refuses a path that begins as an address of our own does: then nobody could tell whether a proxy took it off.
func (s *Server) apart() error {
	first, _, _ := strings.Cut(strings.TrimPrefix(s.Path(), "/"), "/")
	for _, route := range s.app.GetRoutes(true) {
		if ours, _, _ := strings.Cut(strings.TrimPrefix(route.Path, "/"), "/"); first != "" && ours == first {
			return fmt.Errorf("het openbare adres %s begint zijn pad met /%s, en zo heet een eigen pagina van Wijk in zicht; kies een ander pad, bijvoorbeeld /wijk-in-zicht", s.Address, first)
		}
	}
	return nil
}
