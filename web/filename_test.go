package web

import (
	"strings"
	"testing"
)

// TestFilesAreNamedByWhatTheyHold: who keeps twenty of them can tell them apart.
func TestFilesAreNamedByWhatTheyHold(t *testing.T) {
	for want, parts := range map[string][]string{
		"moerwijk-inwoners-2016-2024":                                    {"Moerwijk", "inwoners", "2016", "2024"},
		"s-gravenhage-woz-buurt-2024":                                    {"'s-Gravenhage", "woz", "buurt", "2024"},
		"cafe-de-eend-lbm_won-2012":                                      {"Café / De  Eend", "lbm_won", "2012"},
		strings.Repeat("x", 60) + strings.Repeat("y", 10) + "-2004-2024": {strings.Repeat("x", 90) + strings.Repeat("y", 11), "2004-2024"},
	} {
		if got := FileName(parts...); got != want {
			t.Errorf("%q: %q, want %q", parts, got, want)
		}
	}
	for address, want := range map[string]string{"/grafiek/moerwijk/woz.plaatje.svg?gebeurtenissen=ja": "moerwijk-woz-2016-2024.svg", "/grafiek/moerwijk/woz.groot.png": "moerwijk-woz-2016-2024.groot.png"} {
		if got := keptAs(address, "moerwijk-woz-2016-2024"); got != want {
			t.Errorf("%s is kept as %s", address, got)
		}
	}
	if got := keptAs("/kaart.csv?gemeente=gm0599", ""); got != "kaart-gm0599.csv" {
		t.Errorf("without a name it is kept as %s", got)
	}
}

func TestFileName(t *testing.T) {
	for address, want := range map[string]string{
		"/grafiek/moerwijk/woz.csv":                                            "moerwijk-woz.csv",
		"/grafiek/moerwijk/woz.groot.png?revisie=1-x":                          "moerwijk-woz.groot.png",
		"/kaart.png?gemeente=gm0599&indicator=woz&jaar=2024&niveau=wijk":       "kaart-gm0599-woz-2024.png",
		"/vergelijk.xlsx?als=index&gebied=moerwijk,jol&indicator=woz&van=2012": "vergelijk-moerwijk-jol-woz-2012.xlsx",
		"/cijfers/inwoners.csv":                                                "cijfers-inwoners.csv",
		"/kaart.csv?indicator=" + strings.Repeat("x", 300):                     "kaart-" + strings.Repeat("x", 74) + ".csv",
		"/kaart.csv?indicator=../../a%0d%0ab":                                  "kaart-------a--b.csv",
	} {
		if got := fileName(address); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
}
