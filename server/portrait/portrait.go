// Package portrait reads everything that is known of a place, and of what it is held against.
package portrait

import (
	"context"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/figure"
)

// Portrait is what a page of figures is about, with everything that is known of it and of what it is compared with.
type Portrait struct {
	Subject catalogue.Subject                 // a wijk; an area of CBS has the shape of one
	area    catalogue.AreaKey                 // the area and its division; empty for a wijk
	City    string                            // the name of its gemeente
	Lines   []figure.ShownLine                // the place itself, then what it is compared with
	All     map[string]map[string]series.Line // by slug and indicator, of every line
	Sources map[string][]string               // publications by indicator
}

// Mine gives the place's own series of an indicator.
func (p Portrait) Mine(indicator string) series.Line { return p.All[p.Subject.Slug][indicator] }

// Of gives the series of the gemeente ("gemeente") or the country ("land"); nothing for a count, which says nothing beside a wijk's. A
// gemeente itself stands beside the country alone.
func (p Portrait) Of(kind catalogue.SubjectKind, ind catalogue.Indicator) series.Line {
	if data.LevelOf(p.area.Code) == "gemeente" {
		kind = catalogue.LandKind
	}
	for _, l := range p.Lines {
		if l.Subject.Kind == kind && ind.Kind != catalogue.Count {
			return p.All[l.Subject.Slug][ind.ID]
		}
	}
	return nil
}

// OfWijk reads everything that is known of a wijk.
func OfWijk(ctx context.Context, db *data.DB, wijk catalogue.Subject) (Portrait, error) {
	p := Portrait{Subject: wijk, City: figure.CityOf(db, wijk), Lines: figure.Beside(db, wijk)}
	var slugs []string
	for _, l := range p.Lines {
		slugs = append(slugs, l.Subject.Slug)
	}
	rows, err := db.Trends(ctx, slugs, nil)
	if err != nil {
		return Portrait{}, err
	}
	p.All = figure.Group(rows)
	p.Sources, err = db.SourceIDs(ctx, []string{wijk.Slug, catalogue.NationSlug}, nil) // the country's line may be of another publication
	return p, err
}
