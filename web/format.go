package web

import (
	"math"
	"time"

	"wijkinzicht/web/words"
)

// Getal gives v in Dutch notation, by words.Number: Getal(1234.5, 1) is "1.234,5".
func Getal(v float64, decimals int) string { return words.Dutch.Number(v, decimals) }

// Kort gives a number in Dutch notation with Decimalen decimals; "" for none.
func Kort(v *float64) string {
	if v == nil {
		return ""
	}
	return Getal(*v, Decimalen(*v))
}

// Decimalen is how many decimals a number has, three at most.
func Decimalen(v float64) (n int) {
	for n < 3 && math.Abs(v-math.Round(v*math.Pow10(n))/math.Pow10(n)) > 1e-9*math.Max(1, math.Abs(v)) {
		n++
	}
	return n
}

// Verandering gives a difference in Dutch notation with its sign, by words.Difference: "+3,2", "−3,2".
func Verandering(v float64, decimals int) string { return words.Dutch.Difference(v, decimals) }

// Datum gives a day in Dutch, such as "22 november 2026", by words.Date.
func Datum(t time.Time) string { return words.Dutch.Date(t) }

// Maand gives the name of a month, 1 to 12.
func Maand(month int) string { return words.Dutch.Months[month-1] }
