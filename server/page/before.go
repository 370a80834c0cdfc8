package page

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/compare"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
	"wijkinzicht/web/chart"
	"wijkinzicht/web/words"
)

// moment is what a visitor looks at before and after, in its one normal form.
type moment struct {
	wijk, indicator string
	year            int // 0: where the figures of the wijk have a middle
	window          int // years on both sides; 0: all
}

// windows are the choices for the years on both sides.
var windows = []int{3, 5, 10, 0}

func (m moment) path() string {
	q := url.Values{web.ParamIndicator: {m.indicator}, web.ParamWijk: {m.wijk}, web.ParamWindow: {strconv.Itoa(m.window)}}
	if m.year != 0 {
		q.Set(web.ParamYear, strconv.Itoa(m.year))
	}
	return "/voor-en-na?" + q.Encode()
}

// before answers "/voor-en-na".
func (s *Pages) before(c *fiber.Ctx) error {
	m := moment{wijk: c.Query(web.ParamWijk), indicator: c.Query(web.ParamIndicator), window: 5}
	if w, err := strconv.Atoi(c.Query(web.ParamWindow)); err == nil && slices.Contains(windows, w) {
		m.window = w
	}
	var err error
	if m.year, err = site.YearOf(site.Query(c), web.ParamYear); err != nil {
		return err
	}
	rev := s.Desk.Take(c)
	defer rev.Done()
	m, err = m.known(rev.DB)
	if err != nil {
		return err
	}
	return s.Desk.ServeFrom(c, rev, m.path(), func(ctx context.Context, rev *answer.Revision) (string, []byte, error) {
		page, err := s.makeBefore(ctx, rev, m)
		if err != nil {
			return "", nil, err
		}
		return answer.HTML(s.Templates.Before, page)
	})
}

// known fills in what is open and finds what is not there.
func (m moment) known(db *data.DB) (moment, error) {
	if m.wijk == "" {
		m.wijk = figure.WijkSlugs(db)[0]
	}
	if m.indicator == "" {
		m.indicator = db.Views.All(catalogue.OpeningView)[0]
	}
	if s, ok := db.Subject(m.wijk); !ok || !s.IsWijk() {
		return m, fmt.Errorf("wijk %q: %w", m.wijk, answer.ErrNotFound)
	}
	if !figure.ShownIndicator(db, m.indicator) {
		return m, fmt.Errorf("indicator %q: %w", m.indicator, answer.ErrNotFound)
	}
	return m, nil
}

// middleYear gives a year with values of the wijk on both sides, as far as there is one.
func middleYear(s series.Line) int {
	years := series.Years([]series.Line{s.Own(figure.OnlyEnclosing)}, 1)
	if len(years) == 0 {
		return 2010
	}
	return years[(len(years)-1)/2]
}

// viewBefore fetches what a moment shows: the wijk, what stands around it, and the other ten.
func viewBefore(ctx context.Context, db *data.DB, m moment) (*beforeView, error) {
	wijk, _ := db.Subject(m.wijk)
	ind, _ := db.Indicator(m.indicator)
	lines := figure.Beside(db, wijk)
	for _, sub := range db.Subjects {
		if sub.Kind == catalogue.WijkKind && sub.Slug != wijk.Slug {
			lines = append(lines, figure.ShownLine{Subject: sub, Role: chart.Ander})
		}
	}
	var slugs []string
	for _, l := range lines {
		slugs = append(slugs, l.Subject.Slug)
	}
	rows, err := db.Trends(ctx, slugs, []string{ind.ID})
	if err != nil {
		return nil, err
	}
	all := figure.Group(rows)
	if m.year == 0 {
		m.year = middleYear(all[wijk.Slug][ind.ID])
	}
	return newBeforeView(m, ind, figure.LinesOf(ind, lines, all)), nil
}

func (s *Pages) makeBefore(ctx context.Context, rev *answer.Revision, m moment) (web.BeforePage, error) {
	db, path := rev.DB, m.path()
	wijk, _ := db.Subject(m.wijk)
	ind, _ := db.Indicator(m.indicator)
	v, err := viewBefore(ctx, db, m)
	if err != nil {
		return web.BeforePage{}, err
	}
	m = v.moment
	page := web.BeforePage{
		Frame: s.Frame(rev, v.title(), words.Page.Before.About(v.title()), path, web.SectionVergelijk),
		Title: v.title(), Wijk: wijk.Name, Sentence: v.sentence(), Caveat: v.caveat(), Unit: v.unit, Definition: ind.Definitie,
		Indicators: figure.IndicatorOptions(db, ind.ID), Year: m.year, Before: v.span(true), After: v.span(false), Rows: v.rows(), Likes: compare.LikesLink(wijk, ind.ID, false),
	}
	for _, sub := range db.Subjects {
		if sub.IsWijk() {
			page.Wijken = append(page.Wijken, web.Option{Value: sub.Slug, Label: sub.Name, Selected: sub.Slug == wijk.Slug})
		}
	}
	for _, w := range windows {
		page.Windows = append(page.Windows, web.Option{Value: strconv.Itoa(w), Label: words.Page.Before.Years(w), Selected: w == m.window})
	}
	if v.all[0].Series.Count() == 0 {
		page.Chart.None = words.Page.Before.Nothing(wijk.Name)
		return page, nil
	}
	p := v.picture(db)
	facts, err := figure.OccurrencesOf(ctx, db, words.NL, []string{wijk.Slug}, p.Chart.First, p.Chart.Last)
	if err != nil {
		return page, err
	}
	page.Timeline, p.Chart.Events = figure.Timeline(facts), figure.ChartEvents(facts)
	if err := p.Draw(ctx, s.Charts, &page.Chart); err != nil {
		return page, err
	}
	page.Sources, err = figure.SourceLinks(ctx, db, []string{wijk.Slug}, ind.ID)
	return page, err
}
