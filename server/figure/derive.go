package figure

import (
	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/web/words"
)

// Reasons for a value that a comparison leaves out, beside the statuses of the data.
const (
	OnlyEnclosing data.Status = "alleen een groter gebied"
	OtherStretch  data.Status = "niet vergelijkbaar met het basisjaar"
	NoOther       data.Status = "geen cijfer om mee te vergelijken"
)

// Indexable tells whether an index of these figures makes sense: not without a zero.
func Indexable(ind catalogue.Indicator) bool {
	return ind.Kind != catalogue.Score && ind.Kind != catalogue.Class
}

// Undifferable says why a difference of these figures makes no sense; "" when it does.
func Undifferable(w *words.Words, ind catalogue.Indicator) (why string) {
	switch ind.Kind {
	case catalogue.Count:
		return w.Compare.NoDifference(ind.Naam)
	case catalogue.Class:
		return w.Compare.NoClassDifference(ind.Naam)
	}
	return ""
}
