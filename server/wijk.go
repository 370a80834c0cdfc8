package server

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/data/series"
	"wijkinzicht/server/answer"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// keyIndicators are the figures that say most of a wijk: one of them is its picture where there is room for one.
var keyIndicators = []string{"lbm", "inwoners", "woz", "corporatie", "inkomen_per_inwoner", "gezondheid_goed", "misdrijven"}

// wijk answers "/wijk/{slug}": everything that is known of one wijk.
func (s *Server) wijk(c *fiber.Ctx) error {
	slug, withEvents := c.Params("slug"), c.Query(web.ParamEvents) == "ja"
	return s.desk.Serve(c, "/wijk/"+slug+eventQuery(withEvents), func(ctx context.Context, rev *answer.Revision) (string, []byte, error) {
		subject, ok := rev.DB.Subject(slug)
		if !ok || !subject.IsWijk() {
			return "", nil, fmt.Errorf("wijk %q: %w", slug, answer.ErrNotFound)
		}
		p, err := portraitOfWijk(ctx, rev.DB, subject)
		if err != nil {
			return "", nil, err
		}
		page, err := s.makePortrait(ctx, rev, p, withEvents)
		if err != nil {
			return "", nil, err
		}
		var body bytes.Buffer
		err = s.pages.Wijk(&body, page)
		return fiber.MIMETextHTMLCharsetUTF8, body.Bytes(), err
	})
}

// makePortrait makes the page of a place.
func (s *Server) makePortrait(ctx context.Context, rev *answer.Revision, p portrait, withEvents bool) (web.WijkPage, error) {
	db, path := rev.DB, p.path()+eventQuery(withEvents)
	page := web.WijkPage{
		Frame: s.frame(rev, p.subject.Name, p.subject.Name+" in cijfers, naast "+besides(p.city)+".", path, web.SectionElf),
		Name:  p.subject.Name, Municipality: p.city, Where: p.where(db), AreaNote: p.subject.Note, Own: p.subject.Kind == data.OwnKind,
		WithEvents: withEvents, Toggle: p.path() + eventQuery(!withEvents) + "#gebeurtenissen", Compare: placeLinks(db, p.subject, p.city),
	}
	id := ""
	page.Opening, id = s.openingOf(db, p, withEvents)
	page.Standing = standing(db, p, id)
	var err error
	if page.Profile, err = profileOf(ctx, rev, p); err != nil {
		return page, err
	}
	page.About = about(p, id)
	page.Themes = s.themesOf(db, p, withEvents)
	if where, err := locatorOf(ctx, db, p.subject.Gemeente, p.subject.Slug); err != nil {
		return page, err
	} else if where != "" {
		page.Locator = "/ligging/" + p.subject.Slug + ".svg"
	}
	if !p.subject.IsWijk() {
		return page, nil
	}
	facts, err := occurrencesOf(ctx, db, nl, []string{p.subject.Slug}, 1990, goesOn)
	if err != nil {
		return page, err
	}
	page.Timeline, page.Areas = timeline(facts), areasNow(nl, db, p.subject.Slug)
	page.Instead = len(page.Areas) > 0 && standsIn(db, p.subject.Slug)
	page.OEmbed = s.discovery(path)
	if id := mostYears(p.all[p.subject.Slug]); id != "" {
		page.Image = s.address + "/grafiek/" + p.subject.Slug + "/" + id + ".png"
	}
	return page, nil
}

// about names the place, or the larger area around it where its leading figure is only that area's.
func about(p portrait, leading string) string {
	if last, ok := p.mine(leading).Last(); ok && last.Of != "" {
		return areaName(last.Of) + " (rond " + p.subject.Name + ")"
	}
	return p.subject.Name
}

// path is the address of the page of a place.
func (p portrait) path() string { return placePath(p.subject) }

// leastDrawn is how many years that may be compared make a line worth drawing.
const leastDrawn = 3

// themesOf sorts every figure of a place by theme: those with a line to draw, those with one or two years, and those that there are not.
func (s *Server) themesOf(db *data.DB, p portrait, withEvents bool) []web.Theme {
	var themes []web.Theme
	for _, ind := range db.Indicators {
		if !ind.Shown {
			continue
		}
		if len(themes) == 0 || themes[len(themes)-1].Name != ind.Theme {
			themes = append(themes, web.Theme{ID: "thema-" + anchor(ind.Theme), Name: ind.Theme})
		}
		theme, mine := &themes[len(themes)-1], p.mine(ind.ID)
		last, known := mine.Last()
		switch {
		case !known:
			theme.Missing = append(theme.Missing, web.MissingIndicator{Name: ind.Naam, Reason: whyNone(nl, mine)})
		case drawnRun(mine) >= leastDrawn:
			f := s.wijkFigure(db, ind, p.lines, p.all, linksOf(db, p.sources[ind.ID]), withEvents)
			f.Message = changeMessage(p.subject.Name, ind, mine)
			theme.Figures = append(theme.Figures, f)
		default:
			short := web.ShortFigure{ID: ind.ID, Name: ind.Naam, About: "/indicator/" + ind.ID, Value: valueOf(nl, last, ind), CSV: "/grafiek/" + p.subject.Slug + "/" + ind.ID + ".csv"}
			short.Change, _ = change(nl, mine, ind)
			if there, ok := p.of("gemeente", ind).At(last.Year); ok {
				short.City = withUnit(*there.Value, ind)
			}
			theme.Short = append(theme.Short, short)
		}
	}
	return openingFirst(themes)
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
func openingFirst(themes []web.Theme) []web.Theme {
	at := slices.IndexFunc(themes, func(t web.Theme) bool {
		return slices.ContainsFunc(t.Figures, func(f web.Figure) bool { return f.ID == openingIndicators[0] })
	})
	if at <= 0 {
		return themes
	}
	return slices.Concat(themes[at:at+1], themes[:at], themes[at+1:])
}

// mostYears gives the key figure with the longest series: the picture of the wijk where a page has room for one.
func mostYears(mine map[string]series.Line) string {
	best := ""
	for _, id := range append(slices.Clone(keyIndicators), openingIndicators...) {
		if mine[id].Count() > mine[best].Count() {
			best = id
		}
	}
	return best
}

// eventQuery asks for events in the pictures.
func eventQuery(with bool) string {
	if with {
		return "?" + web.ParamEvents + "=ja"
	}
	return ""
}

func anchor(theme string) string { return strings.ReplaceAll(strings.ToLower(theme), " ", "-") }

func cityOf(db *data.DB, subject data.Subject) string {
	for _, s := range db.Subjects {
		if s.Kind == "gemeente" && s.Gemeente == subject.Gemeente {
			return s.Name
		}
	}
	return ""
}

// areasNow lists the areas of the latest division that the revision knows for the wijk.
func areasNow(w *words.Words, db *data.DB, slug string) []web.AreaNow {
	latest := 0
	for _, p := range db.Parts {
		if p.Subject == slug && p.Used {
			latest = max(latest, p.Year)
		}
	}
	order := []data.Relation{data.Equal, data.StandIn, data.Component, data.Surrounding}
	for _, relation := range order {
		var out []web.AreaNow
		for _, p := range db.Parts {
			if p.Subject == slug && p.Used && p.Year == latest && p.Relation == relation {
				name := areaName(p.Name)
				if p.Share < 1 {
					name = w.Map.Share(name, w.Number(100*p.Share, 0))
				}
				out = append(out, web.AreaNow{Name: name, Kind: levelWord(p.Code), Code: p.Code})
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// areaName leaves out the number that CBS puts before some names.
func areaName(name string) string { return orderPrefix.ReplaceAllString(name, "") }

// standsIn tells whether a larger area is shown in the wijk's place.
func standsIn(db *data.DB, slug string) bool {
	return slices.ContainsFunc(db.Parts, func(p data.SubjectPart) bool { return p.Subject == slug && p.Relation == data.StandIn && p.Used })
}

// orderPrefix is the number that CBS puts before some names: "Wijk 36 Moerwijk".
var orderPrefix = regexp.MustCompile(`^(Wijk|Gebied) [0-9]+ `)

func levelWord(code string) string {
	if strings.HasPrefix(code, "BU") {
		return "buurt"
	}
	return "wijk"
}

func whyNone(w *words.Words, s series.Line) string {
	if len(s) == 0 {
		return w.Value.NotLoaded
	}
	var years []string
	for _, r := range s {
		years = append(years, strconv.Itoa(r.Year))
	}
	return w.Reason(string(s[len(s)-1].Status)) + " (" + strings.Join(years, ", ") + ")"
}

func (s *Server) wijkFigure(db *data.DB, ind data.Indicator, lines []shownLine, all map[string]map[string]series.Line, sources []web.Link, withEvents bool) web.Figure {
	slug := lines[0].subject.Slug
	base := "/grafiek/" + slug + "/" + ind.ID
	mine := all[slug][ind.ID]
	picture := "?revisie=" + url.QueryEscape(s.desk.Edition(db))
	if withEvents {
		picture += "&" + web.ParamEvents + "=ja"
	}
	f := web.Figure{
		ID: ind.ID, Title: ind.Naam + unitBehind(ind), Story: web.Story(ind.Side), Route: ind.Route, Definition: ind.Definitie,
		About: "/indicator/" + ind.ID,
		Chart: web.Chart{Image: base + ".svg" + picture, NarrowImage: base + ".smal.svg" + picture, Alt: summary(nl, lines[0].subject.Name, mine, ind),
			Shows: ind.Naam + " in " + lines[0].subject.Name, Reading: base + ".json" + picture, NarrowReading: base + ".smal.json" + picture},
		Table: tableOf(nl, ind, lines, all), CSV: base + ".csv", SVG: base + ".svg" + eventQuery(withEvents), PNG: base + ".png" + eventQuery(withEvents),
		Embed:   buildLink(kindTrend, url.Values{web.ParamWijk: {slug}, web.ParamIndicator: {ind.ID}}),
		Likes:   likesLink(lines[0].subject, ind.ID, false),
		Address: s.address + "/wijk/" + slug + "#" + ind.ID, Sources: sources, Gaps: gapsOf(mine, ind), Open: openYears(drawnSeries(ind, lines, all)...),
	}
	if !lines[0].subject.IsWijk() {
		f.Embed, f.Likes, f.Address = "", web.Link{}, s.address+"/gebied/"+slug+"#"+ind.ID
	}
	for _, b := range breaksOf(db, ind, lines[0].subject, mine) {
		first, _ := mine.First()
		if last, ok := mine.Last(); ok && b.Year > first.Year && b.Year <= last.Year {
			f.Breaks = append(f.Breaks, web.SeriesBreak{Year: b.Year, Kind: nl.Value.Breaks[b.Kind], Note: b.Note})
		}
	}
	for _, l := range lines[1:] { // a change of the gemeente cuts its own line, not the wijk's
		for _, b := range breaksOf(db, ind, l.subject, all[l.subject.Slug][ind.ID]) {
			if b.Subject != "" || b.Level != "" {
				f.Breaks = append(f.Breaks, web.SeriesBreak{Year: b.Year, Kind: nl.Value.Breaks[b.Kind] + " van " + l.subject.Name, Note: b.Note})
			}
		}
	}
	return f
}
