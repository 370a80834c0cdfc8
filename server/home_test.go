package server

import (
	"strings"
	"testing"

	"wijkinzicht/data"
	"wijkinzicht/data/series"
)

func TestReadingCountsWhatIsShown(t *testing.T) {
	for name, c := range map[string]struct {
		series []series.Line
		want   string
	}{
		"rise, fall, flat, broken": {
			[]series.Line{line(at(2004, 1), at(2006, 2)), line(at(2004, 2), at(2006, 1)), line(at(2004, 2), at(2006, 2)), line(at(2004, 1), broken(2006, 2))},
			"Daken met zon: in 1 van de 4 wijken is het laatste cijfer hoger dan het eerste, in 1 lager, in 1 vrijwel gelijk, elk over de eigen vergelijkbare jaren; in 1 is geen vergelijking mogelijk.",
		},
		"all rise": {[]series.Line{line(at(2004, 1), at(2006, 2)), line(at(2004, 1), at(2006, 2))},
			"Daken met zon: in 2 van de 2 wijken is het laatste cijfer hoger dan het eerste, in 0 lager, elk over de eigen vergelijkbare jaren."},
		"a rise that is shown as nothing": {[]series.Line{line(at(2004, 1), at(2006, 1.04))},
			"Daken met zon: in 0 van de 1 wijken is het laatste cijfer hoger dan het eerste, in 0 lager, in 1 vrijwel gelijk, elk over de eigen vergelijkbare jaren."},
		"nothing to compare": {[]series.Line{nil, line(at(2004, 1))}, "Voor geen van de elf wijken zijn er twee jaren die te vergelijken zijn."},
	} {
		var entries []*elevenEntry
		for _, s := range c.series {
			e := &elevenEntry{series: s}
			e.page.Change, e.change = change(nl, s, zon)
			entries = append(entries, e)
		}
		if got := reading(nl, zon, entries); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
	}
}

func TestRankIsOfTheYearThatMostShare(t *testing.T) {
	for name, c := range map[string]struct {
		series []series.Line
		want   string
	}{
		"in order":                  {[]series.Line{line(at(2008, 3)), line(at(2008, 9)), line(at(2008, 5))}, "3 1 2"},
		"equal values share":        {[]series.Line{line(at(2008, 5)), line(at(2008, 5)), line(at(2008, 5)), line(at(2008, 1))}, "1 1 1 4"},
		"another year has none":     {[]series.Line{line(at(2008, 3)), line(at(2008, 9)), line(at(2006, 99))}, "2 1 -"},
		"on a tie the later year":   {[]series.Line{line(at(2006, 3)), line(at(2008, 9))}, "- 1"},
		"a larger area has none":    {[]series.Line{line(at(2008, 3)), line(around(2008, 9))}, "1 -"},
		"the last value counts":     {[]series.Line{line(at(2006, 3), at(2008, 1)), line(at(2006, 1), at(2008, 2))}, "2 1"},
		"no value has none":         {[]series.Line{line(at(2008, 3)), nil, line(none(2008, data.Secret))}, "1 - -"},
		"nobody has a value":        {[]series.Line{nil, nil}, "- -"},
		"only larger areas, none":   {[]series.Line{line(around(2008, 1)), line(around(2008, 2))}, "- -"},
		"below zero is a level too": {[]series.Line{line(at(2008, -3)), line(at(2008, -1))}, "2 1"},
	} {
		var entries []*elevenEntry
		for _, s := range c.series {
			entries = append(entries, &elevenEntry{series: s})
		}
		rank(entries)
		var got []string
		for _, e := range entries {
			if e.rank == "" {
				e.rank = "-"
			}
			got = append(got, e.rank)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: ranks %v, want %s", name, got, c.want)
		}
	}
}

func TestOrderPutsTheUnknownLast(t *testing.T) {
	low, high := -2.0, 4.0
	make := func() []*elevenEntry {
		return []*elevenEntry{
			{subject: data.Subject{Name: "Avondwijk"}},
			{subject: data.Subject{Name: "Zonnewijk"}, series: line(at(2008, 1)), change: &high},
			{subject: data.Subject{Name: "Maanwijk"}, series: line(at(2008, 5)), change: &low},
		}
	}
	for by, want := range map[string]string{sortName: "Avondwijk Maanwijk Zonnewijk", sortLevel: "Maanwijk Zonnewijk Avondwijk",
		sortChange: "Zonnewijk Maanwijk Avondwijk"} {
		entries := make()
		order(entries, by)
		var got []string
		for _, e := range entries {
			got = append(got, e.subject.Name)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", by, got, want)
		}
	}
}
