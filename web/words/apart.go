package words

import (
	"fmt"
	"math"
)

// Apart holds the figures of a place beside those of its people, each against the same city.
type Apart struct {
	Heading  func(s Fares) string
	Counts   func(s Fares) string
	Size     func(place, people float64) string // mean moves, in how far wijken lie apart
	Years    func(least, most int) string       // how many years the figures are about
	Modelled func(n, of int) string
	Since    func(year int) string
	Moves    string            // always said
	Sides    map[string]string // by the group in view.csv
	Row      func(indicator, how, then, now string, from, to int) string
	OneYear  func(year int) string
}

// Fared counts figures by how they went.
type Fared struct{ Better, Worse, Same int }

// Fares tells how the figures of a place and of its people went against its city.
type Fares struct {
	Name, City    string
	Place, People Fared
	From, To      int // the first and the last year of them all
}

var dutchApart = Apart{
	Heading: dutchApartHeading,
	Counts: func(s Fares) string {
		switch {
		case s.Place == (Fared{}) && s.People == (Fared{}):
			return ""
		case s.People == (Fared{}):
			return "Plek: " + dutchAgainst(s.Place, s.City) + "."
		case s.Place == (Fared{}):
			return "Mensen: " + dutchAgainst(s.People, s.City) + "."
		}
		return "Plek: " + dutchAgainst(s.Place, s.City) + ". Mensen: " + dutchAgainst(s.People, s.City) + "."
	},
	Size: func(place, people float64) string {
		return fmt.Sprintf("Gemiddeld %s en %s; 1 is zo ver als wijken gewoonlijk uit elkaar liggen.", dutchShifted("schoof de plek", "bleef de plek", place), dutchShifted("schoven de mensen", "bleven de mensen", people))
	},
	Years: func(least, most int) string {
		if least == most {
			return "Elk cijfer gaat over " + dutchYears(most) + "."
		}
		return fmt.Sprintf("De jaren verschillen: van %d tot %s per cijfer.", least, dutchYears(most))
	},
	Modelled: func(n, of int) string {
		switch {
		case n == 0:
			return ""
		case n == of && n == 1:
			return "Het is een schatting met een rekenmodel, geen telling."
		case n == of:
			return "Alle zijn schattingen met een rekenmodel (Leefbaarometer, Gezondheidsmonitor), geen tellingen."
		case n == 1:
			return fmt.Sprintf("Eén van de %d cijfers is een schatting met een rekenmodel, geen telling.", of)
		}
		return fmt.Sprintf("Van de %d cijfers zijn er %d schattingen met een rekenmodel (Leefbaarometer, Gezondheidsmonitor), geen tellingen.", of, n)
	},
	Since: func(year int) string {
		return fmt.Sprintf("Ook de plek is vanaf %d bekeken: van de mensen is er geen eerder jaar om mee te vergelijken.", year)
	},
	Moves: "Bewoners verhuizen: een gemiddelde van een wijk dat stijgt, is geen mens die vooruitgaat. Er kunnen andere mensen zijn komen wonen.",
	Sides: map[string]string{"plek": "De plek", "mensen": "De mensen", "erbij": "Ook van de plek, telt niet mee"},
	Row: func(indicator, how, then, now string, from, to int) string {
		return fmt.Sprintf("%s: %s; het verschil was %s in %d en is %s in %d", indicator, how, then, from, now, to)
	},
	OneYear: func(year int) string { return fmt.Sprintf("alleen %d", year) },
}

// dutchApartHeading is the first sentence: whether place and people moved apart.
func dutchApartHeading(s Fares) string {
	place, people := "de plek "+s.Place.ground("won", "verloor", "hield"), "de gemiddelden van de mensen "+s.People.ground("wonnen", "verloren", "hielden")
	switch {
	case s.Place == (Fared{}) && s.People == (Fared{}):
		return fmt.Sprintf("Of plek en mensen in %s uiteengingen, is niet te zeggen: naast %s is geen cijfer in de tijd te vergelijken.", s.Name, s.City)
	case s.People == (Fared{}):
		return fmt.Sprintf("%s naast %s: %s (%d–%d). Over de mensen zijn er geen twee jaren die te vergelijken zijn.", s.Name, s.City, place, s.From, s.To)
	case s.Place == (Fared{}):
		return fmt.Sprintf("%s naast %s: %s (%d–%d). Over de plek zijn er geen twee jaren die te vergelijken zijn.", s.Name, s.City, people, s.From, s.To)
	}
	return fmt.Sprintf("%s naast %s: %s, %s (%d–%d).", s.Name, s.City, place, people, s.From, s.To)
}

// ground says whether more figures became better than worse, and whether that was so of less than half of them.
func (f Fared) ground(won, lost, kept string) string {
	more := f.Better - f.Worse
	slightly := ""
	if 2*max(more, -more) < f.Better+f.Worse+f.Same {
		slightly = "licht "
	}
	switch {
	case more > 0:
		return won + " " + slightly + "terrein"
	case more < 0:
		return lost + " " + slightly + "terrein"
	}
	return kept + " gelijke tred"
}

// dutchAgainst counts figures by how they did against the city's.
func dutchAgainst(f Fared, city string) string {
	switch n := f.Better + f.Worse + f.Same; {
	case n == 1:
		return "het enige cijfer " + map[int]string{f.Better: "deed het beter dan " + city, f.Worse: "deed het slechter dan " + city, f.Same: "bleef even ver van " + city}[1]
	case f.Same == n:
		return fmt.Sprintf("%s cijfers bleven even ver van %s", dutchAll(n), city)
	case f.Better == n:
		return fmt.Sprintf("%s cijfers deden het beter dan %s", dutchAll(n), city)
	case f.Worse == n:
		return fmt.Sprintf("%s cijfers deden het slechter dan %s", dutchAll(n), city)
	}
	text := fmt.Sprintf("van de %d cijfers %s het beter dan %s en %s het slechter", f.Better+f.Worse+f.Same, dutchThere("deed", "deden", f.Better), city, dutchThere("deed", "deden", f.Worse))
	if f.Same > 0 {
		text += "; " + dutchDid(f.Same, [2]string{"bleef even ver", "bleven even ver"})
	}
	return text
}

// dutchShifted says how far a mean moved; what is nought as written has not.
func dutchShifted(moved, stayed string, v float64) string {
	text := Dutch.Number(math.Abs(v), 1)
	switch {
	case text == Dutch.Number(0, 1):
		return stayed + " gelijk"
	case v > 0:
		return moved + " " + text + " vooruit"
	}
	return moved + " " + text + " achteruit"
}

func dutchYears(n int) string { return fmt.Sprintf("%d jaar", n) }
