package words

import (
	"fmt"
	"strings"
)

// Before is a wijk before and after a year, beside others.
type Before struct {
	Title                           func(indicator, name string, year int) string
	About                           func(title string) string
	Years                           func(n int) string // of a window; 0: all
	Until, From                     func(year int) string
	After                           func(year int) string
	NoFigure, FewYears, Break       string            // why a side has no slope
	NoBefore, NoAfter, BreakBetween string            // why there is no difference
	Own                             string            // what the wijk itself is in the table
	Groups                          map[string]string // and what others are to it, by the kind of subject
	Nothing                         func(name string) string
	NotCompared                     func(name string, year int, why string) string
	Compared                        func(name, before string, year int, after, by string) string
	Around                          func(name, change, why string) string // change "": why says why not
	Others                          func(more, less, none int) string
	Caveat                          func(year int) string
	ThisView                        string // links to our site
}

var dutchBefore = Before{
	Title: func(indicator, name string, year int) string {
		return fmt.Sprintf("%s in %s, voor en na %d", indicator, name, year)
	},
	About: func(title string) string { return title + ": een vergelijking, geen bewijs van een effect." },
	Years: func(n int) string {
		if n == 0 {
			return "alle jaren"
		}
		return fmt.Sprintf("%d jaar", n)
	},
	Until: func(year int) string { return fmt.Sprintf("t/m %d", year) }, From: func(year int) string { return fmt.Sprintf("vanaf %d", year) },
	After:    func(year int) string { return fmt.Sprintf("na %d", year) },
	NoFigure: "geen cijfer", FewYears: "minder dan drie jaren", Break: "breuk", NoBefore: "geen cijfer ervoor", NoAfter: "geen cijfer erna", BreakBetween: "er ligt een breuk tussen",
	Own: "de wijk",
	Groups: map[string]string{"wijk": "een van de andere wijken", "ring": "buurten eromheen", "rest": "de stad zonder de wijken van Wijk in zicht",
		"gemeente": "de stad", "land": "het land"},
	Nothing: func(name string) string { return "Voor " + name + " is er geen cijfer in deze jaren." },
	NotCompared: func(name string, year int, why string) string {
		return fmt.Sprintf("Van %s zijn de jaren voor en na %d niet te vergelijken: %s.", name, year, why)
	},
	Compared: func(name, before string, year int, after, by string) string {
		return fmt.Sprintf("In %s was het gemiddeld %s tot en met %d, en %s daarna: een verschil van %s.", name, before, year, after, by)
	},
	Around: func(name, change, why string) string {
		for _, start := range []string{"Rest van ", "Ring om "} {
			if rest, ok := strings.CutPrefix(name, start); ok {
				name = "de " + strings.ToLower(start) + rest
			}
		}
		if change == "" {
			change = "niet te vergelijken (" + why + ")"
		}
		return " In " + name + ": " + change + "."
	},
	Others: func(more, less, none int) string {
		text := fmt.Sprintf(" Van de andere wijken kwam het verschil in %s hoger uit en in %s lager of gelijk", dutchNumber(more), dutchNumber(less))
		if none > 0 {
			text += "; in " + dutchNumber(none) + " is het niet te vergelijken"
		}
		return text + "."
	},
	Caveat: func(year int) string {
		return fmt.Sprintf("Dit is een vergelijking, geen bewijs. Wat er in %d begon, is niet het enige dat veranderde: de bewoners zijn deels andere mensen, en landelijk beleid en de woningmarkt bewogen mee. Kijk daarom ook naar de buurten eromheen en de andere wijken.", year)
	},
	ThisView: "Deze vergelijking op Wijk in zicht",
}

var englishBefore = Before{
	Title: func(indicator, name string, year int) string {
		return fmt.Sprintf("%s in %s, before and after %d", indicator, name, year)
	},
	About: func(title string) string { return title + ": a comparison, no proof of an effect." },
	Years: func(n int) string {
		if n == 0 {
			return "all years"
		}
		return fmt.Sprintf("%d years", n)
	},
	Until: func(year int) string { return fmt.Sprintf("to %d", year) }, From: func(year int) string { return fmt.Sprintf("from %d", year) },
	After:    func(year int) string { return fmt.Sprintf("after %d", year) },
	NoFigure: "no figure", FewYears: "fewer than three years", Break: "break", NoBefore: "no figure before it", NoAfter: "no figure after it", BreakBetween: "there is a break in between",
	Own:     "the district",
	Groups:  map[string]string{"wijk": "one of the other districts", "ring": "neighbourhoods around it", "rest": "the city without the districts of Wijk in zicht", "gemeente": "the city", "land": "the country"},
	Nothing: func(name string) string { return "There is no figure for " + name + " in these years." },
	NotCompared: func(name string, year int, why string) string {
		return fmt.Sprintf("For %s the years before and after %d cannot be compared: %s.", name, year, why)
	},
	Compared: func(name, before string, year int, after, by string) string {
		return fmt.Sprintf("In %s the average was %s up to and including %d, and %s after it: a difference of %s.", name, before, year, after, by)
	},
	Around: func(name, change, why string) string {
		for _, start := range []string{"Rest of ", "Ring around "} {
			if rest, ok := strings.CutPrefix(name, start); ok {
				name = "the " + strings.ToLower(start) + rest
			}
		}
		if change == "" {
			change = "cannot be compared (" + why + ")"
		}
		return " In " + name + ": " + change + "."
	},
	Others: func(more, less, none int) string {
		text := fmt.Sprintf(" Of the other districts the difference was higher in %s and lower or equal in %s", englishCount(more), englishCount(less))
		if none > 0 {
			text += "; for " + englishCount(none) + " it cannot be compared"
		}
		return text + "."
	},
	Caveat: func(year int) string {
		return fmt.Sprintf("This is a comparison, no proof. What began in %d is not the only thing that changed: the residents are partly other people, and national policy and the housing market moved as well. So look also at the neighbourhoods around it and at the other districts.", year)
	},
	ThisView: "This comparison on Wijk in zicht",
}
