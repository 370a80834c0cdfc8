package page

import (
	"context"
	"fmt"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/portrait"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// profileOf shows how far a place lies from its gemeente on each figure, then and now. Distances are told in spreads of the wijken, so
// that one glance compares them. The figures are of the place, and of people along the routes by which they rise; the two are told
// apart because the one can rise while the other does not (Hoogvliet, OTB/TU Delft 2012).
func profileOf(ctx context.Context, rev *answer.Revision, p portrait.Portrait) ([]web.ProfileGroup, error) {
	views := rev.DB.Views
	apart, err := answer.Cached(rev, "spread", func() (map[string]float64, error) { return rev.DB.Spread(ctx, views.All(catalogue.ProfileView)) })
	if err != nil {
		return nil, err
	}
	var out []web.ProfileGroup
	for _, g := range views.Groups(catalogue.ProfileView) {
		group := web.ProfileGroup{Name: words.Page.Place.ProfileGroups[g].Name, About: words.Page.Place.ProfileGroups[g].About}
		for _, id := range views.Of(catalogue.ProfileView, g) {
			if ind, ok := rev.DB.Indicator(id); ok && ind.Shown && p.Mine(id).Count() > 0 {
				group.Rows = append(group.Rows, profileRow(p, ind, apart[id]))
			}
		}
		if len(group.Rows) > 0 {
			out = append(out, group)
		}
	}
	return out, nil
}

func profileRow(p portrait.Portrait, ind catalogue.Indicator, apart float64) web.ProfileRow {
	mine, city, nation := p.Mine(ind.ID), p.Of(catalogue.GemeenteKind, ind), p.Of(catalogue.LandKind, ind)
	last, _ := mine.Last()
	row := web.ProfileRow{Name: ind.Naam, URL: "#" + ind.ID, Value: figure.ValueOf(words.NL, last, ind)}
	there, beside := city.At(last.Year)
	if !beside {
		return row
	}
	row.City = figure.WithUnit(*there.Value, ind)
	spreads := func(distance float64) *float64 {
		if apart == 0 {
			return nil
		}
		v := float64(figure.Favour(ind)) * distance / apart
		return &v
	}
	now := spreads(*last.Value - *there.Value)
	var then, country *float64
	if land, ok := nation.At(last.Year); ok {
		country = spreads(*land.Value - *there.Value)
	}
	row.Alt = words.Page.Place.Row(ind.Naam, figure.Dated(last, ind), p.City, row.City)
	g, ok := figure.GapOf(ind, mine, city)
	if !ok && last.Of != "" {
		g, ok = figure.WiderGapOf(ind, mine, city)
	}
	if ok {
		then = spreads(g.Start(*there.Value))
		row.Years, row.How, row.Gained = fmt.Sprintf("%d–%d", g.From.Year, g.To.Year), g.How(p.City), g.Gained()
		row.Alt += words.Page.Place.RowGap(g.From.Year, g.To.Year, row.How)
	}
	row.Dumb = web.NewDumbbell(then, now, country)
	return row
}

// standing says in a few sentences where a place stands, how it moved against its gemeente, and what cannot be said.
func standing(db *data.DB, p portrait.Portrait, opening string) []string {
	var out []string
	if ind, ok := db.Indicator(opening); ok {
		if last, ok := p.Mine(opening).Last(); ok {
			out = append(out, whereItStands(p, ind, last))
		}
		if text := gapMessage(p.Subject.Name, p.City, ind, p.Mine(opening), p.Of(catalogue.GemeenteKind, ind)); text != "" {
			out = append(out, text)
		} else {
			out = append(out, changeMessage(p.Subject.Name, ind, p.Mine(opening)))
		}
	}
	return append(out, whatCannot(db, p))
}

// whereItStands holds a place's latest value against its gemeente's.
func whereItStands(p portrait.Portrait, ind catalogue.Indicator, last series.Point) string {
	s := words.Standing{Indicator: shortName(ind), Name: p.Subject.Name, Last: figure.Dated(last, ind)}
	if last.Of != "" {
		s.Name = words.Page.Place.About(figure.AreaName(last.Of), s.Name)
	}
	if there, ok := p.Of(catalogue.GemeenteKind, ind).At(last.Year); ok {
		s.City, s.CityValue = p.City, figure.WithUnit(*there.Value, ind)
		toward := series.Toward(*last.Value-*there.Value, ind.Step)
		s.Side = map[int]words.Side{1: words.Higher, -1: words.Lower}[toward]
		if f := figure.Favour(ind) * toward; f != 0 {
			s.Side = map[int]words.Side{1: words.Better, -1: words.Worse}[f]
		}
	}
	return words.Page.Place.Stands(s)
}

// whatCannot counts what can be followed and what cannot.
func whatCannot(db *data.DB, p portrait.Portrait) string {
	var f words.Followed
	for _, ind := range db.Indicators {
		if !ind.Shown {
			continue
		}
		line := p.Mine(ind.ID)
		last, ok := line.Last()
		switch {
		case !ok:
			f.None++
		case last.Quality == data.Enclosing:
			f.Wider++
		case line.Latest().Why != series.Same:
			f.OneYear++
		default:
			f.Compared++
		}
	}
	return words.Page.Place.Followed(f)
}
