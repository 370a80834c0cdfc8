package atlas

import (
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// Atlas answers with maps.
type Atlas struct{ *site.Site }

// New makes the maps of a site.
func New(s *site.Site) *Atlas { return &Atlas{s} }

// Routes lists the addresses of maps.
func (s *Atlas) Routes(app *fiber.App) {
	app.Get("/kaart", s.kaart(s.makeKaart))
	app.Get("/kaart.json", s.kaart(s.makeKaartJSON))
	app.Get("/kaart-reeksen.json", s.kaart(s.makeKaartReeksen))
	app.Get("/kaart.csv", s.figures("csv"))
	app.Get("/kaart.xlsx", s.figures("xlsx"))
	app.Get("/kaart.svg", s.mapCard(site.Vector))
	app.Get("/kaart.png", s.mapCard(site.CardWidth))
	app.Get("/kaart.groot.png", s.mapCard(site.SlideWidth))
	app.Get("/ligging/:file", s.locator)
}

// View is what a map shows, with the data it was made of.
type View struct {
	Words    *words.Words
	Choice   Choice
	asked    catalogue.Indicator // what the visitor chose
	Ind      catalogue.Indicator // what is drawn
	circles  bool                // a count that has no rate
	Gemeente catalogue.Subject
	Years    []data.MapYear
	year     data.MapYear
	before   data.MapYear // the year that is compared with; zero: none
	replaced []string     // parameters of the address that cannot be shown
	measure  Measure
	scale    Scale
	Areas    []Area
	people   map[string]*float64 // inhabitants of the areas in the year of their division
	Legend   web.Legend
	Title    string
	Sentence string
	remark   string // why something else is drawn than was asked
}

// Area is an area with what is shown of it.
type Area struct {
	data.MapArea
	Figure
	class int
}

// shape makes an answer of what a map shows.
type shape func(ctx context.Context, rev *answer.Revision, v View) (string, []byte, error)

// kaart answers "/kaart", "/kaart.json" and "/kaart-reeksen.json": one choice in three shapes.
func (s *Atlas) kaart(make shape) fiber.Handler {
	return func(c *fiber.Ctx) error { return s.serve(c, c.Path(), site.Query(c), make) }
}

// figures answers "/kaart.csv" and the other files of the figures under a map.
func (s *Atlas) figures(ending string) fiber.Handler {
	return func(c *fiber.Ctx) error {
		q := site.Query(c)
		q.Set(web.ParamMapAs, asCounts) // a table of counts is no coloured map: it gives what was asked
		ending := figure.ForWhom(c, ending)
		return s.serve(c, "/kaart."+ending, q, func(ctx context.Context, rev *answer.Revision, v View) (string, []byte, error) {
			return v.file(ctx, s.Site, rev.DB, ending)
		})
	}
}

func (s *Atlas) serve(c *fiber.Ctx, path string, q url.Values, make shape) error {
	rev := s.Desk.Take(c)
	defer rev.Done()
	choice, err := Choose(q, rev)
	if err != nil {
		return err
	}
	replaced := site.Replaced(q, choice.Values(), Watched)
	return s.Desk.ServeFrom(c, rev, path+"?"+choice.Query()+site.ReplacedKey(replaced), func(ctx context.Context, rev *answer.Revision) (string, []byte, error) {
		v, err := ViewOf(ctx, rev, words.NL, choice)
		if err != nil {
			return "", nil, err
		}
		v.replaced = replaced
		return make(ctx, rev, v)
	})
}

// ViewOf fetches what a map shows: the years, and the areas of one or two of them.
func ViewOf(ctx context.Context, rev *answer.Revision, w *words.Words, choice Choice) (View, error) {
	v := View{Words: w, Choice: choice}
	db, err := figure.Spoken(rev.DB, w)
	if err != nil {
		return v, err
	}
	v.asked, _ = db.Indicator(choice.Indicator)
	v.Gemeente, _ = db.Subject(choice.Gemeente)
	drawn, circles, err := choice.DrawnIndicator(rev)
	if err != nil {
		return v, err
	}
	v.circles = circles
	v.Ind, _ = db.Indicator(drawn.ID)
	if v.Years, err = Years(rev, choice, v.Ind); err != nil || len(v.Years) == 0 {
		return v, err
	}
	v.year = v.Years[len(v.Years)-1]
	for _, y := range v.Years {
		if y.Year == choice.Year {
			v.year = y
		}
		if y.Year == choice.Since {
			v.before = y
		}
	}
	v.Choice.Year = v.year.Year
	return v, v.fetch(ctx, rev, db)
}

// fetch reads the areas of the years and puts them in classes.
func (v *View) fetch(ctx context.Context, rev *answer.Revision, db *data.DB) error {
	areas, err := db.MapAreas(ctx, v.Ind, v.Gemeente.Gemeente, v.Choice.Level, v.year)
	if err != nil {
		return err
	}
	var earlier []data.MapArea
	if v.before.Year != 0 {
		if earlier, err = db.MapAreas(ctx, v.Ind, v.Gemeente.Gemeente, v.Choice.Level, v.before); err != nil {
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
func (v View) text(a Area) string {
	if a.shown == nil {
		return ""
	}
	return v.measure.text(*a.shown)
}

// makeKaartJSON gives another year of a map that the visitor has already.
func (s *Atlas) makeKaartJSON(ctx context.Context, rev *answer.Revision, v View) (string, []byte, error) {
	sources, err := Sources(ctx, rev.DB, v)
	if err != nil {
		return "", nil, err
	}
	year := web.KaartYear{Year: v.year.Year, Division: v.division(), Title: v.Title, Legend: v.Legend.Title, Sentence: v.Sentence, Classes: v.Legend.All(),
		Sources: sources, Remark: v.remark, Bars: v.Legend.Bars, City: v.Legend.City, Values: map[string]web.AreaValue{}}
	for _, a := range v.Areas {
		year.Values[a.Code] = web.AreaValue{Class: a.class, Value: v.text(a), Reason: a.reason, Radius: v.radius(a)}
	}
	body, err := json.Marshal(year)
	return fiber.MIMEApplicationJSONCharsetUTF8, body, err
}

// division names the outlines of a map.
func (v View) division() string { return strconv.Itoa(v.year.AreaYear) }

// Sources names the publications behind a map.
func Sources(ctx context.Context, db *data.DB, v View) ([]web.Link, error) {
	ids, err := db.MapSourceIDs(ctx, v.Ind, v.Gemeente.Gemeente, v.year)
	if err != nil || v.Choice.Since == 0 {
		return figure.LinksOf(db, ids), err
	}
	earlier, err := db.MapSourceIDs(ctx, v.Ind, v.Gemeente.Gemeente, v.before)
	all := append(earlier, ids...)
	slices.Sort(all)
	return figure.LinksOf(db, slices.Compact(all)), err
}
