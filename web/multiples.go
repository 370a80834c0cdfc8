package web

// Multiples are the lines of a crowded picture, each in a small picture of its own before all the others, on one scale.
type Multiples struct {
	ID    string // unique on the page
	Every string // path data of all lines, drawn once and used by each
	Lines []Multiple
}

// Multiple is one of them.
type Multiple struct {
	Name   string
	URL    string // may be empty
	Line   string // path data
	X, Y   string // of the last point
	Hollow bool   // the last value is a larger area's
	Alt    string
	Last   Value
	Change Change
}
