package page

import (
	"context"

	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/portrait"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// study holds what was found in a wijk against its figures: in the years of the study as far as there are any, and since.
func study(ctx context.Context, rev *answer.Revision) (web.Study, error) {
	say := words.Page.Study
	out := web.Study{Title: say.Title, Publication: say.Publication, Finding: say.Finding, Here: say.Here, None: say.NotLoaded}
	wijk, ok := rev.DB.Subject(say.Slug)
	if !ok {
		return out, nil
	}
	p, err := portrait.OfWijk(ctx, rev.DB, wijk)
	if err != nil {
		return out, err
	}
	side, err := apartOf(ctx, rev, p)
	if err != nil || len(side.rows) == 0 {
		return out, err
	}
	out.None = ""
	first := 0
	if ind, ok := rev.DB.Indicator("lbm"); ok {
		mine, around := p.Mine(ind.ID).Period(0, say.Until), p.Of("gemeente", ind)
		if mine.Count() > 0 {
			out.Then = append(out.Then, changeMessage(wijk.Name, ind, mine))
		}
		if g, ok := figure.GapOf(ind, mine, around); ok {
			first = g.From.Year
			out.Then = append(out.Then, g.Sentence(wijk.Name, p.City))
		}
	}
	fares := side.fares()
	out.Held = []string{say.Place(fares), say.People(fares)}
	out.Missing = say.Missing(first, side.since)
	out.Apart = side.page(func(indicator string) string { return "/wijk/" + wijk.Slug + "#" + indicator })
	return out, nil
}
