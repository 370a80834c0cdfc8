package compare

import (
	"context"

	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/site"
	"wijkinzicht/web/words"
)

// Picture makes the one picture of a file or an embed: the first, when the choice holds more.
func Picture(ctx context.Context, s *site.Site, rev *answer.Revision, w *words.Words, choice Choice) (figure.Picture, error) {
	choice, err := opened(ctx, rev.DB, choice)
	if err != nil {
		return figure.Picture{}, err
	}
	panels, err := Panels(ctx, s, rev, w, choice)
	if err != nil {
		return figure.Picture{}, err
	}
	return panels[0].Picture, nil
}
