package page

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/compare"
	"wijkinzicht/server/eleven"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// watWerkt answers "/wat-werkt".
func (s *Pages) watWerkt(c *fiber.Ctx) error {
	rev := s.Desk.Take(c)
	defer rev.Done()
	slugs := figure.WijkSlugs(rev.DB)
	chosen := site.OneOf(c.Query(web.ParamWijk), slugs...)
	return s.Desk.ServeFrom(c, rev, "/wat-werkt?"+web.ParamWijk+"="+chosen, func(ctx context.Context, rev *answer.Revision) (string, []byte, error) {
		page, err := s.makeWatWerkt(ctx, rev, chosen)
		if err != nil {
			return "", nil, err
		}
		return answer.HTML(s.Templates.WatWerkt, page)
	})
}

// leastChanges is the number of yearly changes below which a distribution has no shape.
const leastChanges = 20

func (s *Pages) makeWatWerkt(ctx context.Context, rev *answer.Revision, chosen string) (web.WatWerktPage, error) {
	db := rev.DB
	eleven := figure.WijkSlugs(db)
	wijk, _ := db.Subject(chosen)
	indicators := slices.Concat(db.Views.All(catalogue.LessonView), db.Views.All(catalogue.RingView), db.Views.All(catalogue.PaceView))
	for _, t := range db.Tests {
		indicators = append(indicators, t.First, t.Second)
	}
	var subjects []string
	for _, sub := range db.Subjects {
		subjects = append(subjects, sub.Slug)
	}
	rows, err := db.Trends(ctx, subjects, slices.Concat(indicators, db.Views.All(catalogue.ApartView)))
	if err != nil {
		return web.WatWerktPage{}, err
	}
	spread, err := spreadApart(ctx, rev)
	if err != nil {
		return web.WatWerktPage{}, err
	}
	all := figure.Group(rows)
	tried := newTrial(db, all, spread)
	page := web.WatWerktPage{Frame: s.Frame(rev, words.Page.Lesson.Title, words.Page.Lesson.About,
		"/wat-werkt?"+web.ParamWijk+"="+chosen, web.SectionWatWerkt)}
	for _, slug := range eleven {
		sub, _ := db.Subject(slug)
		page.Wijken = append(page.Wijken, web.Option{Value: slug, Label: sub.Name, Selected: slug == chosen})
	}
	if page.Study, err = study(ctx, rev); err != nil {
		return page, err
	}
	groups, verdicts := s.lessonGroups(db, all, tried)
	page.Groups, page.How = groups, words.Page.Trial.How(verdicts)
	page.RingTitle = words.Page.Lesson.RingTitle(wijk.Name)
	page.Ring = web.Lesson{Name: page.RingTitle, Figures: []web.LessonFigure{s.ringFigure(db, wijk, all)}}
	page.Slow = slowest(db, all)
	return page, nil
}

// lessonGroups gives what the publications say, held against figures, and of how many tests there is an outcome.
func (s *Pages) lessonGroups(db *data.DB, all map[string]map[string]series.Line, tried trial) (groups []web.LessonGroup, verdicts int) {
	for _, g := range words.Page.Lesson.Groups {
		shown := web.LessonGroup{ID: g.ID, Name: g.Name, Publication: g.Publication, About: g.About}
		for _, l := range g.Lessons {
			lesson := s.lesson(db, g, l, all)
			lesson.Tests, lesson.Needed = tried.of(g.ID + " " + l.Number)
			for _, test := range lesson.Tests {
				if test.Verdict != words.Page.Trial.Verdicts[words.TooFew] {
					verdicts++
				}
			}
			shown.Lessons = append(shown.Lessons, lesson)
		}
		groups = append(groups, shown)
	}
	return groups, verdicts
}

func (s *Pages) lesson(db *data.DB, g words.LessonGroup, l words.OneLesson, all map[string]map[string]series.Line) web.Lesson {
	out := web.Lesson{Number: l.Number, Name: l.Name, About: l.About, Expect: l.Expect, Beyond: l.Beyond}
	for _, id := range db.Views.Of(catalogue.LessonView, g.ID+" "+l.Number) {
		ind, ok := db.Indicator(id)
		if !ok {
			continue
		}
		shown := web.LessonFigure{Name: ind.Naam, URL: "/?" + web.ParamIndicator + "=" + id}
		if series.Years(figure.OfWijken(db, all, id), 1) == nil {
			shown.Chart.None = words.Page.Lesson.NotLoaded
		} else {
			shown.Says = eleven.Reading(words.NL, ind, eleven.Of(words.NL, db, ind, all))
			k := compare.Choice{Subjects: figure.WijkSlugs(db), Indicators: []string{id}, As: compare.AsIs, Against: compare.AgainstGemeente, Enclosing: true}
			shown.Multiples = compare.SmallLines(db, words.NL, k, all)
			for i := range shown.Multiples.Lines {
				shown.Multiples.Lines[i].Last = web.Value{} // the change is what a rule is held against
			}
			switch {
			case !joins(db, all, id):
				shown.Multiples, shown.Chart.None = web.Multiples{}, shown.Says
				shown.Says = ""
			case shown.Multiples.Lines == nil:
				shown.Chart = s.comparisonChart(db, k, words.Page.Lesson.InEleven(ind.Naam), shown.Says)
			}
			shown.Says = strings.TrimPrefix(shown.Says, ind.Naam+": ") // its name stands before it
			shown.Multiples.ID = g.ID + l.Number + "-" + id
			shown.URL = "/vergelijk" + k.Query()
		}
		out.Figures = append(out.Figures, shown)
	}
	switch { // two rules have a picture of their own
	case g.ID == "vuistregels" && l.Number == "9":
		out.More = web.Link{Text: words.Page.Lesson.HowFast, URL: "#verval"}
	case g.ID == "vuistregels" && l.Number == "10":
		out.More = web.Link{Text: words.Page.Lesson.RingLink, URL: "#waterbed"}
	}
	return out
}

// joins tells whether any wijk has two years of an indicator that may be compared: a line to see.
func joins(db *data.DB, all map[string]map[string]series.Line, id string) bool {
	return slices.ContainsFunc(figure.WijkSlugs(db), func(slug string) bool { return all[slug][id].Latest().Why == series.Same })
}

// comparisonChart names the picture of a comparison, live where the browser may.
func (s *Pages) comparisonChart(db *data.DB, k compare.Choice, shows, alt string) web.Chart {
	q := k.Query() + "&revisie=" + url.QueryEscape(s.Desk.Edition(db))
	return web.Chart{Image: "/vergelijk.svg" + q, NarrowImage: "/vergelijk.smal.svg" + q, Alt: alt, Shows: shows,
		Reading: "/vergelijk.json" + q, NarrowReading: "/vergelijk.smal.json" + q}
}

// ringFigure shows a wijk and the buurten around it on the first figure that both have for two years of their own.
func (s *Pages) ringFigure(db *data.DB, wijk catalogue.Subject, all map[string]map[string]series.Line) web.LessonFigure {
	ring := wijk.Slug + "-ring"
	for _, id := range db.Views.All(catalogue.RingView) {
		mine, around := all[wijk.Slug][id].Own(figure.OnlyEnclosing), all[ring][id].Own(figure.OnlyEnclosing)
		if mine.Count() < 2 || around.Count() < 2 {
			continue
		}
		ind, _ := db.Indicator(id)
		k := compare.Choice{Subjects: []string{wijk.Slug, ring}, Indicators: []string{id}, As: compare.AsIs, Against: compare.AgainstGemeente}
		says := ringSentence(wijk.Name, ind, mine, around)
		return web.LessonFigure{Name: ind.Naam, URL: "/vergelijk" + k.Query(), Says: strings.TrimPrefix(says, ind.Naam+": "), Chart: s.comparisonChart(db, k, words.Page.Lesson.WithRing(ind.Naam, wijk.Name), says)}
	}
	return web.LessonFigure{Name: words.Page.Lesson.RingAndWijk, Chart: web.Chart{None: words.Page.Lesson.NoRing(wijk.Name)}}
}

// ringSentence puts both changes beside each other and draws no conclusion.
func ringSentence(name string, ind catalogue.Indicator, mine, around series.Line) string {
	here, there := mine.Latest(), around.Latest()
	if here.Why != series.Same || there.Why != series.Same {
		return words.Page.Lesson.RingNotCompared(ind.Naam, name)
	}
	return words.Page.Lesson.Ring(ind.Naam, name, web.Verandering(here.Difference(), ind.Decimals), here.From.Year,
		web.Verandering(there.Difference(), ind.Decimals), there.From.Year)
}
