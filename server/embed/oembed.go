package embed

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/server/answer"
	"wijkinzicht/server/site"
)

// oembed is the answer to a site that asks how to show an address of ours (oembed.com, version 1.0, the rich type).
type oembed struct {
	XMLName      xml.Name `json:"-" xml:"oembed"`
	Version      string   `json:"version" xml:"version"`
	Type         string   `json:"type" xml:"type"`
	Title        string   `json:"title" xml:"title"`
	ProviderName string   `json:"provider_name" xml:"provider_name"`
	ProviderURL  string   `json:"provider_url" xml:"provider_url"`
	CacheAge     int      `json:"cache_age" xml:"cache_age"` // seconds
	HTML         string   `json:"html" xml:"html"`
	Width        int      `json:"width" xml:"width"`
	Height       int      `json:"height" xml:"height"`
}

const (
	oembedWidth    = 720   // pixels, when nothing less was asked for
	oembedCacheAge = 86400 // a day
)

// oEmbed answers /oembed: 404 for an address that has no embed, 501 for a format other than JSON and XML, as the
// specification says.
func (s *Embeds) oEmbed(c *fiber.Ctx) error {
	q := site.Query(c)
	format := q.Get("format")
	if format != "" && format != "json" && format != "xml" {
		return c.Status(fiber.StatusNotImplemented).SendString("Wij antwoorden in json of xml: schrijf format=json of format=xml.")
	}
	width, err := most(q.Get("maxwidth"), oembedWidth)
	if err != nil {
		return err
	}
	rev := s.Desk.Take(c)
	defer rev.Done()
	e, err := s.embedAt(rev, q.Get("url"))
	if err != nil {
		return err
	}
	height, err := most(q.Get("maxheight"), heightAt(e.kind, width))
	if err != nil {
		return err
	}
	out := oembed{Version: "1.0", Type: "rich", Title: e.title, ProviderName: "Wijk in zicht", ProviderURL: s.Address + "/",
		CacheAge: oembedCacheAge, HTML: s.frameHTML(e, fmt.Sprintf(`width="%d" height="%d" style="border:0"`, width, height)), Width: width, Height: height}
	c.Set(fiber.HeaderCacheControl, answer.Fresh)
	if format == "xml" {
		body, err := xml.Marshal(out)
		c.Set(fiber.HeaderContentType, "text/xml; charset=utf-8")
		return errors.Join(err, c.SendString(xml.Header+string(body)))
	}
	body, err := json.Marshal(out)
	c.Set(fiber.HeaderContentType, fiber.MIMEApplicationJSONCharsetUTF8)
	return errors.Join(err, c.Send(body))
}

// most reads the largest size that fits, in pixels.
func most(text string, ours int) (int, error) {
	if text == "" {
		return ours, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		return 0, fiber.NewError(fiber.StatusBadRequest, "size of an oembed: "+strconv.Quote(text))
	}
	return min(n, ours), nil
}

// embedAt gives the embed of an address of ours; any other address, and one without an embed, is not found.
func (s *Embeds) embedAt(rev *answer.Revision, address string) (described, error) {
	asked, err := url.Parse(address)
	_, host, _ := strings.Cut(s.Origin(), "://")
	if err != nil || asked.Scheme != "http" && asked.Scheme != "https" || asked.Host != host { // an old link may still say http
		return described{}, fmt.Errorf("oembed of %q: %w", address, answer.ErrNotFound)
	}
	inside, ours := s.Inside(asked.Path)
	if !ours {
		return described{}, fmt.Errorf("oembed of %q: %w", address, answer.ErrNotFound)
	}
	path, q := embedOf(rev, inside, asked.Fragment, asked.Query())
	e, err := s.describe(rev, path, q)
	var fault *answer.Fault
	if errors.As(err, &fault) {
		return e, fmt.Errorf("oembed of %q: %w", address, answer.ErrNotFound)
	}
	return e, err
}
