package server

import (
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/web/words"
)

// isMoney tells whether values are in thousands of euros: the catalogue's unit "x € 1.000", in either language.
func isMoney(ind data.Indicator) bool { return strings.HasPrefix(ind.Unit, "x €") }

// inPercent tells whether a change is told in percent: of money and of counts, of which a point means little beside another's.
func inPercent(ind data.Indicator) bool { return ind.Kind == data.Count || isMoney(ind) }

// mapNumber writes a value with its sign of money or percentage, which is all the unit that those need.
func mapNumber(w *words.Words, ind data.Indicator, v float64) string {
	switch {
	case isMoney(ind):
		return w.Euros(1000 * rounded(v, ind.Decimals))
	case ind.Unit == "%":
		return w.Number(v, ind.Decimals) + "%"
	}
	return w.Number(v, ind.Decimals)
}

// mapUnit is the unit that follows a value of mapNumber.
func mapUnit(ind data.Indicator) string {
	if isMoney(ind) || ind.Unit == "%" {
		return ""
	}
	return shortUnit(ind)
}
