package server_test

import (
	"strings"
	"testing"
)

// TestComparisonOpens: the page opens with one wijk beside its city and the country, and says how the distance went.
func TestComparisonOpens(t *testing.T) {
	body := get(t, "/vergelijk").body
	for _, want := range []string{`value="moerwijk" checked`, `value="gm0518" checked`, `value="nl" checked`, "Gebieden: Moerwijk, Den Haag en Nederland", "Den Haag: het verschil was "} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q", want)
		}
	}
	if strings.Contains(body, `class="plain multiples"`) {
		t.Error("three lines are drawn apart")
	}
}

// TestDifferenceFromCountry: the one field of the form and the two parameters of older addresses give the same page.
func TestDifferenceFromCountry(t *testing.T) {
	one, two := get(t, "/vergelijk?als=verschil-nederland").body, get(t, "/vergelijk?als=verschil&met=nederland").body
	if one != two || !strings.Contains(one, `value="verschil-nederland" selected`) {
		t.Error("the difference from the country has two pages, or the form does not show it")
	}
}

// TestCrowdedComparison: of more than five lines each has a small picture before the others, and its figure.
func TestCrowdedComparison(t *testing.T) {
	const six = "/vergelijk?gebied=moerwijk,morgenstond,oosterparkwijk,vinkhuizen,jol,meijhorst&indicator=lbm"
	body := get(t, six).body
	start := strings.Index(body, `class="plain multiples"`)
	if start < 0 {
		t.Fatal("six lines are drawn in one picture")
	}
	small, _, _ := strings.Cut(body[start:], "</ul>")
	if n := strings.Count(small, `href="#alle-`); n != 5 {
		t.Errorf("%d small pictures use the lines of the first, want 5", n)
	}
	for _, name := range []string{"/wijk/moerwijk", "/wijk/meijhorst"} {
		if !strings.Contains(small, name) {
			t.Errorf("no link to %s", name)
		}
	}
}
