package ingest

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"wijkinzicht/data"
	"wijkinzicht/data/store"
	"wijkinzicht/ingest/sheet"
	"wijkinzicht/ingest/sheet/sheettest"
)

// inwoners is the one column of most bad files.
var inwoners = []string{"Bevolking/Aantal inwoners (aantal)"}

func wijk(cells ...string) area { return area{"WK990101", "Zonnewijk", "Wijk", cells} }

// odataFolder is a whole OData table of 2020 with its figures changed.
func odataFolder(old, new string) map[string][]byte {
	return map[string][]byte{"cijfers": bytes.Replace(odataFigures("", true, topics2020, areas2020), []byte(old), []byte(new), 1),
		"kolommen": odataProperties("", 2020, topics2020), "gebieden": odataRegions("", areas2020)}
}

func one(name string, content []byte) map[string][]byte { return map[string][]byte{name: content} }

func half(content []byte) []byte { return content[:len(content)/2] }

func replaced(content []byte, old, new string) []byte {
	return bytes.Replace(content, []byte(old), []byte(new), 1)
}

// badFiles are folders that are refused, with the place that the refusal names and words of its reason.
var badFiles = []struct {
	name         string
	files        map[string][]byte
	file         string
	row          int
	column, says string
}{
	{"inhabitants one letter off in an export without a title", one("a.csv", bytes.Replace(statlineExport(inwoners, []area{wijk("1500")}), []byte("Aantal inwoners"), []byte("Aantal inwonrs"), 1)),
		"a.csv", 0, "Bevolking/Aantal inwonrs (aantal)", "bedoelt u Bevolking/Aantal inwoners?"},
	// damaged
	{"a truncated xlsx", one("a.xlsx", half(kwbWorkbook("KWB2023", kwbHeadings, nil))), "a.xlsx", 0, "", "beschadigd of afgekapt"},
	{"a truncated xls", one("a.xls", half(kwbOldWorkbook("kwb-2016", kwbHeadings2016, nil))), "a.xls", 0, "", "beschadigd of afgekapt"},
	{"a truncated dBase table", one("a.dbf", half(mapAttributes())), "a.dbf", 0, "", "beschadigd of afgekapt"},
	{"a truncated gzip", one("a.gz", half(zipped(odataFigures("", true, topics2020, areas2020)))), "a.gz", 0, "", "gzip-bestand is beschadigd"},
	{"a gzip that is none", one("a.gz", []byte{0x1f, 0x8b, 1}), "a.gz", 0, "", "gzip-bestand is beschadigd"},
	{"truncated OData", one("a.json", half(odataFigures("", true, topics2020, areas2020))), "a.json", 0, "", "JSON is beschadigd of afgekapt"},
	{"truncated GeoJSON", one("a.json", bytes.TrimSuffix(lbm3GeoJSON("", false, 5, 52, "BU99010101 "+scores2024), []byte("}]}"))), "a.json", 0, "", "JSON is beschadigd of afgekapt"},
	{"truncated Parquet", one("a.parquet", []byte("PAR1 and no more")), "a.parquet", 0, "", "Parquet-bestand is beschadigd of afgekapt"},
	{"a row cut off", one("kwb 2020.csv", statlineExport(inwoners, []area{wijk()})), "kwb 2020.csv", 2, "", "5 velden, de kop 6"},
	{"a row cut off in its name", one("kwb 2020.csv", append(statlineExport(inwoners, []area{wijk("10")}), "Maanw"...)), "kwb 2020.csv", 3, "", "1 velden, de kop 6"},
	{"an old export cut off", one("a", replaced(statWebExport(2015, []string{"Bevolking|Aantal inwoners"}, []string{"aantal"}, []area{wijk("10")}), `;"10"`, "")), "a", 6, "", "1 velden, de kop 2"},
	{"a quote that does not close", one("kwb 2020.csv", replaced(statlineExport(inwoners, []area{wijk("10")}), "Zonnewijk", `"Zonnewijk`)), "kwb 2020.csv", 2, "", "aanhalingstekens"},
	{"a score file cut off", one("a", lbm3CSV(lbm3Rows[0], "BU99010102,Zonne")), "a", 3, "", "niet de 10 velden"},
	{"a score file cut off in a name", one("a", bytes.TrimSpace(lbm3CSV(lbm3Rows[0], `BU99010102,"Zonne`))), "a", 3, "", "niet de 10 velden"},
	// encoding
	{"a table in another encoding", one("kwb 2020.csv", replaced(statlineExport(inwoners, []area{wijk("10"), {"WK990102", "Café", "Wijk", []string{"5"}}}), "é", "\xe9")), "kwb 2020.csv", 3, "", "geen UTF-8"},
	{"scores in another encoding", one("a", lbm3CSV("BU99010101,Caf\xe9,2024,1,1,1,1,1,1,1")), "a", 2, "", "geen UTF-8"},
	{"OData in another encoding", odataFolder("Dorrestad", "Dorr\xebstad"), "cijfers", 3, "", "geen UTF-8"},
	// headings
	{"headings without a known column", one("kwb 2001.csv", statlineExport(inwoners, []area{wijk("10")})), "kwb 2001.csv", 0, "", "geen kolom die wij kennen"},
	{"Excel without a known column", one("a", kwbWorkbook("KWB2023", []string{"gwb_code_10", "x", "regio", "y", "recs", "z", "ind_wbi", "iets"}, []area{wijk("10")})), "a", 0, "", "geen kolom die wij kennen"},
	{"Excel without codes", one("a", kwbWorkbook("KWB2023", []string{"code", "x", "regio", "y", "recs", "z", "ind_wbi", "a_inw"}, []area{wijk("10")})), "a", 0, "", "gwb_code_10"},
	{"inhabitants in another unit", one("kwb 2020.csv", statlineExport([]string{"Bevolking/Aantal inwoners (duizend)"}, []area{wijk("5")})), "kwb 2020.csv", 0, "AantalInwoners", `eenheid is "duizend"; verwacht was aantal`},
	{"another unit", one("kwb 2020.csv", statlineExport(append(inwoners, "Wonen/Woningen naar eigendom/Koopwoningen (aantal)"), []area{wijk("5", "10")})), "kwb 2020.csv", 0, "Koopwoningen", `eenheid is "aantal"; verwacht was %`},
	{"two columns for one figure", one("kwb 2019.csv", statlineExport(append(inwoners, "Wonen/Gemiddelde woningwaarde (x 1 000 euro)", "Wonen/Gemiddelde WOZ-waarde van woningen (x 1 000 euro)"), []area{wijk("5", "1", "2")})), "kwb 2019.csv", 0, "GemiddeldeWOZWaardeVanWoningen", "staat ook al in de kolom"},
	{"no lines of topics", one("a", []byte(bom+"\"Kerncijfers wijken en buurten 2015\"\r\n\"\";\"x\"\r\n")), "a", 0, "", "kopregels"},
	{"no DataProperties", one("a", odataFigures("", true, topics2020, areas2020)), "a", 0, "", "ontbreekt DataProperties"},
	{"DataProperties of another table", map[string][]byte{"a": odataFigures("", true, topics2020, areas2020), "b": odataProperties("", 2025, topics2025)}, "a", 0, "", "ontbreekt DataProperties"},
	{"DataProperties of two years", map[string][]byte{"a": odataFigures("", true, topics2020, areas2020), "b": odataProperties("", 2020, topics2020), "c": odataProperties("", 2021, topics2020)}, "a", 0, "", "eigen map"},
	// years
	{"no year in an export", one("kwb.csv", statlineExport(inwoners, []area{wijk("10")})), "kwb.csv", 0, "", "jaar staat niet in het bestand"},
	{"no year in Excel", one("a.xlsx", kwbWorkbook("blad1", kwbHeadings, []area{wijk("10")})), "a.xlsx", 0, "", "jaar staat niet in het bestand"},
	{"no year in the map", one("a.dbf", sheettest.DBase([]sheettest.Field{{Name: "WK_CODE", Type: 'C', Length: 8}}, [][]string{{"WK990101"}})), "a.dbf", 0, "", "jaar staat niet in het bestand"},
	{"a year without KWB", one("kwb 2002.csv", statlineExport(inwoners, []area{wijk("10")})), "kwb 2002.csv", 0, "", "2002 weten wij niet"},
	{"scores of an unknown release", one("a", lbm3CSV("BU99010101,Zonnewijk,2031,4.2,0.1,,,,,")), "a", 0, "", "meting 2031"},
	{"a score without a year", one("a", lbm3CSV("BU99010101,Zonnewijk,nu,,0.1,,,,,")), "a", 2, "jaar", `"nu" is geen jaar`},
	{"a feature without a year", one("a", lbm3GeoJSON("", false, 5, 52, "BU99010101 "+scores2024, `BU99010102 "kscore":4,"afw":0.1`)), "a", 2, "year", "geen jaar"},
	{"a feature with a wrong year", one("a", lbm3GeoJSON("", false, 5, 52, `BU99010101 "kscore":4,"afw":0.1,"year":"nu"`)), "a", 1, "year", `"nu" is geen jaar`},
	// areas
	{"a code twice", one("kwb 2020.csv", statlineExport(inwoners, []area{wijk("10"), {"WK990102", "Maanwijk", "Wijk", []string{"1"}}, wijk("11")})), "kwb 2020.csv", 4, "", "WK990101 staat twee keer in hetzelfde jaar, ook op rij 2"},
	{"a score twice", one("a", lbm3CSV(lbm3Rows[0], lbm3Rows[1], lbm3Rows[0])), "a", 4, "", "BU99010101 staat twee keer"},
	{"a code that is none", one("kwb 2020.csv", statlineExport(inwoners, []area{{"ZONNE", "Zonnewijk", "Wijk", []string{"1"}}})), "kwb 2020.csv", 2, "", `"ZONNE" is geen gebiedscode`},
	{"OData without a code", odataFolder(`"WijkenEnBuurten":"WK990101  "`, `"WijkenEnBuurten":null`), "cijfers", 2, "WijkenEnBuurten", "geen gebiedscode"},
	{"no rows", one("kwb 2020.csv", statlineExport(inwoners, nil)), "kwb 2020.csv", 0, "", "geen enkele rij"},
	// figures
	{"letters for a number", one("kwb 2020.csv", statlineExport(inwoners, []area{wijk("10"), {"WK990102", "Maanwijk", "Wijk", []string{"veel"}}})), "kwb 2020.csv", 3, "AantalInwoners", `"veel" is geen getal`},
	{"letters in Excel", one("a", kwbWorkbook("KWB2023", kwbHeadings, []area{wijk("1", "2", "3", "4", "5", "n.b.", "6")})), "a", 4, "p_koopw", `"n.b." is geen getal`},
	{"letters in old Excel", one("a", kwbOldWorkbook("kwb-2016", kwbHeadings2016, []area{wijk("1", "2", "drie", "2")})), "a", 4, "a_hh", `"drie" is geen getal`},
	{"letters in OData", odataFolder(`"AantalInwoners_5":1200`, `"AantalInwoners_5":"ca. 1200"`), "cijfers", 2, "AantalInwoners", `"ca. 1200" is geen getal`},
	{"a list in OData", odataFolder(`"AantalInwoners_5":1200`, `"AantalInwoners_5":[1200]`), "cijfers", 2, "AantalInwoners_5", "geen tekst of getal"},
	{"a row of OData that is none", odataFolder(`{"ID":1,`, `7,{"ID":1,`), "cijfers", 2, "", "geen OData-rij"},
	{"letters in scores", one("a", lbm3CSV("BU99010101,Zonnewijk,2024,,goed,,,,,")), "a", 2, "afw", `"goed" is geen getal`},
	{"letters in a feature", one("a", lbm3GeoJSON("", false, 5, 52, `BU99010101 "kscore":"zwak","afw":0.1,"year":2024`)), "a", 1, "kscore", `"zwak" is geen getal`},
	{"a list in a feature", one("a", lbm3GeoJSON("", false, 5, 52, `BU99010101 "kscore":[4],"afw":0.1,"year":2024`)), "a", 1, "kscore", "geen getal"},
	{"letters in a class", one("a", lbm2Classes([]string{"WK990101", "4", "vier"})), "a", 2, "KL08", `"vier" is geen getal`},
	{"a point among decimal commas", one("a", statWebExport(2015, []string{"Bevolking|Aantal inwoners"}, []string{"aantal"}, []area{wijk("1.200")})), "a", 6, "AantalInwoners", "punt in een bestand met decimale komma's"},
	{"a number that cannot be", one("kwb 2020.csv", statlineExport(append(inwoners, "Wonen/Woningen naar eigendom/Koopwoningen (%)"), []area{wijk("5", "101")})), "kwb 2020.csv", 2, "Koopwoningen", "101 kan niet kloppen"},
	{"a class that is none", one("a", lbm2Classes([]string{"WK990101", "10"})), "a", 2, "KL02", "10 kan niet kloppen"},
	{"a sheet with an error value", one("a", sheettest.Zip(withError(kwbParts()))), "a", 0, "", "staat de fout #REF!"},
	// coordinates
	{"an unknown coordinate system", one("a", lbm3GeoJSON("urn:ogc:def:crs:EPSG::3857", false, 5, 52, "BU99010101 "+scores2024)), "a", 0, "", "EPSG::3857"},
	{"metres said to be degrees", one("a", lbm3GeoJSON("", false, 155000, 463000, "BU99010101 "+scores2024)), "a", 1, "", "passen niet bij het coördinatenstelsel"},
	{"degrees said to be metres", one("a", lbm3GeoJSON("EPSG:28992", false, 5, 52, "BU99010101 "+scores2024)), "a", 1, "", "passen niet bij het coördinatenstelsel"},
	// folders
	{"an empty folder", map[string][]byte{}, "", 0, "", "geen bestand in met cijfers die wij kennen"},
	{"a folder without figures", one("leesmij.md", []byte("# niets")), "", 0, "", "geen bestand in met cijfers die wij kennen"},
}

func kwbParts() []sheettest.Part {
	return sheettest.Parts(sheet.Sheet{Name: "KWB2023", Rows: kwbRows(kwbHeadings, []area{wijk("77", "2", "3", "4", "5", "6", "7")})})
}

// withError makes an error value of the cell that holds 77.
func withError(parts []sheettest.Part) []sheettest.Part {
	for i, p := range parts {
		parts[i].Content = strings.Replace(p.Content, `><v>77</v>`, ` t="e"><v>#REF!</v>`, 1)
	}
	return parts
}

func TestRefusals(t *testing.T) {
	depot := store.Store{Dir: t.TempDir()}
	ingested(t, depot, folder(t, map[string][]byte{"a": lbm2Classes([]string{"WK990101", "4"})}))
	before := state(t, depot)
	for _, c := range badFiles {
		t.Run(c.name, func(t *testing.T) {
			from := folder(t, c.files)
			_, err := Run(context.Background(), dorrestad(t), depot, from, quiet)
			var r *Refusal
			if !errors.As(err, &r) {
				t.Fatalf("error is %v, want a refusal", err)
			}
			file := c.file
			if file == "" {
				file = from
			}
			if r.File != file || r.Row != c.row || r.Column != c.column || !strings.Contains(r.Reason, c.says) {
				t.Errorf("refused at file %q, row %d, column %q: %s", r.File, r.Row, r.Column, r.Reason)
			}
			if strings.ContainsAny(r.Error(), "\n\r") || strings.HasSuffix(r.Error(), ".") {
				t.Errorf("%q is not one sentence without its stop", r.Error())
			}
			unchanged(t, depot, before)
		})
	}
}

func TestRefusesAbsentFolder(t *testing.T) {
	_, err := Run(context.Background(), dorrestad(t), store.Store{Dir: t.TempDir()}, "/bestaat/niet", quiet)
	var r *Refusal
	if !errors.As(err, &r) || r.File != "/bestaat/niet" {
		t.Errorf("error is %v", err)
	}
}

// TestRefusesContradiction: two files of one standing that give another number for one figure.
func TestRefusesContradiction(t *testing.T) {
	files := odataFolder("", "")
	files["export 2020"] = statlineExport(inwoners, []area{wijk("1201")})
	depot := store.Store{Dir: t.TempDir()}
	_, err := Run(context.Background(), dorrestad(t), depot, folder(t, files), quiet)
	var c *data.Contradiction
	if !errors.As(err, &c) {
		t.Fatalf("error is %v", err)
	}
	if c.LowFile != "cijfers" || c.HighFile != "export 2020" || c.Low != 1200 || c.High != 1201 || c.Code != "WK990101" || c.Indicator != "inwoners" {
		t.Errorf("contradiction is %+v", *c)
	}
	if _, _, err := depot.Current(); !errors.Is(err, store.ErrNoRevision) {
		t.Errorf("something was published: %v", err)
	}
	if raw, err := depot.Raw(); err != nil || len(raw) != 0 {
		t.Errorf("kept %v, %v", raw, err)
	}
}

// TestLesserRouteIsNoted: Excel is not the publisher's last word; its difference is noted and StatLine's figure stays.
func TestLesserRouteIsNoted(t *testing.T) {
	files := odataFolder("", "")
	files["kwb-2020.xlsx"] = kwbWorkbook("KWB2020", kwbHeadings, []area{wijk("1201", "300", "500", "480", "", "25", "")})
	depot := store.Store{Dir: t.TempDir()}
	ingested(t, depot, folder(t, files))
	db := opened(t, depot)
	expect(t, db, figureOf("inwoners", "WK990101", 2020), "1200,ok,,cijfers,")
	expect(t, db, figureOf("koop", "WK990101", 2020), "25,ok,,cijfers,kwb-2020.xlsx")
	expect(t, db, "select count(*) from finding where kind = 'verschil' and text like '%kwb-2020.xlsx wijken af van cijfers%1201 tegen 1200%'", "1")
}
