package figure

import (
	"strings"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/data/series"
	"wijkinzicht/web"
	"wijkinzicht/web/words"
)

// WithUnit gives a value as read.
func WithUnit(v float64, ind catalogue.Indicator) string { return AsRead(words.NL, v, ind) }

// AsRead is WithUnit in a language.
func AsRead(w *words.Words, v float64, ind catalogue.Indicator) string {
	text, unit := w.Amount(v, ind.Decimals, ShortUnit(ind))
	if unit != "" && unit != "%" {
		unit = " " + unit
	}
	return text + unit
}

// Dated gives a value as read, with its year.
func Dated(p series.Point, ind catalogue.Indicator) words.Dated {
	return words.Dated{Value: WithUnit(*p.Value, ind), Year: p.Year}
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
