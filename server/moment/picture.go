package moment

import (
	"context"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
	"wijkinzicht/web/chart"
	"wijkinzicht/web/words"
)

// Picture draws a wijk beside what stands around it; its gemeente and the other ten are in the table and the files alone.
func (v *View) Picture(s *site.Site, rev *answer.Revision) figure.Picture {
	p := figure.Picture{Words: v.words, Title: v.Title(), Files: "/voor-en-na", Notes: []string{v.Sentence(), v.Caveat()}}
	q := v.Values()
	q.Set("revisie", s.Desk.Edition(rev.DB))
	p.Query = "?" + q.Encode() + figure.LanguageQuery(v.words)
	p.Sources = func(ctx context.Context) ([]web.Link, error) {
		return figure.SourceLinks(ctx, rev.DB, []string{v.Wijk}, v.Choice.Indicator)
	}
	p.Chart = chart.Figure{ID: "n-" + v.Choice.Indicator, Title: p.Title, Summary: v.Sentence(), Unit: v.Indicator.Unit, Decimals: v.Indicator.Decimals, Target: v.target}
	for _, l := range v.all {
		l.Aside = l.Series.Count() == 0 || l.Role == chart.Gemeente || l.Subject.Kind == catalogue.WijkKind && l.Role != chart.Wijk
		p.Lines = append(p.Lines, l.Line)
	}
	if v.Own().Series.Count() == 0 {
		p.Why, p.Notes = v.words.Before.Nothing(v.Own().Subject.Name), nil
		return p
	}
	p.Plot()
	p.MarkBreaks(rev.DB)
	p.Chart.Breaks = append(p.Chart.Breaks, chart.Break{Year: v.Year + 1, Label: v.words.Before.After(v.Year), Moment: true})
	return p
}

// Happened puts what happened in the years of a picture below it, and gives it.
func (v *View) Happened(ctx context.Context, db *data.DB, p *figure.Picture) ([]figure.Occurrence, error) {
	facts, err := figure.OccurrencesOf(ctx, db, v.words, []string{v.Wijk}, p.Chart.First, p.Chart.Last)
	p.Chart.Events = figure.ChartEvents(facts)
	p.Query += "&" + web.ParamEvents + "=ja"
	return facts, err
}

// Picture makes the picture of a choice for a file or an embed, with or without what happened below it.
func Picture(ctx context.Context, s *site.Site, rev *answer.Revision, w *words.Words, m Choice, events bool) (figure.Picture, error) {
	v, err := ViewOf(ctx, rev.DB, w, m)
	if err != nil {
		return figure.Picture{}, err
	}
	p := v.Picture(s, rev)
	if events && p.Why == "" {
		_, err = v.Happened(ctx, rev.DB, &p)
	}
	return p, err
}
