package server

import (
	"fmt"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/data/series"
	"wijkinzicht/web"
	"wijkinzicht/web/chart"
)

// risingRoutes are the routes along which people rise (DSP-groep for Platform Corpovenista, 2010), each with the figures
// that say most about it.
var risingRoutes = []struct {
	name, about string
	indicators  []string
}{
	{"leren", "Van basisvaardigheden tot een diploma en verder.", []string{"opleiding_laag", "opleiding_hoog", "afstand_school"}},
	{"werken", "Van vrijwilligerswerk tot een vaste baan of een eigen zaak.", []string{"inkomen_per_inwoner", "laag_inkomen", "arbeidsparticipatie", "bijstand"}},
	{"wonen", "Van een dak boven het hoofd tot de woning die men wil.", []string{"woz", "koop", "corporatie", "vermogen"}},
	{"vrije tijd", "Van meedoen tot samen iets opzetten.", []string{"lbm_soc"}},
}

// routePanels shows where the wijk stands on each route, beside its gemeente.
func routePanels(db *data.DB, lines []shownLine, all map[string]map[string]series.Line) []web.RoutePanel {
	mine := all[lines[0].subject.Slug]
	var city data.Subject
	for _, l := range lines {
		if l.role == chart.Gemeente {
			city = l.subject
		}
	}
	var out []web.RoutePanel
	for _, route := range risingRoutes {
		panel := web.RoutePanel{Name: route.name, About: route.about}
		for _, id := range route.indicators {
			ind, ok := db.Indicator(id)
			if !ok || !ind.Shown {
				continue
			}
			row := web.RouteRow{Name: ind.Naam, URL: "#" + id, Value: web.Value{Reason: whyNone(nl, mine[id])}}
			if last, ok := mine[id].Last(); ok {
				row.Value = valueOf(nl, last, ind)
				row.Change, _ = change(nl, mine[id], ind)
				if there, ok := all[city.Slug][id].At(last.Year); ok {
					row.City = city.Name + ": " + strings.TrimSpace(web.Getal(*there.Value, ind.Decimals)+" "+shortUnit(ind))
				}
			} else {
				row.URL = "" // without a figure there is nothing to go to
			}
			panel.Rows = append(panel.Rows, row)
		}
		out = append(out, panel)
	}
	return out
}

// became is "3 werden" or "1 werd".
func became(n int) string {
	if n == 1 {
		return "1 werd"
	}
	return fmt.Sprintf("%d werden", n)
}

// twoStories counts how the place and its people fared: of the figures that have a good direction and years to compare.
// They are told apart because a place can rise while its people do not (Hoogvliet, OTB/TU Delft 2012).
func twoStories(db *data.DB, mine map[string]series.Line) string {
	type tally struct{ better, worse, same int }
	counts := map[string]*tally{"plek": {}, "mensen": {}}
	for _, ind := range db.Indicators {
		t, ok := counts[ind.Side]
		if !ok || !ind.Shown || ind.Direction == "neither" {
			continue
		}
		c := mine[ind.ID].Latest()
		if c.Why != series.Same {
			continue
		}
		up := c.Toward(ind.Step)
		if ind.Direction == "worse" {
			up = -up
		}
		switch {
		case up > 0:
			t.better++
		case up < 0:
			t.worse++
		default:
			t.same++
		}
	}
	var parts []string
	for _, side := range []string{"plek", "mensen"} {
		t := counts[side]
		n, about := t.better+t.worse+t.same, map[string]string{"plek": "Over de plek", "mensen": "Over de mensen"}[side]
		switch {
		case n == 0:
			parts = append(parts, about+" is er geen cijfer dat in de tijd te vergelijken is en een gunstige kant heeft.")
		case n == 1:
			parts = append(parts, fmt.Sprintf("%s is één cijfer met een gunstige kant in de tijd te vergelijken: het werd %s.", about,
				map[bool]string{true: "gunstiger", false: map[bool]string{true: "ongunstiger", false: "niet anders"}[t.worse == 1]}[t.better == 1]))
		default:
			parts = append(parts, fmt.Sprintf("%s zijn %d cijfers met een gunstige kant in de tijd te vergelijken: %s gunstiger en %d ongunstiger.", about, n, became(t.better), t.worse))
		}
	}
	return strings.Join(parts, " ")
}
