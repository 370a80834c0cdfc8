package ingest

import (
	"strings"
	"testing"

	"wijkinzicht/data/store"
	"wijkinzicht/ingest/sheet"
	"wijkinzicht/ingest/sheet/sheettest"
)

// TestForeignFilesGetASentence: a folder in which nothing is ours says of every file what it seems to be, and is no error of a parser.
func TestForeignFilesGetASentence(t *testing.T) {
	files := map[string][]byte{}
	says := map[string]string{}
	for name, c := range map[string][2]string{
		"a.pdf":     {"%PDF-1.7 …", "een document (PDF)"},
		"pc4.csv":   {"pc4;aantal\n1011;3\n", "dit programma leest buurten, wijken en gemeenten"},
		"eigen.csv": {"code,mensen,huizen\nBU99010101,3,4\n", "gebiedscodes met kolommen die geen uitgever zo noemt (code, mensen, huizen)"},
		"r.csv":     {`"","Wijken.en.buurten","x"` + "\n", "R heeft de kopregel veranderd"},
		"gz.csv":    {`"Leeftijd";"Marges";"Perioden";"Wijken en buurten"` + "\n", "met namen en zonder codes"},
		"ik.json":   {`{"gebied":{"code":"BU99010101"},"waarden":[{"Key":1}],"value":{"x":1}}`, "gebiedscodes onder sleutels die geen uitgever zo noemt (gebied, value, waarden)"},
		"fout.json": {`{"code":404,"message":"not found"}`, "een foutmelding van een dienst"},
		"lijst.js":  {`[{"Key":"BU99010101"}]`, "een JSON-lijst zonder het omhulsel"},
		"meta.csv":  {bom + "TableInfos;;;\nID;Title;ShortTitle\n", "beschrijving van een OData-tabel, als CSV bewaard; de cijfers staan er niet in"},
		"tijd.csv":  {`"Key","Title","Description","Status"` + "\n", "lijst van perioden"},
		"utf16.csv": {"\xff\xfea\x00;\x00", "UTF-16"},
		"ont.csv":   {"bu_code,ontw_2020\nBU99010101,3\n", "ontwikkelingsscores van de Leefbaarometer, geen standen"},
		"xml.xml":   {`<?xml version="1.0"?><a/>`, "XML"},
	} {
		files[name], says[name] = []byte(c[0]), c[1]
	}
	files["g.xlsx"] = sheettest.XLSX(sheet.Sheet{Name: "50090NED", Rows: [][]string{{"ID", "WijkenEnBuurten"}}})
	says["g.xlsx"] = "haal haar op als JSON, met DataProperties erbij"
	_, err := Run(t.Context(), dorrestad(t), store.Store{Dir: t.TempDir()}, folder(t, files), quiet)
	nothing, ok := err.(*NothingRead)
	if !ok || len(nothing.Files) != len(files) {
		t.Fatalf("%v", err)
	}
	said := strings.Join(nothing.Files, "\n")
	for name, want := range says {
		at := strings.Index(said, name+": ")
		line, _, _ := strings.Cut(said[max(at, 0):], "\n")
		if at < 0 || !strings.Contains(line, want) {
			t.Errorf("%s: %q lacks %q", name, line, want)
		}
	}
}
