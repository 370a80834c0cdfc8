package figure

import (
	"strings"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// WithUnit gives a value as read.
func WithUnit(v float64, ind catalogue.Indicator) string {
	text, unit := words.NL.Amount(v, ind.Decimals, ShortUnit(ind))
	if unit != "" && unit != "%" {
		unit = " " + unit
	}
	return text + unit
}

// DifferenceWithUnit gives a difference as read, with its sign.
func DifferenceWithUnit(v float64, ind catalogue.Indicator) string {
	text, unit := words.NL.AmountDifference(v, ind.Decimals, ChangeUnit(words.NL, ind))
	return strings.TrimSpace(text + " " + unit)
}

// EventQuery asks for events in the pictures.
func EventQuery(with bool) string {
	if with {
		return "?" + web.ParamEvents + "=ja"
	}
	return ""
}
