package words

import "testing"

func TestAmount(t *testing.T) {
	for _, c := range []struct {
		w          *Words
		v          float64
		decimals   int
		unit       string
		text, more string
		difference string
	}{
		{&Dutch, 216, 0, "x € 1.000", "€\u00a0216.000", "", "+\u2060€\u00a0216.000"},
		{&Dutch, 23.5, 1, "x € 1.000", "€\u00a023.500", "", "+\u2060€\u00a023.500"},
		{&Dutch, -1.8, 1, "x € 1.000", "−\u2060€\u00a01.800", "", "−\u2060€\u00a01.800"},
		{&Dutch, 23.46, 1, "x € 1.000", "€\u00a023.500", "", "+\u2060€\u00a023.500"},
		{&Dutch, 0, 1, "x € 1.000", "€\u00a00", "", "€\u00a00"},
		{&English, 216, 0, "x €1,000", "€216,000", "", "+\u2060€216,000"},
		{&Dutch, 49.25, 1, "%", "49,3%", "", "+49,3"},
		{&Dutch, 21555, 0, "inwoners", "21.555", "inwoners", "+21.555"},
	} {
		text, more := c.w.Amount(c.v, c.decimals, c.unit)
		difference, _ := c.w.AmountDifference(c.v, c.decimals, c.unit)
		if text != c.text || more != c.more || difference != c.difference {
			t.Errorf("%v %s is %q %q, a difference of %q; want %q %q, %q", c.v, c.unit, text, more, difference, c.text, c.more, c.difference)
		}
	}
}
