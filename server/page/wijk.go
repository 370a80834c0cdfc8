package page

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/atlas"
	"wijkinzicht/server/compare"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/place"
	"wijkinzicht/server/portrait"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
	"wijkinzicht/web/color"
	"wijkinzicht/web/words"
)

// wijk answers "/wijk/{slug}": everything that is known of one wijk.
func (s *Pages) wijk(c *fiber.Ctx) error {
	slug, withEvents := c.Params("slug"), c.Query(web.ParamEvents) == "ja"
	if lower := strings.ToLower(slug); lower != slug {
		rev := s.Desk.Take(c)
		defer rev.Done()
		if _, ok := rev.DB.Subject(lower); ok {
			return site.Lead(c, "/wijk/"+lower)
		}
	}
	return s.Desk.Serve(c, "/wijk/"+slug+figure.EventQuery(withEvents), func(ctx context.Context, rev *answer.Revision) (string, []byte, error) {
		subject, ok := rev.DB.Subject(slug)
		if !ok || !subject.IsWijk() {
			return "", nil, fmt.Errorf("wijk %q: %w", slug, answer.ErrNotFound)
		}
		p, err := portrait.OfWijk(ctx, rev.DB, subject)
		if err != nil {
			return "", nil, err
		}
		page, err := s.makePortrait(ctx, rev, p, withEvents)
		if err != nil {
			return "", nil, err
		}
		return answer.HTML(s.Templates.Wijk, page)
	})
}

// makePortrait makes the page of a place.
func (s *Pages) makePortrait(ctx context.Context, rev *answer.Revision, p portrait.Portrait, withEvents bool) (web.WijkPage, error) {
	db, path := rev.DB, place.Path(p.Subject)+figure.EventQuery(withEvents)
	page := web.WijkPage{
		Frame: s.Frame(rev, p.Subject.Name, p.Subject.Name+" in cijfers, naast "+portrait.Besides(p.City)+".", path, web.SectionElf),
		Name:  p.Subject.Name, Municipality: p.City, Where: p.Where(db), AreaNote: p.Subject.Note, Own: p.Subject.Kind == catalogue.OwnKind, Beside: p.Subject.Kind == catalogue.ReferenceKind,
		WithEvents: withEvents, Toggle: place.Path(p.Subject) + figure.EventQuery(!withEvents) + "#gebeurtenissen", Compare: placeLinks(db, p.Subject, p.City),
	}
	id := ""
	page.Opening, id = s.openingOf(db, p, withEvents)
	side, err := apartOf(ctx, rev, p)
	if err != nil {
		return page, err
	}
	page.Standing, page.Apart = standing(db, p, id), side.page(func(indicator string) string { return "#" + indicator })
	if page.Profile, err = p.Profile(ctx, rev, words.NL); err != nil {
		return page, err
	}
	page.Profile.Embed = site.BuildLink(site.KindProfiel, url.Values{web.ParamWijk: {p.Subject.Slug}})
	page.Themes = s.themesOf(db, p, withEvents)
	if where, err := atlas.LocatorOf(ctx, db, p.Subject.Gemeente, p.Subject.Slug, color.Light); err != nil {
		return page, err
	} else if where != "" {
		page.Locator = "/ligging/" + p.Subject.Slug + ".svg"
	}
	if !p.Subject.IsWijk() {
		return page, nil
	}
	facts, err := figure.OccurrencesOf(ctx, db, words.NL, []string{p.Subject.Slug}, 1990, figure.GoesOn)
	if err != nil {
		return page, err
	}
	spans, first := figure.Axis(facts)
	for i, width := range []int{web.WideAxis, web.NarrowAxis} {
		page.Axes[i] = web.NewTimeAxis(spans, first, db.MadeAt.Year(), width)
	}
	page.Timeline, page.Areas = figure.Timeline(facts), figure.AreasNow(words.NL, db, p.Subject.Slug)
	page.Instead = len(page.Areas) > 0 && figure.StandsIn(db, p.Subject.Slug)
	page.OEmbed = s.Discovery(path)
	if id := mostYears(db, p.All[p.Subject.Slug]); id != "" {
		page.Image = s.Address + "/grafiek/" + p.Subject.Slug + "/" + id + ".png"
	}
	return page, nil
}

// leastDrawn is how many years that may be compared make a line worth drawing.
const leastDrawn = 3

// themesOf sorts every figure of a place by theme: those with a line to draw, those with one or two years, and those that there are not.
func (s *Pages) themesOf(db *data.DB, p portrait.Portrait, withEvents bool) []web.Theme {
	var themes []web.Theme
	for _, ind := range db.Indicators {
		if !ind.Shown {
			continue
		}
		if len(themes) == 0 || themes[len(themes)-1].Name != ind.Theme {
			themes = append(themes, web.Theme{ID: "thema-" + anchor(ind.Theme), Name: ind.Theme})
		}
		theme, mine := &themes[len(themes)-1], p.Mine(ind.ID)
		last, known := mine.Last()
		switch {
		case !known:
			theme.Missing = append(theme.Missing, web.MissingIndicator{Name: ind.Naam, Reason: figure.WhyNone(words.NL, mine)})
		case drawnRun(mine) >= leastDrawn:
			f := s.wijkFigure(db, ind, figure.LinesOf(ind, p.Lines, p.All), figure.LinksOf(db, p.Sources[ind.ID]), withEvents)
			f.Message = changeMessage(p.Subject.Name, ind, mine)
			theme.Figures = append(theme.Figures, f)
		default:
			short := web.ShortFigure{ID: ind.ID, Name: ind.Naam, About: "/indicator/" + ind.ID, Value: figure.ValueOf(words.NL, last, ind), CSV: "/grafiek/" + p.Subject.Slug + "/" + ind.ID + ".csv"}
			short.Change, _ = figure.Change(words.NL, mine, ind)
			if there, ok := p.Of(catalogue.GemeenteKind, ind).At(last.Year); ok {
				short.City = figure.WithUnit(*there.Value, ind)
			}
			theme.Short = append(theme.Short, short)
		}
	}
	return openingFirst(themes, db.Views.All(catalogue.OpeningView)[0])
}

// drawnRun is the number of values in the longest stretch that may be compared, also of a larger area.
func drawnRun(l series.Line) int {
	most, run, stretch := 0, 0, -1
	for _, p := range l.Valued() {
		if p.Stretch != stretch {
			run, stretch = 0, p.Stretch
		}
		run++
		most = max(most, run)
	}
	return most
}

// openingFirst puts the theme of the figure with most comparable years before the others, where the wijk has that figure.
func openingFirst(themes []web.Theme, first string) []web.Theme {
	at := slices.IndexFunc(themes, func(t web.Theme) bool {
		return slices.ContainsFunc(t.Figures, func(f web.Figure) bool { return f.ID == first })
	})
	if at <= 0 {
		return themes
	}
	return slices.Concat(themes[at:at+1], themes[:at], themes[at+1:])
}

// mostYears gives the key figure with the longest series: the picture of the wijk where a page has room for one.
func mostYears(db *data.DB, mine map[string]series.Line) string {
	best := ""
	for _, id := range append(db.Views.All(catalogue.PictureView), db.Views.All(catalogue.OpeningView)...) {
		if mine[id].Count() > mine[best].Count() {
			best = id
		}
	}
	return best
}

func anchor(theme string) string { return strings.ReplaceAll(strings.ToLower(theme), " ", "-") }

func (s *Pages) wijkFigure(db *data.DB, ind catalogue.Indicator, lines []figure.Line, sources []web.Link, withEvents bool) web.Figure {
	p := figure.Trend(words.NL, db, ind, lines)
	mine, slug := lines[0], lines[0].Subject.Slug
	p.Files, p.Query = "/grafiek/"+slug+"/"+ind.ID, "?revisie="+url.QueryEscape(s.Desk.Edition(db))
	if withEvents {
		p.Query += "&" + web.ParamEvents + "=ja"
	}
	f := web.Figure{
		ID: ind.ID, Title: ind.Naam + figure.UnitBehind(ind), Story: web.Story(ind.Side), Route: ind.Route, Definition: ind.Definitie,
		About: "/indicator/" + ind.ID,
		Chart: p.Linked(), Table: p.Table(), CSV: p.Files + ".csv", SVG: p.Files + ".plaatje.svg" + figure.EventQuery(withEvents), PNG: p.Files + ".png" + figure.EventQuery(withEvents),
		Embed:   site.BuildLink(site.KindTrend, url.Values{web.ParamWijk: {slug}, web.ParamIndicator: {ind.ID}}),
		Likes:   compare.LikesLink(mine.Subject, ind.ID, false),
		Address: s.Address + "/wijk/" + slug + "#" + ind.ID, Sources: sources, Gaps: figure.GapsOf(mine.Series, ind), Ways: p.Ways(), Open: p.OpenYears(), Rough: p.RoughYears(), FileName: p.FileName(),
	}
	if !mine.Subject.IsWijk() {
		f.Embed, f.Likes, f.Address = "", web.Link{}, s.Address+"/gebied/"+slug+"#"+ind.ID
	}
	for _, b := range figure.BreaksOf(db, ind, mine.Subject, mine.Series) {
		first, _ := mine.Series.First()
		if last, ok := mine.Series.Last(); ok && b.Year > first.Year && b.Year <= last.Year {
			f.Breaks = append(f.Breaks, web.SeriesBreak{Year: b.Year, Kind: words.NL.Value.Breaks[b.Kind], Note: b.Note})
		}
	}
	for _, l := range lines[1:] { // a change of the gemeente cuts its own line, not the wijk's
		for _, b := range figure.BreaksOf(db, ind, l.Subject, l.Series) {
			if b.Subject != "" || b.Level != "" {
				f.Breaks = append(f.Breaks, web.SeriesBreak{Year: b.Year, Kind: words.NL.Value.Breaks[b.Kind] + " van " + l.Subject.Name, Note: b.Note})
			}
		}
	}
	return f
}
