package ingest

import "testing"

func TestFollow(t *testing.T) {
	const from = "https://opendata.cbs.nl/ODataFeed/odata/85984NED/UntypedDataSet?$format=json"
	for next, want := range map[string]string{
		"": "",
		"https://opendata.cbs.nl/ODataFeed/odata/85984NED/UntypedDataSet?$skip=10": "https://opendata.cbs.nl/ODataFeed/odata/85984NED/UntypedDataSet?$skip=10",
		"http://opendata.cbs.nl/x?$skip=10":                                        "https://opendata.cbs.nl/x?$skip=10",
		"UntypedDataSet?$skip=10":                                                  "https://opendata.cbs.nl/ODataFeed/odata/85984NED/UntypedDataSet?$skip=10",
		"http://vreemd.example/x":                                                  "http://vreemd.example/x", // the client refuses it
	} {
		if got := follow(from, next); got != want {
			t.Errorf("%q leads to %q, want %q", next, got, want)
		}
	}
}

func TestQuery(t *testing.T) {
	got := query("https://x.example/a", "$format", "json", "$filter", "startswith(WijkenEnBuurten,'GM9901') and SoortMisdrijf eq '0.0.0 '")
	want := "https://x.example/a?$format=json&$filter=startswith%28WijkenEnBuurten%2C%27GM9901%27%29%20and%20SoortMisdrijf%20eq%20%270.0.0%20%27"
	if got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

func TestParseYears(t *testing.T) {
	for text, want := range map[string]int{"": 0, "2019": 1, "2015-2018,2020": 5, "2015, 2016": 2, "2018-2015": -1, "gisteren": -1, "19": -1, "2015-": -1, "-2015": -1} {
		years, err := ParseYears(text)
		if (err != nil) != (want < 0) || want >= 0 && len(years) != want {
			t.Errorf("%q gives %v, %v", text, years, err)
		}
	}
}

func TestStatusIn(t *testing.T) {
	for text, want := range map[string]string{
		`{"Description":"Status van de cijfers:\r\nDefinitief, tenzij in de toelichting"}`: "definitief",
		`{"ShortDescription":"\nStatus van de cijfers:\n\nDe cijfers zijn voorlopig."}`:    "voorlopig",
		`{"Description":"De cijfers over 2023 zijn voorlopig."}`:                           "",
	} {
		if got := statusIn([]byte(text)); got != want {
			t.Errorf("%s is %q, want %q", text, got, want)
		}
	}
}
