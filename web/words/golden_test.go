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
	said = append(said, say.Stands(Standing{"Daken met zon", Dutch.Profile.About("Zonnewijk-Noord", "Zonnewijk"), now, "", "", Alike}),
		say.Changed("Zonnewijk", then, now, Higher), say.Changed("Zonnewijk", then, now, Lower), say.Changed("Zonnewijk", then, now, Alike),
		say.NotCompared("Zonnewijk", now, "de definitie veranderde"), Dutch.Profile.Row("Daken met zon", now, "Dorrestad", "30,0%")+Dutch.Profile.RowGap(2004, 2024, dutchMove(CaughtUp, "Dorrestad")))
	for m := KeptDistance; m <= LostLead; m++ {
		said = append(said, say.Gap("Zonnewijk", "Dorrestad", m, Dated{"−3,0 procentpunt", 2004}, Dated{"−1,0 procentpunt", 2024}))
	}
	for _, f := range []Followed{{12, 3, 2, 4}, {0, 3, 0, 1}, {1, 1, 1, 1}, {9, 0, 0, 0}} {
		said = append(said, say.Followed(f))
	}
	golden(t, "place", said...)
}

// TestApartSays: the first sentence is whole with no figure, one and many, and says of each side which way it went.
func TestApartSays(t *testing.T) {
	say := Page.Apart
	said := []string{say.Moves, say.Since(2012), say.OneYear(2024), say.Row("Daken met zon", dutchMove(CaughtUp, "Dorrestad"), "−3,0%", "−1,0%", 2012, 2024)}
	none, one, many := Fared{}, []Fared{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}, []Fared{{2, 0, 0}, {0, 3, 0}, {0, 0, 4}, {1, 0, 4}, {0, 1, 4}, {2, 1, 0}, {1, 3, 2}, {4, 4, 0}}
	sides := []Fares{{Place: none, People: none}}
	for _, f := range append(one, many...) {
		sides = append(sides, Fares{Place: f, People: Fared{1, 3, 2}}, Fares{Place: Fared{4, 1, 1}, People: f})
	}
	for _, f := range one {
		sides = append(sides, Fares{Place: f}, Fares{People: f})
	}
	for _, s := range sides {
		s.Name, s.City, s.From, s.To = "Zonnewijk", "Dorrestad", 2012, 2024
		said = append(said, say.Heading(s))
	}
	for _, v := range [][2]float64{{0.31, -0.12}, {-0.31, 0.12}, {0.04, -0.04}, {1.26, 0}} {
		said = append(said, say.Size(v[0], v[1]))
	}
	for _, n := range [][2]int{{1, 1}, {2, 2}, {1, 12}} {
		said = append(said, say.Years(n[0], n[1]))
	}
	for _, n := range [][2]int{{1, 1}, {3, 3}, {1, 5}, {4, 9}} {
		said = append(said, say.Modelled(n[0], n[1]))
	}
	golden(t, "apart", said...)
}

// TestStudySays: whatever the figures say, the finding is neither bent to them nor they to it.
func TestStudySays(t *testing.T) {
	say := Page.Study
	said := []string{say.Title, say.Finding, say.Publication, say.Here, say.Missing(2002, 2012), say.Missing(0, 0), say.Missing(2002, 0), say.NotLoaded}
	for _, f := range []Fared{{}, {3, 1, 1}, {1, 3, 1}, {1, 1, 3}} {
		s := Fares{Name: "Hoogvliet", City: "Dorrestad", Place: f, People: f, From: 2012, To: 2024}
		said = append(said, say.Place(s), say.People(s))
	}
	golden(t, "study", said...)
}

// TestTrialsSay: what is held against figures says of how many wijken, over which years and how sure, and is right with none, one and many.
func TestTrialsSay(t *testing.T) {
	say, span := Page.Trial, Span{}.With(2008, 2020).With(2002, 2012)
	said := []string{say.How(0), say.How(1), say.How(9), say.Verdicts[TooFew], say.Verdicts[Unclear], say.Verdicts[Fits], say.Verdicts[Against], say.Modelled,
		say.Needed("wie er meebeslist", "Bureau", "per gemeente"), say.Needed("wie er meebeslist", "", "de gemeente kan het tellen"),
		say.Beside("Hoogvliet", []string{say.Did("Daken met zon", dutchMove(CaughtUp, "Dorrestad"), span), say.Did("Groen", dutchMove(KeptDistance, "Dorrestad"), span)}),
		say.Beside("Hoogvliet", []string{say.DidBroad(1, span)}), say.DidBroad(-1, span), say.DidBroad(0, span)}
	for _, n := range []Tally{{11, 0, 0, 0, 11, Span{}}, {11, 1, 1, 1, 8, span}, {11, 0, 11, 0, 0, span}, {11, 4, 2, 4, 1, span}, {11, 11, 0, 0, 0, span}} {
		said = append(said, say.Gains("Daken met zon", n), say.Faster("Daken met zon", "Groen", n), say.Broad(n), say.Periods("Daken met zon", 2012, n))
	}
	for _, p := range []Pairs{{Of: 11}, {11, 2, 1, 0, span, span, false, 0}, {11, 5, 8, 2, span, span, false, 0}, {11, 5, 0, 10, span, span, false, 2012}, {11, 11, 30, 25, span, span, true, 0}} {
		said = append(said, say.Together("Daken met zon", "Groen", p))
	}
	for _, s := range []Placed{{Of: 11}, {"Zonnewijk", dutchMove(CaughtUp, "Dorrestad"), 11, 0, 0, span, span}, {"Zonnewijk", dutchMove(CaughtUp, "Dorrestad"), 11, 1, 1, span, span}, {"Zonnewijk", dutchMove(CaughtUp, "Dorrestad"), 11, 9, 0, span, span}} {
		said = append(said, say.Place("Daken met zon", s))
	}
	for n := range 3 {
		said = append(said, say.Pace("Daken met zon", PaceCount{80, n, "0,5", span}))
	}
	for _, p := range []float64{0.001, 0.012, 0.5, 1} {
		said = append(said, say.Chance(p))
	}
	golden(t, "trial", said...)
}

func TestHomeSays(t *testing.T) {
	say := Page.Home
	said := []string{say.NoHeadline("Zon"), say.OnlyAround("Zonnewijk-Noord"), say.Beside(dutchMove(CaughtUp, "Dorrestad"), 2002, 2024)}
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

func TestRegisterSays(t *testing.T) {
	say := Page.Register
	said := []string{say.OneAbout("Plan Zon"), say.OnlyNamed("Daken met zon"), say.Aim("Daken met zon", now), say.BaseWithout(2004), say.Base(then, "rechtstreeks"), say.FollowUp("elk jaar"),
		say.Chosen("Daken met zon"), say.Unknown("buurt", "BU99010101"), say.OnMap("Dorrestad"), say.AreaNow("wijk Zonnewijk (WK990101)"), say.Within(say.Area("wijk", "Zonnewijk", "WK990101")),
		say.InDivision("wijk", "WK990101", 2014), say.Since("mei 2010"), say.WithoutTarget("Daken met zon"), say.NoFigure("Zonnewijk"),
		say.OnlyLarger("Zonnewijk", say.Within(say.Area("wijk", "Dorrestad-Noord", "WK990102"))), say.Target(2024, "20,0")}
	for _, n := range [][3]int{{0, 9, 0}, {1, 9, 0}, {1, 9, 1}, {5, 9, 0}, {5, 9, 1}, {5, 9, 5}, {9, 9, 3}} {
		said = append(said, say.Shown(n[0], n[1], n[2]))
	}
	for _, n := range []int{0, 1, 5, 6} {
		said = append(said, say.Answered(n, 6)+" "+say.AnsweredShort(n, 6))
	}
	last := Dated{"15,0%", 2020}
	for _, g := range []Goal{{}, {Target: now, Base: Dated{Year: 2004}}, {Target: now, Base: then}, {Target: now, Base: then, Last: last, Broken: true}, {Target: now, Base: then, Last: last},
		{Target: now, Base: then, Last: Dated{"15,0%", 2024}}, {Target: now, Base: then, Last: now, Reached: true}} {
		said = append(said, say.Goal(g))
	}
	for _, n := range [][2]int{{0, 0}, {1, 0}, {7, 0}, {0, 1}, {7, 2}} {
		said = append(said, say.Others("2010–2014", n[0], n[1]))
	}
	golden(t, "register", said...)
}

func TestBeforeSays(t *testing.T) {
	for _, w := range []*Words{&Dutch, &English} {
		say, ring, rest := w.Before, "Ring om Zonnewijk", "Rest van Dorrestad"
		if w == &English {
			ring, rest = "Ring around Zonnewijk", "Rest of Dorrestad"
		}
		golden(t, "before-"+w.Lang, say.About(say.Title("Daken met zon", "Zonnewijk", 2010)), say.Years(0), say.Years(5), say.Until(2010), say.From(2011), say.After(2010), say.Nothing("Zonnewijk"),
			say.NotCompared("Zonnewijk", 2010, say.NoAfter), say.NotCompared("Zonnewijk", 2010, say.BreakBetween), say.Compared("Zonnewijk", "10,0%", 2010, "20,0%", "+10,0 "+w.Value.Points)+say.Around(ring, "+2,0", "")+
				say.Around(rest, "", say.NoFigure)+say.Others(3, 6, 1), say.Others(0, 1, 0), say.Others(10, 0, 0), say.Caveat(2010))
	}
}

func TestLessonsSay(t *testing.T) {
	say := Page.Lesson
	golden(t, "lesson", say.InEleven("Daken met zon"), say.RingTitle("Zonnewijk"), say.NoRing("Zonnewijk"), say.WithRing("Daken met zon", "Zonnewijk"), say.RingNotCompared("Daken met zon", "Zonnewijk"),
		say.Ring("Daken met zon", "Zonnewijk", "+2,0", 2004, "−1,0", 2006), say.FewSteps(0), say.FewSteps(1), say.FewSteps(12), say.Steps("Daken met zon"), say.PerYear(""), say.PerYear("procentpunt"), say.Range("1,0", "2,0"),
		say.Pace("Daken met zon", 120, "1,00", say.PerYear("procentpunt"))+say.NoFall, say.Pace("Leefbaarheid", 120, "0,010", say.PerYear(""))+say.DeepestFall("−2,50", "Zonnewijk", 2006, 2008))
}

func TestSignalsSay(t *testing.T) {
	say := Page.Signal
	said := []string{say.Title("Daken met zon"), say.About("buurt"), say.Heading("Daken met zon", "buurt", ""), say.Heading("Daken met zon", "wijk", "Dorrestad"), say.NotLoaded("wijk"), say.NoDirections("buurt"),
		say.Counted("Daken met zon", 1, "buurt"), say.Counted("Daken met zon", 1200, "wijk"), say.Unclear(12), say.Without(3, say.Reasons["breuk"]), say.Rest(100, 1), say.Rest(100, 1200), say.Interval("−1,0", "+2,0"),
		say.Outside(1), say.Outside(14), say.Drawing("buurt", "Van de 2 buurten."), say.Corner(say.Low, say.Better),
		say.Weak(Weak{"10,0%", "25", false, 1200, 2024, "buurt"}), say.Weak(Weak{"10,0%", "25", true, 12, 2024, "wijk"}),
		say.Chance(1200, "buurt", 0.1, 0.0123), say.Chance(1200, "buurt", 0.1, -1), say.Chance(3, "wijk", 0.1, -1)}
	for _, s := range []SignalSum{{"buurt", 1200, 0, 0, true, 0}, {"buurt", 1200, 1, 0, true, 0}, {"buurt", 1200, 900, 1, true, 1}, {"wijk", 1200, 900, 300, true, 40}, {"wijk", 2, 2, 2, false, 0}, {"wijk", 1, 1, 1, true, 0}} {
		said = append(said, say.Sum(s))
	}
	golden(t, "signal", said...)
}

func TestMatrixSays(t *testing.T) {
	say := Page.Matrix
	said := []string{say.Caption("Daken met zon"), say.Only("wijk+buurt"), say.Present(60, 0), say.Present(60, 1), say.Present(60, 42)}
	for _, s := range []SeriesCount{{11, 0, 0, 0, 0}, {0, 11, 0, 0, 0}, {1, 3, 1, 1, 5}, {6, 0, 0, 5, 0}} {
		said = append(said, say.Series(s))
	}
	golden(t, "matrix", said...)
}

// TestCountsInEmbedsSay: what both languages say of counts, with none, one and many.
func TestCountsInEmbedsSay(t *testing.T) {
	for _, w := range []*Words{&Dutch, &English} {
		said := []string{w.Value.Covers("94"), w.Missing("niet in deze uitgave", "2021-03-26"), w.Missing("geheim", ""), w.Value.Rough("91"), w.Value.Band, w.Value.Around(""), w.Value.Around("Moerwijk"), w.Map.Rough, w.Map.Open("Inwoners")}
		for _, n := range [][4]int{{6, 3, 1, 1}, {0, 3, 0, 8}, {11, 0, 0, 0}, {0, 0, 11, 0}, {1, 1, 0, 0}} {
			said = append(said, strings.TrimSpace(w.Map.LeftOut(n[0]+1)), strings.TrimSpace(w.Map.Provisional(n[0]+1, 12)))
			said = append(said, w.List.Changes("Zon", 11, n[0], n[1], n[2], n[3]), w.Compare.Changes(11, n[0], n[1], n[2], n[3]),
				w.Map.Changes(w.Level("buurt", n[0]), n[0], n[1], n[2], n[3]), w.Map.Sides(w.Level("buurt", 2), "Dorrestad", "20,0%", n[0], n[1], n[2]))
		}
		golden(t, "counts-"+w.Lang, said...)
	}
}

// TestChangedSays: whole with none, one and many.
func TestChangedSays(t *testing.T) {
	say := Page.Changed
	var said []string
	for _, n := range [][3]int{{0, 0, 0}, {1, 1, 1}, {1, 0, 0}, {0, 12, 0}, {0, 0, 3}, {1234, 56, 7}} {
		said = append(said, say.Figures(n[0], n[1], n[2]))
	}
	for _, n := range []int{0, 1, 2345} {
		said = append(said, say.Series(n))
	}
	for _, v := range [][2]string{{"1,5", "ok"}, {"1,5", "voorlopig"}, {"", "geheim"}, {"", ""}} {
		said = append(said, say.Value(v[0], v[1]))
	}
	golden(t, "changed", said...)
}

func TestProfileSays(t *testing.T) {
	now := Dated{"20,0%", 2024}
	for _, w := range []*Words{&Dutch, &English} {
		say := w.Profile
		title := say.Title(say.About("Zonnewijk-Noord", "Zonnewijk"), "Dorrestad")
		said := []string{title, say.Caption(title), say.Reads("Dorrestad", true), say.Reads("Dorrestad", false), say.Caveat, say.NoneFollowed("Zonnewijk")}
		for m := KeptDistance; m <= LostLead; m++ {
			said = append(said, say.Row("Daken met zon", now, "Dorrestad", "30,0%")+say.RowGap(2004, 2024, say.Moved(m, "Dorrestad")))
		}
		for _, n := range [][3]int{{3, 1, 7}, {0, 0, 1}, {1, 0, 0}} {
			said = append(said, say.Counted("Dorrestad", n[0], n[1], n[2]))
		}
		golden(t, "profile-"+w.Lang, said...)
	}
}
