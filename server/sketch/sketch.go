package sketch

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/place"
	"wijkinzicht/server/portrait"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// drawing is an area that was drawn, with all that its figures say.
type drawing struct {
	choice
	city  string
	km2   float64
	parts []data.SubjectPart // by division, the latest first
	near  []data.SketchNear
	exact bool // it is whole buurten
	whole []data.SketchWhole
	lines []figure.ShownLine                // the area, its gemeente and the country
	all   map[string]map[string]series.Line // by slug and indicator
}

// read makes the figures of the outline; a problem of the outline is in the choice, and no error.
func (s *Sketches) read(ctx context.Context, rev *answer.Revision, c choice) (drawing, error) {
	d := drawing{choice: c, city: rev.DB.GemeenteName(c.gemeente)}
	if c.outline == nil {
		return d, nil
	}
	made, err := s.Sketch(ctx, rev.DB, c.gemeente, c.outline)
	var none *data.NoArea
	switch {
	case errors.As(err, &none):
		d.problem, d.outline = none.Problem, nil
		return d, nil
	case err != nil:
		return d, err
	}
	d.km2, d.near, d.exact, d.whole = made.Km2, made.Near, made.Exact, made.Whole
	d.parts = slices.DeleteFunc(slices.Clone(made.Parts), func(p data.SubjectPart) bool { // what lies around counts where nothing lies in it
		return p.Relation == catalogue.Surrounding && slices.ContainsFunc(made.Parts, func(other data.SubjectPart) bool {
			return other.Year == p.Year && other.Relation != catalogue.Surrounding
		})
	})
	slices.SortStableFunc(d.parts, func(a, b data.SubjectPart) int { return cmp.Or(b.Year-a.Year, cmp.Compare(b.Share, a.Share)) })
	d.all = map[string]map[string]series.Line{data.SketchSlug: d.linesOf(made.Rows)}
	me := catalogue.Subject{Slug: data.SketchSlug, Kind: catalogue.OwnKind, Name: d.title(), Gemeente: c.gemeente}
	for _, l := range figure.Beside(rev.DB, me) {
		if l.Subject.Kind == catalogue.RestKind { // of the gemeente without the wijken: this area has no part in that
			continue
		}
		d.lines = append(d.lines, l)
		if slug := l.Subject.Slug; slug != data.SketchSlug {
			if d.all[slug], err = portrait.Kept(ctx, rev, slug); err != nil {
				return d, err
			}
		}
	}
	return d, nil
}

// title names the area.
func (d drawing) title() string {
	if d.name != "" {
		return d.name
	}
	return "Getekend gebied"
}

// linesOf puts the rows of a sketch in lines by indicator, and says of figures of a larger area (D) of which one.
func (d drawing) linesOf(rows []data.TrendRow) map[string]series.Line {
	out := map[string]series.Line{}
	names := map[catalogue.AreaKey]string{}
	for _, p := range d.parts {
		names[catalogue.AreaKey{Year: p.Year, Code: p.Code}] = p.Name
	}
	for _, r := range rows {
		p := r.Point
		if p.Quality == data.Enclosing && len(r.Inputs) > 0 {
			in := r.Inputs[0]
			p.Of = cmp.Or(names[catalogue.AreaKey{Year: in.AreaYear, Code: in.Code}], in.Code)
		}
		out[p.Indicator] = append(out[p.Indicator], p)
	}
	return out
}

func (d drawing) mine(indicator string) series.Line { return d.all[data.SketchSlug][indicator] }

// held gives the areas of the latest division that the figures are made of, and the year of that division.
func (d drawing) held() (parts []data.SubjectPart, year int) {
	for _, p := range d.parts {
		if year == 0 {
			year = p.Year
		}
		if p.Year == year {
			parts = append(parts, p)
		}
	}
	return parts, year
}

// known tells whether the area has any value of an indicator.
func (d drawing) known(indicator string) bool { return d.mine(indicator).Count() > 0 }

// sources gives the publications behind the figures of the area and of lines beside it, by indicator.
func (d drawing) sources(ctx context.Context, rev *answer.Revision, beside []figure.ShownLine) (map[string][]string, error) {
	var areas []catalogue.AreaKey
	for _, p := range d.parts {
		areas = append(areas, catalogue.AreaKey{Year: p.Year, Code: p.Code})
	}
	out, err := rev.DB.AreaSources(ctx, areas)
	if err != nil {
		return nil, err
	}
	return out, addSources(ctx, rev, beside, out)
}

// addSources adds those behind lines.
func addSources(ctx context.Context, rev *answer.Revision, lines []figure.ShownLine, to map[string][]string) error {
	var slugs []string
	for _, l := range lines {
		slugs = append(slugs, l.Subject.Slug)
	}
	return portrait.AddSources(ctx, rev, slugs, to)
}

// shown gives the indicator of the chart: what was asked, or the first of the home page, or of all, that the area has.
func (d drawing) shown(db *data.DB) (catalogue.Indicator, bool) {
	if d.indicator != "" {
		return db.Indicator(d.indicator)
	}
	for _, id := range db.Views.All(catalogue.OpeningView) {
		if d.known(id) {
			return db.Indicator(id)
		}
	}
	for _, ind := range db.Indicators {
		if ind.Shown && d.known(ind.ID) {
			return ind, true
		}
	}
	return catalogue.Indicator{}, false
}

// picture is the chart of one indicator, of the area beside its gemeente and the country.
func (d drawing) picture(db *data.DB, ind catalogue.Indicator, sources []web.Link) figure.Picture {
	p := figure.Trend(words.NL, db, ind, figure.LinesOf(ind, d.lines, d.all))
	p.Files, p.Query = web.SketchPath, "?"+d.query()
	p.Sources = func(context.Context) ([]web.Link, error) { return sources, nil }
	return p
}

// link leads to the page of an area of CBS where there is one.
func link(db *data.DB, code, name string) web.Link {
	if a, ok := db.AreaNow(code); ok {
		return place.Link(db, a)
	}
	return web.Link{Text: figure.AreaName(name)}
}
