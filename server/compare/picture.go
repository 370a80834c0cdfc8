package compare

import (
	"context"
	"fmt"

	"wijkinzicht/data"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/web/chart"
	"wijkinzicht/web/color"
	"wijkinzicht/web/words"
)

// FirstPanel makes the one panel of a picture, a file or an embed: the first, when the choice holds more.
func FirstPanel(ctx context.Context, db *data.DB, w *words.Words, choice Choice) (Panel, error) {
	db, err := figure.Spoken(db, w)
	if err != nil {
		return Panel{}, err
	}
	if choice, err = opened(ctx, db, choice); err != nil {
		return Panel{}, err
	}
	panels, err := Panels(ctx, db, w, choice)
	if err != nil {
		return Panel{}, err
	}
	return panels[0], nil
}

// makeComparePicture makes the picture of a comparison. One that cannot be drawn is not found.
func (s *Comparisons) makeComparePicture(size chart.Size) func(context.Context, *answer.Revision, *words.Words, color.Palette, Choice) (string, []byte, error) {
	return func(ctx context.Context, rev *answer.Revision, w *words.Words, palette color.Palette, choice Choice) (string, []byte, error) {
		p, err := FirstPanel(ctx, rev.DB, w, choice)
		if err != nil {
			return "", nil, err
		}
		if p.Why != "" {
			return "", nil, fmt.Errorf("picture of %s: %s: %w", choice.Query(), p.Why, answer.ErrNotFound)
		}
		f := p.Figure(size)
		f.Palette = palette
		svg, err := s.Charts.SVG(ctx, f)
		return answer.SVG, svg, err
	}
}

// makeCompareCSV makes the figures of a comparison.
func (s *Comparisons) makeCompareCSV(ctx context.Context, rev *answer.Revision, choice Choice) (string, []byte, error) {
	p, err := FirstPanel(ctx, rev.DB, words.NL, choice)
	if err != nil {
		return "", nil, err
	}
	body, err := p.csv(rev.DB)
	return answer.CSV, body, err
}

// ReadLines gives the lines as they are drawn, for who reads them along the picture.
func (p Panel) ReadLines() []figure.ReadLine {
	var out []figure.ReadLine
	for _, l := range p.lines {
		if len(figure.SegmentsOf(l.series, l.indicator.Years())) > 0 {
			out = append(out, figure.ReadLine{Name: l.name, Indicator: l.indicator, Series: l.series})
		}
	}
	return out
}

// makeComparePNG makes "/vergelijk.png", in light colours whatever was asked.
func (s *Comparisons) makeComparePNG(ctx context.Context, rev *answer.Revision, w *words.Words, _ color.Palette, choice Choice) (string, []byte, error) {
	p, err := FirstPanel(ctx, rev.DB, w, choice)
	if err != nil {
		return "", nil, err
	}
	if p.Why != "" {
		return "", nil, fmt.Errorf("picture of %s: %s: %w", choice.Query(), p.Why, answer.ErrNotFound)
	}
	sources, err := p.Sources(ctx, rev.DB)
	if err != nil {
		return "", nil, err
	}
	return s.ChartCard(ctx, p.Figure(chart.Large), sources, true)
}
