package server

import "testing"

// FuzzOneRange: whatever a visitor writes, a known range lies within the file or is none at all.
func FuzzOneRange(f *testing.F) {
	for _, header := range []string{"bytes=0-9", "bytes=-5", "bytes=7-", "bytes=9-2", "bytes=99999999999999999999-", "bytes=0-1,3-4", "regels=1-2", "bytes=-"} {
		f.Add(header, int64(10))
	}
	f.Fuzz(func(t *testing.T, header string, size int64) {
		if size < 0 {
			return
		}
		first, last, known := oneRange(header, size)
		if known && first <= last && (first < 0 || last >= size) {
			t.Errorf("%q of %d bytes gives %d-%d", header, size, first, last)
		}
	})
}

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
