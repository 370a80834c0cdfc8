package ingest

import (
	"regexp"
	"strings"

	"wijkinzicht/data/catalogue"
)

// tableSource gives the publication of a StatLine table; a table of several years is one for each of them.
func tableSource(cat *catalogue.Catalogue, file, family, id string, year int) (catalogue.Source, error) {
	var found []catalogue.Source
	for _, s := range cat.Sources {
		if s.Family == family && strings.EqualFold(s.Table, id) && (year == 0 || s.Year == year) {
			found = append(found, s)
		}
	}
	if len(found) != 1 {
		return catalogue.Source{}, refuse(file, "tabel %s hoort volgens onze lijst niet bij het jaar %d", id, year)
	}
	return found[0], nil
}

// statusText finds what CBS writes about a table's figures, in TableInfos (v3) and Properties (v4).
var statusText = regexp.MustCompile(`(?i)status van de cijfers:?(?:\\r|\\n|\s)*(?:de cijfers (?:zijn|in deze tabel zijn)\s+)?(voorlopig|definitief)`)

// changedText finds the day of a table's last change, in TableInfos (v3) and Properties (v4).
var changedText = regexp.MustCompile(`"Modified"\s*:\s*"(\d{4}-\d\d-\d\d)T`)

// changedIn gives the day on which a table says that it was last changed, as 2021-03-26; empty when it does not say.
func changedIn(content []byte) string {
	if m := changedText.FindSubmatch(content); m != nil {
		return string(m[1])
	}
	return ""
}

// statusIn gives voorlopig or definitief as a table says of itself; empty when it does not say.
func statusIn(content []byte) string {
	if m := statusText.FindSubmatch(content); m != nil {
		return strings.ToLower(string(m[1]))
	}
	return ""
}
