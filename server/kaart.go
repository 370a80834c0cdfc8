package server

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// Maps answers with maps.
type Maps struct{ *site.Site }

// Routes lists the addresses of maps.
func (s *Maps) Routes(app *fiber.App) {
	app.Get("/kaart", s.kaart(s.makeKaart))
	app.Get("/kaart.json", s.kaart(s.makeKaartJSON))
	app.Get("/kaart-reeksen.json", s.kaart(s.makeKaartReeksen))
	app.Get("/kaart.csv", s.kaart(s.makeKaartCSV))
	app.Get("/ligging/:file", s.locator)
}

// mapView is what a map shows, with the data it was made of.
type mapView struct {
	words    *words.Words
	choice   mapChoice
	asked    data.Indicator // what the visitor chose
	ind      data.Indicator // what is drawn
	circles  bool           // a count that has no rate
	gemeente data.Subject
	years    []data.MapYear
	year     data.MapYear
	before   data.MapYear // the year that is compared with; zero: none
	measure  mapMeasure
	scale    mapScale
	areas    []mapArea
	people   map[string]*float64 // inhabitants of the areas in the year of their division
	legend   web.Legend
	title    string
	sentence string
	remark   string // why something else is drawn than was asked
}

// mapArea is an area with what is shown of it.
type mapArea struct {
	data.MapArea
	mapFigure
	class int
}

// kaart answers "/kaart", "/kaart.json" and "/kaart.csv": one choice in three shapes.
func (s *Maps) kaart(make func(ctx context.Context, rev *answer.Revision, v mapView) (string, []byte, error)) fiber.Handler {
	return func(c *fiber.Ctx) error {
		rev := s.Desk.Take()
		q := site.Query(c)
		if c.Path() == figuresPath { // a table of counts is no coloured map: it gives what was asked
			q.Set(web.ParamMapAs, asCounts)
		}
		choice, err := chooseMap(q, rev)
		rev.Done()
		if err != nil {
			return err
		}
		return s.Desk.Serve(c, c.Path()+"?"+choice.query(), func(ctx context.Context, rev *answer.Revision) (string, []byte, error) {
			v, err := viewMap(ctx, rev, words.NL, choice)
			if err != nil {
				return "", nil, err
			}
			return make(ctx, rev, v)
		})
	}
}

// figuresPath is the address of the figures under a map.
const figuresPath = "/kaart.csv"

// viewMap fetches what a map shows: the years, and the areas of one or two of them.
func viewMap(ctx context.Context, rev *answer.Revision, w *words.Words, choice mapChoice) (mapView, error) {
	v := mapView{words: w, choice: choice}
	db, err := figure.Spoken(rev.DB, w)
	if err != nil {
		return v, err
	}
	v.asked, _ = db.Indicator(choice.indicator)
	v.gemeente, _ = db.Subject(choice.gemeente)
	drawn, circles, err := choice.drawnIndicator(rev)
	if err != nil {
		return v, err
	}
	v.circles = circles
	v.ind, _ = db.Indicator(drawn.ID)
	if v.years, err = mapYears(rev, choice, v.ind); err != nil || len(v.years) == 0 {
		return v, err
	}
	v.year = v.years[len(v.years)-1]
	for _, y := range v.years {
		if y.Year == choice.year {
			v.year = y
		}
		if y.Year == choice.since {
			v.before = y
		}
	}
	v.choice.year = v.year.Year
	return v, v.fetch(ctx, rev, db)
}

// fetch reads the areas of the years and puts them in classes.
func (v *mapView) fetch(ctx context.Context, rev *answer.Revision, db *data.DB) error {
	areas, err := db.MapAreas(ctx, v.ind, v.gemeente.Gemeente, v.choice.level, v.year)
	if err != nil {
		return err
	}
	var earlier []data.MapArea
	if v.before.Year != 0 {
		if earlier, err = db.MapAreas(ctx, v.ind, v.gemeente.Gemeente, v.choice.level, v.before); err != nil {
			return err
		}
	}
	codes := make([]string, len(areas))
	for i, a := range areas {
		codes[i] = a.Code
	}
	if err := v.measureOf(ctx, rev, codes); err != nil {
		return err
	}
	if v.people, err = v.peopleOf(ctx, rev); err != nil {
		return err
	}
	v.show(areas, earlier)
	scale, err := v.scaleOf(ctx, rev)
	if err != nil {
		return err
	}
	v.classify(scale)
	v.say()
	return nil
}

// text gives what is shown of an area.
func (v mapView) text(a mapArea) string {
	if a.shown == nil {
		return ""
	}
	return v.measure.text(*a.shown)
}

// makeKaartJSON gives another year of a map that the visitor has already.
func (s *Maps) makeKaartJSON(ctx context.Context, rev *answer.Revision, v mapView) (string, []byte, error) {
	sources, err := mapSources(ctx, rev.DB, v)
	if err != nil {
		return "", nil, err
	}
	year := web.KaartYear{Year: v.year.Year, Division: v.division(), Title: v.title, Sentence: v.sentence, Classes: v.legend.All(),
		Sources: sources, Remark: v.remark, Bars: v.legend.Bars, City: v.legend.City, Values: map[string]web.AreaValue{}}
	for _, a := range v.areas {
		year.Values[a.Code] = web.AreaValue{Class: a.class, Value: v.text(a), Reason: a.reason, Radius: v.radius(a)}
	}
	body, err := json.Marshal(year)
	return fiber.MIMEApplicationJSONCharsetUTF8, body, err
}

// division names the outlines of a map.
func (v mapView) division() string { return strconv.Itoa(v.year.AreaYear) }

// makeKaartCSV gives the figures under a map.
func (s *Maps) makeKaartCSV(_ context.Context, rev *answer.Revision, v mapView) (string, []byte, error) {
	var body bytes.Buffer
	w := csv.NewWriter(&body)
	w.Write([]string{"code", "naam", "indicator", "eenheid", "jaar", "vanaf", "waarde", "op_de_kaart", "op_de_kaart_is", "toelichting", "indeling", "revisie"})
	for _, a := range v.areas {
		value, since, shown := "", "", ""
		if a.shown != nil {
			shown = strconv.FormatFloat(*a.shown, 'f', -1, 64)
		}
		if a.plain != nil {
			value = strconv.FormatFloat(*a.plain, 'f', -1, 64)
		}
		if v.choice.since != 0 {
			since = strconv.Itoa(v.choice.since)
		}
		w.Write([]string{a.Code, figure.CellText(a.Name), v.ind.ID, v.ind.Unit, strconv.Itoa(v.year.Year), since, value, shown, v.legend.Title, a.reason, v.division(), rev.DB.Revision})
	}
	w.Flush()
	return "text/csv; charset=utf-8", body.Bytes(), w.Error()
}

// mapSources names the publications behind a map.
func mapSources(ctx context.Context, db *data.DB, v mapView) ([]web.Link, error) {
	ids, err := db.MapSourceIDs(ctx, v.ind, v.gemeente.Gemeente, v.year)
	if err != nil || v.choice.since == 0 {
		return figure.LinksOf(db, ids), err
	}
	earlier, err := db.MapSourceIDs(ctx, v.ind, v.gemeente.Gemeente, v.before)
	all := append(earlier, ids...)
	slices.Sort(all)
	return figure.LinksOf(db, slices.Compact(all)), err
}
