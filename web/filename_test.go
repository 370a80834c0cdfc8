package web

import (
	"strings"
	"testing"
)

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
