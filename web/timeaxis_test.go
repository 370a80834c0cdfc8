package web

import (
	"strconv"
	"testing"
)

// TestTimeAxis: every fact has a bar within the drawing, those of one lane do not cover each other, and a label stays before the next.
func TestTimeAxis(t *testing.T) {
	facts := []Span{
		{1, 1990.2, 2001, "Zonnewijk", "Herstructurering", "1990 – 2000"}, {2, 2000.5, 2000.5, "Nederland", "Wet op de zon", "2000"},
		{3, 2000.6, 2000.6, "Nederland", "Nog een wet met een lange naam", "2000"}, {4, 2025.9, 2300, "Zonnewijk", "Plan", "sinds 2025"}, {5, 2026.99, 2026.99, "Zonnewijk", "Slot", "2026"},
	}
	for _, width := range []int{WideAxis, NarrowAxis} {
		a := NewTimeAxis(facts, 1990, 2026, width)
		if len(a.Bars) != len(facts) || len(a.Rows) != 2 || a.Rows[0].Text != "Zonnewijk" || len(a.Years) != 8 {
			t.Fatalf("%d bars, rows %v, years %v", len(a.Bars), a.Rows, a.Years)
		}
		number := func(text string) float64 {
			v, err := strconv.ParseFloat(text, 64)
			if err != nil {
				t.Fatal(err)
			}
			return v
		}
		for i, b := range a.Bars {
			from, to := number(b.X), number(b.X)+number(b.Width)
			if from < 0 || to > float64(width) || number(b.Y)+18 > float64(a.Height) {
				t.Errorf("width %d: bar %d lies outside: %+v", width, b.Number, b)
			}
			for _, other := range a.Bars[i+1:] {
				if other.Y == b.Y && number(other.X) < from+axisNumber && from < number(other.X)+axisNumber {
					t.Errorf("width %d: the numbers of bars %d and %d cover each other", width, b.Number, other.Number)
				}
			}
			if (b.Number == 4) != b.GoesOn {
				t.Errorf("bar %d goes on: %v", b.Number, b.GoesOn)
			}
		}
		if width == WideAxis && a.Bars[0].Label != "Herstructurering" {
			t.Errorf("a label with room is not there: %+v", a.Bars)
		}
	}
	if a := NewTimeAxis(nil, 1990, 2026, WideAxis); len(a.Bars)+len(a.Years) != 0 {
		t.Errorf("no facts give %+v", a)
	}
}
