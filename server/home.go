package server

import (
	"bytes"
	"context"
	"fmt"
	"html/template"
	"math"
	"net/url"
	"sort"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/web"
	"wijkinzicht/web/chart"
)

// homeChoice is what a visitor chose on the home page, in its one normal form.
type homeChoice struct {
	indicator, sort, scale string
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
			if all[slug][id].values() >= 2 {
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

// elevenEntry is one of the eleven while the page is put together.
type elevenEntry struct {
	subject  data.Subject
	gemeente data.Subject
	series   series
	change   *float64
	page     web.HomeWijk
}

func (s *Server) makeHome(ctx context.Context, rev *revision, choice homeChoice) (string, []byte, error) {
	db := rev.db
	path := choice.path()
	if choice.indicator == "" {
		id, err := opening(ctx, db)
		if err != nil {
			return "", nil, err
		}
		choice.indicator, path = id, "/"
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
	entries := s.eleven(db, ind, all)
	if err := s.smallCharts(ctx, db, ind, entries, all, choice.scale); err != nil {
		return "", nil, err
	}
	order(entries, choice.sort)
	page := web.HomePage{
		Cities:     cityDots(db, ind.ID),
		Frame:      s.frame(rev, ind.Naam, "Elf wijken van Wijk in zicht naast elkaar: "+ind.Naam+".", path, web.SectionElf),
		Sorts:      options(choice.sort, [][2]string{{sortName, "op naam"}, {sortLevel, "op niveau"}, {sortChange, "op verandering"}}),
		Scales:     options(choice.scale, [][2]string{{scaleShared, "één schaal"}, {scaleOwn, "eigen schaal"}}),
		Indicators: indicatorOptions(db, ind.ID), Indicator: ind.Naam + unitBehind(ind), Definition: ind.Definitie,
		Sentence: reading(ind, entries), CSV: "/cijfers/" + ind.ID + ".csv",
	}
	if ind.Kind != data.Count {
		page.Compared = "de gemeente"
	}
	for _, e := range entries {
		page.Wijken = append(page.Wijken, e.page)
	}
	if !anyValue(entries) {
		page.None = "Dit cijfer is nog voor geen van de elf wijken geladen."
	}
	if page.Sources, err = sourceLinks(ctx, db, wijkSlugs(db), ind.ID); err != nil {
		return "", nil, err
	}
	var body bytes.Buffer
	err = s.pages.Home(&body, page)
	return fiber.MIMETextHTMLCharsetUTF8, body.Bytes(), err
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

// eleven gathers what the cards and the table show.
func (s *Server) eleven(db *data.DB, ind data.Indicator, all map[string]map[string]series) []*elevenEntry {
	var out []*elevenEntry
	for _, sub := range db.Subjects {
		if sub.Kind != "wijk" {
			continue
		}
		e := &elevenEntry{subject: sub, series: all[sub.Slug][ind.ID]}
		for _, g := range db.Subjects {
			if g.Kind == "gemeente" && g.Gemeente == sub.Gemeente {
				e.gemeente = g
			}
		}
		e.page = web.HomeWijk{Name: sub.Name, URL: "/wijk/" + sub.Slug + "#" + ind.ID, Municipality: e.gemeente.Name}
		e.page.Change, e.change = change(e.series, ind)
		if last, ok := e.series.last(); ok {
			e.page.Last = valueOf(last, ind)
			first, _ := e.series.first()
			e.page.First = valueOf(first, ind)
		} else if len(e.series) > 0 {
			e.page.Last = valueOf(e.series[len(e.series)-1], ind)
			e.page.First = e.page.Last
		} else {
			e.page.Last, e.page.First = web.Value{Reason: "niet geladen"}, web.Value{Reason: "niet geladen"}
		}
		out = append(out, e)
	}
	rank(out)
	return out
}

// rank numbers the wijken by level in the latest year that most of them share; a larger area's figure has no rank.
func rank(entries []*elevenEntry) {
	years := map[int]int{}
	year := 0
	for _, e := range entries {
		if last, ok := e.series.last(); ok && last.Quality != data.Enclosing {
			years[last.Year]++
			if years[last.Year] > years[year] || years[last.Year] == years[year] && last.Year > year {
				year = last.Year
			}
		}
	}
	var ranked []*elevenEntry
	for _, e := range entries {
		if last, ok := e.series.last(); ok && last.Year == year && last.Quality != data.Enclosing {
			ranked = append(ranked, e)
		}
	}
	sort.SliceStable(ranked, func(i, j int) bool { return level(ranked[i]) > level(ranked[j]) })
	for i, e := range ranked {
		place := i + 1
		for place > 1 && level(ranked[place-2]) == level(e) { // equal values share a rank
			place--
		}
		e.page.Rank = strconv.Itoa(place)
	}
}

func level(e *elevenEntry) float64 {
	last, ok := e.series.last()
	if !ok {
		return math.Inf(-1)
	}
	return *last.Value
}

func order(entries []*elevenEntry, by string) {
	key := func(e *elevenEntry) float64 { return level(e) }
	switch by {
	case sortName:
		sort.SliceStable(entries, func(i, j int) bool { return entries[i].subject.Name < entries[j].subject.Name })
		return
	case sortChange:
		key = func(e *elevenEntry) float64 {
			if e.change == nil {
				return math.Inf(-1)
			}
			return *e.change
		}
	}
	sort.SliceStable(entries, func(i, j int) bool { return key(entries[i]) > key(entries[j]) })
}

func anyValue(entries []*elevenEntry) bool {
	for _, e := range entries {
		if e.series.values() > 0 {
			return true
		}
	}
	return false
}

// reading puts the picture in words, and says for how many it cannot.
func reading(ind data.Indicator, entries []*elevenEntry) string {
	up, down, same, none := 0, 0, 0, 0
	shown := math.Pow10(ind.Decimals) // a difference that is shown as 0 is no rise
	for _, e := range entries {
		switch {
		case e.change == nil:
			none++
		case math.Round(*e.change*shown) > 0:
			up++
		case math.Round(*e.change*shown) < 0:
			down++
		default:
			same++
		}
	}
	if up+down+same == 0 {
		return "Voor geen van de elf wijken zijn er twee jaren die te vergelijken zijn."
	}
	text := fmt.Sprintf("%s: in %d van de %d wijken een stijging, in %d een daling", ind.Naam, up, len(entries), down)
	if same > 0 {
		text += fmt.Sprintf(", in %d geen verschil", same)
	}
	text += ", elk over de eigen vergelijkbare jaren"
	if none > 0 {
		text += fmt.Sprintf("; in %d is geen vergelijking mogelijk", none)
	}
	return text + "."
}

// smallCharts draws the cards' pictures, on one scale or on each its own.
func (s *Server) smallCharts(ctx context.Context, db *data.DB, ind data.Indicator, entries []*elevenEntry, all map[string]map[string]series, scale string) error {
	figures := make([]chart.Figure, len(entries))
	var every []chart.Line
	for i, e := range entries {
		f := figureOf(db, ind, []shownLine{{e.subject, chart.Wijk}, {e.gemeente, chart.Gemeente}}, all, chart.Small)
		f.ID = "k-" + e.subject.Slug
		figures[i], every = f, append(every, f.Lines...)
	}
	first, last := span(every)
	low, high := bounds(every)
	for i, e := range entries {
		if e.series.values() == 0 {
			e.page.Chart = web.Chart{None: "geen cijfers"}
			continue
		}
		figures[i].First, figures[i].Last = first, last
		if scale == scaleShared && ind.Kind != data.Class {
			figures[i].Min, figures[i].Max = &low, &high
		}
		svg, err := s.charts.SVG(ctx, figures[i])
		if err != nil {
			return err
		}
		e.page.Chart = web.Chart{SVG: template.HTML(svg)}
	}
	return nil
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
		for _, src := range db.Sources {
			if src.ID == id {
				text := src.Title
				if src.Table != "" {
					text += " (" + src.Table + ")"
				}
				out = append(out, web.Link{Text: text, URL: src.URL})
			}
		}
	}
	return out
}
