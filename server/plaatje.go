package server

import (
	"bytes"
	"context"
	"fmt"
	"html/template"
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/server/answer"
	"wijkinzicht/server/atlas"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
	"wijkinzicht/web/chart"
	"wijkinzicht/web/raster"
	"wijkinzicht/web/words"
)

// cardWidth is the width of a PNG in pixels: what social media ask, and enough for a slide.
const cardWidth = 1200

// card makes a figure on its own, as SVG or as PNG.
func (s *Server) card(card web.Card, png bool) (string, []byte, error) {
	card.Site = "Wijk in zicht"
	if at, err := url.Parse(s.Address); err == nil && at.Host != "" {
		card.Site += " · " + at.Host
	}
	var svg bytes.Buffer
	if err := s.Pages.Card(&svg, card); err != nil {
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

// figureCard makes the card of a trend.
func (s *Server) figureCard(ctx context.Context, f chart.Figure, sources []web.Link, png bool) (string, []byte, error) {
	f.Size = chart.Large
	svg, err := s.Charts.SVG(ctx, f)
	if err != nil {
		return "", nil, err
	}
	width, height := chart.Large.Pixels()
	return s.card(web.Card{Words: f.Words, Title: f.Title, Summary: f.Summary, Chart: template.HTML(svg), Size: [2]float64{float64(width), float64(height)}, Source: sourceText(sources)}, png)
}

func sourceText(sources []web.Link) string {
	var texts []string
	for _, l := range sources {
		texts = append(texts, l.Text)
	}
	return strings.Join(texts, "; ")
}

// makeComparePNG makes "/vergelijk.png".
func (s *Server) makeComparePNG(ctx context.Context, rev *answer.Revision, w *words.Words, choice comparison) (string, []byte, error) {
	p, err := firstPanel(ctx, rev.DB, w, choice)
	if err != nil {
		return "", nil, err
	}
	if p.why != "" {
		return "", nil, fmt.Errorf("picture of %s: %s: %w", choice.query(), p.why, answer.ErrNotFound)
	}
	sources, err := p.sources(ctx, rev.DB)
	if err != nil {
		return "", nil, err
	}
	return s.figureCard(ctx, p.figure(chart.Large), sources, true)
}

// mapCard answers "/kaart.svg" and "/kaart.png".
func (s *Server) mapCard(png bool) fiber.Handler {
	return func(c *fiber.Ctx) error {
		q := site.Query(c)
		w, err := language(q)
		if err != nil {
			return err
		}
		rev := s.Desk.Take()
		choice, err := atlas.Choose(q, rev)
		rev.Done()
		if err != nil {
			return err
		}
		return s.Desk.Serve(c, c.Path()+"?"+choice.Query()+figure.LanguageQuery(w), func(ctx context.Context, rev *answer.Revision) (string, []byte, error) {
			v, err := atlas.ViewOf(ctx, rev, w, choice)
			if err != nil {
				return "", nil, err
			}
			return s.makeMapCard(ctx, rev, v, png)
		})
	}
}

func (s *Server) makeMapCard(ctx context.Context, rev *answer.Revision, v atlas.View, png bool) (string, []byte, error) {
	m, notes, err := v.Draw(ctx, rev.DB)
	if err != nil {
		return "", nil, err
	}
	if len(m.Areas) == 0 {
		return "", nil, fmt.Errorf("map of %s: no outlines: %w", v.Choice.Query(), answer.ErrNotFound)
	}
	sources, err := atlas.Sources(ctx, rev.DB, v)
	if err != nil {
		return "", nil, err
	}
	source := sourceText(sources)
	if len(notes) > 0 {
		source += ". " + strings.Join(notes, " ")
	}
	return s.card(web.Card{Words: v.Words, Title: v.Title, Summary: v.Sentence, Map: &m, Legend: v.Legend, Source: source}, png)
}

// picturePNG makes "/grafiek/{slug}/{indicator}.png".
func (s *Server) picturePNG(c *fiber.Ctx, w *words.Words, key, slug, indicator string, withEvents bool) error {
	return s.Desk.Serve(c, key, func(ctx context.Context, rev *answer.Revision) (string, []byte, error) {
		v, err := look(ctx, rev.DB, w, slug, indicator)
		if err != nil {
			return "", nil, err
		}
		sources, err := v.sources(ctx, rev.DB)
		if err != nil {
			return "", nil, err
		}
		f, err := v.figure(ctx, chart.Large, withEvents)
		if err != nil {
			return "", nil, err
		}
		return s.figureCard(ctx, f, sources, true)
	})
}
