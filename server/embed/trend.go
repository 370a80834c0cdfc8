package embed

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/place"
	"wijkinzicht/server/portrait"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
)

// trend is an indicator of a wijk or an area, with what it is compared with.
type trend struct {
	slug, indicator string
	events          bool
}

// find gives what a view is about, a wijk or an area of CBS; an unknown one, or an unknown indicator, is not found.
func find(db *data.DB, slug, indicator string) (catalogue.Subject, catalogue.Indicator, error) {
	subject, ok := db.Subject(slug)
	if a, area := place.Today(db, slug); area {
		subject = place.Subject(db, a)
	} else if !ok || !subject.IsWijk() {
		return subject, catalogue.Indicator{}, fmt.Errorf("wijk %q: %w", slug, answer.ErrNotFound)
	}
	ind, ok := db.Indicator(indicator)
	if !ok || !ind.Shown {
		return subject, ind, fmt.Errorf("indicator %q: %w", indicator, answer.ErrNotFound)
	}
	return subject, ind, nil
}

// embedTrend answers /embed/trend/{slug}/{indicator}: one chart for somebody else's page.
func (s *Embeds) embedTrend(c *fiber.Ctx) error {
	t := trend{slug: c.Params("slug"), indicator: c.Params("indicator")}
	return s.serveTrend(c, t, "/embed/trend/"+t.slug+"/"+t.indicator, page)
}

// picture answers /grafiek/{slug}/{indicator}.svg and the other files of a trend.
func (s *Embeds) picture(c *fiber.Ctx) error {
	slug, file := c.Params("slug"), c.Params("file")
	indicator, ending, _ := strings.Cut(file, ".")
	if !slices.Contains(figure.Endings, ending) {
		return fmt.Errorf("picture %q: %w", file, answer.ErrNotFound)
	}
	if place.Code.MatchString(slug) {
		slug = strings.ToUpper(slug) // one picture, however its code is written
	}
	t := trend{slug, indicator, c.Query(web.ParamEvents) == "ja" && !figure.Tabular(ending)}
	return s.serveTrend(c, t, "/grafiek/"+slug+"/"+file, ending)
}

func (s *Embeds) serveTrend(c *fiber.Ctx, t trend, path, ending string) error {
	d, err := dressOf(site.Query(c), ending, s.chooseTrendDress)
	if err != nil {
		return err
	}
	return s.servePicture(c, d, path, ending, func(rev *answer.Revision) (pictured, error) {
		v := pictured{values: url.Values{}, frame: s.trendFrame,
			picture: func(ctx context.Context, rev *answer.Revision, d dress) (figure.Picture, error) {
				return s.trendPicture(ctx, rev, t, d)
			}}
		if t.events {
			v.values.Set(web.ParamEvents, "ja")
		}
		_, _, err := find(rev.DB, t.slug, t.indicator)
		return v, err
	})
}

// trendPicture makes a trend as it was asked for: the axis begins with the period, unless that would make it very short.
func (s *Embeds) trendPicture(ctx context.Context, rev *answer.Revision, t trend, d dress) (figure.Picture, error) {
	w := d.words()
	db, err := figure.Spoken(rev.DB, w)
	if err != nil {
		return figure.Picture{}, err
	}
	subject, ind, err := find(db, t.slug, t.indicator)
	if err != nil {
		return figure.Picture{}, err
	}
	shown := figure.Beside(db, subject)
	if a, area := place.Today(db, t.slug); area {
		shown = portrait.Lines(db, a)
	}
	all, err := portrait.Series(ctx, db, shown, ind)
	if err != nil {
		return figure.Picture{}, err
	}
	p := figure.Trend(w, db, ind, d.apply(figure.LinesOf(ind, shown, all)))
	p.Sources = func(ctx context.Context) ([]web.Link, error) { return portrait.SourcesOf(ctx, rev.DB, p.Lines[0]) }
	if text := d.period(); text != "" {
		p.Chart.Title += ", " + text
	}
	if d.from > p.Chart.First {
		p.Chart.First = min(d.from, p.Chart.Last-leastPeriod)
	}
	p.Chart.Paint = s.paint(d)
	if t.events {
		facts, err := figure.OccurrencesOf(ctx, db, w, place.Events(subject), 1990, figure.GoesOn)
		p.Chart.Events = figure.ChartEvents(facts)
		return p, err
	}
	return p, nil
}

// trendTitle names an embedded trend.
func trendTitle(db *data.DB, wijk catalogue.Subject, ind catalogue.Indicator, d dress) string {
	title := ind.Naam + " in " + wijk.Name
	if city := db.GemeenteName(wijk.Gemeente); city != wijk.Name && city != "" {
		title += ", " + city
	}
	if p := d.period(); p != "" {
		title += ", " + p
	}
	return title
}

// trendFrame names a trend and leads to the page of its place; a place without figures of its own has no picture.
func (s *Embeds) trendFrame(rev *answer.Revision, p *figure.Picture, d dress) web.EmbedFrame {
	w, main := p.Words, p.Lines[0]
	p.Notes = append(p.Notes, p.Caveats()...)
	if main.Series.Count() == 0 {
		p.Notes, p.Why = nil, w.Trend.None(main.Name, figure.WhyNone(w, main.Series))
		if text := d.period(); text != "" {
			p.Why = w.Trend.NoneIn(main.Name, text)
		}
	}
	what := main.Subject.Slug + "/" + main.Indicator.ID
	p.Files = "/grafiek/" + what
	p.Query = embedPath("", url.Values{"revisie": {s.Desk.Edition(rev.DB)}}, d)
	return s.embedFrame(rev, d, embedPath("/embed/trend/"+what, url.Values{}, d), trendTitle(rev.DB, main.Subject, main.Indicator, d), place.Path(main.Subject)+"#"+main.Indicator.ID, w.Frame.Place(main.Name))
}

// figures answers /cijfers/{indicator}.csv and .xlsx: an indicator for all subjects.
func (s *Embeds) figures(c *fiber.Ctx) error {
	indicator, ending, _ := strings.Cut(c.Params("file"), ".")
	ending = figure.ForWhom(c, ending)
	if !figure.Tabular(ending) {
		return fmt.Errorf("figures %q: %w", c.Params("file"), answer.ErrNotFound)
	}
	return s.Desk.Serve(c, "/cijfers/"+indicator+"."+ending, func(ctx context.Context, rev *answer.Revision) (string, []byte, error) {
		ind, ok := rev.DB.Indicator(indicator)
		if !ok || !ind.Shown {
			return "", nil, fmt.Errorf("indicator %q: %w", indicator, answer.ErrNotFound)
		}
		var shown []figure.ShownLine
		var slugs []string
		for _, sub := range rev.DB.Subjects {
			shown, slugs = append(shown, figure.ShownLine{Subject: sub}), append(slugs, sub.Slug)
		}
		rows, err := rev.DB.Trends(ctx, slugs, []string{ind.ID})
		if err != nil {
			return "", nil, err
		}
		p := figure.Picture{Title: ind.Naam, Lines: figure.LinesOf(ind, shown, figure.Group(rows))}
		return p.File(ctx, s.Site, ending, rev.DB)
	})
}
