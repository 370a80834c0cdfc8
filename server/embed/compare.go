package embed

import (
	"bytes"
	"context"
	"fmt"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/server/answer"
	"wijkinzicht/server/compare"
	"wijkinzicht/server/figure"
	"wijkinzicht/web"
	"wijkinzicht/web/chart"
)

// makeCompareReading makes the first panel with the words along its lines, as it is dressed in an embed.
func makeCompareReading(size chart.Size) func(context.Context, *answer.Revision, compare.Choice, dress) (string, []byte, error) {
	return func(ctx context.Context, rev *answer.Revision, choice compare.Choice, d dress) (string, []byte, error) {
		p, err := compare.FirstPanel(ctx, rev.DB, d.words(), choice)
		if err != nil {
			return "", nil, err
		}
		if p.Why != "" {
			return "", nil, fmt.Errorf("picture of %s: %s: %w", choice.Query(), p.Why, answer.ErrNotFound)
		}
		body, err := figure.ReadingJSON(p.Words, p.ReadLines(), p.Figure(size))
		return fiber.MIMEApplicationJSON, body, err
	}
}

// makeEmbedCompare makes "/embed/vergelijk".
func (s *Embeds) makeEmbedCompare(ctx context.Context, rev *answer.Revision, choice compare.Choice, d dress) (string, []byte, error) {
	p, err := compare.FirstPanel(ctx, rev.DB, d.words(), choice)
	if err != nil {
		return "", nil, err
	}
	page := web.EmbedPage{Grid: p.Grid(), Notes: p.Notes,
		EmbedFrame: s.embedFrame(rev, d, embedPath("/embed/vergelijk", choice.Values(), d), p.Title+": "+p.Who(), "/vergelijk"+choice.Query(), p.Words.Frame.ThisComparison)}
	page.Notice = d.words().NotShown(choice.Replaced)
	page.Chart.None = p.Why
	if p.Why == "" {
		if err := compare.DrawPanel(ctx, s.Site, rev, p, &page.Chart); err != nil {
			return "", nil, err
		}
	}
	if d.version != "" && p.Why == "" {
		page.Chart.Reading = embedPath("/vergelijk.json", choice.Values(), d)
		page.Chart.NarrowReading = embedPath("/vergelijk.smal.json", choice.Values(), d)
		page.Chart.TightReading = embedPath("/vergelijk.krap.json", choice.Values(), d)
	}
	if page.Sources, err = p.Sources(ctx, rev.DB); err != nil {
		return "", nil, err
	}
	var body bytes.Buffer
	err = s.Templates.Embed(&body, page)
	return fiber.MIMETextHTMLCharsetUTF8, body.Bytes(), err
}
