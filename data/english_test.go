package data

import (
	"encoding/csv"
	"os"
	"strings"
	"testing"

	"wijkinzicht/data/catalogue"
)

// TestEnglishOfTheCatalogue: all that an English embed can show has its English text, and no text is left over.
func TestEnglishOfTheCatalogue(t *testing.T) {
	cat, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	texts, err := english()
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{"%": true, "km": true} // the same in English
	for _, ind := range cat.Indicators {
		if ind.Shown {
			used[ind.Unit] = true
		}
	}
	for _, b := range cat.Breaks {
		used[b.Note] = true
	}
	for _, e := range cat.Events {
		used[e.Label] = true
	}
	for text := range used {
		if texts[text] == "" && text != "%" && text != "km" {
			t.Errorf("no English for %q", text)
		}
	}
	for text := range texts {
		if !used[text] && !strings.Contains(text, "{}") { // the form of a note that ingest makes: TestFilledNotes
			t.Errorf("%q is in no table of the catalogue", text)
		}
	}
	f, err := os.Open("english.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if rows, err := csv.NewReader(f).ReadAll(); err != nil || len(rows) != len(texts)+1 {
		t.Errorf("%d rows for %d texts: one is there twice (%v)", len(rows), len(texts), err)
	}
}

func TestEnglishSubjects(t *testing.T) {
	for _, c := range []struct {
		kind       catalogue.SubjectKind
		name, want string
	}{
		{catalogue.WijkKind, "Zonnewijk", "Zonnewijk"}, {catalogue.GemeenteKind, "Dorrestad", "Dorrestad"}, {catalogue.RingKind, "Ring om Zonnewijk", "Ring around Zonnewijk"},
		{catalogue.RestKind, "Rest van Dorrestad", "Rest of Dorrestad"}, {catalogue.LandKind, "Nederland", "Netherlands"},
	} {
		if got := englishSubject(catalogue.Subject{Kind: c.kind, Name: c.name}); got != c.want {
			t.Errorf("%s %q: %q, want %q", c.kind, c.name, got, c.want)
		}
	}
}

// TestFilledNotes: what ingest notes of a break is read in English, with what it filled in.
func TestFilledNotes(t *testing.T) {
	texts, err := english()
	if err != nil {
		t.Fatal(err)
	}
	db, err := (&DB{Indicators: []catalogue.Indicator{{Naam: "Leefbaarheid", Name: "Liveability"}}}).InEnglish()
	if err != nil {
		t.Fatal(err)
	}
	for dutch, want := range map[string]string{
		"Leefbaarheid: vóór 2024 is het cijfer van Den Haag door ons gemaakt van dat van de wijken, gewogen met woningen. Zo gemaakt is het in 2024 0,026347, en gepubliceerd is -0,5: de uitgever weegt anders, en zegt niet hoe.": "Liveability: before 2024 we made the figure of Den Haag from those of its neighbourhoods, weighted by dwellings. Made that way it is in 2024 0.026347, and published is -0.5: the publisher weights otherwise, and does not say how.",
		"Met de jongste omtrek van Zonnewijk valt die van 2019 voor 91% samen en die van 2020 voor 99%.":                                                                                                                            "With the latest outline of Zonnewijk, that of 2019 coincides for 91% and that of 2020 for 99%.",
		"Iets anders.": "Iets anders.",
	} {
		if got := db.text(dutch); got != want {
			t.Errorf("%q\ngives %q", dutch, got)
		}
	}
	if n := len(texts); n == 0 || texts["Leefbaarheid"] != "" {
		t.Error("the texts of all revisions hold those of one")
	}
}
