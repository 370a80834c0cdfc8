package ingest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"wijkinzicht/ingest/sheet"
)

// anyAreaCode finds the code of a wijk or buurt in a text.
var anyAreaCode = regexp.MustCompile(`\b(?:BU[0-9]{8}|WK[0-9]{6})\b`)

// foreignKinds say by how a file begins what it is.
var foreignKinds = []struct{ begins, says string }{
	{"%PDF", "een document (PDF); dit programma leest tabellen en kaarten"},
	{"RDX", "een bestand van R; geef het bestand van de uitgever waaruit het gemaakt is"},
	{"RDA", "een bestand van R; geef het bestand van de uitgever waaruit het gemaakt is"},
	{"\xfd7zXZ", "een bestand dat met xz is ingepakt, zoals R doet; geef het bestand van de uitgever waaruit het gemaakt is"},
	{"[", "een JSON-lijst zonder het omhulsel van een uitgever (odata.metadata, FeatureCollection); bewaar het antwoord van de dienst zoals het kwam"},
	{"BZh", "een bestand dat met bzip2 is ingepakt; pak het uit"},
	{"7z\xbc\xaf", "een archief (7z); pak het uit"},
	{"Rar!", "een archief (rar); pak het uit"},
	{"fgb", "een FlatGeobuf; dit programma leest GeoPackage, GeoJSON, TopoJSON en shapefiles: bewaar de kaart zo"},
	{"PROJCS[", "het coördinatenstelsel van een shapefile; de grenzen zelf (.shp) liggen er niet bij"},
	{"GEOGCS[", "het coördinatenstelsel van een shapefile; de grenzen zelf (.shp) liggen er niet bij"},
	{"<?xml", "XML: een beschrijving of een antwoord van een dienst, geen tabel van het CBS of de Leefbaarometer"},
	{"<", "een webpagina of XML; haal het bestand zelf op"},
	{"#", "tekst zonder tabel"},
}

// foreignColumns say by words in the heading of a text file what it is: all of them must be there, in small letters.
var foreignColumns = []struct {
	words []string
	says  string
}{
	{[]string{"ses-woa"}, "StatLine-tabel van SES-WOA; dit programma leest die tabel als OData (JSON)"},
	{[]string{"wijken.en.buurten"}, "een bewerking van een StatLine-tabel: R heeft de kopregel veranderd; geef het bestand van StatLine zelf"},
	{[]string{"gwb_code"}, "een bewerking van de werkmap van het CBS, als CSV bewaard; geef de werkmap zelf"},
	{[]string{"valueattribute"}, "cijfers of lijsten van OData v4, als CSV bewaard; dit programma leest ze als JSON"},
	{[]string{"tableinfos"}, "beschrijving van een OData-tabel, als CSV bewaard; de cijfers staan er niet in"},
	{[]string{"parentid", "releasepolicy"}, "beschrijving van een OData-tabel, als CSV bewaard; dit programma leest die als JSON"},
	{[]string{"identifier", "explanatorytext"}, "beschrijving van een OData-tabel, als CSV bewaard; dit programma leest die als JSON"},
	{[]string{"key", "title", "description", "status"}, "lijst van perioden van een OData-tabel, als CSV bewaard; dit programma leest die als JSON"},
	{[]string{"measuregroupid"}, "cijfers of lijsten van OData v4, als CSV bewaard; dit programma leest ze als JSON"},
	{[]string{"dimensiongroupid"}, "cijfers of lijsten van OData v4, als CSV bewaard; dit programma leest ze als JSON"},
	{[]string{"pc4"}, "gegevens per postcodegebied; dit programma leest buurten, wijken en gemeenten"},
	{[]string{"pc6"}, "gegevens per postcodegebied; dit programma leest buurten, wijken en gemeenten"},
	{[]string{"postcode"}, "gegevens per postcode; dit programma leest buurten, wijken en gemeenten"},
	{[]string{"regio's", "onderwerp"}, "StatLine-tabel die geen Kerncijfers wijken en buurten is"},
	{[]string{"regio per maand"}, "StatLine-tabel die geen Kerncijfers wijken en buurten is"},
}

// foreignText says what a text or another file is that is in no layout that we read, and what would help.
func foreignText(content []byte) string {
	const nothing = "geen indeling die wij lezen"
	head := bytes.TrimLeft(bytes.TrimPrefix(content, byteOrderMark), " \r\n\t")
	for _, k := range foreignKinds {
		if bytes.HasPrefix(head, []byte(k.begins)) {
			return k.says
		}
	}
	if bytes.IndexByte(head[:min(len(head), 4000)], 0) >= 0 {
		if bytes.HasPrefix(head, []byte{0xff, 0xfe}) || bytes.HasPrefix(head, []byte{0xfe, 0xff}) {
			return "tekst in UTF-16; sla het bestand op als UTF-8, zoals de bron het levert"
		}
		return nothing
	}
	line, _, _ := bytes.Cut(head, []byte("\n"))
	if len(line) > maxRecord {
		return fmt.Sprintf("tekst met een regel van meer dan %d kB; geen tabel van een uitgever", maxRecord>>10)
	}
	lower := strings.ToLower(string(line))
	for _, c := range foreignColumns {
		if !slices.ContainsFunc(c.words, func(w string) bool { return !strings.Contains(lower, w) }) {
			return c.says
		}
	}
	columns := strings.FieldsFunc(strings.ReplaceAll(lower, `"`, ""), func(r rune) bool { return strings.ContainsRune(",;\t", r) })
	if len(columns) > 2 && anyAreaCode.Match(head) {
		return "een bewerking of een tabel van een ander: gebiedscodes met kolommen die geen uitgever zo noemt (" + some(trimmed(columns)) + ")"
	}
	if len(columns) > 1 {
		return "een tabel met kolommen die wij niet kennen (" + some(trimmed(columns)) + ")"
	}
	if bytes.Contains(head, []byte(" ")) {
		return "tekst zonder tabel"
	}
	return nothing
}

func trimmed(texts []string) []string {
	var out []string
	for _, t := range texts {
		if t = strings.TrimSpace(t); t != "" {
			out = append(out, t)
		}
	}
	return out
}

// foreignJSON says what JSON is that has no figures that we read.
func foreignJSON(content []byte) string {
	var whole map[string]json.RawMessage
	if json.Unmarshal(content, &whole) != nil {
		return "JSON die geen object is"
	}
	for _, key := range []string{"error", "exception", "code", "message"} {
		if len(whole) < 6 && whole[key] != nil {
			return "een foutmelding van een dienst in plaats van cijfers"
		}
	}
	keys := slices.Sorted(maps.Keys(whole))
	if len(keys) == 0 {
		return "JSON zonder inhoud"
	}
	if anyAreaCode.Match(content) {
		return fmt.Sprintf("een bewerking of gegevens van een ander: gebiedscodes onder sleutels die geen uitgever zo noemt (%s)", some(keys))
	}
	return fmt.Sprintf("JSON zonder cijfers die wij volgen (sleutels: %s)", some(keys))
}

// foreignSheets says what a workbook is that holds no figures that we read; "" where that is not clear.
func foreignSheets(sheets []sheet.Sheet) string {
	for _, s := range sheets {
		if len(s.Rows) == 0 {
			continue
		}
		head := s.Rows[0]
		if slices.Contains(head, "WijkenEnBuurten") {
			return "OData-tabel als werkmap bewaard; haal haar op als JSON, met DataProperties erbij"
		}
	}
	return ""
}
