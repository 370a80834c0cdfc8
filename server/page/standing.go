package page

import (
	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/portrait"
	"wijkinzicht/web/words"
)

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
		s.Name = words.NL.Profile.About(figure.AreaName(last.Of), s.Name)
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
