package page

import (
	"context"
	"fmt"
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
	"wijkinzicht/server/moment"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// intervention answers "/interventies/{id}".
func (s *Pages) intervention(c *fiber.Ctx) error {
	id, indicator := c.Params("id"), c.Query(web.ParamIndicator)
	rev := s.Desk.Take(c)
	defer rev.Done()
	known := indicator == "" || figure.ShownIndicator(rev.DB, indicator)
	if !known {
		return fmt.Errorf("indicator %q: %w", indicator, answer.ErrNotFound)
	}
	path := "/interventies/" + id
	if indicator != "" {
		path += "?" + web.ParamIndicator + "=" + indicator
	}
	return s.Desk.ServeFrom(c, rev, path, func(ctx context.Context, rev *answer.Revision) (string, []byte, error) {
		all, err := rev.DB.Interventions(ctx)
		if err != nil {
			return "", nil, err
		}
		at := slices.IndexFunc(all, func(i catalogue.Intervention) bool { return i.ID == id })
		if at < 0 {
			return "", nil, fmt.Errorf("intervention %q: %w", id, answer.ErrNotFound)
		}
		page, err := s.makeIntervention(ctx, rev, all[at], all, indicator, path)
		if err != nil {
			return "", nil, err
		}
		return answer.HTML(s.Templates.Intervention, page)
	})
}

func (s *Pages) makeIntervention(ctx context.Context, rev *answer.Revision, i catalogue.Intervention, all []catalogue.Intervention, indicator, path string) (web.InterventionPage, error) {
	db, say := rev.DB, words.Page.Register
	page := web.InterventionPage{
		Frame: s.Frame(rev, i.Name, say.OneAbout(i.Name), path, web.SectionInterventies),
		Name:  i.Name, Own: i.Own, Note: i.Note, Source: web.Link{Text: i.Source, URL: i.URL},
		Terms: []web.Term{{Name: say.Where, Text: whereWas(db, i)}, {Name: say.Who, Text: i.Who}, {Name: say.When, Text: whenWas(i)},
			{Name: say.Approach, Text: i.Approach}, {Name: say.Route, Text: strings.Join(i.Routes, ", ")}},
	}
	wijk, found := wijkOf(db, i)
	if found {
		page.Map = web.Link{Text: say.OnMap(figure.CityOf(db, wijk)), URL: "/kaart?gemeente=" + strings.ToLower(wijk.Gemeente)}
		page.AreaNote = wijk.Note
		if areas := areasText(db, wijk.Slug); areas != "" {
			page.AreaNote = strings.TrimSpace(page.AreaNote + " " + say.AreaNow(areas))
		}
		var err error
		if page.Area, err = s.areaMap(ctx, rev, wijk); err != nil {
			return page, err
		}
	}
	if page.None = whyNoBefore(i, found); page.None != "" {
		page.Answers = answersOf(db, i, nil)
		page.Answer = answered(page.Answers)
		return page, nil
	}
	goal := i.Goal.Indicator
	shown := indicator
	if shown == "" {
		shown = goal
	}
	rows, err := db.Trends(ctx, []string{wijk.Slug}, nil)
	if err != nil {
		return page, err
	}
	mine := figure.Group(rows)[wijk.Slug]
	if shown == "" {
		shown = nearestIndicator(db, i, mine)
	}
	if shown != goal {
		ind, _ := db.Indicator(shown)
		page.Chosen = say.Chosen(ind.Naam)
	}
	page.Answers = answersOf(db, i, mine[goal].Own(figure.OnlyEnclosing))
	page.Answer = answered(page.Answers)
	if ind, ok := db.Indicator(goal); ok {
		page.Goal = goalSentence(i.Goal, ind, mine[goal].Own(figure.OnlyEnclosing))
	} else {
		page.Goal = say.NoIndicator
	}
	page.Indicators = figure.IndicatorOptions(db, shown)
	return page, s.addBefore(ctx, rev, &page, i, all, moment.Choice{Wijk: wijk.Slug, Indicator: shown, Year: i.From.Year})
}

// areaMap shows the wijk in its gemeente, with the legend as text: on a telephone that in a picture is too small to read.
func (s *Pages) areaMap(ctx context.Context, rev *answer.Revision, wijk catalogue.Subject) (web.AreaMap, error) {
	v, found, err := mapAround(ctx, rev, wijk)
	if err != nil || !found {
		return web.AreaMap{None: words.Page.Brief.NoOutlines(figure.CityOf(rev.DB, wijk))}, err
	}
	area := web.AreaMap{Legend: v.Legend}
	if area.Map, area.Notes, err = v.Draw(ctx, rev.DB); err != nil {
		return area, err
	}
	area.Sources, err = atlas.Sources(ctx, rev.DB, v)
	return area, err
}

// areasText names the areas that the figures of a wijk are made of now; empty where there are none.
func areasText(db *data.DB, slug string) string {
	var areas []string
	for _, a := range figure.AreasNow(words.NL, db, slug) {
		areas = append(areas, words.Page.Register.Area(a.Kind, a.Name, a.Code))
	}
	text := strings.Join(areas, ", ")
	if text != "" && slices.ContainsFunc(db.Parts, func(p data.SubjectPart) bool { return p.Subject == slug && p.Relation == catalogue.Surrounding }) &&
		!slices.ContainsFunc(db.Parts, func(p data.SubjectPart) bool { return p.Subject == slug && p.Relation != catalogue.Surrounding }) {
		return words.Page.Register.Within(text)
	}
	return text
}

// wijkOf gives the wijk that an intervention was in; a code is one when the wijk is that very area in that division.
func wijkOf(db *data.DB, i catalogue.Intervention) (catalogue.Subject, bool) {
	slug := i.Area
	for _, p := range db.Parts {
		if i.AreaYear != 0 && p.Year == i.AreaYear && p.Code == i.Area && p.Relation == catalogue.Equal && p.Used {
			slug = p.Subject
		}
	}
	return db.Subject(slug)
}

// whyNoBefore says what is missing for a before and after, and what to do where that helps; empty: nothing.
func whyNoBefore(i catalogue.Intervention, found bool) string {
	switch {
	case !found && i.Area != "":
		return words.Page.Register.Unknown(figure.LevelWord(i.Area), i.Area)
	case !found:
		return words.Page.Register.NoWijk
	case i.From.IsZero():
		return words.Page.Register.NoStart
	}
	return ""
}

// nearestIndicator gives the first figure of the routes that the wijk has of its own, for an intervention that names none.
func nearestIndicator(db *data.DB, i catalogue.Intervention, mine map[string]series.Line) string {
	for _, route := range db.Views[catalogue.RouteView] {
		if slices.Contains(i.Routes, route.Group) && mine[route.Indicator].Own(figure.OnlyEnclosing).Count() > 1 {
			return route.Indicator
		}
	}
	return db.Views.Of(catalogue.RouteView, catalogue.OtherRoutes)[0]
}

// addBefore fills in how things stood before and after the year in which it began.
func (s *Pages) addBefore(ctx context.Context, rev *answer.Revision, page *web.InterventionPage, i catalogue.Intervention, all []catalogue.Intervention, m moment.Choice) error {
	v, err := moment.ViewOf(ctx, rev.DB, words.NL, m)
	if err != nil {
		return err
	}
	if g := i.Goal; m.Indicator == g.Indicator && g.Target != nil {
		v.Aim(*g.Target, func(value string) string { return words.Page.Register.Target(g.TargetYear, value) })
	}
	db, own := rev.DB, v.Own()
	page.Title, page.Sentence, page.Caveat, page.Unit, page.Definition = v.Title(), v.Sentence(), v.Caveat(), v.Indicator.Unit, v.Indicator.Definitie
	page.Year, page.Before, page.After, page.Rows = m.Year, v.Span(true), v.Span(false), v.Rows()
	page.More = m.Path()
	wijk := own.Subject
	page.Likes = compare.LikesLink(wijk, m.Indicator, false)
	for _, b := range figure.BreaksOf(db, v.Indicator, wijk, own.Series) {
		page.Breaks = append(page.Breaks, web.SeriesBreak{Year: b.Year, Kind: words.NL.Value.Breaks[b.Kind], Note: b.Note})
	}
	p := v.Picture(s.Site, rev)
	p.Files = "" // they have neither its target nor its events
	until := p.Chart.Last
	if !i.Until.IsZero() {
		until = i.Until.Year
	}
	until = max(until, i.From.Year)
	around, err := figure.OccurrencesOf(ctx, db, words.NL, []string{wijk.Slug}, i.From.Year, until)
	if err != nil {
		return err
	}
	around = slices.DeleteFunc(around, func(o figure.Occurrence) bool { return o.From == i.From && o.URL == i.URL }) // itself
	page.Others, page.Timeline = othersSentence(i, all, len(around), until), figure.Timeline(around)
	if own.Series.Count() == 0 {
		page.Chart.None = words.Page.Register.NoFigure(wijk.Name)
		if areas := areasText(db, wijk.Slug); strings.HasPrefix(areas, words.Page.Register.Within("")) {
			page.Chart.None = words.Page.Register.OnlyLarger(wijk.Name, areas)
		}
		return nil
	}
	p.Chart.Events = figure.ChartEvents(around)
	page.Ways = p.Ways()
	if err := p.Draw(ctx, s.Charts, &page.Chart); err != nil {
		return err
	}
	page.Sources, err = figure.SourceLinks(ctx, db, []string{wijk.Slug}, m.Indicator)
	return err
}

// othersSentence says how much else happened from the start of an intervention, as far as we know.
func othersSentence(i catalogue.Intervention, all []catalogue.Intervention, events, until int) string {
	more := 0
	for _, other := range all {
		same := other.ID != i.ID && other.Area == i.Area && other.AreaYear == i.AreaYear && !other.From.IsZero()
		if same && other.From.Year <= until && max(other.From.Year, other.Until.Year) >= i.From.Year { // without a known end: when it began
			more++
		}
	}
	return words.Page.Register.Others(figure.YearRange(i.From.Year, until), events, more)
}
