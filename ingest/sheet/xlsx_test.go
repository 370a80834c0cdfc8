package sheet_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"wijkinzicht/ingest/sheet"
	"wijkinzicht/ingest/sheet/sheettest"
)

// withPart makes a workbook of one sheet "data" in which one part is another than usual.
func withPart(name, content string) []byte {
	parts := sheettest.Parts(sheet.Sheet{Name: "data", Rows: [][]string{{"a_inw"}}})
	for i := range parts {
		if parts[i].Name == name {
			parts[i].Content = content
		}
	}
	return sheettest.Zip(parts)
}

func withSheetData(xml string) []byte {
	return withPart("xl/worksheets/sheet1.xml", "<worksheet><cols><col/></cols><sheetData>"+xml+"</sheetData><c><v>9</v></c></worksheet>")
}

func TestXLSXCells(t *testing.T) {
	tests := []struct {
		name, xml string
		want      [][]string
	}{
		{"float artefact", `<row r="1"><c r="A1"><v>-6.2716917700698496E-2</v></c><c r="B1"><v>2.1000000000000001</v></c></row>`,
			[][]string{{"-0.0627169177006985", "2.1"}}},
		{"exponents and zeros", `<row r="1"><c r="A1"><v>1.25E4</v></c><c r="B1"><v>-0</v></c><c r="C1" t="n"><v>  10<!-- in two -->7 </v></c></row>`,
			[][]string{{"12500", "0", "107"}}},
		{"shared and inline text", `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t xml:space="preserve"> Zonnewijk </t></is></c></row>`,
			[][]string{{"a_inw", "Zonnewijk"}}},
		{"rich text without phonetic help", `<row r="1"><c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>Zonne</t></r><r><t>wijk</t></r><rPh sb="0" eb="1"><t>zon</t></rPh></is></c></row>`,
			[][]string{{"Zonnewijk"}}},
		{"escaped line end", `<row r="1"><c r="A1" t="str"><v>aantal_x000D_&#10;inwoners _x5F_</v></c></row>`,
			[][]string{{"aantal\r\ninwoners _x5F_"}}},
		{"formula with number and text", `<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"x"</f><v>GM9901</v></c></row>`,
			[][]string{{"2", "GM9901"}}},
		{"formula without a value", `<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f t="shared" si="0"/><v></v></c><c r="C1" t="str"><f>""</f><v></v></c><c r="D1"><v>1</v></c></row>`,
			[][]string{{sheet.NoValue, sheet.NoValue, "", "1"}}},
		{"percentages", `<row r="1"><c r="A1" s="1"><v>0.44</v></c><c r="B1" s="2"><v>7.0999999999999994E-2</v></c><c r="C1" s="3"><v>0.44</v></c><c r="D1" s="1"><v>0</v></c><c r="E1" s="1"><v>-1.5</v></c><c r="F1" s="9"><v>0.44</v></c><c r="G1" s="1"><v>0.005</v></c></row>`,
			[][]string{{"44", "7.1", "0.44", "0", "-150", "0.44", "0.5"}}},
		{"booleans and dates", `<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c><c r="C1" s="3"><v>45292</v></c><c r="D1" t="d"><v>2024-01-01</v></c></row>`,
			[][]string{{"TRUE", "FALSE", "45292", "2024-01-01"}}},
		{"not available", `<row><c t="e"><v>#N/A</v></c><c><v>0</v></c></row>`, [][]string{{"#N/A", "0"}}},
		{"number as text stays text", `<row r="1"><c r="A1" t="str"><v>026,40</v></c></row>`, [][]string{{"026,40"}}},
		{"gaps", `<row r="2"><c r="B2"><v>1</v></c><c r="AB2"><v>2</v></c></row>`,
			[][]string{nil, append(append([]string{"", "1"}, make([]string, 25)...), "2")}},
		{"no references", `<row><c><v>1</v></c><c/><c><v>3</v></c></row><row><c><v>4</v></c></row>`, [][]string{{"1", "", "3"}, {"4"}}},
		{"styled empty cells to the edge", `<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="2"/></row><row r="1048576"><c r="A1048576" s="2"><v></v></c></row>`,
			[][]string{{"1"}}},
		{"no-break blanks at the ends", `<row><c t="str"><v>&#160;x&#160;y&#160;</v></c></row>`, [][]string{{"x\u00a0y"}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := sheet.XLSX(withSheetData(test.xml))
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got[0].Rows, test.want) {
				t.Errorf("got %q, want %q", got[0].Rows, test.want)
			}
		})
	}
}

func TestXLSXCellErrors(t *testing.T) {
	tests := []struct{ name, xml, want string }{
		{"error value", `<row r="3"><c r="B3" t="e"><v>#REF!</v></c></row>`, `read workbook: sheet "data": row 3, column 2: the cell holds the error #REF!`},
		{"not a number", `<row r="1"><c r="A1"><v>1,5</v></c></row>`, `row 1, column 1: "1,5" is not a number`},
		{"infinite", `<row r="1"><c r="A1"><v>Inf</v></c></row>`, `row 1, column 1: not a finite number`},
		{"shared string", `<row r="1"><c r="A1" t="s"><v>7</v></c></row>`, `row 1, column 1: there is no shared string "7"`},
		{"unknown type", `<row r="1"><c r="A1" t="zz"><v>7</v></c></row>`, `unknown cell type "zz"`},
		{"bad reference", `<row r="1"><c r="1A"><v>7</v></c></row>`, `"1A" is not the name of a cell`},
		{"bad row", `<row r="9223372036854775807"><c><v>7</v></c></row>`, `row number "9223372036854775807"`},
		{"too many rows", `<row r="200001"><c r="A200001"><v>7</v></c></row>`, `row 200001, column 1: more than the limit of 200000 rows`},
		{"too many columns", `<row r="1"><c r="ALM1"><v>7</v></c></row>`, `row 1, column 1001: more than the limit of 200000 rows or 1000 columns`},
		{"no row", `<c r="A1"><v>7</v></c>`, `sheet "data": a cell stands outside a row`},
		{"broken XML", `<row r="1"><c r="A1"></row>`, `sheet "data"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := sheet.XLSX(withSheetData(test.xml))
			expectError(t, err, test.want)
		})
	}
}

// A file of 1 MB can ask for a thousand columns in each of 200,000 rows: 3 GB of empty cells.
func TestXLSXSparse(t *testing.T) {
	var xml strings.Builder
	for row := range 20_000 {
		fmt.Fprintf(&xml, `<row r="%d"><c r="ALL%[1]d"><v>1</v></c></row>`, row+1)
	}
	_, err := sheet.XLSX(withSheetData(xml.String()))
	expectError(t, err, "more than the limit of 6000000 cells in one file")
}

// A text may have 32,767 characters, of whatever width; and a shared one counts in every cell that shows it.
func TestXLSXLongTexts(t *testing.T) {
	const most = 32_767
	widest := strings.Repeat("ǿ", most)
	shared := func(text string) []byte {
		return withPart("xl/sharedStrings.xml", "<sst><si><t>a_inw</t></si><si>"+text+"</si></sst>")
	}
	for name, c := range map[string]struct {
		file []byte
		want string
	}{
		"the longest":       {shared("<t>" + widest + "</t>"), ""},
		"one more":          {shared("<t>" + widest + "x</t>"), "read workbook: shared strings: text 2: a text of more than 32767 characters"},
		"one more, in runs": {shared("<r><t>" + widest + "</t></r><r><t>x</t></r>"), "text 2: a text of more than 32767 characters"},
		"escaped":           {shared("<t>" + strings.Repeat("&#x000001FF;", most/2) + "</t>"), ""},
		"without an end":    {shared("<t>" + strings.Repeat("x", 400_000)), "a text of more than 32767 characters"},
		"an endless mark":   {shared("<t " + strings.Repeat("x", 400_000)), "a text of more than 32767 characters"},
		"in a cell":         {withSheetData(`<row><c t="str"><v>` + widest + `x</v></c></row>`), `sheet "data": row 1, column 1: a text of more`},
		"inline":            {withSheetData(`<row><c t="inlineStr"><is><t>` + widest + `x</t></is></c></row>`), `a text of more`},
		"shown everywhere":  {sheettest.XLSX(sheet.Sheet{Name: "data", Rows: slices.Repeat([][]string{slices.Repeat([]string{strings.Repeat("x", most)}, 900)}, 10)}), "row 5, column 497: more than the limit of 128 MB of text in one file"},
	} {
		_, err := sheet.XLSX(c.file)
		if c.want == "" && err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: error is %v", name, err)
		}
	}
}

func TestXLSXContainer(t *testing.T) {
	good := sheettest.XLSX(dorrestad()...)
	damaged := bytes.Clone(good)
	damaged[100] ^= 0xFF // in the compressed data of the first sheet
	tests := []struct {
		name string
		data []byte
		want string
	}{
		{"empty", nil, "open workbook: not a zip archive"},
		{"text", []byte("gwb_code;regio\nGM9901;Dorrestad\n"), "open workbook: not a zip archive"},
		{"cut off", good[:len(good)/2], "open workbook: the zip archive is damaged or cut off"},
		{"damaged", damaged, `read workbook: sheet "KWB9901"`},
		{"another zip", sheettest.Zip([]sheettest.Part{{Name: "lees.txt", Content: "mij"}}), "open workbook: not a workbook"},
		{"encrypted", sheettest.Compound("EncryptedPackage", []byte("secret")), "open workbook: the workbook is encrypted"},
		{"an .xls", sheettest.XLS(dorrestad()...), "open workbook: not a zip archive but an older format (.xls)"},
		{"bomb", bomb(t), "open workbook: more than the limit of 512 MB when unpacked"},
		{"no sheet data", withPart("xl/worksheets/sheet1.xml", "<worksheet/>"), `read workbook: sheet "data": no sheetData`},
		{"sheet without part", withPart("xl/_rels/workbook.xml.rels", "<Relationships/>"), `sheet "data" points to no part of the archive`},
		{"too many sheets", sheettest.XLSX(make([]sheet.Sheet, 257)...), "more than the limit of 256 sheets"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := sheet.XLSX(test.data)
			expectError(t, err, test.want)
		})
	}
}

// bomb is a workbook whose parts say that they are 600 MB together.
func bomb(t *testing.T) []byte {
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for i := range 6 {
		w, err := archive.CreateRaw(&zip.FileHeader{Name: fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), UncompressedSize64: 100 << 20})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(nil); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// The relations of a workbook may be written from the root of the archive, in the names of the strict standard, and in
// another case than the archive has; chart sheets and workbooks without text occur.
func TestXLSXRelations(t *testing.T) {
	const strict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
	data := sheettest.Zip([]sheettest.Part{
		{Name: "_rels/.rels", Content: `<Relationships><Relationship Id="a" Type="` + strict + `/officeDocument" Target="/boek/main.xml"/></Relationships>`},
		{Name: "boek/main.xml", Content: `<workbook xmlns:r="` + strict + `"><sheets><sheet name="grafiek" sheetId="1" r:id="c"/><sheet name="wijk" sheetId="2" r:id="w" state="hidden"/></sheets></workbook>`},
		{Name: "boek/_rels/main.xml.rels", Content: `<Relationships><Relationship Id="w" Type="` + strict + `/worksheet" Target="/boek/Blad.xml"/>` +
			`<Relationship Id="c" Type="` + strict + `/chartsheet" Target="grafiek.xml"/></Relationships>`},
		{Name: "boek/blad.xml", Content: `<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData><x:row><x:c><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>`},
	})
	got, err := sheet.XLSX(data)
	if err != nil {
		t.Fatal(err)
	}
	compare(t, got, []sheet.Sheet{{Name: "wijk", Rows: [][]string{{"5"}}}})
}

// TestHiddenSheets: both kinds of workbook say which sheets are hidden.
func TestHiddenSheets(t *testing.T) {
	sheets := []sheet.Sheet{{Name: "oud", Hidden: true, Rows: [][]string{{"1"}}}, {Name: "nieuw", Rows: [][]string{{"2"}}}}
	for name, read := range map[string]func() ([]sheet.Sheet, error){
		"xlsx": func() ([]sheet.Sheet, error) { return sheet.XLSX(sheettest.XLSX(sheets...)) },
		"xls":  func() ([]sheet.Sheet, error) { return sheet.XLS(sheettest.XLS(sheets...)) },
	} {
		if got, err := read(); err != nil || !reflect.DeepEqual(got, sheets) {
			t.Errorf("%s gives %+v, %v", name, got, err)
		}
	}
}
