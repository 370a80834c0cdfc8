// Package series says what may be compared over time: the points of a line, the one rule whether two of them may be held
// against each other, and the changes that follow from it.
package series

// Status says why a value is there or is not; the values are those of the database's type status.
type Status string

// Quality says how a value was made, from A (published for this very area) to D (of a larger area around it).
type Quality string

// Enclosing is the quality of a value that is another, larger area's.
const Enclosing Quality = "D"

// Provisional is the status of a value that the publisher may still change.
const Provisional Status = "voorlopig"

// Point is what is known of one line in one year.
type Point struct {
	Subject   string // slug, or an area as WK036376-2020
	Indicator string
	Year      int // the value is about; lines are drawn over these
	Edition   int // of the publication that gives it: definitions change from one edition to the next
	Division  int // year of the division that its areas belong to: borders change from one division to the next
	Place     int // tells apart the places that a line is about in turn; 0 for the line's own
	Value     *float64
	Status    Status
	Quality   Quality
	Coverage  *float64 // part of the weight that the value rests on, 0 to 1
	Low, High *float64 // bounds of a converted value (C)
	Stretch   int      // two values of a line may be compared where it is the same number; 0 without a value
	Why       Reason   // what keeps the value from the one before it in the line; Same where nothing does
	Margin    *float64 // how far it may be from the value of counts that were not rounded; nil where it is not made of rounded counts
	Rough     bool     // that margin is so large that the value says little
	Of        string   // name of the area that a value of quality D is about
	Changed   string   // day of the edition that has no value, as 2021-03-26, where that is why there is none and it says so
}

// Reason is what keeps two values from being compared.
type Reason string

// The reasons, as they are stored; earlier ones go before later ones where several hold.
const (
	Same          Reason = "" // nothing does
	Definition    Reason = "definitie"
	Unit          Reason = "eenheid"
	Instrument    Reason = "instrument"
	Population    Reason = "populatie"      // of whom or what is counted
	Moment        Reason = "peildatum"      // at another time of the year
	Assignment    Reason = "indeling"       // by which the publisher tells what lies in an area
	MovedBorder   Reason = "andere grens"   // the place is another one
	OtherName     Reason = "andere naam"    // and nothing says that the place is the same
	UnknownBorder Reason = "grens onbekend" // nothing says that the place is the same
	LargerArea    Reason = "groter gebied"  // one of the values is not the place's own
	NoValue       Reason = "geen cijfer"
)

// Reasons lists the reasons, the one that goes first first.
func Reasons() []Reason {
	return []Reason{Definition, Unit, Instrument, Population, Moment, Assignment, MovedBorder, OtherName, UnknownBorder, LargerArea, NoValue}
}

// first gives, of two reasons, the one that goes first.
func first(a, b Reason) Reason {
	for _, r := range Reasons() {
		if r == a || r == b {
			return r
		}
	}
	return Same
}

// OfBorders tells whether it is about the place, not about what was counted there.
func (r Reason) OfBorders() bool {
	return r == MovedBorder || r == OtherName || r == UnknownBorder || r == LargerArea
}
