package page

import (
	"wijkinzicht/data"
	"wijkinzicht/data/series"
	"wijkinzicht/web/words"
)

// twoStories counts how the place and its people fared: of the figures that have a good direction and years to compare.
// They are told apart because a place can rise while its people do not (Hoogvliet, OTB/TU Delft 2012).
func twoStories(db *data.DB, mine map[string]series.Line) string {
	counts := map[string]*words.Fared{"plek": {}, "mensen": {}}
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
			t.Better++
		case up < 0:
			t.Worse++
		default:
			t.Same++
		}
	}
	return words.Page.Place.Stories(*counts["plek"], *counts["mensen"])
}
