package ingest

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// yearInName finds the year in a name that StatLine or CBS gave a file.
var yearInName = regexp.MustCompile(`(?:^|[^0-9])((?:19|20)[0-9]{2})(?:[^0-9]|$)`)

// yearOfEdition finds the year that stands behind a publication's name: people put other years in front ("2021-download van KWB 2019").
var yearOfEdition = regexp.MustCompile(`(?i)(?:kwb|wijken en buurten|wijkenbuurten|buurt|buurten|wijk|wijken|gem|gemeente|gemeenten)[ -]?((?:19|20)[0-9]{2})(?:[^0-9]|$)`)

// byNameNote says of a table where its year comes from.
const byNameNote = "Het jaar staat niet in het bestand zelf en volgt uit de naam."

// yearByName gives the year that a file's name tells: the one behind the name of the publication, or else the only one. example is a
// name that does tell it.
func yearByName(file, example string) (int, error) {
	name := strings.ReplaceAll(file, "_", " ")
	for _, pattern := range []*regexp.Regexp{yearOfEdition, yearInName} {
		var years []string
		for rest := name; ; {
			m := pattern.FindStringSubmatchIndex(rest)
			if m == nil {
				break
			}
			if y := rest[m[2]:m[3]]; !slices.Contains(years, y) {
				years = append(years, y)
			}
			rest = rest[m[3]:]
		}
		if len(years) == 1 {
			return strconv.Atoi(years[0])
		}
		if len(years) > 1 {
			return 0, refuse(file, "de naam noemt meer dan één jaar (%s) en in het bestand staat er geen; noem het zoals het CBS doet (%s)", strings.Join(years, ", "), example)
		}
	}
	return 0, refuse(file, "het jaar staat niet in het bestand; zet het in de naam, zoals het CBS doet (%s)", example)
}
