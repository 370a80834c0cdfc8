package words

import (
	"fmt"
	"math"
)

// Apart holds the figures of a place beside those of its people, each against the same city.
type Apart struct {
	Heading  func(s Fares) string
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

// dutchApartHeading is the first sentence: whether place and people moved apart, on how many figures, between which years.
func dutchApartHeading(s Fares) string {
	place, people := s.Place.ground("de plek", "won", "verloor", "hield"), s.People.ground("de gemiddelden van de mensen", "wonnen", "verloren", "hielden")
	beside := fmt.Sprintf("%s naast %s, %s: ", s.Name, s.City, Span{s.From, s.To})
	few := dutchFew("de plek", s.Place) + dutchFew("de mensen", s.People)
	switch {
	case place == "" && people == "":
		return fmt.Sprintf("Of plek en mensen in %s uiteengingen, is niet te zeggen.", s.Name) + few
	case place == "":
		return beside + people + "." + few
	case people == "":
		return beside + place + "." + few
	}
	return beside + place + ", " + people + "."
}

// dutchFew says why nothing is said of a side; empty where something is.
func dutchFew(side string, f Fared) string {
	switch n := f.count(); {
	case n >= LeastFared:
		return ""
	case n == 0:
		return " Over " + side + " zijn er geen twee jaren die te vergelijken zijn."
	default:
		return fmt.Sprintf(" Over %s %s te vergelijken: te weinig voor een uitkomst.", side, map[int]string{1: "is er maar één cijfer", 2: "zijn er maar twee cijfers"}[n])
	}
}

// LeastFared is the smallest number of figures of one side that an outcome is told of: of two, either alone would decide it.
const LeastFared = 3

func (f Fared) count() int { return f.Better + f.Worse + f.Same }

// ground says whether more figures became better than worse, whether that was so of less than half of them, and of how many; empty of too few.
func (f Fared) ground(side, won, lost, kept string) string {
	n, more := f.count(), f.Better-f.Worse
	slightly := ""
	if 2*max(more, -more) < n {
		slightly = "licht "
	}
	switch {
	case n < LeastFared:
		return ""
	case more > 0:
		return fmt.Sprintf("%s %s %sterrein op %s", side, won, slightly, dutchOn(f.Better, f.Worse, n, lost))
	case more < 0:
		return fmt.Sprintf("%s %s %sterrein op %s", side, lost, slightly, dutchOn(f.Worse, f.Better, n, won))
	case f.Same == n:
		return fmt.Sprintf("%s %s gelijke tred op alle %d cijfers", side, kept, n)
	}
	return fmt.Sprintf("%s %s gelijke tred (van de %d cijfers %d beter en %d slechter)", side, kept, n, f.Better, f.Worse)
}

// dutchOn says on how many figures something holds, and on how many the reverse.
func dutchOn(n, against, all int, reverse string) string {
	text := dutchOf(n, all, "cijfers")
	if against > 0 {
		text += " (en " + reverse + " op " + dutchNumber(against) + ")"
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
