package server

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/series"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/web"
	"wijkinzicht/web/chart"
)

// codePattern is an area code as it may stand in an address, in any case.
var codePattern = regexp.MustCompile(`(?i)^(GM[0-9]{4}|WK[0-9]{6}|BU[0-9]{8})$`)

// areaOfToday gives the area of today that an address names.
func areaOfToday(db *data.DB, text string) (data.AreaNow, bool) {
	if !codePattern.MatchString(text) {
		return data.AreaNow{}, false
	}
	return db.AreaNow(strings.ToUpper(text))
}

// subjectOfArea gives an area of today the shape of a subject; its slug is its code, or that of the gemeente whose series we keep.
func subjectOfArea(db *data.DB, a data.AreaNow) data.Subject {
	s := data.Subject{Slug: a.Code, Kind: areaKind, Name: figure.AreaName(a.Name), Gemeente: a.Gemeente, Note: noteOfArea(db, a)}
	if known, ok := db.Subject(strings.ToLower(a.Code)); ok {
		s.Slug, s.Name = known.Slug, known.Name
	}
	return s
}

// noteOfArea says which area of CBS it is, and of a buurt in which wijk it lies.
func noteOfArea(db *data.DB, a data.AreaNow) string {
	in := ""
	if a.Level == "buurt" {
		if wijk, ok := db.AreaNow(wijkCode(a.Code)); ok && figure.AreaName(wijk.Name) != figure.AreaName(a.Name) {
			in = " in wijk " + figure.AreaName(wijk.Name)
		}
	}
	kind := map[string]string{"gemeente": "Gemeente", "wijk": "Wijk", "buurt": "Buurt"}[a.Level]
	return fmt.Sprintf("%s %s van het CBS%s, indeling %d.", kind, a.Code, in, a.Year)
}

// wijkCode is the code of the wijk that a buurt lies in.
func wijkCode(buurt string) string { return "WK" + buurt[2:8] }

// gemeenteName is what a gemeente is called, by its code; empty where nothing says so.
func gemeenteName(db *data.DB, code string) string {
	if s, ok := db.Subject(strings.ToLower(code)); ok {
		return s.Name
	}
	a, _ := db.AreaNow(code)
	return a.Name
}

// linesOfArea gives an area and what it is compared with: its gemeente and the country.
func linesOfArea(db *data.DB, a data.AreaNow) []figure.ShownLine {
	lines := []figure.ShownLine{{Subject: subjectOfArea(db, a), Role: chart.Wijk}}
	if around, ok := db.AreaNow(a.Gemeente); ok && a.Level != "gemeente" {
		gemeente := subjectOfArea(db, around)
		gemeente.Kind = "gemeente"
		lines = append(lines, figure.ShownLine{Subject: gemeente, Role: chart.Gemeente})
	}
	if land, ok := db.Subject(data.NationSlug); ok {
		lines = append(lines, figure.ShownLine{Subject: land, Role: chart.Land})
	}
	return lines
}

// portraitOfArea reads everything that is known of an area of today (BU…, WK… or GM…).
func portraitOfArea(ctx context.Context, rev *answer.Revision, code string) (portrait, error) {
	db := rev.DB
	a, ok := areaOfToday(db, code)
	if !ok {
		return portrait{}, fmt.Errorf("area %q: %w", code, answer.ErrNotFound)
	}
	p := portrait{lines: linesOfArea(db, a), area: a.AreaKey, city: gemeenteName(db, a.Gemeente), all: map[string]map[string]series.Line{}}
	if a.Level == "gemeente" {
		p.city = "Nederland" // which it is held against
	}
	p.subject = p.lines[0].Subject
	subjects, areas := keptLines(db, p.lines)
	for _, slug := range subjects { // many areas stand beside the same
		line, err := answer.Recall(rev, "reeksen van "+slug, func() (map[string]series.Line, error) {
			rows, err := db.Trends(ctx, []string{slug}, nil)
			return figure.Group(rows)[slug], err
		})
		if err != nil {
			return portrait{}, err
		}
		p.all[slug] = line
	}
	found, err := db.AreaLines(ctx, areas)
	if err != nil {
		return portrait{}, err
	}
	for a, lines := range found {
		p.all[a.Code] = lines
	}
	p.sources, err = sourcesOfArea(ctx, rev, p.lines[:1])
	return p, err
}

// sourcesOfArea gives the publications behind an area's own line, and behind the country's, which may be others.
func sourcesOfArea(ctx context.Context, rev *answer.Revision, mine []figure.ShownLine) (map[string][]string, error) {
	subjects, areas := keptLines(rev.DB, mine)
	out, err := rev.DB.AreaSources(ctx, areas)
	for _, slug := range append(subjects, data.NationSlug) {
		if err != nil {
			return nil, err
		}
		var kept map[string][]string
		kept, err = answer.Recall(rev, "bronnen van "+slug, func() (map[string][]string, error) { return rev.DB.SourceIDs(ctx, []string{slug}, nil) })
		for id, list := range kept {
			out[id] = union(out[id], list)
		}
	}
	return out, err
}

// keptLines tells the lines whose series the revision keeps from those that are made of an area's figures.
func keptLines(db *data.DB, lines []figure.ShownLine) (subjects []string, areas []data.AreaKey) {
	for _, l := range lines {
		if _, kept := db.Subject(l.Subject.Slug); kept {
			subjects = append(subjects, l.Subject.Slug)
		} else if a, ok := db.AreaNow(l.Subject.Slug); ok {
			areas = append(areas, a.AreaKey)
		}
	}
	return subjects, areas
}

// union gives two lists of publications as one, each once.
func union(a, b []string) []string {
	seen := map[string]bool{}
	var out []string
	for _, list := range [][]string{a, b} {
		for _, id := range list {
			if !seen[id] {
				seen[id] = true
				out = append(out, id)
			}
		}
	}
	return out
}

// areaSeries gives the series of the lines of an area for one indicator.
func areaSeries(ctx context.Context, db *data.DB, lines []figure.ShownLine, ind data.Indicator) (map[string]map[string]series.Line, error) {
	subjects, areas := keptLines(db, lines)
	rows, err := db.Trends(ctx, subjects, []string{ind.ID})
	if err != nil {
		return nil, err
	}
	all := figure.Group(rows)
	trends, err := db.AreaTrends(ctx, ind, areas)
	for a, line := range trends {
		all[a.Code] = map[string]series.Line{ind.ID: line}
	}
	return all, err
}

// placePath is the address of a place's page.
func placePath(s data.Subject) string {
	if s.Kind == areaKind {
		return areaPath(s.Slug)
	}
	return "/wijk/" + s.Slug
}

func areaPath(code string) string { return "/gebied/" + strings.ToUpper(code) }

// placeEvents are the slugs whose events are those of a place: an area of CBS has those of its gemeente.
func placeEvents(s data.Subject) []string {
	if s.Kind == areaKind {
		return []string{strings.ToLower(s.Gemeente)}
	}
	return []string{s.Slug}
}

// besides names what a place is held against.
func besides(city string) string {
	if city == "" || city == "Nederland" {
		return "Nederland"
	}
	return city + " en Nederland"
}

// placeLinks leads from a place to comparisons of it with others.
func placeLinks(db *data.DB, s data.Subject, city string) []web.Link {
	id, around := s.Slug, strings.ToLower(s.Gemeente)+","+data.NationSlug+","
	_, kept := db.Subject(strings.ToLower(s.Gemeente))
	beside := web.Link{Text: "naast " + besides(city)}
	if s.Kind == areaKind {
		a, _ := db.AreaNow(strings.ToUpper(s.Slug))
		if _, subject := db.Subject(s.Slug); !subject {
			id = a.ID()
		}
		if a.Level == "gemeente" || !kept {
			beside.Text, around = "naast Nederland", data.NationSlug+","
		}
	}
	beside.URL = "/vergelijk?gebied=" + around + id
	links := []web.Link{beside}
	if s.IsWijk() || strings.HasPrefix(s.Slug, "WK") {
		links = append(links, web.Link{Text: "naast wijken die erop leken", URL: "/vergelijkbaar?" + alikePlace{id: s.Slug}.query(0)})
	}
	if s.IsWijk() {
		links = append(links, web.Link{Text: "voor en na een jaar", URL: "/voor-en-na?wijk=" + s.Slug},
			web.Link{Text: "brief voor de wethouder (print)", URL: "/wijk/" + s.Slug + "?" + web.ParamBrief + "=ja"})
	}
	if kept {
		links = append(links, web.Link{Text: "op de kaart", URL: "/kaart?gemeente=" + strings.ToLower(s.Gemeente)})
	}
	return links
}

// where says in a few words what kind of place it is and where it lies.
func (p portrait) where(db *data.DB) string {
	if p.subject.Kind != areaKind {
		return p.city
	}
	a, _ := areaOfToday(db, p.subject.Slug)
	if a.Level == "gemeente" || p.city == "" {
		return a.Level
	}
	return a.Level + " in " + p.city
}
