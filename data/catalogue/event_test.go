package catalogue

import (
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

const eventHeader = "id,subject,kind,from,until,open,label,note,source,url,confidence\n"

func inDorrestad(slug string) bool {
	return slices.Contains([]string{"zonnewijk", "gm9901", "nl"}, slug)
}

func neverTaken(string) bool { return false }

const zonRow = `zonnewijk-plan,zonnewijk,beleid,2007,2012-06,nee,Plan Zon,De wijk krijgt een plan.,"Dorrestad, Plan Zon, 2007",https://dorrestad.example/plan,zeker` + "\n"

func TestReadEvents(t *testing.T) {
	table := eventHeader + zonRow +
		`dorrestad-sloop,gm9901,herstructurering,2009-02-28,,nee,Sloop Maanflat,"De flat gaat ""neer"".","Dorrestads Nieuws, Flat neer",https://nieuws.example/flat?a=1&b=2,waarschijnlijk
land-wet,nl,aanwijzing,2009-02,,ja,Wet op de zon,De zon schijnt voortaan.,"Staatsblad, Zonnewet",https://wet.example/zon,zeker
`
	got, err := ReadEvents(strings.NewReader(table), "zon.csv", inDorrestad, neverTaken)
	if err != nil {
		t.Fatal(err)
	}
	want := slices.Clone(dorrestadEvents)
	for i := range want {
		want[i].Own = true
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
}

func TestReadEventsRefuses(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"an unknown subject", ",zonnewijk,", ",maanwijk,", `kolom subject: "maanwijk" kennen wij niet`},
		{"an unknown kind", "beleid", "gevoel", `kolom kind: "gevoel"`},
		{"an id with capitals", "zonnewijk-plan", "Zonnewijk-plan", "kolom id"},
		{"no id", "zonnewijk-plan", "", "kolom id"},
		{"an id twice", zonRow, zonRow + zonRow, "rij 3, kolom id"},
		{"an end before the start", "2012-06", "2006-12-31", "kolom until: 2006-12-31 ligt voor 2007"},
		{"an end in an earlier month", "2007,2012-06", "2007-05,2007-04", "kolom until"},
		{"an end that is open too", "nee", "ja", "kolom open: wat in 2012-06 eindigt, loopt niet door"},
		{"open in other words", "nee", "loopt", `kolom open: "loopt"`},
		{"loopt as an end", "2012-06", "loopt", `kolom until: "loopt" is geen datum`},
		{"no start", "2007,2012-06", ",2012-06", `kolom from: "" is geen datum`},
		{"a Dutch date", ",2007,", ",22-03-2007,", "kolom from"},
		{"a month that is none", "2012-06", "2012-13", "kolom until"},
		{"a day that is none", "2012-06", "2013-02-29", "kolom until"},
		{"a year too early", ",2007,", ",1849,", "kolom from: het jaar 1849 ligt niet tussen 1850 en 2100"},
		{"a year too late", "2012-06", "2101", "kolom until: het jaar 2101"},
		{"a label too long", "Plan Zon", "Plan Zon voor een wijk van ons", "langer dan 28 tekens"},
		{"no label", "Plan Zon,", ",", "kolom label"},
		{"a label of two lines", "Plan Zon,", "\"Plan\nZon\",", "kolom label"},
		{"no note", "De wijk krijgt een plan.", "", "kolom note"},
		{"no source", `"Dorrestad, Plan Zon, 2007"`, "", "kolom source"},
		{"a source of spaces", "Dorrestad, Plan Zon, 2007", "  ", "kolom source"},
		{"an address without a lock", "https:", "http:", `kolom url: "http://dorrestad.example/plan" is geen https-adres`},
		{"an address that runs", "https://dorrestad.example/plan", "javascript:alert(1)", "kolom url"},
		{"an address without a host", "dorrestad.example", "", "kolom url"},
		{"no address", "https://dorrestad.example/plan", "", "kolom url"},
		{"an unknown confidence", "zeker", "H", `kolom confidence: "H"`},
		{"a missing column", "label,note", "naam,note", "rij 1, kolom naam: deze kolom kennen wij niet"},
		{"a field too many", ",zeker", ",zeker,", "zon.csv, rij 2: de rij heeft niet evenveel velden"},
	} {
		t.Run(c.name, func(t *testing.T) {
			table := eventHeader + zonRow
			if !strings.Contains(table, c.old) {
				t.Fatalf("the table has no %q to change", c.old)
			}
			events, err := ReadEvents(strings.NewReader(strings.Replace(table, c.old, c.new, 1)), "zon.csv", inDorrestad, neverTaken)
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "zon.csv, rij ") || events != nil {
				t.Errorf("error is %v with %d events, want one that says %q", err, len(events), c.want)
			}
		})
	}
	if _, err := ReadEvents(strings.NewReader(""), "leeg.csv", inDorrestad, neverTaken); err == nil {
		t.Error("an empty file was read")
	}
}

func TestLabelIsCountedInCharacters(t *testing.T) {
	table := eventHeader + strings.Replace(zonRow, "Plan Zon,", strings.Repeat("é", maxLabel)+",", 1)
	if _, err := ReadEvents(strings.NewReader(table), "zon.csv", inDorrestad, neverTaken); err != nil {
		t.Error(err)
	}
}

func TestDateInYears(t *testing.T) {
	for _, c := range []struct {
		text       string
		start, end float64
	}{
		{"2007", 2007, 2008},
		{"2007-01", 2007, 2007 + 31.0/365},
		{"2007-12", 2007 + 334.0/365, 2008},
		{"2008-02-29", 2008 + 59.0/366, 2008 + 60.0/366},
		{"2007-12-31", 2007 + 364.0/365, 2008},
	} {
		d, err := ParseDate(c.text)
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(d.Start()-c.start) > 1e-9 || math.Abs(d.End()-c.end) > 1e-9 || d.String() != c.text {
			t.Errorf("%s is %s, from %v to %v; want %v to %v", c.text, d, d.Start(), d.End(), c.start, c.end)
		}
	}
	if (Date{}).String() != "" || !(Date{}).IsZero() {
		t.Error("no date reads as one")
	}
}

// TestCatalogueEvents: each wijk of ours has something on its time axis, and so has the country.
func TestCatalogueEvents(t *testing.T) {
	cat, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	subjects := map[string]int{}
	for _, e := range cat.Events {
		subjects[e.Subject]++
		for _, s := range cat.Subjects() {
			if s.Kind == WijkKind && s.Slug != e.Subject && strings.HasPrefix(e.ID, s.Slug+"-") {
				t.Errorf("%s is about %s", e.ID, e.Subject)
			}
		}
	}
	for _, w := range cat.Wijken {
		if subjects[w.Slug] == 0 {
			t.Errorf("%s has no event", w.Slug)
		}
	}
	if subjects[NationSlug] == 0 {
		t.Error("the country has no event")
	}
}

// FuzzReadEvents: whatever the file, what is read may go on a chart and into a database.
func FuzzReadEvents(f *testing.F) {
	f.Add(eventHeader + zonRow)
	f.Add(eventHeader + strings.Replace(zonRow, "2012-06,nee", ",ja", 1) + "a,nl,meting,2100-12-31,,nee,é,n,s,https://x.example,waarschijnlijk\n")
	f.Add("id,subject\na,nl\n")
	f.Add(eventHeader + "\"\n")
	f.Fuzz(func(t *testing.T, table string) {
		events, err := ReadEvents(strings.NewReader(table), "fuzz.csv", inDorrestad, neverTaken)
		if err != nil && events != nil {
			t.Error("events beside an error")
		}
		seen := map[string]bool{}
		for _, e := range events {
			if seen[e.ID] || !inDorrestad(e.Subject) || !strings.HasPrefix(strings.ToLower(e.URL), "https://") {
				t.Errorf("id, subject or url of %+v", e)
			}
			seen[e.ID] = true
			if n := utf8.RuneCountInString(e.Label); n == 0 || n > maxLabel || !utf8.ValidString(e.Label+e.Note+e.Source+e.URL) || strings.Contains(e.Label, "\n") {
				t.Errorf("texts of %+v", e)
			}
			for _, d := range []Date{e.From, e.Until} {
				if again, err := ParseDate(d.String()); !d.IsZero() && (err != nil || again != d || d.Start() >= d.End()) {
					t.Errorf("date %+v reads again as %+v, %v", d, again, err)
				}
			}
			if e.From.IsZero() || !e.Until.IsZero() && (e.Open || e.Until.End() <= e.From.Start()) {
				t.Errorf("dates of %+v", e)
			}
		}
	})
}
