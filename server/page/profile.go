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
	apart, err := answer.Recall(rev, "spread", func() (map[string]float64, error) { return rev.DB.Spread(ctx, views.All(catalogue.ProfileView)) })
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
	row.Alt = fmt.Sprintf("%s: %s in %d, %s %s", ind.Naam, figure.WithUnit(*last.Value, ind), last.Year, p.City, row.City)
	g, ok := figure.GapOf(ind, mine, city)
	if !ok && last.Of != "" {
		g, ok = figure.WiderGapOf(ind, mine, city)
	}
	if ok {
		then = spreads(g.Start(*there.Value))
		row.Years, row.How, row.Gained = fmt.Sprintf("%d–%d", g.From.Year, g.To.Year), g.How(p.City), g.Gained()
		row.Alt += fmt.Sprintf("; %d–%d: %s", g.From.Year, g.To.Year, row.How)
	}
	row.Dumb = web.NewDumbbell(then, now, country)
	return row
}

// standing says in three sentences where a place stands, how it moved against its gemeente, and what cannot be said.
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
	return append(out, twoStories(db, p.All[p.Subject.Slug]), whatCannot(db, p))
}

// whereItStands holds a place's latest value against its gemeente's and the country's.
func whereItStands(p portrait.Portrait, ind catalogue.Indicator, last series.Point) string {
	name := p.Subject.Name
	if last.Of != "" {
		name = fmt.Sprintf("%s, het gebied rond %s,", figure.AreaName(last.Of), name)
	}
	text := fmt.Sprintf("%s: %s scoort %s in %d", shortName(ind), name, figure.WithUnit(*last.Value, ind), last.Year)
	if there, ok := p.Of(catalogue.GemeenteKind, ind).At(last.Year); ok {
		how := map[int]string{1: "hoger dan", -1: "lager dan", 0: "vrijwel gelijk aan"}[series.Toward(*last.Value-*there.Value, ind.Step)]
		if f := figure.Favour(ind) * series.Toward(*last.Value-*there.Value, ind.Step); f != 0 {
			how = map[int]string{1: "gunstiger dan", -1: "minder gunstig dan"}[f]
		}
		text += fmt.Sprintf(", %s %s (%s)", how, p.City, figure.WithUnit(*there.Value, ind))
	}
	return text + "."
}

// whatCannot counts what can be followed and what cannot.
func whatCannot(db *data.DB, p portrait.Portrait) string {
	followed, single, wider, none := 0, 0, 0, 0
	for _, ind := range db.Indicators {
		if !ind.Shown {
			continue
		}
		line := p.Mine(ind.ID)
		last, ok := line.Last()
		switch {
		case !ok:
			none++
		case last.Quality == data.Enclosing:
			wider++
		case line.Latest().Why != series.Same:
			single++
		default:
			followed++
		}
	}
	var parts []string
	say := func(n int, text string) {
		if n > 0 {
			parts = append(parts, fmt.Sprintf(text, n))
		}
	}
	say(followed, "zijn er %d over de jaren te vergelijken")
	say(single, "is van %d alleen het laatste jaar te gebruiken")
	say(wider, "is van %d alleen een groter gebied gepubliceerd")
	say(none, "ontbreken er %d")
	return fmt.Sprintf("Van de %d cijfers %s.", followed+single+wider+none, words.NL.Enumerate(parts))
}
