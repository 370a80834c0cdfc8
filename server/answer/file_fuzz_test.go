package answer

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
