package ingest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"wijkinzicht/ingest/sheet"
	"wijkinzicht/ingest/sheet/sheettest"
)

// healthTopics are some measures of the health monitor with their places in 50090NED and their titles in StatLine.
var healthTopics = []struct{ key, title string }{
	{"ErvarenGezondheidGoedZeerGoed_4", "Ervaren gezondheid (goed/zeer goed) (%)"},
	{"Roker_11", "Roker (%)"},
	{"Eenzaam_28", "Eenzaamheid/Eenzaam (%)"},
	{"ErnstigZeerErnstigEenzaam_29", "Eenzaamheid/Ernstig/zeer ernstig eenzaam (%)"},
}

// healthKeys are the columns of 50090NED before its measures; kind and name are padded like the codes.
var healthKeys = []string{"ID", "Leeftijd", "Marges", "WijkenEnBuurten", "Perioden", "Gemeentenaam_1", "SoortRegio_2", "Codering_3"}

// healthKinds are the kinds of area in the order of their letters.
var healthKinds = map[string]string{"NL": "Land", "GM": "Gemeente", "WK": "Wijk", "BU": "Buurt"}

// healthRow is an area in a year: age and figures as the table spells them, "" and "." the two kinds of missing.
type healthRow struct {
	age, year, code string
	cells           []string
}

// healthSheetRows writes an untyped OData table as people saved it: every figure a padded text, the age a number.
func healthSheetRows(rows ...healthRow) [][]string {
	head := slices.Clone(healthKeys)
	for _, t := range healthTopics {
		head = append(head, t.key)
	}
	out := [][]string{head}
	for i, r := range rows {
		line := []string{fmt.Sprint(17000 + i), r.age, "MW00000", fmt.Sprintf("%-10s", r.code), r.year + "JJ00", fmt.Sprintf("%-40s", "Dorrestad"), fmt.Sprintf("%-10s", healthKinds[r.code[:2]]), fmt.Sprintf("%-20s", r.code)}
		for _, c := range r.cells {
			if c != "" {
				c = fmt.Sprintf("'%8s", c)
			}
			line = append(line, c)
		}
		out = append(out, line)
	}
	return out
}

func healthWorkbook(name string, rows ...healthRow) []byte {
	return sheettest.XLSX(sheet.Sheet{Name: name, Rows: healthSheetRows(rows...)})
}

// healthHead is the heading of an export of StatLine, besides the measures.
var healthHead = []string{"Leeftijd", "Marges", "Perioden", "Wijken en buurten", "Regioaanduiding/Gemeentenaam (naam)", "Regioaanduiding/Soort regio (omschrijving)", "Regioaanduiding/Codering (code)"}

// healthExport writes StatLine's export: everything quoted and padded, a point for every missing figure.
func healthExport(rows ...healthRow) []byte {
	head := slices.Clone(healthHead)
	for _, t := range healthTopics {
		head = append(head, t.title)
	}
	lines := [][]string{head}
	for _, r := range rows {
		line := []string{r.age, "Waarde", r.year, "Wijk 01 Zonnewijk", fmt.Sprintf("%-40s", "Dorrestad"), fmt.Sprintf("%-10s", healthKinds[r.code[:2]]), fmt.Sprintf("%-20s", r.code)}
		for _, c := range r.cells {
			line = append(line, fmt.Sprintf("%8s", c))
		}
		lines = append(lines, line)
	}
	return quotedLines(lines)
}

func quotedLines(lines [][]string) []byte {
	var b strings.Builder
	b.WriteString(bom)
	for _, l := range lines {
		for i, c := range l {
			if i > 0 {
				b.WriteByte(';')
			}
			b.WriteString(`"` + c + `"`)
		}
		b.WriteString("\r\n")
	}
	return []byte(b.String())
}

// healthRows are a gemeente, a wijk and its buurten with figures, for the test of mutations; the figures begin at column 7, or 8 in a
// workbook.
func healthRows(age string) []healthRow {
	var rows []healthRow
	for i, r := range manyRows() {
		f := func(v float64) string { return fmt.Sprintf("%.1f", v+float64(i)/10) }
		rows = append(rows, healthRow{age, "2020", r[0], []string{f(61.2), f(24.3), f(55.1), f(17.4)}})
	}
	return rows
}

// healthLayouts are the two forms in the test of mutations.
var healthLayouts = []mutationLayout{
	{name: "Gezondheidsmonitor, werkmap", grid: gridOf("gezondheid.xlsx", healthSheetRows(healthRows("20300")...)),
		files: func(_ *testing.T, g grid) map[string][]byte {
			return one(g.file, sheettest.XLSX(sheet.Sheet{Name: "50090NED_UntypedDataSet_1305202", Rows: append([][]string{g.head}, g.rows...)}))
		},
		more: append(healthMutations(8),
			mutation{"no ages", heading1(1, to("Groep")), []string{outRefused, outAside}},
			mutation{"no margins", heading1(2, to("Grens")), []string{outRefused, outAside}},
			mutation{"another heading of the codes", heading1(3, to("Kode")), []string{outRefused, outAside}},
			mutation{"all of another age", column1(1, to("80200")), []string{outAside}},
			mutation{"a number for a text", cell1(4, 8, to("61.6")), []string{outSame}},
			mutation{"a code beside a code", cell1(4, 3, to("BU99010101")), []string{outRefused}}),
		not: kwbOnly()},
	{name: "Gezondheidsmonitor, StatLine", text: true, grid: healthCSVGrid(),
		files: func(_ *testing.T, g grid) map[string][]byte {
			return one(g.file, quotedLines(append([][]string{g.head}, g.rows...)))
		},
		more: append(healthMutations(7),
			mutation{"another unit", heading1(9, to("Eenzaamheid/Eenzaam (x 1 000)")), []string{outRefused}},
			mutation{"a year in the name that has no edition", func(g *grid) { g.file = "Gezondheid_2019.csv" }, []string{outRefused}},
			mutation{"two years in the name", func(g *grid) { g.file = "Gezondheid_2020_van_2022.csv" }, []string{outRefused}},
			mutation{"no year in the name", func(g *grid) { g.file = "gezondheid.csv" }, []string{outRefused}},
			mutation{"named after the year of the figures", func(g *grid) {
				g.file, g.head[8] = "Gezondheid_2020.csv", "Psychische klachten (%)"
			}, []string{outRefused}},
			mutation{"no margins", func(g *grid) { g.head[1] = "Marge" }, []string{outRefused, outAside}},
			mutation{"names alone", heading1(6, to("Regioaanduiding/Code (naam)")), []string{outAside}},
			mutation{"a closing line", func(g *grid) { g.rows = append(g.rows, []string{"Bron: RIVM"}) }, []string{outSame}},
			mutation{"all of another age", column1(0, to("65 jaar of ouder")), []string{outAside}}),
		not: kwbOnly()},
}

func gridOf(file string, lines [][]string) grid { return grid{file, lines[0], lines[1:]} }

func healthCSVGrid() grid {
	g := grid{file: "Gezondheid_per_wijk_en_buurt__2022.csv", head: slices.Clone(healthHead)}
	for _, t := range healthTopics {
		g.head = append(g.head, t.title)
	}
	for _, r := range healthRows("18 jaar of ouder") {
		g.rows = append(g.rows, append([]string{r.age, "Waarde", r.year, "Zonnewijk", "Dorrestad", healthKinds[r.code[:2]], r.code}, r.cells...))
	}
	return g
}

// healthMutations are changes in either form: the first measure stands in column at, the code of the area in the one before it.
func healthMutations(at int) []mutation {
	year := map[int]int{7: 2, 8: 4}[at]
	return []mutation{
		{"a share ten times", cell1(4, at, to("616.0")), []string{outRefused}},
		{"a share without its mark", cell1(4, at, to("616")), []string{outRefused}},
		{"a decimal comma", cell1(4, at, to("    61,6")), []string{outSame}},
		{"thousands in a share", cell1(4, at, to("1.061,6")), []string{outRefused}},
		{"a negative share", cell1(4, at+2, to("-5.5")), []string{outRefused}},
		{"words for a figure", cell1(4, at, to("n.b.")), []string{outRefused}},
		{"not a number", cell1(4, at, to("NaN")), []string{outRefused}},
		{"a row twice", func(g *grid) { g.rows = append(g.rows, slices.Clone(g.rows[4])) }, []string{outRefused}},
		{"a row twice with another figure", func(g *grid) {
			g.rows = append(g.rows, slices.Clone(g.rows[4]))
			g.rows[len(g.rows)-1][at] = "7.0"
		}, []string{outRefused}},
		{"rows the other way round", func(g *grid) { slices.Reverse(g.rows) }, []string{outSame}},
		{"rows of another age among them", func(g *grid) {
			more := slices.Clone(g.rows[4])
			more[at-7], more[at] = "80200", "11.1"
			g.rows = append(g.rows, more)
		}, []string{outSame}},
		{"rows of a margin among them", func(g *grid) {
			more := slices.Clone(g.rows[4])
			more[at-6], more[at] = "MOG0095", "11.1"
			g.rows = append(g.rows, more)
		}, []string{outSame}},
		{"a code in small letters", cell1(4, at-1, strings.ToLower), []string{outRefused}},
		{"another area's code", cell1(4, at-1, to("BU99010101")), []string{outRefused}},
		{"no code", cell1(4, at-1, to("")), []string{outRefused}},
		{"a year after the division", cell1(4, year, to(map[int]string{7: "2024", 8: "2024JJ00"}[at])), []string{outRefused}},
		{"a year that is none", cell1(4, year, to("'20")), []string{outRefused}},
		{"a month for a year", cell1(4, year, to("2020MM01")), []string{outRefused}},
		{"no year", cell1(4, year, to("")), []string{outRefused}},
		{"a column less", func(g *grid) {
			g.head = slices.Delete(g.head, at+2, at+3)
			for i := range g.rows {
				g.rows[i] = slices.Delete(g.rows[i], at+2, at+3)
			}
		}, []string{outFewer}},
		{"a column more", func(g *grid) {
			g.head = append(g.head, "Eigen kolom (%)")
			for i := range g.rows {
				g.rows[i] = append(g.rows[i], "12")
			}
		}, []string{outSame}},
		{"a column twice", func(g *grid) {
			g.head = append(g.head, g.head[at])
			for i := range g.rows {
				g.rows[i] = append(g.rows[i], "12")
			}
		}, []string{outRefused}},
		{"a letter less in a heading", heading1(at+2, func(h string) string { return strings.Replace(h, "Eenzaam", "Eenzam", 1) }), []string{outRefused, outSame}},
		{"a letter less in a heading that is followed", heading1(at, func(h string) string { return strings.Replace(h, "rvaren", "rvarn", 1) }), []string{outRefused, outFewer}},
		{"a measure under its neighbour's place", func(g *grid) {
			for _, r := range append([][]string{g.head}, g.rows...) {
				r[at], r[at+1] = r[at+1], r[at]
			}
		}, []string{outSame}},
		{"no year column", heading1(year, to("Jaren")), []string{outRefused}},
	}
}
