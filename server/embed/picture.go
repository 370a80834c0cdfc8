package embed

import (
	"context"
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/web"
	"wijkinzicht/web/color"
)

// pictured is what an address shows of which there are a picture, its files and an embed: a function from figures to a
// figure.Picture is all that a kind of view needs.
type pictured struct {
	values   url.Values // of the address, in their normal form
	replaced []string   // parameters of which the value cannot be shown
	picture  func(context.Context, *answer.Revision, dress) (figure.Picture, error)
	// frame fills what an embed has around the picture; it may say why there is no picture in it.
	frame func(rev *answer.Revision, p *figure.Picture, d dress) web.EmbedFrame
}

// page is the ending of an embed, which has none: it is a page with the picture in it.
const page = ""

// servePicture answers with a file of a picture, or with its embed.
func (s *Embeds) servePicture(c *fiber.Ctx, d dress, path, ending string, choose func(*answer.Revision) (pictured, error)) error {
	ending = figure.ForWhom(c, ending)
	return s.serveEmbed(c, d, path, func(rev *answer.Revision) (url.Values, []string, answer.Maker, error) {
		v, err := choose(rev)
		if err == nil && ending == figure.ExcelCSV { // another file of the same address
			v.values.Set(web.ParamFor, web.ForExcel)
		}
		return v.values, v.replaced, func(ctx context.Context, rev *answer.Revision) (string, []byte, error) {
			p, err := v.picture(ctx, rev, d)
			if err != nil {
				return "", nil, err
			}
			if ending == page {
				return s.embedPage(ctx, v, &p, v.frame(rev, &p, d))
			}
			if d.theme == web.ThemeDark && ending != "plaatje.svg" {
				p.Chart.Palette = color.Dark
			}
			return p.File(ctx, s.Site, ending, rev.DB)
		}, err
	})
}

// embedPage puts a picture into a page for somebody else's.
func (s *Embeds) embedPage(ctx context.Context, v pictured, p *figure.Picture, frame web.EmbedFrame) (string, []byte, error) {
	made := web.EmbedPage{EmbedFrame: frame, Table: p.Table(), Notes: p.Notes, Chart: web.Chart{None: p.Why}}
	made.Notice = p.Words.NotShown(v.replaced)
	var err error
	if made.Sources, err = p.Sources(ctx); err != nil {
		return "", nil, err
	}
	if p.Why == "" {
		if err := p.Draw(ctx, s.Charts, &made.Chart); err != nil {
			return "", nil, err
		}
	}
	return answer.HTML(s.Templates.Embed, made)
}

// dressOf reads as much of a dress as an answer has: what is read along the lines is dressed as the embed that it is for, a picture
// has a language and may be for a dark screen, and figures have neither.
func dressOf(q url.Values, ending string, whole func(url.Values) (dress, error)) (dress, error) {
	switch {
	case ending == page || strings.HasSuffix(ending, "json"):
		return whole(q)
	case figure.Tabular(ending):
		return dress{}, nil
	}
	d, err := inLanguage(q)
	if err == nil && strings.HasSuffix(ending, "svg") {
		var palette color.Palette
		palette, err = figure.PaletteOf(q)
		d.theme = map[color.Palette]string{color.Dark: web.ThemeDark}[palette]
	}
	return d, err
}
