package data

import (
	"encoding/csv"
	"os"
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
		if !used[text] {
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
