package server

import (
	"context"

	"wijkinzicht/data"
	"wijkinzicht/data/series"
	"wijkinzicht/server/figure"
)

// portrait is what a page of figures is about, with everything that is known of it and of what it is compared with.
type portrait struct {
	subject data.Subject                      // a wijk; an area of CBS has the shape of one
	area    data.AreaKey                      // the area and its division; empty for a wijk
	city    string                            // the name of its gemeente
	lines   []figure.ShownLine                // the place itself, then what it is compared with
	all     map[string]map[string]series.Line // by slug and indicator, of every line
	sources map[string][]string               // publications by indicator
}

// mine gives the place's own series of an indicator.
func (p portrait) mine(indicator string) series.Line { return p.all[p.subject.Slug][indicator] }

// of gives the series of the gemeente ("gemeente") or the country ("land"); nothing for a count, which says nothing beside a wijk's. A
// gemeente itself stands beside the country alone.
func (p portrait) of(kind string, ind data.Indicator) series.Line {
	if data.LevelOf(p.area.Code) == "gemeente" {
		kind = "land"
	}
	for _, l := range p.lines {
		if l.Subject.Kind == kind && ind.Kind != data.Count {
			return p.all[l.Subject.Slug][ind.ID]
		}
	}
	return nil
}

// portraitOfWijk reads everything that is known of a wijk.
func portraitOfWijk(ctx context.Context, db *data.DB, wijk data.Subject) (portrait, error) {
	p := portrait{subject: wijk, city: figure.CityOf(db, wijk), lines: figure.LinesOf(db, wijk)}
	var slugs []string
	for _, l := range p.lines {
		slugs = append(slugs, l.Subject.Slug)
	}
	rows, err := db.Trends(ctx, slugs, nil)
	if err != nil {
		return portrait{}, err
	}
	p.all = figure.Group(rows)
	p.sources, err = db.SourceIDs(ctx, []string{wijk.Slug, data.NationSlug}, nil) // the country's line may be of another publication
	return p, err
}
