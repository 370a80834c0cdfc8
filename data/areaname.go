package data

import (
	"regexp"
	"strings"
)

// numberedName is the ordering that older editions put before a name: "Wijk 36 Moerwijk", "Gebied 22 Lelystad Noordwest".
var numberedName = regexp.MustCompile(`^(wijk|gebied) [0-9]+ `)

// nameLength is how much of a name every source keeps: StatLine cuts at 40 characters, of which "Wijk 36 " takes eight.
const nameLength = 32

// unaccented writes the letters of Dutch and Frisian names without their accents, which some sources lose.
var unaccented = strings.NewReplacer("á", "a", "à", "a", "â", "a", "ä", "a", "é", "e", "è", "e", "ê", "e", "ë", "e", "í", "i", "ï", "i", "î", "i",
	"ó", "o", "ô", "o", "ö", "o", "ú", "u", "û", "u", "ü", "u", "ç", "c", "ñ", "n")

// SameName compares area names as people would: without case, accents, hyphens, stops, double blanks and "Wijk 36", as far as every
// source keeps them.
func SameName(a, b string) bool { return plainName(a) == plainName(b) }

// plainName is the same rule as plain_name of staging.sql.
func plainName(name string) string {
	name = strings.Join(strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r == ' ' || r == '-' || r == '/' || r == ',' || r == '.' }), " ")
	name = numberedName.ReplaceAllString(unaccented.Replace(name), "")
	if runes := []rune(name); len(runes) > nameLength {
		name = strings.TrimSpace(string(runes[:nameLength]))
	}
	return name
}
