package atlas

import (
	"context"
	"fmt"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
	"wijkinzicht/web/color"
)

// mapCard answers "/kaart.svg", and "/kaart.png" of a width.
func (s *Atlas) mapCard(width int) fiber.Handler {
	return func(c *fiber.Ctx) error {
		q := site.Query(c)
		w, err := answer.Language(q)
		if err != nil {
			return err
		}
		palette, err := figure.PaletteOf(q)
		if err != nil {
			return err
		}
		if width != site.Vector {
			palette = color.Light
		}
		rev := s.Desk.Take(c)
		defer rev.Done()
		choice, err := Choose(q, rev)
		if err != nil {
			return err
		}
		return s.Desk.ServeFrom(c, rev, c.Path()+"?"+choice.Query()+figure.LanguageQuery(w)+figure.PaletteQuery(palette), func(ctx context.Context, rev *answer.Revision) (string, []byte, error) {
			v, err := ViewOf(ctx, rev, w, choice)
			if err != nil {
				return "", nil, err
			}
			return s.makeMapCard(ctx, rev, v, palette, width)
		})
	}
}

// makeMapCard makes a map on its own.
func (s *Atlas) makeMapCard(ctx context.Context, rev *answer.Revision, v View, palette color.Palette, width int) (string, []byte, error) {
	m, notes, err := v.Draw(ctx, rev.DB)
	if err != nil {
		return "", nil, err
	}
	if len(m.Areas) == 0 {
		return "", nil, fmt.Errorf("map of %s: no outlines: %w", v.Choice.Query(), answer.ErrNotFound)
	}
	sources, err := Sources(ctx, rev.DB, v)
	if err != nil {
		return "", nil, err
	}
	return s.Card(web.Card{Words: v.Words, Title: v.Title, Summary: v.Sentence, Map: &m, Legend: v.Legend, Notes: notes, Palette: palette,
		Source: site.SourceText(sources), Licence: figure.LicencesOf(rev.DB, sources), AsOf: v.Words.Date(rev.DB.MadeAt)}, width)
}
