package site

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"

	"wijkinzicht/server/answer"
	"wijkinzicht/web"
	"wijkinzicht/web/raster"
)

// The widths of a figure on its own, in pixels.
const (
	Vector     = 0    // an SVG has none
	CardWidth  = 1200 // a PNG as social media ask it
	SlideWidth = 2400 // a PNG that stays sharp on a slide and in print
)

// Card makes a figure on its own: an SVG, or a PNG of a width.
func (s *Site) Card(card web.Card, width int) (string, []byte, error) {
	card.Site = "Wijk in zicht"
	if at, err := url.Parse(s.Address); err == nil && at.Host != "" {
		card.Site += " · " + at.Host
	}
	var svg bytes.Buffer
	if err := s.Templates.Card(&svg, card); err != nil {
		return "", nil, err
	}
	if width == Vector {
		return answer.SVG, svg.Bytes(), nil
	}
	picture, err := raster.PNG(svg.Bytes(), width)
	if err != nil {
		return "", nil, fmt.Errorf("PNG of %q: %w", card.Title, err)
	}
	return answer.PNG, picture, nil
}

// SourceText names sources in one line.
func SourceText(sources []web.Link) string {
	var texts []string
	for _, l := range sources {
		texts = append(texts, l.Text)
	}
	return strings.Join(texts, "; ")
}
