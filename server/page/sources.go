package page

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// verantwoording answers "/verantwoording": how the figures are made, and from what.
func (s *Pages) verantwoording(c *fiber.Ctx) error {
	// The sources are asked for newer files more often than there are any: then the page changes and the revision does not.
	return s.Desk.Serve(c, "/verantwoording "+s.Desk.Store.RawMark(), func(_ context.Context, rev *answer.Revision) (string, []byte, error) {
		db := rev.DB
		raw, err := s.Desk.Store.Raw()
		if err != nil {
			return "", nil, err
		}
		page := web.VerantwoordingPage{
			Frame: s.Frame(rev, "Verantwoording", "Hoe de cijfers van Wijk in zicht zijn gemaakt, waaruit, en waar ze niet te vergelijken zijn.",
				"/verantwoording", web.SectionVerantwoording),
			Sources: site.UsedSources(db, raw), Breaks: allBreaks(db), Licences: site.Licences,
		}
		for _, sub := range db.Subjects {
			if sub.IsWijk() {
				where := figure.CityOf(db, sub)
				switch sub.Kind {
				case catalogue.OwnKind:
					where += ", eigen wijk van de gemeente"
				case catalogue.ReferenceKind:
					where += ", ter vergelijking"
				}
				page.Wijken = append(page.Wijken, web.WijkAreas{Name: sub.Name, Municipality: where, Note: sub.Note,
					Divisions: divisions(db, sub.Slug)})
			}
		}
		return answer.HTML(s.Templates.Verantwoording, page)
	})
}

func allBreaks(db *data.DB) []web.IndicatorBreak {
	var out []web.IndicatorBreak
	for _, b := range db.Breaks {
		name := "alle cijfers"
		if ind, ok := db.Indicator(b.Indicator); ok {
			name = ind.Naam
		}
		if sub, ok := db.Subject(b.Subject); ok {
			name += " van " + sub.Name
		}
		if b.Level != "" {
			name += " (" + strings.ReplaceAll(b.Level, "+", " en ") + ")"
		}
		kind := b.Kind
		if b.Indicator == "*" {
			kind = string(series.MovedBorder)
		}
		out = append(out, web.IndicatorBreak{Indicator: name, SeriesBreak: web.SeriesBreak{Year: b.Year, Kind: words.NL.Value.Breaks[kind], Note: b.Note}})
	}
	return out
}

// relationWords say how an area relates to the wijk.
var relationWords = map[catalogue.Relation]string{
	catalogue.Equal: "is de wijk", catalogue.Component: "deel", catalogue.Surrounding: "groter gebied eromheen", catalogue.StandIn: "in plaats van de wijk",
}

// divisions gives the wijk's areas per division year, years with the same areas and evidence joined.
func divisions(db *data.DB, slug string) []web.Division {
	type year struct {
		year     int
		areas    []web.AreaPart
		evidence []string
	}
	var years []year
	for _, p := range db.Parts {
		if p.Subject != slug {
			continue
		}
		if len(years) == 0 || years[len(years)-1].year != p.Year {
			years = append(years, year{year: p.Year})
		}
		y := &years[len(years)-1]
		part := web.AreaPart{Name: p.Name, Kind: figure.LevelWord(p.Code), Code: p.Code, Share: relationWords[p.Relation]}
		if p.Share < 1 {
			part.Share = fmt.Sprintf("%s: %s%% ervan", part.Share, web.Getal(100*p.Share, 0))
		}
		y.areas = append(y.areas, part)
		if !slices.Contains(y.evidence, p.Evidence) {
			y.evidence = append(y.evidence, p.Evidence)
		}
	}
	var out []web.Division
	from := 0
	for i, y := range years {
		evidence := strings.Join(y.evidence, "; ")
		if i > 0 && slices.Equal(y.areas, years[i-1].areas) && out[len(out)-1].Evidence == evidence && y.year == years[i-1].year+1 {
			out[len(out)-1].Years = fmt.Sprintf("%d–%d", from, y.year)
			continue
		}
		from = y.year
		out = append(out, web.Division{Years: fmt.Sprint(y.year), Areas: y.areas, Evidence: evidence})
	}
	slices.Reverse(out)
	return out
}
