package catalogue

import "testing"

// dorrestadEvents holds one of everything that an event can be: day, month and year; moment, period and going on.
var dorrestadEvents = []Event{
	{ID: "zonnewijk-plan", Subject: "zonnewijk", Kind: Policy, From: Date{Year: 2007}, Until: Date{Year: 2012, Month: 6}, Label: "Plan Zon",
		Note: "De wijk krijgt een plan.", Source: "Dorrestad, Plan Zon, 2007", URL: "https://dorrestad.example/plan", Sure: true},
	{ID: "dorrestad-sloop", Subject: "gm9901", Kind: Renewal, From: Date{2009, 2, 28}, Label: "Sloop Maanflat", Note: "De flat gaat \"neer\".",
		Source: "Dorrestads Nieuws, Flat neer", URL: "https://nieuws.example/flat?a=1&b=2"},
	{ID: "land-wet", Subject: "nl", Kind: Designation, From: Date{Year: 2009, Month: 2}, Open: true, Label: "Wet op de zon", Note: "De zon schijnt voortaan.",
		Source: "Staatsblad, Zonnewet", URL: "https://wet.example/zon", Sure: true},
}

// dorrestad is the catalogue with a fictional wijk in the place of the eleven.
func dorrestad(t *testing.T) *Catalogue {
	t.Helper()
	cat, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	cat.Wijken = []Wijk{{Slug: "zonnewijk", Kind: WijkKind, Name: "Zonnewijk", GemeenteCode: "GM9901", GemeenteName: "Dorrestad", City: "Dorrestad"}}
	cat.Parts = []Part{{Slug: "zonnewijk", Year: 2020, Code: "WK990101", Level: "wijk", Name: "Zonnewijk", Relation: Equal, Evidence: "bedacht", Confidence: "H"}}
	cat.Breaks = []Break{{Indicator: "inwoners", Year: 2020, Kind: "definitie", Note: "De telling is veranderd.", Source: "bedacht"}}
	cat.Events, cat.Interventions = dorrestadEvents, nil
	return cat
}
func num(v float64) *float64 { return &v }
