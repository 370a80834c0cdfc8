package embed

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/site"
	"wijkinzicht/web/chart"
	"wijkinzicht/web/words"
)

// picturePNG makes "/grafiek/{slug}/{indicator}.png".
func (s *Embeds) picturePNG(c *fiber.Ctx, w *words.Words, key, slug, indicator string, withEvents bool) error {
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
		return s.ChartCard(ctx, f, sources, true)
	})
}

// pictureSVG makes "/grafiek/{slug}/{indicator}.svg" and .smal.svg.
func (s *Embeds) pictureSVG(c *fiber.Ctx, w *words.Words, key, slug, indicator string, size chart.Size, withEvents bool) error {
	palette, err := figure.PaletteOf(site.Query(c))
	if err != nil {
		return err
	}
	return s.Desk.Serve(c, key+figure.PaletteQuery(palette), func(ctx context.Context, rev *answer.Revision) (string, []byte, error) {
		v, err := look(ctx, rev.DB, w, slug, indicator)
		if err != nil {
			return "", nil, err
		}
		f, err := v.figure(ctx, size, withEvents)
		if err != nil {
			return "", nil, err
		}
		f.Palette = palette
		svg, err := s.Charts.SVG(ctx, f)
		return answer.SVG, svg, err
	})
}
