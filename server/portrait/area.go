package portrait

import (
	"context"
	"fmt"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/place"
	"wijkinzicht/web"
	"wijkinzicht/web/chart"
)

// Lines gives an area and what it is compared with: its gemeente and the country.
func Lines(db *data.DB, a data.AreaNow) []figure.ShownLine {
	lines := []figure.ShownLine{{Subject: place.Subject(db, a), Role: chart.Wijk}}
	if around, ok := db.AreaNow(a.Gemeente); ok && a.Level != "gemeente" {
		gemeente := place.Subject(db, around)
		gemeente.Kind = catalogue.GemeenteKind
		lines = append(lines, figure.ShownLine{Subject: gemeente, Role: chart.Gemeente})
	}
	if land, ok := db.Subject(catalogue.NationSlug); ok {
		lines = append(lines, figure.ShownLine{Subject: land, Role: chart.Land})
	}
	return lines
}

// OfArea reads everything that is known of an area of today (BU…, WK… or GM…).
func OfArea(ctx context.Context, rev *answer.Revision, code string) (Portrait, error) {
	db := rev.DB
	a, ok := place.Today(db, code)
	if !ok {
		return Portrait{}, fmt.Errorf("area %q: %w", code, answer.ErrNotFound)
	}
	p := Portrait{Lines: Lines(db, a), area: a.AreaKey, City: db.GemeenteName(a.Gemeente), All: map[string]map[string]series.Line{}}
	if a.Level == "gemeente" {
		p.City = "Nederland" // which it is held against
	}
	p.Subject = p.Lines[0].Subject
	subjects, areas := kept(db, p.Lines)
	for _, slug := range subjects { // many areas stand beside the same
		line, err := Kept(ctx, rev, slug)
		if err != nil {
			return Portrait{}, err
		}
		p.All[slug] = line
	}
	found, err := db.AreaLines(ctx, areas)
	if err != nil {
		return Portrait{}, err
	}
	for a, lines := range found {
		p.All[a.Code] = lines
	}
	p.Sources, err = sourcesOfArea(ctx, rev, p.Lines[:1])
	return p, err
}

// Kept gives all series of a subject that the revision keeps.
func Kept(ctx context.Context, rev *answer.Revision, slug string) (map[string]series.Line, error) {
	return answer.Cached(rev, "reeksen van "+slug, func() (map[string]series.Line, error) {
		rows, err := rev.DB.Trends(ctx, []string{slug}, nil)
		return figure.Group(rows)[slug], err
	})
}

// sourcesOfArea gives the publications behind an area's own line, and behind the country's, which may be others.
func sourcesOfArea(ctx context.Context, rev *answer.Revision, mine []figure.ShownLine) (map[string][]string, error) {
	subjects, areas := kept(rev.DB, mine)
	out, err := rev.DB.AreaSources(ctx, areas)
	if err != nil {
		return nil, err
	}
	return out, AddSources(ctx, rev, append(subjects, catalogue.NationSlug), out)
}

// AddSources adds the publications behind the series that the revision keeps of subjects, by indicator.
func AddSources(ctx context.Context, rev *answer.Revision, slugs []string, to map[string][]string) error {
	for _, slug := range slugs {
		ids, err := answer.Cached(rev, "bronnen van "+slug, func() (map[string][]string, error) { return rev.DB.SourceIDs(ctx, []string{slug}, nil) })
		if err != nil {
			return err
		}
		for id, list := range ids {
			to[id] = figure.Once(to[id], list)
		}
	}
	return nil
}

// kept tells the lines whose series the revision keeps from those that are made of an area's figures.
func kept(db *data.DB, lines []figure.ShownLine) (subjects []string, areas []catalogue.AreaKey) {
	for _, l := range lines {
		if _, known := db.Subject(l.Subject.Slug); known {
			subjects = append(subjects, l.Subject.Slug)
		} else if a, ok := db.AreaNow(l.Subject.Slug); ok {
			areas = append(areas, a.AreaKey)
		}
	}
	return subjects, areas
}

// Series gives the series of lines for one indicator, also of areas.
func Series(ctx context.Context, db *data.DB, lines []figure.ShownLine, ind catalogue.Indicator) (map[string]map[string]series.Line, error) {
	subjects, areas := kept(db, lines)
	rows, err := db.Trends(ctx, subjects, []string{ind.ID})
	if err != nil || len(areas) == 0 {
		return figure.Group(rows), err
	}
	all := figure.Group(rows)
	trends, err := db.AreaTrends(ctx, ind, areas)
	for a, line := range trends {
		all[a.Code] = map[string]series.Line{ind.ID: line}
	}
	return all, err
}

// SourcesOf names the publications behind a line.
func SourcesOf(ctx context.Context, db *data.DB, l figure.Line) ([]web.Link, error) {
	subjects, areas := kept(db, []figure.ShownLine{l.ShownLine})
	if len(areas) == 0 {
		return figure.SourceLinks(ctx, db, subjects, l.Indicator.ID)
	}
	ids, err := db.AreaSourceIDs(ctx, l.Indicator, areas)
	return figure.LinksOf(db, ids), err
}

// Besides names what a place is held against.
func Besides(city string) string {
	if city == "" || city == "Nederland" {
		return "Nederland"
	}
	return city + " en Nederland"
}

// Where says in a few words what kind of place it is and where it lies.
func (p Portrait) Where(db *data.DB) string {
	if p.Subject.Kind != place.AreaKind {
		return p.City
	}
	a, _ := place.Today(db, p.Subject.Slug)
	if a.Level == "gemeente" || p.City == "" {
		return a.Level
	}
	return a.Level + " in " + p.City
}
