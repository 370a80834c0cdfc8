package page

import (
	"context"
	"fmt"
	"net/url"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/compare"
	"wijkinzicht/server/eleven"
	"wijkinzicht/server/embed"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// home answers "/": the eleven on one indicator.
func (s *Pages) home(c *fiber.Ctx) error {
	choice, err := homeChoiceOf(site.Query(c))
	if err != nil {
		return err
	}
	rev := s.Desk.Take(c)
	defer rev.Done()
	known := choice.Indicator == "" || figure.ShownIndicator(rev.DB, choice.Indicator)
	if !known {
		return fmt.Errorf("indicator %q: %w", choice.Indicator, answer.ErrNotFound)
	}
	replaced := site.Replaced(site.Query(c), url.Values{web.ParamSort: {choice.Sort}}, map[string]string{web.ParamSort: ""})
	return s.Desk.ServeFrom(c, rev, choice.Path()+site.ReplacedKey(replaced), func(ctx context.Context, rev *answer.Revision) (string, []byte, error) {
		page, err := s.makeHome(ctx, rev, choice)
		if err != nil {
			return "", nil, err
		}
		page.Notice = words.NL.NotShown(replaced)
		return answer.HTML(s.Templates.Home, page)
	})
}

func homeChoiceOf(q url.Values) (choice eleven.Choice, err error) {
	choice = eleven.Choice{Indicator: q.Get(web.ParamIndicator), Sort: q.Get(web.ParamSort)}
	if choice.Sort != eleven.ByName && choice.Sort != eleven.ByLevel && choice.Sort != eleven.ByChange {
		choice.Sort = eleven.ByGap
	}
	if choice.From, err = site.YearOf(q, web.ParamFrom); err != nil {
		return choice, err
	}
	if choice.To, err = site.YearOf(q, web.ParamTo); err != nil {
		return choice, err
	}
	if choice.From != 0 && choice.To != 0 && choice.From > choice.To {
		choice.From, choice.To = choice.To, choice.From
	}
	return choice, nil
}

func (s *Pages) makeHome(ctx context.Context, rev *answer.Revision, choice eleven.Choice) (web.HomePage, error) {
	db, nothing := rev.DB, choice == eleven.Choice{Sort: eleven.ByGap}
	if choice.Indicator == "" {
		id, err := figure.Opening(ctx, db)
		if err != nil {
			return web.HomePage{}, err
		}
		choice.Indicator = id
	}
	path := choice.Path()
	if nothing { // the opening indicator may become another one
		path = "/"
	}
	ind, _ := db.Indicator(choice.Indicator)
	all, years, err := elevenLines(ctx, db, ind, choice)
	if err != nil {
		return web.HomePage{}, err
	}
	entries := eleven.Of(words.NL, db, ind, all)
	setGaps(entries, ind, all)
	setSparks(entries, ind, all)
	eleven.Order(entries, choice.Sort)
	say, headline := words.Page.Home, homeHeadline(ind, entries)
	page := web.HomePage{
		Frame:    s.Frame(rev, ind.Naam, headline, path, web.SectionElf),
		Headline: headline, Sentence: homeSentence(ind, entries), Gaps: ind.Kind != catalogue.Count,
		Themes: themeLinks(db, ind.ID), Chosen: choice != eleven.Choice{Indicator: choice.Indicator, Sort: eleven.ByGap},
		Sorts: figure.Options(choice.Sort, [][2]string{{eleven.ByGap, say.ByGap}, {eleven.ByName, say.ByName}, {eleven.ByLevel, say.ByLevel}, {eleven.ByChange, say.ByMoved}}),
		From:  site.YearOptions(years, choice.From, say.First), To: site.YearOptions(years, choice.To, say.Last),
		Indicator: ind.Naam + figure.UnitBehind(ind), Definition: ind.Definitie, About: "/indicator/" + ind.ID, CSV: "/cijfers/" + ind.ID + ".csv",
		Cities: cityDots(db, ind.ID), Country: country, Own: ownWijken(db, ind),
	}
	beside := eleven.Beside(words.NL, db, ind, all)
	setGaps(beside, ind, all)
	for _, e := range beside {
		page.Beside = append(page.Beside, besideOf(e))
	}
	if err := s.fillHome(ctx, db, &page, ind, choice, path); err != nil {
		return page, err
	}
	for _, e := range entries {
		page.Wijken = append(page.Wijken, e.Page)
	}
	if !eleven.AnyValue(entries) {
		page.None = words.NL.List.None
	}
	return page, nil
}

// fillHome adds where the page leads to, and what it was made of.
func (s *Pages) fillHome(ctx context.Context, db *data.DB, page *web.HomePage, ind catalogue.Indicator, choice eleven.Choice, path string) error {
	known, err := db.WithFigures(ctx, figure.WijkSlugs(db))
	if err != nil {
		return err
	}
	page.Indicators = figure.KnownOptions(db, ind.ID, func(id string) bool { return known[id] || id == ind.ID })
	picture := compare.Choice{Subjects: figure.WijkSlugs(db), Indicators: []string{ind.ID}, As: compare.AsIs, Against: compare.AgainstGemeente, From: choice.From, To: choice.To, Enclosing: true}
	if known[ind.ID] {
		page.Image, page.Compare = s.Address+"/vergelijk.png"+picture.Query(), "/vergelijk"+picture.Query()
	}
	list := embed.ListChoice{Indicator: ind.ID, By: eleven.ByLevel}
	if choice.Sort == eleven.ByChange {
		list.By = eleven.ByChange
	}
	page.Embed, page.OEmbed = site.BuildLink(site.KindRanglijst, list.Values()), s.Discovery(path)
	page.Sources, err = figure.SourceLinks(ctx, db, figure.WijkSlugs(db), ind.ID)
	return err
}

// elevenLines gives the series of all subjects in the chosen period, and the years that the eleven have without it.
func elevenLines(ctx context.Context, db *data.DB, ind catalogue.Indicator, choice eleven.Choice) (all map[string]map[string]series.Line, years []int, err error) {
	var slugs []string
	for _, sub := range db.Subjects {
		slugs = append(slugs, sub.Slug)
	}
	rows, err := db.Trends(ctx, slugs, []string{ind.ID})
	if err != nil {
		return nil, nil, err
	}
	all = figure.Group(rows)
	years = series.Years(figure.OfWijken(db, all, ind.ID), 1)
	for _, of := range all {
		of[ind.ID] = of[ind.ID].Period(choice.From, choice.To)
	}
	return all, years, nil
}

func themeLinks(db *data.DB, chosen string) []web.ThemeLink {
	var out []web.ThemeLink
	for _, t := range db.Views[catalogue.HomeView] {
		out = append(out, web.ThemeLink{Label: words.Page.Home.Themes[t.Group], URL: eleven.Choice{Indicator: t.Indicator, Sort: eleven.ByGap}.Path(), Current: t.Indicator == chosen})
	}
	return out
}

// besideOf is what the page says of a wijk to compare the eleven with.
func besideOf(e *eleven.Entry) web.Beside {
	b := web.Beside{Name: e.Page.Name, URL: e.Page.URL, Municipality: e.Page.Municipality, Last: e.Page.Last, City: e.Page.City, Change: e.Page.Change}
	if e.Gap != nil {
		b.How = words.Page.Home.Beside(e.Page.Gap.How, e.Page.Gap.From, e.Page.Gap.To)
	}
	return b
}

// ownWijken lists the wijken that gemeenten added.
func ownWijken(db *data.DB, ind catalogue.Indicator) []web.OwnWijk {
	var out []web.OwnWijk
	for _, sub := range db.Subjects {
		if sub.Kind == catalogue.OwnKind {
			out = append(out, web.OwnWijk{Name: sub.Name, URL: "/wijk/" + sub.Slug + "#" + ind.ID, Municipality: figure.CityOf(db, sub)})
		}
	}
	return out
}
