package page

import (
	"fmt"

	"wijkinzicht/data"
	"wijkinzicht/data/series"
)

// twoStories counts how the place and its people fared: of the figures that have a good direction and years to compare.
// They are told apart because a place can rise while its people do not (Hoogvliet, OTB/TU Delft 2012).
func twoStories(db *data.DB, mine map[string]series.Line) string {
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
	place, people := counts["plek"], counts["mensen"]
	if place.better+place.worse+place.same+people.better+people.worse+people.same == 0 {
		return "Over plek en mensen is nog niets in de tijd te vergelijken."
	}
	return "De plek: " + place.text() + ". De mensen: " + people.text() + "."
}

// tally counts figures that became better or worse, or stayed.
type tally struct{ better, worse, same int }

// text says it in words, such as "van 14 cijfers werden er 2 beter en 1 slechter".
func (t tally) text() string {
	became := "werden"
	if t.better == 1 {
		became = "werd"
	}
	switch n := t.better + t.worse + t.same; {
	case n == 0:
		return "niets is in de tijd te vergelijken"
	case n == t.same && n > 1:
		return fmt.Sprintf("van %d cijfers veranderde er geen merkbaar", n)
	case n > 1:
		return fmt.Sprintf("van %d cijfers %s er %d beter en %d slechter", n, became, t.better, t.worse)
	case t.better == 1:
		return "één cijfer is te vergelijken, en het werd beter"
	case t.worse == 1:
		return "één cijfer is te vergelijken, en het werd slechter"
	}
	return "één cijfer is te vergelijken, en het werd niet anders"
}
