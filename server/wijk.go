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
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// keyIndicators are the figures at the top of a wijk's page.
var keyIndicators = []string{"lbm", "inwoners", "woz", "corporatie", "inkomen_per_inwoner", "gezondheid_goed", "misdrijven"}

// wijk answers "/wijk/{slug}": everything that is known of one wijk.
func (s *Server) wijk(c *fiber.Ctx) error {
	slug, withEvents := c.Params("slug"), c.Query(web.ParamEvents) == "ja"
	return s.serve(c, "/wijk/"+slug+eventQuery(withEvents), func(ctx context.Context, rev *revision) (string, []byte, error) {
		subject, ok := rev.db.Subject(slug)
		if !ok || !subject.IsWijk() {
			return "", nil, fmt.Errorf("wijk %q: %w", slug, errNotFound)
		}
		of, err := portraitOfWijk(ctx, rev.db, subject)
		if err != nil {
			return "", nil, err
		}
		page, err := s.makePortrait(ctx, rev, of, withEvents)
		if err != nil {
			return "", nil, err
		}
		var body bytes.Buffer
		err = s.pages.Wijk(&body, page)
		return fiber.MIMETextHTMLCharsetUTF8, body.Bytes(), err
	})
}

// makePortrait makes the page of a wijk or of an area of CBS.
func (s *Server) makePortrait(ctx context.Context, rev *revision, of portrait, withEvents bool) (web.WijkPage, error) {
	db, subject := rev.db, of.subject
	lines, all, sources := of.lines, of.all, of.sources
	mine := all[subject.Slug]
	path := placePath(subject) + eventQuery(withEvents)
	facts, err := occurrencesOf(ctx, db, nl, placeEvents(subject), 1990, goesOn)
	if err != nil {
		return web.WijkPage{}, err
	}
	page := web.WijkPage{
		Frame: s.frame(rev, subject.Name, subject.Name+" in cijfers, vergeleken met de gemeente en Nederland.", path, web.SectionElf),
		Name:  subject.Name, Municipality: of.where(db), AreaNote: subject.Note, Areas: areasNow(nl, db, subject.Slug),
		Sentence: wijkSentence(mine), Own: subject.Kind == data.OwnKind, Stories: twoStories(db, mine), Routes: routePanels(db, lines, all),
		Timeline: timeline(facts), WithEvents: withEvents, Toggle: placePath(subject) + eventQuery(!withEvents) + "#gebeurtenissen",
		Compare: placeLinks(db, subject, of.city),
	}
	page.Opening = s.openingOf(db, lines, all, of.city, withEvents)
	if id := mostYears(mine); id != "" {
		page.Image = s.address + "/grafiek/" + subject.Slug + "/" + id + ".png"
	}
	page.OEmbed = s.discovery(path)
	page.Instead = len(page.Areas) > 0 && standsIn(db, subject.Slug)
	for _, id := range keyIndicators {
		ind, _ := db.Indicator(id)
		if last, ok := mine[id].Last(); ok {
			fact := web.Fact{Label: ind.Naam, Value: valueOf(nl, last, ind)}
			if ch, d := change(nl, mine[id], ind); d != nil {
				fact.Note = strings.TrimSpace(ch.Text+" "+ch.Unit) + " sinds " + strconv.Itoa(ch.Since)
			}
			page.Facts = append(page.Facts, fact)
		}
	}
	for _, ind := range db.Indicators {
		if !ind.Shown {
			continue
		}
		if len(page.Themes) == 0 || page.Themes[len(page.Themes)-1].Name != ind.Theme {
			page.Themes = append(page.Themes, web.Theme{ID: "thema-" + anchor(ind.Theme), Name: ind.Theme})
		}
		theme := &page.Themes[len(page.Themes)-1]
		if mine[ind.ID].Count() == 0 {
			theme.Missing = append(theme.Missing, web.MissingIndicator{Name: ind.Naam, Reason: whyNone(nl, mine[ind.ID])})
			continue
		}
		theme.Figures = append(theme.Figures, s.wijkFigure(db, ind, lines, all, linksOf(db, sources[ind.ID]), withEvents))
	}
	page.Themes = openingFirst(page.Themes)
	return page, nil
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

// wijkSentence says how much there is to see, and how much of it rests on a larger area.
func wijkSentence(mine map[string]series.Line) string {
	with, enclosing, first, last := 0, 0, 0, 0
	for _, s := range mine {
		l, ok := s.Last()
		if !ok {
			continue
		}
		with++
		if l.Quality == data.Enclosing {
			enclosing++
		}
		f, _ := s.First()
		if first == 0 || f.Year < first {
			first = f.Year
		}
		last = max(last, l.Year)
	}
	if with == 0 {
		return ""
	}
	text := fmt.Sprintf("Er zijn %d cijfers over de jaren %d tot en met %d.", with, first, last)
	if enclosing > 0 {
		text += fmt.Sprintf(" Bij %d daarvan is voor het laatste jaar alleen een groter gebied gepubliceerd.", enclosing)
	}
	return text
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
	picture := "?revisie=" + url.QueryEscape(s.edition(db))
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
		Address: s.address + placePath(lines[0].subject) + "#" + ind.ID, Sources: sources, Gaps: gapsOf(mine, ind), Open: openYears(drawnSeries(ind, lines, all)...),
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
