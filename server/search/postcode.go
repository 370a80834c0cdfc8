package search

import (
	"regexp"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/server/place"
	"wijkinzicht/web"
)

// postcodePattern is a postcode of four digits or of six characters, as people write it, within plain text.
var postcodePattern = regexp.MustCompile(`\b([1-9][0-9]{3}) ?([a-z]{2})?\b`)

// joinPostcode writes the postcodes in a plain text as one word.
func joinPostcode(plain string) string { return postcodePattern.ReplaceAllString(plain, "$1$2") }

// postcodeOf gives the postcode that was asked for, of four or six characters in small letters; empty where the text is something else.
func postcodeOf(text string) string {
	joined := joinPostcode(plainText(text))
	if strings.Contains(joined, " ") || postcodePattern.FindString(joined) != joined {
		return ""
	}
	return joined
}

// withPostcode gives the buurten of which most addresses have a postcode of four digits.
func withPostcode(db *data.DB, digits string) []web.FoundPlace {
	var out []web.FoundPlace
	for _, a := range db.Areas {
		if digits == "" || a.Postcode != digits {
			continue
		}
		link := place.Link(db, a)
		f := web.FoundPlace{Name: link.Text, Kind: a.Level, Municipality: db.GemeenteName(a.Gemeente), URL: link.URL}
		if wijk, ok := db.AreaNow(place.WijkCode(a.Code)); ok && a.Level == "buurt" && place.Link(db, wijk) != link {
			f.Wijk = place.Link(db, wijk)
		}
		out = append(out, f)
	}
	return out
}
