package ingest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"wijkinzicht/ingest/sheet"
	"wijkinzicht/ingest/sheet/sheettest"
)

// mutationLayout is a kind of file for the test of mutations.
type mutationLayout struct {
	name  string
	grid  grid
	files func(t *testing.T, g grid) map[string][]byte
	text  bool // a file of text, which can be changed as a whole
	texts []textMutation
	more  []mutation // of this layout alone
	not   []string   // mutations that cannot be made in it
}

// manyRows is a gemeente with one wijk of 24 buurten: inhabitants, homes, value, owner-occupied, size of households.
func manyRows() [][]string {
	rows := [][]string{{"GM9901", "Dorrestad"}, {"WK990101", "Zonnewijk"}}
	people, homes := 0, 0
	var buurten [][]string
	for i := range 24 {
		people, homes = people+500+35*i, homes+250+15*i
		buurten = append(buurten, []string{fmt.Sprintf("BU990101%02d", i+1), fmt.Sprintf("Zonnewijk %d", i+1), strconv.Itoa(500 + 35*i), strconv.Itoa(250 + 15*i),
			strconv.Itoa(200 + 5*i), strconv.Itoa(30 + i%7), "2.1"})
	}
	for i := range rows {
		rows[i] = append(rows[i], strconv.Itoa(people), strconv.Itoa(homes), "264", "33", "2.1")
	}
	return append(rows, buurten...)
}

func headed(file string, head ...string) grid { return grid{file, head, manyRows()} }

// csvOf writes a grid with a separator, quoting what holds it.
func csvOf(g grid, separator, lineEnd string) string {
	var b strings.Builder
	for _, r := range append([][]string{g.head}, g.rows...) {
		for i, text := range r {
			if i > 0 {
				b.WriteString(separator)
			}
			if strings.Contains(text, separator) {
				text = `"` + text + `"`
			}
			b.WriteString(text)
		}
		b.WriteString(lineEnd)
	}
	return b.String()
}

// jsonRows writes the rows of a grid as JSON objects; what is a number is one.
func jsonRows(g grid) []string {
	var rows []string
	for _, r := range g.rows {
		var fields []string
		for k, text := range r {
			value := text
			if _, err := strconv.ParseFloat(text, 64); err != nil || !json.Valid([]byte(text)) {
				quoted, _ := json.Marshal(text) // a string can always be written
				value = string(quoted)
			}
			name, _ := json.Marshal(g.head[k])
			fields = append(fields, string(name)+":"+value)
		}
		rows = append(rows, "{"+strings.Join(fields, ",")+"}")
	}
	return rows
}

// byLevel splits a grid as maps come: a file for the gemeenten, the wijken and the buurten, which is the one that keeps its name.
func byLevel(g grid, write func(grid) []byte) map[string][]byte {
	files := map[string][]byte{}
	for _, l := range []struct{ letters, field, long, file string }{{"GM", "GM_", "gemeente", "gem "}, {"WK", "WK_", "wijk", "wijk "}, {"", "BU_", "buurt", ""}} {
		part := grid{file: strings.Replace(g.file, "buurt ", l.file, 1)}
		if l.letters == "" {
			part.file = g.file
		}
		for _, h := range g.head {
			h = strings.Replace(h, "BU_", l.field, 1)
			part.head = append(part.head, strings.Replace(h, "buurt", l.long, 1))
		}
		for _, r := range g.rows {
			at := strings.ToUpper(r[codeAt])[:min(2, len(r[codeAt]))]
			if at == l.letters || l.letters == "" && at != "GM" && at != "WK" {
				part.rows = append(part.rows, r)
			}
		}
		files[part.file] = write(part)
	}
	return files
}

func commas(g grid) grid {
	g = g.clone()
	at := slices.IndexFunc(g.head, func(h string) bool { return strings.Contains(h, "huishoudensgrootte") })
	for i := range g.rows {
		if at >= 0 && at < len(g.rows[i]) {
			g.rows[i][at] = strings.Replace(g.rows[i][at], ".", ",", 1)
		}
	}
	return g
}

func dBaseOf(g grid) []byte {
	var fields []sheettest.Field
	for i, h := range g.head {
		f := sheettest.Field{Name: strings.TrimSpace(h), Type: 'N', Length: 12}
		if i < 2 || h == "Kode" {
			f.Type, f.Length = 'C', 20
		}
		fields = append(fields, f)
	}
	return sheettest.DBase(fields, g.rows)
}

func geoJSONOf(g grid, before string) []byte {
	var properties []string
	for _, r := range jsonRows(g) {
		properties = append(properties, before+strings.Trim(r, "{}"))
	}
	return mapGeoJSON(properties...)
}

var mutationLayouts = []mutationLayout{
	{name: "StatLine CSV", text: true,
		grid: headed("kwb 2020.csv", "Regioaanduiding/Codering (code)", "Wijken en buurten", "Bevolking/Aantal inwoners (aantal)", "Wonen/Woningvoorraad (aantal)",
			"Wonen/Gemiddelde WOZ-waarde van woningen (x 1 000 euro)", "Wonen/Woningen naar eigendom/Koopwoningen (%)", "Bevolking/Gemiddelde huishoudensgrootte (aantal)"),
		files: func(_ *testing.T, g grid) map[string][]byte {
			for i, r := range append([][]string{g.head}, g.rows...) { // the names stand first
				if r[0], r[1] = r[1], r[0]; i == 0 {
					continue
				}
			}
			out := one(g.file, []byte(bom+csvOf(g, ";", "\r\n")))
			for _, r := range append([][]string{g.head}, g.rows...) {
				r[0], r[1] = r[1], r[0]
			}
			return out
		},
		more: []mutation{
			{"another unit of inhabitants", heading1(countAt, to("Bevolking/Aantal inwoners (x 1 000)")), []string{outRefused}},
			{"another unit of a share", heading1(shareAt, to("Wonen/Woningen naar eigendom/Koopwoningen (aantal)")), []string{outRefused}},
			{"another unit of the value of homes", heading1(meanAt, to("Wonen/Gemiddelde WOZ-waarde van woningen (euro)")), []string{outRefused}},
			{"a year in the name that has no such table", func(g *grid) { g.file = "kwb 2002.csv" }, []string{outRefused}},
			{"no year in the name", func(g *grid) { g.file = "kerncijfers.csv" }, []string{outRefused}},
			{"a row cut off", func(g *grid) { g.rows[wijkRow] = g.rows[wijkRow][:4] }, []string{outRefused}},
			{"a closing line", func(g *grid) { g.rows = append(g.rows, []string{"", "Bron: CBS"}) }, []string{outSame, outRefused}},
		}},
	{name: "StatWeb CSV", text: true,
		grid: headed("a.csv", "||Codering", "Wijken en buurten", "||Aantal inwoners", "||Woningvoorraad", "||Gemiddelde woningwaarde", "|||Koopwoningen", "||Gemiddelde huishoudensgrootte"),
		files: func(_ *testing.T, g grid) map[string][]byte {
			g = commas(g)
			units := make([]string, len(g.head))
			for i, h := range g.head {
				units[i] = "aantal"
				for mark, unit := range map[string]string{"Gemiddelde woning": "x 1 000 euro", "Koop": "%", "Wijken en": "Wijken en buurten", "Codering": "code"} {
					if strings.Contains(h, mark) {
						units[i] = unit
					}
				}
			}
			g.rows = append([][]string{units}, g.rows...)
			for _, r := range append([][]string{g.head}, g.rows...) {
				r[0], r[1] = r[1], r[0]
			}
			g.head[0] = ""
			blank := strings.Repeat(";", len(g.head)-1)
			return one(g.file, []byte(bom+"Kerncijfers wijken en buurten 2015"+blank+"\r\n"+blank+"\r\n;Onderwerp"+blank[1:]+"\r\n"+csvOf(g, ";", "\r\n")))
		},
		more: []mutation{
			{"a decimal point", cell1(wijkRow, decimalAt, to("2..1")), []string{outRefused}},
			{"a row cut off", func(g *grid) { g.rows[wijkRow] = g.rows[wijkRow][:4] }, []string{outRefused}},
		},
		not: []string{"blank lines in front"}},
	{name: "Excel", grid: headed("kwb.xlsx", "gwb_code_10", "regio", "a_inw", "a_woning", "g_wozbag", "p_koopw", "g_hhgro"),
		files: func(_ *testing.T, g grid) map[string][]byte { return one(g.file, sheettest.XLSX(kwbGrid(g))) },
		more:  workbookMutations},
	{name: "Excel 97-2003", grid: headed("kwb.xls", "gwb_code_10", "regio", "a_inw", "a_woning", "g_wozbag", "p_koopw", "g_hhgro"),
		files: func(_ *testing.T, g grid) map[string][]byte { return one(g.file, sheettest.XLS(kwbGrid(g))) },
		more:  workbookMutations},
	{name: "dBase", grid: headed("buurt kwb 2020.dbf", "BU_CODE", "BU_NAAM", "AANT_INW", "WONINGEN", "WOZ", "P_KOOPWON", "GEM_HH_GR"),
		files: func(_ *testing.T, g grid) map[string][]byte { return byLevel(g, dBaseOf) },
		not:   []string{"a column more"}},
	{name: "GeoJSON", text: true, grid: headed("buurt kwb 2020.geojson", "BU_CODE", "BU_NAAM", "AANT_INW", "WONINGEN", "WOZ", "P_KOOPWON", "GEM_HH_GR"),
		files: func(_ *testing.T, g grid) map[string][]byte {
			return byLevel(g, func(g grid) []byte { return geoJSONOf(g, "") })
		},
		not: []string{"a column twice", "an accent in Latin-1"}},
	{name: "GeoJSON met lange namen", text: true, grid: headed("buurt kwb 2024.geojson", "buurtcode", "buurtnaam", "aantal_inwoners", "woningvoorraad", "gemiddelde_woningwaarde", "percentage_koopwoningen", "gemiddelde_huishoudsgrootte"),
		files: func(_ *testing.T, g grid) map[string][]byte {
			return byLevel(g, func(g grid) []byte { return geoJSONOf(g, `"water":"NEE",`) })
		},
		not: []string{"a column twice", "an accent in Latin-1"}},
	{name: "OData v3", text: true, grid: headed("cijfers kwb.json", "WijkenEnBuurten", "Gemeentenaam_1", "AantalInwoners_5", "Woningvoorraad_34", "GemiddeldeWoningwaarde_35", "Koopwoningen_40", "GemiddeldeHuishoudensgrootte_32"),
		files: func(_ *testing.T, g grid) map[string][]byte {
			topics := []topic{{"AantalInwoners_5", "Aantal inwoners", "Bevolking", "aantal", "Long"}, {"Woningvoorraad_34", "Woningvoorraad", "Wonen", "aantal", "Long"},
				{"GemiddeldeWoningwaarde_35", "Gemiddelde woningwaarde", "Wonen", "x 1 000 euro", "Long"}, {"Koopwoningen_40", "Koopwoningen", "Eigendom", "%", "Long"},
				{"GemiddeldeHuishoudensgrootte_32", "Gemiddelde huishoudensgrootte", "Bevolking", "aantal", "Double"}}
			properties := odataProperties("", 2020, topics)
			for _, absent := range []string{"SoortRegio_2", "Codering_3", "IndelingswijzigingWijkenEnBuurten_4"} {
				properties = withoutTopic(properties, absent)
			}
			return map[string][]byte{g.file: withAddress("", "TypedDataSet", strings.Join(jsonRows(g), ",\n")), "kolommen.json": properties}
		},
		texts: []textMutation{
			{"a next page", func(b []byte) []byte {
				return append(bytes.TrimSuffix(bytes.TrimSpace(b), []byte("}")), `,"odata.nextLink":"https://x"}`...)
			}, []string{outRefused}},
			{"a figure as a list", func(b []byte) []byte {
				return bytes.Replace(b, []byte(`"AantalInwoners_5":500`), []byte(`"AantalInwoners_5":[500]`), 1)
			}, []string{outRefused}},
		},
		not: []string{"a column twice"}},
	{name: "OData als CSV", text: true, grid: headed("kwb.csv", "WijkenEnBuurten", "Gemeentenaam_1", "AantalInwoners_5", "Woningvoorraad_34", "GemiddeldeWoningwaarde_35", "Koopwoningen_40", "GemiddeldeHuishoudensgrootte_32"),
		files: func(_ *testing.T, g grid) map[string][]byte {
			nation := []string{"NL00      ", "Nederland", "17407585", "", "", "", ""}
			at := slices.Index(g.head, "AantalInwoners_5")
			if at == decimalAt {
				nation[countAt], nation[decimalAt] = "", nation[countAt]
			}
			for len(nation) < len(g.head) {
				nation = append(nation, "1")
			}
			g.rows = append([][]string{nation[:len(g.head)]}, g.rows...)
			return one(g.file, []byte(csvOf(g, ",", "\n")))
		}},
	{name: "Parquet", grid: headed("buurt kwb 2024.parquet", "buurtcode", "buurtnaam", "aantal_inwoners", "woningvoorraad", "gemiddelde_woningwaarde", "percentage_koopwoningen", "gemiddelde_huishoudsgrootte"),
		files: func(t *testing.T, g grid) map[string][]byte {
			return byLevel(g, func(g grid) []byte {
				rows := jsonRows(g)
				for i, r := range rows {
					rows[i] = `{"water":"NEE",` + r[1:]
				}
				return asParquet(t, []byte(`{"value":[`+strings.Join(rows, ",\n")+`]}`))
			})
		},
		not: []string{"a column twice", "thousands with a point, all zeroes behind it", "thousands in a mean"}}, // numbers have no separators there
	{name: "Leefbaarometer 2.0", grid: lbm2Grid(),
		files: func(_ *testing.T, g grid) map[string][]byte { return one(g.file, lbm2File(g)) },
		more:  lbm2Mutations, not: kwbOnly()},
	{name: "Leefbaarometer CSV", text: true, grid: lbm3Grid(),
		files: func(_ *testing.T, g grid) map[string][]byte { return one(g.file, []byte(csvOf(g, ",", "\n"))) },
		more:  lbm3Mutations, not: kwbOnly()},
}

func kwbGrid(g grid) sheet.Sheet {
	return sheet.Sheet{Name: "KWB2020", Rows: append([][]string{g.head}, g.rows...)}
}

// workbookMutations are changes that only a workbook can have.
var workbookMutations = []mutation{
	{"text for a number", cell1(wijkRow, countAt, func(s string) string { return "'" + s }), []string{outSame}},
	{"a number that Excel took for a date", cell1(wijkRow, countAt, to("jan-05")), []string{outRefused}},
}

// withoutTopic takes the row of a topic out of DataProperties.
func withoutTopic(properties []byte, key string) []byte {
	lines := strings.Split(string(properties), ",\n")
	var kept []string
	for _, l := range lines {
		if !strings.Contains(l, `"`+key+`"`) {
			kept = append(kept, l)
		}
	}
	return []byte(strings.Join(kept, ",\n"))
}

// lbm3Grid has rows of scores whose parts add up.
func lbm3Grid() grid {
	g := grid{file: "scores.csv", head: []string{"bu_code", "bu_naam", "jaar", "lbm", "afw", "fys", "onv", "soc", "vrz", "won"}}
	for i := range 24 {
		for _, year := range []string{"2022", "2024"} {
			part := float64(i+1) / 100
			text := func(v float64) string { return strconv.FormatFloat(v, 'f', 4, 64) }
			g.rows = append(g.rows, []string{fmt.Sprintf("BU990101%02d", i+1), "Zonnewijk", year, text(4.1 + 5*part), text(5 * part), text(part), text(part), text(part), text(part), text(part)})
		}
	}
	return g
}

// kwbOnly are the mutations of the columns of key figures.
func kwbOnly() (names []string) {
	for _, m := range gridMutations {
		names = append(names, m.name)
	}
	return names
}

// lbm3Mutations are changes of scores: columns are year 2, lbm 3, afw 4, parts 5 to 9.
var lbm3Mutations = []mutation{
	{"a score ten times", cell1(4, 4, to("1.5000")), []string{outRefused}},
	{"a part ten times", cell1(4, 5, to("0.3000")), []string{outRefused}},
	{"a part with another sign", cell1(4, 6, func(s string) string { return "-" + s }), []string{outRefused}},
	{"a score with another sign", cell1(4, 4, func(s string) string { return "-" + s }), []string{outRefused}},
	{"decimal commas", column1(4, func(s string) string { return strings.Replace(s, ".", ",", 1) }), []string{outRefused}},
	{"a score without its mark", cell1(4, 4, func(s string) string { return strings.Replace(s, ".", "", 1) }), []string{outRefused}},
	{"all scores times a thousand", column1(4, func(s string) string { return s + "e3" }), []string{outRefused}},
	{"lbm for afw", func(g *grid) { g.head[3], g.head[4] = g.head[4], g.head[3] }, []string{outRefused}},
	{"two parts exchanged in one row", func(g *grid) { g.rows[3][5], g.rows[3][4] = g.rows[3][4], g.rows[3][5] }, []string{outRefused}},
	{"a part missing", cell1(4, 7, to("NA")), []string{outRefused}},
	{"a score missing", cell1(4, 4, to("NA")), []string{outRefused}},
	{"a year that has no scores", cell1(4, 2, to("2021")), []string{outRefused}},
	{"a year that is none", cell1(4, 2, to("'24")), []string{outRefused}},
	{"a row twice", func(g *grid) { g.rows = append(g.rows, g.rows[4]) }, []string{outRefused}},
	{"a year twice", cell1(4, 2, to("2024")), []string{outRefused}},
	{"rows the other way round", func(g *grid) {
		for i := 0; i < len(g.rows)/2; i++ {
			g.rows[i], g.rows[len(g.rows)-1-i] = g.rows[len(g.rows)-1-i], g.rows[i]
		}
	}, []string{outSame}},
	{"a code of another level", cell1(4, 0, to("WK990101")), []string{outRefused}},
	{"a code in small letters", cell1(4, 0, strings.ToLower), []string{outRefused}},
	{"a heading one letter off", heading1(4, to("afww")), []string{outRefused, outAside}},
	{"the heading of a part one letter off", heading1(5, to("fyss")), []string{outRefused}},
	{"a heading in capitals", heading1(5, strings.ToUpper), []string{outRefused, outSame}},
	{"a column more", func(g *grid) {
		g.head = append(g.head, "eigen")
		for i := range g.rows {
			g.rows[i] = append(g.rows[i], "1")
		}
	}, []string{outSame}},
	{"a column twice", func(g *grid) {
		g.head = append(g.head, "afw")
		for i := range g.rows {
			g.rows[i] = append(g.rows[i], "1")
		}
	}, []string{outRefused}},
	{"a row cut off", func(g *grid) { g.rows[4] = g.rows[4][:6] }, []string{outRefused}},
	{"words for a score", cell1(4, 4, to("goed")), []string{outRefused}},
	{"a blank in a score", cell1(4, 4, to("0. 15")), []string{outRefused}},
	{"an edition that does not exist", func(g *grid) {
		for i := range g.rows {
			if g.rows[i][2] == "2024" {
				g.rows[i][2] = "2023"
			}
		}
	}, []string{outRefused}},
}

// lbm2Grid has a row per wijk with score, parts and class of 2014 and 2016.
func lbm2Grid() grid {
	g := grid{file: "scores.xlsx", head: []string{"GBD", "naam"}}
	for _, year := range []string{"14", "16"} {
		for _, part := range []string{"RLBRMTR", "RLBWON", "RLBBEV", "RLBVRZ", "RLBVEI", "RLBFYS"} {
			g.head = append(g.head, part+year)
		}
	}
	for i := range 24 {
		row := []string{fmt.Sprintf("WK9901%02d", i+1), "Zonnewijk"}
		for range 2 {
			part := float64(i+1) / 128 // exact in any notation
			row = append(row, strconv.FormatFloat(5*part, 'f', -1, 64))
			for range 5 {
				row = append(row, strconv.FormatFloat(part, 'f', -1, 64))
			}
		}
		g.rows = append(g.rows, row)
	}
	return g
}

// lbm2File writes it with the sheet that says the same by year.
func lbm2File(g grid) []byte {
	wide := sheet.Sheet{Name: "data(2)", Rows: append([][]string{g.head}, g.rows...)}
	long := sheet.Sheet{Name: "data(1)", Rows: [][]string{{"GBD", "JAAR", "RLBRMTR", "RLBWON", "RLBBEV", "RLBVRZ", "RLBVEI", "RLBFYS"}}}
	for _, r := range lbm2Grid().rows {
		long.Rows = append(long.Rows, append([]string{r[0], "2014"}, r[2:8]...), append([]string{r[0], "2016"}, r[8:14]...))
	}
	return sheettest.XLSX(long, wide)
}

// lbm2Mutations are changes of the wide sheet: the score of 2014 is column 2, its parts 3 to 7, the score of 2016 is column 8.
var lbm2Mutations = []mutation{
	{"a score ten times", cell1(4, 2, to("1.953125")), []string{outRefused}},
	{"a score of 2016 ten times", cell1(4, 8, to("1.953125")), []string{outRefused}},
	{"a score with another sign", cell1(4, 2, func(s string) string { return "-" + s }), []string{outRefused}},
	{"a score without its mark", cell1(4, 2, func(s string) string { return strings.Replace(s, ".", "", 1) }), []string{outRefused}},
	{"a score with a comma", cell1(4, 2, func(s string) string { return strings.Replace(s, ".", ",", 1) }), []string{outRefused, outSame}},
	{"a score with two marks", cell1(4, 2, to("0.1.9")), []string{outRefused}},
	{"a score as text", cell1(4, 2, func(s string) string { return "'" + s }), []string{outSame}},
	{"a part ten times", cell1(4, 3, to("0.390625")), []string{outRefused}},
	{"a part with another sign", cell1(4, 4, func(s string) string { return "-" + s }), []string{outRefused}},
	{"a part missing", cell1(4, 5, to("")), []string{outRefused}},
	{"a score missing", cell1(4, 2, to("")), []string{outRefused}},
	{"words for a score", cell1(4, 2, to("goed")), []string{outRefused}},
	{"words for a part", cell1(4, 6, to("goed")), []string{outRefused}},
	{"not a number", cell1(4, 2, to("NaN")), []string{outRefused}},
	{"all scores of a year times ten", column1(2, func(s string) string { return s + "e1" }), []string{outRefused}},
	{"two years exchanged", func(g *grid) { g.head[2], g.head[8] = g.head[8], g.head[2] }, []string{outSame, outRefused}}, // the fixture has the same in both
	{"score and part exchanged", func(g *grid) { g.head[2], g.head[3] = g.head[3], g.head[2] }, []string{outRefused}},
	{"a heading one letter off", heading1(2, to("RLBRMT14")), []string{outRefused}},
	{"a heading of a part one letter off", heading1(3, to("RLBWOM14")), []string{outRefused}},
	{"a heading in small letters", heading1(3, strings.ToLower), []string{outRefused, outSame}},
	{"another heading of the codes", heading1(0, to("Kode")), []string{outRefused, outAside}},
	{"a column twice", func(g *grid) {
		g.head = append(g.head, "RLBRMTR14")
		for i := range g.rows {
			g.rows[i] = append(g.rows[i], "0.5")
		}
	}, []string{outRefused}},
	{"a column more", func(g *grid) {
		g.head = append(g.head, "eigen")
		for i := range g.rows {
			g.rows[i] = append(g.rows[i], "0.5")
		}
	}, []string{outSame}},
	{"a row twice", func(g *grid) { g.rows = append(g.rows, g.rows[4]) }, []string{outRefused}},
	{"a row twice with another score", func(g *grid) {
		g.rows = append(g.rows, append([]string{g.rows[4][0], "x", "0.3"}, g.rows[4][3:]...))
	}, []string{outRefused}},
	{"rows exchanged", func(g *grid) { g.rows[3][0], g.rows[4][0] = g.rows[4][0], g.rows[3][0] }, []string{outRefused}},
	{"a code in small letters", cell1(4, 0, strings.ToLower), []string{outRefused}},
	{"a code without its letters", cell1(4, 0, to("990105")), []string{outRefused}},
	{"blanks behind a code", cell1(4, 0, func(s string) string { return s + "  " }), []string{outSame}},
	{"rows the other way round", func(g *grid) { slices.Reverse(g.rows) }, []string{outSame}},
	{"a blank row", func(g *grid) { g.rows = slices.Insert(g.rows, 3, []string{}) }, []string{outSame}},
}
