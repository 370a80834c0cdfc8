package page

import (
	"strings"
	"testing"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/data/series/made"
	"wijkinzicht/server/eleven"
	"wijkinzicht/server/figure"
	"wijkinzicht/web/words"
)

func TestReadingCountsWhatIsShown(t *testing.T) {
	for name, c := range map[string]struct {
		series []series.Line
		want   string
	}{
		"rise, fall, flat, broken": {
			[]series.Line{made.Line(made.At(2004, 1), made.At(2006, 2)), made.Line(made.At(2004, 2), made.At(2006, 1)), made.Line(made.At(2004, 2), made.At(2006, 2)), made.Line(made.At(2004, 1), made.Broken(2006, 2))},
			"Daken met zon: in één van de 4 wijken is het laatste vergelijkbare cijfer hoger dan het eerste, in één lager, in één vrijwel gelijk; in één is geen vergelijking mogelijk.",
		},
		"all rise": {[]series.Line{made.Line(made.At(2004, 1), made.At(2006, 2)), made.Line(made.At(2004, 1), made.At(2006, 2))},
			"Daken met zon: in beide wijken is het laatste vergelijkbare cijfer hoger dan het eerste."},
		"a rise that is shown as nothing": {[]series.Line{made.Line(made.At(2004, 1), made.At(2006, 1.04))},
			"Daken met zon: in geen van de 1 wijken is het laatste vergelijkbare cijfer hoger of lager dan het eerste, in één vrijwel gelijk."},
		"nothing to compare": {[]series.Line{nil, made.Line(made.At(2004, 1))}, "Voor geen van de elf wijken zijn er twee jaren die te vergelijken zijn."},
	} {
		var entries []*eleven.Entry
		for _, s := range c.series {
			e := &eleven.Entry{Series: s}
			e.Page.Change, e.Change = figure.Change(words.NL, s, made.Zon)
			entries = append(entries, e)
		}
		if got := eleven.Reading(words.NL, made.Zon, entries); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
	}
}

func TestRankIsOfTheYearThatMostShare(t *testing.T) {
	for name, c := range map[string]struct {
		series []series.Line
		want   string
	}{
		"in order":                  {[]series.Line{made.Line(made.At(2008, 3)), made.Line(made.At(2008, 9)), made.Line(made.At(2008, 5))}, "3 1 2"},
		"equal values share":        {[]series.Line{made.Line(made.At(2008, 5)), made.Line(made.At(2008, 5)), made.Line(made.At(2008, 5)), made.Line(made.At(2008, 1))}, "1 1 1 4"},
		"another year has none":     {[]series.Line{made.Line(made.At(2008, 3)), made.Line(made.At(2008, 9)), made.Line(made.At(2006, 99))}, "2 1 -"},
		"on a tie the later year":   {[]series.Line{made.Line(made.At(2006, 3)), made.Line(made.At(2008, 9))}, "- 1"},
		"a larger area has none":    {[]series.Line{made.Line(made.At(2008, 3)), made.Line(made.Around(2008, 9))}, "1 -"},
		"the last value counts":     {[]series.Line{made.Line(made.At(2006, 3), made.At(2008, 1)), made.Line(made.At(2006, 1), made.At(2008, 2))}, "2 1"},
		"no value has none":         {[]series.Line{made.Line(made.At(2008, 3)), nil, made.Line(made.None(2008, data.Secret))}, "1 - -"},
		"nobody has a value":        {[]series.Line{nil, nil}, "- -"},
		"only larger areas, none":   {[]series.Line{made.Line(made.Around(2008, 1)), made.Line(made.Around(2008, 2))}, "- -"},
		"below zero is a level too": {[]series.Line{made.Line(made.At(2008, -3)), made.Line(made.At(2008, -1))}, "2 1"},
	} {
		var entries []*eleven.Entry
		for _, s := range c.series {
			entries = append(entries, &eleven.Entry{Series: s})
		}
		eleven.Rank(entries)
		var got []string
		for _, e := range entries {
			if e.Rank == "" {
				e.Rank = "-"
			}
			got = append(got, e.Rank)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: ranks %v, want %s", name, got, c.want)
		}
	}
}

func TestOrderPutsTheUnknownLast(t *testing.T) {
	low, high := -2.0, 4.0
	make := func() []*eleven.Entry {
		return []*eleven.Entry{
			{Subject: catalogue.Subject{Name: "Avondwijk"}},
			{Subject: catalogue.Subject{Name: "Zonnewijk"}, Series: made.Line(made.At(2008, 1)), Change: &high},
			{Subject: catalogue.Subject{Name: "Maanwijk"}, Series: made.Line(made.At(2008, 5)), Change: &low},
		}
	}
	for by, want := range map[string]string{eleven.ByName: "Avondwijk Maanwijk Zonnewijk", eleven.ByLevel: "Maanwijk Zonnewijk Avondwijk",
		eleven.ByChange: "Zonnewijk Maanwijk Avondwijk"} {
		entries := make()
		eleven.Order(entries, by)
		var got []string
		for _, e := range entries {
			got = append(got, e.Subject.Name)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", by, got, want)
		}
	}
}
