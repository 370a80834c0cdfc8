package page

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/compare"
	"wijkinzicht/server/figure"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// indicator answers "/indicator/{id}": what one indicator means, where it comes from and what there is of it.
func (s *Pages) indicator(c *fiber.Ctx) error {
	id := c.Params("id")
	return s.Desk.Serve(c, "/indicator/"+id, func(ctx context.Context, rev *answer.Revision) (string, []byte, error) {
		ind, ok := rev.DB.Indicator(id)
		if !ok || !ind.Shown {
			return "", nil, fmt.Errorf("indicator %q: %w", id, answer.ErrNotFound)
		}
		page, err := s.makeIndicator(ctx, rev, ind)
		if err != nil {
			return "", nil, err
		}
		return answer.HTML(s.Templates.Indicator, page)
	})
}

func (s *Pages) makeIndicator(ctx context.Context, rev *answer.Revision, ind catalogue.Indicator) (web.IndicatorPage, error) {
	db := rev.DB
	var slugs []string
	for _, sub := range matrixSubjects(db) {
		slugs = append(slugs, sub.Slug)
	}
	rows, err := db.Trends(ctx, slugs, []string{ind.ID})
	if err != nil {
		return web.IndicatorPage{}, err
	}
	used, err := db.Publications(ctx, ind.ID)
	if err != nil {
		return web.IndicatorPage{}, err
	}
	all := figure.Group(rows)
	var wijken []series.Line
	for _, slug := range figure.WijkSlugs(db) {
		wijken = append(wijken, all[slug][ind.ID])
	}
	query := "?" + url.Values{web.ParamIndicator: {ind.ID}}.Encode()
	page := web.IndicatorPage{
		Frame: s.Frame(rev, ind.Naam, "Wat "+ind.Naam+" betekent, waar het vandaan komt en voor welke jaren en wijken het er is.",
			"/indicator/"+ind.ID, web.SectionCijfers),
		Name: ind.Naam, Story: web.Story(ind.Side), Route: ind.Route, Definition: ind.Definitie, Sentence: matrixSentence(wijken),
		Terms: terms(db, ind), Home: "/" + query, Map: "/kaart" + query, CSV: "/cijfers/" + ind.ID + ".csv",
		Matrix: matrixOf(db, ind, all), Breaks: matrixBreaks(db, ind, all), NotLoaded: notLoaded(ind, used), Theme: strings.ToLower(ind.Theme),
	}
	if slices.ContainsFunc(wijken, func(l series.Line) bool { return l.Count() > 0 }) {
		page.Image = s.Address + "/vergelijk.png" + compare.Choice{Subjects: figure.WijkSlugs(db), Indicators: []string{ind.ID}, As: compare.AsIs, Against: compare.AgainstGemeente, Enclosing: true}.Query()
	}
	for _, p := range used {
		page.Publications = append(page.Publications, publicationRow(p))
	}
	for _, other := range db.Indicators {
		if other.Shown && other.Theme == ind.Theme && other.ID != ind.ID {
			page.Others = append(page.Others, web.Link{Text: other.Naam, URL: "/indicator/" + other.ID})
		}
	}
	return page, nil
}

// layouts are the words for the layouts of KWB, which spell one column in several ways.
var layouts = map[string]string{"A": "Excel tot en met 2001", "B": "Excel en kaartbestand, korte namen", "C": "Excel", "D": "StatLine"}

func publicationRow(p data.Publication) web.UsedPublication {
	row := web.UsedPublication{Year: p.Year, Link: web.Link{Text: p.Source.Title, URL: p.Source.URL}, TableID: p.Source.Table, Status: p.Source.Status}
	for _, c := range p.Columns {
		name := c.Name
		if layout := layouts[c.Generation]; layout != "" {
			name += " (" + layout + ")"
		}
		row.Columns = append(row.Columns, name)
	}
	return row
}

// notLoaded lists the editions without any value, as runs of editions that follow each other.
func notLoaded(ind catalogue.Indicator, used []data.Publication) string {
	var runs []string
	from, to := 0, 0
	end := func() {
		if from > 0 {
			runs = append(runs, figure.YearRange(from, to))
		}
		from = 0
	}
	for _, year := range ind.Years() {
		switch {
		case slices.ContainsFunc(used, func(p data.Publication) bool { return p.Year == year }):
			end()
		case from > 0 && year == to+1:
			to = year
		default:
			end()
			from, to = year, year
		}
	}
	end()
	return strings.Join(runs, ", ")
}

// Words for what the catalogue says in English.
var (
	kindWords = map[catalogue.Kind]string{
		catalogue.Count: "aantal", catalogue.Share: "aandeel", catalogue.Rate: "verhouding", catalogue.Mean: "gemiddelde", catalogue.Score: "score",
		catalogue.Class: "klasse", catalogue.Distance: "afstand",
	}
	directionWords = map[string]string{"better": "gunstiger", "worse": "ongunstiger", "neither": "niet beter of slechter"}
)

// terms gives the properties of an indicator in words.
func terms(db *data.DB, ind catalogue.Indicator) []web.Term {
	route := ind.Route
	if route == "" {
		route = "geen van de vier stijgingsroutes"
	}
	return []web.Term{
		{Name: "Eenheid", Text: ind.Unit}, {Name: "Soort", Text: kindWords[ind.Kind]}, {Name: "Hoger is", Text: directionWords[ind.Direction]},
		{Name: "Thema", Text: ind.Theme}, {Name: "Gaat over", Text: map[string]string{"plek": "de plek", "mensen": "de mensen"}[ind.Side]},
		{Name: "Route", Text: route}, {Name: "Naam in de database", Text: ind.ID},
		{Name: "Als een wijk uit meer gebieden bestaat", Text: combining(db, ind)},
		{Name: "Peilmoment", Text: moments(ind)}, {Name: "Kleinste verschil dat telt", Text: stepWords(ind)},
	}
}

// moments says which time the figures are about.
func moments(ind catalogue.Indicator) string {
	if all := ind.Moments(); len(all) > 0 {
		return strings.Join(all, "; ")
	}
	return "niet vastgesteld"
}

// stepWords says which difference counts as a rise or a fall, and why.
func stepWords(ind catalogue.Indicator) string {
	text := web.Getal(ind.Step, figure.DecimalsOf(ind.Step))
	if unit := figure.ChangeUnit(words.NL, ind); unit != "" {
		text += " " + unit
	}
	if ind.StepSource == "" {
		return text + " (één eenheid van de laatste decimaal)"
	}
	return text + ". " + ind.StepSource
}

// combining says how a wijk's figure is made of those of smaller areas; see ingest's combine.
func combining(db *data.DB, ind catalogue.Indicator) string {
	name := func(id string) string {
		other, _ := db.Indicator(id)
		return "‘" + other.Naam + "’"
	}
	var ways []string
	if ind.Kind == catalogue.Count {
		ways = append(ways, "de aantallen worden opgeteld")
	}
	if ind.Numerator != "" {
		var below []string
		for _, id := range ind.Denominator {
			below = append(below, name(id))
		}
		way := "berekend uit de aantallen: " + name(ind.Numerator) + " gedeeld door " + strings.Join(below, " plus ")
		if ind.Per > 1 {
			way += ", maal " + web.Getal(ind.Per, 0)
		}
		ways = append(ways, way)
	}
	if ind.Weight != "" {
		way := "gemiddeld, gewogen met " + name(ind.Weight)
		if ind.Numerator != "" {
			way = "waar die ontbreken " + way
		}
		ways = append(ways, way)
	}
	if len(ways) == 0 {
		return "niet samen te voegen: het cijfer is er alleen voor gebieden die zo zijn gepubliceerd"
	}
	return strings.Join(ways, "; ")
}
