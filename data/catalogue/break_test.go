package catalogue

import (
	"slices"
	"testing"

	"wijkinzicht/data/series"
)

// TestEveryBreakStopsALine: across each break of the catalogue, at each level that it is about and for the subject that it names,
// the last value before may not be compared with the first value after, for a reason of the break's kind or one that goes before
// it; the year before and the year after it may each be compared with their own side.
func TestEveryBreakStopsALine(t *testing.T) {
	cat, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	rule := RuleOf(cat.Breaks, cat.Indicators, nil)
	at := func(year int) series.Point {
		v := 1.0
		return series.Point{Year: year, Edition: year, Division: year, Value: &v, Quality: "A"}
	}
	if len(cat.Breaks) < 150 {
		t.Errorf("only %d breaks", len(cat.Breaks))
	}
	for _, b := range cat.Breaks {
		indicator := b.Indicator
		if indicator == "*" {
			indicator = "inwoners"
		}
		levels := levelsOf(b.Level)
		if b.Level == "" {
			levels = []string{"land", "gemeente", "wijk", "buurt"}
		}
		for _, level := range levels {
			who := series.Who{Subject: b.Subject, Levels: []string{level}}
			got := rule.Between(indicator, who, at(b.Year-1), at(b.Year))
			want := series.Reason(b.Kind)
			if b.Indicator == "*" {
				want = series.MovedBorder
			}
			if got == series.Same || slices.Index(series.Reasons(), got) > slices.Index(series.Reasons(), want) {
				t.Errorf("%s %s %d (%s), level %s: %q", b.Indicator, b.Subject, b.Year, b.Kind, level, got)
			}
		}
		if b.Level != "" { // other levels go on, unless a break of their own year stops them
			for _, level := range []string{"gemeente", "wijk"} {
				own := func(o Break) bool {
					return o.Indicator == b.Indicator && o.Year == b.Year && (o.Level == "" || slices.Contains(levelsOf(o.Level), level))
				}
				if !slices.Contains(levels, level) && !slices.ContainsFunc(cat.Breaks, own) {
					if got := rule.Between(indicator, series.Who{Levels: []string{level}}, at(b.Year-1), at(b.Year)); got != series.Same {
						t.Errorf("%s %d stops a %s: %q", b.Indicator, b.Year, level, got)
					}
				}
			}
		}
	}
}
