package web

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"time"
)

// minus is the typographic minus sign, as wide as a digit in tabular numerals.
const minus = "−"

var months = [...]string{
	"januari", "februari", "maart", "april", "mei", "juni",
	"juli", "augustus", "september", "oktober", "november", "december",
}

// Getal gives v in Dutch notation: Getal(1234.5, 1) is "1.234,5". Halves round away from zero, on the decimal number
// as a person would write it (1.005 gives 1,01). What rounds to zero has no sign. NaN and infinity are no figures: they
// give "", which every page shows as a missing value. A negative number of decimals counts as none.
func Getal(v float64, decimals int) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return ""
	}
	// Through the shortest decimal text: the binary value of 1.005 lies below it and would round down.
	exact, _ := new(big.Rat).SetString(strconv.FormatFloat(v, 'f', -1, 64))
	text := exact.FloatString(max(decimals, 0))
	digits, negative := strings.CutPrefix(text, "-")
	whole, fraction, hasFraction := strings.Cut(digits, ".")
	out := groupThousands(whole)
	if hasFraction {
		out += "," + fraction
	}
	if negative && strings.Trim(digits, "0.") != "" {
		out = minus + out
	}
	return out
}

// Verandering gives a difference with its sign: "+3,2", "−3,2" and, when it rounds to zero, "0,0". NaN and infinity
// give "", as in Getal.
func Verandering(v float64, decimals int) string {
	text := Getal(v, decimals)
	if v > 0 && strings.Trim(text, "0,") != "" {
		return "+" + text
	}
	return text
}

// Datum gives a day in Dutch, such as "22 november 2026", in the time zone of t; the zero time gives "".
func Datum(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d %s %d", t.Day(), months[t.Month()-1], t.Year())
}

// Maand gives the name of a month, 1 to 12.
func Maand(month int) string { return months[month-1] }

// groupThousands puts a point between every three digits, counted from the right.
func groupThousands(digits string) string {
	var out strings.Builder
	for i, digit := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			out.WriteByte('.')
		}
		out.WriteRune(digit)
	}
	return out.String()
}
