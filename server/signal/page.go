package signal

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

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
	title := fmt.Sprintf("%s per %s: niveau en richting", v.ind.Naam, v.choice.level)
	if v.choice.gemeente != "" {
		title += " in " + v.gemeenten[strings.ToUpper(v.choice.gemeente)]
	}
	page := web.SignaleringPage{
		Frame:   s.Frame(rev, "Wie zakt, wie stijgt: "+v.ind.Naam, "Welke "+words.NL.Level(v.choice.level, 2)+" staan er nog redelijk voor en glijden af?", "/signalering?"+query, web.SectionSignalering),
		Heading: title, Levels: figure.Options(v.choice.level, [][2]string{{"buurt", "buurten"}, {"wijk", "wijken"}}), Definition: v.ind.Definitie, Unit: figure.ChangeUnit(words.NL, v.ind),
		Indicators: v.indicatorOptions(db), Municipalities: v.gemeenteOptions(), Bounds: v.bounds(db), Types: v.typeOptions(db),
		CSV: "/signalering.csv?" + query, Ready: v.ready(db), Without: v.without(),
		About: "/indicator/" + v.ind.ID, Method: "Richting: Theil-Sen (mediaan van de hellingen tussen alle paren jaren, met 90%-interval) en de toets van Mann-Kendall, over het laatste stuk van elke reeks zonder breuk.",
	}
	if v.known == 0 {
		page.None = fmt.Sprintf("Dit cijfer is voor geen enkele %s geladen.", v.choice.level)
	} else if !slices.ContainsFunc(v.areas, func(a signal) bool { return a.why == "" }) {
		page.None = fmt.Sprintf("Geen enkele %s heeft hier genoeg vergelijkbare jaren voor een richting.", v.choice.level)
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
	var body bytes.Buffer
	err := s.Templates.Signalering(&body, page)
	return fiber.MIMETextHTMLCharsetUTF8, body.Bytes(), err
}

// indicatorOptions offers the figures that have enough years first.
func (v signalView) indicatorOptions(db *data.DB) []web.OptionGroup {
	ready := web.OptionGroup{Label: "Met genoeg vergelijkbare jaren"}
	rest := web.OptionGroup{Label: "Nog te weinig vergelijkbare jaren"}
	for _, ind := range db.Indicators {
		if !ind.Shown {
			continue
		}
		option := web.Option{Value: ind.ID, Label: ind.Naam, Selected: ind.ID == v.ind.ID}
		if n := v.counts[ind.ID]; n > 0 {
			option.Label += fmt.Sprintf(" (%s %s)", web.Getal(float64(n), 0), words.NL.Level(v.choice.level, n))
			ready.Options = append(ready.Options, option)
		} else {
			rest.Options = append(rest.Options, option)
		}
	}
	return slices.DeleteFunc([]web.OptionGroup{ready, rest}, func(g web.OptionGroup) bool { return len(g.Options) == 0 })
}

func (v signalView) gemeenteOptions() []web.Option {
	out := []web.Option{{Value: "", Label: "alle gemeenten", Selected: v.choice.gemeente == ""}}
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
	out := []web.Option{{Value: "", Label: "alle soorten", Selected: v.choice.kind == ""}}
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
		n := v.counts[ind.ID]
		other.indicator = ind.ID
		out = append(out, web.Link{Text: fmt.Sprintf("%s (%s %s)", ind.Naam, web.Getal(float64(n), 0), words.NL.Level(other.level, n)), URL: "/signalering?" + other.query(db)})
	}
	return out
}

func (v signalView) sentence() string {
	total, directed, clear, early := len(v.areas), 0, 0, 0
	for _, a := range v.areas {
		if a.why == "" {
			directed++
		}
		if a.toward != 0 {
			clear++
		}
		if a.kind != nil && !a.kind.Weak && !a.kind.Better {
			early++
		}
	}
	n := func(v int) string { return web.Getal(float64(v), 0) }
	text := fmt.Sprintf("Van de %s %s hebben er %s genoeg vergelijkbare jaren voor een richting", n(total), words.NL.Level(v.choice.level, total), n(directed))
	if directed == 0 {
		return text + "."
	}
	text += fmt.Sprintf("; bij %s is die duidelijk", n(clear))
	switch {
	case !v.typed:
		return text + "."
	case early == 0:
		return text + fmt.Sprintf(". Geen enkele %s staat er redelijk voor en verslechtert.", v.choice.level)
	case early == 1:
		return text + fmt.Sprintf(". Eén %s staat er redelijk voor en verslechtert.", v.choice.level)
	}
	return text + fmt.Sprintf(". %s %s staan er redelijk voor en verslechteren.", n(early), words.NL.Level(v.choice.level, early))
}

// chanceWords says how many would pass a single test by chance, and the bound that is used instead.
func (v signalView) chanceWords() string {
	if v.tests == 0 {
		return ""
	}
	rate := v.choice.bounds[catalogue.LargestP]
	text := fmt.Sprintf("Er zijn %s %s getoetst. Zou elk op zichzelf een richting hebben vanaf p ≤ %s, dan kregen er zonder enige richting hooguit zo’n %s een.",
		web.Getal(float64(v.tests), 0), words.NL.Level(v.choice.level, v.tests), web.Getal(rate, 2), web.Getal(rate*float64(v.tests), 0))
	if v.passed < 0 {
		return text + " Daarom geldt een strengere grens; geen enkele lijn haalt die."
	}
	return text + fmt.Sprintf(" Daarom geldt een strengere grens, p ≤ %s: naar verwachting is hooguit %s%% van wat hier een richting heeft toeval.", web.Getal(v.passed, 4), web.Getal(100*rate, 0))
}

// levelWords says where weak begins, and of which places that was taken.
func (v signalView) levelWords() string {
	side := "lager"
	if v.ind.Direction == "worse" {
		side = "hoger"
	}
	return fmt.Sprintf("Zwak is hier %s%s of %s: de zwakste %s%% van de %s %s met een cijfer over %d in de hele database.", web.Getal(v.bound, v.ind.Decimals),
		unitWords(v.ind), side, web.Getal(v.choice.bounds[catalogue.WeakPart], 0), web.Getal(float64(v.known), 0), words.NL.Level(v.choice.level, v.known), v.year)
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

// reasons puts why a place has no direction into words, in this order.
var reasons = [][2]string{
	{"te weinig cijfers", "te weinig vergelijkbare jaren: minder dan vier jaren met een cijfer"}, {"breuk", "te weinig vergelijkbare jaren: een breuk in het cijfer"},
	{"andere grens", "te weinig vergelijkbare jaren: een andere grens dan vroeger"},
	{"andere naam", "te weinig vergelijkbare jaren: een andere naam, en geen bestand zegt dat de grens bleef"},
	{"groter gebied", "alleen een cijfer van een groter gebied"},
	{"grens onbekend", "te weinig vergelijkbare jaren: geen bestand zegt dat de grens dezelfde bleef"},
	{fewYears, "minder jaren dan u koos"}, {notLatest, "geen cijfer in het laatste jaar"}, {noFigure, "geen cijfer in de laatste indeling"},
}

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
		out = append(out, fmt.Sprintf("%s: genoeg jaren, maar geen duidelijke richting", web.Getal(float64(unclear), 0)))
	}
	for _, r := range reasons {
		if n := counts[r[0]]; n > 0 {
			out = append(out, web.Getal(float64(n), 0)+": "+r[1])
		}
	}
	return out
}
