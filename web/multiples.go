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
	Spark  Spark
	Alt    string
	Last   Value
	Change Change
}
