package server

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/server/answer"
)

// TestRenamed: an address with a name of before leads to the same with the name of now, and others are left alone.
func TestRenamed(t *testing.T) {
	s := &Server{renamed: renamed{"mensen": "inwoners", "zonwijk": "zonnewijk"}}
	app := fiber.New(fiber.Config{ErrorHandler: func(c *fiber.Ctx, err error) error {
		if sent, err := s.leadOn(c, statusOf(err)); sent {
			return err
		}
		return c.SendStatus(statusOf(err))
	}})
	app.Get("/nu/:name", func(c *fiber.Ctx) error { return c.SendString("is er") })
	app.Use(func(*fiber.Ctx) error { return answer.ErrNotFound })
	for asked, want := range map[string]string{
		"/wijk/zonwijk":                                                               "/wijk/zonnewijk",
		"/grafiek/zonwijk/mensen.smal.svg?a=b":                                        "/grafiek/zonnewijk/inwoners.smal.svg?a=b",
		"/vergelijk?gebied=nl,zonwijk&indicator=mensen,woz":                           "/vergelijk?gebied=nl,zonnewijk&indicator=inwoners,woz",
		"/api/v1/trend.csv?subject=zonwijk":                                           "/api/v1/trend.csv?subject=zonnewijk",
		"/oembed?url=https%3A%2F%2Fwijken.example%2Fembed%2Ftrend%2Fzonwijk%2Fmensen": "/oembed?url=https%3A%2F%2Fwijken.example%2Fembed%2Ftrend%2Fzonnewijk%2Finwoners",
		"/zoek?q=zonwijk":                                                             "", // a word that somebody looks for
		"/wijk/maanwijk":                                                              "",
		"//zonwijk/x":                                                                 "", // another host
		"/nu/zonwijk":                                                                 "", // the name is somebody's now
	} {
		r, err := app.Test(httptest.NewRequestWithContext(context.Background(), http.MethodGet, "http://wijken.example"+asked, nil))
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Header.Get("Location"); got != want || (want != "") != (r.StatusCode == http.StatusMovedPermanently) {
			t.Errorf("%s leads to %q with %d, want %q", asked, got, r.StatusCode, want)
		}
	}
}
