package figure

import (
	"math"

	"wijkinzicht/data"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// Spoken gives the database with its names in a language.
func Spoken(db *data.DB, w *words.Words) (*data.DB, error) {
	if w == &words.English {
		return db.InEnglish()
	}
	return db, nil
}

// LanguageQuery is what an address, or the key of an answer, has for a language other than Dutch.
func LanguageQuery(w *words.Words) string {
	if w.Lang == words.NL.Lang {
		return ""
	}
	return "&" + web.ParamLang + "=" + w.Lang
}

// DecimalsOf counts the decimals that a number of at most three needs.
func DecimalsOf(v float64) int {
	for n := 0; n < 3; n++ {
		if math.Abs(v*math.Pow10(n)-math.Round(v*math.Pow10(n))) < 1e-9 {
			return n
		}
	}
	return 3
}
