package page

import (
	"context"
	"fmt"
	"math"
	"net/url"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/atlas"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/portrait"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// briefFacts is how many key figures a brief has: the first of its view that the wijk has, and after them those that it has not.
const briefFacts = 12

// brief answers "/wijk/{slug}?brief=ja", which needs no script, and leaves the rest to the page itself.
func (s *Pages) brief(c *fiber.Ctx) error {
	if c.Query(web.ParamBrief) != "ja" {
		return c.Next()
	}
	slug := c.Params("slug")
	path := "/wijk/" + slug + "?" + web.ParamBrief + "=ja"
	return s.Desk.Serve(c, path, func(ctx context.Context, rev *answer.Revision) (string, []byte, error) {
		subject, ok := rev.DB.Subject(slug)
		if !ok || !subject.IsWijk() {
			return "", nil, fmt.Errorf("wijk %q: %w", slug, answer.ErrNotFound)
		}
		page, err := s.makeBrief(ctx, rev, subject, path)
		if err != nil {
			return "", nil, err
		}
		return answer.HTML(s.Templates.Brief, page)
	})
}

func (s *Pages) makeBrief(ctx context.Context, rev *answer.Revision, wijk catalogue.Subject, path string) (web.BriefPage, error) {
	db := rev.DB
	city := strings.ToLower(wijk.Gemeente)
	rows, err := db.Trends(ctx, append(figure.WijkSlugs(db), wijk.Slug, city), nil)
	if err != nil {
		return web.BriefPage{}, err
	}
	all := figure.Group(rows)
	name := figure.CityOf(db, wijk)
	b := briefOf(db, wijk, name, all[wijk.Slug], all[city], all)
	page := web.BriefPage{
		Frame: s.Frame(rev, words.Page.Brief.Title(wijk.Name), words.Page.Brief.About(wijk.Name), path, web.SectionElf),
		Name:  wijk.Name, Municipality: name, Sentences: b.sentences(), Caveats: b.caveats(), Back: "/wijk/" + wijk.Slug,
	}
	p, err := portrait.OfWijk(ctx, db, wijk)
	if err != nil {
		return page, err
	}
	_, opening := s.openingOf(db, p, false)
	side, err := apartOf(ctx, rev, p)
	if err != nil {
		return page, err
	}
	say := words.Page.Apart
	first := append([]string{say.Heading(side.fares()) + " " + say.Moves}, standing(db, p, opening)...)
	page.Sentences = append(first, page.Sentences...) // the conclusion goes before what stands out
	page.Areas = areasText(db, wijk.Slug)
	for _, ind := range b.facts() {
		fact := web.BriefFact{Label: ind.Naam, Value: web.Value{Reason: figure.WhyNone(words.NL, b.mine[ind.ID])}}
		if last, ok := b.mine[ind.ID].Last(); ok {
			fact.Value = figure.ValueOf(words.NL, last, ind)
			fact.Change, _ = figure.Change(words.NL, b.mine[ind.ID], ind)
		}
		page.Facts = append(page.Facts, fact)
	}
	picks := b.picks()
	for _, p := range picks {
		address := "/grafiek/" + wijk.Slug + "/" + p.ind.ID + ".smal.svg?revisie=" + url.QueryEscape(s.Desk.Edition(db))
		page.Charts = append(page.Charts, web.BriefPicture{Title: p.ind.Naam + figure.UnitBehind(p.ind), Why: p.rule, Image: address, Alt: figure.Summary(words.NL, wijk.Name, b.mine[p.ind.ID], p.ind)})
	}
	if len(picks) == 0 {
		page.Charts = []web.BriefPicture{{Title: words.Page.Brief.NoPicture, None: words.Page.Brief.Nothing(wijk.Name)}}
	}
	if page.Map, err = s.briefMap(ctx, rev, wijk, name); err != nil {
		return page, err
	}
	page.Sources, err = b.sources(ctx, db, picks)
	return page, err
}

// briefMap shows the wijk in its gemeente.
func (s *Pages) briefMap(ctx context.Context, rev *answer.Revision, wijk catalogue.Subject, city string) (web.BriefPicture, error) {
	v, found, err := mapAround(ctx, rev, wijk)
	if err != nil || !found {
		return web.BriefPicture{None: words.Page.Brief.NoOutlines(city)}, err
	}
	return web.BriefPicture{Image: "/kaart.svg?" + v.Choice.Query() + "&revisie=" + url.QueryEscape(s.Desk.Edition(rev.DB)), Alt: words.Page.Brief.Map(v.Title, v.Sentence)}, nil
}

// mapAround gives the gemeente of a wijk on the first figure that has a map; false when none has.
func mapAround(ctx context.Context, rev *answer.Revision, wijk catalogue.Subject) (atlas.View, bool, error) {
	for _, id := range rev.DB.Views.All(catalogue.MapView) {
		v, err := atlas.ViewOf(ctx, rev, words.NL, atlas.Choice{Gemeente: strings.ToLower(wijk.Gemeente), Indicator: id, Level: "buurt"})
		if err != nil {
			return v, false, err
		}
		if slices.ContainsFunc(v.Areas, func(a atlas.Area) bool { return a.Outline != nil }) {
			return v, true, nil
		}
	}
	return atlas.View{}, false, nil
}

// brief is what a wijk's brief is made of.
type brief struct {
	wijk       catalogue.Subject
	city       string
	keys       []string              // of its view
	indicators []catalogue.Indicator // shown ones
	mine       map[string]series.Line
	around     map[string]series.Line // of the city
	spread     map[string]float64     // how far the eleven lie apart, per indicator: the standard deviation of their latest values
	breaks     map[string][]figure.LineBreak
}

func briefOf(db *data.DB, wijk catalogue.Subject, city string, mine, around map[string]series.Line, all map[string]map[string]series.Line) brief {
	b := brief{keys: db.Views.All(catalogue.BriefView), wijk: wijk, city: city, mine: mine, around: around, spread: map[string]float64{}, breaks: map[string][]figure.LineBreak{}}
	for _, ind := range db.Indicators {
		if !ind.Shown {
			continue
		}
		b.indicators = append(b.indicators, ind)
		var levels []float64
		for _, s := range figure.OfWijken(db, all, ind.ID) {
			if last, ok := s.Own(figure.OnlyEnclosing).Last(); ok {
				levels = append(levels, *last.Value)
			}
		}
		if len(levels) >= leastForSpread {
			b.spread[ind.ID] = deviation(levels)
		}
		b.breaks[ind.ID] = figure.BreaksOf(db, ind, wijk, mine[ind.ID])
	}
	return b
}

// leastForSpread is the number of wijken below which their spread says nothing.
const leastForSpread = 5

func deviation(values []float64) float64 {
	mean, sum := 0.0, 0.0
	for _, v := range values {
		mean += v / float64(len(values))
	}
	for _, v := range values {
		sum += (v - mean) * (v - mean)
	}
	return math.Sqrt(sum / float64(len(values)-1))
}

// facts gives the twelve key figures: what there is, and then what is missing.
func (b brief) facts() []catalogue.Indicator {
	var with, without []catalogue.Indicator
	for _, id := range b.keys {
		at := slices.IndexFunc(b.indicators, func(i catalogue.Indicator) bool { return i.ID == id })
		switch {
		case at < 0:
		case b.mine[id].Count() > 0:
			with = append(with, b.indicators[at])
		default:
			without = append(without, b.indicators[at])
		}
	}
	all := append(with, without...)
	return all[:min(briefFacts, len(all))]
}

// sources names the publications behind the key figures and the charts.
func (b brief) sources(ctx context.Context, db *data.DB, picks []pick) ([]web.Link, error) {
	var ids []string
	for _, ind := range b.facts() {
		ids = append(ids, ind.ID)
	}
	for _, p := range picks {
		ids = append(ids, p.ind.ID)
	}
	of, err := db.SourceIDs(ctx, []string{b.wijk.Slug}, ids)
	if err != nil {
		return nil, err
	}
	var sources []string
	for _, list := range of {
		sources = append(sources, list...)
	}
	slices.Sort(sources)
	return figure.LinksOf(db, slices.Compact(sources)), nil
}
