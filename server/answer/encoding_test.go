package answer

import "testing"

func TestEncoding(t *testing.T) {
	for accept, want := range map[string]string{
		"": "", "identity": "", "gzip": "gzip", "br": "br", "gzip, deflate, br, zstd": "br", "GZIP, BR": "br", "deflate": "", "br;q=0, gzip": "gzip", "gzip;q=0": "",
		"gzip;q=1.0, br;q=0.5": "gzip", "*": "br", "br;q=0, *;q=0.1": "gzip", "*;q=0": "", "gzip;q=veel": "", "gzip;q=NaN": "", ";;,,": "",
	} {
		if got := Encoding(accept); got != want {
			t.Errorf("Accept-Encoding %q gives %q, want %q", accept, got, want)
		}
	}
}

func TestHasTag(t *testing.T) {
	const tag = `"abc"`
	for header, want := range map[string]bool{`"abc"`: true, `W/"abc"`: true, `"x", "abc"`: true, "*": true, `"x"`: false, "": false} {
		if got := HasTag(header, tag); got != want {
			t.Errorf("If-None-Match %q: %v", header, got)
		}
	}
}
