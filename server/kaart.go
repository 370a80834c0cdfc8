package server

import (
	"bytes"
	"cmp"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// mapChoice is what a visitor chose on the map, in its one normal form.
type mapChoice struct {
	gemeente  string // slug
	indicator string
	level     string // buurt or wijk
	year      int    // 0: the latest
	since     int    // 0: no change
}

// query gives the address's query in its one order.
func (m mapChoice) query() string { return m.values().Encode() }

func (m mapChoice) values() url.Values {
	q := url.Values{web.ParamMunicipality: {m.gemeente}, web.ParamIndicator: {m.indicator}, web.ParamLevel: {m.level}}
	if m.year != 0 {
		q.Set(web.ParamYear, strconv.Itoa(m.year))
	}
	if m.since != 0 {
		q.Set(web.ParamSince, strconv.Itoa(m.since))
	}
	return q
}

// chooseMap reads the choice from the address. What is left out or is not ours becomes the default, but an indicator or a
// gemeente that does not exist is not found.
func chooseMap(q url.Values, rev *revision) (mapChoice, error) {
	db := rev.db
	choice := mapChoice{gemeente: q.Get(web.ParamMunicipality), indicator: q.Get(web.ParamIndicator), level: q.Get(web.ParamLevel)}
	if choice.gemeente == "" {
		choice.gemeente = "gm0518"
	}
	if s, ok := db.Subject(choice.gemeente); !ok || s.Kind != "gemeente" {
		return choice, fmt.Errorf("gemeente %q: %w", choice.gemeente, errNotFound)
	}
	if choice.indicator == "" {
		choice.indicator = openingIndicators[0]
	}
	if !shownIndicator(db, choice.indicator) {
		return choice, fmt.Errorf("indicator %q: %w", choice.indicator, errNotFound)
	}
	if choice.level != "wijk" {
		choice.level = "buurt"
	}
	years, err := rev.mapYears(choice)
	if err != nil {
		return choice, err
	}
	for _, y := range years { // a year without figures is no year: the latest, or no change
		switch strconv.Itoa(y.Year) {
		case q.Get(web.ParamYear):
			choice.year = y.Year
		case q.Get(web.ParamSince):
			choice.since = y.Year
		}
	}
	if len(years) > 0 && choice.since >= cmp.Or(choice.year, years[len(years)-1].Year) { // a change goes forward
		choice.since = 0
	}
	return choice, nil
}

// mapYears remembers which years a map can show, so that no address makes a question of its own.
func (r *revision) mapYears(choice mapChoice) ([]data.MapYear, error) {
	key := choice.gemeente + " " + choice.indicator + " " + choice.level
	if known, ok := r.years.Load(key); ok {
		return known.([]data.MapYear), nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), makeTime)
	defer cancel()
	ind, _ := r.db.Indicator(choice.indicator)
	gemeente, _ := r.db.Subject(choice.gemeente)
	years, err := r.db.MapYears(ctx, ind, gemeente.Gemeente, choice.level)
	if err == nil {
		r.years.Store(key, years)
	}
	return years, err
}

// mapView is what a map shows, with the data it was made of.
type mapView struct {
	words    *words.Words
	choice   mapChoice
	ind      data.Indicator
	gemeente data.Subject
	years    []data.MapYear
	year     data.MapYear
	before   data.MapYear // the year that is compared with; zero: none
	areas    []mapArea
	legend   web.Legend
	title    string
	sentence string
}

// mapArea is an area with what is shown of it: its figure, or its change.
type mapArea struct {
	data.MapArea
	shown  *float64
	reason string
	class  int
}

// kaart answers "/kaart", "/kaart.json" and "/kaart.csv": one choice in three shapes.
func (s *Server) kaart(make func(ctx context.Context, rev *revision, v mapView) (string, []byte, error)) fiber.Handler {
	return func(c *fiber.Ctx) error {
		rev := s.current.take()
		choice, err := chooseMap(queryOf(c), rev)
		rev.users.Done()
		if err != nil {
			return err
		}
		return s.serve(c, c.Path()+"?"+choice.query(), func(ctx context.Context, rev *revision) (string, []byte, error) {
			v, err := viewMap(ctx, rev, nl, choice)
			if err != nil {
				return "", nil, err
			}
			return make(ctx, rev, v)
		})
	}
}

// viewMap fetches what a map shows: the years, and the areas of one or two of them.
func viewMap(ctx context.Context, rev *revision, w *words.Words, choice mapChoice) (mapView, error) {
	v := mapView{words: w, choice: choice}
	db, err := spoken(rev.db, w)
	if err != nil {
		return v, err
	}
	v.ind, _ = db.Indicator(choice.indicator)
	v.gemeente, _ = db.Subject(choice.gemeente)
	if v.years, err = rev.mapYears(choice); err != nil || len(v.years) == 0 {
		return v, err
	}
	v.year = v.years[len(v.years)-1]
	var before data.MapYear
	for _, y := range v.years {
		if y.Year == choice.year {
			v.year = y
		}
		if y.Year == choice.since {
			before = y
		}
	}
	v.choice.year = v.year.Year
	areas, err := db.MapAreas(ctx, v.ind, v.gemeente.Gemeente, choice.level, v.year)
	if err != nil {
		return v, err
	}
	if before.Year == 0 {
		v.showLevel(areas)
		return v, nil
	}
	earlier, err := db.MapAreas(ctx, v.ind, v.gemeente.Gemeente, choice.level, before)
	if err != nil {
		return v, err
	}
	v.before = before
	codes := make([]string, len(areas))
	for i, a := range areas {
		codes[i] = a.Code
	}
	rule, _, err := db.Rule(ctx, codes)
	if err != nil {
		return v, err
	}
	v.showChange(rule, areas, earlier)
	return v, nil
}

// text gives what is shown of an area.
func (v mapView) text(a mapArea) string {
	switch {
	case a.shown == nil:
		return ""
	case v.choice.since != 0:
		return v.words.Difference(*a.shown, v.ind.Decimals)
	}
	return v.words.Number(*a.shown, v.ind.Decimals)
}

// makeKaartJSON gives another year of a map that the visitor has already.
func (s *Server) makeKaartJSON(ctx context.Context, rev *revision, v mapView) (string, []byte, error) {
	sources, err := s.mapSources(ctx, rev.db, v)
	if err != nil {
		return "", nil, err
	}
	year := web.KaartYear{Year: v.year.Year, Division: v.division(), Title: v.title, Sentence: v.sentence, Classes: v.legend.All(),
		Sources: sources, Values: map[string]web.AreaValue{}}
	for _, a := range v.areas {
		year.Values[a.Code] = web.AreaValue{Class: a.class, Value: v.text(a), Reason: a.reason}
	}
	body, err := json.Marshal(year)
	return fiber.MIMEApplicationJSONCharsetUTF8, body, err
}

// division names the outlines of a map.
func (v mapView) division() string { return strconv.Itoa(v.year.AreaYear) }

// makeKaartCSV gives the figures under a map.
func (s *Server) makeKaartCSV(_ context.Context, rev *revision, v mapView) (string, []byte, error) {
	var body bytes.Buffer
	w := csv.NewWriter(&body)
	w.Write([]string{"code", "naam", "indicator", "eenheid", "jaar", "vanaf", "waarde", "toelichting", "indeling", "revisie"})
	for _, a := range v.areas {
		value, since := "", ""
		if a.shown != nil {
			value = strconv.FormatFloat(*a.shown, 'f', -1, 64)
		}
		if v.choice.since != 0 {
			since = strconv.Itoa(v.choice.since)
		}
		w.Write([]string{a.Code, cellText(a.Name), v.ind.ID, v.ind.Unit, strconv.Itoa(v.year.Year), since, value, a.reason, v.division(), rev.db.Revision})
	}
	w.Flush()
	return "text/csv; charset=utf-8", body.Bytes(), w.Error()
}

// mapSources names the publications behind a map.
func (s *Server) mapSources(ctx context.Context, db *data.DB, v mapView) ([]web.Link, error) {
	ids, err := db.MapSourceIDs(ctx, v.ind, v.gemeente.Gemeente, v.year)
	if err != nil || v.choice.since == 0 {
		return linksOf(db, ids), err
	}
	earlier, err := db.MapSourceIDs(ctx, v.ind, v.gemeente.Gemeente, v.before)
	all := append(earlier, ids...)
	slices.Sort(all)
	return linksOf(db, slices.Compact(all)), err
}
