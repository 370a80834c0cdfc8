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

// cardWidth is the width of a PNG in pixels: what social media ask, and enough for a slide.
const cardWidth = 1200

// Card makes a figure on its own, as SVG or as PNG.
func (s *Site) Card(card web.Card, png bool) (string, []byte, error) {
	card.Site = "Wijk in zicht"
	if at, err := url.Parse(s.Address); err == nil && at.Host != "" {
		card.Site += " · " + at.Host
	}
	var svg bytes.Buffer
	if err := s.Templates.Card(&svg, card); err != nil {
		return "", nil, err
	}
	if !png {
		return answer.SVG, svg.Bytes(), nil
	}
	picture, err := raster.PNG(svg.Bytes(), cardWidth)
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
