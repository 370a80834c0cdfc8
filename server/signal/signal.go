package signal

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/server/site"
	"wijkinzicht/web"
)

// Signals answers which areas fall behind and which move ahead.
type Signals struct{ *site.Site }

// New makes the signals of a site.
func New(s *site.Site) *Signals { return &Signals{s} }

// Routes lists the addresses of the signals.
func (s *Signals) Routes(app *fiber.App) {
	app.Get("/signalering", s.signalering)
	app.Get("/signalering.csv", s.figures("csv"))
	app.Get("/signalering.xlsx", s.figures("xlsx"))
}

// signalChoice is what a visitor chose on /signalering, in its one normal form.
type signalChoice struct {
	indicator, level string
	gemeente         string // code in lower case; empty for all
	kind             string // of the typology; empty for all
	bounds           map[string]float64
}

// query gives the address's query in its one order; a bound that stands as the catalogue has it is left out.
func (s signalChoice) query(db *data.DB) string {
	q := url.Values{web.ParamLevel: {s.level}}
	for name, value := range map[string]string{web.ParamIndicator: s.indicator, web.ParamMunicipality: s.gemeente, web.ParamType: s.kind} {
		if value != "" {
			q.Set(name, value)
		}
	}
	for _, t := range db.Thresholds {
		if v := s.bounds[t.ID]; v != t.Value {
			q.Set(t.ID, strconv.FormatFloat(v, 'f', -1, 64))
		}
	}
	return q.Encode()
}

// chooseSignal reads the choice from the address. What is left out or is not ours becomes the default, but an indicator that
// does not exist is not found.
func chooseSignal(c *fiber.Ctx, db *data.DB) (signalChoice, error) {
	choice := signalChoice{indicator: c.Query(web.ParamIndicator), level: "buurt", gemeente: strings.ToLower(c.Query(web.ParamMunicipality)), bounds: map[string]float64{}}
	if choice.indicator != "" && !figure.ShownIndicator(db, choice.indicator) {
		return choice, fmt.Errorf("indicator %q: %w", choice.indicator, answer.ErrNotFound)
	}
	if c.Query(web.ParamLevel) == "wijk" {
		choice.level = "wijk"
	}
	for _, p := range db.PlaceTypes {
		if p.ID == c.Query(web.ParamType) {
			choice.kind = p.ID
		}
	}
	for _, t := range db.Thresholds {
		choice.bounds[t.ID] = t.Value
		asked, err := strconv.ParseFloat(strings.Replace(c.Query(t.ID), ",", ".", 1), 64)
		if err == nil && slices.Contains(t.Choices, asked) {
			choice.bounds[t.ID] = asked
		}
	}
	return choice, nil
}

// signalView is what /signalering shows, with the data it was made of.
type signalView struct {
	choice    signalChoice
	ind       catalogue.Indicator
	gemeenten map[string]string
	counts    map[string]int // areas with a direction, per indicator
	year      int            // the latest with a figure
	typed     bool           // the indicator has better and worse, and does not grow with the size of the place
	bound     float64        // weak from here; without any area it means nothing
	tests     int            // areas of the whole database whose line was tested
	passed    float64        // the largest p of an area with a direction; -1: none has
	clear     float64        // largest p of a line that has a direction: so that of all that have one few are chance
	known     int            // areas in the whole database that the bound was taken from
	wijken    []signal
	areas     []signal // of the chosen gemeente, or all
}

// signal is a place with what its level and direction make of it.
type signal struct {
	*data.PlaceSlope
	weak   bool
	toward int                  // 1 rises, -1 falls, 0 no clear direction
	kind   *catalogue.PlaceType // nil: none
	why    string               // why it has no direction at all
}

// signalering answers "/signalering".
func (s *Signals) signalering(c *fiber.Ctx) error {
	return s.serve(c, "/signalering", s.makeSignalering)
}

// figures answers "/signalering.csv" and the other files of the places.
func (s *Signals) figures(ending string) fiber.Handler {
	return func(c *fiber.Ctx) error {
		ending := figure.ForWhom(c, ending)
		return s.serve(c, "/signalering."+ending, func(rev *answer.Revision, v signalView) (string, []byte, error) {
			return v.file(s.Site, rev.DB, ending)
		})
	}
}

func (s *Signals) serve(c *fiber.Ctx, path string, make func(rev *answer.Revision, v signalView) (string, []byte, error)) error {
	rev := s.Desk.Take(c)
	defer rev.Done()
	choice, err := chooseSignal(c, rev.DB)
	if err != nil {
		return err
	}
	return s.Desk.ServeFrom(c, rev, path+"?"+choice.query(rev.DB), func(ctx context.Context, rev *answer.Revision) (string, []byte, error) {
		v, err := viewSignals(ctx, rev, choice)
		if err != nil {
			return "", nil, err
		}
		return make(rev, v)
	})
}

func viewSignals(ctx context.Context, rev *answer.Revision, choice signalChoice) (signalView, error) {
	db, v := rev.DB, signalView{choice: choice}
	var err error
	if v.counts, err = answer.Cached(rev, "counts "+choice.level, func() (map[string]int, error) { return db.SlopeCounts(ctx, choice.level) }); err != nil {
		return v, err
	}
	if v.choice.indicator == "" {
		v.choice.indicator = openingSignal(db, v.counts)
	}
	v.ind, _ = db.Indicator(v.choice.indicator)
	v.typed = v.ind.Direction != "neither" && v.ind.Kind != catalogue.Count
	if v.gemeenten, err = answer.Cached(rev, "gemeenten", func() (map[string]string, error) { return db.GemeenteNames(ctx) }); err != nil {
		return v, err
	}
	if _, known := v.gemeenten[strings.ToUpper(choice.gemeente)]; choice.gemeente != "" && !known {
		return v, fmt.Errorf("gemeente %q: %w", choice.gemeente, answer.ErrNotFound)
	}
	areas, err := answer.Cached(rev, "areas "+choice.level+" "+v.ind.ID, func() ([]data.PlaceSlope, error) { return db.AreaSlopes(ctx, v.ind.ID, choice.level) })
	if err != nil {
		return v, err
	}
	wijken, err := answer.Cached(rev, "wijken "+v.ind.ID, func() ([]data.PlaceSlope, error) { return db.WijkSlopes(ctx, v.ind.ID) })
	if err != nil {
		return v, err
	}
	v.measure(areas)
	v.clear, v.tests = v.discoveries(areas, v.year)
	v.passed = v.clear
	v.areas = make([]signal, 0, len(areas))
	for i, a := range areas {
		if choice.gemeente == "" || strings.EqualFold(a.Gemeente, choice.gemeente) {
			v.areas = append(v.areas, v.judge(db, &areas[i], v.year))
		}
	}
	v.clear, _ = v.discoveries(wijken, 0) // eleven questions of their own
	for i, w := range wijken {
		if choice.gemeente == "" || strings.EqualFold(w.Gemeente, choice.gemeente) {
			v.wijken = append(v.wijken, v.judge(db, &wijken[i], 0))
		}
	}
	v.areas = byAttention(db, v.areas)
	return v, nil
}

// openingSignal is the indicator for who has not chosen: of those with better and worse, the one with most directions.
func openingSignal(db *data.DB, counts map[string]int) string {
	opening := db.Views.All(catalogue.OpeningView)
	best, most := opening[len(opening)-1], 0
	for _, ind := range db.Indicators {
		if ind.Shown && ind.Direction != "neither" && ind.Kind != catalogue.Count && counts[ind.ID] > most {
			best, most = ind.ID, counts[ind.ID]
		}
	}
	return best
}

// measure finds the latest year, and the bound of the weakest part of all areas that have a figure in it.
func (v *signalView) measure(areas []data.PlaceSlope) {
	for _, a := range areas {
		if a.Points > 0 {
			v.year = max(v.year, a.To)
		}
	}
	var values []float64
	for _, a := range areas {
		if a.Points > 0 && a.To == v.year {
			values = append(values, a.Value)
		}
	}
	if v.known = len(values); v.known == 0 {
		return
	}
	slices.Sort(values)
	if v.ind.Direction == "worse" {
		slices.Reverse(values)
	}
	place := int(math.Ceil(v.choice.bounds[catalogue.WeakPart] / 100 * float64(v.known)))
	v.bound = values[max(place, 1)-1]
}

// discoveries gives the largest p that makes a direction among these places, and how many were tested.
func (v *signalView) discoveries(places []data.PlaceSlope, latest int) (bound float64, tests int) {
	var ps []float64
	for i := range places {
		if v.untested(&places[i], latest) == "" {
			ps = append(ps, places[i].P)
		}
	}
	return series.FalseDiscovery(ps, v.choice.bounds[catalogue.LargestP]), len(ps)
}

// untested says why a place has no direction at all; empty when its line can be tested.
func (v *signalView) untested(p *data.PlaceSlope, latest int) string {
	switch {
	case p.Points == 0:
		return noFigure
	case latest != 0 && p.To < latest:
		return notLatest
	case p.Slope.Slope == nil:
		return p.Why
	case float64(p.Points) < v.choice.bounds[catalogue.FewestYears]:
		return fewYears
	}
	return ""
}

// Reasons beside those that the table slope gives.
const (
	noFigure  = "geen cijfer"
	fewYears  = "te weinig jaren naar uw keuze"
	notLatest = "geen cijfer in het laatste jaar"
)

// judge says what a place's level and direction make of it. latest is the year that its figure must be of; 0 for any.
func (v *signalView) judge(db *data.DB, p *data.PlaceSlope, latest int) signal {
	s := signal{PlaceSlope: p, why: v.untested(p, latest)}
	if p.Points > 0 {
		s.weak = v.known > 0 && p.Value <= v.bound
		if v.ind.Direction == "worse" {
			s.weak = v.known > 0 && p.Value >= v.bound
		}
	}
	if s.why != "" {
		return s
	}
	if p.P <= v.clear {
		s.toward = cmp.Compare(*p.Slope.Slope, 0)
	}
	if !v.typed || s.toward == 0 || v.known == 0 {
		return s
	}
	better := (s.toward > 0) == (v.ind.Direction == "better")
	for i, t := range db.PlaceTypes {
		if t.Weak == s.weak && t.Better == better {
			s.kind = &db.PlaceTypes[i]
		}
	}
	return s
}

// byAttention orders by kind as the catalogue does, then what has a direction, the steepest first, equals by code.
func byAttention(db *data.DB, all []signal) []signal {
	type key struct {
		rank  int
		steep float64
		at    int
	}
	keys := make([]key, len(all)) // the country has many places, and they are large to move about
	for i, s := range all {
		keys[i] = key{rank: len(db.PlaceTypes), at: i}
		switch {
		case s.kind != nil:
			keys[i].rank = slices.IndexFunc(db.PlaceTypes, func(t catalogue.PlaceType) bool { return t.ID == s.kind.ID })
		case s.why != "":
			keys[i].rank += 2
		case s.toward == 0:
			keys[i].rank++
		}
		if s.why == "" {
			keys[i].steep = math.Abs(*s.Slope.Slope)
		}
	}
	slices.SortFunc(keys, func(a, b key) int {
		return cmp.Or(a.rank-b.rank, -cmp.Compare(a.steep, b.steep), strings.Compare(all[a.at].Place, all[b.at].Place))
	})
	out := make([]signal, len(all))
	for i, k := range keys {
		out[i] = all[k.at]
	}
	return out
}
