package embed

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/place"
	"wijkinzicht/server/portrait"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
	"wijkinzicht/web/chart"
	"wijkinzicht/web/words"
)

// view is an indicator of a wijk with what it is compared with.
type view struct {
	words     *words.Words
	db        *data.DB // with names in the language of the words
	indicator catalogue.Indicator
	lines     []figure.ShownLine
	all       map[string]map[string]series.Line
}

// find gives what a view is about, a wijk or an area of CBS; an unknown one, or an unknown indicator, is not found.
func find(db *data.DB, slug, indicator string) (catalogue.Subject, catalogue.Indicator, error) {
	subject, ok := db.Subject(slug)
	if a, area := place.Today(db, slug); area {
		subject = place.Subject(db, a)
	} else if !ok || !subject.IsWijk() {
		return subject, catalogue.Indicator{}, fmt.Errorf("wijk %q: %w", slug, answer.ErrNotFound)
	}
	ind, ok := db.Indicator(indicator)
	if !ok || !ind.Shown {
		return subject, ind, fmt.Errorf("indicator %q: %w", indicator, answer.ErrNotFound)
	}
	return subject, ind, nil
}

// look fetches a view.
func look(ctx context.Context, db *data.DB, w *words.Words, slug, indicator string) (view, error) {
	db, err := figure.Spoken(db, w)
	if err != nil {
		return view{}, err
	}
	subject, ind, err := find(db, slug, indicator)
	if err != nil {
		return view{}, err
	}
	v := view{words: w, db: db, indicator: ind}
	if a, area := place.Today(db, slug); area {
		v.lines = portrait.Lines(db, a)
		v.all, err = portrait.Series(ctx, db, v.lines, ind)
		return v, err
	}
	v.lines = figure.LinesOf(db, subject)
	var slugs []string
	for _, l := range v.lines {
		slugs = append(slugs, l.Subject.Slug)
	}
	rows, err := db.Trends(ctx, slugs, []string{ind.ID})
	v.all = figure.Group(rows)
	return v, err
}

// sources names the publications behind the line that the view is about.
func (v view) sources(ctx context.Context, db *data.DB) ([]web.Link, error) {
	subjects, areas := portrait.Kept(db, v.lines[:1])
	if len(areas) == 0 {
		return figure.SourceLinks(ctx, db, subjects, v.indicator.ID)
	}
	ids, err := db.AreaSourceIDs(ctx, v.indicator, areas)
	return figure.LinksOf(db, ids), err
}

// figure draws the view, with the facts of its time when asked for.
func (v view) figure(ctx context.Context, size chart.Size, withEvents bool) (chart.Figure, error) {
	f := figure.Of(v.words, v.db, v.indicator, v.lines, v.all, size)
	if !withEvents {
		return f, nil
	}
	facts, err := figure.OccurrencesOf(ctx, v.db, v.words, place.Events(v.lines[0].Subject), 1990, figure.GoesOn)
	f.Events = figure.ChartEvents(facts)
	return f, err
}

// picture answers /grafiek/{slug}/{indicator}.svg, .smal.svg, .json, .smal.json, .krap.json, .png and .csv.
func (s *Embeds) picture(c *fiber.Ctx) error {
	slug, file := c.Params("slug"), c.Params("file")
	indicator, kind, _ := strings.Cut(file, ".")
	withEvents := c.Query(web.ParamEvents) == "ja" && kind != "csv"
	w, err := answer.Language(site.Query(c))
	if err != nil {
		return err
	}
	if place.Code.MatchString(slug) {
		slug = strings.ToUpper(slug) // one picture, however its code is written
	}
	key := "/grafiek/" + slug + "/" + file + figure.EventQuery(withEvents) + figure.LanguageQuery(w)
	switch kind {
	case "svg":
		return s.pictureSVG(c, w, key, slug, indicator, chart.Large, withEvents)
	case "smal.svg":
		return s.pictureSVG(c, w, key, slug, indicator, chart.Narrow, withEvents)
	case "png":
		return s.picturePNG(c, w, key, slug, indicator, withEvents)
	case "json", "smal.json", "krap.json":
		size := map[string]chart.Size{"json": chart.Large, "smal.json": chart.Narrow, "krap.json": chart.Tight}[kind]
		return s.reading(c, slug, indicator, size, withEvents)
	case "csv":
		return s.Desk.Serve(c, key, func(ctx context.Context, rev *answer.Revision) (string, []byte, error) {
			v, err := look(ctx, rev.DB, words.NL, slug, indicator)
			if err != nil {
				return "", nil, err
			}
			body, err := csvOf(rev.DB, v.indicator, v.lines, v.all)
			return answer.CSV, body, err
		})
	}
	return fmt.Errorf("picture %q: %w", file, answer.ErrNotFound)
}

// figures answers /cijfers/{indicator}.csv: an indicator for all subjects.
func (s *Embeds) figures(c *fiber.Ctx) error {
	indicator, ok := strings.CutSuffix(c.Params("file"), ".csv")
	if !ok {
		return fmt.Errorf("figures %q: %w", c.Params("file"), answer.ErrNotFound)
	}
	return s.Desk.Serve(c, "/cijfers/"+indicator+".csv", func(ctx context.Context, rev *answer.Revision) (string, []byte, error) {
		ind, ok := rev.DB.Indicator(indicator)
		if !ok || !ind.Shown {
			return "", nil, fmt.Errorf("indicator %q: %w", indicator, answer.ErrNotFound)
		}
		var lines []figure.ShownLine
		var slugs []string
		for _, sub := range rev.DB.Subjects {
			lines, slugs = append(lines, figure.ShownLine{Subject: sub}), append(slugs, sub.Slug)
		}
		rows, err := rev.DB.Trends(ctx, slugs, []string{ind.ID})
		if err != nil {
			return "", nil, err
		}
		body, err := csvOf(rev.DB, ind, lines, figure.Group(rows))
		return answer.CSV, body, err
	})
}

// csvOf writes series as comma separated text with decimal points, a row per subject and year.
func csvOf(db *data.DB, ind catalogue.Indicator, lines []figure.ShownLine, all map[string]map[string]series.Line) ([]byte, error) {
	var body bytes.Buffer
	w := csv.NewWriter(&body)
	w.Write([]string{"subject", "naam", "indicator", "eenheid", "jaar", "waarde", "status", "kwaliteit", "dekking", "laag", "hoog", "breuk_ervoor", "breuk_waarom", "revisie"})
	number := func(v *float64) string {
		if v == nil {
			return ""
		}
		return strconv.FormatFloat(*v, 'f', -1, 64)
	}
	for _, l := range lines {
		for _, r := range all[l.Subject.Slug][ind.ID] {
			w.Write([]string{r.Subject, figure.CellText(l.Subject.Name), ind.ID, ind.Unit, strconv.Itoa(r.Year), number(r.Value), string(r.Status), string(r.Quality),
				number(r.Coverage), number(r.Low), number(r.High), map[bool]string{true: "ja", false: "nee"}[r.Why != series.Same], string(r.Why), db.Revision})
		}
	}
	w.Flush()
	return body.Bytes(), w.Error()
}
