package compare

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/place"
	"wijkinzicht/web"
	"wijkinzicht/web/chart"
)

var areaPattern = regexp.MustCompile(`^(GM[0-9]{4}|(?:WK|BU)[0-9]{6,8})-([0-9]{4})$`)

// areaOf reads a CBS area of a division as it stands in an address: WK036376-2020.
func areaOf(id string) (catalogue.AreaKey, bool) {
	m := areaPattern.FindStringSubmatch(id)
	if m == nil {
		return catalogue.AreaKey{}, false
	}
	year, _ := strconv.Atoi(m[2])
	return catalogue.AreaKey{Year: year, Code: m[1]}, true
}

// areaSubjects gives areas the shape of subjects; one that is not in the data is not found.
func areaSubjects(ctx context.Context, db *data.DB, areas []catalogue.AreaKey) ([]catalogue.Subject, error) {
	if len(areas) == 0 {
		return nil, nil
	}
	names, err := db.AreaNames(ctx, areas)
	if err != nil {
		return nil, err
	}
	gemeenten, err := db.GemeenteNames(ctx)
	if err != nil {
		return nil, err
	}
	var out []catalogue.Subject
	for _, a := range areas {
		n, ok := names[a]
		if !ok {
			return nil, fmt.Errorf("area %s: %w", a.ID(), answer.ErrNotFound)
		}
		out = append(out, catalogue.Subject{Slug: a.ID(), Kind: place.AreaKind, Name: figure.AreaName(n.Name), Gemeente: n.Gemeente,
			Note: strings.TrimPrefix(fmt.Sprintf("%s · %s, indeling %d", gemeenten[n.Gemeente], a.Code, a.Year), " · ")})
	}
	return out, nil
}

// addAreas puts the series of the areas beside those of the subjects.
func addAreas(ctx context.Context, db *data.DB, k Choice, all map[string]map[string]series.Line) error {
	if len(k.areas) == 0 {
		return nil
	}
	for _, id := range k.Indicators {
		ind, _ := db.Indicator(id)
		trends, err := db.AreaTrends(ctx, ind, k.areas)
		if err != nil {
			return err
		}
		for a, rows := range trends {
			if all[a.ID()] == nil {
				all[a.ID()] = map[string]series.Line{}
			}
			all[a.ID()][id] = rows
		}
	}
	return nil
}

// areaOptions keeps the areas of a comparison in its form.
func areaOptions(k Choice, p Panel) []web.OptionGroup {
	group := web.OptionGroup{Label: "Wijken en buurten van het CBS"}
	for i, a := range k.areas {
		group.Options = append(group.Options, web.Option{Value: a.ID(), Label: p.Lines[len(k.Subjects)+i].Subject.Name, Selected: true})
	}
	if len(group.Options) == 0 {
		return nil
	}
	return []web.OptionGroup{group}
}

// sayBorders says where the code of a CBS area was not, or not surely, the same place.
func (p *Panel) sayBorders() {
	if p.Why != "" {
		return
	}
	if slices.ContainsFunc(p.Lines, func(l figure.Line) bool { return l.Role == chart.Gelijke && l.Series.Count() > 0 }) {
		p.Notes = slices.Insert(p.Notes, 0, p.Words.Compare.Thin)
	}
	var cut, moved, renamed []string
	for _, l := range p.Lines {
		if l.Subject.Kind != place.AreaKind {
			continue
		}
		add := func(to *[]string, years []string) {
			if years != nil {
				*to = append(*to, l.Name+" ("+strings.Join(years, ", ")+")")
			}
		}
		var now, other, named []string
		for _, r := range l.Series {
			switch year := strconv.Itoa(r.Year); {
			case r.Status == data.OtherPlace:
				other = append(other, year)
			case r.Status == data.OtherName:
				named = append(named, year)
			case r.Value != nil && r.Why.OfBorders():
				now = append(now, year)
			}
		}
		add(&cut, now)
		add(&moved, other)
		add(&renamed, named)
	}
	for _, note := range []struct {
		about []string
		text  string
	}{
		{cut, p.Words.Compare.Unjoined},
		{moved, p.Words.Compare.Moved},
		{renamed, p.Words.Compare.Renamed},
	} {
		if note.about != nil {
			p.Notes = append(p.Notes, note.text+": "+strings.Join(note.about, "; ")+".")
		}
	}
}

// likes leads to the first wijk of the panel beside those most like it.
func (p *Panel) likes() web.Link {
	for _, l := range p.Lines {
		if l.Subject.IsWijk() {
			more := slices.ContainsFunc(p.Lines, func(o figure.Line) bool { return o.Subject.IsWijk() && o.Subject.Slug != l.Subject.Slug })
			return LikesLink(l.Subject, p.choice.Indicators[0], more)
		}
	}
	return web.Link{}
}

// LikesPath is the address of the wijken most like one, by the slug of a wijk that we follow or the code of another;
// without an indicator the page chooses.
func LikesPath(wijk, indicator string) string {
	return "/vergelijkbaar?" + alikePlace{id: wijk, indicator: indicator}.query(0)
}

// LikesLink leads to an indicator of a wijk beside the wijken most like it; named says which wijk, where it could be another.
func LikesLink(wijk catalogue.Subject, indicator string, named bool) web.Link {
	if wijk.Kind == place.AreaKind && !strings.HasPrefix(wijk.Slug, "WK") { // only wijken are held against each other
		return web.Link{}
	}
	text := "Naast vergelijkbare wijken"
	if named {
		text = wijk.Name + " naast vergelijkbare wijken"
	}
	return web.Link{Text: text, URL: LikesPath(wijk.Slug, indicator)}
}
