package page

import (
	"context"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/server/answer"
	"wijkinzicht/server/compare"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/moment"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// before answers "/voor-en-na".
func (s *Pages) before(c *fiber.Ctx) error {
	rev := s.Desk.Take(c)
	defer rev.Done()
	m, err := moment.Choose(site.Query(c), rev.DB)
	if err != nil {
		return err
	}
	return s.Desk.ServeFrom(c, rev, m.Path()+site.ReplacedKey(m.Replaced()), func(ctx context.Context, rev *answer.Revision) (string, []byte, error) {
		page, err := s.makeBefore(ctx, rev, m)
		if err != nil {
			return "", nil, err
		}
		return answer.HTML(s.Templates.Before, page)
	})
}

func (s *Pages) makeBefore(ctx context.Context, rev *answer.Revision, m moment.Choice) (web.BeforePage, error) {
	db := rev.DB
	v, err := moment.ViewOf(ctx, db, words.NL, m)
	if err != nil {
		return web.BeforePage{}, err
	}
	wijk, p := v.Own().Subject, v.Picture(s.Site, rev)
	page := web.BeforePage{
		Frame: s.Frame(rev, v.Title(), words.NL.Before.About(v.Title()), m.Path(), web.SectionVergelijk),
		Title: v.Title(), Wijk: wijk.Name, Sentence: v.Sentence(), Caveat: v.Caveat(), Unit: v.Indicator.Unit, Definition: v.Indicator.Definitie,
		Indicators: figure.IndicatorOptions(db, m.Indicator), Year: v.Year, Before: v.Span(true), After: v.Span(false), Rows: v.Rows(), Likes: compare.LikesLink(wijk, m.Indicator, false),
	}
	page.Notice, page.OEmbed = words.NL.NotShown(m.Replaced()), s.Discovery(m.Path())
	for _, sub := range db.Subjects {
		if sub.IsWijk() {
			page.Wijken = append(page.Wijken, web.Option{Value: sub.Slug, Label: sub.Name, Selected: sub.Slug == wijk.Slug})
		}
	}
	for _, n := range moment.Windows {
		page.Windows = append(page.Windows, web.Option{Value: strconv.Itoa(n), Label: words.NL.Before.Years(n), Selected: n == m.Window})
	}
	if page.Chart.None = p.Why; p.Why != "" {
		return page, nil
	}
	facts, err := v.Happened(ctx, db, &p)
	if err != nil {
		return page, err
	}
	page.Timeline = figure.Timeline(facts)
	q := "?" + m.Values().Encode()
	page.Image = s.Address + "/voor-en-na.png" + q
	page.Files = web.Files{FileName: p.FileName(), CSV: "/voor-en-na.csv" + q, SVG: "/voor-en-na.plaatje.svg" + q, PNG: "/voor-en-na.png" + q, Embed: site.BuildLink(site.KindVoorEnNa, m.Values())}
	page.Ways = p.Ways()
	if err := p.Draw(ctx, s.Charts, &page.Chart); err != nil {
		return page, err
	}
	page.Sources, err = p.Sources(ctx)
	return page, err
}
