package signal

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/figure"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// makeSignalering gives the page.
func (s *Signals) makeSignalering(rev *answer.Revision, v signalView) (string, []byte, error) {
	db := rev.DB
	query := v.choice.query(db)
	say := words.Page.Signal
	page := web.SignaleringPage{
		Frame:   s.Frame(rev, say.Title(v.ind.Naam), say.About(v.choice.level), "/signalering?"+query, web.SectionSignalering),
		Heading: say.Heading(v.ind.Naam, v.choice.level, v.gemeenten[strings.ToUpper(v.choice.gemeente)]),
		Levels:  figure.Options(v.choice.level, [][2]string{{"buurt", words.NL.Level("buurt", 2)}, {"wijk", words.NL.Level("wijk", 2)}}), Definition: v.ind.Definitie, Unit: figure.ChangeUnit(words.NL, v.ind),
		Indicators: v.indicatorOptions(db), Municipalities: v.gemeenteOptions(), Bounds: v.bounds(db), Types: v.typeOptions(db),
		CSV: "/signalering.csv?" + query, Ready: v.ready(db), Without: v.without(),
		About: "/indicator/" + v.ind.ID, Method: say.Method,
	}
	if v.known == 0 {
		page.None = say.NotLoaded(v.choice.level)
	} else if !slices.ContainsFunc(v.areas, func(a signal) bool { return a.why == "" }) {
		page.None = say.NoDirections(v.choice.level)
	}
	page.Sentence = v.sentence()
	page.Chance = v.chanceWords()
	if page.None == "" && v.typed {
		page.Level = v.levelWords()
		page.Kinds = v.kinds(db)
	}
	for i, w := range v.wijken {
		page.Wijken = append(page.Wijken, v.row(db, w, i+1))
	}
	if page.None == "" {
		page.Scatter = v.scatter()
		page.Rows, page.Rest = v.rows(db)
	}
	return answer.HTML(s.Templates.Signalering, page)
}

// indicatorOptions offers the figures that have enough years first.
func (v signalView) indicatorOptions(db *data.DB) []web.OptionGroup {
	ready := web.OptionGroup{Label: words.Page.Signal.Ready}
	rest := web.OptionGroup{Label: words.Page.Signal.NotReady}
	for _, ind := range db.Indicators {
		if !ind.Shown {
			continue
		}
		option := web.Option{Value: ind.ID, Label: ind.Naam, Selected: ind.ID == v.ind.ID}
		if n := v.counts[ind.ID]; n > 0 {
			option.Label = words.Page.Signal.Counted(ind.Naam, n, v.choice.level)
			ready.Options = append(ready.Options, option)
		} else {
			rest.Options = append(rest.Options, option)
		}
	}
	return slices.DeleteFunc([]web.OptionGroup{ready, rest}, func(g web.OptionGroup) bool { return len(g.Options) == 0 })
}

func (v signalView) gemeenteOptions() []web.Option {
	out := []web.Option{{Value: "", Label: words.Page.Signal.AllCities, Selected: v.choice.gemeente == ""}}
	codes := slices.SortedFunc(maps.Keys(v.gemeenten), func(a, b string) int {
		return strings.Compare(v.gemeenten[a]+a, v.gemeenten[b]+b)
	})
	for _, code := range codes {
		slug := strings.ToLower(code)
		out = append(out, web.Option{Value: slug, Label: v.gemeenten[code], Selected: slug == v.choice.gemeente})
	}
	return out
}

func (v signalView) bounds(db *data.DB) []web.BoundChoice {
	var out []web.BoundChoice
	for _, t := range db.Thresholds {
		b := web.BoundChoice{ID: t.ID, Name: t.Naam, Meaning: t.Definitie, Source: t.Source}
		for _, c := range t.Choices {
			value := strconv.FormatFloat(c, 'f', -1, 64)
			b.Options = append(b.Options, web.Option{Value: value, Label: strings.Replace(value, ".", ",", 1), Selected: c == v.choice.bounds[t.ID]})
		}
		out = append(out, b)
	}
	return out
}

func (v signalView) typeOptions(db *data.DB) []web.Option {
	out := []web.Option{{Value: "", Label: words.Page.Signal.AllKinds, Selected: v.choice.kind == ""}}
	for _, t := range db.PlaceTypes {
		out = append(out, web.Option{Value: t.ID, Label: t.Naam, Selected: t.ID == v.choice.kind})
	}
	return out
}

// mostReady is how many other figures are named.
const mostReady = 6

// ready names figures that have enough years, most places first, where the chosen one has not.
func (v signalView) ready(db *data.DB) []web.Link {
	if v.counts[v.ind.ID] > 0 {
		return nil
	}
	var found []catalogue.Indicator
	for _, ind := range db.Indicators {
		if ind.Shown && v.counts[ind.ID] > 0 {
			found = append(found, ind)
		}
	}
	slices.SortStableFunc(found, func(a, b catalogue.Indicator) int { return v.counts[b.ID] - v.counts[a.ID] })
	var out []web.Link
	for _, ind := range found[:min(len(found), mostReady)] {
		other := v.choice
		other.indicator = ind.ID
		out = append(out, web.Link{Text: words.Page.Signal.Counted(ind.Naam, v.counts[ind.ID], other.level), URL: "/signalering?" + other.query(db)})
	}
	return out
}

func (v signalView) sentence() string {
	sum := words.SignalSum{Level: v.choice.level, Total: len(v.areas), Typed: v.typed}
	for _, a := range v.areas {
		if a.why == "" {
			sum.Directed++
		}
		if a.toward != 0 {
			sum.Clear++
		}
		if a.kind != nil && !a.kind.Weak && !a.kind.Better {
			sum.Early++
		}
	}
	return words.Page.Signal.Sum(sum)
}

// chanceWords says how many would pass a single test by chance, and the bound that is used instead.
func (v signalView) chanceWords() string {
	if v.tests == 0 {
		return ""
	}
	return words.Page.Signal.Chance(v.tests, v.choice.level, v.choice.bounds[catalogue.LargestP], v.passed)
}

// levelWords says where weak begins, and of which places that was taken.
func (v signalView) levelWords() string {
	return words.Page.Signal.Weak(words.Weak{Bound: web.Getal(v.bound, v.ind.Decimals) + unitWords(v.ind), Part: web.Getal(v.choice.bounds[catalogue.WeakPart], 0),
		Above: v.ind.Direction == "worse", Known: v.known, Year: v.year, Level: v.choice.level})
}

func unitWords(ind catalogue.Indicator) string {
	if unit := figure.ShortUnit(ind); unit != "" {
		return " " + unit
	}
	return ""
}

// kinds gives the typology with how many of the places shown are of each.
func (v signalView) kinds(db *data.DB) []web.Kind {
	var out []web.Kind
	for _, t := range db.PlaceTypes {
		n := 0
		for _, a := range v.areas {
			if a.kind != nil && a.kind.ID == t.ID {
				n++
			}
		}
		only := v.choice
		only.kind = t.ID
		out = append(out, web.Kind{Name: t.Naam, Definition: t.Definitie, URL: "/signalering?" + only.query(db) + "#gebieden", Count: web.Getal(float64(n), 0), Class: "t-" + t.ID})
	}
	return out
}

// reasons why a place has no direction, in the order in which they are told.
var reasons = []string{"te weinig cijfers", "breuk", "andere grens", "andere naam", "groter gebied", "grens onbekend", fewYears, notLatest, noFigure}

// without counts the places that have no direction, and the ones of which it is not clear.
func (v signalView) without() []string {
	counts, unclear := map[string]int{}, 0
	for _, a := range v.areas {
		counts[a.why]++
		if a.why == "" && a.toward == 0 {
			unclear++
		}
	}
	var out []string
	if unclear > 0 {
		out = append(out, words.Page.Signal.Unclear(unclear))
	}
	for _, r := range reasons {
		if n := counts[r]; n > 0 {
			out = append(out, words.Page.Signal.Without(n, words.Page.Signal.Reasons[r]))
		}
	}
	return out
}
