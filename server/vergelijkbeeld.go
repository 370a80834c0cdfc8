package server

import (
	"bytes"
	"context"
	"fmt"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/web"
	"wijkinzicht/web/chart"
	"wijkinzicht/web/words"
)

// firstPanel makes the one panel of a picture, a file or an embed: the first, when the choice holds more.
func firstPanel(ctx context.Context, db *data.DB, w *words.Words, choice comparison) (panel, error) {
	db, err := figure.Spoken(db, w)
	if err != nil {
		return panel{}, err
	}
	if choice, err = opened(ctx, db, choice); err != nil {
		return panel{}, err
	}
	panels, err := panelsOf(ctx, db, w, choice)
	if err != nil {
		return panel{}, err
	}
	return panels[0], nil
}

// makeComparePicture makes the picture of a comparison. One that cannot be drawn is not found.
func (s *Server) makeComparePicture(size chart.Size) func(context.Context, *answer.Revision, *words.Words, comparison) (string, []byte, error) {
	return func(ctx context.Context, rev *answer.Revision, w *words.Words, choice comparison) (string, []byte, error) {
		p, err := firstPanel(ctx, rev.DB, w, choice)
		if err != nil {
			return "", nil, err
		}
		if p.why != "" {
			return "", nil, fmt.Errorf("picture of %s: %s: %w", choice.query(), p.why, answer.ErrNotFound)
		}
		svg, err := s.Charts.SVG(ctx, p.figure(size))
		return answer.SVG, svg, err
	}
}

// makeCompareReading makes the first panel with the words along its lines, as it is dressed in an embed.
func makeCompareReading(size chart.Size) func(context.Context, *answer.Revision, comparison, dress) (string, []byte, error) {
	return func(ctx context.Context, rev *answer.Revision, choice comparison, d dress) (string, []byte, error) {
		p, err := firstPanel(ctx, rev.DB, d.words(), choice)
		if err != nil {
			return "", nil, err
		}
		if p.why != "" {
			return "", nil, fmt.Errorf("picture of %s: %s: %w", choice.query(), p.why, answer.ErrNotFound)
		}
		var lines []figure.ReadLine
		for _, l := range p.lines {
			if len(figure.SegmentsOf(l.series, l.indicator.Years())) > 0 { // as they are drawn
				lines = append(lines, figure.ReadLine{Name: l.name, Indicator: l.indicator, Series: l.series})
			}
		}
		body, err := figure.ReadingJSON(p.words, lines, p.figure(size))
		return fiber.MIMEApplicationJSON, body, err
	}
}

func (s *Server) makeCompareCSV(ctx context.Context, rev *answer.Revision, choice comparison) (string, []byte, error) {
	p, err := firstPanel(ctx, rev.DB, words.NL, choice)
	if err != nil {
		return "", nil, err
	}
	body, err := p.csv(rev.DB)
	return answer.CSV, body, err
}

// makeEmbedCompare makes "/embed/vergelijk".
func (s *Server) makeEmbedCompare(ctx context.Context, rev *answer.Revision, choice comparison, d dress) (string, []byte, error) {
	p, err := firstPanel(ctx, rev.DB, d.words(), choice)
	if err != nil {
		return "", nil, err
	}
	page := web.EmbedPage{Grid: p.grid(), Notes: p.notes,
		EmbedFrame: s.embedFrame(rev, d, embedPath("/embed/vergelijk", choice.values(), d), p.title+": "+p.who(), "/vergelijk"+choice.query(), p.words.Frame.ThisComparison)}
	page.Chart.None = p.why
	if p.why == "" {
		if err := s.drawPanel(ctx, rev, p, &page.Chart); err != nil {
			return "", nil, err
		}
	}
	if d.version != "" && p.why == "" {
		page.Chart.Reading = embedPath("/vergelijk.json", choice.values(), d)
		page.Chart.NarrowReading = embedPath("/vergelijk.smal.json", choice.values(), d)
		page.Chart.TightReading = embedPath("/vergelijk.krap.json", choice.values(), d)
	}
	if page.Sources, err = p.sources(ctx, rev.DB); err != nil {
		return "", nil, err
	}
	var body bytes.Buffer
	err = s.Pages.Embed(&body, page)
	return fiber.MIMETextHTMLCharsetUTF8, body.Bytes(), err
}
