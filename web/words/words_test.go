package words

import (
	"reflect"
	"slices"
	"testing"
	"time"
)

// TestEveryLanguageIsWhole: nothing that the one says is left unsaid in the other, but for what needs no words.
func TestEveryLanguageIsWhole(t *testing.T) {
	unneeded := []string{".Value.Reasons", ".Compare.OwnEvents", ".Frame.ForeignTitles"} // by Dutch, in which the data and the publications are
	for _, w := range []*Words{&Dutch, &English} {
		var walk func(v reflect.Value, path string)
		walk = func(v reflect.Value, path string) {
			if v.Kind() == reflect.Struct {
				for i := range v.NumField() {
					walk(v.Field(i), path+"."+v.Type().Field(i).Name)
				}
				return
			}
			if v.IsZero() && !(w == &Dutch && slices.Contains(unneeded, path)) {
				t.Errorf("%s%s is not there", w.Lang, path)
			}
		}
		walk(reflect.ValueOf(*w), "")
	}
	for name, pair := range map[string][2]map[string]string{
		"qualities": {Dutch.Value.Qualities, English.Value.Qualities}, "means": {Dutch.Value.Means, English.Value.Means}, "breaks": {Dutch.Value.Breaks, English.Value.Breaks},
		"kinds": {Dutch.Compare.Kinds, English.Compare.Kinds}, "whys": {Dutch.Value.Whys, English.Value.Whys},
	} {
		for key := range pair[0] {
			if pair[1][key] == "" {
				t.Errorf("%s: no English for %q", name, key)
			}
		}
	}
}

func TestIn(t *testing.T) {
	for lang, want := range map[string]*Words{"": &Dutch, "nl": &Dutch, "en": &English} {
		if w, ok := In(lang); !ok || w != want {
			t.Errorf("%q is %s, %v", lang, w.Lang, ok)
		}
	}
	for _, lang := range []string{"EN", "de", "en-GB", " "} {
		if w, ok := In(lang); ok || w != &Dutch {
			t.Errorf("%q is a language", lang)
		}
	}
}

func TestEnglishNotation(t *testing.T) {
	for _, c := range []struct {
		v                float64
		decimals         int
		text, difference string
	}{
		{12345.6, 1, "12,345.6", "+12,345.6"}, {-1234567, 0, "−1,234,567", "−1,234,567"}, {0.04, 1, "0.0", "0.0"}, {999, 0, "999", "+999"}, {0, 2, "0.00", "0.00"},
	} {
		if got := English.Number(c.v, c.decimals); got != c.text {
			t.Errorf("%v: %q, want %q", c.v, got, c.text)
		}
		if got := English.Difference(c.v, c.decimals); got != c.difference {
			t.Errorf("difference %v: %q, want %q", c.v, got, c.difference)
		}
	}
	if nl, en, less := Dutch.Euros(216000), English.Euros(216000), Dutch.Euros(-4500); nl != "€\u00a0216.000" || en != "€216,000" || less != "−\u2060€\u00a04.500" {
		t.Error(nl, en, less)
	}
	if got := English.Date(time.Date(2026, 11, 2, 23, 0, 0, 0, time.UTC)); got != "3 November 2026" {
		t.Error(got)
	}
	if got := English.Enumerate([]string{"Zonnewijk", "Maanwijk", "Dorrestad"}); got != "Zonnewijk, Maanwijk and Dorrestad" {
		t.Error(got)
	}
}
