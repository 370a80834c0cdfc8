package api

import "testing"

// FuzzAddressValues: a value in an address is refused or makes sense.
func FuzzAddressValues(f *testing.F) {
	for _, text := range []string{"2012", "2010-2020", "2020-2010", "-", "4.29,52.05", "NaN,NaN", "1e999,1", ","} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if r, ok := yearRangeOf(text); ok && (r.From < 1000 || r.To > 9999 || r.From > r.To) {
			t.Errorf("%q gives %v", text, r)
		}
		if p, err := pointOf(text); err == nil && !(p[0] > 3 && p[0] < 7.5 && p[1] > 50 && p[1] < 54) {
			t.Errorf("%q gives %v", text, p)
		}
	})
}
