package page

import (
	"context"
	"math"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/portrait"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// The groups of ApartView: figures of the place, of its people, and of the place that stand beside and are not counted.
const (
	ofPlace  = "plek"
	ofPeople = "mensen"
	beside   = "erbij"
)

// apart says whether a place and its people moved apart, each against the same city. A place can rise while its people do not
// (Hoogvliet, OTB/TU Delft 2012).
type apart struct {
	name, city string // as they are called
	spread     map[string]float64
	rows       map[string][]apartRow // by group
	missing    []web.MissingIndicator
	since      int // the first year that people are compared from; the place is not from an earlier one
}

// apartRow is a figure with how its distance to the city went.
type apartRow struct {
	figure.Gap
	moved float64 // toward what is favourable, in how far wijken lie apart
}

// apartOf follows every figure of the view over the years that place and people have in common.
func apartOf(ctx context.Context, rev *answer.Revision, p portrait.Portrait) (apart, error) {
	views := rev.DB.Views
	spread, err := spreadApart(ctx, rev)
	a := apart{name: p.Subject.Name, city: p.City, spread: spread, rows: map[string][]apartRow{}}
	for _, group := range []string{ofPeople, ofPlace, beside} {
		for _, id := range views.Of(catalogue.ApartView, group) {
			if ind, ok := rev.DB.Indicator(id); ok {
				a.follow(group, ind, p.Mine(id), p.Of(catalogue.GemeenteKind, ind))
			}
		}
	}
	return a, err
}

// spreadApart gives how far wijken lie apart on every figure of the view.
func spreadApart(ctx context.Context, rev *answer.Revision) (map[string]float64, error) {
	return answer.Cached(rev, "spread of place and people", func() (map[string]float64, error) {
		return rev.DB.Spread(ctx, rev.DB.Views.All(catalogue.ApartView))
	})
}

// follow adds a figure, or says by name why it is left out.
func (a *apart) follow(group string, ind catalogue.Indicator, mine, around series.Line) {
	if group != ofPeople && a.since != 0 {
		mine = mine.Period(a.since, 0)
	}
	g, ok := figure.GapOf(ind, mine, around)
	if last, known := mine.Last(); !ok && known && last.Of != "" {
		g, ok = figure.WiderGapOf(ind, mine, around)
	}
	apart := a.spread[ind.ID]
	if !ok || apart == 0 {
		a.missing = append(a.missing, web.MissingIndicator{Name: ind.Naam, Reason: whyLeftOut(mine, around)})
		return
	}
	row := apartRow{Gap: g, moved: float64(figure.Favour(ind)) * (g.Now - g.Then) / apart}
	if figure.Favour(ind) == 0 { // neither way is favourable: nearer to the city is to the right
		row.moved = (math.Abs(g.Then) - math.Abs(g.Now)) / apart
	}
	if g.Relative() { // of money the distance is in percent, and the spread in the figure's own unit
		there, _ := around.At(g.To.Year)
		row.moved *= *there.Value / 100
	}
	if group == ofPeople && (a.since == 0 || g.From.Year < a.since) {
		a.since = g.From.Year
	}
	a.rows[group] = append(a.rows[group], row)
}

// whyLeftOut says why a figure has no place beside the others.
func whyLeftOut(mine, around series.Line) string {
	if last, ok := mine.Last(); ok && last.Of == "" && mine.Count() == 1 {
		return words.Page.Apart.OneYear(last.Year)
	}
	return whyNoGap(mine, around)
}

// fares counts how both sides went, and between which years.
func (a apart) fares() words.Fares {
	s := words.Fares{Name: a.name, City: a.city}
	for group, f := range map[string]*words.Fared{ofPlace: &s.Place, ofPeople: &s.People} {
		for _, r := range a.rows[group] {
			switch r.Gained() {
			case 1:
				f.Better++
			case -1:
				f.Worse++
			default:
				f.Same++
			}
			if len(a.rows[group]) < words.LeastFared { // nothing is told of them
				continue
			}
			s.To = max(s.To, r.To.Year)
			if s.From == 0 || r.From.Year < s.From {
				s.From = r.From.Year
			}
		}
	}
	return s
}

// size tells the mean moves, where both sides have enough figures.
func (a apart) size() string {
	place, people := a.rows[ofPlace], a.rows[ofPeople]
	if len(place) < words.LeastFared || len(people) < words.LeastFared {
		return ""
	}
	return words.Page.Apart.Size(meanMove(place), meanMove(people))
}

func meanMove(rows []apartRow) float64 {
	sum := 0.0
	for _, r := range rows {
		sum += r.moved
	}
	return sum / float64(len(rows))
}

// sure says what the outcome rests on.
func (a apart) sure() []string {
	say := words.Page.Apart
	least, most, modelled, of := 0, 0, 0, 0
	for _, group := range []string{ofPlace, ofPeople} {
		for _, r := range a.rows[group] {
			n := r.To.Year - r.From.Year
			if of == 0 || n < least {
				least = n
			}
			most = max(most, n)
			of++
			if models[r.Indicator.SourceID] {
				modelled++
			}
		}
	}
	if of == 0 {
		return nil
	}
	out := []string{say.Years(least, most)}
	if text := say.Modelled(modelled, of); text != "" {
		out = append(out, text)
	}
	if a.since != 0 && len(a.rows[ofPlace]) > 0 {
		out = append(out, say.Since(a.since))
	}
	return out
}

// models are the families whose figures are estimated by a model, not counted (their publishers' own accounts).
var models = map[string]bool{"lbm2": true, "lbm3": true, "gezondheid": true}

// page gives what is shown; link makes the address of a figure.
func (a apart) page(link func(indicator string) string) *web.Apart {
	say, s := words.Page.Apart, a.fares()
	out := &web.Apart{Heading: say.Heading(s), Size: a.size(), City: a.city, Sure: a.sure(), Moves: say.Moves, LeftOut: a.missing}
	for _, group := range []string{ofPlace, ofPeople, beside} {
		side := web.ApartSide{Name: say.Sides[group]}
		for _, r := range a.rows[group] {
			side.Rows = append(side.Rows, r.page(a.city, link(r.Indicator.ID)))
		}
		if len(side.Rows) > 0 {
			out.Sides = append(out.Sides, side)
		}
	}
	return out
}

func (r apartRow) page(city, url string) web.ApartRow {
	how, then, now := r.How(words.NL, city), r.Text(r.Then), r.Text(r.Now)
	counts := r.Gained() != 0 || figure.Favour(r.Indicator) == 0 && r.Toward() != 0
	return web.ApartRow{Name: r.Indicator.Naam, URL: url, Route: r.Indicator.Route, Then: then, Now: now, Years: figure.YearRange(r.From.Year, r.To.Year),
		How: how, Gained: r.Gained(), Shift: web.NewShift(r.moved, counts), Alt: words.Page.Apart.Row(r.Indicator.Naam, how, then, now, r.From.Year, r.To.Year)}
}
