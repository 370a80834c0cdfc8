package sheet_test

import (
	"bytes"
	"testing"

	"wijkinzicht/ingest/sheet"
	"wijkinzicht/ingest/sheet/sheettest"
)

var wijkFields = []sheettest.Field{{Name: "WK_CODE", Type: 'C', Length: 8}, {Name: "WK_NAAM", Type: 'C', Length: 20}, {Name: "AANT_INW", Type: 'N', Length: 10}, {Name: "SHAPE_AREA", Type: 'F', Length: 19}}

func wijkTable() []byte {
	return sheettest.DBase(wijkFields, [][]string{
		{"WK990101", "Zonnewijk", "12500", "6.83801266810e+03"},
		{"*K990102", "opgeheven", "1", "1"},
		{"WK990103", "Caf\xe9buurt", "-99999999", "-99999999.0"},
		{"WK990104", "Cafébuurt  Oost"},
		{"WK990105", "\x80 Markt", "*****", "2.10"},
		{},
	})
}

func TestDBase(t *testing.T) {
	got, err := sheet.DBase(wijkTable())
	if err != nil {
		t.Fatal(err)
	}
	compare(t, []sheet.Sheet{got}, []sheet.Sheet{{Rows: [][]string{
		{"WK_CODE", "WK_NAAM", "AANT_INW", "SHAPE_AREA"},
		{"WK990101", "Zonnewijk", "12500", "6838.0126681"},
		{"WK990103", "Cafébuurt", "-99999999", "-99999999"},
		{"WK990104", "Cafébuurt  Oost"},
		{"WK990105", "€ Markt", "*****", "2.1"},
	}}})
}

func TestDBaseErrors(t *testing.T) {
	good := wijkTable()
	changed := func(at int, to ...byte) []byte {
		data := bytes.Clone(good)
		copy(data[at:], to)
		return data
	}
	const header, length = 32 + 4*32 + 1, 1 + 8 + 20 + 10 + 19
	tests := []struct {
		name string
		data []byte
		want string
	}{
		{"empty", nil, "open dBase table: not a dBase III table"},
		{"text", []byte("WK_CODE;WK_NAAM\nWK990101;Zonnewijk en Maanwijk\n"), "open dBase table: not a dBase III table"},
		{"cut off in the header", good[:100], "open dBase table: the file ends inside the header"},
		{"cut off", good[:header+2*length+5], "open dBase table: cut off: the header says 6 records, the file holds 2"},
		{"too many records", changed(4, 0x40, 0x0D, 3, 0), "more than the limit of 200000 records"},
		{"record length", changed(10, 7), "open dBase table: the fields take 58 bytes, the records 7"},
		{"no end of fields", changed(32+4*32, 'x'), "the list of fields does not end"},
		{"no fields", changed(32, '\r'), "there are no fields"},
		{"memo field", changed(32+11, 'M'), `field "WK_CODE" is of type 'M', which cannot be read`},
		{"bad mark", changed(header+length, 'x'), "read dBase table: record 2: begins with 'x'"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := sheet.DBase(test.data)
			expectError(t, err, test.want)
		})
	}
}
