package words

import (
	"fmt"
	"strings"
)

// Verdict is how a test of a lesson came out.
type Verdict int

// The verdicts of a test.
const (
	TooFew Verdict = iota
	Unclear
	Fits
	Against
)

// Span are years from the first to the last; nought: none.
type Span struct{ From, To int }

// With widens a span.
func (s Span) With(from, to int) Span {
	if s.From == 0 || from < s.From {
		s.From = from
	}
	return Span{s.From, max(s.To, to)}
}

// Tally counts wijken for and against a lesson, those within the margin and those that cannot be compared.
type Tally struct {
	Of, For, Against, Same, None int
	Years                        Span
}

// Pairs are wijken set side by side by two: whether the one that gained more on a first figure gained more on a second too.
type Pairs struct {
	Of, Wijken, Alike, Unlike int
	First, Second             Span
	Ring                      bool // the second is the first in the ring around the wijk
	Split                     int  // the second is of later years; 0: of the same
}

// Placed is how one wijk did beside others.
type Placed struct {
	Name, How          string
	Of, Others, Better int // the eleven; others that can be compared; those that did better
	Own, Years         Span
}

// PaceCount counts changes of one year to the next, and falls that are larger than a bound.
type PaceCount struct {
	Steps, Falls int
	Bound        string
	Years        Span
}

// Trial holds lessons against figures: what went together, never what worked.
type Trial struct {
	How      func(verdicts int) string // verdicts: how many outcomes there are, of which chance alone gives some
	Verdicts map[Verdict]string
	Gains    func(indicator string, t Tally) string
	Together func(first, second string, p Pairs) string
	Faster   func(first, second string, t Tally) string
	Place    func(indicator string, s Placed) string
	Pace     func(indicator string, p PaceCount) string
	Broad    func(t Tally) string
	Periods  func(indicator string, split int, t Tally) string
	Chance   func(p float64) string
	Modelled string
	Did      func(indicator, how string, years Span) string
	DidBroad func(side int, years Span) string
	Beside   func(name string, did []string) string
	Needed   func(what, publisher, level string) string
}

var dutchTrial = Trial{
	How: func(verdicts int) string {
		text := "De vuistregels en factoren waarvan er een cijfer is, zijn getoetst aan de elf wijken, elk naast haar eigen stad. Een beeld noemen wij pas duidelijk als puur toeval het, of een sterker beeld, in hoogstens 10 van de 100 gevallen geeft. Elf is weinig, de wijken zijn gekozen omdat het er moeilijk ging, en zij delen zes steden: ook een duidelijk beeld zegt alleen wat samenging, nooit wat heeft gewerkt. Hoogvliet staat erbij en telt niet mee."
		if verdicts == 0 {
			return text
		}
		return text + fmt.Sprintf(" Van %s geeft puur toeval er gemiddeld al %s een duidelijk beeld.", map[bool]string{true: "één toets met een oordeel", false: dutchNumber(verdicts) + " toetsen met een oordeel"}[verdicts == 1], (&Words{Decimal: ","}).Number(float64(verdicts)/10, 1))
	},
	Verdicts: map[Verdict]string{TooFew: "Te weinig cijfers voor een oordeel", Unclear: "Geen duidelijk beeld", Fits: "Past bij de regel", Against: "Past niet bij de regel"},
	Gains: func(indicator string, t Tally) string {
		return indicator + ": " + dutchTally(t, [3][2]string{{"deed het beter dan haar stad", "deden het beter dan hun stad"}, {"deed het slechter", "deden het slechter"}, {"bleef binnen de marge", "bleven binnen de marge"}}) + "."
	},
	Together: dutchTogether,
	Faster: func(first, second string, t Tally) string {
		if t.None == t.Of {
			return fmt.Sprintf("„%s” en „%s” zijn in geen van de %d wijken over dezelfde jaren te vergelijken.", first, second, t.Of)
		}
		return fmt.Sprintf("„%s” naast „%s”: in %s won het eerste meer terrein op de stad dan het tweede, in %s minder, in %s bleef het binnen de marge%s.",
			first, second, dutchOf(t.For, t.Of, "wijken"), dutchNumber(t.Against), dutchNumber(t.Same), t.Years.behind()+dutchNone(t))
	},
	Place: func(indicator string, s Placed) string {
		if s.Name == "" {
			return indicator + ": van de wijk waar het om gaat, zijn er geen twee jaren die te vergelijken zijn."
		}
		text := fmt.Sprintf("%s: %s %s%s.", indicator, s.Name, s.How, s.Own.behind())
		if s.Others == 0 {
			return text + " Geen van de andere wijken is daarmee te vergelijken."
		}
		return text + fmt.Sprintf(" Van de %d andere wijken %s te vergelijken%s; daarvan %s het beter tegenover de eigen stad.", s.Of-1, dutchThere("is", "zijn", s.Others), s.Years.behind(), dutchThere("deed", "deden", s.Better))
	},
	Pace: func(indicator string, p PaceCount) string {
		fell := map[int]string{0: "was geen enkele", 1: "was er één"}[p.Falls]
		if fell == "" {
			fell = "waren er " + dutchNumber(p.Falls)
		}
		return fmt.Sprintf("%s: van de %d veranderingen tussen twee opeenvolgende cijfers van de elf wijken%s %s een daling van meer dan %s per jaar. Wie vier jaar, een raadsperiode, zo daalt, zakt zo ver als wijken gewoonlijk uit elkaar liggen. Zeldzaam noemen wij hoogstens één op de tien.",
			indicator, p.Steps, p.Years.behind(), fell, p.Bound)
	},
	Broad: func(t Tally) string {
		return "Plek en mensen samen: " + dutchTally(t, [3][2]string{{"won terrein op haar stad op meer dan één cijfer, en op meer dan zij verloor", "wonnen terrein op hun stad op meer dan één cijfer, en op meer dan zij verloren"},
			{"verloor zo terrein", "verloren zo terrein"}, {"deed geen van beide", "deden geen van beide"}}) + "."
	},
	Periods: func(indicator string, split int, t Tally) string {
		if t.For+t.Against+t.Same == 0 {
			return fmt.Sprintf("%s: van geen van de wijken zijn er cijfers van zowel vóór als na %d.", indicator, split)
		}
		return fmt.Sprintf("%s: in %s ging het van %d tot %d tegenover de stad per jaar beter dan van %d tot %d, in %s slechter%s.", indicator, dutchOf(t.For, t.Of, "wijken"), t.Years.From, split, split, t.Years.To, dutchNumber(t.Against), dutchNone(t))
	},
	Chance: func(p float64) string {
		switch in := int(100*p + .5); {
		case in < 1:
			return "Puur toeval geeft zo'n beeld, of een sterker, in minder dan één van de 100 gevallen."
		case in > 99:
			return "Puur toeval geeft zo'n beeld, of een sterker, in vrijwel alle gevallen."
		default:
			return fmt.Sprintf("Puur toeval geeft zo'n beeld, of een sterker, in ongeveer %s van de 100 gevallen.", dutchNumber(in))
		}
	},
	Modelled: "Er zit een schatting uit een rekenmodel in (Leefbaarometer of Gezondheidsmonitor), geen telling.",
	Did: func(indicator, how string, years Span) string {
		return fmt.Sprintf("%s bij „%s”, %s", how, indicator, years)
	},
	DidBroad: func(side int, years Span) string {
		return fmt.Sprintf("%s, %s", map[int]string{1: "won op meer dan één cijfer terrein, en op meer dan er verloren gingen", -1: "verloor op meer dan één cijfer terrein, en op meer dan er gewonnen werden", 0: "won noch verloor per saldo terrein op meer dan één cijfer"}[side], years)
	},
	Beside: func(name string, did []string) string {
		return "Ter vergelijking: " + name + " " + strings.Join(did, ", en ") + "."
	},
	Needed: func(what, publisher, level string) string {
		if publisher == "" {
			return fmt.Sprintf("Nodig is: %s. Niemand publiceert dat; %s.", what, level)
		}
		return fmt.Sprintf("Nodig is: %s. Wie dat publiceert: %s, %s.", what, publisher, level)
	},
}

// behind is the span after what it is about; empty where there is none.
func (s Span) behind() string {
	if s.From == 0 {
		return ""
	}
	return " (" + s.String() + ")"
}

// String writes a span on one line: "2002–2024".
func (s Span) String() string { return fmt.Sprintf("%d–%s%d", s.From, joined, s.To) }

// dutchTally says of the eleven how many did one thing, how many the other and how many neither, in the singular and the plural.
func dutchTally(t Tally, did [3][2]string) string {
	verb := func(n int, did [2]string) string { return did[map[bool]int{true: 0, false: 1}[n < 2]] }
	return fmt.Sprintf("%s %s, %s %s, %s %s%s", dutchOf(t.For, t.Of, "wijken"), verb(t.For, did[0]), dutchNumber(t.Against), verb(t.Against, did[1]), dutchNumber(t.Same), verb(t.Same, did[2]), t.Years.behind()+dutchNone(t))
}

// dutchTogether says of how many pairs of wijken two figures went the same way.
func dutchTogether(first, second string, p Pairs) string {
	wijken := dutchOf(p.Wijken, p.Of, "wijken")
	var text string
	switch {
	case p.Ring:
		text = fmt.Sprintf("„%s” is in %s en in de ring eromheen over dezelfde jaren te volgen%s.", first, wijken, p.First.behind())
	case p.Split != 0:
		text = fmt.Sprintf("„%s” tot %d%s en „%s” daarna%s zijn samen te volgen in %s.", first, p.Split, p.First.behind(), second, p.Second.behind(), wijken)
	default:
		text = fmt.Sprintf("„%s” en „%s” zijn over dezelfde jaren te volgen in %s%s.", first, second, wijken, p.First.behind())
	}
	if p.Wijken < 3 {
		return text
	}
	went := "deed de wijk die tegenover haar stad op het eerste meer won, het ook op het tweede beter"
	if p.Ring {
		went = "ging het bij de wijk die tegenover haar stad meer won, ook in de ring beter"
	}
	return text + fmt.Sprintf(" Zet telkens twee wijken naast elkaar: in %s %s, in %s andersom.", dutchOf(p.Alike, p.Wijken*(p.Wijken-1)/2, "paren"), went, dutchNumber(p.Unlike))
}

// dutchNone says how many of the eleven cannot be compared.
func dutchNone(t Tally) string {
	switch t.None {
	case 0:
		return ""
	case 1:
		return "; één is niet te vergelijken"
	}
	return fmt.Sprintf("; %d zijn niet te vergelijken", t.None)
}
