package server

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/web"
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
func (m mapChoice) query() string {
	q := url.Values{web.ParamMunicipality: {m.gemeente}, web.ParamIndicator: {m.indicator}, web.ParamLevel: {m.level}}
	if m.year != 0 {
		q.Set(web.ParamYear, strconv.Itoa(m.year))
	}
	if m.since != 0 {
		q.Set(web.ParamSince, strconv.Itoa(m.since))
	}
	return q.Encode()
}

// chooseMap reads the choice from the address. What is left out or is not ours becomes the default, but an indicator or a
// gemeente that does not exist is not found.
func chooseMap(c *fiber.Ctx, rev *revision) (mapChoice, error) {
	db := rev.db
	choice := mapChoice{gemeente: c.Query(web.ParamMunicipality), indicator: c.Query(web.ParamIndicator), level: c.Query(web.ParamLevel)}
	if choice.gemeente == "" {
		choice.gemeente = "gm0518"
	}
	if s, ok := db.Subject(choice.gemeente); !ok || s.Kind != "gemeente" {
		return choice, fmt.Errorf("gemeente %q: %w", choice.gemeente, errNotFound)
	}
	if choice.indicator == "" {
		choice.indicator = "inwoners"
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
		case c.Query(web.ParamYear):
			choice.year = y.Year
		case c.Query(web.ParamSince):
			choice.since = y.Year
		}
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
	choice   mapChoice
	ind      data.Indicator
	gemeente data.Subject
	years    []data.MapYear
	year     data.MapYear
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

// kaart answers "/kaart", "/kaart.json", "/kaart.csv" and "/embed/kaart": one choice in four shapes.
func (s *Server) kaart(make func(ctx context.Context, rev *revision, v mapView) (string, []byte, error)) fiber.Handler {
	return func(c *fiber.Ctx) error {
		rev := s.current.take()
		choice, err := chooseMap(c, rev)
		rev.users.Done()
		if err != nil {
			return err
		}
		return s.serve(c, c.Path()+"?"+choice.query(), func(ctx context.Context, rev *revision) (string, []byte, error) {
			v, err := viewMap(ctx, rev, choice)
			if err != nil {
				return "", nil, err
			}
			return make(ctx, rev, v)
		})
	}
}

// viewMap fetches what a map shows: the years, and the areas of one or two of them.
func viewMap(ctx context.Context, rev *revision, choice mapChoice) (mapView, error) {
	db := rev.db
	v := mapView{choice: choice}
	v.ind, _ = db.Indicator(choice.indicator)
	v.gemeente, _ = db.Subject(choice.gemeente)
	var err error
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
	if before.Year == 0 || before.Year >= v.year.Year {
		v.choice.since = 0
		v.showLevel(areas)
		return v, nil
	}
	earlier, err := db.MapAreas(ctx, v.ind, v.gemeente.Gemeente, choice.level, before)
	if err != nil {
		return v, err
	}
	v.showChange(db, areas, earlier, before)
	return v, nil
}

// showLevel shows the figures of one year.
func (v *mapView) showLevel(areas []data.MapArea) {
	for _, a := range areas {
		m := mapArea{MapArea: a, shown: a.Value}
		if a.Value == nil {
			m.reason = a.Status
		} else if a.Status == string(data.Provisional) {
			m.reason = a.Status
		}
		v.areas = append(v.areas, m)
	}
	v.legend = classify(v.areas, v.ind)
	v.title = fmt.Sprintf("%s per %s in %s, %d", v.ind.Naam, v.choice.level, v.gemeente.Name, v.year.Year)
	v.sentence = levelSentence(v.areas, v.ind, v.choice.level, v.year.Year)
}

// showChange shows the difference between two years, where both are about the same place: the same code with the same
// name, and no break in the indicator between them.
func (v *mapView) showChange(db *data.DB, areas, earlier []data.MapArea, before data.MapYear) {
	old := map[string]data.MapArea{}
	for _, a := range earlier {
		old[a.Code] = a
	}
	broken := ""
	for _, b := range db.Breaks {
		if b.Indicator == v.ind.ID && b.Subject == "" && b.Year > before.Year && b.Year <= v.year.Year {
			broken = fmt.Sprintf("breuk in %d", b.Year)
		}
	}
	for _, a := range areas {
		m := mapArea{MapArea: a}
		o, there := old[a.Code]
		switch {
		case broken != "":
			m.reason = broken
		case !there || !strings.EqualFold(o.Name, a.Name):
			m.reason = fmt.Sprintf("ander gebied in %d", before.Year)
		case a.Value == nil || o.Value == nil:
			m.reason = "niet in beide jaren"
		default:
			d := *a.Value - *o.Value
			m.shown = &d
		}
		v.areas = append(v.areas, m)
	}
	v.legend = classifyChange(v.areas, v.ind)
	v.title = fmt.Sprintf("%s per %s in %s: verandering van %d tot %d", v.ind.Naam, v.choice.level, v.gemeente.Name, before.Year, v.year.Year)
	v.sentence = changeSentence(v.areas, v.choice.level, v.ind.Decimals)
}

func levelSentence(areas []mapArea, ind data.Indicator, level string, year int) string {
	with := slices.DeleteFunc(slices.Clone(areas), func(a mapArea) bool { return a.shown == nil })
	if len(with) == 0 {
		return fmt.Sprintf("In %d heeft geen %s een cijfer.", year, level)
	}
	slices.SortFunc(with, func(a, b mapArea) int { return compareValues(*a.shown, *b.shown) })
	low, high := with[0], with[len(with)-1]
	return fmt.Sprintf("Van %s (%s) tot %s (%s) in %d; %d van de %d gebieden hebben een cijfer.", web.Getal(*low.shown, ind.Decimals), low.Name,
		web.Getal(*high.shown, ind.Decimals), high.Name, year, len(with), len(areas))
}

func changeSentence(areas []mapArea, level string, decimals int) string {
	up, down, none := 0, 0, 0 // a difference that is shown as 0 is neither
	for _, a := range areas {
		switch {
		case a.shown == nil:
			none++
		case rounded(*a.shown, decimals) > 0:
			up++
		case rounded(*a.shown, decimals) < 0:
			down++
		}
	}
	return fmt.Sprintf("In %d %s een stijging, in %d een daling; voor %d is geen vergelijking mogelijk.", up, plural(level, up), down, none)
}

func plural(level string, n int) string {
	if n == 1 {
		return level
	}
	return strings.TrimSuffix(level, "k") + map[string]string{"buurt": "en", "wijk": "ken"}[level]
}

func compareValues(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// text gives what is shown of an area.
func (v mapView) text(a mapArea) string {
	switch {
	case a.shown == nil:
		return ""
	case v.choice.since != 0:
		return web.Verandering(*a.shown, v.ind.Decimals)
	}
	return web.Getal(*a.shown, v.ind.Decimals)
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
		w.Write([]string{a.Code, a.Name, v.ind.ID, v.ind.Unit, strconv.Itoa(v.year.Year), since, value, a.reason, v.division(), rev.db.Revision})
	}
	w.Flush()
	return "text/csv; charset=utf-8", body.Bytes(), w.Error()
}

// mapSources names the publications behind a map.
func (s *Server) mapSources(ctx context.Context, db *data.DB, v mapView) ([]web.Link, error) {
	ids, err := db.MapSourceIDs(ctx, v.ind, v.gemeente.Gemeente, v.year)
	return linksOf(db, ids), err
}
