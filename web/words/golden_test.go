package words

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden holds what is said of a subject against its file in testdata: a line per sentence, to be read by a person.
func golden(t *testing.T, subject string, said ...string) {
	t.Helper()
	path, got := filepath.Join("testdata", subject+".txt"), strings.Join(said, "\n")+"\n"
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got == string(want) {
		return
	}
	for i, line := range strings.Split(got, "\n") {
		if wanted := strings.Split(string(want), "\n"); i >= len(wanted) || wanted[i] != line {
			t.Fatalf("%s, line %d:\ngot  %s\nwant %s\n(-update writes it anew)", path, i+1, line, append(wanted, make([]string, i+1)...)[i])
		}
	}
	t.Fatalf("%s has more lines than are said", path)
}

var then, now = Dated{"10,0%", 2004}, Dated{"20,0%", 2024}

func TestPlaceSays(t *testing.T) {
	say := Page.Place
	var said []string
	for _, side := range []Side{Higher, Lower, Better, Worse, Alike} {
		said = append(said, say.Stands(Standing{"Daken met zon", "Zonnewijk", now, "Dorrestad", "30,0%", side}))
	}
	said = append(said, say.Stands(Standing{"Daken met zon", say.About("Zonnewijk-Noord", "Zonnewijk"), now, "", "", Alike}),
		say.Changed("Zonnewijk", then, now, Higher), say.Changed("Zonnewijk", then, now, Lower), say.Changed("Zonnewijk", then, now, Alike),
		say.NotCompared("Zonnewijk", now, "de definitie veranderde"), say.Row("Daken met zon", now, "Dorrestad", "30,0%")+say.RowGap(2004, 2024, say.Moved(CaughtUp, "Dorrestad")))
	for m := KeptDistance; m <= LostLead; m++ {
		said = append(said, say.Gap("Zonnewijk", "Dorrestad", m, Dated{"−3,0 procentpunt", 2004}, Dated{"−1,0 procentpunt", 2024}))
	}
	for _, f := range []Fared{{}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {2, 0, 0}, {0, 3, 0}, {0, 0, 4}, {1, 0, 4}, {0, 1, 4}, {2, 1, 0}, {1, 3, 2}, {4, 5, 6}} {
		said = append(said, say.Stories(f, Fared{Better: 2, Worse: 2}))
	}
	said = append(said, say.Stories(Fared{}, Fared{}))
	for _, f := range []Followed{{12, 3, 2, 4}, {0, 3, 0, 1}, {1, 1, 1, 1}, {9, 0, 0, 0}} {
		said = append(said, say.Followed(f))
	}
	golden(t, "place", said...)
}

func TestHomeSays(t *testing.T) {
	say := Page.Home
	said := []string{say.NoHeadline("Zon"), say.OnlyAround("Zonnewijk-Noord")}
	for _, side := range []Side{Better, Higher, More} {
		for _, n := range [][2]int{{6, 1}, {1, 6}, {11, 0}, {0, 11}, {0, 3}, {4, 0}, {0, 0}} {
			said = append(said, say.Headline("Zon", 2002, 2024, n[0], n[1], 11, side))
		}
	}
	for _, d := range []Distances{{true, 6, 1, 2, 2}, {true, 0, 1, 0, 10}, {true, 1, 0, 1, 0}, {false, 6, 1, 2, 1}, {false, 1, 0, 0, 0}} {
		said = append(said, say.Distances(d))
	}
	golden(t, "home", said...)
}

func TestBriefSays(t *testing.T) {
	say := Page.Brief
	of := func(change func(*BriefChange)) string {
		c := BriefChange{Indicator: "Daken met zon", Name: "Zonnewijk", From: then, To: now, By: "+10,0 procentpunt", City: "Dorrestad"}
		change(&c)
		return say.Changed(c)
	}
	golden(t, "brief", say.Title("Zonnewijk"), say.About("Zonnewijk"), say.NoOutlines("Dorrestad"), say.Nothing("Zonnewijk"), say.MostApart("Dorrestad"),
		say.LongestBreak(2015, "andere definitie"), say.Broken("Daken met zon", "Zonnewijk", 2015, "andere definitie"), say.Map("Daken met zon per buurt in Dorrestad, 2024", "Van 1 tot 2."),
		say.Apart("Daken met zon", "Zonnewijk", "20,0%", "Dorrestad", "30,0%", 2024, false), say.Apart("Daken met zon", "Zonnewijk", "20,0%", "Dorrestad", "30,0%", 2024, true),
		say.Missing(1), say.Missing(2), say.Missing(12),
		of(func(*BriefChange) {}), of(func(c *BriefChange) { c.To.Value = c.From.Value }), of(func(c *BriefChange) { c.Alike = true }),
		of(func(c *BriefChange) { c.CityWas, c.CityIs = "30,0%", "31,0%" }), of(func(c *BriefChange) { c.CityWas, c.CityIs = "30,0%", "30,0%" }),
		of(func(c *BriefChange) { c.Prices, c.Two = true, true }), of(func(c *BriefChange) { c.Within, c.Converted = true, true }),
		of(func(c *BriefChange) { c.Converted, c.Provisional = true, true }))
}
