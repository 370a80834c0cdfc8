package sheettest

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"

	"wijkinzicht/ingest/sheet"
)

// Part is one file inside an .xlsx workbook.
type Part struct{ Name, Content string }

// Zip packs parts, for a workbook that XLSX does not make.
func Zip(parts []Part) []byte {
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for _, p := range parts {
		w, _ := archive.Create(p.Name) // writing to memory does not fail
		w.Write([]byte(p.Content))
	}
	archive.Close()
	return out.Bytes()
}

// Stored packs parts without making them smaller, which takes most of the time of making a workbook.
func Stored(parts []Part) []byte {
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for _, p := range parts {
		w, _ := archive.CreateHeader(&zip.FileHeader{Name: p.Name, Method: zip.Store}) // writing to memory does not fail
		w.Write([]byte(p.Content))
	}
	archive.Close()
	return out.Bytes()
}

// XLSX makes an Office Open XML workbook of these sheets. Its styles 1 and 2 show a percentage, 3 a percent sign behind a number. A cell that is a number in its shortest decimal form is stored
// as a number, in the 17 digits that Excel writes; any other as a shared string. A "'" in front of a number stores it as
// text, without the "'". An empty cell is left out.
func XLSX(sheets ...sheet.Sheet) []byte { return Zip(Parts(sheets...)) }

const (
	prologue      = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\r\n"
	mainSpace     = `http://schemas.openxmlformats.org/spreadsheetml/2006/main`
	documentSpace = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	packageSpace  = `http://schemas.openxmlformats.org/package/2006/relationships`
)

// Parts gives what XLSX packs, to be changed before Zip.
func Parts(sheets ...sheet.Sheet) []Part {
	var shared stringTable
	var list, links, types strings.Builder
	var parts []Part
	for i, s := range sheets {
		state := ""
		if s.Hidden {
			state = `state="hidden" `
		}
		fmt.Fprintf(&list, `<sheet name="%s" sheetId="%d" %sr:id="rId%[2]d"/>`, escape(s.Name), i+1, state)
		fmt.Fprintf(&links, `<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%[1]d.xml"/>`, i+1, documentSpace)
		fmt.Fprintf(&types, `<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`, i+1)
		parts = append(parts, Part{fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), worksheet(s, &shared)})
	}
	fmt.Fprintf(&links, `<Relationship Id="rId%d" Type="%s/sharedStrings" Target="sharedStrings.xml"/>`, len(sheets)+1, documentSpace)
	fmt.Fprintf(&links, `<Relationship Id="rId%d" Type="%s/styles" Target="styles.xml"/>`, len(sheets)+2, documentSpace)
	return append(parts,
		Part{"[Content_Types].xml", prologue + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
			`<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>` +
			types.String() + `</Types>`},
		Part{"_rels/.rels", prologue + `<Relationships xmlns="` + packageSpace + `"><Relationship Id="rId1" Type="` + documentSpace +
			`/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		Part{"xl/workbook.xml", prologue + `<workbook xmlns="` + mainSpace + `" xmlns:r="` + documentSpace + `"><sheets>` +
			list.String() + `</sheets></workbook>`},
		Part{"xl/_rels/workbook.xml.rels", prologue + `<Relationships xmlns="` + packageSpace + `">` + links.String() + `</Relationships>`},
		Part{"xl/sharedStrings.xml", sharedStrings(shared)},
		Part{"xl/styles.xml", prologue + `<styleSheet xmlns="` + mainSpace + `"><numFmts count="2"><numFmt numFmtId="164" formatCode="0.0\ %"/>` +
			`<numFmt numFmtId="165" formatCode="0&quot;%&quot;"/></numFmts><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="164"/>` +
			`<xf numFmtId="165"/></cellXfs></styleSheet>`},
	)
}

func worksheet(s sheet.Sheet, shared *stringTable) string {
	var b strings.Builder
	b.WriteString(prologue + `<worksheet xmlns="` + mainSpace + `"><sheetData>`)
	for i, row := range s.Rows {
		fmt.Fprintf(&b, `<row r="%d">`, i+1)
		for j, text := range row {
			c := newCell(text)
			switch {
			case c.isNumber:
				fmt.Fprintf(&b, `<c r="%s%d"><v>%s</v></c>`, columnName(j), i+1, strconv.FormatFloat(c.number, 'G', 17, 64))
			case c.text != "":
				fmt.Fprintf(&b, `<c r="%s%d" t="s"><v>%d</v></c>`, columnName(j), i+1, shared.add(c.text))
			}
		}
		b.WriteString(`</row>`)
	}
	b.WriteString(`</sheetData></worksheet>`)
	return b.String()
}

func sharedStrings(t stringTable) string {
	var b strings.Builder
	fmt.Fprintf(&b, `%s<sst xmlns="%s" count="%d" uniqueCount="%d">`, prologue, mainSpace, t.uses, len(t.list))
	for _, text := range t.list {
		fmt.Fprintf(&b, `<si><t xml:space="preserve">%s</t></si>`, escape(text))
	}
	b.WriteString(`</sst>`)
	return b.String()
}

// columnName gives the letters of a column counted from zero: A, B, ..., Z, AA.
func columnName(column int) string {
	name := ""
	for column++; column > 0; column = (column - 1) / 26 {
		name = string(rune('A'+(column-1)%26)) + name
	}
	return name
}

func escape(text string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(text)) // writing to memory does not fail
	return b.String()
}
