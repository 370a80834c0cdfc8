package ingest

import (
	"bytes"
	"encoding/binary"
	"regexp"
	"strings"
	"testing"

	"wijkinzicht/ingest/boundary"
	"wijkinzicht/ingest/sheet"
	"wijkinzicht/ingest/sheet/sheettest"
)

// english are words of the readers' own errors, which no sentence for a user has.
var english = regexp.MustCompile(`(?i)\b(the|of type|invalid|unexpected|cannot|error|missing|is not|not a|limit|cut off|damaged|feature|byte|input|character|zip:)\b`)

// TestFaultsAreDutch: what cannot be read gets a sentence with the place where it stopped, and nothing of a reader's English.
func TestFaultsAreDutch(t *testing.T) {
	book := sheettest.Parts(sheet.Sheet{Name: "KWB2023", Rows: [][]string{{"gwb_code_10", "recs", "a_inw"}, {"WK990101", "Wijk", "12"}}})
	broken := func(old, new string) []byte {
		parts := append([]sheettest.Part{}, book...)
		for i := range parts {
			parts[i].Content = strings.Replace(parts[i].Content, old, new, 1)
		}
		return sheettest.Zip(parts)
	}
	ring := func(coordinates string) []byte {
		return []byte("{\"type\":\"FeatureCollection\",\"features\":[\n{\"type\":\"Feature\",\"properties\":{\"BU_CODE\":\"BU99010101\",\"BU_NAAM\":\"Noord\",\"GM_CODE\":\"GM9901\",\"jaar\":2024},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[" + coordinates + "]]}}]}")
	}
	for _, c := range []struct {
		name    string
		content []byte
		says    string
	}{
		{"a.xlsx", broken("<v>12</v>", `<v>twaalf</v>`), "de werkmap is beschadigd of afgekapt (werkblad KWB2023, rij 2, kolom 3)"},
		{"b.xlsx", half(kwbWorkbook("KWB2023", kwbHeadings, nil)), "de werkmap is beschadigd of afgekapt"},
		{"c.json", []byte("{\"value\":[\n{\"WijkenEnBuurten\":\"WK990101\",}]}"), "de JSON is beschadigd of afgekapt (regel 2, teken 31)"},
		{"d.geojson", ring("[10,20],[11,20],[11,21],[10,20]"), "de coördinaten passen niet bij het stelsel"},
		{"e.geojson", ring(`[5,52],[5.01,52],["x",52.01],[5,52]`), "(gebied 1 BU99010101)"},
		{"f.dbf", brokenRecord(mapAttributes()), "de dBase-tabel is beschadigd of afgekapt (rij 1)"},
	} {
		var r recognised
		_, err := r.look(t.Context(), dorrestad(t), input{name: c.name, folder: ".", held: c.content}, c.content)
		refusal, ok := err.(*Refusal)
		if !ok || !strings.Contains(refusal.Reason, c.says) {
			t.Errorf("%s: %v, want %q", c.name, err, c.says)
			continue
		}
		if english.MatchString(refusal.Reason) {
			t.Errorf("%s: %q is not Dutch", c.name, refusal.Reason)
		}
	}
}

// brokenRecord spoils the mark of the first record.
func brokenRecord(dbf []byte) []byte {
	out := bytes.Clone(dbf)
	out[binary.LittleEndian.Uint16(out[8:])] = 'x'
	return out
}

// TestCausesAreSaid: damage is not the word for a workbook with a password, one of an old program, or an error in a cell.
func TestCausesAreSaid(t *testing.T) {
	for want, err := range map[string]error{
		"de werkmap is beveiligd met een wachtwoord; bewaar het bestand zonder":                                                                      sheet.ErrEncrypted,
		"de werkmap is van Excel 95 of ouder; bewaar het bestand als .xlsx":                                                                          sheet.ErrOld,
		"de werkmap is groter dan een uitgave van een bron kan zijn":                                                                                 sheet.ErrTooLarge,
		"in een cel staat de fout #DIV/0!; verbeter die in een rekenprogramma, of geef het bestand van de uitgever (werkblad Blad1, rij 2, kolom 3)": &sheet.Fault{Sheet: "Blad1", Err: &sheet.Fault{Row: 2, Column: 3, Err: sheet.CellError("#DIV/0!")}},
	} {
		if got := sheetFault("de werkmap", err); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := borderFault(nil, boundary.ErrUnfinished); !strings.Contains(got, "sluit het programma") {
		t.Error(got)
	}
}
