package page

import (
	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/portrait"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// openingOf gives what the page of a place opens with: the picture of the first opening indicator that it has of its own, or else of
// one around it; and which that is.
func (s *Pages) openingOf(db *data.DB, p portrait.Portrait, withEvents bool) (*web.Opening, string) {
	id := p.Leading(db)
	if id == "" {
		return nil, ""
	}
	ind, _ := db.Indicator(id)
	chart := s.wijkFigure(db, ind, figure.LinesOf(ind, p.Lines, p.All), nil, withEvents).Chart
	chart.Alt = "Zie de zinnen hierboven en de tabel verderop: " + ind.Naam + " in " + p.Subject.Name
	return &web.Opening{Title: ind.Naam, URL: "#" + id, Message: changeMessage(p.Subject.Name, ind, p.Mine(id)), Chart: chart}, id
}

// changeMessage says how a figure moved over the years that may be compared with its latest value.
func changeMessage(name string, ind catalogue.Indicator, line series.Line) string {
	say := words.Page.Place
	last, _ := line.Last()
	if last.Of != "" {
		name = words.NL.Profile.About(figure.AreaName(last.Of), name)
	}
	c := line.Latest()
	if c.Why == series.LargerArea { // the line of the larger area, called by its name
		c = figure.LargerChange(line)
	}
	if c.Why != series.Same {
		return say.NotCompared(name, figure.Dated(last, ind), figure.WhyNot(words.NL, c))
	}
	how := map[int]words.Side{1: words.Higher, -1: words.Lower, 0: words.Alike}[c.Toward(ind.Step)]
	return say.Changed(name, figure.Dated(c.From, ind), figure.Dated(c.To, ind), how)
}

// gapMessage says how the distance to the city went; empty where that cannot be said.
func gapMessage(name, city string, ind catalogue.Indicator, mine, around series.Line) string {
	g, ok := figure.GapOf(ind, mine, around)
	if last, _ := mine.Last(); !ok && last.Of != "" {
		name = figure.AreaName(last.Of)
		g, ok = figure.WiderGapOf(ind, mine, around)
	}
	if !ok {
		return ""
	}
	return g.Sentence(name, city)
}
