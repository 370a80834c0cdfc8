package embed

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/server/answer"
	"wijkinzicht/server/compare"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
)

// compared answers "/embed/vergelijk", and the files of a comparison by their ending.
func (s *Embeds) compared(ending string) fiber.Handler {
	return func(c *fiber.Ctx) error {
		q := site.Query(c)
		d, err := dressOf(q, ending, s.chooseDress)
		if err != nil {
			return err
		}
		return s.servePicture(c, d, c.Path(), ending, func(rev *answer.Revision) (pictured, error) {
			choice, err := compare.Choose(q, rev.DB)
			return pictured{values: choice.Values(), replaced: choice.Replaced,
				picture: func(ctx context.Context, rev *answer.Revision, d dress) (figure.Picture, error) {
					return compare.Picture(ctx, s.Site, rev, d.words(), choice)
				},
				frame: func(rev *answer.Revision, p *figure.Picture, d dress) web.EmbedFrame {
					if d.version != "" {
						p.Query = embedPath("", choice.Values(), d)
					}
					return s.embedFrame(rev, d, embedPath("/embed/vergelijk", choice.Values(), d), p.Chart.Title, "/vergelijk"+choice.Query(), p.Words.Frame.ThisComparison)
				}}, err
		})
	}
}
