package words

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

// minus is the typographic minus sign, as wide as a digit in tabular numerals.
const minus = "−"

// Number gives v as readers of the language write it: 1234.5 with one decimal is "1.234,5" in Dutch. Halves round away
// from zero, on the decimal number as a person would write it (1.005 gives 1,01). What rounds to zero has no sign. NaN and
// infinity are no figures: they give "", which every page shows as a missing value. A negative number of decimals counts
// as none.
func (w *Words) Number(v float64, decimals int) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return ""
	}
	// Through the shortest decimal text: the binary value of 1.005 lies below it and would round down.
	exact, _ := new(big.Rat).SetString(strconv.FormatFloat(v, 'f', -1, 64))
	text := exact.FloatString(max(decimals, 0))
	digits, negative := strings.CutPrefix(text, "-")
	whole, fraction, hasFraction := strings.Cut(digits, ".")
	out := w.grouped(whole)
	if hasFraction {
		out += w.Decimal + fraction
	}
	if negative && strings.Trim(digits, "0.") != "" {
		out = minus + out
	}
	return out
}

// Difference gives a difference with its sign: "+3,2", "−3,2" and, when it rounds to zero, "0,0". NaN and infinity give "",
// as in Number.
func (w *Words) Difference(v float64, decimals int) string {
	text := w.Number(v, decimals)
	if v > 0 && strings.Trim(text, "0"+w.Decimal) != "" {
		return "+" + text
	}
	return text
}

// grouped puts a sign between every three digits, counted from the right.
func (w *Words) grouped(digits string) string {
	var out strings.Builder
	for i, digit := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			out.WriteString(w.Thousands)
		}
		out.WriteRune(digit)
	}
	return out.String()
}

// joined keeps what stands at either side of it on one line, and is not seen: between a sign and a currency, and after a dash, a line would
// break.
const joined = "\u2060"

// Euros gives an amount in whole euros: "€ 216.000" in Dutch, "€216,000" in English.
func (w *Words) Euros(v float64) string {
	text := w.Number(v, 0)
	digits, negative := strings.CutPrefix(text, minus)
	sign := ""
	if negative {
		sign = minus + joined
	}
	return sign + w.Euro + digits
}
