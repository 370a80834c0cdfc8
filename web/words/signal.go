package words

import (
	"fmt"
	"math"
	"strings"
)

// Signal is the page of which areas fall behind and which move ahead. A level is a buurt or a wijk.
type Signal struct {
	Title           func(indicator string) string
	About           func(level string) string
	Heading         func(indicator, level, city string) string // city "": all
	Method          string
	NotLoaded       func(level string) string
	NoDirections    func(level string) string
	Ready, NotReady string // groups of figures
	Counted         func(indicator string, n int, level string) string
	AllCities       string
	AllKinds        string
	Sum             func(s SignalSum) string
	Chance          func(tests int, level string, rate, passed float64) string // passed below 0: none has a direction
	Weak            func(w Weak) string
	Unclear         func(n int) string
	Without         func(n int, why string) string
	Reasons         map[string]string // why a place has no direction, by its word in the data and in the signal
	Rises, Falls    string
	NoDirection     string
	Rest            func(shown, left int) string
	Interval        func(low, high string) string
	PerYear         string
	Outside         func(n int) string
	Drawing         func(level, sentence string) string
	Better, Worse   string // of the drawing's corners
	Low, Fair       string
	Corner          func(level, direction string) string
}

// SignalSum counts the areas of a level.
type SignalSum struct {
	Level                  string
	Total, Directed, Clear int
	Typed                  bool // better and worse can be told apart
	Early                  int  // fair, and getting worse
}

// Weak says where weak begins.
type Weak struct {
	Bound, Part string // with its unit; a percentage
	Above       bool   // higher is worse
	Known, Year int
	Level       string
}

var dutchSignal = Signal{
	Title: func(indicator string) string { return "Wie zakt, wie stijgt: " + indicator },
	About: func(level string) string {
		return "Welke " + Dutch.Level(level, 2) + " staan er nog redelijk voor en glijden af?"
	},
	Heading: func(indicator, level, city string) string {
		if city != "" {
			city = " in " + city
		}
		return indicator + " per " + level + ": niveau en richting" + city
	},
	Method:    "Richting: Theil-Sen (mediaan van de hellingen tussen alle paren jaren, met 90%-interval) en de toets van Mann-Kendall, over het laatste stuk van elke reeks zonder breuk.",
	NotLoaded: func(level string) string { return "Dit cijfer is voor geen enkele " + level + " geladen." },
	NoDirections: func(level string) string {
		return "Geen enkele " + level + " heeft hier genoeg vergelijkbare jaren voor een richting."
	},
	Ready: "Met genoeg vergelijkbare jaren", NotReady: "Nog te weinig vergelijkbare jaren",
	Counted: func(indicator string, n int, level string) string {
		return fmt.Sprintf("%s (%s %s)", indicator, Dutch.Number(float64(n), 0), Dutch.Level(level, n))
	},
	AllCities: "alle gemeenten", AllKinds: "alle soorten",
	Sum: dutchSignalSum,
	Chance: func(tests int, level string, rate, passed float64) string {
		if tests == 1 {
			return "" // then the two bounds are one
		}
		text := fmt.Sprintf("Er zijn %s %s getoetst. Gold voor elk apart de grens p ≤ %s, dan %s alleen door toeval een richting.",
			Dutch.Number(float64(tests), 0), Dutch.Level(level, tests), Dutch.Number(rate, 2), strings.Replace(dutchThere("kreeg", "kregen", max(1, int(math.Round(rate*float64(tests))))), " er ", " er hooguit ", 1))
		if passed < 0 {
			return text + " Daarom geldt een strengere grens; geen enkele lijn haalt die."
		}
		return text + fmt.Sprintf(" Daarom geldt een strengere grens, p ≤ %s: naar verwachting is hooguit %s%% van wat hier een richting heeft toeval.", Dutch.Number(passed, 4), Dutch.Number(100*rate, 0))
	},
	Weak: func(w Weak) string {
		side := map[bool]string{true: "hoger", false: "lager"}[w.Above]
		return fmt.Sprintf("Zwak is hier %s of %s: de zwakste %s%% van de %s %s met een cijfer over %d in de hele database.", w.Bound, side, w.Part,
			Dutch.Number(float64(w.Known), 0), Dutch.Level(w.Level, w.Known), w.Year)
	},
	Unclear: func(n int) string {
		return Dutch.Number(float64(n), 0) + ": genoeg jaren, maar geen duidelijke richting"
	},
	Without: func(n int, why string) string { return Dutch.Number(float64(n), 0) + ": " + why },
	Reasons: map[string]string{
		"te weinig cijfers":             "te weinig vergelijkbare jaren: minder dan vier jaren met een cijfer",
		"breuk":                         "te weinig vergelijkbare jaren: een breuk in het cijfer",
		"andere grens":                  "te weinig vergelijkbare jaren: een andere grens dan vroeger",
		"andere naam":                   "te weinig vergelijkbare jaren: een andere naam, en geen bestand zegt dat de grens bleef",
		"groter gebied":                 "alleen een cijfer van een groter gebied",
		"grens onbekend":                "te weinig vergelijkbare jaren: geen bestand zegt dat de grens dezelfde bleef",
		"te weinig jaren naar uw keuze": "minder jaren dan u koos", "geen cijfer in het laatste jaar": "geen cijfer in het laatste jaar",
		"geen cijfer": "geen cijfer in de laatste indeling",
	},
	Rises: "stijging", Falls: "daling", NoDirection: "geen duidelijke richting",
	Rest: func(shown, left int) string {
		if left == 1 {
			return fmt.Sprintf("Dit zijn de eerste %d; de laatste staat in de CSV.", shown)
		}
		return fmt.Sprintf("Dit zijn de eerste %d; de andere %s staan in de CSV.", shown, Dutch.Number(float64(left), 0))
	},
	Interval: func(low, high string) string { return low + " tot " + high },
	PerYear:  "verandering per jaar",
	Outside: func(n int) string {
		return Sentence(dutchDid(n, [2]string{"gebied valt buiten het beeld en staat op de rand", "gebieden vallen buiten het beeld en staan op de rand"}))
	},
	Drawing: func(level, sentence string) string {
		return "Een stip per " + level + ": naar rechts het niveau, naar boven de verandering per jaar. " + sentence + " De genummerde ruiten zijn de wijken die wij volgen."
	},
	Better: "verbetert", Worse: "verslechtert", Low: "zwak", Fair: "redelijk",
	Corner: func(level, direction string) string { return level + ", " + direction },
}

func dutchSignalSum(s SignalSum) string {
	number := func(n int) string { return Dutch.Number(float64(n), 0) }
	if s.Total == 1 && s.Directed == 0 {
		return "De enige " + s.Level + " heeft niet genoeg vergelijkbare jaren voor een richting."
	}
	if s.Directed == 0 {
		return fmt.Sprintf("Van de %s %s heeft er geen genoeg vergelijkbare jaren voor een richting.", number(s.Total), Dutch.Level(s.Level, s.Total))
	}
	text := fmt.Sprintf("Van de %s %s %s genoeg vergelijkbare jaren voor een richting; bij %s is die duidelijk.", number(s.Total), Dutch.Level(s.Level, s.Total),
		dutchThere("heeft", "hebben", s.Directed), map[bool]string{true: "geen ervan", false: dutchNumber(s.Clear)}[s.Clear == 0])
	switch {
	case !s.Typed:
		return text
	case s.Early == 0:
		return text + " Geen enkele " + s.Level + " staat er redelijk voor en verslechtert."
	case s.Early == 1:
		return text + " Eén " + s.Level + " staat er redelijk voor en verslechtert."
	}
	return text + fmt.Sprintf(" %s %s staan er redelijk voor en verslechteren.", number(s.Early), Dutch.Level(s.Level, s.Early))
}
