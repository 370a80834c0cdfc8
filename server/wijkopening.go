package server

import (
	"fmt"

	"wijkinzicht/data"
	"wijkinzicht/data/series"
	"wijkinzicht/web"
)

// openingOf gives what the page of a wijk opens with: the picture of the first opening indicator that the wijk has of its own, or
// else of one around it, with what it says in words.
func (s *Server) openingOf(db *data.DB, lines []shownLine, all map[string]map[string]series.Line, city string, withEvents bool) *web.Opening {
	wijk := lines[0].subject
	for _, id := range openingIndicators {
		ind, ok := db.Indicator(id)
		mine := all[wijk.Slug][id]
		if !ok || mine.Count() < 2 {
			continue
		}
		f := s.wijkFigure(db, ind, lines, all, nil, withEvents)
		chart := f.Chart
		chart.Alt = "Zie de zinnen hierboven en de tabel verderop: " + ind.Naam + " in " + wijk.Name
		around := series.Line(nil)
		if ind.Kind != data.Count {
			for _, l := range lines {
				if l.subject.Kind == "gemeente" {
					around = all[l.subject.Slug][id]
				}
			}
		}
		return &web.Opening{Title: ind.Naam, URL: "#" + id, Message: changeMessage(wijk.Name, ind, mine), Gap: gapMessage(city, ind, mine, around), Chart: chart}
	}
	return nil
}

// changeMessage says how a figure moved over the years that may be compared with its latest value.
func changeMessage(name string, ind data.Indicator, line series.Line) string {
	last, _ := line.Last()
	if last.Of != "" {
		name = fmt.Sprintf("%s (rond %s)", areaName(last.Of), name)
	}
	c := line.Latest()
	if c.Why == series.LargerArea { // the line of the larger area, called by its name
		c = largerChange(line)
	}
	if c.Why != series.Same {
		return fmt.Sprintf("%s: %s in %d; met eerder niet te vergelijken: %s.", name, withUnit(*last.Value, ind), last.Year, whyNot(nl, c))
	}
	how := map[int]string{1: "hoger", -1: "lager", 0: "vrijwel gelijk"}[c.Toward(ind.Step)]
	return fmt.Sprintf("%s: %s in %d tegen %s in %d, %s.", name, withUnit(*c.To.Value, ind), c.To.Year, withUnit(*c.From.Value, ind), c.From.Year, how)
}

// largerChange is the change of the larger area whose value the line ends with.
func largerChange(line series.Line) series.Change {
	to, _ := line.Last()
	for _, p := range line {
		if p.Value != nil && p.Stretch == to.Stretch && p.Year < to.Year {
			return series.Change{From: p, To: to}
		}
	}
	return series.Change{To: to, Why: series.NoValue}
}

// gapMessage says whether the distance to the city grew, over the latest years in which both may be compared; empty where that
// cannot be said.
func gapMessage(city string, ind data.Indicator, mine, around series.Line) string {
	gap := mine.Minus(around, noOther)
	for c := gap.Latest(); c.To.Value != nil; c = gap.Latest() {
		if c.Why == series.Same {
			from, to := *c.From.Value, *c.To.Value
			how := "bleef vrijwel gelijk"
			switch series.Toward(abs(to)-abs(from), 2*ind.Step) {
			case 1:
				how = "werd groter"
			case -1:
				how = "werd kleiner"
			}
			return fmt.Sprintf("Het verschil met %s %s: %s in %d en %s in %d.", city, how, web.Verandering(from, ind.Decimals), c.From.Year, web.Verandering(to, ind.Decimals), c.To.Year)
		}
		gap = gap.Period(0, c.To.Year-1)
	}
	return ""
}

func abs(v float64) float64 { return max(v, -v) }
