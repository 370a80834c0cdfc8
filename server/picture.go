package server

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"html/template"
	"net/url"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/web"
	"wijkinzicht/web/chart"
)

// view is an indicator of a wijk with what it is compared with.
type view struct {
	indicator data.Indicator
	lines     []shownLine
	all       map[string]map[string]series
}

// look fetches a view with one query; an unknown wijk or indicator is not found.
func look(ctx context.Context, db *data.DB, slug, indicator string) (view, error) {
	subject, ok := db.Subject(slug)
	if !ok || !subject.IsWijk() {
		return view{}, fmt.Errorf("wijk %q: %w", slug, errNotFound)
	}
	ind, ok := db.Indicator(indicator)
	if !ok || !ind.Shown {
		return view{}, fmt.Errorf("indicator %q: %w", indicator, errNotFound)
	}
	v := view{indicator: ind, lines: linesOf(db, subject)}
	var slugs []string
	for _, l := range v.lines {
		slugs = append(slugs, l.subject.Slug)
	}
	rows, err := db.Trends(ctx, slugs, []string{ind.ID})
	v.all = group(rows)
	return v, err
}

// figure draws the view, with the facts of its time when asked for.
func (v view) figure(ctx context.Context, db *data.DB, size chart.Size, withEvents bool) (chart.Figure, error) {
	f := figureOf(db, v.indicator, v.lines, v.all, size)
	if !withEvents {
		return f, nil
	}
	facts, err := occurrencesOf(ctx, db, []string{v.lines[0].subject.Slug}, 1990, goesOn)
	f.Events = chartEvents(facts)
	return f, err
}

// picture answers /grafiek/{slug}/{indicator}.svg, .smal.svg, .json, .smal.json, .png and .csv.
func (s *Server) picture(c *fiber.Ctx) error {
	slug, file := c.Params("slug"), c.Params("file")
	indicator, kind, _ := strings.Cut(file, ".")
	withEvents := c.Query(web.ParamEvents) == "ja" && kind != "csv"
	key := "/grafiek/" + slug + "/" + file + eventQuery(withEvents)
	switch kind {
	case "svg", "smal.svg":
		size := chart.Large
		if kind == "smal.svg" {
			size = chart.Narrow
		}
		return s.serve(c, key, func(ctx context.Context, rev *revision) (string, []byte, error) {
			v, err := look(ctx, rev.db, slug, indicator)
			if err != nil {
				return "", nil, err
			}
			f, err := v.figure(ctx, rev.db, size, withEvents)
			if err != nil {
				return "", nil, err
			}
			svg, err := s.charts.SVG(ctx, f)
			return svgType, svg, err
		})
	case "png":
		return s.picturePNG(c, key, slug, indicator, withEvents)
	case "json", "smal.json":
		size := chart.Large
		if kind == "smal.json" {
			size = chart.Narrow
		}
		return s.serve(c, key, func(ctx context.Context, rev *revision) (string, []byte, error) {
			v, err := look(ctx, rev.db, slug, indicator)
			if err != nil {
				return "", nil, err
			}
			f, err := v.figure(ctx, rev.db, size, withEvents)
			if err != nil {
				return "", nil, err
			}
			body, err := readingJSON(readLines(v.indicator, drawn(v.indicator, v.lines, v.all), v.all), f)
			return fiber.MIMEApplicationJSON, body, err
		})
	case "csv":
		return s.serve(c, key, func(ctx context.Context, rev *revision) (string, []byte, error) {
			v, err := look(ctx, rev.db, slug, indicator)
			if err != nil {
				return "", nil, err
			}
			body, err := csvOf(rev.db, v.indicator, v.lines, v.all)
			return csvType, body, err
		})
	}
	return fmt.Errorf("picture %q: %w", file, errNotFound)
}

// figures answers /cijfers/{indicator}.csv: an indicator for all subjects.
func (s *Server) figures(c *fiber.Ctx) error {
	indicator, ok := strings.CutSuffix(c.Params("file"), ".csv")
	if !ok {
		return fmt.Errorf("figures %q: %w", c.Params("file"), errNotFound)
	}
	return s.serve(c, "/cijfers/"+indicator+".csv", func(ctx context.Context, rev *revision) (string, []byte, error) {
		ind, ok := rev.db.Indicator(indicator)
		if !ok || !ind.Shown {
			return "", nil, fmt.Errorf("indicator %q: %w", indicator, errNotFound)
		}
		var lines []shownLine
		var slugs []string
		for _, sub := range rev.db.Subjects {
			lines, slugs = append(lines, shownLine{subject: sub}), append(slugs, sub.Slug)
		}
		rows, err := rev.db.Trends(ctx, slugs, []string{ind.ID})
		if err != nil {
			return "", nil, err
		}
		body, err := csvOf(rev.db, ind, lines, group(rows))
		return csvType, body, err
	})
}

// csvOf writes series as comma separated text with decimal points, a row per subject and year.
func csvOf(db *data.DB, ind data.Indicator, lines []shownLine, all map[string]map[string]series) ([]byte, error) {
	var body bytes.Buffer
	w := csv.NewWriter(&body)
	w.Write([]string{"subject", "naam", "indicator", "eenheid", "jaar", "waarde", "status", "kwaliteit", "dekking", "laag", "hoog", "breuk_ervoor", "revisie"})
	number := func(v *float64) string {
		if v == nil {
			return ""
		}
		return strconv.FormatFloat(*v, 'f', -1, 64)
	}
	for _, l := range lines {
		for _, r := range all[l.subject.Slug][ind.ID] {
			w.Write([]string{r.Subject, cellText(l.subject.Name), ind.ID, ind.Unit, strconv.Itoa(r.Year), number(r.Value), string(r.Status), string(r.Quality),
				number(r.Coverage), number(r.Low), number(r.High), map[bool]string{true: "ja", false: "nee"}[r.BreakBefore], db.Revision})
		}
	}
	w.Flush()
	return body.Bytes(), w.Error()
}

// cellText keeps a spreadsheet from running a name as a formula.
func cellText(name string) string {
	if name != "" && strings.ContainsRune("=+-@", rune(name[0])) {
		return "'" + name
	}
	return name
}

// embedTrend answers /embed/trend/{slug}/{indicator}: one chart for somebody else's page.
func (s *Server) embedTrend(c *fiber.Ctx) error {
	slug, indicator := c.Params("slug"), c.Params("indicator")
	return s.serve(c, "/embed/trend/"+slug+"/"+indicator, func(ctx context.Context, rev *revision) (string, []byte, error) {
		v, err := look(ctx, rev.db, slug, indicator)
		if err != nil {
			return "", nil, err
		}
		page, err := s.makeEmbed(ctx, rev.db, v)
		if err != nil {
			return "", nil, err
		}
		var body bytes.Buffer
		err = s.pages.Embed(&body, page)
		return fiber.MIMETextHTMLCharsetUTF8, body.Bytes(), err
	})
}

func (s *Server) makeEmbed(ctx context.Context, db *data.DB, v view) (web.EmbedPage, error) {
	wijk := v.lines[0].subject
	page := web.EmbedPage{
		Title: v.indicator.Naam + " in " + wijk.Name + ", " + cityOf(db, wijk), Page: s.address + "/wijk/" + wijk.Slug + "#" + v.indicator.ID,
		PageLabel: wijk.Name + " op Wijk in zicht", Table: tableOf(v.indicator, v.lines, v.all),
	}
	var err error
	if page.Sources, err = sourceLinks(ctx, db, []string{wijk.Slug}, v.indicator.ID); err != nil {
		return page, err
	}
	if v.all[wijk.Slug][v.indicator.ID].values() == 0 {
		page.Chart.None = "Voor " + wijk.Name + " zijn er nog geen cijfers: " + whyNone(v.all[wijk.Slug][v.indicator.ID]) + "."
		return page, nil
	}
	for size, into := range map[chart.Size]*template.HTML{chart.Large: &page.Chart.SVG, chart.Narrow: &page.Chart.Narrow} {
		svg, err := s.charts.SVG(ctx, figureOf(db, v.indicator, v.lines, v.all, size))
		if err != nil {
			return page, err
		}
		*into = template.HTML(svg)
	}
	base, edition := "/grafiek/"+wijk.Slug+"/"+v.indicator.ID, "?revisie="+url.QueryEscape(s.edition(db))
	page.Chart.Shows = v.indicator.Naam + " in " + wijk.Name
	page.Chart.Reading, page.Chart.NarrowReading = base+".json"+edition, base+".smal.json"+edition
	return page, nil
}
