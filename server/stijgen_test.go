package server

import (
	"testing"

	"wijkinzicht/data"
	"wijkinzicht/data/series"
	"wijkinzicht/web/chart"
)

func TestPlaceAndPeopleAreToldApart(t *testing.T) {
	ind := func(id, side, direction string) data.Indicator {
		return data.Indicator{ID: id, Naam: id, Side: side, Direction: direction, Shown: true}
	}
	db := &data.DB{Indicators: []data.Indicator{ind("woz", "plek", "better"), ind("leegstand", "plek", "worse"), ind("gas", "plek", "neither"), ind("bijstand", "mensen", "worse")}}
	for name, c := range map[string]struct {
		mine map[string]series.Line
		want string
	}{
		"nothing": {nil, "Over de plek is er geen cijfer dat in de tijd te vergelijken is en een gunstige kant heeft. Over de mensen is er geen cijfer dat in de tijd te vergelijken is en een gunstige kant heeft."},
		"the place rises, its people do not": {map[string]series.Line{"woz": line(at(2004, 1), at(2010, 9)), "leegstand": line(at(2004, 9), at(2010, 1)), "gas": line(at(2004, 1), at(2010, 9)), "bijstand": line(at(2004, 1), at(2010, 9))},
			"Over de plek zijn 2 cijfers met een gunstige kant in de tijd te vergelijken: 2 werden gunstiger en 0 ongunstiger. Over de mensen is één cijfer met een gunstige kant in de tijd te vergelijken: het werd ongunstiger."},
		"a break and a larger area say nothing": {map[string]series.Line{"woz": line(at(2004, 1), broken(2010, 9)), "leegstand": line(around(2004, 1), around(2010, 9)), "bijstand": line(at(2004, 4), at(2010, 4))},
			"Over de plek is er geen cijfer dat in de tijd te vergelijken is en een gunstige kant heeft. Over de mensen is één cijfer met een gunstige kant in de tijd te vergelijken: het werd niet anders."},
	} {
		if got := twoStories(db, c.mine); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", name, got, c.want)
		}
	}
}

func TestRoutesSayWhatIsMissing(t *testing.T) {
	db := &data.DB{Indicators: []data.Indicator{{ID: "opleiding_laag", Naam: "Opleiding laag", Unit: "%", Kind: data.Share, Shown: true}, {ID: "koop", Naam: "Koop", Unit: "%", Kind: data.Share, Shown: true}}}
	wijk, city := data.Subject{Slug: "zonnewijk", Kind: "wijk"}, data.Subject{Slug: "gm9901", Kind: "gemeente", Name: "Dorrestad"}
	panels := routePanels(db, []shownLine{{wijk, chart.Wijk}, {city, chart.Gemeente}}, map[string]map[string]series.Line{
		"zonnewijk": {"koop": line(at(2010, 17)), "opleiding_laag": line(none(2010, data.Secret))}, "gm9901": {"koop": line(at(2008, 40), at(2010, 42))}})
	if len(panels) != 4 {
		t.Fatalf("%d routes, want four", len(panels))
	}
	learning, living := panels[0].Rows, panels[2].Rows
	if len(learning) != 1 || learning[0].Value.Reason != "geheim (2010)" || learning[0].URL != "" {
		t.Errorf("learning: %+v", learning)
	}
	if len(living) != 1 || living[0].Value.Text != "17" || living[0].City != "Dorrestad: 42 %" || living[0].Change.Why == "" {
		t.Errorf("living: %+v", living)
	}
}
