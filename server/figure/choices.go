package figure

import (
	"context"
	"slices"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/web"
)

// ShownIndicator tells whether visitors can choose an indicator.
func ShownIndicator(db *data.DB, id string) bool {
	ind, ok := db.Indicator(id)
	return ok && ind.Shown
}

// Opening gives the figure for a visitor who has not chosen: the first of those in its view with at least two years for at least half of
// the eleven, or else the last.
func Opening(ctx context.Context, db *data.DB) (string, error) {
	candidates := db.Views.All(catalogue.OpeningView)
	rows, err := db.Trends(ctx, WijkSlugs(db), candidates)
	if err != nil {
		return "", err
	}
	all := Group(rows)
	for _, id := range candidates {
		ready := 0
		for _, slug := range WijkSlugs(db) {
			if all[slug][id].Count() >= 2 {
				ready++
			}
		}
		if 2*ready >= len(WijkSlugs(db)) {
			return id, nil
		}
	}
	return candidates[len(candidates)-1], nil
}

// WijkSlugs lists the eleven.
func WijkSlugs(db *data.DB) []string { return slugsOf(db, catalogue.WijkKind) }

// ReferenceSlugs lists the wijken to compare the eleven with.
func ReferenceSlugs(db *data.DB) []string { return slugsOf(db, catalogue.ReferenceKind) }

func slugsOf(db *data.DB, kind catalogue.SubjectKind) []string {
	var out []string
	for _, s := range db.Subjects {
		if s.Kind == kind {
			out = append(out, s.Slug)
		}
	}
	return out
}

// OfWijken gives the series of the eleven.
func OfWijken(db *data.DB, all map[string]map[string]series.Line, indicator string) []series.Line {
	var out []series.Line
	for _, slug := range WijkSlugs(db) {
		out = append(out, all[slug][indicator])
	}
	return out
}

// UnitBehind gives the unit of an indicator as it stands behind its name, with a blank before it; "" when the name says it.
func UnitBehind(ind catalogue.Indicator) string {
	if unit := ShortUnit(ind); unit != "" && !strings.HasSuffix(ind.Naam, unit) {
		return " (" + unit + ")"
	}
	return ""
}

// Options makes the choices of a list, values with labels.
func Options(selected string, all [][2]string) []web.Option {
	var out []web.Option
	for _, o := range all {
		out = append(out, web.Option{Value: o[0], Label: o[1], Selected: o[0] == selected})
	}
	return out
}

// IndicatorOptions lists the indicators by theme.
func IndicatorOptions(db *data.DB, selected string) []web.OptionGroup {
	return KnownOptions(db, selected, func(string) bool { return true })
}

// KnownOptions lists the indicators by theme; those that known says nothing of come last, and cannot be chosen.
func KnownOptions(db *data.DB, selected string, known func(indicator string) bool) []web.OptionGroup {
	var groups []web.OptionGroup
	without := web.OptionGroup{Label: "Nog niet beschikbaar", Disabled: true}
	for _, ind := range db.Indicators {
		if !ind.Shown {
			continue
		}
		option := web.Option{Value: ind.ID, Label: ind.Naam, Selected: ind.ID == selected}
		if !known(ind.ID) {
			without.Options = append(without.Options, option)
			continue
		}
		if len(groups) == 0 || groups[len(groups)-1].Label != ind.Theme {
			groups = append(groups, web.OptionGroup{Label: ind.Theme})
		}
		g := &groups[len(groups)-1]
		g.Options = append(g.Options, option)
	}
	if len(without.Options) > 0 {
		groups = append(groups, without)
	}
	return groups
}

// SourceLinks names the publications behind the subjects' figures.
func SourceLinks(ctx context.Context, db *data.DB, subjects []string, indicator string) ([]web.Link, error) {
	ids, err := db.SourceIDs(ctx, subjects, []string{indicator})
	if err != nil {
		return nil, err
	}
	return LinksOf(db, ids[indicator]), nil
}

// Once gives what lists hold, in order, each once.
func Once[T comparable](lists ...[]T) []T {
	seen := map[T]bool{}
	var out []T
	for _, list := range lists {
		for _, one := range list {
			if !seen[one] {
				seen[one], out = true, append(out, one)
			}
		}
	}
	return out
}

// LinksOf names publications, with a link to each.
func LinksOf(db *data.DB, ids []string) []web.Link {
	var out []web.Link
	for _, id := range ids {
		if src, ok := db.Source(id); ok {
			out = append(out, web.Link{Text: sourceName(src), URL: src.URL})
		}
	}
	return out
}

func sourceName(src catalogue.Source) string {
	if src.Table == "" {
		return src.Title
	}
	return src.Title + " (" + src.Table + ")"
}

// LicencesOf names the licences of publications that LinksOf gave, each once.
func LicencesOf(db *data.DB, links []web.Link) string {
	var out []string
	for _, l := range links {
		for _, src := range db.Sources {
			if sourceName(src) == l.Text && !slices.Contains(out, src.Licence) {
				out = append(out, src.Licence)
			}
		}
	}
	return strings.Join(out, ", ")
}
