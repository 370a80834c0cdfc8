package page

import (
	"strings"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/eleven"
	"wijkinzicht/server/figure"
	"wijkinzicht/web"
	"wijkinzicht/web/chart"
	"wijkinzicht/web/words"
)

// setGaps says of each of the eleven how far it lies from its city.
func setGaps(entries []*eleven.Entry, ind catalogue.Indicator, all map[string]map[string]series.Line) {
	if ind.Kind == catalogue.Count {
		return
	}
	for _, e := range entries {
		around := all[e.Gemeente.Slug][ind.ID]
		if last, ok := e.Series.Last(); ok {
			if there, ok := around.At(last.Year); ok {
				e.Page.City = figure.WithUnit(*there.Value, ind)
			}
		}
		g, ok := figure.GapOf(ind, e.Series, around)
		if !ok {
			e.Page.Gap.Why = whyNoGap(e.Series, around)
			continue
		}
		e.Gap = &g
		e.Page.Gap = web.Distance{Then: g.Text(g.Then), Text: g.Text(g.Now), From: g.From.Year, To: g.To.Year,
			How: g.How(words.NL, e.Gemeente.Name), Gained: g.Gained()}
	}
}

// whyNoGap says why the distance between two lines cannot be followed.
func whyNoGap(mine, around series.Line) string {
	last, ok := mine.Last()
	switch {
	case !ok:
		return words.NL.Value.NoData
	case last.Of != "":
		return words.Page.Home.OnlyAround(figure.AreaName(last.Of))
	case around.Count() == 0:
		return words.Page.Home.NoCity
	}
	return words.Page.Home.NoTwoYears
}

// setSparks draws the lines of the eleven on one scale.
func setSparks(entries []*eleven.Entry, ind catalogue.Indicator, all map[string]map[string]series.Line) {
	line, city := map[*eleven.Entry][][]chart.Point{}, map[*eleven.Entry][][]chart.Point{}
	var every [][][]chart.Point
	for _, e := range entries {
		line[e] = figure.SegmentsOf(e.Series, ind.Years())
		if ind.Kind != catalogue.Count {
			city[e] = figure.SegmentsOf(all[e.Gemeente.Slug][ind.ID], ind.Years())
		}
		every = append(every, line[e], city[e])
	}
	scale := web.SparkScaleOf(every...)
	for _, e := range entries {
		if e.Series.Count() == 0 {
			continue
		}
		e.Page.Spark = scale.Spark(line[e], city[e])
		e.Page.Alt = figure.Summary(words.NL, e.Subject.Name, e.Series, ind)
	}
}

// homeHeadline says what became of the eleven: "Leefbaarheid 2002–2024: in 6 van de 11 wijken beter, in 1 slechter".
func homeHeadline(ind catalogue.Indicator, entries []*eleven.Entry) string {
	say, name := words.Page.Home, shortName(ind)
	var t series.Tally
	first, last := 0, 0
	for _, e := range entries {
		c := e.Series.Latest()
		t.Add(c.Toward(ind.Step), c.Why != series.Same)
		if c.Why == series.Same {
			if first == 0 || c.From.Year < first {
				first = c.From.Year
			}
			last = max(last, c.To.Year)
		}
	}
	if t.Up+t.Down+t.Same == 0 {
		return say.NoHeadline(name)
	}
	switch {
	case figure.Favour(ind) > 0:
		return say.Headline(name, first, last, t.Up, t.Down, len(entries), words.Better)
	case figure.Favour(ind) < 0:
		return say.Headline(name, first, last, t.Down, t.Up, len(entries), words.Better)
	case ind.Kind == catalogue.Count:
		return say.Headline(name, first, last, t.Up, t.Down, len(entries), words.More)
	}
	return say.Headline(name, first, last, t.Up, t.Down, len(entries), words.Higher)
}

// homeSentence says how many came nearer to their city, and for how many that cannot be said.
func homeSentence(ind catalogue.Indicator, entries []*eleven.Entry) string {
	d := words.Distances{Favoured: figure.Favour(ind) != 0}
	for _, e := range entries {
		switch {
		case e.Gap == nil:
			d.None++
		case !d.Favoured && e.Gap.Toward() < 0, e.Gap.Gained() > 0:
			d.Up++
		case !d.Favoured && e.Gap.Toward() > 0, e.Gap.Gained() < 0:
			d.Down++
		default:
			d.Same++
		}
	}
	if ind.Kind == catalogue.Count || d.None == len(entries) {
		return ""
	}
	return words.Page.Home.Distances(d)
}

// shortName is the name of an indicator without what stands in brackets behind it.
func shortName(ind catalogue.Indicator) string {
	name, _, _ := strings.Cut(ind.Naam, " (")
	return name
}
