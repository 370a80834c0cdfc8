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
	NoFigure, FewYears, Break       string // why a side has no slope
	NoBefore, NoAfter, BreakBetween string // why there is no difference
	Nothing                         func(name string) string
	Index                           func(base int) string
	NotCompared                     func(name string, year int, why string) string
	Compared                        func(name, before string, year int, after, by string) string
	Around                          func(name, change, why string) string // change "": why says why not
	Others                          func(more, less, none int) string
	Caveat                          func(year int) string
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
	Nothing: func(name string) string { return "Voor " + name + " is er geen cijfer in deze jaren." },
	Index:   func(base int) string { return fmt.Sprintf("index, %d = 100", base) },
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
}
