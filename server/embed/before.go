package embed

import (
	"context"
	"net/url"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/moment"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// before answers "/embed/voor-en-na", and the files of a wijk before and after a year by their ending.
func (s *Embeds) before(ending string) fiber.Handler {
	return func(c *fiber.Ctx) error {
		q := site.Query(c)
		d, err := dressOf(q, ending, s.chooseDress)
		if err != nil {
			return err
		}
		events := ending != page && q.Get(web.ParamEvents) == "ja"
		return s.servePicture(c, d, c.Path(), ending, func(rev *answer.Revision) (pictured, error) {
			m, err := moment.Choose(q, rev.DB)
			values := m.Values()
			if events {
				values.Set(web.ParamEvents, "ja")
			}
			return pictured{values: values, replaced: m.Replaced(),
				picture: func(ctx context.Context, rev *answer.Revision, d dress) (figure.Picture, error) {
					return moment.Picture(ctx, s.Site, rev, d.words(), m, events)
				},
				frame: func(rev *answer.Revision, p *figure.Picture, d dress) web.EmbedFrame {
					if d.version != "" {
						p.Query = embedPath("", m.Values(), d)
					}
					return s.embedFrame(rev, d, embedPath("/embed/voor-en-na", m.Values(), d), p.Title, m.Path(), p.Words.Before.ThisView)
				}}, err
		})
	}
}

func (s *Embeds) describeBefore(rev *answer.Revision, w *words.Words, q url.Values) (described, error) {
	m, err := moment.Choose(q, rev.DB)
	if err != nil {
		return described{}, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), answer.MakeTime)
	defer cancel()
	v, err := moment.ViewOf(ctx, rev.DB, w, m)
	if err != nil {
		return described{}, err
	}
	d, err := s.chooseDress(q)
	return described{site.KindVoorEnNa, embedPath("/embed/voor-en-na", m.Values(), d), v.Title(), w.Lang}, err
}
