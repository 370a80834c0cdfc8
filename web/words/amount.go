package words

import (
	"fmt"
	"math"
	"strings"
)

// Money tells whether a unit is that in which CBS gives money, in either language: "x € 1.000", "x €1,000".
func Money(unit string) bool { return strings.HasPrefix(unit, "x €") }

// Amount gives a value with the unit that follows it. A percentage has its sign behind it; money is written out, as precisely as it is
// published: 216 thousand euros is "€ 216.000" without a unit, 23.46 with one decimal "€ 23.500".
func (w *Words) Amount(v float64, decimals int, unit string) (text, behind string) {
	switch text = w.Number(v, decimals); {
	case text == "":
		return "", unit
	case unit == "%":
		return text + unit, ""
	case Money(unit):
		return w.Euros(thousands(v, decimals)), ""
	}
	return text, unit
}

// AmountDifference is Amount for a difference, with its sign before the currency: "+€ 7.000".
func (w *Words) AmountDifference(v float64, decimals int, unit string) (text, behind string) {
	if !Money(unit) {
		return w.Difference(v, decimals), unit
	}
	if text = w.Euros(thousands(v, decimals)); strings.HasPrefix(w.Difference(v, decimals), "+") {
		text = "+" + joined + text
	}
	return text, ""
}

// thousands gives euros of a value in thousands that is published with so many decimals.
func thousands(v float64, decimals int) float64 {
	p := math.Pow10(decimals)
	return 1000 * math.Round(v*p) / p
}

// InEuros gives in euros two distances that were told in percent.
func InEuros(then, now Dated) string {
	return fmt.Sprintf("In euro’s: %s in %d, %s in %d.", then.Value, then.Year, now.Value, now.Year)
}
