package words

import "fmt"

// Place is the page of a wijk or another area.
type Place struct {
	Stands      func(s Standing) string
	Changed     func(name string, from, to Dated, how Side) string
	NotCompared func(name string, last Dated, why string) string
	Gap         func(name, city string, m GapMove, then, now Dated) string
	Followed    func(f Followed) string
}

// Dated is a value as read, with its year.
type Dated struct {
	Value string
	Year  int
}

// Side is how one figure stands to another.
type Side int

// The sides: of figures of which the one is better, of which neither is, and of counts.
const (
	Alike Side = iota
	Higher
	Lower
	Better
	Worse
	More
)

// Standing is a place's latest figure, beside its gemeente's where that is known.
type Standing struct {
	Indicator, Name string
	Last            Dated
	City, CityValue string // "": not known
	Side            Side
}

// GapMove is how the distance of a place to its gemeente went.
type GapMove int

// The moves of a distance.
const (
	KeptDistance GapMove = iota
	WentFurther
	StayedNear
	CameNearer
	WentPast
	FellBelow
	CaughtUp
	PulledAhead
	FellBehind
	LostLead
)

// Followed counts the figures of a place by what can be done with them.
type Followed struct{ Compared, OneYear, Wider, None int }

var dutchPlace = Place{
	Stands: func(s Standing) string {
		text := fmt.Sprintf("%s: %s staat in %d op %s", s.Indicator, s.Name, s.Last.Year, s.Last.Value)
		if s.CityValue == "" {
			return text + "."
		}
		how := map[Side]string{Higher: "hoger dan", Lower: "lager dan", Better: "gunstiger dan", Worse: "minder gunstig dan", Alike: "vrijwel gelijk aan"}[s.Side]
		return fmt.Sprintf("%s, %s %s (%s).", text, how, s.City, s.CityValue)
	},
	Changed: func(name string, from, to Dated, how Side) string {
		if how == Alike {
			return fmt.Sprintf("%s: vrijwel gelijk, %s in %d en %s in %d.", name, from.Value, from.Year, to.Value, to.Year)
		}
		return fmt.Sprintf("%s: %s, van %s in %d naar %s in %d.", name, map[Side]string{Higher: "gestegen", Lower: "gedaald"}[how], from.Value, from.Year, to.Value, to.Year)
	},
	NotCompared: func(name string, last Dated, why string) string {
		return fmt.Sprintf("%s: %s in %d. Met eerdere jaren is dat niet te vergelijken: %s.", name, last.Value, last.Year, why)
	},
	Gap: func(name, city string, m GapMove, then, now Dated) string {
		return fmt.Sprintf("%s %s: het verschil was %s in %d en is %s in %d.", name, dutchMove(m, city), then.Value, then.Year, now.Value, now.Year)
	},
	Followed: func(f Followed) string {
		parts := []string{dutchThere("is", "zijn", f.Compared) + " over de jaren te vergelijken"}
		if f.OneYear > 0 {
			parts = append(parts, "is van "+dutchNumber(f.OneYear)+" alleen het laatste jaar te gebruiken")
		}
		if f.Wider > 0 {
			parts = append(parts, "is er van "+dutchNumber(f.Wider)+" alleen een cijfer van een groter gebied")
		}
		if f.None > 0 {
			parts = append(parts, dutchThere("ontbreekt", "ontbreken", f.None))
		}
		return fmt.Sprintf("Van de %d cijfers %s.", f.Compared+f.OneYear+f.Wider+f.None, Dutch.Enumerate(parts))
	},
}
