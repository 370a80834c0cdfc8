package data

import (
	"regexp"
	"strings"
)

// numberedName is the ordering that older editions put before a name: "Wijk 36 Moerwijk", "Gebied 22 Lelystad Noordwest".
var numberedName = regexp.MustCompile(`^(wijk|gebied) [0-9]+ `)

// SameName compares area names as people would: without case, hyphens, stops, double blanks and "Wijk 36".
func SameName(a, b string) bool { return plainName(a) == plainName(b) }

func plainName(name string) string {
	name = strings.ToLower(strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' || r == '/' || r == ',' || r == '.' }), " "))
	return numberedName.ReplaceAllString(name, "")
}
