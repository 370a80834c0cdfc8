package server

import (
	"bytes"
	"context"
	"fmt"
	"html/template"
	"math"
	"net/url"
	"strconv"

	"github.com/gofiber/fiber/v2"
	"golang.org/x/sync/errgroup"

	"wijkinzicht/data"
	"wijkinzicht/data/series"
	"wijkinzicht/web"
	"wijkinzicht/web/chart"
)

// homeChoice is what a visitor chose on the home page, in its one normal form.
type homeChoice struct {
	indicator, sort, scale string
	from, to               int // the period; 0 leaves a side open
}

const (
	sortName, sortLevel, sortChange = "naam", "niveau", "verandering"
	scaleShared, scaleOwn           = "gelijk", "eigen"
)

func (h homeChoice) path() string {
	q := url.Values{web.ParamIndicator: {h.indicator}}
	if h.sort != sortName {
		q.Set(web.ParamSort, h.sort)
	}
	if h.scale != scaleShared {
		q.Set(web.ParamScale, h.scale)
	}
	for name, year := range map[string]int{web.ParamFrom: h.from, web.ParamTo: h.to} {
		if year != 0 {
			q.Set(name, strconv.Itoa(year))
		}
	}
	return "/?" + q.Encode()
}

// home answers "/": the eleven side by side on one indicator.
func (s *Server) home(c *fiber.Ctx) error {
	choice := homeChoice{indicator: c.Query(web.ParamIndicator), sort: c.Query(web.ParamSort), scale: c.Query(web.ParamScale)}
	if choice.sort != sortLevel && choice.sort != sortChange {
		choice.sort = sortName
	}
	if choice.scale != scaleOwn {
		choice.scale = scaleShared
	}
	q := queryOf(c)
	var err error
	if choice.from, err = yearOf(q, web.ParamFrom); err != nil {
		return err
	}
	if choice.to, err = yearOf(q, web.ParamTo); err != nil {
		return err
	}
	if choice.from != 0 && choice.to != 0 && choice.from > choice.to {
		choice.from, choice.to = choice.to, choice.from
	}
	rev := s.current.take()
	known := shownIndicator(rev.db, choice.indicator)
	rev.users.Done()
	if !known {
		if choice.indicator != "" {
			return fmt.Errorf("indicator %q: %w", choice.indicator, errNotFound)
		}
	}
	return s.serve(c, choice.path(), func(ctx context.Context, rev *revision) (string, []byte, error) {
		return s.makeHome(ctx, rev, choice)
	})
}

func shownIndicator(db *data.DB, id string) bool {
	ind, ok := db.Indicator(id)
	return ok && ind.Shown
}

// openingIndicators are tried in this order for a visitor who has not chosen: what the eleven are about, as far as there are years to compare.
var openingIndicators = []string{"lbm", "woz", "gezondheid_goed", "inwoners"}

// opening gives the first of these with at least two years for at least half of the eleven.
func opening(ctx context.Context, db *data.DB) (string, error) {
	rows, err := db.Trends(ctx, wijkSlugs(db), openingIndicators)
	if err != nil {
		return "", err
	}
	all := group(rows)
	for _, id := range openingIndicators {
		ready := 0
		for _, slug := range wijkSlugs(db) {
			if all[slug][id].Count() >= 2 {
				ready++
			}
		}
		if 2*ready >= len(wijkSlugs(db)) {
			return id, nil
		}
	}
	return "inwoners", nil
}

func wijkSlugs(db *data.DB) []string {
	var out []string
	for _, s := range db.Subjects {
		if s.Kind == "wijk" {
			out = append(out, s.Slug)
		}
	}
	return out
}

func (s *Server) makeHome(ctx context.Context, rev *revision, choice homeChoice) (string, []byte, error) {
	db := rev.db
	nothing := choice == homeChoice{sort: sortName, scale: scaleShared}
	if choice.indicator == "" {
		id, err := opening(ctx, db)
		if err != nil {
			return "", nil, err
		}
		choice.indicator = id
	}
	path := choice.path()
	if nothing { // the opening indicator may become another one
		path = "/"
	}
	ind, _ := db.Indicator(choice.indicator)
	var slugs []string
	for _, sub := range db.Subjects {
		slugs = append(slugs, sub.Slug)
	}
	rows, err := db.Trends(ctx, slugs, []string{ind.ID})
	if err != nil {
		return "", nil, err
	}
	all := group(rows)
	years := series.Years(ofWijken(db, all, ind.ID), 1)
	for _, of := range all {
		of[ind.ID] = of[ind.ID].Period(choice.from, choice.to)
	}
	entries := s.eleven(nl, db, ind, all)
	if err := s.smallCharts(ctx, db, ind, entries, all, choice.scale); err != nil {
		return "", nil, err
	}
	order(entries, choice.sort)
	page := web.HomePage{
		Cities: cityDots(db, ind.ID),
		Frame:  s.frame(rev, ind.Naam, "Elf wijken van Wijk in zicht naast elkaar: "+ind.Naam+".", path, web.SectionElf),
		Sorts:  options(choice.sort, [][2]string{{sortName, "op naam"}, {sortLevel, "op niveau"}, {sortChange, "op verandering"}}),
		Scales: options(choice.scale, [][2]string{{scaleShared, "één schaal"}, {scaleOwn, "eigen schaal"}}),
		From:   yearOptions(years, choice.from, "eerste"), To: yearOptions(years, choice.to, "laatste"),
		Indicators: indicatorOptions(db, ind.ID), Indicator: ind.Naam + unitBehind(ind), Definition: ind.Definitie,
		About: "/indicator/" + ind.ID, Sentence: reading(nl, ind, entries), CSV: "/cijfers/" + ind.ID + ".csv",
	}
	if !anyValue(entries) {
		page.None = "Dit cijfer is nog voor geen van de elf wijken geladen."
	} else {
		picture := comparison{subjects: wijkSlugs(db), indicators: []string{ind.ID}, as: asIs, against: againstGemeente, from: choice.from, to: choice.to, enclosing: true}
		page.Image = s.address + "/vergelijk.png" + picture.query()
	}
	list := listChoice{ind.ID, choice.sort}
	if list.by == sortName {
		list.by = sortLevel
	}
	page.Embed, page.OEmbed = buildLink(kindRanglijst, list.values()), s.discovery(path)
	if ind.Kind != data.Count {
		page.Compared = "de gemeente"
	}
	for _, e := range entries {
		page.Wijken = append(page.Wijken, e.page)
	}
	for _, sub := range db.Subjects {
		if sub.Kind == data.OwnKind {
			page.Own = append(page.Own, web.OwnWijk{Name: sub.Name, URL: "/wijk/" + sub.Slug + "#" + ind.ID, Municipality: cityOf(db, sub)})
		}
	}
	if page.Sources, err = sourceLinks(ctx, db, wijkSlugs(db), ind.ID); err != nil {
		return "", nil, err
	}
	var body bytes.Buffer
	err = s.pages.Home(&body, page)
	return fiber.MIMETextHTMLCharsetUTF8, body.Bytes(), err
}

// ofWijken gives the series of the eleven.
func ofWijken(db *data.DB, all map[string]map[string]series.Line, indicator string) []series.Line {
	var out []series.Line
	for _, slug := range wijkSlugs(db) {
		out = append(out, all[slug][indicator])
	}
	return out
}

func unitBehind(ind data.Indicator) string {
	if unit := shortUnit(ind); unit != "" {
		return " (" + unit + ")"
	}
	return ""
}

func options(selected string, all [][2]string) []web.Option {
	var out []web.Option
	for _, o := range all {
		out = append(out, web.Option{Value: o[0], Label: o[1], Selected: o[0] == selected})
	}
	return out
}

func indicatorOptions(db *data.DB, selected string) []web.OptionGroup {
	var groups []web.OptionGroup
	for _, ind := range db.Indicators {
		if !ind.Shown {
			continue
		}
		if len(groups) == 0 || groups[len(groups)-1].Label != ind.Theme {
			groups = append(groups, web.OptionGroup{Label: ind.Theme})
		}
		g := &groups[len(groups)-1]
		g.Options = append(g.Options, web.Option{Value: ind.ID, Label: ind.Naam, Selected: ind.ID == selected})
	}
	return groups
}

// smallCharts draws the cards' pictures, on one scale or on each its own.
func (s *Server) smallCharts(ctx context.Context, db *data.DB, ind data.Indicator, entries []*elevenEntry, all map[string]map[string]series.Line, scale string) error {
	figures := make([]chart.Figure, len(entries))
	var every []chart.Line
	for i, e := range entries {
		f := figureOf(nl, db, ind, []shownLine{{e.subject, chart.Wijk}, {e.gemeente, chart.Gemeente}}, all, chart.Small)
		f.ID = "k-" + e.subject.Slug
		figures[i], every = f, append(every, f.Lines...)
	}
	first, last := span(every)
	low, high := bounds(every)
	var drawing errgroup.Group // the renderer lets as many draw at a time as there are processors
	for i, e := range entries {
		if e.series.Count() == 0 {
			e.page.Chart = web.Chart{None: "geen cijfers"}
			continue
		}
		figures[i].First, figures[i].Last = first, last
		if scale == scaleShared && ind.Kind != data.Class {
			figures[i].Min, figures[i].Max = &low, &high
		}
		drawing.Go(func() error {
			svg, err := s.charts.SVG(ctx, figures[i])
			e.page.Chart = web.Chart{SVG: template.HTML(svg)}
			return err
		})
	}
	return drawing.Wait()
}

// bounds gives the lowest and highest value of all lines.
func bounds(lines []chart.Line) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, l := range lines {
		for _, segment := range l.Segments {
			for _, p := range segment {
				low, high = math.Min(low, p.Value), math.Max(high, p.Value)
			}
		}
	}
	return low, high
}

// sourceLinks names the publications behind the subjects' figures.
func sourceLinks(ctx context.Context, db *data.DB, subjects []string, indicator string) ([]web.Link, error) {
	ids, err := db.SourceIDs(ctx, subjects, []string{indicator})
	if err != nil {
		return nil, err
	}
	return linksOf(db, ids[indicator]), nil
}

func linksOf(db *data.DB, ids []string) []web.Link {
	var out []web.Link
	for _, id := range ids {
		if src, ok := db.Source(id); ok {
			text := src.Title
			if src.Table != "" {
				text += " (" + src.Table + ")"
			}
			out = append(out, web.Link{Text: text, URL: src.URL})
		}
	}
	return out
}
