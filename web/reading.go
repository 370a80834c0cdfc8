package web

import "encoding/json"

// ChartReading is what the browser needs to read a chart year by year: the option that its picture was drawn from, and
// the words beside it. shared/chart/reading.ts has the same names.
type ChartReading struct {
	Width  int             `json:"breedte"` // of the picture, in its own pixels
	Height int             `json:"hoogte"`
	Option json.RawMessage `json:"optie"` // for finish.ts
	Lines  []LineReading   `json:"lijnen"`
}

// LineReading is one line of the chart.
type LineReading struct {
	Name   string        `json:"naam"`
	Glyph  string        `json:"teken"` // the marker as a letter, as in the picture
	Color  string        `json:"kleur"` // of line and marker
	Values []YearReading `json:"waarden"`
}

// YearReading is the value of one year, or why there is none.
type YearReading struct {
	Year    int     `json:"jaar"`
	Text    string  `json:"tekst"` // by Getal; empty: there is no value
	Unit    string  `json:"eenheid"`
	Quality Quality `json:"kwaliteit"`
	Word    string  `json:"woord"`     // of the quality
	Remark  string  `json:"opmerking"` // what to know about the value, or why there is none
}
