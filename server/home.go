package server

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/data/series"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/compare"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// homeChoice is what a visitor chose on the home page, in its one normal form.
type homeChoice struct {
	indicator, sort string
	from, to        int // the period; 0 leaves a side open
}

// Orders of the eleven: by how the distance to the city went (the default), by name, level or change.
const (
	sortGap    = "kloof"
	sortName   = "naam"
	sortLevel  = "niveau"
	sortChange = "verandering"
)

func (h homeChoice) path() string {
	q := url.Values{web.ParamIndicator: {h.indicator}}
	if h.sort != sortGap {
		q.Set(web.ParamSort, h.sort)
	}
	for name, year := range map[string]int{web.ParamFrom: h.from, web.ParamTo: h.to} {
		if year != 0 {
			q.Set(name, strconv.Itoa(year))
		}
	}
	return "/?" + q.Encode()
}

// home answers "/": the eleven on one indicator.
func (s *Server) home(c *fiber.Ctx) error {
	choice, err := homeChoiceOf(site.Query(c))
	if err != nil {
		return err
	}
	rev := s.Desk.Take()
	known := choice.indicator == "" || figure.ShownIndicator(rev.DB, choice.indicator)
	rev.Done()
	if !known {
		return fmt.Errorf("indicator %q: %w", choice.indicator, answer.ErrNotFound)
	}
	return s.Desk.Serve(c, choice.path(), func(ctx context.Context, rev *answer.Revision) (string, []byte, error) {
		page, err := s.makeHome(ctx, rev, choice)
		if err != nil {
			return "", nil, err
		}
		var body bytes.Buffer
		err = s.Pages.Home(&body, page)
		return fiber.MIMETextHTMLCharsetUTF8, body.Bytes(), err
	})
}

func homeChoiceOf(q url.Values) (choice homeChoice, err error) {
	choice = homeChoice{indicator: q.Get(web.ParamIndicator), sort: q.Get(web.ParamSort)}
	if choice.sort != sortName && choice.sort != sortLevel && choice.sort != sortChange {
		choice.sort = sortGap
	}
	if choice.from, err = compare.YearOf(q, web.ParamFrom); err != nil {
		return choice, err
	}
	if choice.to, err = compare.YearOf(q, web.ParamTo); err != nil {
		return choice, err
	}
	if choice.from != 0 && choice.to != 0 && choice.from > choice.to {
		choice.from, choice.to = choice.to, choice.from
	}
	return choice, nil
}

func (s *Server) makeHome(ctx context.Context, rev *answer.Revision, choice homeChoice) (web.HomePage, error) {
	db, nothing := rev.DB, choice == homeChoice{sort: sortGap}
	if choice.indicator == "" {
		id, err := figure.Opening(ctx, db)
		if err != nil {
			return web.HomePage{}, err
		}
		choice.indicator = id
	}
	path := choice.path()
	if nothing { // the opening indicator may become another one
		path = "/"
	}
	ind, _ := db.Indicator(choice.indicator)
	all, years, err := elevenLines(ctx, db, ind, choice)
	if err != nil {
		return web.HomePage{}, err
	}
	entries := s.eleven(words.NL, db, ind, all)
	setGaps(entries, ind, all)
	setSparks(entries, ind, all)
	order(entries, choice.sort)
	headline := homeHeadline(ind, entries)
	page := web.HomePage{
		Frame:    s.Frame(rev, ind.Naam, headline, path, web.SectionElf),
		Headline: headline, Sentence: homeSentence(ind, entries), Gaps: ind.Kind != data.Count,
		Themes: themeLinks(ind.ID), Chosen: choice != homeChoice{indicator: choice.indicator, sort: sortGap},
		Sorts: figure.Options(choice.sort, [][2]string{{sortGap, "op afstand tot de stad"}, {sortName, "op naam"}, {sortLevel, "op niveau"}, {sortChange, "op verandering"}}),
		From:  compare.YearOptions(years, choice.from, "eerste"), To: compare.YearOptions(years, choice.to, "laatste"),
		Indicator: ind.Naam + figure.UnitBehind(ind), Definition: ind.Definitie, About: "/indicator/" + ind.ID, CSV: "/cijfers/" + ind.ID + ".csv",
		Cities: cityDots(db, ind.ID), Own: ownWijken(db, ind),
	}
	if err := s.fillHome(ctx, db, &page, ind, choice, path); err != nil {
		return page, err
	}
	for _, e := range entries {
		page.Wijken = append(page.Wijken, e.page)
	}
	if !anyValue(entries) {
		page.None = "Dit cijfer is nog voor geen van de elf wijken geladen."
	}
	return page, nil
}

// fillHome adds where the page leads to, and what it was made of.
func (s *Server) fillHome(ctx context.Context, db *data.DB, page *web.HomePage, ind data.Indicator, choice homeChoice, path string) error {
	known, err := db.WithFigures(ctx, figure.WijkSlugs(db))
	if err != nil {
		return err
	}
	page.Indicators = figure.KnownOptions(db, ind.ID, func(id string) bool { return known[id] || id == ind.ID })
	picture := compare.Choice{Subjects: figure.WijkSlugs(db), Indicators: []string{ind.ID}, As: compare.AsIs, Against: compare.AgainstGemeente, From: choice.from, To: choice.to, Enclosing: true}
	if known[ind.ID] {
		page.Image, page.Compare = s.Address+"/vergelijk.png"+picture.Query(), "/vergelijk"+picture.Query()
	}
	list := listChoice{ind.ID, sortLevel}
	if choice.sort == sortChange {
		list.by = sortChange
	}
	page.Embed, page.OEmbed = site.BuildLink(site.KindRanglijst, list.values()), s.Discovery(path)
	page.Sources, err = figure.SourceLinks(ctx, db, figure.WijkSlugs(db), ind.ID)
	return err
}

// elevenLines gives the series of all subjects in the chosen period, and the years that the eleven have without it.
func elevenLines(ctx context.Context, db *data.DB, ind data.Indicator, choice homeChoice) (all map[string]map[string]series.Line, years []int, err error) {
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
		of[ind.ID] = of[ind.ID].Period(choice.from, choice.to)
	}
	return all, years, nil
}

// themes are the leading figures of the home page.
var themes = [][2]string{{"lbm", "Leefbaarheid"}, {"woz", "Wonen"}, {"inkomen_per_inwoner", "Inkomen"}, {"lbm_onv", "Veiligheid"},
	{"gezondheid_goed", "Gezondheid"}, {"inwoners", "Bevolking"}}

func themeLinks(chosen string) []web.ThemeLink {
	var out []web.ThemeLink
	for _, t := range themes {
		out = append(out, web.ThemeLink{Label: t[1], URL: homeChoice{indicator: t[0], sort: sortGap}.path(), Current: t[0] == chosen})
	}
	return out
}

// ownWijken lists the wijken that gemeenten added.
func ownWijken(db *data.DB, ind data.Indicator) []web.OwnWijk {
	var out []web.OwnWijk
	for _, sub := range db.Subjects {
		if sub.Kind == data.OwnKind {
			out = append(out, web.OwnWijk{Name: sub.Name, URL: "/wijk/" + sub.Slug + "#" + ind.ID, Municipality: figure.CityOf(db, sub)})
		}
	}
	return out
}
