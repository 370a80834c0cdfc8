package portrait

import (
	"context"
	"fmt"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// Profile shows how far a place lies from its gemeente on each figure, then and now, in a language; named after what it is about. Distances
// are told in spreads of the wijken, so that one glance compares them. The figures are of the place, and of people along the routes by
// which they rise; the two are told apart because the one can rise while the other does not (Hoogvliet, OTB/TU Delft 2012).
func (p Portrait) Profile(ctx context.Context, rev *answer.Revision, w *words.Words) (web.Profile, error) {
	out := web.Profile{Title: w.Profile.Title(p.About(w, rev.DB), p.City), City: p.City}
	views := rev.DB.Views
	apart, err := answer.Cached(rev, "spread", func() (map[string]float64, error) { return rev.DB.Spread(ctx, views.All(catalogue.ProfileView)) })
	if err != nil {
		return out, err
	}
	db, err := figure.Spoken(rev.DB, w)
	if err != nil {
		return out, err
	}
	gained, nation := map[int]int{}, false
	for _, g := range views.Groups(catalogue.ProfileView) {
		group := web.ProfileGroup{Name: w.Profile.Groups[g].Name, About: w.Profile.Groups[g].About}
		for _, id := range views.Of(catalogue.ProfileView, g) {
			if ind, ok := db.Indicator(id); ok && ind.Shown && p.Mine(id).Count() > 0 {
				row := p.profileRow(w, ind, apart[id])
				if row.How != "" {
					gained[row.Gained]++
				}
				nation = nation || row.Dumb.Nation != ""
				group.Rows = append(group.Rows, row)
			}
		}
		if len(group.Rows) > 0 {
			out.Groups = append(out.Groups, group)
		}
	}
	out.Reads = w.Profile.Reads(p.City, nation)
	if gained[1]+gained[-1]+gained[0] > 0 {
		out.Sentence = w.Profile.Counted(p.City, gained[1], gained[-1], gained[0])
	}
	return out, nil
}

func (p Portrait) profileRow(w *words.Words, ind catalogue.Indicator, apart float64) web.ProfileRow {
	mine, city, nation := p.Mine(ind.ID), p.Of(catalogue.GemeenteKind, ind), p.Of(catalogue.LandKind, ind)
	last, _ := mine.Last()
	row := web.ProfileRow{Name: ind.Naam, URL: "#" + ind.ID, Value: figure.ValueOf(w, last, ind)}
	there, beside := city.At(last.Year)
	if !beside {
		return row
	}
	row.City = figure.AsRead(w, *there.Value, ind)
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
	row.Alt = w.Profile.Row(ind.Naam, words.Dated{Value: figure.AsRead(w, *last.Value, ind), Year: last.Year}, p.City, row.City)
	g, ok := figure.GapOf(ind, mine, city)
	if !ok && last.Of != "" {
		g, ok = figure.WiderGapOf(ind, mine, city)
	}
	if ok {
		then = spreads(g.Start(*there.Value))
		row.Years, row.How, row.Gained = fmt.Sprintf("%d–%d", g.From.Year, g.To.Year), g.How(w, p.City), g.Gained()
		row.Alt += w.Profile.RowGap(g.From.Year, g.To.Year, row.How)
	}
	row.Dumb = web.NewDumbbell(then, now, country)
	return row
}

// Leading is the first indicator of those that a page opens with of which the place has two years; "" where it has none.
func (p Portrait) Leading(db *data.DB) string {
	for _, id := range db.Views.All(catalogue.OpeningView) {
		if _, ok := db.Indicator(id); ok && p.Mine(id).Count() > 1 {
			return id
		}
	}
	return ""
}

// About names the place, or the larger area around it where its leading figure is only that area's.
func (p Portrait) About(w *words.Words, db *data.DB) string {
	if last, ok := p.Mine(p.Leading(db)).Last(); ok && last.Of != "" {
		return w.Profile.About(figure.AreaName(last.Of), p.Subject.Name)
	}
	return p.Subject.Name
}
