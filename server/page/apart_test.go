package page

import (
	"slices"
	"testing"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series/made"
	"wijkinzicht/web/words"
)

// TestPlaceAndPeopleAreToldApart: each side is counted by its distance to the city, over years that both have; the rest is named.
func TestPlaceAndPeopleAreToldApart(t *testing.T) {
	ind := func(id, direction string) catalogue.Indicator {
		return catalogue.Indicator{ID: id, Naam: id, Direction: direction, Step: 1, Shown: true}
	}
	a := apart{name: "Zonnewijk", city: "Dorrestad", spread: map[string]float64{"groen": 10, "bijstand": 10, "inkomen": 10}, rows: map[string][]apartRow{}}
	flat := made.Line(made.At(2002, 50), made.At(2010, 50), made.At(2020, 50))
	a.follow(ofPeople, ind("bijstand", "worse"), made.Line(made.At(2010, 60), made.At(2020, 70)), flat)
	a.follow(ofPeople, ind("inkomen", "better"), made.Line(made.At(2020, 60)), flat)
	a.follow(ofPlace, ind("groen", "better"), made.Line(made.At(2002, 90), made.At(2010, 20), made.At(2020, 30)), flat)
	if got, want := a.fares().Place.Better, 1; got != want || a.rows[ofPlace][0].From.Year != 2010 {
		t.Errorf("the place is counted from %d with %d better", a.rows[ofPlace][0].From.Year, got)
	}
	if got := a.page(func(string) string { return "#" }); got.Heading != "Of plek en mensen in Zonnewijk uiteengingen, is niet te zeggen. Over de plek is er maar één cijfer te vergelijken: te weinig voor een uitkomst. Over de mensen is er maar één cijfer te vergelijken: te weinig voor een uitkomst." || got.Size != "" {
		t.Errorf("got %q, %q", got.Heading, got.Size)
	}
	if moved := a.rows[ofPeople][0].moved; moved != -1 {
		t.Errorf("the people moved %v, want -1", moved)
	}
	if len(a.missing) != 1 || a.missing[0].Reason != "alleen 2020" {
		t.Errorf("left out: %v", a.missing)
	}
	a.follow(beside, ind("groen", "neither"), made.Line(made.At(2010, 20), made.At(2020, 40)), flat)
	if moved := a.rows[beside][0].moved; moved != 2 {
		t.Errorf("nearer to the city is %v, want 2", moved)
	}
	a.rows[ofPlace], a.rows[ofPeople] = slices.Repeat(a.rows[ofPlace], words.LeastFared), slices.Repeat(a.rows[ofPeople], words.LeastFared)
	if got := a.page(func(string) string { return "#" }); got.Heading != "Zonnewijk naast Dorrestad, 2010–\u20602020: de plek won terrein op alle 3 cijfers, de gemiddelden van de mensen verloren terrein op alle 3 cijfers." || got.Size == "" {
		t.Errorf("got %q, %q", got.Heading, got.Size)
	}
	if (apart{rows: map[string][]apartRow{}}).page(nil).Sides != nil {
		t.Error("nothing has sides")
	}
}
