package words

// ThousandEuros is the unit in which CBS gives money.
const ThousandEuros = "x € 1.000"

// Amount gives a value with the unit that follows it. A percentage has its sign behind it, and money is written out: 216 thousand euros is "€ 216.000" without a unit.
func (w *Words) Amount(v float64, decimals int, unit string) (text, behind string) {
	switch text = w.Number(v, decimals); {
	case unit == "%" && text != "":
		return text + unit, ""
	case unit != ThousandEuros:
		return text, unit
	}
	if text = w.Number(1000*v, 0); text == "" {
		return "", ""
	}
	return w.Euro + text, ""
}

// AmountDifference is Amount for a difference, with its sign before the currency: "+€ 7.000".
func (w *Words) AmountDifference(v float64, decimals int, unit string) (text, behind string) {
	if unit != ThousandEuros {
		return w.Difference(v, decimals), unit
	}
	text = w.Difference(1000*v, 0)
	for _, sign := range []string{"+", minus} {
		if len(text) > len(sign) && text[:len(sign)] == sign {
			return sign + w.Euro + text[len(sign):], ""
		}
	}
	return w.Euro + text, ""
}
