package words

import "testing"

func TestSentence(t *testing.T) {
	for text, want := range map[string]string{"één wijk steeg": "Eén wijk steeg.", "geen steeg": "Geen steeg.", "13 stegen": "13 stegen.", "échte winst": "Échte winst."} {
		if got := Sentence(text); got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
	for n, want := range map[int]string{0: "geen", 1: "één", 12: "twaalf", 13: "13", -1: "-1"} {
		if got := DutchCount(n); got != want {
			t.Errorf("%d gives %q, want %q", n, got, want)
		}
	}
}
