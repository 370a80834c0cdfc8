package page

import (
	"testing"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/data/series/made"
)

func TestPlaceAndPeopleAreToldApart(t *testing.T) {
	ind := func(id, side, direction string) catalogue.Indicator {
		return catalogue.Indicator{ID: id, Naam: id, Side: side, Direction: direction, Shown: true}
	}
	db := &data.DB{Indicators: []catalogue.Indicator{ind("woz", "plek", "better"), ind("leegstand", "plek", "worse"), ind("gas", "plek", "neither"), ind("bijstand", "mensen", "worse")}}
	for name, c := range map[string]struct {
		mine map[string]series.Line
		want string
	}{
		"nothing": {nil, "Over de plek en de mensen is nog niets in de tijd te vergelijken."},
		"the place rises, its people do not": {map[string]series.Line{"woz": made.Line(made.At(2004, 1), made.At(2010, 9)), "leegstand": made.Line(made.At(2004, 9), made.At(2010, 1)), "gas": made.Line(made.At(2004, 1), made.At(2010, 9)), "bijstand": made.Line(made.At(2004, 1), made.At(2010, 9))},
			"De plek: beide cijfers werden beter. De mensen: het enige cijfer dat te vergelijken is, werd slechter."},
		"a break and a larger area say nothing": {map[string]series.Line{"woz": made.Line(made.At(2004, 1), made.Broken(2010, 9)), "leegstand": made.Line(made.Around(2004, 1), made.Around(2010, 9)), "bijstand": made.Line(made.At(2004, 4), made.At(2010, 4))},
			"De plek: niets is in de tijd te vergelijken. De mensen: het enige cijfer dat te vergelijken is, veranderde niet merkbaar."},
	} {
		if got := twoStories(db, c.mine); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", name, got, c.want)
		}
	}
}
