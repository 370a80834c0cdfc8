package page

import (
	"context"
	"fmt"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// indicatoren answers "/indicator": all indicators by theme, with how much there is of each.
func (s *Pages) indicatoren(c *fiber.Ctx) error {
	const path = "/indicator"
	return s.Desk.Serve(c, path, func(ctx context.Context, rev *answer.Revision) (string, []byte, error) {
		db := rev.DB
		rows, err := db.Trends(ctx, figure.WijkSlugs(db), nil)
		if err != nil {
			return "", nil, err
		}
		all := figure.Group(rows)
		page := web.IndicatorsPage{Frame: s.Frame(rev, "Alle cijfers",
			"Alle cijfers over de elf wijken, met voor hoeveel wijken en jaren ze er zijn.", path, web.SectionCijfers)}
		shown, present := 0, 0
		for _, ind := range db.Indicators {
			if !ind.Shown {
				continue
			}
			if n := len(page.Themes); n == 0 || page.Themes[n-1].Name != ind.Theme {
				page.Themes = append(page.Themes, web.IndicatorTheme{ID: "thema-" + anchor(ind.Theme), Name: ind.Theme})
			}
			theme := &page.Themes[len(page.Themes)-1]
			row := coverage(db, ind, all)
			theme.Rows = append(theme.Rows, row)
			shown++
			if row.Span != "" {
				present++
			}
		}
		page.Sentence = words.Page.Matrix.Present(shown, present)
		return answer.HTML(s.Templates.Indicators, page)
	})
}

// coverage counts the wijken and years that have a figure of an indicator.
func coverage(db *data.DB, ind catalogue.Indicator, all map[string]map[string]series.Line) web.IndicatorRow {
	wijken, total, first, last := 0, 0, 0, 0
	years, qualities := map[int]bool{}, map[data.Quality]bool{}
	for _, slug := range figure.WijkSlugs(db) {
		total++
		s := all[slug][ind.ID]
		if s.Count() > 0 {
			wijken++
		}
		for _, r := range s {
			if r.Value == nil {
				continue
			}
			years[r.Year], qualities[r.Quality] = true, true
			if first == 0 || r.Year < first {
				first = r.Year
			}
			last = max(last, r.Year)
		}
	}
	row := web.IndicatorRow{Link: web.Link{Text: ind.Naam, URL: "/indicator/" + ind.ID}, Unit: ind.Unit,
		Wijken: fmt.Sprintf("%d van %d", wijken, total), Years: strconv.Itoa(len(years))}
	if wijken > 0 {
		row.Span = figure.YearRange(first, last)
	}
	for _, q := range web.Qualities {
		if qualities[data.Quality(q)] {
			row.Qualities = append(row.Qualities, q)
		}
	}
	return row
}
