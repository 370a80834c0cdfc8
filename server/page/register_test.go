package page

import (
	"strings"
	"testing"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/data/series/made"
	"wijkinzicht/server/figure"
)

func goalOf(base int, target float64, year int) catalogue.Goal {
	return catalogue.Goal{Indicator: "zon", BaseYear: base, Target: &target, TargetYear: year}
}

// because closes a sentence about a goal of which there is a later figure.
const because = " Welk deel daarvan door deze interventie komt, zeggen de cijfers niet."

func TestGoalClaimsNoMoreThanItsFigures(t *testing.T) {
	for name, c := range map[string]struct {
		goal catalogue.Goal
		own  series.Line
		want string
	}{
		"no target":         {catalogue.Goal{Indicator: "zon", BaseYear: 2004}, made.Line(made.At(2004, 10), made.At(2010, 90)), "Er is geen streefwaarde vastgelegd; of een doel is gehaald, is dus niet te zeggen."},
		"a rise that is it": {goalOf(2004, 20, 2010), made.Line(made.At(2004, 10), made.At(2010, 20)), "Het doel was van 10,0% in 2004 naar 20,0% in 2010. In 2010 was het 20,0%: de streefwaarde is bereikt." + because},
		"a rise too small":  {goalOf(2004, 20, 2010), made.Line(made.At(2004, 10), made.At(2010, 19.9)), "Het doel was van 10,0% in 2004 naar 20,0% in 2010. In 2010 was het 19,9%: de streefwaarde is niet bereikt." + because},
		"a fall":            {goalOf(2004, 5, 2010), made.Line(made.At(2004, 10), made.At(2010, 4)), "Het doel was van 10,0% in 2004 naar 5,0% in 2010. In 2010 was het 4,0%: de streefwaarde is bereikt." + because},
		"flat":              {goalOf(2004, 5, 2010), made.Line(made.At(2004, 10), made.At(2010, 10)), "Het doel was van 10,0% in 2004 naar 5,0% in 2010. In 2010 was het 10,0%: de streefwaarde is niet bereikt." + because},
		"not yet":           {goalOf(2004, 20, 2030), made.Line(made.At(2004, 10), made.At(2010, 25)), "Het doel was van 10,0% in 2004 naar 20,0% in 2030. In 2010 was het 25,0%; van 2030 is er nog geen cijfer." + because},
		"reached too late":  {goalOf(2004, 20, 2008), made.Line(made.At(2004, 10), made.At(2006, 11), made.At(2010, 25)), "Het doel was van 10,0% in 2004 naar 20,0% in 2008. In 2006 was het 11,0%; van 2008 is er nog geen cijfer." + because},
		"a break between":   {goalOf(2004, 20, 2010), made.Line(made.At(2004, 10), made.Broken(2008, 40), made.At(2010, 50)), "Het doel was van 10,0% in 2004 naar 20,0% in 2010. Tussen 2004 en 2010 ligt een breuk: die jaren zijn niet te vergelijken."},
		"one point":         {goalOf(2004, 20, 2010), made.Line(made.At(2004, 10)), "Het doel was van 10,0% in 2004 naar 20,0% in 2010. Sindsdien is er geen cijfer."},
		"no base":           {goalOf(2004, 20, 2010), made.Line(made.At(2010, 50)), "Het doel was 20,0% in 2010. Van het beginjaar, 2004, is er geen cijfer van de wijk zelf; daarom is er niets om het aan af te meten."},
		"a larger area":     {goalOf(2004, 20, 2010), made.Line(made.Around(2004, 10), made.Around(2010, 50)), "Het doel was 20,0% in 2010. Van het beginjaar, 2004, is er geen cijfer van de wijk zelf; daarom is er niets om het aan af te meten."},
	} {
		if got := goalSentence(c.goal, made.Zon, c.own.Own(figure.OnlyEnclosing)); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", name, got, c.want)
		}
	}
}

func TestAnswersNameWhatIsMissing(t *testing.T) {
	db := &data.DB{Indicators: []catalogue.Indicator{made.Zon}}
	texts := func(i catalogue.Intervention, own series.Line) (out []string) {
		for _, a := range answersOf(db, i, own) {
			if (a.Text == "") == (a.Missing == "") && a.Text == "" {
				t.Errorf("%s has neither answer nor what is missing", a.Question)
			}
			out = append(out, a.Text)
		}
		return out
	}
	if got := strings.Join(texts(catalogue.Intervention{}, nil), "|"); got != "|||||" {
		t.Errorf("nothing is written down, and it answers %s", got)
	}
	if got := texts(catalogue.Intervention{Goal: catalogue.Goal{Indicator: "zon", BaseYear: 2004}}, nil); got[1] != "" || got[3] != "" {
		t.Errorf("a figure without target or value counts as an answer: %q", got)
	}
	i := catalogue.Intervention{Goal: goalOf(2004, 20, 2010), FollowUp: "elk jaar", Answers: catalogue.Answers{Problem: "Schaduw.", Aim: "Meer zon.", Group: "Huurders."}}
	got := texts(i, made.Line(made.At(2004, 10)))
	want := []string{"Schaduw.", "Meer zon. Daken met zon: 20,0% in 2010.", "Huurders.", "Het cijfer van 2004: 10,0% (rechtstreeks).", "Vervolgmeting: elk jaar", ""}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if answered(answersOf(db, i, made.Line(made.At(2004, 10)))) != "Van de 6 vragen zijn er 5 beantwoord; wat ontbreekt, staat erbij." {
		t.Error(answered(answersOf(db, i, nil)))
	}
}

func TestOthersAreCounted(t *testing.T) {
	plan := func(id, area string, from, until int) catalogue.Intervention {
		return catalogue.Intervention{ID: id, Area: area, From: catalogue.Date{Year: from}, Until: catalogue.Date{Year: until}}
	}
	one := plan("een", "zonnewijk", 2010, 2014)
	all := []catalogue.Intervention{one, plan("twee", "zonnewijk", 2005, 2010), plan("drie", "maanwijk", 2010, 2014), plan("vier", "zonnewijk", 2000, 0), plan("vijf", "zonnewijk", 2015, 0)}
	want := "In 2010–2014 liep of gebeurde er in de wijk, de gemeente en het land nog één ander ding waarvan wij weten; in dezelfde wijk één andere interventie uit dit register."
	if got := othersSentence(one, all, 1, 2014); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := othersSentence(all[2], all, 0, 2014); !strings.Contains(got, "niets anders waarvan wij weten.") {
		t.Error(got)
	}
}

// TestCodeIsTheWijkWhereItIsThatVeryArea: in that division and no other.
func TestCodeIsTheWijkWhereItIsThatVeryArea(t *testing.T) {
	db := &data.DB{Subjects: []catalogue.Subject{{Slug: "zonnewijk", Kind: catalogue.WijkKind}}, Parts: []data.SubjectPart{{Subject: "zonnewijk", Year: 2020, Code: "WK990101", Relation: catalogue.Equal, Used: true}}}
	for _, c := range []struct {
		area string
		year int
		want bool
	}{{"zonnewijk", 0, true}, {"WK990101", 2020, true}, {"WK990101", 2014, false}, {"BU99010101", 2020, false}, {"", 0, false}} {
		i := catalogue.Intervention{Area: c.area, AreaYear: c.year, From: catalogue.Date{Year: 2015}}
		_, got := wijkOf(db, i)
		if got != c.want || (whyNoBefore(i, got) == "") != c.want {
			t.Errorf("%s of %d: %v, %q", c.area, c.year, got, whyNoBefore(i, got))
		}
	}
}
