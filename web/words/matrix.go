package words

import (
	"fmt"
	"strings"
)

// Matrix is what there is of a figure, per wijk and year.
type Matrix struct {
	Caption        func(indicator string) string
	Wijken, Others string // groups of rows
	NotPublished   string
	Only           func(levels string) string // which rows a break is of; levels joined by "+"
	Nothing        string
	Series         func(s SeriesCount) string
	Present        func(shown, present int) string // how many figures there are of any wijk
}

// SeriesCount counts wijken by the longest series that each has.
type SeriesCount struct{ Long, Short, Single, Around, None int }

var dutchMatrix = Matrix{
	Caption: func(indicator string) string {
		return indicator + ": hoe rechtstreeks het cijfer van elk jaar is gepubliceerd, of waarom het er niet is"
	},
	Wijken: "De elf wijken", Others: "Hun gemeenten en het land", NotPublished: "niet gepubliceerd",
	Only:    func(levels string) string { return "alleen " + strings.ReplaceAll(levels, "+", " en ") },
	Nothing: "Voor geen van de wijken is er al een cijfer.",
	Series: func(s SeriesCount) string {
		of := s.Long + s.Short + s.Single + s.Around + s.None
		text := map[int]string{0: "Voor geen van de wijken", of: "Voor elk van de wijken"}[s.Long]
		if text == "" {
			text = fmt.Sprintf("Voor %s van de %d wijken", dutchNumber(s.Long), of)
		}
		text += " is er een reeks van ten minste vijf vergelijkbare jaren"
		for _, part := range []struct {
			n    int
			text string
		}{
			{s.Short, "een kortere reeks"}, {s.Single, "alleen jaren die niet met elkaar te vergelijken zijn, of één jaar"},
			{s.Around, "alleen cijfers van een ander gebied (D)"}, {s.None, "nog geen cijfer"},
		} {
			if part.n > 0 {
				text += "; voor " + dutchNumber(part.n) + " " + part.text
			}
		}
		return text + "."
	},
	Present: func(shown, present int) string {
		return fmt.Sprintf("Van de %d cijfers %s voor ten minste een van de wijken.", shown, dutchThere("is", "zijn", present))
	},
}
