package site

import "testing"

func TestReportAddress(t *testing.T) {
	for text, want := range map[string]string{"": "", "onderzoek@dorrestad.example": "mailto:onderzoek@dorrestad.example", "https://www.dorrestad.example/melden?over=wijken": "https://www.dorrestad.example/melden?over=wijken"} {
		if got, err := ReportAddress(text); got != want || err != nil {
			t.Errorf("%q: %q %v", text, got, err)
		}
	}
	for _, text := range []string{"javascript:alert(1)", "http://dorrestad.example", "Dorrestad <a@b.example>", "melden", "https://"} {
		if got, err := ReportAddress(text); err == nil {
			t.Errorf("%q is taken as %q", text, got)
		}
	}
}
