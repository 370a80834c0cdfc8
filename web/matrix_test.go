package web

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

var matrixTable = regexp.MustCompile(`(?s)<table class="matrix">.*?</table>`)

func TestMatrixIsATableOfLettersAndReasons(t *testing.T) {
	table := matrixTable.FindString(samplePages(t)["indicator"])
	for _, want := range []string{
		`<th scope="col">2005–2010</th>`,
		`<th scope="col" class="cut"><span class="hidden">breuk voor </span>2014</th>`,
		`<th scope="rowgroup" colspan="5"><span>De wijken</span></th>`,
		`<th scope="row"><a href="/wijk/zonnewijk#woz">Zonnewijk</a></th>`,
		`<td title="Zonnewijk in 2005–2010: geen gegevens: niet geladen"><span class="tile" aria-hidden="true">·</span><span class="hidden">niet geladen</span></td>`,
		`<td title="Zonnewijk in 2012: 148 x € 1.000 (B, samengesteld)"><a class="tile q-B" href="/wijk/zonnewijk#woz" tabindex="-1">B</a></td>`,
		`<td class="cut" title="Zonnewijk in 2024: 231 x € 1.000 (C, omgerekend); voorlopig"><span class="hidden">breuk voor </span><a`,
		`<td title="Maanwijk in 2012: geen gegevens: geheim"><span class="tile" aria-hidden="true">g</span><span class="hidden">geheim</span></td>`,
		`<td class="cut" title="Dorrestad in 2014: 196 x € 1.000 (A, rechtstreeks)"><span class="tile q-A">A</span></td>`,
	} {
		if !strings.Contains(table, want) {
			t.Errorf("the matrix lacks %s", want)
		}
	}
	// Every row has a cell for every year, and a line across all rows is in every row.
	if cells, cuts := strings.Count(table, "<td"), strings.Count(table, `<td class="cut"`); cells != 12 || cuts != 4 {
		t.Errorf("%d cells with %d lines, want 12 and 4", cells, cuts)
	}
}

func TestLegendHasWhatTheMatrixUses(t *testing.T) {
	m := sampleMatrix()
	if got := fmt.Sprint(m.Signs()); got != "[{niet geladen ·} {geheim g} {niet gepubliceerd –}]" {
		t.Errorf("signs %s", got)
	}
	if got := fmt.Sprint(m.Qualities()); got != "[A B C D]" {
		t.Errorf("qualities %s", got)
	}
	if !m.Cut() {
		t.Error("there is a line and the legend does not say what it is")
	}
	m.Years[2].Break = false
	m.Groups = m.Groups[:1]
	m.Groups[0].Rows = m.Groups[0].Rows[1:]
	if got := fmt.Sprint(m.Qualities(), m.Signs()); strings.ContainsAny(got, "ABCD") {
		t.Errorf("a matrix without figures has a legend of %s", got)
	}
	if m.Cut() {
		t.Error("a matrix without lines has one in its legend")
	}
}

// TestSignsDiffer: a cell tells its reason without its colour.
func TestSignsDiffer(t *testing.T) {
	seen := map[string]string{otherSign: "anders"}
	for _, s := range reasonSigns {
		if other, there := seen[s.Sign]; there || strings.ContainsAny(s.Sign, "ABCD") {
			t.Errorf("%q stands for %s and for %s", s.Sign, s.Reason, other)
		}
		seen[s.Sign] = s.Reason
	}
}
